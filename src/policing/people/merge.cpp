// SPDX-License-Identifier: Apache-2.0
#include "policing/people/merge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "core/text.hpp"
#include "policing/people/merge.sql.hpp"
#include "policing/people/never_link.hpp"
#include "policing/people/profiles.hpp"
#include "policing/people/review.hpp"
#include "policing/people/store.hpp"

namespace bluelamp::people {
namespace {

using Ids = std::set<SubjectId>;

SubjectId subject_in(const db::Row& row) { return row.id<SubjectId>(0); }

/// Everybody whom decisions "same" in force lead to.
Result<Ids> reach_of(db::Transaction& tx, const SubjectId& person) {
    Ids reached{person};
    std::vector<SubjectId> open{person};
    while (!open.empty()) {
        const SubjectId next = open.back();
        open.pop_back();
        for (const SubjectId& other :
             TRY(tx.many(sql::decided_with, {tx.force(), next, text_of(Verdict::same)}, subject_in))) {
            if (reached.insert(other).second) {
                open.push_back(other);
            }
        }
    }
    return reached;
}

/// Writes the group of `person` anew, from the decisions alone.
Result<void> regroup(db::Transaction& tx, const SubjectId& person) {
    const Ids group = TRY(reach_of(tx, person));
    std::pair<Instant, SubjectId> oldest{Instant{INT64_MAX}, SubjectId()};
    for (const SubjectId& member : group) {
        TRY(tx.execute(sql::leave_group, {tx.force(), member}));
        TRY(touch_person(tx, member));
        const Instant made =
            TRY(tx.one(sql::made_when, {tx.force(), member}, [](const db::Row& row) { return row.instant(0); }));
        oldest = std::min(oldest, std::pair(made, member));
    }
    for (const SubjectId& member : group) {
        if (group.size() > 1) {
            TRY(tx.execute(sql::enter_group, {tx.force(), member, oldest.second}));
        }
    }
    return {};
}

/// Whether something that was decided, or somebody who is hidden, forbids to join any of one group with any of another.
Result<bool> are_apart(db::Transaction& tx, const Ids& group, const Ids& others) {
    Ids all = group;
    all.insert(others.begin(), others.end());
    const auto hidden = TRY(hidden_among(tx, tx.force(), {all.begin(), all.end()}));
    if (!hidden.empty()) {
        return true;
    }
    for (const SubjectId& person : group) {
        const auto different =
            TRY(tx.many(sql::decided_with, {tx.force(), person, text_of(Verdict::different)}, subject_in));
        if (std::ranges::any_of(different, [&](const SubjectId& each) { return others.contains(each); })) {
            return true;
        }
    }
    return false;
}

Result<void> may_decide(db::Transaction& tx, const NewDecision& wanted) {
    if (wanted.one == wanted.other) {
        return fail(ErrorCode::invalid, "other", "This is one record; give another one.");
    }
    if (trim(wanted.reason).empty()) {
        return fail(ErrorCode::invalid, "reason", "Say what makes you sure; whoever doubts it later must know.");
    }
    const Ids group = TRY(group_of(tx, tx.force(), wanted.one)), others = TRY(group_of(tx, tx.force(), wanted.other));
    if (group.contains(wanted.other)) {
        return fail(ErrorCode::conflict, "other",
                    "Somebody decided that these two are one person; take that back first to decide otherwise.");
    }
    // Of other records of two persons who were told apart it may be said again: it stands when a join is taken back.
    const bool again = wanted.verdict == Verdict::different;
    const bool apart = TRY(are_apart(tx, again ? Ids{wanted.one} : group, again ? Ids{wanted.other} : others));
    if (apart) {  // the same words whatever the cause: which one it is may not be told
        return fail(ErrorCode::conflict, "other",
                    "These two cannot be decided about here: another decision, or records that are not yours to see, "
                    "may stand against it. Ask the crime registrar.");
    }
    if (wanted.verdict == Verdict::same && group.size() + others.size() > largest_group) {
        return fail(
            ErrorCode::too_large, "other",
            fmt::format("No person has more than {} records; look for one that does not belong there.", largest_group));
    }
    return {};
}

PairDecision read_decision(const db::Row& row) {
    return {row.id<DecisionId>(0), row.id<SubjectId>(1), row.id<SubjectId>(2), enum_of<Verdict>(row.text(3)),
            row.string(4),         row.string(5),        row.maybe_real(6),    row.maybe_real(7),
            row.instant(8),        row.string(9),        row.maybe_instant(10)};
}

using Records = std::vector<Recorded>;

/// As the reader may see them, the oldest first; none for who stands alone.
Result<Records> records_of(db::Reader& reader, const Act& act, const SubjectId& person) {
    const auto& clearance = act.actor.clearance;
    return reader.many(sql::group_as_seen, {act.force, person, clearance.level, clearance.owners},
                       [](const db::Row& row) {
                           return Recorded{row.id<SubjectId>(0), read_name(row, 1).title};
                       });
}

/// The oldest of the records is what is shown, and none of them is likely to be himself.
void stand_for(const Records& records, Hit& hit) {
    hit.subject = records.front().person;
    hit.title = records.front().title;
    hit.also.clear();
    for (const Recorded& record : records) {
        std::erase(hit.likewise, record.person);
        if (record.person != hit.subject) {
            hit.also.push_back(record.person);
        }
    }
}

void drop_repeated(std::vector<SubjectId>& ids) {
    std::set<SubjectId> seen;
    std::erase_if(ids, [&](const SubjectId& id) { return !seen.insert(id).second; });
}

/// What another record of the same person was found by.
void add_to(Hit& hit, Hit other) {
    hit.match = std::min(hit.match, other.match);
    for (std::string& why : other.why) {
        if (std::ranges::find(hit.why, why) == hit.why.end()) {
            hit.why.push_back(std::move(why));
        }
    }
    if (other.probability > hit.probability) {
        hit.probability = other.probability;
        hit.waterfall = std::move(other.waterfall);
    }
    hit.question = hit.question ? hit.question : other.question;
}

/// For those who may see the less open of the two.
Result<void> record(db::Transaction& tx, const Act& act, std::string_view action, const PairDecision& decision) {
    struct Open {
        std::int64_t visibility = 0;
        std::string owner;
    };
    const auto how_open = [&](const SubjectId& person) {
        return tx.one(sql::how_open, {tx.force(), person}, [](const db::Row& row) {
            return Open{row.bigint(0), row.string(1)};
        });
    };
    const Open one = TRY(how_open(decision.one)), other = TRY(how_open(decision.other));
    const bool narrow = other.visibility > one.visibility;
    TRY(act.record(tx, {.action = action,
                        .kind = "person",
                        .record = narrow ? decision.other.text() : decision.one.text(),
                        .happened_at = act.now,
                        .content = json::to_text(decision),
                        .visibility = narrow ? other.visibility : one.visibility,
                        .owner = narrow ? other.owner : one.owner}));
    return {};
}

}  // namespace

Result<void> require_reviewer(const Act& act, const policy::Policy& policy) {
    TRY(act.require(Permission::review_people));
    const std::string& role = policy.deciders.identity_review;
    if (act.actor.clearance.owners.find("," + access::OwnerId::holders_of(role).text + ",") == std::string::npos) {
        return fail(ErrorCode::forbidden, "role",
                    fmt::format("The force's policy leaves this to the role {}; ask somebody who has it.", role));
    }
    return {};
}

Result<PairDecision> decide(db::Transaction& tx, const Act& act, const NewDecision& wanted) {
    TRY(find_person(tx, act, wanted.one, "id"));
    TRY(find_person(tx, act, wanted.other, "other"));
    TRY(may_decide(tx, wanted));
    const auto& [first, second] = std::minmax(wanted.one, wanted.other);
    const PairDecision made{act.new_id<DecisionId>(),
                            first,
                            second,
                            wanted.verdict,
                            std::string(wanted.reason),
                            wanted.grounds.model,
                            wanted.grounds.probability,
                            wanted.grounds.weight,
                            act.now,
                            act.actor.name,
                            {}};
    TRY(tx.execute(sql::insert_decision, {tx.force(), made.id, made.one, made.other, text_of(made.verdict), made.reason,
                                          made.model, made.probability, made.weight, made.decided_at, act.actor.id}));
    TRY(regroup(tx, made.one));
    TRY(record(tx, act, made.verdict == Verdict::same ? "person.joined" : "person.told_apart", made));
    return made;
}

Result<PairDecision> join_persons(db::Transaction& tx, const Act& act, const policy::Policy& policy,
                                  const JoinPersons& wanted) {
    TRY(require_reviewer(act, policy));
    const PairDecision made = TRY(decide(tx, act, {wanted.id, wanted.other, Verdict::same, wanted.reason.text, {}}));
    TRY(settle_pair(tx, made.one, made.other));
    return made;
}

Result<PairDecision> undo_decision(db::Transaction& tx, const Act& act, const policy::Policy& policy,
                                   const UndoDecision& wanted) {
    TRY(require_reviewer(act, policy));
    const auto& clearance = act.actor.clearance;
    auto found =
        TRY(tx.maybe(sql::one_decision, {act.force, wanted.id, clearance.level, clearance.owners}, read_decision));
    if (!found) {
        return fail(ErrorCode::not_found, "id", "There is no such decision, or it is not for you to see.");
    }
    if (found->undone_at) {
        return fail(ErrorCode::conflict, "id", "This decision was taken back already; there is nothing to undo.");
    }
    PairDecision& undone = *found;
    undone.undone_at = act.now;
    TRY(tx.execute(sql::set_undone, {tx.force(), undone.id, act.now, act.actor.id, wanted.reason.text}));
    TRY(regroup(tx, undone.one));
    TRY(regroup(tx, undone.other));
    TRY(reopen_pair(tx, undone.one, undone.other));
    PairDecision told = undone;
    told.reason = wanted.reason.text;
    TRY(record(tx, act, "person.decision_undone", told));
    return undone;
}

Result<Ids> group_of(db::Reader& reader, const ForceId& force, const SubjectId& person) {
    const auto members = TRY(reader.many(sql::group_members, {force, person}, subject_in));
    Ids group(members.begin(), members.end());
    group.insert(person);
    return group;
}

Result<std::vector<SubjectId>> one_as_seen(db::Reader& reader, const Act& act, const SubjectId& person) {
    const auto& clearance = act.actor.clearance;
    auto records =
        TRY(reader.many(sql::group_as_seen, {act.force, person, clearance.level, clearance.owners}, subject_in));
    if (records.empty()) {
        records.push_back(person);
    }
    return records;
}

Result<void> as_one(db::Reader& reader, const Act& act, std::vector<Hit>& hits) {
    std::vector<Hit> out;
    std::map<SubjectId, std::size_t> where;
    for (Hit& hit : hits) {
        for (SubjectId& user : hit.used_with) {
            user = TRY(one_as_seen(reader, act, user)).front();
        }
        const auto records = hit.kind == SubjectKind::person ? TRY(records_of(reader, act, hit.subject)) : Records();
        if (!records.empty()) {
            stand_for(records, hit);
        }
        drop_repeated(hit.used_with);
        const auto [at, is_new] = where.try_emplace(hit.subject, out.size());
        if (is_new) {
            out.push_back(std::move(hit));
        } else {
            add_to(out[at->second], std::move(hit));
        }
    }
    hits = std::move(out);
    return {};
}

Result<RecordedAs> recorded_as(db::Reader& reader, const Act& act, const OnePerson& wanted) {
    TRY(act.require(Permission::read_people));
    TRY(find_person(reader, act, wanted.id, "id"));
    const auto& clearance = act.actor.clearance;
    RecordedAs out;
    out.stands_for = wanted.id;
    out.records = TRY(records_of(reader, act, wanted.id));
    std::set<DecisionId> told;
    for (const SubjectId& each : TRY(one_as_seen(reader, act, wanted.id))) {
        for (PairDecision& decision :
             TRY(reader.many(sql::decisions_of, {act.force, each, clearance.level, clearance.owners}, read_decision))) {
            if (told.insert(decision.id).second) {
                out.decisions.push_back(std::move(decision));
            }
        }
    }
    if (!out.records.empty()) {
        out.stands_for = out.records.front().person;
    }
    return out;
}

void add_merge_routes(api::Router& router, const policy::Book& book) {
    router
        .get("/api/v1/people/persons/{id}/recorded-as", Permission::read_people,
             "Under which other records a person is known, and who decided so.", recorded_as)
        .one_state = true;
    router.post<JoinPersons, PairDecision>(
        "/api/v1/people/persons/{id}/join", Permission::review_people, "Decides that two records are one person.",
        [&book](db::Transaction& tx, const Act& act, const JoinPersons& in) {
            return join_persons(tx, act, *book.version(act.policy_version, act.now), in);
        });
    router.post<UndoDecision, PairDecision>("/api/v1/people/decisions/{id}/undo", Permission::review_people,
                                            "Takes back a decision about two records; all is as it was before.",
                                            [&book](db::Transaction& tx, const Act& act, const UndoDecision& in) {
                                                return undo_decision(tx, act,
                                                                     *book.version(act.policy_version, act.now), in);
                                            });
}

}  // namespace bluelamp::people
