// SPDX-License-Identifier: Apache-2.0
/// Api: from an HTTP request to a command or a query, and back.
///
/// Owns the order in which a request is judged: route, site, session, locked screen, permission, input, key. Promises:
/// a command's 2xx is sent only after COMMIT; the same Idempotency-Key with the same request gets the first answer
/// again, with another request 422; refusals are not stored. Every refusal is problem details naming field and remedy.
/// What goes wrong inside is logged with its cause and answered without it. Nothing blocks a network thread.
/// Refuses: cookies used from another site (Sec-Fetch-Site, Origin), bodies that are not JSON, unknown fields.
/// Start reading at Api::handle.
#pragma once

#include <string>

#include "api/services.hpp"

namespace bluelamp::api {

class Api {
   public:
    /// `counting` runs the queries that may take seconds, `workers` all others.
    Api(Services services, const Router& router, Workers& workers, Workers& counting)
        : services_(std::move(services)), router_(router), workers_(workers), counting_(counting) {}

    /// Judges and answers one request whose path starts with "/api/". Called on a network thread.
    void handle(http::Request&& request, http::Reply reply);

    /// Name of the session cookie: "__Host-bluelamp" where the browser reaches us over TLS, "bluelamp" on plain
    /// loopback.
    static std::string_view cookie_name(bool secure);
    /// The token a request carries, from "Authorization: Bearer" or the cookie; empty when none.
    static std::string token_of(const http::Request& request, bool secure);

    /// Set where a proxy in front speaks TLS: cookies are then Secure although the socket is not.
    void behind_proxy() { behind_proxy_ = true; }

    [[nodiscard]] const Counters& counters() const { return *services_.counters; }

   private:
    using Asked = std::shared_ptr<Call>;  ///< what is found out about a call is written into it on the way

    void with_session(const Asked& call);
    void judge(const Asked& call, const access::SignedInPtr& session);
    void serve(const Asked& call);
    void run_command(const CallPtr& call, const json::Value& input);
    void run_query(const CallPtr& call, const json::Value& input);

    Services services_;
    const Router& router_;
    Workers& workers_;
    Workers& counting_;
    bool behind_proxy_ = false;
};

}  // namespace bluelamp::api
