// SPDX-License-Identifier: Apache-2.0
/// Api: from an HTTP request to a command or a query, and back.
///
/// Owns the order in which a request is judged: route, body, session, locked screen, permission, cross-site rules,
/// input, key. Promises: a command's 2xx is sent only after COMMIT; the same Idempotency-Key with the same request gets
/// the first answer again, with another request 422; refusals are not stored. Every refusal is problem details naming
/// field and remedy. What goes wrong inside is logged with its cause and answered without it. Nothing blocks a network
/// thread. Refuses: cookies used from another site (Sec-Fetch-Site, Origin), bodies that are not JSON, unknown fields.
/// Start reading at Api::handle.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "access/sessions.hpp"
#include "api/router.hpp"
#include "api/workers.hpp"
#include "core/id.hpp"
#include "core/instant.hpp"
#include "db/database.hpp"

namespace bluelamp::api {

/// What the whole process shares. Lives longer than everything that holds it.
struct Services {
    db::Database& database;
    Clock& clock;
    IdSource& ids;
    ForceId force;
    access::Sessions& sessions;
    std::string policy_version;
};

/// Counts for /metrics.
struct Counters {
    std::atomic<std::int64_t> requests{0}, refused{0}, failed{0}, replayed{0};
};

class Api {
   public:
    Api(Services services, const Router& router, Workers& workers)
        : services_(std::move(services)), router_(router), workers_(workers) {}

    /// Judges and answers one request whose path starts with "/api/". Called on a network thread.
    void handle(http::Request&& request, http::Reply reply);

    /// Name of the session cookie: "__Host-bluelamp" where the browser reaches us over TLS, "bluelamp" on plain
    /// loopback.
    static std::string_view cookie_name(bool secure);
    /// The token a request carries, from "Authorization: Bearer" or the cookie; empty when none.
    static std::string token_of(const http::Request& request, bool secure);

    /// Set where a proxy in front speaks TLS: cookies are then Secure although the socket is not.
    void behind_proxy() { behind_proxy_ = true; }

    /// `told` is called on the lane's thread after each commit of a command that came through here; it must not block.
    void on_commit(std::function<void()> told) { committed_ = std::move(told); }

    [[nodiscard]] const Counters& counters() const { return counters_; }
    [[nodiscard]] const Services& services() const { return services_; }

   private:
    struct Asked;
    using AskedPtr = std::shared_ptr<Asked>;

    void with_session(const AskedPtr& asked);
    void judge(const AskedPtr& asked, const access::SignedIn& session);
    void serve(const AskedPtr& asked);
    void run_command(const AskedPtr& asked, const json::Value& input);
    void run_query(const AskedPtr& asked, const json::Value& input);
    void answer_again(const AskedPtr& asked, const std::string& request_hash, const Error& refusal);
    Result<json::Value> input_of(const Asked& asked) const;
    void refuse(const AskedPtr& asked, const Error& error, std::string_view code = {});
    void send(const AskedPtr& asked, Answer answer);

    Services services_;
    const Router& router_;
    Workers& workers_;
    Counters counters_;
    bool behind_proxy_ = false;
    std::function<void()> committed_ = [] {};
};

/// Headers that every answer of the server carries: no sniffing, no framing, own origin only.
const std::vector<http::Header>& security_headers();

/// Deletes stored answers older than 35 days, at most 200 at a time.
Result<void> forget_old_answers(db::Transaction& tx, Instant now);

}  // namespace bluelamp::api
