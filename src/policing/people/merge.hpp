// SPDX-License-Identifier: Apache-2.0
/// Which records of persons are one person: decisions of people about two records, and what follows from them.
///
/// Owns the decisions "same" and "different" and the groups that "same" makes. Joins by reading: every row keeps its
/// own person, and lists that read by person read all records of his group. So nothing has to be put back when a
/// decision is undone, and the groups depend on the decisions in force only, never on the order in which they came.
///
/// Promises: a decision outranks every score until a person undoes it. What a reader may not see of a group is not
/// there for him: the oldest record that he sees stands for it.
/// Refuses: joining what was decided to be different or is kept apart (never_link.hpp), in the same words; deciding
/// twice; a group of more than `largest_group` records. Start reading at merge.cpp.
#pragma once

#include <set>

#include "policing/people/people.hpp"

namespace bluelamp::people {

using DecisionId = Id<struct DecisionTag>;

enum class Verdict { same, different };
BOOST_DESCRIBE_ENUM(Verdict, same, different)

inline constexpr std::size_t largest_group = 50;

/// What was shown to whoever decides.
struct Grounds {
    std::string model;  ///< version; empty when no model was asked
    std::optional<double> probability, weight;
};

struct PairDecision {
    DecisionId id;
    SubjectId one, other;  ///< in order of their ids
    Verdict verdict = Verdict::same;
    std::string reason;
    std::string model;  ///< version that was shown; empty when none was
    std::optional<double> probability, weight;
    Instant decided_at;
    std::string decided_by;  ///< display name
    std::optional<Instant> undone_at;
};
BOOST_DESCRIBE_STRUCT(PairDecision, (),
                      (id, one, other, verdict, reason, model, probability, weight, decided_at, decided_by, undone_at))

/// Needs Permission::review_people, and the role that decides by the policy.
Result<void> require_reviewer(const Act& act, const policy::Policy& policy);

struct NewDecision {
    SubjectId one, other;
    Verdict verdict = Verdict::same;
    std::string_view reason;
    Grounds grounds;
};
/// Part of the command that decides; the actor must see both.
Result<PairDecision> decide(db::Transaction& tx, const Act& act, const NewDecision& wanted);

struct JoinPersons {
    SubjectId id, other;
    json::Text<500> reason;
};
BOOST_DESCRIBE_STRUCT(JoinPersons, (), (id, other, reason))
/// Joins two records that nobody proposed.
Result<PairDecision> join_persons(db::Transaction& tx, const Act& act, const policy::Policy& policy,
                                  const JoinPersons& wanted);

struct UndoDecision {
    DecisionId id;
    json::Text<500> reason;
};
BOOST_DESCRIBE_STRUCT(UndoDecision, (), (id, reason))
/// Everything is as if it had never been decided; the pair waits for review again if it did before.
Result<PairDecision> undo_decision(db::Transaction& tx, const Act& act, const policy::Policy& policy,
                                   const UndoDecision& wanted);

/// One record of a group.
struct Recorded {
    SubjectId person;
    std::string title;
};
BOOST_DESCRIBE_STRUCT(Recorded, (), (person, title))

/// The whole group of `person`, whoever asks; the record itself when it stands alone. To decide by, never to show.
Result<std::set<SubjectId>> group_of(db::Reader& reader, const ForceId& force, const SubjectId& person);
/// All records of the group of `person` that the reader may see, the oldest first, which stands for them; `person`
/// alone when it was joined with none.
Result<std::vector<SubjectId>> one_as_seen(db::Reader& reader, const Act& act, const SubjectId& person);

/// Hits that are records of one person become one hit: that of the record that stands for them.
Result<void> as_one(db::Reader& reader, const Act& act, std::vector<Hit>& hits);

/// How a person is recorded, and why.
struct RecordedAs {
    SubjectId stands_for;           ///< the record that stands for all of them
    std::vector<Recorded> records;  ///< the oldest first; empty when there is only one
    std::vector<PairDecision> decisions;
};
BOOST_DESCRIBE_STRUCT(RecordedAs, (), (stands_for, records, decisions))
/// Needs Permission::read_people.
Result<RecordedAs> recorded_as(db::Reader& reader, const Act& act, const OnePerson& wanted);

/// GET /api/v1/people/persons/{id}/recorded-as; POST …/persons/{id}/join, /api/v1/people/decisions/{id}/undo.
void add_merge_routes(api::Router& router, const policy::Book& book);

}  // namespace bluelamp::people
