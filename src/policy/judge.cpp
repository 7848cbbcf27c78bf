// SPDX-License-Identifier: Apache-2.0
#include "policy/judge.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/json.hpp"
#include "core/text.hpp"

namespace bluelamp::policy {
namespace {

std::int64_t rank_of(const Policy& policy, std::string_view code) {
    const Level* level = policy.level(code);
    return level == nullptr ? std::numeric_limits<std::int64_t>::max() : level->rank;
}

template <class List, class T>
void add_once(List& list, const T& value) {
    if (std::find(list.begin(), list.end(), value) == list.end()) {
        list.push_back(value);
    }
}

/// Gathers what speaks for a level, then decides.
class Case {
   public:
    Case(const Policy& policy, const Situation& situation) : policy_(policy), situation_(situation) {}

    Proposal judged() {
        weigh_types();
        propose_for_unknown();
        weigh_assessment();
        weigh_answers();
        weigh_markers();
        weigh_repeats();
        std::stable_sort(reasons_.begin(), reasons_.end(),
                         [](const Reason& a, const Reason& b) { return a.rank < b.rank; });
        level_ = reasons_.front().level;
        decide_attendance();
        proposal_.level = level_->code;
        for (const Reason& reason : reasons_) {
            proposal_.reasons.push_back(reason.words);
        }
        return std::move(proposal_);
    }

   private:
    struct Reason {
        std::int64_t rank;
        const Level* level;  ///< null: it explains and proposes none
        std::string words;
    };

    void propose(const Level& level, std::string words) { reasons_.push_back({level.rank, &level, std::move(words)}); }
    void explain(std::string words) {
        reasons_.push_back({std::numeric_limits<std::int64_t>::max(), nullptr, std::move(words)});
    }
    void at_risk(const std::string& why) {
        proposal_.vulnerable = true;
        add_once(proposal_.warnings, "Somebody is at risk: " + why + ".");
    }

    void weigh_types() {
        const IncidentType* type = situation_.type ? policy_.type(*situation_.type) : nullptr;
        if (type != nullptr) {
            weigh_type(*type);
        }
        const IncidentType* silent = situation_.silent_or_dropped_999 ? policy_.type(policy_.silent_type) : nullptr;
        if (silent != nullptr && silent != type) {
            weigh_type(*silent);
        }
    }

    /// What nobody can place yet is not left to wait; a silent call least of all.
    void propose_for_unknown() {
        if (!reasons_.empty()) {
            return;
        }
        if (situation_.silent_or_dropped_999) {
            return propose(policy_.fastest(), "A silent or dropped 999 call: nobody knows what it is.");
        }
        const Level& level = *policy_.level_of(National::priority);
        propose(level, fmt::format("Nobody has said yet what it is: {} until somebody has.", level.title));
    }

    void weigh_type(const IncidentType& type) {
        if (const Level* level = policy_.level(type.floor)) {
            propose(*level, floor_in_words(policy_, type, *level));
        }
        for (const std::string& set : type.question_sets) {
            add_once(proposal_.question_sets, set);
        }
        for (const std::string& line : type.card) {
            add_once(proposal_.card, line);
        }
        for (const std::string& role : type.notify) {
            add_once(proposal_.notify, role);
        }
        always_attend_ = always_attend_ || type.always_attend;
        proposal_.crime_suspected = proposal_.crime_suspected || type.crime_expected == CrimeExpected::yes;
        title_ = title_.empty() ? type.title : title_;
        if (type.vulnerable) {
            at_risk(type.title);
        }
    }

    /// The sum, said with its parts, so that whoever assesses sees what each part did.
    void weigh_assessment() {
        std::vector<std::string> parts;
        const auto add = [&](const std::optional<std::int64_t>& value, std::int64_t weight, std::string_view name) {
            if (value) {
                score_ += *value * weight;
                parts.push_back(weight == 1 ? fmt::format("{} {}", name, *value)
                                            : fmt::format("{} {} counted {} times", name, *value, weight));
            }
        };
        const Assessed& said = situation_.assessment;
        const ThriveWeights& weight = policy_.thrive.weights;
        add(said.threat, weight.threat, "threat");
        add(said.harm, weight.harm, "harm");
        add(said.risk, weight.risk, "risk");
        add(said.investigation, weight.investigation, "investigation");
        add(said.vulnerability, weight.vulnerability, "vulnerability");
        add(said.engagement, weight.engagement, "engagement");
        assessed_ = !parts.empty();
        if (!assessed_) {
            return;
        }
        const std::string sum = fmt::format("The assessment ({}) comes to {}", fmt::join(parts, ", "), score_);
        const auto& steps = policy_.thrive.steps;
        const auto step =
            std::find_if(steps.begin(), steps.end(), [&](const ThriveStep& each) { return score_ >= each.from; });
        if (step != steps.end()) {
            const Level& level = *policy_.level(step->level);
            propose(level, fmt::format("{}; from {} on it is {}.", sum, step->from, level.title));
        } else if (!steps.empty()) {
            explain(fmt::format("{}; it raises the grade from {} on.", sum, steps.back().from));
        }
        if (said.vulnerability && *said.vulnerability >= policy_.thrive.vulnerable_from) {
            at_risk(fmt::format("vulnerability is assessed at {}", *said.vulnerability));
        }
    }

    void weigh_answers() {
        for (const Answered& given : situation_.answers) {
            const Question* question = policy_.question(given.question);
            for (const Raises& raises : question == nullptr ? std::vector<Raises>{} : question->raises) {
                if (raises.when != given.answer) {
                    continue;
                }
                const std::string said = fmt::format("{} (\"{}\" {})", raises.because, question->text, given.answer);
                if (const Level* level = policy_.level(raises.level)) {
                    propose(*level, fmt::format("{}: {} at least.", said, level->title));
                }
                proposal_.crime_suspected = proposal_.crime_suspected || raises.crime;
                if (raises.vulnerable) {
                    at_risk(raises.because);
                }
            }
        }
    }

    void weigh_markers() {
        for (const std::string& code : situation_.markers) {
            const MarkerKind* marker = policy_.marker(code);
            if (marker == nullptr) {
                continue;
            }
            if (marker->high_risk && situation_.silent_or_dropped_999) {
                propose(policy_.fastest(), fmt::format("A silent or dropped 999 call that leads to the marker \"{}\": "
                                                       "{} at once.",
                                                       marker->title, policy_.fastest().title));
            }
            if (const Level* level = policy_.level(marker->raises_to)) {
                propose(*level, fmt::format("The marker \"{}\" leads here: {} at least.", marker->title, level->title));
            }
            if (marker->warning) {
                add_once(proposal_.warnings, "Warning for officers: " + marker->title + ".");
            }
            if (marker->vulnerable) {
                at_risk("the marker \"" + marker->title + "\" leads here");
            }
        }
    }

    void weigh_repeats() {
        const Repeat& repeat = policy_.repeat;
        const auto warn = [&](bool holds, std::string_view who, std::int64_t times) {
            if (holds) {
                proposal_.warnings.push_back(
                    fmt::format("{}: at least {} times in {} days. It lowers nothing.", who, times, repeat.days));
            }
        };
        warn(situation_.repeat_victim, "Repeat victim", repeat.victim_times);
        warn(situation_.repeat_caller, "Repeat caller", repeat.caller_times);
        warn(situation_.repeat_address, "Repeat address", repeat.address_times);
    }

    void attend(bool goes, std::string words) {
        proposal_.attend = goes;
        proposal_.attend_reasons.push_back(std::move(words));
    }

    void decide_attendance() {
        const NonAttendanceReason* listed = nullptr;
        for (const std::string& code : situation_.not_attended_reasons) {
            listed = listed == nullptr ? policy_.reason(code) : listed;
        }
        const bool declined = situation_.declined || (listed != nullptr && listed->declined);
        const bool urgent = level_->national <= National::priority;
        if (level_->national == National::emergency) {
            attend(true, fmt::format("{} is always attended, whatever else is known.", level_->title));
        } else if (always_attend_) {
            attend(true, fmt::format("{} is always attended.", title_));
        } else if (declined) {
            attend(false, "The caller does not want anybody to come.");
            owe_reassurance();
        } else if (listed != nullptr && !urgent) {
            attend(false, fmt::format("The force's list of reasons not to attend: {}.", listed->title));
        } else if (urgent) {
            attend(true, fmt::format("At {} somebody is sent.", level_->title));
        } else {
            by_basis();
        }
        if (proposal_.attend && !level_->limit_s) {
            level_ = &policy_.slowest_sent();
            reasons_.insert(reasons_.begin(), Reason{level_->rank, level_,
                                                     fmt::format("Somebody goes, so it is {} at least: {}",
                                                                 level_->title, proposal_.attend_reasons.front())});
        }
    }

    void by_basis() {
        switch (policy_.attendance.basis) {
            case AttendanceBasis::everything:
                return attend(true, "This force attends everything, unless a reason of its list holds.");
            case AttendanceBasis::victim_wishes: return by_wishes();
            case AttendanceBasis::threat_risk_harm: return by_score();
        }
    }

    void by_wishes() {
        if (!situation_.victim_wishes) {
            proposal_.attend_known = false;
            return attend(level_->limit_s.has_value(),
                          "Ask whether the victim wishes somebody to come: then "
                          "somebody comes.");
        }
        if (*situation_.victim_wishes) {
            return attend(true, "The victim wishes somebody to come, and then this force comes.");
        }
        attend(false, "The victim does not wish anybody to come.");
        owe_reassurance();
    }

    void by_score() {
        const std::int64_t from = policy_.attendance.attend_score;
        if (level_->limit_s) {
            return attend(true, fmt::format("At {} somebody is sent.", level_->title));
        }
        if (!assessed_) {
            proposal_.attend_known = false;
            return attend(false,
                          "Assess threat, harm and risk: this force weighs them to decide whether somebody goes.");
        }
        const bool goes = score_ >= from;
        attend(goes, fmt::format("Threat, harm and risk come to {}; this force goes from {} on.", score_, from));
    }

    /// The letter of 2014 on Hertfordshire: nobody goes when the caller declines, even where somebody is at risk.
    void owe_reassurance() {
        const Attendance& rule = policy_.attendance;
        if (!proposal_.vulnerable || rule.reassurance_s == 0) {
            return;
        }
        proposal_.reassurance = true;
        proposal_.attend_reasons.push_back(fmt::format(
            "Somebody is at risk, so a reassurance visit ({}) is owed within {}{}.", rule.reassurance_by,
            in_words(Limit{TimeBasis::elapsed, rule.reassurance_s, 0}),
            rule.review_by.empty() ? "" : fmt::format(", and the decision is reviewed ({})", rule.review_by)));
    }

    const Policy& policy_;
    const Situation& situation_;
    Proposal proposal_;
    std::vector<Reason> reasons_;
    const Level* level_ = nullptr;
    std::string title_;  ///< of the type
    bool always_attend_ = false;
    bool assessed_ = false;
    std::int64_t score_ = 0;
};

/// Whether the words of `phrase` stand in `text` one after another.
bool holds_phrase(const std::vector<std::string>& text, const std::string& phrase) {
    const std::vector<std::string> wanted = words(phrase);
    return !wanted.empty() && std::search(text.begin(), text.end(), wanted.begin(), wanted.end()) != text.end();
}

bool listed(const std::vector<std::string>& list, std::string_view wanted) {
    return std::any_of(list.begin(), list.end(), [&](const std::string& each) { return fold(each) == fold(wanted); });
}

}  // namespace

Proposal judge(const Policy& policy, const Situation& situation) { return Case(policy, situation).judged(); }

bool lower(const Policy& policy, std::string_view from, std::string_view to) {
    return rank_of(policy, to) > rank_of(policy, from);
}

std::string floor_in_words(const Policy& policy, const IncidentType& type, const Level& floor) {
    const bool slowest = floor.rank == policy.levels.back().rank;
    return fmt::format("{} is graded {} {}.", type.title, floor.title,
                       slowest ? "unless something raises it" : "at least");
}

std::string_view faster(const Policy& policy, std::string_view one, std::string_view other) {
    return lower(policy, one, other) ? one : other;
}

std::vector<std::string> suggests_crime(const Policy& policy, const Suggestion& known) {
    std::vector<std::string> reasons;
    const Recording& recording = policy.recording;
    const IncidentType* type = known.type ? policy.type(*known.type) : nullptr;
    if (type != nullptr && type->crime_expected == CrimeExpected::yes) {
        reasons.push_back(fmt::format("It was opened as {}.", type->title));
    }
    for (const std::string& qualifier : known.qualifiers) {
        if (listed(recording.crime_qualifiers, qualifier)) {
            reasons.push_back(fmt::format("It has the qualifier {}.", qualifier));
        }
    }
    if (!known.closing_code.empty() && listed(recording.crime_closing_codes, known.closing_code)) {
        reasons.push_back(fmt::format("It is closed as {}.", known.closing_code));
    }
    for (const Answered& given : known.answers) {
        const Question* question = policy.question(given.question);
        for (const Raises& raises : question == nullptr ? std::vector<Raises>{} : question->raises) {
            if (raises.crime && raises.when == given.answer) {
                reasons.push_back(fmt::format("{} (\"{}\" {}).", raises.because, question->text, given.answer));
            }
        }
    }
    const std::vector<std::string> log = words(known.words);
    for (const std::string& phrase : recording.crime_words) {
        if (holds_phrase(log, phrase)) {
            reasons.push_back(fmt::format("The log says \"{}\".", phrase));
        }
    }
    return reasons;
}

}  // namespace bluelamp::policy
