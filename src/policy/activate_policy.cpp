// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "policy/store.hpp"
#include "policy/store.sql.hpp"

namespace bluelamp::policy {

Result<PolicyVersion> activate_policy(db::Transaction& tx, const Act& act, const ActivatePolicy& wanted) {
    TRY(act.require(Permission::activate_policy));
    const PolicyVersion proposed = TRY(stored_version(tx, act.force, wanted.name));
    if (proposed.state != VersionState::proposed) {
        return fail(ErrorCode::conflict, "name",
                    "Only a proposed version is activated; propose it under another name.");
    }
    if (proposed.proposed_by == act.actor.id.text()) {
        return fail(ErrorCode::forbidden, "name",
                    "A version is activated by somebody other than who proposed it; ask a second person.");
    }
    const Instant from = wanted.effective_from.value_or(act.now);
    if (from < act.now) {
        return fail(ErrorCode::invalid, "effective_from",
                    "Decisions already made stay under their own version; give an instant that has not passed.");
    }
    const std::string text = TRY(stored_text(tx, act.force, wanted.name));
    if (const auto read = parse(text, wanted.name); !read) {
        return fail(ErrorCode::invalid, "name",
                    fmt::format("The text no longer passes the checks ({}: {}); propose a corrected one.",
                                read.error().field, read.error().message));
    }
    Act because = act;
    because.reason = wanted.reason.text;
    TRY(tx.execute(sql::set_activated, {act.force, wanted.name, act.actor.id, act.now, from}));
    const PolicyVersion activated = TRY(stored_version(tx, act.force, wanted.name));
    TRY(note(tx, because, "policy.activated", activated, text));
    return activated;
}

}  // namespace bluelamp::policy
