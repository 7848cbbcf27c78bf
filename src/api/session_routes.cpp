// SPDX-License-Identifier: Apache-2.0
#include <spdlog/spdlog.h>

#include "access/sessions.hpp"
#include "api/access_routes.hpp"
#include "core/secret.hpp"
#include "core/text.hpp"

namespace bluelamp::api {
namespace {

struct ForceName {
    std::string id, name;
};
BOOST_DESCRIBE_STRUCT(ForceName, (), (id, name))

/// What a page needs to know of who uses it.
struct Session {
    access::Account account;
    std::vector<std::string> permissions;
    ForceName force;
    Instant expires_at;
    bool locked = false;
};
BOOST_DESCRIBE_STRUCT(Session, (), (account, permissions, force, expires_at, locked))

struct EnterForm {
    std::string username;
    json::Secret password;
};
BOOST_DESCRIBE_STRUCT(EnterForm, (), (username, password))

struct UnlockForm {
    json::Secret password;
};
BOOST_DESCRIBE_STRUCT(UnlockForm, (), (password))

struct ChangePasswordForm {
    json::Secret password, new_password;
};
BOOST_DESCRIBE_STRUCT(ChangePasswordForm, (), (password, new_password))

Error wrong(std::string_view what) {
    return {ErrorCode::unauthenticated, "password", std::string(what) + " is not right; try again.", {}};
}

std::string peer_of(const http::Request& request, bool behind_proxy) {
    const std::string_view forwarded = request.header("x-forwarded-for");
    if (!behind_proxy || forwarded.empty()) {
        return request.peer;
    }
    // What stands before the last comma was written by whoever asks.
    const std::size_t comma = forwarded.rfind(',');
    const std::string_view last = trim(comma == std::string_view::npos ? forwarded : forwarded.substr(comma + 1));
    return std::string(first_code_points(valid_utf8(last) ? last : "", 45));
}

/// "__Host-" (RFC 6265bis section 4.1.3.2) ties the cookie to this very host; browsers take it over TLS only.
http::Header cookie(const Call& call, const AccessDoor& door, std::string_view token, std::int64_t seconds) {
    const bool secure = call.request.secure || door.behind_proxy;
    return {"Set-Cookie", fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict; Max-Age={}{}",
                                      Api::cookie_name(secure), token, seconds, secure ? "; Secure" : "")};
}

Session shown(const access::SessionState& state, const Act& act) {
    return {state.account,
            access::names(act.actor.permissions),
            {act.force.text(), state.force_name},
            state.expires_at,
            state.locked};
}

Result<Session> state_of(db::Reader& reader, const Act& act, std::string_view session) {
    return shown(TRY(access::read_session(reader, act, session)), act);
}

/// Somebody who wants in: what was sent, and from where.
struct Entering {
    CallPtr call;
    EnterForm form;
    std::string peer;
};
using EnteringPtr = std::shared_ptr<const Entering>;

/// The failed attempt becomes an act of nobody, at most once a minute for a name. Nobody waits for it.
void tell(const AccessDoor& door, const Entering& entering, const std::optional<AccountId>& account) {
    const Instant now = door.services.clock.now();
    const auto name = account ? std::optional<std::string_view>(entering.form.username) : std::nullopt;
    const std::int64_t failures = door.throttle.to_tell(name, now);
    if (failures == 0) {
        return;
    }
    auto act = std::make_shared<Act>();
    act->force = door.services.force;
    act->now = now;
    act->ids = &door.services.ids;
    act->policy_version = door.services.policy_version(now);
    const access::SignInRefused refused{account, entering.peer, failures};
    door.services.database.submit(
        {door.services.force, [act, refused](db::Transaction& tx) { return access::refuse_sign_in(tx, *act, refused); },
         [](Result<void> done) {
             if (!done) {
                 spdlog::error("a refused sign-in could not be journalled: {} [{}]", done.error().message,
                               done.error().cause);
             }
         }});
}

/// The password was right: the session is an act of the account itself.
void admit(const AccessDoor& door, const EnteringPtr& entering, std::shared_ptr<Act> act, access::SignIn wanted,
           const std::string& token) {
    LaneJob job;
    job.act = std::move(act);
    job.run = [wanted](db::Transaction& tx, const Act& its) -> Result<Answer> {
        const access::Session session = TRY(access::sign_in(tx, its, wanted));
        return Router::written(TRY(state_of(tx, its, session.id.text())), 201);
    };
    job.committed = [&door, entering, token, longest = wanted.limits.longest](Answer& answer) {
        door.throttle.succeeded(entering->form.username, entering->peer);
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(longest).count();
        answer.headers.push_back(cookie(*entering->call, door, token, seconds));
    };
    job.failed = [&door, entering](const Error& error) {
        if (error.code != ErrorCode::unauthenticated) {
            door.throttle.not_judged(entering->form.username, entering->peer);
        }
        refuse(*entering->call, error);
    };
    in_lane(door.services, entering->call, std::move(job));
}

/// On a slow worker: looks the account up, compares, and admits or refuses.
Result<void> judge(const AccessDoor& door, const EnteringPtr& entering) {
    const Services& services = door.services;
    auto act = std::make_shared<Act>();
    act->force = services.force;
    act->now = services.clock.now();
    act->ids = &services.ids;
    act->policy_version = services.policy_version(act->now);
    access::Credentials known;
    std::optional<access::Actor> actor;
    auto looked = services.database.read([&](db::Reader& reader) -> Result<void> {
        known = TRY(access::credentials(reader, services.force, entering->form.username));
        if (known.account) {
            actor = TRY(access::actor_of(reader, services.force, *known.account, act->now));
        }
        return {};
    });
    if (!looked) {
        door.throttle.not_judged(entering->form.username, entering->peer);
        return looked;
    }
    if (!access::check_password(known.password_hash, entering->form.password, door.cost) || !actor) {
        tell(door, *entering, known.account);
        return tl::unexpected(wrong("The username or the password"));
    }
    act->actor = std::move(*actor);
    const std::string token = access::new_token(services.ids);
    access::SignIn wanted{*known.account,
                          access::hash_of_token(token),
                          known.password_hash,
                          {},
                          entering->peer,
                          std::string(entering->call->request.header("user-agent")),
                          services.sessions.settings()};
    if (access::needs_rehash(known.password_hash, door.cost)) {
        wanted.new_hash = TRY(access::hash_password(entering->form.password, door.cost));
    }
    admit(door, entering, std::move(act), std::move(wanted), token);
    return {};
}

void enter(const AccessDoor& door, const CallPtr& call) {
    auto form = input_as<EnterForm>(*call);
    if (!form) {
        return refuse(*call, form.error());
    }
    std::string peer = peer_of(call->request, door.behind_proxy);
    auto entering = std::make_shared<const Entering>(Entering{call, std::move(*form), std::move(peer)});
    if (const auto allowed = door.throttle.attempt(entering->form.username, entering->peer, door.services.clock.now());
        !allowed) {
        return refuse(*call, allowed.error());
    }
    on_worker(door.slow, call, [&door, entering] { return judge(door, entering); });
}

/// As it was when the session was last read from the database, which every change of it makes necessary.
void show(const AccessDoor&, const CallPtr& call) {
    respond(*call, Router::written(shown(call->signed_in->state, *call->act), 200));
}

void leave(const AccessDoor& door, const CallPtr& call) {
    const access::SessionId session(call->signed_in->session);
    LaneJob job;
    job.act = call->act;
    job.run = [session](db::Transaction& tx, const Act& act) -> Result<Answer> {
        TRY(access::sign_out(tx, act, {session}));
        Answer answer;
        answer.status = 204;
        return answer;
    };
    job.committed = [&door, call](Answer& answer) {
        door.services.sessions.forget_session(call->signed_in->session);
        answer.headers.push_back(cookie(*call, door, "", 0));
    };
    in_lane(door.services, call, std::move(job));
}

/// Locks, unlocks or changes the password: afterwards the session is read afresh, and shown.
void change_session(const AccessDoor& door, const CallPtr& call,
                    std::function<Result<void>(db::Transaction&, const Act&)> change) {
    LaneJob job;
    job.act = call->act;
    job.run = [change = std::move(change), call](db::Transaction& tx, const Act& act) -> Result<Answer> {
        TRY(change(tx, act));
        return Router::written(TRY(state_of(tx, act, call->signed_in->session)), 200);
    };
    job.committed = [&door, call](Answer&) { door.services.sessions.forget(call->act->actor.id); };
    in_lane(door.services, call, std::move(job));
}

void lock(const AccessDoor& door, const CallPtr& call) {
    const access::SessionId session(call->signed_in->session);
    change_session(door, call,
                   [session](db::Transaction& tx, const Act& act) { return access::lock_session(tx, act, {session}); });
}

/// Compares the password of whoever is signed in, as often as the throttle allows. On a slow worker; answers the hash
/// that was compared with.
Result<std::string> own_password(const AccessDoor& door, const Call& call, std::string_view password) {
    const Services& services = door.services;
    const AccountId& account = call.act->actor.id;
    const std::string peer = peer_of(call.request, door.behind_proxy);
    const std::string name = "account " + account.text();  // no username, so its attempts are counted apart
    TRY(door.throttle.attempt(name, peer, services.clock.now()));
    access::Credentials known;
    auto looked = services.database.read([&](db::Reader& reader) -> Result<void> {
        known = TRY(access::credentials_of(reader, services.force, account));
        return {};
    });
    if (!looked) {
        door.throttle.not_judged(name, peer);
        return tl::unexpected(looked.error());
    }
    if (!access::check_password(known.password_hash, password, door.cost)) {
        tell(door, {nullptr, {name, {}}, peer}, account);
        return tl::unexpected(wrong("The password"));
    }
    door.throttle.succeeded(name, peer);
    return known.password_hash;
}

void unlock(const AccessDoor& door, const CallPtr& call) {
    const auto form = input_as<UnlockForm>(*call);
    if (!form) {
        return refuse(*call, form.error());
    }
    on_worker(door.slow, call, [&door, call, password = form->password]() -> Result<void> {
        const access::SessionId session(call->signed_in->session);
        const access::UnlockSession wanted{session, TRY(own_password(door, *call, password))};
        change_session(door, call, [wanted](db::Transaction& tx, const Act& act) {
            return access::unlock_session(tx, act, wanted);
        });
        return {};
    });
}

void change_password(const AccessDoor& door, const CallPtr& call) {
    const auto form = input_as<ChangePasswordForm>(*call);
    if (!form) {
        return refuse(*call, form.error());
    }
    on_worker(door.slow, call, [&door, call, sent = *form]() -> Result<void> {
        std::string username;
        auto looked = door.services.database.read([&](db::Reader& reader) -> Result<void> {
            username = TRY(access::read_session(reader, *call->act, call->signed_in->session)).account.username;
            return {};
        });
        TRY(std::move(looked));
        if (auto good = access::accept_password(sent.new_password, username); !good) {
            good.error().field = "new_password";
            return good;
        }
        access::ChangePassword wanted;
        wanted.checked_hash = TRY(own_password(door, *call, sent.password));
        wanted.new_hash = TRY(access::hash_password(sent.new_password, door.cost));
        wanted.keep = access::SessionId(call->signed_in->session);
        change_session(door, call, [wanted](db::Transaction& tx, const Act& act) {
            return access::change_password(tx, act, wanted);
        });
        return {};
    });
}

}  // namespace

void add_session_routes(Router& router, const AccessDoor& door) {
    const auto with = [&door](void (*run)(const AccessDoor&, const CallPtr&)) {
        return [&door, run](const CallPtr& call) { run(door, call); };
    };
    const auto stay = Permission::stay_signed_in;
    using http::Method;
    router
        .raw<EnterForm, Session>(Method::post, "/api/v1/session", std::nullopt, "Signs in; the answer sets the cookie.",
                                 with(enter))
        .success = 201;
    Route& who = router.raw<Nothing, Session>(Method::get, "/api/v1/session", stay,
                                              "Who is signed in, and what they may do.", with(show));
    who.while_locked = true;
    Route& out = router.raw<Nothing, Nothing>(Method::del, "/api/v1/session", stay, "Signs out.", with(leave));
    out.success = 204;
    out.while_locked = true;
    router
        .raw<Nothing, Session>(Method::post, "/api/v1/session/lock", stay,
                               "Locks the screen until the password is given.", with(lock))
        .while_locked = true;
    router.raw<UnlockForm, Session>(Method::post, "/api/v1/session/unlock", stay, "Unlocks the screen.", with(unlock))
        .while_locked = true;
    router.raw<ChangePasswordForm, Session>(Method::post, "/api/v1/session/password", stay,
                                            "Changes one's own password; other sessions end.", with(change_password));
}

}  // namespace bluelamp::api
