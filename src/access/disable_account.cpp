// SPDX-License-Identifier: Apache-2.0
#include "access/accounts.hpp"
#include "access/store.hpp"
#include "access/store.sql.hpp"

namespace bluelamp::access {
namespace {

struct AccountDisabled {
    std::int64_t records_moved;
    std::string moved_to;
};
BOOST_DESCRIBE_STRUCT(AccountDisabled, (), (records_moved, moved_to))

Result<void> may_be_disabled(db::Transaction& tx, const Act& act, const StoredAccount& account) {
    if (account.id == act.actor.id) {
        return fail(ErrorCode::conflict, "id", "This is your own account; ask another administrator to disable it.");
    }
    if (account.kind == AccountKind::command_line) {
        return fail(ErrorCode::conflict, "id", "The command line acts under this account; it cannot be disabled.");
    }
    if (account.disabled_at) {
        return fail(ErrorCode::conflict, "id", "This account is disabled already.");
    }
    const auto given = TRY(roles_of(tx, act.force, account.id, act.now));
    const bool administers = std::any_of(given.begin(), given.end(), [&](const Dated& role) {
        return role.what == "administrator" && role.holds(act.now);
    });
    if (administers && !TRY(another_administrator(tx, act.force, account.id))) {
        return fail(ErrorCode::conflict, "id", "This is the last administrator; make another one first.");
    }
    return {};
}

}  // namespace

Result<Account> disable_account(db::Transaction& tx, const Act& act, const OwnedRecords& owned,
                                const DisableAccount& wanted) {
    TRY(act.require(Permission::manage_accounts));
    Act because = act;
    because.reason = TRY(need_reason(wanted.reason));
    const StoredAccount account = TRY(account_row(tx, act.force, wanted.id));
    TRY(may_be_disabled(tx, act, account));
    TRY(tx.execute(sql::set_disabled, {act.force, account.id, std::optional(act.now)}));
    TRY(tx.execute(sql::end_sessions_of, {act.force, account.id, act.now, ""}));
    const OwnerId home = OwnerId::team(account.home);
    std::int64_t moved = 0;
    for (const MoveOwned& move : owned.desks) {
        moved += TRY(move(tx, because, OwnerId::person(account.id), home));
    }
    TRY(note(tx, because, account, "access.account_disabled", AccountDisabled{moved, home.text}));
    return account_view(tx, act.force, TRY(account_row(tx, act.force, account.id)), act.now);
}

}  // namespace bluelamp::access
