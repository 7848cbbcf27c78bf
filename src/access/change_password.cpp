// SPDX-License-Identifier: Apache-2.0
#include "access/session_store.hpp"
#include "access/store.sql.hpp"

namespace bluelamp::access {
namespace {

struct PasswordChanged {
    std::string other_sessions = "ended";
};
BOOST_DESCRIBE_STRUCT(PasswordChanged, (), (other_sessions))

Result<StoredAccount> person(db::Transaction& tx, const Act& act, const AccountId& id) {
    StoredAccount account = TRY(account_row(tx, act.force, id));
    if (account.kind != AccountKind::person) {
        return fail(ErrorCode::conflict, "id", "Only a person has a password; make a token for a service instead.");
    }
    return account;
}

Result<void> put(db::Transaction& tx, const Act& act, const AccountId& account, std::string_view hash) {
    invariant(!hash.empty(), "a person always has a password");
    return tx.execute(sql::set_password, {act.force, account, hash});
}

}  // namespace

Result<void> change_password(db::Transaction& tx, const Act& act, const ChangePassword& wanted) {
    TRY(act.require(Permission::stay_signed_in));
    const StoredAccount account = TRY(person(tx, act, act.actor.id));
    if (account.disabled_at || account.password_hash != wanted.checked_hash) {
        return fail(ErrorCode::unauthenticated, "password", "The old password is not right; try again.");
    }
    TRY(put(tx, act, account.id, wanted.new_hash));
    TRY(tx.execute(sql::end_sessions_of, {act.force, account.id, act.now, wanted.keep}));
    return note(tx, act, account, "access.password_changed", PasswordChanged{});
}

Result<Account> reset_password(db::Transaction& tx, const Act& act, const ResetPassword& wanted) {
    TRY(act.require(Permission::manage_accounts));
    Act because = act;
    because.reason = TRY(need_reason(wanted.reason));
    const StoredAccount account = TRY(person(tx, act, wanted.id));
    TRY(put(tx, act, account.id, wanted.password_hash));
    TRY(tx.execute(sql::end_sessions_of, {act.force, account.id, act.now, ""}));
    TRY(note(tx, because, account, "access.password_reset", PasswordChanged{}));
    return account_view(tx, act.force, TRY(account_row(tx, act.force, account.id)), act.now);
}

}  // namespace bluelamp::access
