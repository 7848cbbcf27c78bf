// SPDX-License-Identifier: Apache-2.0
#include "policing/incidents/incidents.hpp"
#include "policing/incidents/store.sql.hpp"

namespace bluelamp::incidents {
namespace {

struct State {
    std::int64_t visibility = 0;
    std::string owner;
    std::int64_t last_seq = 0;
};

Result<Line> add(db::Transaction& tx, const Act& act, const access::Clearance& clearance, const NewLine& line) {
    TRY(act.require(Permission::add_line));
    const Instant happened_at = line.happened_at.value_or(act.now);
    TRY(not_from_the_future(happened_at, act.now));
    const auto state = TRY(
        tx.maybe(sql::state_for_line, {tx.force(), line.id, clearance.level, clearance.owners}, [](const db::Row& row) {
            return State{row.bigint(0), row.string(1), row.bigint(2)};
        }));
    if (!state) {
        return fail(ErrorCode::not_found, "id", "There is no such incident, or it is not for you to see.");
    }
    Line added;
    added.incident = line.id;
    added.seq = state->last_seq + 1;
    added.action = "incident.line_added";
    added.text = line.text.text;
    added.happened_at = happened_at;
    added.recorded_at = act.now;
    added.author = {act.actor.id.text(), act.actor.name};
    added.role = act.actor.role;
    added.contact = line.contact ? std::optional(line.contact->text) : std::nullopt;
    TRY(act.record(tx, {.action = added.action,
                        .kind = "incident",
                        .record = line.id.text(),
                        .seq = added.seq,
                        .happened_at = happened_at,
                        .content = json::to_text(added),
                        .visibility = state->visibility,
                        .owner = state->owner}));
    return added;
}

}  // namespace

Result<Line> add_line(db::Transaction& tx, const Act& act, const NewLine& line) {
    return add(tx, act, act.actor.clearance, line);
}

Result<Line> add_line_of_contact(db::Transaction& tx, const Act& act, const NewLine& line) {
    return add(tx, act, {static_cast<std::int64_t>(access::Visibility::secret), ","}, line);
}

}  // namespace bluelamp::incidents
