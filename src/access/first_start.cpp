// SPDX-License-Identifier: Apache-2.0
#include "access/first_start.hpp"

#include <fmt/ranges.h>

#include "access/store.hpp"
#include "access/store.sql.hpp"
#include "core/text.hpp"

namespace bluelamp::access {
namespace {

constexpr std::string_view control_room_name = "Control room";
constexpr std::string_view registrar_name = "Crime registrar";

struct ForceMade {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(ForceMade, (), (name))

std::vector<std::string> every_role() {
    std::vector<std::string> all;
    for (const Role& role : roles()) {
        all.emplace_back(role.name);
    }
    return all;
}

Result<std::optional<AccountId>> command_line_account(db::Reader& reader, const ForceId& force) {
    return reader.maybe(sql::command_line_account, {force}, [](const db::Row& row) { return row.id<AccountId>(0); });
}

Result<std::optional<Started>> started(db::Reader& reader, const ForceId& force) {
    const auto administration =
        TRY(reader.maybe(sql::force_row, {force}, [](const db::Row& row) { return row.id<TeamId>(1); }));
    if (!administration) {
        return std::nullopt;
    }
    const auto control_room = TRY(reader.maybe(sql::team_by_name, {force, fold(control_room_name)}, read_stored_team));
    const auto command_line = TRY(command_line_account(reader, force));
    invariant(control_room && command_line, "a force is made with its teams and the command line's account");
    return Started{*administration, control_room->id, *command_line, false};
}

/// The account of the command line is the first actor there is, so it makes itself.
StoredAccount command_line(const Act& act, const TeamId& administration) {
    StoredAccount self;
    self.id = act.actor.id;
    self.kind = AccountKind::command_line;
    self.username = "command-line";
    self.display_name = act.actor.name;
    self.clearance = Visibility::secret;
    self.home = administration;
    self.made_at = act.now;
    self.owner = OwnerId::team(administration).text;
    return self;
}

Result<Started> start(db::Transaction& tx, const Act& act, const std::string& name) {
    const TeamId administration = act.new_id<TeamId>();
    const TeamId control_room = act.new_id<TeamId>();
    TRY(tx.execute(sql::insert_force, {act.force, name, administration, act.now}));
    const std::string content = json::to_text(ForceMade{name});
    const std::string owner = OwnerId::team(administration).text;
    TRY(act.record(tx, {.action = "access.force_made",
                        .kind = "force",
                        .record = act.force.text(),
                        .happened_at = act.now,
                        .content = content,
                        .owner = owner}));
    TRY(found_team(tx, act, {administration, "Administration"}, administration));
    TRY(found_team(tx, act, {control_room, std::string(control_room_name)}, administration));
    TRY(enrol(tx, act, command_line(act, administration), every_role()));
    return Started{administration, control_room, act.actor.id, true};
}

/// The team of that name, made when there is none.
Result<TeamId> team_named(db::Transaction& tx, const Act& act, const std::string& name) {
    const auto team = TRY(tx.maybe(sql::team_by_name, {act.force, fold(name)}, read_stored_team));
    return team ? team->id : TRY(create_team(tx, act, {name})).id;
}

Result<CreateAccount> request_for(const DemonstrationAccount& wanted, const PasswordCost& cost) {
    TRY(accept_password(wanted.password, wanted.username));
    CreateAccount request;
    request.username = wanted.username;
    request.display_name = wanted.display_name;
    request.password_hash = TRY(hash_password(wanted.password, cost));
    request.roles = {wanted.role};
    const auto role = find_role(wanted.role);
    if (role && role->permissions.test(static_cast<std::size_t>(Permission::keep_apart))) {
        request.clearance = Visibility::secret;  // whom nobody may find can be kept apart by who sees him only
    }
    return request;
}

}  // namespace

Result<Started> bootstrap(db::Database& database, const Force& force, const Clock& clock, IdSource& ids) {
    const std::string name = TRY(need_line(force.name, "force", 200));
    Act act;
    act.force = force.id;
    act.now = clock.now();
    act.ids = &ids;
    act.actor.id = act.new_id<AccountId>();
    act.actor.name = "Command line";
    act.actor.role = fmt::format("{}", fmt::join(every_role(), "+"));
    act.reason = "First start";
    Started now;
    auto done = database.write(force.id, [&](db::Transaction& tx) -> Result<void> {
        const auto before = TRY(started(tx, force.id));
        now = before ? *before : TRY(start(tx, act, name));
        return {};
    });
    TRY(std::move(done));
    return now;
}

Result<Actor> command_line_actor(db::Reader& reader, const ForceId& force, Instant now) {
    const auto id = TRY(command_line_account(reader, force));
    if (!id) {
        return fail(ErrorCode::not_found, "force",
                    "This database knows no force of that name; start it once with serve.");
    }
    const auto actor = TRY(actor_of(reader, force, *id, now));
    invariant(actor.has_value(), "the command line's account cannot be disabled");
    return *actor;
}

std::vector<DemonstrationAccount> demonstration_accounts(
    const std::function<std::string(std::string_view)>& password_of) {
    std::vector<DemonstrationAccount> all;
    for (const Role& role : roles()) {
        const std::string name(role.name);
        const bool cancels = role.permissions.test(static_cast<std::size_t>(Permission::cancel_crimes));
        const std::string team(cancels ? registrar_name : control_room_name);
        all.push_back({name, team, name, std::string(role.title) + " (demonstration)", password_of(name)});
    }
    return all;
}

Result<std::vector<DemonstrationAccount>> create_demonstration_accounts(db::Database& database, const Act& act,
                                                                        const std::vector<DemonstrationAccount>& wanted,
                                                                        const PasswordCost& cost) {
    std::vector<DemonstrationAccount> made;
    auto looked = database.read([&](db::Reader& reader) -> Result<void> {
        for (const DemonstrationAccount& each : wanted) {
            if (!TRY(account_named(reader, act.force, each.username))) {
                made.push_back(each);
            }
        }
        return {};
    });
    TRY(std::move(looked));
    std::vector<CreateAccount> requests;
    for (const DemonstrationAccount& each : made) {
        requests.push_back(TRY(request_for(each, cost)));
    }
    auto written = database.write(act.force, [&](db::Transaction& tx) -> Result<void> {
        for (std::size_t i = 0; i < requests.size(); ++i) {
            requests[i].home_team = TRY(team_named(tx, act, made[i].team));
            TRY(create_account(tx, act, requests[i]));
        }
        return {};
    });
    TRY(std::move(written));
    return made;
}

}  // namespace bluelamp::access
