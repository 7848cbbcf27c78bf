// SPDX-License-Identifier: Apache-2.0
#include "policing/crimes/crime.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bluelamp::crimes {
namespace {

bool holds(const std::vector<std::string>& list, std::string_view wanted) {
    return std::find(list.begin(), list.end(), wanted) != list.end();
}

/// Six months from the offence: the day after which a summary offence cannot be prosecuted any more (Magistrates'
/// Courts Act 1980 s.127).
LocalDate time_limit(Instant occurred_to) {
    const LocalDate day = in_london(occurred_to).date;
    const Month month = plus_months({day.year, day.month}, 6);
    LocalDate last{month.year, month.month, day.day};
    while (!exists(last)) {
        --last.day;
    }
    return last;
}

struct Words {
    std::string_view field, give;
};
constexpr Words evidence_words[] = {
    {"reference", "give the reference of the charge, caution, notice or other body"},
    {"offender_accepts", "say that the offender accepts responsibility"},
    {"alternate_offence", "name the offence that was dealt with instead"},
    {"document", "say what proves it"},
    {"cps_reference", "give the reference of the prosecution service's decision"},
    {"cps_decided_on", "give the day of the prosecution service's decision"},
    {"victim_view", "say whether the victim supports action"},
    {"victim_view_at", "say when the victim was asked"},
    {"victim_view_reason", "give the victim's own reason"},
    {"other_body", "name the body that has taken it on"},
    {"activity", "say what diversion, education or intervention was undertaken"},
    {"rationale", "give the reasons"},
};

template <class T>
bool given(const std::optional<T>& field) {
    if constexpr (std::is_same_v<T, bool>) {
        return field == true;  // "no" is no evidence that he accepts
    } else {
        return field.has_value();
    }
}

void missing_evidence(std::vector<CrimeGap>& missing, const std::vector<std::string>& needs, const Evidence& evidence) {
    boost::mp11::mp_for_each<json::Members<Evidence>>([&](auto member) {
        if (holds(needs, member.name) && !given(evidence.*member.pointer)) {
            const auto words = std::find_if(std::begin(evidence_words), std::end(evidence_words),
                                            [&](const Words& each) { return each.field == member.name; });
            invariant(words != std::end(evidence_words), "evidence without words");
            missing.push_back({"evidence." + std::string(member.name), std::string(words->give)});
        }
    });
}

void missing_view(std::vector<CrimeGap>& missing, const OutcomeRule& rule, const Crime& crime,
                  const Evidence& evidence) {
    // Where the State is the victim there is nobody to ask, and nobody who could withdraw.
    const bool nobody = crime.victims == 0;
    if (rule.victim_view == ViewNeeded::any || (nobody && rule.victim_view != ViewNeeded::does_not_support)) {
        return;
    }
    if (nobody) {
        missing.push_back({"victims", "there is no victim who could support action or not; choose another outcome"});
        return;
    }
    missing_evidence(missing, {"victim_view", "victim_view_at"}, evidence);
    if (!evidence.victim_view || rule.victim_view == ViewNeeded::recorded) {
        return;
    }
    const bool supports = *evidence.victim_view == VictimView::supports;
    if (supports != (rule.victim_view == ViewNeeded::supports)) {
        missing.push_back({"evidence.victim_view", supports ? "it is for victims who do not support action"
                                                            : "it is for victims who support action"});
    }
}

void missing_limit(std::vector<CrimeGap>& missing, const Crime& crime, const Catalogue& catalogue, Instant now) {
    const Offence* offence = crime.offence && crime.offence->cjs ? catalogue.find(*crime.offence->cjs) : nullptr;
    if (offence == nullptr || (offence->trial != "CS" && offence->trial != "CM")) {
        missing.push_back(
            {"offence", "only summary offences have a time limit; choose the courts' offence, if it is one"});
        return;
    }
    const LocalDate last = time_limit(crime.occurred_to);
    if (in_london(now).date <= last) {
        missing.push_back({"occurred_to", "the time limit has not passed; it ends on " + iso(last)});
    }
}

}  // namespace

std::vector<CrimeGap> gaps_of(const Crime& crime) {
    std::vector<CrimeGap> gaps;
    if (!crime.offence) {
        gaps.push_back({"offence", "Choose what it was; until then it counts as not recorded."});
    } else if (crime.counted_as == CountedAs::victim && !crime.state_victim && crime.victims == 0) {
        gaps.push_back({"victims", "Say whose crime it is: each victim has a crime of his own."});
    }
    return gaps;
}

Result<void> may_have_occurred(Instant from, Instant to, Instant now) {
    if (from > now + incidents::clock_tolerance || to > now + incidents::clock_tolerance) {
        return fail(ErrorCode::invalid, from > now + incidents::clock_tolerance ? "occurred_from" : "occurred_to",
                    "It cannot be recorded before it happens; give a time that has passed.");
    }
    if (to < from) {
        return fail(ErrorCode::invalid, "occurred_to", "It cannot end before it began; check the two times.");
    }
    return {};
}

std::string reference_of(std::string_view pattern, std::int64_t number, int year) {
    std::string text(pattern);
    const auto fill = [&](std::string_view name, const std::string& value) {
        for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + value.size())) {
            text.replace(at, name.size(), value);
        }
    };
    fill("{number}", std::to_string(number));
    fill("{yy}", fmt::format("{:02}", year % 100));
    return text;
}

std::optional<std::chrono::milliseconds> recording_limit(const policy::Policy& policy) {
    for (const policy::DeadlineRule& rule : policy.deadlines) {
        if (rule.limit.basis == policy::TimeBasis::elapsed && holds(rule.starts, "crime.suspected") &&
            holds(rule.meets, "crime.recorded")) {
            return std::chrono::seconds(rule.limit.s);
        }
    }
    return std::nullopt;
}

std::vector<CrimeGap> missing_for(const OutcomeRule& rule, const Crime& crime, const Evidence& evidence,
                                  const Catalogue& catalogue, Instant now) {
    std::vector<CrimeGap> missing;
    if (rule.suspect == Suspects::needed && crime.current_suspects == 0) {
        missing.push_back({"suspects", "name the suspect"});
    }
    if (rule.suspect == Suspects::forbidden && crime.current_suspects > 0) {
        missing.push_back({"suspects", "a suspect is named; eliminate him with the reason, or choose another outcome"});
    }
    if (!rule.classes.empty() && (!crime.offence || !holds(rule.classes, crime.offence->code))) {
        missing.push_back({"offence", fmt::format("it is for {} only", fmt::join(rule.classes, ", "))});
    }
    missing_view(missing, rule, crime, evidence);
    if (rule.summary_only) {
        missing_limit(missing, crime, catalogue, now);
    }
    missing_evidence(missing, rule.needs, evidence);
    return missing;
}

std::string name_of(const people::Said& said) {
    std::string name;
    for (const auto* part : {&said.given_name, &said.other_names, &said.family_name}) {
        if (*part) {
            name += (name.empty() ? "" : " ") + (*part)->text;
        }
    }
    if (name.empty() && said.description) {
        name = said.description->text;
    }
    return name.empty() ? "Somebody without a name" : name;
}

}  // namespace bluelamp::crimes
