// SPDX-License-Identifier: Apache-2.0
#include "access/accounts.hpp"
#include "access/store.hpp"
#include "access/store.sql.hpp"

namespace bluelamp::access {
namespace {

struct AccountEnabled {
    Instant was_disabled_at;
};
BOOST_DESCRIBE_STRUCT(AccountEnabled, (), (was_disabled_at))

}  // namespace

Result<Account> enable_account(db::Transaction& tx, const Act& act, const EnableAccount& wanted) {
    TRY(act.require(Permission::manage_accounts));
    Act because = act;
    because.reason = TRY(need_reason(wanted.reason));
    const StoredAccount account = TRY(account_row(tx, act.force, wanted.id));
    if (!account.disabled_at) {
        return fail(ErrorCode::conflict, "id", "This account is enabled already.");
    }
    TRY(tx.execute(sql::set_disabled, {act.force, account.id, std::optional<Instant>()}));
    TRY(note(tx, because, account, "access.account_enabled", AccountEnabled{*account.disabled_at}));
    return account_view(tx, act.force, TRY(account_row(tx, act.force, account.id)), act.now);
}

}  // namespace bluelamp::access
