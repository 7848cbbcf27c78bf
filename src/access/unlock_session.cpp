// SPDX-License-Identifier: Apache-2.0
#include "access/session_store.hpp"
#include "access/store.sql.hpp"

namespace bluelamp::access {

Result<void> unlock_session(db::Transaction& tx, const Act& act, const UnlockSession& wanted) {
    TRY(act.require(Permission::stay_signed_in));
    const StoredSession session = TRY(own_session(tx, act, wanted.session));
    const StoredAccount account = TRY(account_row(tx, act.force, session.account));
    const bool same = account.password_hash && *account.password_hash == wanted.checked_hash;
    if (account.disabled_at || !same) {
        return fail(ErrorCode::unauthenticated, "password", "The password is not right; try again.");
    }
    if (!session.locked_at) {
        return {};
    }
    TRY(tx.execute(sql::set_locked, {act.force, session.id, std::optional<Instant>()}));
    return note(tx, act, session.id, "access.session_unlocked", OfAccount{session.account});
}

}  // namespace bluelamp::access
