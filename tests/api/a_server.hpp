// SPDX-License-Identifier: Apache-2.0
/// A server without a socket: requests go into Api::handle and what is answered comes back.
#pragma once

#include <future>

#include "api/access_routes.hpp"
#include "tests/access/a_force.hpp"

namespace bluelamp::api {

/// Catches one answer.
class Caught final : public http::Reply::Sink {
   public:
    void send(http::Response response) override { answer_.set_value(std::move(response)); }
    std::shared_ptr<http::Stream> stream(http::Response) override { throw std::logic_error("no streams here"); }
    http::Response wait() {
        auto answer = answer_.get_future();
        if (answer.wait_for(std::chrono::seconds(20)) != std::future_status::ready) {
            throw std::runtime_error("no answer within 20 s");
        }
        return answer.get();
    }

   private:
    std::promise<http::Response> answer_;
};

/// One answer, read.
struct Answered {
    int status = 0;
    std::string body;
    std::vector<http::Header> headers;

    [[nodiscard]] std::string header(std::string_view name) const {
        for (const http::Header& each : headers) {
            if (each.name == name) {
                return each.value;
            }
        }
        return "";
    }
    /// A member by its path: "account.roles[0]" is written at("account", "roles", 0).
    template <class... Steps>
    [[nodiscard]] json::Value at(Steps... steps) const {
        json::Value value = json::parse(body).value();
        const auto step = [&](auto by) {
            if constexpr (std::is_integral_v<decltype(by)>) {
                value = json::Value(value.as_array().at(static_cast<std::size_t>(by)));
            } else {
                value = json::Value(value.as_object().at(by));
            }
        };
        (step(steps), ...);
        return value;
    }
    [[nodiscard]] std::string text(const char* member) const { return std::string(at(member).as_string()); }
};

class AServer : public access::AForce {
   protected:
    void SetUp() override {
        AForce::SetUp();
        if (IsSkipped()) {
            return;
        }
        sessions = std::make_unique<access::Sessions>(force);
        const Services services{database(), clock, ids, force, *sessions, [](Instant) { return std::string("1"); }};
        door = std::make_unique<AccessDoor>(AccessDoor{services, workers, slow, throttle, {}, access::cheap, false});
        router = std::make_unique<Router>();
        add_session_routes(*router, *door);
        add_account_routes(*router, *door);
        api = std::make_unique<Api>(services, *router, workers, workers);
    }
    void TearDown() override {
        // The lane may still hold what a worker handed to it, and answers go through the api.
        close();
        AForce::TearDown();
    }

    struct Ask {
        http::Method method = http::Method::get;
        std::string path{};
        std::string body{};
        std::string token{};
        std::string key{};
        std::string peer = "192.0.2.1";
        std::vector<http::Header> headers{};
        bool secure = false;
    };

    Answered ask(const Ask& asked) {
        http::Request request;
        request.method = asked.method;
        const std::size_t mark = asked.path.find('?');
        request.path = asked.path.substr(0, mark);
        request.query = mark == std::string::npos ? "" : asked.path.substr(mark + 1);
        request.body = asked.body;
        request.peer = asked.peer;
        request.secure = asked.secure;
        request.headers = asked.headers;
        request.headers.push_back({"Content-Type", "application/json"});
        if (!asked.token.empty()) {
            const bool secure = asked.secure || door->behind_proxy;
            request.headers.push_back({"Cookie", std::string(Api::cookie_name(secure)) + "=" + asked.token});
        }
        if (!asked.key.empty()) {
            request.headers.push_back({"Idempotency-Key", asked.key});
        }
        const auto caught = std::make_shared<Caught>();
        api->handle(std::move(request), http::Reply(caught));
        http::Response response = caught->wait();
        return {response.status, response.body, response.headers};
    }

    Answered get(const std::string& path, const std::string& token) { return ask({.path = path, .token = token}); }
    Answered post(const std::string& path, const std::string& body, const std::string& token, std::string key = "") {
        if (key.empty()) {
            key = ids.uuid(clock.now());
        }
        return ask({.method = http::Method::post, .path = path, .body = body, .token = token, .key = std::move(key)});
    }
    static std::string form(const std::string& username, const std::string& password) {
        return R"({"username":")" + username + R"(","password":")" + password + R"("})";
    }
    Answered enter(const std::string& username, const std::string& password) {
        return ask({.method = http::Method::post, .path = "/api/v1/session", .body = form(username, password)});
    }
    /// The token in the cookie.
    static std::string token_in(const Answered& answer) {
        const std::string cookie = answer.header("Set-Cookie");
        const std::size_t from = cookie.find('=') + 1;
        return cookie.substr(from, cookie.find(';') - from);
    }
    /// Makes a person with `roles`, signs in and answers the token.
    std::string token_of(const std::string& username, std::vector<std::string> roles) {
        a_person(username, std::move(roles));
        const Answered answer = enter(username, password_of(username));
        EXPECT_EQ(answer.status, 201) << answer.body;
        return token_in(answer);
    }

    std::unique_ptr<access::Sessions> sessions;
    access::Throttle throttle;
    Workers workers{2, 1'000};
    Workers slow{1, 100};
    std::unique_ptr<AccessDoor> door;
    std::unique_ptr<Router> router;
    std::unique_ptr<Api> api;
};

}  // namespace bluelamp::api
