// SPDX-License-Identifier: Apache-2.0
#include "access/accounts.hpp"
#include "access/store.hpp"
#include "access/store.sql.hpp"

namespace bluelamp::access {
namespace {

struct RolesGiven {
    std::vector<std::string> roles, before;
    std::optional<Instant> until;
};
BOOST_DESCRIBE_STRUCT(RolesGiven, (), (roles, before, until))

bool holds(const std::vector<std::string>& roles, std::string_view role) {
    return std::find(roles.begin(), roles.end(), role) != roles.end();
}

/// Somebody must be able to give roles tomorrow, so an administrator until Friday does not count.
Result<void> keep_an_administrator(db::Transaction& tx, const Act& act, const StoredAccount& account, bool stays) {
    if (stays || account.kind != AccountKind::person || account.disabled_at) {
        return {};
    }
    if (!TRY(another_administrator(tx, act.force, account.id))) {
        return fail(ErrorCode::conflict, "roles", "This is the last administrator; make another one first.");
    }
    return {};
}

/// Ends what is no longer wanted and gives what is new; a role already held with the same end is left as it is.
Result<void> change(db::Transaction& tx, const Act& act, const GiveRoles& wanted,
                    const std::vector<std::string>& roles) {
    std::vector<std::string> kept;
    for (const Dated& given : TRY(roles_of(tx, act.force, wanted.id, act.now))) {
        if (holds(roles, given.what) && given.to_at == wanted.until && !holds(kept, given.what)) {
            kept.push_back(given.what);
        } else {
            TRY(tx.execute(sql::end_role, {act.force, given.id, act.now}));
        }
    }
    for (const std::string& role : roles) {
        if (!holds(kept, role)) {
            TRY(tx.execute(sql::insert_role,
                           {act.force, act.ids->uuid(act.now), wanted.id, role, act.now, wanted.until}));
        }
    }
    return {};
}

}  // namespace

Result<Account> give_roles(db::Transaction& tx, const Act& act, const GiveRoles& wanted) {
    TRY(act.require(Permission::manage_accounts));
    Act because = act;
    because.reason = TRY(need_reason(wanted.reason));
    const auto roles = TRY(need_roles(wanted.roles));
    if (wanted.until && *wanted.until <= act.now) {
        return fail(ErrorCode::invalid, "until", "This is past; give a later instant or leave it out.");
    }
    const StoredAccount account = TRY(account_row(tx, act.force, wanted.id));
    if (account.kind == AccountKind::command_line) {
        return fail(ErrorCode::conflict, "id", "The command line's account keeps its roles.");
    }
    TRY(act.expect_version(account.version));
    const Account before = TRY(account_view(tx, act.force, account, act.now));
    if (holds(before.roles, "administrator")) {
        TRY(keep_an_administrator(tx, act, account, holds(roles, "administrator") && !wanted.until));
    }
    TRY(change(tx, because, wanted, roles));
    TRY(tx.execute(sql::raise_account, {act.force, account.id}));
    TRY(note(tx, because, account, "access.roles_given", RolesGiven{roles, before.roles, wanted.until}));
    return account_view(tx, act.force, TRY(account_row(tx, act.force, account.id)), act.now);
}

}  // namespace bluelamp::access
