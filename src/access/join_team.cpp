// SPDX-License-Identifier: Apache-2.0
#include "access/accounts.hpp"
#include "access/store.hpp"
#include "access/store.sql.hpp"

namespace bluelamp::access {
namespace {

struct TeamJoined {
    TeamName team;
};
BOOST_DESCRIBE_STRUCT(TeamJoined, (), (team))

}  // namespace

/// Recorded on the account, because what the account may see changes with it.
Result<Team> join_team(db::Transaction& tx, const Act& act, const JoinTeam& wanted) {
    TRY(act.require(Permission::manage_accounts));
    const StoredTeam team = TRY(team_row(tx, act.force, wanted.team));
    const StoredAccount account = TRY(account_row(tx, act.force, wanted.account));
    if (account.disabled_at) {
        return fail(ErrorCode::conflict, "account_id", "This account is disabled; enable it first.");
    }
    const auto joined = TRY(teams_of(tx, act.force, account.id, act.now));
    const bool member =
        std::any_of(joined.begin(), joined.end(), [&](const Dated& each) { return each.what == team.id.text(); });
    if (member) {
        return fail(ErrorCode::conflict, "account_id", "This account is in the team already.");
    }
    TRY(tx.execute(sql::insert_membership, {act.force, act.ids->uuid(act.now), account.id, team.id, act.now}));
    TRY(tx.execute(sql::raise_team, {act.force, team.id}));
    TRY(tx.execute(sql::raise_account, {act.force, account.id}));
    TRY(note(tx, act, account, "access.team_joined", TeamJoined{{team.id, team.name}}));
    return team_view(tx, act, TRY(team_row(tx, act.force, team.id)));
}

}  // namespace bluelamp::access
