// SPDX-License-Identifier: Apache-2.0
#include "access/accounts.hpp"
#include "access/store.hpp"
#include "access/store.sql.hpp"
#include "core/text.hpp"

namespace bluelamp::access {
namespace {

struct TeamMade {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(TeamMade, (), (name))

}  // namespace

Result<TeamId> administration_team(db::Reader& reader, const ForceId& force) {
    return reader.one(sql::force_row, {force}, [](const db::Row& row) { return row.id<TeamId>(1); });
}

Result<StoredTeam> found_team(db::Transaction& tx, const Act& act, const TeamName& named,
                              const TeamId& administration) {
    StoredTeam team{named.id, named.name, 0, OwnerId::team(administration).text, 1};
    TRY(tx.execute(sql::insert_team, {act.force, team.id, team.name, fold(team.name), act.now, team.owner}));
    const std::string content = json::to_text(TeamMade{team.name});
    TRY(act.record(tx, {.action = "access.team_made",
                        .kind = "team",
                        .record = team.id.text(),
                        .happened_at = act.now,
                        .content = content,
                        .visibility = team.visibility,
                        .owner = team.owner}));
    return team;
}

Result<Team> create_team(db::Transaction& tx, const Act& act, const CreateTeam& wanted) {
    TRY(act.require(Permission::manage_accounts));
    const std::string name = TRY(need_line(wanted.name, "name", 100));
    if (TRY(tx.maybe(sql::team_by_name, {act.force, fold(name)}, read_stored_team))) {
        return fail(ErrorCode::conflict, "name", "There is a team of this name already; choose another.");
    }
    const TeamId administration = TRY(administration_team(tx, act.force));
    const StoredTeam team = TRY(found_team(tx, act, {act.new_id<TeamId>(), name}, administration));
    return team_view(tx, act, team);
}

}  // namespace bluelamp::access
