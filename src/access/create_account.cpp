// SPDX-License-Identifier: Apache-2.0
#include "access/accounts.hpp"
#include "access/store.hpp"
#include "access/store.sql.hpp"
#include "core/text.hpp"

namespace bluelamp::access {
namespace {

/// What the journal keeps of a new account: never the password's hash.
struct AccountMade {
    AccountKind kind;
    std::string username, display_name;
    std::vector<std::string> roles;
    TeamId home_team;
    Visibility clearance;
};
BOOST_DESCRIBE_STRUCT(AccountMade, (), (kind, username, display_name, roles, home_team, clearance))

/// Letters that look alike in two alphabets would let one person pass for another, so the folded name is plain ASCII;
/// the name people read is the display name.
Result<std::string> need_username(std::string_view text) {
    auto username = TRY(need_line(text, "username", 60));
    const std::string folded = fold(username);
    const bool plain = std::all_of(folded.begin(), folded.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               std::string_view(".-_@+'").find(c) != std::string_view::npos;
    });
    if (!plain || folded.size() < 2 || folded.size() > 60) {
        return fail(ErrorCode::invalid, "username", "Use 2 to 60 of: letters a to z, digits, . - _ @ + and no spaces.");
    }
    return username;
}

Result<TeamId> home_of(db::Transaction& tx, const Act& act, const CreateAccount& wanted) {
    if (wanted.home_team) {
        return TRY(team_row(tx, act.force, *wanted.home_team)).id;
    }
    if (act.actor.teams.empty()) {
        return fail(ErrorCode::invalid, "team_id", "Give the team that answers for the account.");
    }
    return act.actor.teams.front();
}

Result<void> check_kind(const CreateAccount& wanted) {
    if (wanted.kind == AccountKind::command_line) {
        return fail(ErrorCode::invalid, "kind",
                    "There is one account for the command line already; use person or service.");
    }
    const bool person = wanted.kind == AccountKind::person;
    if (person && (!wanted.password_hash || wanted.password_hash->empty())) {
        return fail(ErrorCode::invalid, "password", "A person needs a password; give one.");
    }
    if (!person && wanted.password_hash) {
        return fail(ErrorCode::invalid, "password", "A service signs in with tokens; leave the password out.");
    }
    return {};
}

}  // namespace

Result<void> enrol(db::Transaction& tx, const Act& act, const StoredAccount& account,
                   const std::vector<std::string>& roles) {
    TRY(tx.execute(sql::insert_account,
                   {act.force, account.id, json::Format<AccountKind>::name(account.kind), account.username,
                    fold(account.username), account.display_name, account.password_hash,
                    static_cast<std::int64_t>(account.clearance), account.home, account.made_at, account.visibility}));
    TRY(tx.execute(sql::insert_membership, {act.force, act.ids->uuid(act.now), account.id, account.home, act.now}));
    for (const std::string& role : roles) {
        TRY(tx.execute(sql::insert_role,
                       {act.force, act.ids->uuid(act.now), account.id, role, act.now, std::optional<Instant>()}));
    }
    return note(
        tx, act, account, "access.account_made",
        AccountMade{account.kind, account.username, account.display_name, roles, account.home, account.clearance});
}

Result<Account> create_account(db::Transaction& tx, const Act& act, const CreateAccount& wanted) {
    TRY(act.require(Permission::manage_accounts));
    TRY(check_kind(wanted));
    StoredAccount account;
    account.id = act.new_id<AccountId>();
    account.kind = wanted.kind;
    account.username = TRY(need_username(wanted.username));
    account.display_name = TRY(need_line(wanted.display_name, "display_name", 100));
    account.password_hash = wanted.password_hash;
    account.clearance = wanted.clearance;
    account.home = TRY(home_of(tx, act, wanted));
    account.made_at = act.now;
    account.visibility = static_cast<std::int64_t>(wanted.visibility);
    account.owner = OwnerId::team(account.home).text;
    const auto roles = TRY(need_roles(wanted.roles));
    if (TRY(account_named(tx, act.force, account.username))) {
        return fail(ErrorCode::conflict, "username", "Somebody has this username already; choose another.");
    }
    TRY(enrol(tx, act, account, roles));
    return account_view(tx, act.force, account, act.now);
}

}  // namespace bluelamp::access
