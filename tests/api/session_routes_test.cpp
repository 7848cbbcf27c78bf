// SPDX-License-Identifier: Apache-2.0
#include "tests/api/a_server.hpp"

namespace bluelamp::api {
namespace {

using http::Method;

class SessionRoutes : public AServer {};
INSTANTIATE_TEST_SUITE_P(Engines, SessionRoutes, db::both_engines(), db::engine_name);

TEST_P(SessionRoutes, sign_in_show_and_sign_out) {
    const access::Account jo = a_person("jo", {"dispatcher"});
    const Answered entered = enter("JO", password_of("jo"));
    ASSERT_EQ(entered.status, 201) << entered.body;
    EXPECT_EQ(entered.at("account", "id").as_string(), jo.id.text());
    EXPECT_EQ(entered.at("account", "roles", 0).as_string(), "dispatcher");
    EXPECT_EQ(entered.at("force", "id").as_string(), "hertfordshire");
    EXPECT_EQ(entered.at("force", "name").as_string(), "Hertfordshire Constabulary");
    EXPECT_EQ(entered.text("expires_at"), "2026-11-20T21:00:00.000Z");
    EXPECT_EQ(entered.at("locked"), false);
    EXPECT_EQ(entered.at("permissions").as_array().size(), access::find_role("dispatcher")->permissions.count());
    EXPECT_EQ(entered.header("Cache-Control"), "no-store");
    const std::string token = token_in(entered);
    EXPECT_EQ(entered.body.find(token), std::string::npos);
    const Answered shown = get("/api/v1/session", token);
    EXPECT_EQ(shown.status, 200);
    EXPECT_EQ(shown.body, entered.body);
    const Answered left = ask({.method = Method::del, .path = "/api/v1/session", .token = token});
    EXPECT_EQ(left.status, 204);
    EXPECT_EQ(left.body, "");
    EXPECT_NE(left.header("Set-Cookie").find("bluelamp=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0"),
              std::string::npos);
    EXPECT_EQ(get("/api/v1/session", token).status, 401) << "at once, before any feed";
}

// The bug: blanks around a password were cut off when it was sent, but not when the command line made the account.
TEST_P(SessionRoutes, a_password_is_what_was_typed_with_its_blanks) {
    access::CreateAccount wanted;
    wanted.username = "jo";
    wanted.display_name = "Jo";
    wanted.password_hash = *access::hash_password(" three random words ", access::cheap);
    ASSERT_TRUE(try_account(console, wanted));
    EXPECT_EQ(enter("jo", "three random words").status, 401);
    const Answered entered = enter("jo", " three random words ");
    ASSERT_EQ(entered.status, 201) << entered.body;
    const Answered changed =
        post("/api/v1/session/password", R"({"password":" three random words ","new_password":"\tother random words"})",
             token_in(entered));
    ASSERT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(enter("jo", "other random words").status, 401);
    EXPECT_EQ(enter("jo", "\\tother random words").status, 201);
}

TEST_P(SessionRoutes, set_a_cookie_that_fits_the_connection) {
    a_person("jo", {"dispatcher"});
    const std::string plain = enter("jo", password_of("jo")).header("Set-Cookie");
    EXPECT_TRUE(plain.starts_with("bluelamp=")) << plain;
    EXPECT_TRUE(plain.ends_with("; Path=/; HttpOnly; SameSite=Strict; Max-Age=43200")) << plain;
    Ask ask_it{
        .method = Method::post, .path = "/api/v1/session", .body = form("jo", password_of("jo")), .secure = true};
    const Answered tls = ask(ask_it);
    EXPECT_TRUE(tls.header("Set-Cookie").starts_with("__Host-bluelamp=")) << tls.header("Set-Cookie");
    EXPECT_TRUE(tls.header("Set-Cookie").ends_with("; Max-Age=43200; Secure"));
    EXPECT_EQ(ask({.path = "/api/v1/session", .token = token_in(tls), .secure = true}).status, 200);
    EXPECT_EQ(ask({.path = "/api/v1/session", .token = token_in(tls)}).status, 200)
        << "the plain name on a plain socket";
    door->behind_proxy = true;
    ask_it.secure = false;
    EXPECT_TRUE(ask(ask_it).header("Set-Cookie").ends_with("; Secure"));
}

TEST_P(SessionRoutes, refuse_a_wrong_password_and_then_to_be_asked_so_often) {
    a_person("jo", {"dispatcher"});
    for (int i = 0; i < 5; ++i) {
        const Answered refused = enter("jo", "not this one");
        EXPECT_EQ(refused.status, 401);
        EXPECT_EQ(refused.text("field"), "password");
        EXPECT_EQ(refused.header("Set-Cookie"), "");
    }
    const Answered slower = enter("jo", password_of("jo"));
    EXPECT_EQ(slower.status, 429) << "even the right one";
    EXPECT_EQ(slower.text("code"), "too_many");
    EXPECT_NE(slower.text("detail").find("09:00:15"), std::string::npos);
    clock.advance(std::chrono::seconds(15));
    EXPECT_EQ(enter("jo", password_of("jo")).status, 201);
    int told = 0;
    for (const journal::Row& row : journal_rows()) {
        told += row.action == "access.sign_in_refused" ? 1 : 0;
        EXPECT_EQ(row.content->find("not this one"), std::string::npos);
    }
    EXPECT_EQ(told, 1) << "once a minute";
}

TEST_P(SessionRoutes, answer_alike_whether_the_account_exists) {
    const access::Account gone = a_person("gone", {"dispatcher"});
    ASSERT_TRUE(write([&](db::Transaction& tx) { return disable_account(tx, act(console), {}, {gone.id, "left"}); }));
    a_person("jo", {"dispatcher"});
    const std::string body = enter("jo", "wrong words entirely").body;
    EXPECT_EQ(enter("nobody", "wrong words entirely").body, body);
    EXPECT_EQ(enter("gone", password_of("gone")).body, body);
}

TEST_P(SessionRoutes, refuse_bad_input_by_field) {
    const auto field = [&](const std::string& body) {
        const Answered refused = ask({.method = Method::post, .path = "/api/v1/session", .body = body});
        EXPECT_EQ(refused.status, 400) << refused.body;
        return refused.text("field");
    };
    EXPECT_EQ(field(R"({"username":"jo"})"), "password");
    EXPECT_EQ(field(R"({"username":"jo","password":7})"), "password");
    EXPECT_EQ(field(R"({"username":"jo","password":"x","remember":true})"), "remember");
    EXPECT_EQ(field("[]"), "body");
}

TEST_P(SessionRoutes, count_the_address_the_proxy_names_last) {
    a_person("jo", {"dispatcher"});
    door->behind_proxy = true;
    const auto enter_from = [&](const std::string& forwarded, const std::string& password) {
        return ask({.method = Method::post,
                    .path = "/api/v1/session",
                    .body = form("jo", password),
                    .headers = {{"X-Forwarded-For", forwarded}}})
            .status;
    };
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(enter_from("10.0.0." + std::to_string(i) + ", 198.51.100.7", "wrong"), 401)
            << "the first is invented";
    }
    EXPECT_EQ(enter_from("10.0.0.9, 198.51.100.7", "wrong"), 429);
    EXPECT_EQ(enter_from("198.51.100.8", password_of("jo")), 201);
}

TEST_P(SessionRoutes, lock_until_the_password_is_given) {
    const std::string token = token_of("jo", {"supervisor"});
    EXPECT_EQ(get("/api/v1/teams", token).status, 200);
    const Answered locked = post("/api/v1/session/lock", "", token);
    EXPECT_EQ(locked.status, 200) << locked.body;
    EXPECT_EQ(locked.at("locked"), true);
    const Answered refused = get("/api/v1/teams", token);
    EXPECT_EQ(refused.status, 401);
    EXPECT_EQ(refused.text("code"), "locked");
    EXPECT_EQ(get("/api/v1/session", token).at("locked"), true) << "the lock screen asks who is signed in";
    EXPECT_EQ(post("/api/v1/session/lock", "", token).status, 200) << "twice is harmless";
    const Answered wrong = post("/api/v1/session/unlock", R"({"password":"wrong"})", token);
    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(wrong.text("field"), "password");
    const Answered unlocked = post("/api/v1/session/unlock", R"({"password":")" + password_of("jo") + R"("})", token);
    EXPECT_EQ(unlocked.status, 200) << unlocked.body;
    EXPECT_EQ(unlocked.at("locked"), false);
    EXPECT_EQ(get("/api/v1/teams", token).status, 200);
}

TEST_P(SessionRoutes, slow_guesses_at_a_lock_screen_too) {
    const std::string token = token_of("jo", {"supervisor"});
    ASSERT_EQ(post("/api/v1/session/lock", "", token).status, 200);
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(post("/api/v1/session/unlock", R"({"password":"wrong"})", token).status, 401);
    }
    EXPECT_EQ(post("/api/v1/session/unlock", R"({"password":"wrong"})", token).status, 429);
    EXPECT_EQ(ask({.method = Method::del, .path = "/api/v1/session", .token = token}).status, 204);
}

TEST_P(SessionRoutes, change_the_password) {
    const std::string token = token_of("jo", {"dispatcher"});
    const std::string other = token_in(enter("jo", password_of("jo")));
    const auto change = [&](const std::string& old, const std::string& fresh) {
        return post("/api/v1/session/password", R"({"password":")" + old + R"(","new_password":")" + fresh + R"("})",
                    token);
    };
    EXPECT_EQ(change(password_of("jo"), "short").text("field"), "new_password");
    EXPECT_EQ(change("wrong", "otter lamp seven").status, 401);
    EXPECT_EQ(change(password_of("jo"), "otter lamp seven").status, 200);
    EXPECT_EQ(get("/api/v1/session", token).status, 200);
    EXPECT_EQ(get("/api/v1/session", other).status, 401);
    EXPECT_EQ(enter("jo", password_of("jo")).status, 401);
    EXPECT_EQ(enter("jo", "otter lamp seven").status, 201);
}

TEST_P(SessionRoutes, refuse_other_sites_and_the_unknown) {
    a_person("jo", {"dispatcher"});
    Ask crossed{.method = Method::post, .path = "/api/v1/session", .body = form("jo", password_of("jo"))};
    crossed.headers = {{"Sec-Fetch-Site", "cross-site"}};
    EXPECT_EQ(ask(crossed).status, 403) << "nobody is signed in from another site's page";
    EXPECT_EQ(get("/api/v1/session", "").status, 401);
    EXPECT_EQ(get("/api/v1/session", std::string(43, 'A')).status, 401);
    crossed.headers.clear();
    crossed.token = std::string(43, 'A');
    EXPECT_EQ(ask(crossed).status, 201) << "a dead cookie is no hindrance to signing in";
}

}  // namespace
}  // namespace bluelamp::api
