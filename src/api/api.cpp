// SPDX-License-Identifier: Apache-2.0
#include "api/api.hpp"

#include "api/idempotency.hpp"
#include "api/problem.hpp"

namespace bluelamp::api {
namespace {

Error locked() {
    return {ErrorCode::unauthenticated, "session", "The screen is locked; unlock it with your password.", {}};
}

Error not_signed_in() { return {ErrorCode::unauthenticated, "session", "Sign in first, or sign in again.", {}}; }

bool changes_something(http::Method method) {
    return method != http::Method::get && method != http::Method::head && method != http::Method::options;
}

/// A browser sends the cookie from any site; only our own pages may use it to change something. Fetch Metadata (W3C)
/// tells new browsers apart, Origin (RFC 6454) the others; a program with a bearer token has neither and needs neither.
bool from_another_site(const http::Request& request) {
    const std::string_view site = request.header("sec-fetch-site");
    if (!site.empty()) {
        return site != "same-origin" && site != "none";
    }
    const std::string_view origin = request.header("origin");
    if (origin.empty()) {
        return false;
    }
    const std::size_t host = origin.find("://");
    return host == std::string_view::npos || origin.substr(host + 3) != request.header("host");
}

std::optional<std::int64_t> version_in(std::string_view if_match) {
    const auto quoted = json::parse(if_match);
    if (!quoted || !quoted->is_string()) {
        return std::nullopt;
    }
    const auto number = json::parse(std::string_view(quoted->get_string()));
    return number && number->is_int64() ? std::optional(number->get_int64()) : std::nullopt;
}

}  // namespace

std::string_view Api::cookie_name(bool secure) { return secure ? "__Host-bluelamp" : "bluelamp"; }

std::string Api::token_of(const http::Request& request, bool secure) {
    constexpr std::string_view scheme = "Bearer ";
    const std::string_view authorization = request.header("authorization");
    if (authorization.starts_with(scheme)) {
        return std::string(authorization.substr(scheme.size()));
    }
    return std::string(request.cookie(cookie_name(secure)));
}

void Api::handle(http::Request&& request, http::Reply reply) {
    ++services_.counters->requests;
    Router::Match match = router_.match(request.method, request.path);
    const auto call = std::make_shared<Call>(
        Call{std::move(request), std::move(reply), match.route, std::move(match.path), services_.counters});
    if (match.route == nullptr && !match.allow.empty()) {
        ++services_.counters->refused;
        const Error wrong{ErrorCode::invalid, "method", "This address takes only " + match.allow + ".", {}};
        Answer answer = problem(wrong, {}, 405);
        answer.headers.push_back({"Allow", match.allow});
        return respond(*call, std::move(answer));
    }
    if (match.route == nullptr) {
        return refuse(*call, {ErrorCode::not_found, "path", "There is no such address; see /api/v1/openapi.json.", {}});
    }
    with_session(call);
}

void Api::with_session(const Asked& call) {
    if (changes_something(call->request.method) && from_another_site(call->request)) {
        return refuse(
            *call,
            {ErrorCode::forbidden, "origin", "This request came from another site; use Bluelamp's own pages.", {}});
    }
    const std::string token = token_of(call->request, call->request.secure || behind_proxy_);
    if (token.empty()) {
        return call->route->permission ? refuse(*call, not_signed_in()) : serve(call);
    }
    if (const auto session = services_.sessions.cached(token, services_.clock.now())) {
        return judge(call, session);
    }
    on_worker(workers_, call, [this, call, token]() -> Result<void> {
        Result<access::SignedInPtr> session = tl::unexpected(not_signed_in());
        const auto look = [&](db::Reader& reader) -> Result<void> {
            session = services_.sessions.load(reader, token, services_.clock.now());
            return {};
        };
        TRY(services_.database.read(look));
        if (session) {
            judge(call, *session);
        } else if (call->route->permission) {
            refuse(*call, session.error());
        } else {
            serve(call);  // an open route may be asked with a cookie that has ended: signing in again is the remedy
        }
        return {};
    });
}

void Api::judge(const Asked& call, const access::SignedInPtr& session) {
    const Route& route = *call->route;
    if (session->locked_at && !route.while_locked && route.permission) {
        return refuse(*call, locked(), "locked");
    }
    auto act = std::make_shared<Act>();
    act->force = services_.force;
    act->actor = session->actor;
    act->now = services_.clock.now();
    act->ids = &services_.ids;
    act->policy_version = services_.policy_version(act->now);
    act->key = call->request.header("idempotency-key");
    if (const std::string_view if_match = call->request.header("if-match"); !if_match.empty()) {
        act->if_match = version_in(if_match);
        if (!act->if_match) {
            return refuse(*call, {ErrorCode::invalid, "If-Match", "Send the version you read, as \"3\".", {}});
        }
    }
    call->signed_in = session;
    call->act = act;
    if (route.permission) {
        if (const auto allowed = act->require(*route.permission); !allowed) {
            return refuse(*call, allowed.error());
        }
    }
    serve(call);
}

void Api::serve(const Asked& call) {
    const Route& route = *call->route;
    if (route.raw) {
        return route.raw(call);
    }
    const auto input = input_of(*call);
    if (!input) {
        return refuse(*call, input.error());
    }
    if (route.command) {
        return run_command(call, *input);
    }
    if (route.query) {
        return run_query(call, *input);
    }
    auto answer = route.answer(*call->act, *input);
    return answer ? respond(*call, std::move(*answer)) : refuse(*call, answer.error());
}

void Api::run_command(const CallPtr& call, const json::Value& input) {
    if (const auto key = accept_key(*call->act); !key) {
        return refuse(*call, key.error());
    }
    auto run = call->route->command(input);
    if (!run) {
        return refuse(*call, run.error());
    }
    LaneJob job;
    job.act = call->act;
    const std::string request_hash = hash_of_request(*call, call->request.body);
    job.run = [run = std::move(*run), request_hash](db::Transaction& tx, const Act& act) -> Result<Answer> {
        Answer answer = TRY(run(tx, act));
        TRY(keep_answer(tx, act, request_hash, answer));
        return answer;
    };
    job.failed = [this, call, request_hash](const Error& error) {
        refuse_unless_answered(services_, workers_, call, request_hash, error);
    };
    in_lane(services_, call, std::move(job));
}

void Api::run_query(const CallPtr& call, const json::Value& input) {
    auto run = call->route->query(input);
    if (!run) {
        return refuse(*call, run.error());
    }
    on_worker(call->route->counts ? counting_ : workers_, call, [this, call, run = std::move(*run)]() -> Result<void> {
        Answer answer;
        const auto look = [&](db::Reader& reader) -> Result<void> {
            answer = TRY(run(reader, *call->act));
            return {};
        };
        TRY(call->route->one_state ? services_.database.read_snapshot(look) : services_.database.read(look));
        respond(*call, std::move(answer));
        return {};
    });
}

}  // namespace bluelamp::api
