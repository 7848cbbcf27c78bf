// SPDX-License-Identifier: Apache-2.0
/// What is judged before a command or a query runs: method, session, site, lock, version.
#include "api/problem.hpp"
#include "tests/api/a_notebook.hpp"

namespace bluelamp::api {
namespace {

using http::Method;

class Judgement : public ANotebook {
   protected:
    Answered note_with(std::vector<http::Header> headers) {
        return ask({.method = Method::post,
                    .path = "/api/v1/notes",
                    .body = a_note(),
                    .token = token,
                    .key = ids.uuid(clock.now()),
                    .headers = std::move(headers)});
    }
    Answered close_with(const std::string& if_match) {
        std::vector<http::Header> headers;
        if (!if_match.empty()) {
            headers.push_back({"If-Match", if_match});
        }
        return ask({.method = Method::post,
                    .path = "/api/v1/notes/17/close",
                    .token = token,
                    .key = ids.uuid(clock.now()),
                    .headers = headers});
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Judgement, db::both_engines(), db::engine_name);

TEST_P(Judgement, names_the_methods_that_an_address_takes) {
    const Answered refused = ask({.method = Method::del, .path = "/api/v1/notes", .token = token});
    EXPECT_EQ(refused.status, 405);
    EXPECT_EQ(refused.header("Allow"), "POST");
    EXPECT_EQ(refused.text("field"), "method");
    const Answered nowhere = get("/api/v1/nothing", token);
    EXPECT_EQ(nowhere.status, 404);
    EXPECT_EQ(nowhere.text("code"), "not_found");
}

TEST_P(Judgement, wants_somebody_signed_in) {
    const std::string good = token;
    for (const std::string& wrong : {std::string(), std::string("x"), good + "x", std::string(43, 'A')}) {
        token = wrong;
        const Answered refused = note(a_note());
        EXPECT_EQ(refused.status, 401) << wrong;
        EXPECT_EQ(refused.text("code"), "unauthenticated");
        EXPECT_EQ(refused.text("field"), "session");
    }
    const Answered by_bearer = ask({.path = "/api/v1/notes/17", .headers = {{"Authorization", "Bearer " + good}}});
    EXPECT_EQ(by_bearer.status, 200);
    EXPECT_EQ(notes(), 0);
}

TEST_P(Judgement, refuses_to_change_anything_for_another_site) {
    struct Case {
        std::vector<http::Header> headers;
        int status;
    };
    const std::vector<Case> table{
        {{}, 201},  // a program, not a browser
        {{{"Sec-Fetch-Site", "same-origin"}}, 201},
        {{{"Sec-Fetch-Site", "none"}}, 201},
        {{{"Sec-Fetch-Site", "cross-site"}}, 403},
        {{{"Sec-Fetch-Site", "same-site"}}, 403},  // another machine of our own domain is another site
        {{{"Sec-Fetch-Site", "cross-site"}, {"Origin", "https://bluelamp.example"}, {"Host", "bluelamp.example"}}, 403},
        {{{"Origin", "https://bluelamp.example"}, {"Host", "bluelamp.example"}}, 201},
        {{{"Origin", "https://bluelamp.example:8443"}, {"Host", "bluelamp.example"}}, 403},
        {{{"Origin", "https://evil.example"}, {"Host", "bluelamp.example"}}, 403},
        {{{"Origin", "https://bluelamp.example.evil.example"}, {"Host", "bluelamp.example"}}, 403},
        {{{"Origin", "null"}, {"Host", "bluelamp.example"}}, 403},
    };
    for (const Case& each : table) {
        const Answered answer = note_with(each.headers);
        const std::string what =
            each.headers.empty() ? "no headers" : each.headers.front().name + " " + each.headers.front().value;
        EXPECT_EQ(answer.status, each.status) << what;
        if (each.status == 403) {
            EXPECT_EQ(answer.text("field"), "origin") << what;
        }
    }
    const Answered looked =
        ask({.path = "/api/v1/notes/17", .token = token, .headers = {{"Sec-Fetch-Site", "cross-site"}}});
    EXPECT_EQ(looked.status, 200) << "a link from elsewhere may be followed";
}

TEST_P(Judgement, lets_a_locked_screen_do_nothing_but_unlock_and_leave) {
    ASSERT_EQ(post("/api/v1/session/lock", "", token).status, 200);
    for (const Answered& refused : {note(a_note()), get("/api/v1/notes/17", token), get("/api/v1/roles", token)}) {
        EXPECT_EQ(refused.status, 401);
        EXPECT_EQ(refused.text("code"), "locked");
        EXPECT_NE(refused.text("detail").find("unlock"), std::string::npos);
    }
    EXPECT_EQ(get("/api/v1/session", token).at("locked"), true);
    ASSERT_LT(post("/api/v1/session/unlock", R"({"password":")" + password_of("jo") + R"("})", token).status, 300);
    EXPECT_EQ(note(a_note()).status, 201);
}

TEST_P(Judgement, holds_a_change_against_the_version_that_was_read) {
    struct Case {
        std::string if_match;
        int status;
        std::string code;
    };
    const std::vector<Case> table{
        {"\"3\"", 201, ""},
        {"\"2\"", 412, "stale"},
        {"", 400, "invalid"},
        {"3", 400, "invalid"},
        {"*", 400, "invalid"},
        {"W/\"3\"", 400, "invalid"},
        {"\"three\"", 400, "invalid"},
        {"\"3\", \"4\"", 400, "invalid"},
    };
    for (const Case& each : table) {
        const Answered answer = close_with(each.if_match);
        EXPECT_EQ(answer.status, each.status) << each.if_match << " " << answer.body;
        if (!each.code.empty()) {
            EXPECT_EQ(answer.text("code"), each.code) << each.if_match;
            EXPECT_EQ(answer.text("field"), "If-Match") << each.if_match;
        }
    }
}

TEST_P(Judgement, answers_what_is_broken_inside_without_telling_how) {
    const Answered broken = get("/api/v1/notes/17/broken", token);
    EXPECT_EQ(broken.status, 500);
    EXPECT_EQ(broken.text("code"), "internal");
    EXPECT_EQ(broken.body.find("secret"), std::string::npos);
    EXPECT_EQ(get("/api/v1/notes/17", token).status, 200) << "and goes on";
}

TEST_P(Judgement, lets_no_answer_be_stored) {
    for (const Answered& answer :
         {note(a_note()), get("/api/v1/notes/17", token), get("/api/v1/nothing", token), note("{")}) {
        EXPECT_EQ(answer.header("Cache-Control"), "no-store");
    }
}

TEST(Problem, has_one_status_for_each_code_and_says_when_to_try_again) {
    const std::vector<std::pair<ErrorCode, int>> table{
        {ErrorCode::invalid, 400},   {ErrorCode::unauthenticated, 401}, {ErrorCode::forbidden, 403},
        {ErrorCode::not_found, 404}, {ErrorCode::conflict, 409},        {ErrorCode::stale, 412},
        {ErrorCode::too_large, 413}, {ErrorCode::key_reused, 422},      {ErrorCode::too_many, 429},
        {ErrorCode::internal, 500},  {ErrorCode::unavailable, 503},
    };
    for (const auto& [code, status] : table) {
        const Answer answer = problem({code, "a.field", "Do \"this\".", "secret"});
        EXPECT_EQ(answer.status, status);
        EXPECT_EQ(answer.content_type, "application/problem+json");
        const json::Object told = json::parse(answer.body)->get_object();
        EXPECT_EQ(told.at("status").as_int64(), status);
        EXPECT_EQ(told.at("code").as_string(), std::string(name(code)));
        EXPECT_EQ(told.at("field").as_string(), "a.field");
        EXPECT_EQ(told.at("detail").as_string(), "Do \"this\".");
        EXPECT_EQ(answer.body.find("secret"), std::string::npos) << "the cause is for the log";
        EXPECT_EQ(answer.headers.empty(), status != 503 && status != 429) << "Retry-After";
    }
}

}  // namespace
}  // namespace bluelamp::api
