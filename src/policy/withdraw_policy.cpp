// SPDX-License-Identifier: Apache-2.0
#include "policy/store.hpp"
#include "policy/store.sql.hpp"

namespace bluelamp::policy {

Result<PolicyVersion> withdraw_policy(db::Transaction& tx, const Act& act, const WithdrawPolicy& wanted) {
    TRY(act.require(Permission::propose_policy));
    const PolicyVersion version = TRY(stored_version(tx, act.force, wanted.name));
    if (version.state == VersionState::withdrawn) {
        return fail(ErrorCode::conflict, "name", "This version is withdrawn already.");
    }
    if (version.effective_from && *version.effective_from <= act.now) {
        return fail(ErrorCode::conflict, "name",
                    "It has been in force and decisions stand on it; activate another version instead.");
    }
    if (version.proposed_by != act.actor.id.text()) {
        TRY(act.require(Permission::activate_policy));
    }
    Act because = act;
    because.reason = wanted.reason.text;
    const std::string text = TRY(stored_text(tx, act.force, wanted.name));
    TRY(tx.execute(sql::set_withdrawn, {act.force, wanted.name, act.actor.id, act.now}));
    const PolicyVersion withdrawn = TRY(stored_version(tx, act.force, wanted.name));
    TRY(note(tx, because, "policy.withdrawn", withdrawn, text));
    return withdrawn;
}

}  // namespace bluelamp::policy
