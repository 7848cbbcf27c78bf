// SPDX-License-Identifier: Apache-2.0
/// Catalogue: the offences that can be recorded, how each class is counted, and which outcome needs what; from the
/// lists in reference/, in memory.
///
/// Promises: every class in use has a way of counting; every outcome rule names an outcome of the list and evidence
/// that exists. Refuses, with file and line: lists that break that. Safe to read from any thread.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/instant.hpp"
#include "core/json.hpp"

namespace bluelamp::crimes {

/// What one crime is counted for.
enum class CountedAs { victim, premises, offender, offender_group, incident };
BOOST_DESCRIBE_ENUM(CountedAs, victim, premises, offender, offender_group, incident)

/// Whether the State is the victim.
enum class StateVictim { no, may, yes };
BOOST_DESCRIBE_ENUM(StateVictim, no, may, yes)

/// How crimes of a class are counted.
struct Counting {
    CountedAs counted_as = CountedAs::victim;
    StateVictim state_victim = StateVictim::no;
    std::string guide;   ///< in words for whoever records
    std::string status;  ///< how sure we are of it
};
BOOST_DESCRIBE_STRUCT(Counting, (), (counted_as, state_victim, guide, status))

/// A Home Office class, or a single offence of the courts.
struct Offence {
    std::string code;  ///< "8N", or the courts' "CJ88001"
    std::string title;
    std::optional<std::string> home_office;  ///< class of a single offence, where the lists tell
    std::vector<std::string> classes;        ///< where they do not tell: the classes of its number, to choose from
    std::string group, subgroup;             ///< of the class
    std::optional<std::string> trial;        ///< of a single offence: CI indictable, CE either way, CS and CM summary
    bool in_use = true;                      ///< classes kept for old outcomes only are not recorded any more
};
BOOST_DESCRIBE_STRUCT(Offence, (), (code, title, home_office, classes, group, subgroup, trial, in_use))

enum class Suspects { needed, forbidden, any };
BOOST_DESCRIBE_ENUM(Suspects, needed, forbidden, any)

enum class ViewNeeded { any, recorded, supports, does_not_support };
BOOST_DESCRIBE_ENUM(ViewNeeded, any, recorded, supports, does_not_support)

enum class VictimView { supports, does_not_support };
BOOST_DESCRIBE_ENUM(VictimView, supports, does_not_support)

/// What stands behind an outcome. Which of it is needed, the rules say.
struct Evidence {
    std::optional<json::Text<200>> reference;  ///< of the charge, caution, notice or of the other body
    std::optional<bool> offender_accepts;      ///< responsibility
    std::optional<json::Text<20>> alternate_offence;
    std::optional<json::Text<500>> document;  ///< what proves it
    std::optional<json::Text<200>> cps_reference;
    std::optional<LocalDate> cps_decided_on;
    std::optional<VictimView> victim_view;
    std::optional<Instant> victim_view_at;
    std::optional<json::Text<500>> victim_view_reason;  ///< the victim's own
    std::optional<json::Text<200>> other_body;
    std::optional<json::Text<500>> activity;  ///< diversion undertaken
    std::optional<json::Text<2'000>> rationale;
};
BOOST_DESCRIBE_STRUCT(Evidence, (),
                      (reference, offender_accepts, alternate_offence, document, cps_reference, cps_decided_on,
                       victim_view, victim_view_at, victim_view_reason, other_body, activity, rationale))

/// When an outcome type may be given.
struct OutcomeRule {
    std::string outcome;  ///< "18"
    std::string name, group;
    Suspects suspect = Suspects::any;  ///< a current one: somebody eliminated is none
    ViewNeeded victim_view = ViewNeeded::any;
    std::vector<std::string> classes;  ///< Home Office classes it is for; empty: all
    bool summary_only = false;         ///< offences with a time limit for prosecution
    std::vector<std::string> needs;    ///< fields of Evidence
    std::string note;
};
BOOST_DESCRIBE_STRUCT(OutcomeRule, (), (outcome, name, group, suspect, victim_view, classes, summary_only, needs, note))

struct OutcomeRules {
    std::string rules_version;  ///< the day the newest of its rules began
    std::vector<OutcomeRule> items;
    [[nodiscard]] const OutcomeRule* find(std::string_view outcome) const;
};
BOOST_DESCRIBE_STRUCT(OutcomeRules, (), (rules_version, items))

class Catalogue {
   public:
    /// Reads offence_groups.csv, offences.csv.gz, counting.csv, outcomes.csv and outcome_rules.csv.
    static Result<std::shared_ptr<const Catalogue>> load(const std::string& reference_dir);

    /// A Home Office class or a single offence, however its letters are written; null when there is none.
    [[nodiscard]] const Offence* find(std::string_view code) const;
    /// Of the class `code`; null when it is no class in use.
    [[nodiscard]] const Counting* counting(std::string_view code) const;
    /// By words, of which the last may be a beginning, or by code. Whole words first, classes before single offences,
    /// short titles before long ones. At most `limit`.
    [[nodiscard]] std::vector<Offence> search(std::string_view typed, std::size_t limit) const;
    /// The rules of a day.
    [[nodiscard]] OutcomeRules outcome_rules(LocalDate day) const;

    struct DatedRule {
        LocalDate from;
        std::optional<LocalDate> until;  ///< the first day without it
        OutcomeRule rule;
    };
    struct Lists {
        std::vector<Offence> offences;                   ///< classes first
        std::vector<std::optional<Counting>> countings;  ///< of the offence at the same place
        std::vector<DatedRule> rules;
    };
    explicit Catalogue(Lists lists);

   private:
    struct Word {
        std::string word;
        std::size_t offence;
    };
    Lists lists_;
    std::map<std::string, std::size_t> codes_;  ///< folded
    std::vector<Word> words_;                   ///< sorted
    std::vector<std::size_t> lengths_;          ///< words in each title
};

}  // namespace bluelamp::crimes
