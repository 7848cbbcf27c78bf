// SPDX-License-Identifier: Apache-2.0
#include "api/api.hpp"

#include <spdlog/spdlog.h>

#include "api/problem.hpp"
#include "api/store.sql.hpp"
#include "core/sha256.hpp"

namespace bluelamp::api {

/// One request on its way through.
struct Api::Asked {
    http::Request request;
    http::Reply reply;
    const Route* route = nullptr;
    std::vector<std::pair<std::string, std::string>> path;
    std::shared_ptr<Act> act;
    std::string session;
    std::string token;
};

namespace {

constexpr std::size_t longest_key = 200;

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
    ++counters_.requests;
    auto asked = std::make_shared<Asked>(Asked{std::move(request), std::move(reply), nullptr, {}, nullptr, {}, {}});
    Router::Match match = router_.match(asked->request.method, asked->request.path);
    if (match.route == nullptr && !match.allow.empty()) {
        Answer answer = problem({ErrorCode::invalid, "method", "This address takes only " + match.allow + ".", {}});
        answer.status = 405;
        answer.headers.push_back({"Allow", match.allow});
        return send(asked, std::move(answer));
    }
    if (match.route == nullptr) {
        return refuse(asked, {ErrorCode::not_found, "path", "There is no such address; see /api/v1/openapi.json.", {}});
    }
    asked->route = match.route;
    asked->path = std::move(match.path);
    with_session(asked);
}

void Api::with_session(const AskedPtr& asked) {
    const bool secure = asked->request.secure || behind_proxy_;
    if (changes_something(asked->request.method) && from_another_site(asked->request)) {
        return refuse(
            asked,
            {ErrorCode::forbidden, "origin", "This request came from another site; use Bluelamp's own pages.", {}});
    }
    asked->token = token_of(asked->request, secure);
    if (!asked->route->permission && asked->token.empty()) {
        return serve(asked);
    }
    if (asked->token.empty()) {
        return refuse(asked, not_signed_in());
    }
    if (const auto session = services_.sessions.cached(asked->token, services_.clock.now())) {
        return judge(asked, *session);
    }
    const bool taken = workers_.post([this, asked] {
        Result<access::SignedIn> session = tl::unexpected(not_signed_in());
        const auto read = services_.database.read([&](db::Reader& reader) -> Result<void> {
            session = services_.sessions.load(reader, asked->token, services_.clock.now());
            return {};
        });
        if (!read) {
            return refuse(asked, read.error());
        }
        if (session) {
            return judge(asked, *session);
        }
        // An open route may be asked with a cookie that has ended: signing in again is the remedy.
        return asked->route->permission ? refuse(asked, session.error()) : serve(asked);
    });
    if (!taken) {
        refuse(asked, {ErrorCode::unavailable, "", "Too many are waiting; try again.", {}});
    }
}

void Api::judge(const AskedPtr& asked, const access::SignedIn& session) {
    if (session.locked_at && !asked->route->while_locked && asked->route->permission) {
        return refuse(asked, locked(), "locked");
    }
    auto act = std::make_shared<Act>();
    act->force = services_.force;
    act->actor = session.actor;
    act->now = services_.clock.now();
    act->ids = &services_.ids;
    act->policy_version = services_.policy_version;
    act->key = asked->request.header("idempotency-key");
    if (const std::string_view if_match = asked->request.header("if-match"); !if_match.empty()) {
        act->if_match = version_in(if_match);
        if (!act->if_match) {
            return refuse(asked, {ErrorCode::invalid, "If-Match", "Send the version you read, as \"3\".", {}});
        }
    }
    asked->session = session.session;
    asked->act = std::move(act);
    if (asked->route->permission) {
        if (const auto allowed = asked->act->require(*asked->route->permission); !allowed) {
            return refuse(asked, allowed.error());
        }
    }
    serve(asked);
}

void Api::serve(const AskedPtr& asked) {
    const Route& route = *asked->route;
    if (route.raw) {
        return route.raw(
            Call{std::move(asked->request), asked->reply, std::move(asked->path), asked->act, asked->session});
    }
    const auto input = input_of(*asked);
    if (!input) {
        return refuse(asked, input.error());
    }
    if (route.command) {
        return run_command(asked, *input);
    }
    if (route.query) {
        return run_query(asked, *input);
    }
    auto answer = route.answer(*asked->act, *input);
    return answer ? send(asked, std::move(*answer)) : refuse(asked, answer.error());
}

Result<json::Value> Api::input_of(const Asked& asked) const {
    json::Object texts;
    json::Object fields;
    if (changes_something(asked.request.method)) {
        if (!asked.request.body.empty()) {
            if (!asked.request.header("content-type").starts_with("application/json")) {
                return fail(ErrorCode::invalid, "Content-Type", "Send application/json.");
            }
            json::Value body = TRY(json::parse(asked.request.body));
            if (!body.is_object()) {
                return fail(ErrorCode::invalid, "body", "Send one JSON object.");
            }
            fields = std::move(body.get_object());
        }
    } else {
        for (auto& [name, value] : TRY(http::parse_query(asked.request.query))) {
            if (texts.contains(name)) {
                return fail(ErrorCode::invalid, name, "This is given twice; give it once.");
            }
            texts[name] = std::move(value);
        }
    }
    for (const auto& [name, value] : asked.path) {
        if (fields.contains(name) || texts.contains(name)) {
            return fail(ErrorCode::invalid, name, "This stands in the address already; leave it out.");
        }
        texts[name] = value;
    }
    for (auto& [name, value] : asked.route->coerce(std::move(texts))) {
        fields[name] = value;
    }
    return json::Value(std::move(fields));
}

void Api::run_command(const AskedPtr& asked, const json::Value& input) {
    const std::string& key = asked->act->key;
    if (key.empty() || key.size() > longest_key) {
        return refuse(asked, {ErrorCode::invalid,
                              "Idempotency-Key",
                              "Send a fresh UUID in this header, and the same one when you try again.",
                              {}});
    }
    auto run = asked->route->command(input);
    if (!run) {
        return refuse(asked, run.error());
    }
    const std::string request_hash =
        Sha256().field(http::name(asked->request.method)).field(asked->request.path).field(asked->request.body).hex();
    auto answer = std::make_shared<Answer>();
    db::Command command;
    command.force = services_.force;
    command.run = [this, asked, run = std::move(*run), request_hash, answer](db::Transaction& tx) -> Result<void> {
        *answer = TRY(run(tx, *asked->act));
        return tx.execute(sql::insert_answer,
                          {services_.force, asked->act->actor.id, asked->act->key, request_hash,
                           std::int64_t{answer->status}, answer->body, answer->version, asked->act->now});
    };
    command.done = [this, asked, answer, request_hash](Result<void> done) {
        if (done) {
            committed_();
            return send(asked, std::move(*answer));
        }
        const Error& error = done.error();
        const bool refused = error.code != ErrorCode::unavailable && error.code != ErrorCode::internal;
        // A retry may be refused because its first try was done: the stored answer decides, whatever has happened
        // since.
        if (!refused ||
            !workers_.post([this, asked, request_hash, error] { answer_again(asked, request_hash, error); })) {
            refuse(asked, error);
        }
    };
    services_.database.submit(std::move(command));
}

void Api::answer_again(const AskedPtr& asked, const std::string& request_hash, const Error& refusal) {
    struct First {
        std::string request_hash;
        Answer answer;
    };
    std::optional<First> first;
    const auto read = services_.database.read([&](db::Reader& reader) -> Result<void> {
        first = TRY(reader.maybe(sql::first_answer, {services_.force, asked->act->actor.id, asked->act->key},
                                 [](const db::Row& row) {
                                     First found{row.string(0), {}};
                                     found.answer.status = static_cast<int>(row.bigint(1));
                                     found.answer.body = row.text(2);
                                     found.answer.version = row.maybe_bigint(3);
                                     return found;
                                 }));
        return {};
    });
    if (!read) {
        return refuse(asked, read.error());
    }
    if (!first) {
        return refuse(asked, refusal);
    }
    if (first->request_hash != request_hash) {
        return refuse(
            asked,
            {ErrorCode::key_reused, "Idempotency-Key", "This key belongs to another request; send a fresh one.", {}});
    }
    ++counters_.replayed;
    first->answer.headers.push_back({"Idempotency-Replayed", "true"});
    send(asked, std::move(first->answer));
}

void Api::run_query(const AskedPtr& asked, const json::Value& input) {
    auto run = asked->route->query(input);
    if (!run) {
        return refuse(asked, run.error());
    }
    const bool taken = workers_.post([this, asked, run = std::move(*run)] {
        Answer answer;
        Result<void> read;
        try {
            read = services_.database.read([&](db::Reader& reader) -> Result<void> {
                answer = TRY(run(reader, *asked->act));
                return {};
            });
        } catch (const std::exception& broken) {
            // Here the worker's thread ends the call: whatever was broken concerns this request only.
            read = fail(ErrorCode::internal, "", "Bluelamp made a mistake; it was logged.", broken.what());
        }
        return read ? send(asked, std::move(answer)) : refuse(asked, read.error());
    });
    if (!taken) {
        refuse(asked, {ErrorCode::unavailable, "", "Too many are waiting; try again.", {}});
    }
}

void Api::refuse(const AskedPtr& asked, const Error& error, std::string_view code) {
    ++counters_.refused;
    if (error.code == ErrorCode::internal || error.code == ErrorCode::unavailable) {
        ++counters_.failed;
        spdlog::error("{} {}: {} [{}]", http::name(asked->request.method), asked->route ? asked->route->path : "?",
                      error.message, error.cause);
    }
    send(asked, problem(error, code));
}

void Api::send(const AskedPtr& asked, Answer answer) {
    http::Response response;
    response.status = answer.status;
    response.content_type = std::move(answer.content_type);
    response.body = std::move(answer.body);
    response.headers = std::move(answer.headers);
    if (answer.version) {
        response.headers.push_back({"ETag", "\"" + std::to_string(*answer.version) + "\""});
    }
    response.headers.push_back({"Cache-Control", "no-store"});
    response.headers.insert(response.headers.end(), security_headers().begin(), security_headers().end());
    asked->reply.send(std::move(response));
}

const std::vector<http::Header>& security_headers() {
    static const std::vector<http::Header> headers{
        {"X-Content-Type-Options", "nosniff"},
        {"X-Frame-Options", "DENY"},
        {"Referrer-Policy", "no-referrer"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Content-Security-Policy",
         "default-src 'self'; img-src 'self' data: blob:; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; "
         "form-action 'self'; frame-ancestors 'none'"},
    };
    return headers;
}

Result<void> forget_old_answers(db::Transaction& tx, Instant now) {
    // 35 days: a phone may be without signal for a month of leave and still send what it kept.
    constexpr std::chrono::hours kept{24 * 35};
    return tx.execute(sql::delete_old_answers, {tx.force(), now - kept});
}

}  // namespace bluelamp::api
