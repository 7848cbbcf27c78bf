// SPDX-License-Identifier: Apache-2.0
#include "access/accounts.hpp"
#include "access/store.hpp"
#include "access/store.sql.hpp"

namespace bluelamp::access {
namespace {

struct TeamLeft {
    TeamName team;
    std::optional<TeamName> new_home;
};
BOOST_DESCRIBE_STRUCT(TeamLeft, (), (team, new_home))

/// The team joined earliest among the others; nobody is in no team, because then nobody would answer for the account.
Result<TeamName> next_home(const std::vector<Dated>& joined, const TeamId& left) {
    const auto other =
        std::find_if(joined.begin(), joined.end(), [&](const Dated& each) { return each.what != left.text(); });
    if (other == joined.end()) {
        return fail(ErrorCode::conflict, "account_id",
                    "This is the account's only team; let it join another one first.");
    }
    return TeamName{TeamId(other->what), other->name};
}

}  // namespace

Result<Team> leave_team(db::Transaction& tx, const Act& act, const LeaveTeam& wanted) {
    TRY(act.require(Permission::manage_accounts));
    const StoredTeam team = TRY(team_row(tx, act.force, wanted.team));
    const StoredAccount account = TRY(account_row(tx, act.force, wanted.account));
    const auto joined = TRY(teams_of(tx, act.force, account.id, act.now));
    const auto membership =
        std::find_if(joined.begin(), joined.end(), [&](const Dated& each) { return each.what == team.id.text(); });
    if (membership == joined.end()) {
        return fail(ErrorCode::conflict, "account_id", "This account is not in the team.");
    }
    TeamLeft left{{team.id, team.name}, std::nullopt};
    if (account.home == team.id) {
        left.new_home = TRY(next_home(joined, team.id));
        TRY(tx.execute(sql::set_home_team, {act.force, account.id, left.new_home->id}));
    } else {
        TRY(tx.execute(sql::raise_account, {act.force, account.id}));
    }
    TRY(tx.execute(sql::end_membership, {act.force, membership->id, act.now}));
    TRY(tx.execute(sql::raise_team, {act.force, team.id}));
    const StoredAccount after = TRY(account_row(tx, act.force, account.id));
    TRY(note(tx, act, after, "access.team_left", left));
    return team_view(tx, act, TRY(team_row(tx, act.force, team.id)));
}

}  // namespace bluelamp::access
