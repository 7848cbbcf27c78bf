// SPDX-License-Identifier: Apache-2.0
#include "policing/incidents/regrading.hpp"
#include "policing/incidents/store.hpp"
#include "policing/incidents/store.sql.hpp"

namespace bluelamp::incidents {
namespace {

Result<Incident> primary_of(db::Transaction& tx, const Act& act, const JoinIncident& wanted) {
    if (wanted.primary == wanted.id) {
        return fail(ErrorCode::invalid, "primary", "This is the same log; choose the one that goes on.");
    }
    Incident primary = TRY(seen(tx, act, wanted.primary));
    if (primary.joined_to) {
        return fail(ErrorCode::conflict, "primary",
                    primary.reference + " was itself joined to another log; join to that one.");
    }
    if (primary.status == Status::closed) {
        return fail(ErrorCode::conflict, "primary",
                    primary.reference + " is closed; reopen it first, or choose one that is open.");
    }
    return primary;
}

/// The log that goes on loses nothing of what the duplicate knew: neither urgency nor risk.
Result<void> take_over(db::Transaction& tx, const Act& act, const Ground& ground, Incident& primary,
                       const Incident& duplicate) {
    policy::Raises found;
    found.vulnerable = duplicate.vulnerable;
    found.crime = duplicate.crime_suspected;
    TRY(keep_in_mind(tx, act, ground.policy, primary, found));
    const policy::Level* level = duplicate.level ? ground.policy.level(duplicate.level->code) : nullptr;
    if (level != nullptr && is_higher(ground, primary, *level)) {
        TRY(raise(tx, act, ground, primary,
                  {level,
                   {fmt::format("{} was graded {}.",
                                may_tell_of(duplicate, primary) ? "The joined " + duplicate.reference : "A joined log",
                                level->title)}}));
    }
    return {};
}

struct Two {
    Incident &duplicate, &primary;
};

/// Each log tells of the other, and the reason, as far as those who read it may know.
Result<void> tell_both(db::Transaction& tx, const Act& act, const Ground& ground, const Two& two,
                       const JoinIncident& wanted) {
    auto& [duplicate, primary] = two;
    JoinIncident kept = wanted;
    kept.reason.text = "For fewer to see.";
    const bool of_primary = may_tell_of(primary, duplicate), of_duplicate = may_tell_of(duplicate, primary);
    const std::string joined = of_primary ? fmt::format("Joined to {}: {}", primary.reference, wanted.reason.text)
                                          : "Joined to another log, which is for fewer to see.";
    TRY(keep(tx, act, duplicate, {"incident.joined", joined, act.now}, of_primary ? wanted : kept));
    TRY(happened(tx, act, ground.policy, duplicate, {"incident.joined", act.now}));
    TRY(take_over(tx, act, ground, primary, duplicate));
    const std::string taken = of_duplicate
                                  ? fmt::format("{} was joined to this log; who reported it is a possible witness: {}",
                                                duplicate.reference, wanted.reason.text)
                                  : "A log that is for fewer to see was joined to this one.";
    return keep(tx, act, primary, {"incident.duplicate_joined", taken, act.now}, of_duplicate ? wanted : kept);
}

}  // namespace

Result<Incident> join_incident(db::Transaction& tx, const Act& act, const Ground& ground, const JoinIncident& wanted) {
    TRY(act.require(Permission::result_incidents));
    Incident duplicate = TRY(seen_open(tx, act, wanted.id));
    Incident primary = TRY(primary_of(tx, act, wanted));
    const auto joined_here =
        TRY(tx.one(sql::has_duplicates, {act.force, duplicate.id}, [](const db::Row& row) { return row.bigint(0); }));
    if (joined_here > 0) {
        return fail(ErrorCode::conflict, "id",
                    "Other logs were joined to this one; join the other way round, or unjoin them first.");
    }
    duplicate.status = Status::closed;
    duplicate.intervals.closed_at = act.now;
    duplicate.joined_to = primary.id;
    TRY(tell_both(tx, act, ground, {duplicate, primary}, wanted));
    return duplicate;
}

}  // namespace bluelamp::incidents
