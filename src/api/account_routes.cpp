// SPDX-License-Identifier: Apache-2.0
#include "api/access_routes.hpp"
#include "api/idempotency.hpp"
#include "core/secret.hpp"

namespace bluelamp::api {
namespace {

struct Role {
    std::string name, title;
    std::vector<std::string> permissions;
};
BOOST_DESCRIBE_STRUCT(Role, (), (name, title, permissions))

struct RoleList {
    std::vector<Role> items;
};
BOOST_DESCRIBE_STRUCT(RoleList, (), (items))

struct TeamList {
    std::vector<access::Team> items;
};
BOOST_DESCRIBE_STRUCT(TeamList, (), (items))

struct AccountsAsked {
    std::optional<std::string> after;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(AccountsAsked, (), (after, limit))

struct OneAccount {
    AccountId id;
};
BOOST_DESCRIBE_STRUCT(OneAccount, (), (id))

struct NewAccount {
    std::string username, display_name;
    json::Secret password;
    std::vector<std::string> roles;
    std::optional<TeamId> team_id;
    std::optional<access::Visibility> clearance;
};
BOOST_DESCRIBE_STRUCT(NewAccount, (), (username, display_name, password, roles, team_id, clearance))

struct NewPassword {
    AccountId id;
    json::Secret password;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(NewPassword, (), (id, password, reason))

struct OfTeam {
    TeamId id;
    AccountId account_id;
};
BOOST_DESCRIBE_STRUCT(OfTeam, (), (id, account_id))

Result<RoleList> list_roles(const Act& act, const Nothing&) {
    TRY(act.require(Permission::read_accounts));
    RoleList list;
    for (const access::Role& role : access::roles()) {
        list.items.push_back({std::string(role.name), std::string(role.title), access::names(role.permissions)});
    }
    return list;
}

Result<access::AccountPage> list_accounts(db::Reader& reader, const Act& act, const AccountsAsked& asked) {
    return access::list_accounts(reader, act, asked.after.value_or(""), asked.limit.value_or(50));
}

Result<access::Account> read_account(db::Reader& reader, const Act& act, const OneAccount& asked) {
    return access::read_account(reader, act, asked.id);
}

Result<TeamList> list_teams(db::Reader& reader, const Act& act, const Nothing&) {
    return TeamList{TRY(access::list_teams(reader, act))};
}

// ---- making an account: the password is hashed on a slow worker before the command ---------------------------------

/// The key stands for the request without its password, which is never written: a quickly computed hash of it has no
/// place in the database.
std::string hash_without_password(const Call& call, const NewAccount& wanted) {
    return hash_of_request(call, json::to_text(wanted));
}

Result<access::CreateAccount> prepare(const AccessDoor& door, const NewAccount& wanted) {
    TRY(access::accept_password(wanted.password, wanted.username));
    access::CreateAccount request;
    request.username = wanted.username;
    request.display_name = wanted.display_name;
    request.password_hash = TRY(access::hash_password(wanted.password, door.cost));
    request.roles = wanted.roles;
    request.home_team = wanted.team_id;
    request.clearance = wanted.clearance.value_or(access::Visibility::everyone);
    return request;
}

void submit_account(const AccessDoor& door, const CallPtr& call, access::CreateAccount request,
                    const std::string& request_hash) {
    LaneJob job;
    job.act = call->act;
    job.run = [request = std::move(request), request_hash](db::Transaction& tx, const Act& act) -> Result<Answer> {
        Answer answer = Router::written(TRY(access::create_account(tx, act, request)), 201);
        TRY(keep_answer(tx, act, request_hash, answer));
        return answer;
    };
    // Two tries at once: the second meets the first one's username, and finds its answer.
    job.failed = [&door, call, request_hash](const Error& error) {
        refuse_unless_answered(door.services, door.workers, call, request_hash, error);
    };
    in_lane(door.services, call, std::move(job));
}

void create_account(const AccessDoor& door, const CallPtr& call) {
    if (const auto key = accept_key(*call->act); !key) {
        return refuse(*call, key.error());
    }
    const auto wanted = input_as<NewAccount>(*call);
    if (!wanted) {
        return refuse(*call, wanted.error());
    }
    on_worker(door.slow, call, [&door, call, wanted = *wanted]() -> Result<void> {
        const std::string request_hash = hash_without_password(*call, wanted);
        if (TRY(answered_before(door.services, *call, request_hash))) {
            return {};
        }
        submit_account(door, call, TRY(prepare(door, wanted)), request_hash);
        return {};
    });
}

/// May be repeated without harm, so it needs no key.
void reset_password(const AccessDoor& door, const CallPtr& call) {
    const auto wanted = input_as<NewPassword>(*call);
    if (!wanted) {
        return refuse(*call, wanted.error());
    }
    on_worker(door.slow, call, [&door, call, wanted = *wanted]() -> Result<void> {
        access::Account account;
        auto read = door.services.database.read([&](db::Reader& reader) -> Result<void> {
            account = TRY(access::read_account(reader, *call->act, wanted.id));
            return {};
        });
        TRY(std::move(read));
        TRY(access::accept_password(wanted.password, account.username));
        const access::ResetPassword request{wanted.id, TRY(access::hash_password(wanted.password, door.cost)),
                                            wanted.reason};
        LaneJob job;
        job.act = call->act;
        job.run = [request](db::Transaction& tx, const Act& act) -> Result<Answer> {
            return Router::written(TRY(access::reset_password(tx, act, request)), 200);
        };
        job.committed = [&door, id = wanted.id](Answer&) { door.services.sessions.forget(id); };
        in_lane(door.services, call, std::move(job));
        return {};
    });
}

/// What changes an account that may be signed in: from its commit on, requests are judged by the new state.
template <class In>
auto in_doubt(const AccessDoor& door, AccountId In::*whose,
              std::function<Result<access::Account>(db::Transaction&, const Act&, const In&)> run) {
    return [&door, whose, run = std::move(run)](db::Transaction& tx, const Act& act, const In& in) {
        door.services.sessions.doubt(in.*whose, door.services.clock.now());
        return run(tx, act, in);
    };
}

void add_team_routes(Router& router, const AccessDoor& door) {
    const auto manage = Permission::manage_accounts;
    router.get("/api/v1/teams", Permission::read_accounts, "Teams and who is in them.", list_teams);
    router.post("/api/v1/teams", manage, "Makes a team.", access::create_team);
    router.post<OfTeam, access::Team>("/api/v1/teams/{id}/members", manage, "Puts an account into a team.",
                                      [&door](db::Transaction& tx, const Act& act, const OfTeam& in) {
                                          door.services.sessions.doubt(in.account_id, door.services.clock.now());
                                          return access::join_team(tx, act, {in.id, in.account_id});
                                      });
    router.post<OfTeam, access::Team>("/api/v1/teams/{id}/members/remove", manage, "Takes an account out of a team.",
                                      [&door](db::Transaction& tx, const Act& act, const OfTeam& in) {
                                          door.services.sessions.doubt(in.account_id, door.services.clock.now());
                                          return access::leave_team(tx, act, {in.id, in.account_id});
                                      });
}

}  // namespace

void add_account_routes(Router& router, const AccessDoor& door) {
    using access::Account, access::DisableAccount, access::EnableAccount, access::GiveRoles;
    const auto read = Permission::read_accounts;
    const auto manage = Permission::manage_accounts;
    const auto with = [&door](void (*run)(const AccessDoor&, const CallPtr&)) {
        return [&door, run](const CallPtr& call) { run(door, call); };
    };
    router.get_now<Nothing, RoleList>("/api/v1/roles", read, "The roles and what each of them may do.", list_roles);
    router.get("/api/v1/accounts", read, "Accounts by username.", list_accounts);
    router.get("/api/v1/accounts/{id}", read, "One account.", read_account);
    Route& create = router.raw<NewAccount, Account>(http::Method::post, "/api/v1/accounts", manage,
                                                    "Makes an account for a person.", with(create_account));
    create.success = 201;
    create.needs_key = true;
    router.raw<NewPassword, Account>(http::Method::post, "/api/v1/accounts/{id}/password", manage,
                                     "Gives a new password to somebody who forgot it; their sessions end.",
                                     with(reset_password));
    const auto disable = [&door](db::Transaction& tx, const Act& act, const DisableAccount& in) {
        return access::disable_account(tx, act, door.owned, in);
    };
    router.post<DisableAccount, Account>("/api/v1/accounts/{id}/disable", manage,
                                         "Disables an account; what it owns moves to its home team.",
                                         in_doubt<DisableAccount>(door, &DisableAccount::id, disable));
    router.post<EnableAccount, Account>("/api/v1/accounts/{id}/enable", manage, "Enables an account again.",
                                        in_doubt<EnableAccount>(door, &EnableAccount::id, access::enable_account));
    router
        .post<GiveRoles, Account>("/api/v1/accounts/{id}/roles", manage, "Gives an account exactly these roles.",
                                  in_doubt<GiveRoles>(door, &GiveRoles::id, access::give_roles))
        .needs_version = true;
    add_team_routes(router, door);
}

}  // namespace bluelamp::api
