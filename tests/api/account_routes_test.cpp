// SPDX-License-Identifier: Apache-2.0
#include "tests/api/a_server.hpp"

namespace bluelamp::api {
namespace {

class AccountRoutes : public AServer {
   protected:
    static std::string account(const std::string& username, const std::string& password = "otter lamp seven") {
        return R"({"username":")" + username + R"(","display_name":"Sam","password":")" + password +
               R"(","roles":["dispatcher"],"clearance":"restricted"})";
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, AccountRoutes, db::both_engines(), db::engine_name);

TEST_P(AccountRoutes, make_and_list_accounts) {
    const std::string token = token_of("boss", {"administrator"});
    const Answered made = post("/api/v1/accounts", account("sam"), token);
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made.text("clearance"), "restricted");
    EXPECT_EQ(made.at("teams", 0, "name").as_string(), "Administration");
    EXPECT_EQ(made.header("ETag"), "\"1\"");
    EXPECT_EQ(made.body.find("argon2"), std::string::npos);
    EXPECT_EQ(get("/api/v1/accounts/" + made.text("id"), token).body, made.body);
    const Answered first = get("/api/v1/accounts?limit=2", token);
    EXPECT_EQ(first.at("items", 0, "username").as_string(), "boss");
    EXPECT_EQ(first.at("items", 1, "username").as_string(), "command-line");
    EXPECT_EQ(get("/api/v1/accounts?limit=2&after=" + first.text("next"), token).at("items", 0, "username").as_string(),
              "sam");
    EXPECT_EQ(enter("sam", "otter lamp seven").status, 201);
}

TEST_P(AccountRoutes, make_one_account_however_often_it_is_sent) {
    const std::string token = token_of("boss", {"administrator"});
    const Answered made = post("/api/v1/accounts", account("sam"), token, "key-1");
    ASSERT_EQ(made.status, 201) << made.body;
    const Answered again = post("/api/v1/accounts", account("sam"), token, "key-1");
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(again.body, made.body);
    EXPECT_EQ(again.header("Idempotency-Replayed"), "true");
    EXPECT_EQ(post("/api/v1/accounts", account("ada"), token, "key-1").text("code"), "key_reused");
    EXPECT_EQ(post("/api/v1/accounts", account("SAM"), token, "key-2").text("code"), "conflict");
    EXPECT_EQ(post("/api/v1/accounts", account("ada", "short"), token, "key-3").text("field"), "password");
    EXPECT_EQ(post("/api/v1/accounts", account("ada"), token, "key-3").status, 201) << "refusals are not stored";
    const Answered without =
        ask({.method = http::Method::post, .path = "/api/v1/accounts", .body = account("x"), .token = token});
    EXPECT_EQ(without.text("field"), "Idempotency-Key");
}

TEST_P(AccountRoutes, make_one_account_of_two_requests_at_once) {
    const std::string token = token_of("boss", {"administrator"});
    std::vector<std::shared_ptr<Caught>> caught;
    for (int i = 0; i < 8; ++i) {
        http::Request request;
        request.method = http::Method::post;
        request.path = "/api/v1/accounts";
        request.body = account("sam");
        request.headers = {
            {"Content-Type", "application/json"}, {"Cookie", "bluelamp=" + token}, {"Idempotency-Key", "one"}};
        caught.push_back(std::make_shared<Caught>());
        api->handle(std::move(request), http::Reply(caught.back()));
    }
    std::set<std::string> bodies;
    for (const auto& each : caught) {
        const http::Response response = each->wait();
        EXPECT_EQ(response.status, 201) << response.body;
        bodies.insert(response.body);
    }
    EXPECT_EQ(bodies.size(), 1U);
}

TEST_P(AccountRoutes, keep_no_quick_hash_of_a_password) {
    const std::string token = token_of("boss", {"administrator"});
    ASSERT_EQ(post("/api/v1/accounts", account("sam"), token, "key-1").status, 201);
    const Answered other = post("/api/v1/accounts", account("sam", "another good one"), token, "key-1");
    EXPECT_EQ(other.header("Idempotency-Replayed"), "true") << "the stored hash does not depend on the password";
    EXPECT_EQ(enter("sam", "another good one").status, 401);
}

TEST_P(AccountRoutes, disable_at_once) {
    const std::string boss = token_of("boss", {"administrator"});
    const std::string jo = token_of("jo", {"supervisor"});
    const std::string id = get("/api/v1/session", jo).at("account", "id").as_string().c_str();
    EXPECT_EQ(get("/api/v1/teams", jo).status, 200);
    EXPECT_EQ(post("/api/v1/accounts/" + id + "/disable", R"({"reason":" "})", boss).text("field"), "reason");
    EXPECT_EQ(get("/api/v1/teams", jo).status, 200);
    const Answered disabled = post("/api/v1/accounts/" + id + "/disable", R"({"reason":"left"})", boss);
    EXPECT_EQ(disabled.status, 201) << disabled.body;
    EXPECT_EQ(disabled.text("disabled_at"), "2026-11-20T09:00:00.000Z");
    EXPECT_EQ(get("/api/v1/teams", jo).status, 401) << "no feed runs here: the commit alone ends it";
    EXPECT_EQ(enter("jo", password_of("jo")).status, 401);
    EXPECT_EQ(post("/api/v1/accounts/" + id + "/enable", R"({"reason":"came back"})", boss).status, 201);
    EXPECT_EQ(get("/api/v1/teams", jo).status, 401);
    EXPECT_EQ(enter("jo", password_of("jo")).status, 201);
}

TEST_P(AccountRoutes, give_roles_and_teams_that_hold_at_once) {
    const std::string boss = token_of("boss", {"administrator"});
    const std::string jo = token_of("jo", {"dispatcher"});
    const std::string id = get("/api/v1/session", jo).at("account", "id").as_string().c_str();
    EXPECT_EQ(get("/api/v1/accounts", jo).status, 403);
    const auto promote = [&](const std::string& version) {
        return ask({.method = http::Method::post,
                    .path = "/api/v1/accounts/" + id + "/roles",
                    .body = R"({"roles":["supervisor"],"reason":"promoted"})",
                    .token = boss,
                    .key = ids.uuid(clock.now()),
                    .headers = {{"If-Match", version}}});
    };
    const std::string version = get("/api/v1/accounts/" + id, boss).header("ETag");
    EXPECT_EQ(promote("\"99\"").text("code"), "stale");
    const Answered given = promote(version);
    EXPECT_EQ(given.status, 201) << given.body;
    EXPECT_EQ(promote(version).text("code"), "stale") << "somebody changed it meanwhile";
    EXPECT_EQ(get("/api/v1/accounts", jo).status, 200);
    const Answered team = post("/api/v1/teams", R"({"name":"Watford"})", boss);
    ASSERT_EQ(team.status, 201) << team.body;
    const std::string members = "/api/v1/teams/" + team.text("id") + "/members";
    EXPECT_EQ(post(members, R"({"account_id":")" + id + R"("})", boss).at("members", 0, "username").as_string(), "jo");
    EXPECT_EQ(get("/api/v1/session", jo).at("account", "teams", 1, "name").as_string(), "Watford");
    EXPECT_EQ(post(members + "/remove", R"({"account_id":")" + id + R"("})", boss).at("members").as_array().size(), 0U);
    EXPECT_EQ(get("/api/v1/session", jo).at("account", "teams").as_array().size(), 1U);
    EXPECT_EQ(get("/api/v1/teams", jo).at("items").as_array().size(), 3U);
    EXPECT_EQ(get("/api/v1/roles", jo).at("items").as_array().size(), access::roles().size());
}

TEST_P(AccountRoutes, give_a_new_password_to_who_forgot) {
    const std::string boss = token_of("boss", {"administrator"});
    const std::string jo = token_of("jo", {"dispatcher"});
    const std::string id = get("/api/v1/session", jo).at("account", "id").as_string().c_str();
    const auto reset = [&](const std::string& password) {
        return post("/api/v1/accounts/" + id + "/password", R"({"password":")" + password + R"(","reason":"forgot"})",
                    boss);
    };
    EXPECT_EQ(reset("short").text("field"), "password");
    EXPECT_EQ(reset("otter lamp seven").status, 200);
    EXPECT_EQ(get("/api/v1/session", jo).status, 401);
    EXPECT_EQ(enter("jo", "otter lamp seven").status, 201);
}

TEST_P(AccountRoutes, refuse_every_role_that_may_not) {
    const std::string nobody = "01890a5d-ac96-774b-bcce-b302099a8057";
    struct Case {
        std::string path, body;
        bool reads;
    };
    const std::vector<Case> cases = {
        {"/api/v1/accounts", "", true},
        {"/api/v1/accounts/" + nobody, "", true},
        {"/api/v1/teams", "", true},
        {"/api/v1/roles", "", true},
        {"/api/v1/accounts", account("new"), false},
        {"/api/v1/accounts/" + nobody + "/disable", R"({"reason":"x"})", false},
        {"/api/v1/accounts/" + nobody + "/enable", R"({"reason":"x"})", false},
        {"/api/v1/accounts/" + nobody + "/roles", R"({"roles":[],"reason":"x"})", false},
        {"/api/v1/accounts/" + nobody + "/password", R"({"password":"x","reason":"x"})", false},
        {"/api/v1/teams", R"({"name":"x"})", false},
        {"/api/v1/teams/" + nobody + "/members", R"({"account_id":")" + nobody + R"("})", false},
        {"/api/v1/teams/" + nobody + "/members/remove", R"({"account_id":")" + nobody + R"("})", false},
    };
    for (const access::Role& role : access::roles()) {
        const std::string token = token_of("the-" + std::string(role.name), {std::string(role.name)});
        for (const Case& each : cases) {
            const auto needs = each.reads ? Permission::read_accounts : Permission::manage_accounts;
            const bool may = role.permissions.test(static_cast<std::size_t>(needs));
            if (may && !each.reads) {
                continue;  // what an administrator may do is shown above
            }
            const Answered answer = each.reads ? get(each.path, token) : post(each.path, each.body, token);
            EXPECT_EQ(answer.status == 403, !may) << role.name << " " << each.path << " " << answer.status;
        }
    }
}

}  // namespace
}  // namespace bluelamp::api
