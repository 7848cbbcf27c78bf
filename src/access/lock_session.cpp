// SPDX-License-Identifier: Apache-2.0
#include "access/session_store.hpp"
#include "access/store.sql.hpp"

namespace bluelamp::access {

/// The session lives on behind the lock; every request but unlocking and signing out is refused meanwhile.
Result<void> lock_session(db::Transaction& tx, const Act& act, const LockSession& wanted) {
    TRY(act.require(Permission::stay_signed_in));
    const StoredSession session = TRY(own_session(tx, act, wanted.session));
    const StoredAccount account = TRY(account_row(tx, act.force, session.account));
    if (account.kind != AccountKind::person) {
        return fail(ErrorCode::conflict, "session", "A token has no screen to lock; sign it out instead.");
    }
    if (session.locked_at) {
        return {};
    }
    TRY(tx.execute(sql::set_locked, {act.force, session.id, std::optional(act.now)}));
    return note(tx, act, session.id, "access.session_locked", OfAccount{session.account});
}

}  // namespace bluelamp::access
