// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "policing/crimes/store.hpp"
#include "policing/crimes/store.sql.hpp"

namespace bluelamp::crimes {
namespace {

bool is_rape(const Crime& crime, const Catalogue& catalogue) {
    const auto rape = [&](const std::optional<Classified>& class_of) {
        const Offence* offence = class_of ? catalogue.find(class_of->code) : nullptr;
        return offence != nullptr && offence->subgroup == "Rape";
    };
    return rape(crime.offence) || rape(crime.initial_offence);  // reclassifying first is no way around the registrar
}

/// Each entry of its log names the owner of then, so that giving a crime away makes nobody independent of it.
Result<bool> ever_owned(db::Reader& reader, const Act& act, const CrimeId& id) {
    const auto log = TRY(journal::of_record(reader, act.force, id.text(), 0, std::numeric_limits<std::int32_t>::max()));
    return std::any_of(log.begin(), log.end(), [&](const journal::Row& row) {
        return act.actor.clearance.owners.find("," + row.owner + ",") != std::string::npos;
    });
}

/// The policy's designated decision maker, independent of the investigation: whoever recorded the crime, owned it or
/// has decided on its outcome is not.
Result<void> may_decide(db::Reader& reader, const Act& act, const Desk& desk, const WholeCrime& crime) {
    TRY(act.require(Permission::cancel_crimes));
    const policy::Deciders& deciders = desk.policy.deciders;
    const auto registrar = require_role(act, deciders.cancel_rape);
    if (!registrar) {
        if (is_rape(crime.crime, desk.catalogue)) {
            return registrar;
        }
        TRY(require_role(act, deciders.cancel_crime));
    }
    const std::string me = act.actor.id.text();
    const Crime& record = crime.crime;
    const bool mine =
        record.raised_by.id == me || (record.recorded_by && record.recorded_by->id == me) ||
        TRY(ever_owned(reader, act, record.id)) ||
        std::any_of(crime.outcomes.begin(), crime.outcomes.end(), [&](const Outcome& outcome) {
            return outcome.proposed_by.id == me || (outcome.finalised_by && outcome.finalised_by->id == me);
        });
    if (mine) {
        return fail(ErrorCode::forbidden, "id",
                    "You or your team recorded, own or decided this crime; somebody independent of it decides.");
    }
    return {};
}

Result<void> ground_holds(db::Transaction& tx, const Act& act, const CancelCrime& wanted) {
    if ((wanted.ground == Ground::duplicate) != wanted.other_crime.has_value()) {
        return fail(ErrorCode::invalid, "other_crime", "Of a duplicate name the crime that stays, and only of one.");
    }
    if (wanted.other_crime) {
        if (*wanted.other_crime == wanted.id) {
            return fail(ErrorCode::invalid, "other_crime",
                        "A crime is no duplicate of itself; name the one that stays.");
        }
        const auto other = find_crime(tx, act, *wanted.other_crime);
        if (!other || other->status == Status::cancelled) {
            return fail(ErrorCode::invalid, "other_crime", "There is no such crime that stays; look up its reference.");
        }
    }
    return {};
}

}  // namespace

Result<WholeCrime> cancel_crime(db::Transaction& tx, const Act& act, const Desk& desk, const CancelCrime& wanted) {
    TRY(act.require(Permission::cancel_crimes));
    const Crime crime = TRY(find_crime(tx, act, wanted.id));
    const WholeCrime before = TRY(whole(tx, act, desk.catalogue, crime));
    if (crime.status == Status::cancelled) {
        return fail(ErrorCode::conflict, "status", "This crime is cancelled already; its log says why.");
    }
    TRY(may_decide(tx, act, desk, before));
    TRY(ground_holds(tx, act, wanted));
    TRY(victim_was_told(crime, wanted.victim_informed_at, wanted.not_informed_because, act.now));
    const std::optional<std::string> why_not =
        wanted.not_informed_because ? std::optional(wanted.not_informed_because->text) : std::nullopt;
    const std::int64_t number = static_cast<std::int64_t>(before.cancellations.size()) + 1;
    TRY(tx.execute(
        sql::insert_cancellation,
        {tx.force(), crime.id, number, text_of(wanted.ground), wanted.evidence.text, wanted.other_crime,
         wanted.victim_informed_at, why_not, text_of(crime.status), act.actor.id, act.now, act.policy_version}));
    TRY(tx.execute(sql::set_status, {tx.force(), crime.id, text_of(Status::cancelled), act.policy_version}));
    TRY(deadlines::on(tx, act, desk.policy, subject_of(crime), {.name = "crime.cancelled", .at = act.now}));
    const std::string text = fmt::format("Cancelled ({}): {}", text_of(wanted.ground), wanted.evidence.text);
    return finish(tx, act, desk, crime.id, {"crime.cancelled", {text, acting(act), {json::to_text(wanted)}}});
}

Result<WholeCrime> reinstate_crime(db::Transaction& tx, const Act& act, const Desk& desk,
                                   const ReinstateCrime& wanted) {
    TRY(act.require(Permission::cancel_crimes));
    const Crime crime = TRY(find_crime(tx, act, wanted.id));
    const WholeCrime before = TRY(whole(tx, act, desk.catalogue, crime));
    if (crime.status != Status::cancelled) {
        return fail(ErrorCode::conflict, "status", "This crime is not cancelled; there is nothing to reinstate.");
    }
    TRY(may_decide(tx, act, desk, before));
    const auto was = TRY(tx.one(sql::reinstate,
                                {tx.force(), crime.id, static_cast<std::int64_t>(before.cancellations.size()),
                                 act.actor.id, act.now, wanted.reason.text},
                                [](const db::Row& row) { return row.string(0); }));
    TRY(tx.execute(sql::set_status, {tx.force(), crime.id, was, act.policy_version}));
    TRY(deadlines::on(tx, act, desk.policy, subject_of(crime), {.name = "crime.reinstated", .at = act.now}));
    if (was == text_of(Status::draft)) {
        TRY(deadlines::on(tx, act, desk.policy, subject_of(crime),
                          {.name = "crime.suspected", .at = crime.received_at}));  // its limit was ended with it
    }
    return finish(tx, act, desk, crime.id,
                  {"crime.reinstated", {"Reinstated: " + wanted.reason.text, acting(act), {json::to_text(wanted)}}});
}

}  // namespace bluelamp::crimes
