// SPDX-License-Identifier: Apache-2.0
#include "simulate/recognise.hpp"

#include "core/text.hpp"

namespace bluelamp::simulate {
namespace {

constexpr std::size_t asked_at_most = 3;
constexpr double takes_the_wrong_one = 0.015, makes_one_too_many = 0.025;

/// One slip apart at most: a letter more, less or other, or two swapped.
bool nearly(std::string_view a, std::string_view b) {
    std::size_t front = 0;
    while (front < std::min(a.size(), b.size()) && a[front] == b[front]) {
        ++front;
    }
    a.remove_prefix(front);
    b.remove_prefix(front);
    while (!a.empty() && !b.empty() && a.back() == b.back()) {
        a.remove_suffix(1);
        b.remove_suffix(1);
    }
    const bool swapped = a.size() == 2 && b.size() == 2 && a[0] == b[1] && a[1] == b[0];
    return swapped || (a.size() <= 1 && b.size() <= 1);
}

bool same_given(const Lists& lists, const std::string& known, const std::string& said) {
    const std::string a = fold(known), b = fold(said);
    if (nearly(a, b)) {
        return true;
    }
    const auto short_for = [&](const std::string& name, const std::string& nickname) {
        const auto found = lists.nicknames.find(name);
        return found != lists.nicknames.end() &&
               std::any_of(found->second.begin(), found->second.end(),
                           [&](const std::string& each) { return fold(each) == nickname; });
    };
    return short_for(a, b) || short_for(b, a);
}

people::LookUp typed_of(const Call& call) {
    people::LookUp typed;
    if (call.phone) {
        typed.phone = json::Text<60>{*call.phone};
    }
    const std::string given = call.said.given_name ? call.said.given_name->text + " " : "";
    typed.name = json::Text<200>{given + call.said.family_name->text};
    typed.address = call.said.address;
    typed.date_of_birth = call.said.date_of_birth;
    return typed;
}

/// Persons that were shown, best first, with what the register says of them.
struct Candidate {
    people::Hit hit;
    people::Person known;
};

Result<std::vector<Candidate>> candidates(const Stage& stage, const Call& call, Instant now) {
    std::vector<Candidate> all;
    const Act act = stage.looking(*call.handler, now);
    const auto policy = stage.policy(now);
    const auto recogniser = people::recogniser(stage.world.recognition);
    auto read = stage.read([&](db::Reader& reader) -> Result<void> {
        all.clear();
        const people::Found found = TRY(people::look_up(reader, act, *policy, *recogniser, typed_of(call)));
        for (const people::Hit& hit : found.hits) {
            if (hit.kind == people::SubjectKind::person) {
                all.push_back({hit, TRY(people::read_person(reader, act, *policy, {hit.subject}))});
            }
        }
        return {};
    });
    TRY(std::move(read));
    // As the page shows them: who is most probable stands first.
    std::stable_sort(all.begin(), all.end(), [](const Candidate& a, const Candidate& b) {
        return a.hit.probability.value_or(0) > b.hit.probability.value_or(0);
    });
    return all;
}

Decision decide(const Stage& stage, const Call& call, const std::vector<Candidate>& candidates, Draws& draws) {
    Decision decision;
    decision.reason = "Nobody of that name on the register";
    for (std::size_t i = 0; i < std::min(candidates.size(), asked_at_most); ++i) {
        const people::Hit& hit = candidates[i].hit;
        if (hit.probability.value_or(0) < 0.3 && hit.match > people::Match::folded) {
            continue;
        }
        const bool is_he = fits(stage.lists, candidates[i].known, *call.caller, call.home);
        if (is_he ? !draws.chance(makes_one_too_many) : draws.chance(takes_the_wrong_one)) {
            decision.person = hit.subject;
            decision.question = hit.question.value_or("What is your date of birth?");
            decision.answer = "As on the register";
            return decision;
        }
        decision.reason = "Asked; is none of those shown";
    }
    return decision;
}

}  // namespace

bool fits(const Lists& lists, const people::Person& known, const Person& caller, const Home& home) {
    if (known.given_name && !same_given(lists, *known.given_name, caller.given)) {
        return false;
    }
    if (known.date_of_birth) {
        const LocalDate& born = *known.date_of_birth;
        const bool turned =
            born.year == caller.born.year && born.month == caller.born.day && born.day == caller.born.month;
        const bool next_year =
            born.month == caller.born.month && born.day == caller.born.day && born.year == caller.born.year + 1;
        return born == caller.born || turned || next_year;
    }
    const bool family = known.family_name && nearly(fold(*known.family_name), fold(caller.family));
    const bool lives_there = std::any_of(known.used.begin(), known.used.end(), [&](const people::Used& used) {
        return fold(used.title).find(fold(home.address)) != std::string::npos ||
               (caller.phone && people::plain_number(used.title) == people::plain_number(*caller.phone));
    });
    return family && (lives_there || known.given_name.has_value());
}

Result<void> recognise(const Stage& stage, Call& call, Instant now) {
    Draws draws(stage.settings.seed, "decide", call.number);
    const auto found = TRY(candidates(stage, call, now));
    Asked asked;
    asked.contact = call.contact.text();
    asked.at = now;
    asked.person = static_cast<std::int64_t>(call.caller->number);
    asked.known_as = stage.truth.known_as(call.caller->number);
    for (const Candidate& each : found) {
        call.shown.push_back(each.hit.subject);
        if (asked.shown.size() < asked_at_most) {
            asked.shown.push_back({each.hit.subject.text(),
                                   std::string(json::Format<people::Match>::name(each.hit.match)),
                                   each.hit.probability});
        }
    }
    call.decision = decide(stage, call, found, draws);
    if (call.decision->person) {
        asked.decided = call.decision->person->text();
        const auto chosen = std::find_if(found.begin(), found.end(), [&](const Candidate& each) {
            return each.hit.subject == *call.decision->person;
        });
        if (chosen->hit.times > 0) {
            stage.truth.repeat(call.kind->caller == "victim" ? "victim" : "caller", asked.contact,
                               chosen->hit.subject.text(), chosen->hit.times);
        }
    }
    const bool known = !asked.known_as.empty();
    const bool his = asked.decided &&
                     std::find(asked.known_as.begin(), asked.known_as.end(), *asked.decided) != asked.known_as.end();
    if (asked.decided && !his) {
        stage.truth.mistake("taken for another", asked.contact, asked.person);
    } else if (!asked.decided && known) {
        stage.truth.mistake("made once more", asked.contact, asked.person);
    }
    stage.truth.asked(std::move(asked));
    return {};
}

}  // namespace bluelamp::simulate
