// SPDX-License-Identifier: Apache-2.0
#include "access/accounts.hpp"
#include "access/store.hpp"
#include "access/store.sql.hpp"
#include "core/text.hpp"

namespace bluelamp::access {

Result<AccountPage> list_accounts(db::Reader& reader, const Act& act, const std::string& after, std::int64_t limit) {
    TRY(act.require(Permission::read_accounts));
    if (limit < 1 || limit > 200) {
        return fail(ErrorCode::invalid, "limit", "Ask for 1 to 200 at a time.");
    }
    const Clearance& may = act.actor.clearance;
    const auto rows = TRY(reader.many(sql::accounts_seen, {act.force, fold(after), may.level, may.owners, limit + 1},
                                      read_stored_account));
    AccountPage page;
    for (const StoredAccount& row : rows) {
        if (std::ssize(page.items) == limit) {
            page.next = page.items.back().username;
            break;
        }
        page.items.push_back(TRY(account_view(reader, act.force, row, act.now)));
    }
    return page;
}

Result<Account> read_account(db::Reader& reader, const Act& act, const AccountId& id) {
    TRY(act.require(Permission::read_accounts));
    const Clearance& may = act.actor.clearance;
    const auto found =
        TRY(reader.maybe(sql::one_account_seen, {act.force, id, may.level, may.owners}, read_stored_account));
    if (!found) {
        return fail(ErrorCode::not_found, "id", "There is no such account; choose one from the list of accounts.");
    }
    return account_view(reader, act.force, *found, act.now);
}

Result<std::vector<Team>> list_teams(db::Reader& reader, const Act& act) {
    TRY(act.require(Permission::read_accounts));
    const Clearance& may = act.actor.clearance;
    std::vector<Team> teams;
    TRY(reader.each(sql::teams_seen, {act.force, may.level, may.owners}, [&](const db::Row& row) {
        const StoredTeam stored = read_stored_team(row);
        teams.push_back({stored.id, stored.name, {}, stored.version});
    }));
    TRY(reader.each(sql::members_seen, {act.force, act.now, may.level, may.owners}, [&](const db::Row& row) {
        const auto team =
            std::find_if(teams.begin(), teams.end(), [&](const Team& each) { return each.id.text() == row.text(0); });
        if (team != teams.end()) {
            team->members.push_back({row.id<AccountId>(1), row.string(2), row.string(3)});
        }
    }));
    return teams;
}

Result<Team> team_view(db::Reader& reader, const Act& act, const StoredTeam& stored) {
    const Clearance& may = act.actor.clearance;
    Team team{stored.id, stored.name, {}, stored.version};
    TRY(reader.each(sql::members_of_team_seen, {act.force, stored.id, act.now, may.level, may.owners},
                    [&](const db::Row& row) {
                        team.members.push_back({row.id<AccountId>(0), row.string(1), row.string(2)});
                    }));
    return team;
}

}  // namespace bluelamp::access
