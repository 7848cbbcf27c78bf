// SPDX-License-Identifier: Apache-2.0
/// Judging one case by a policy: what it proposes, and why, in words a call handler understands. Pure.
///
/// Promises: a history, a marker or a repeat raises a proposal or adds a warning and never lowers one; what is not
/// known lowers nothing. Every contribution to the level is a reason that names its rule. Decides nothing: a person
/// does.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/policy.hpp"

namespace bluelamp::policy {

/// One question of the policy and what was answered: "yes", "no", one of the choices, or "not known".
struct Answered {
    std::string question, answer;
};
BOOST_DESCRIBE_STRUCT(Answered, (), (question, answer))

/// Each from 0 (none) to 3 (grave); nothing while nobody has said.
struct Assessed {
    std::optional<std::int64_t> threat, harm, risk, investigation, vulnerability, engagement;
};
BOOST_DESCRIBE_STRUCT(Assessed, (), (threat, harm, risk, investigation, vulnerability, engagement))

/// Everything known of a case.
struct Situation {
    std::optional<std::string> type;  ///< IncidentType code; one the policy does not know counts as none
    std::vector<Answered> answers;
    Assessed assessment;
    std::optional<bool> victim_wishes;              ///< that somebody comes
    bool declined = false;                          ///< the caller wants nobody
    std::vector<std::string> not_attended_reasons;  ///< NonAttendanceReason codes that hold
    std::vector<std::string> markers;               ///< codes that caller, number or address lead to
    bool repeat_victim = false, repeat_caller = false, repeat_address = false;
    bool silent_or_dropped_999 = false;
};

struct Proposal {
    std::string level;                 ///< Level code
    std::vector<std::string> reasons;  ///< for the level, what decided it first
    bool attend = false;               ///< somebody goes
    bool attend_known = true;          ///< false while it hangs on what nobody has asked; attend_reasons says on what
    std::vector<std::string> attend_reasons;  ///< under the force's attendance basis; never empty
    bool vulnerable = false;
    bool crime_suspected = false;
    bool reassurance = false;                ///< nobody goes although somebody is at risk: a reassurance visit is owed
    std::vector<std::string> warnings;       ///< markers with a warning, repeats
    std::vector<std::string> question_sets;  ///< codes, in the order to ask
    std::vector<std::string> card;           ///< lines of the action card
    std::vector<std::string> notify;         ///< roles told at once
};
BOOST_DESCRIBE_STRUCT(Proposal, (),
                      (level, reasons, attend, attend_known, attend_reasons, vulnerable, crime_suspected, reassurance,
                       warnings, question_sets, card, notify))

Proposal judge(const Policy& policy, const Situation& situation);

/// Whether `to` is slower than `from`: then a second person is needed. Codes the policy does not know are slowest.
bool lower(const Policy& policy, std::string_view from, std::string_view to);

/// "Robbery is graded Scheduled at least."; of the slowest level, to which everything is graded at least, that it stays
/// there unless something raises it.
std::string floor_in_words(const Policy& policy, const IncidentType& type, const Level& floor);

/// The level code of the two that is faster.
std::string_view faster(const Policy& policy, std::string_view one, std::string_view other);

/// What is known when an incident is closed.
struct Suggestion {
    std::optional<std::string> type;      ///< IncidentType code
    std::vector<std::string> qualifiers;  ///< of the national list
    std::string_view words;               ///< the whole log
    std::string_view closing_code;
    std::vector<Answered> answers;
};

/// Why a crime is suggested, in words; empty when nothing suggests one. Whole words are compared, folded: "robbed" does
/// not stand in "Robbedale".
std::vector<std::string> suggests_crime(const Policy& policy, const Suggestion& known);

}  // namespace bluelamp::policy
