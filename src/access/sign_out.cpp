// SPDX-License-Identifier: Apache-2.0
#include "access/session_store.hpp"
#include "access/store.sql.hpp"

namespace bluelamp::access {

Result<void> sign_out(db::Transaction& tx, const Act& act, const SignOut& wanted) {
    TRY(act.require(Permission::stay_signed_in));
    const StoredSession session = TRY(session_row(tx, act.force, wanted.session));
    if (session.account != act.actor.id) {
        TRY(act.require(Permission::manage_accounts));
    }
    if (session.ended_at) {
        return {};  // signing out twice is what a double click does
    }
    TRY(tx.execute(sql::end_session, {act.force, session.id, act.now}));
    return note(tx, act, session.id, "access.signed_out", OfAccount{session.account});
}

}  // namespace bluelamp::access
