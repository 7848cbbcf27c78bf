// SPDX-License-Identifier: Apache-2.0
/// Which route an address means, and what its path and query are turned into.
#include "tests/api/a_notebook.hpp"

namespace bluelamp::api {
namespace {

using http::Method;

TEST(Match, finds_the_route_by_method_and_whole_path) {
    Router router;
    const auto nothing = [](const CallPtr&) {};
    router.raw<Nothing, Nothing>(Method::get, "/api/v1/notes", {}, "list", nothing);
    router.raw<Nothing, Nothing>(Method::post, "/api/v1/notes", {}, "make", nothing);
    router.raw<Nothing, Nothing>(Method::get, "/api/v1/notes/newest", {}, "newest", nothing);
    router.raw<WhichNote, Nothing>(Method::get, "/api/v1/notes/{id}", {}, "one", nothing);
    router.raw<WhichNote, Nothing>(Method::del, "/api/v1/notes/{id}", {}, "delete", nothing);
    struct Case {
        Method method;
        std::string path, summary, allow, id;
    };
    const std::vector<Case> table{
        {Method::get, "/api/v1/notes", "list", "", ""},
        {Method::head, "/api/v1/notes", "list", "", ""},
        {Method::post, "/api/v1/notes", "make", "", ""},
        {Method::put, "/api/v1/notes", "", "GET, POST", ""},
        {Method::get, "/api/v1/notes/newest", "newest", "", ""},
        {Method::get, "/api/v1/notes/17", "one", "", "17"},
        {Method::get, "/api/v1/notes/a%20b%2Fc", "one", "", "a b/c"},
        {Method::del, "/api/v1/notes/17", "delete", "", "17"},
        {Method::post, "/api/v1/notes/17", "", "GET, DELETE", ""},
        {Method::get, "/api/v1/notes/", "", "", ""},
        {Method::get, "/api/v1/notes/%00", "", "", ""},
        {Method::get, "/api/v1/notes/%zz", "", "", ""},
        {Method::get, "/api/v1/notes/17/", "", "", ""},
        {Method::get, "/api/v1/notes/17/lines", "", "", ""},
        {Method::get, "/api/v1/Notes", "", "", ""},
        {Method::get, "/api/v1//notes", "", "", ""},
        {Method::get, "", "", "", ""},
    };
    for (const Case& each : table) {
        const Router::Match found = router.match(each.method, each.path);
        EXPECT_EQ(found.route ? found.route->summary : "", each.summary) << each.path;
        EXPECT_EQ(found.route ? "" : found.allow, each.allow) << each.path;
        EXPECT_EQ(found.path.empty() ? "" : found.path.front().second, each.id) << each.path;
    }
}

TEST(Match, refuses_two_routes_with_one_address) {
    Router router;
    router.raw<Nothing, Nothing>(Method::get, "/api/v1/notes", {}, "list", [](const CallPtr&) {});
    EXPECT_THROW((router.raw<Nothing, Nothing>(Method::get, "/api/v1/notes", {}, "again", [](const CallPtr&) {})),
                 InvariantBroken);
}

class Input : public ANotebook {};
INSTANTIATE_TEST_SUITE_P(Engines, Input, db::both_engines(), db::engine_name);

TEST_P(Input, of_a_query_becomes_numbers_and_truth_where_they_are_wanted) {
    const Answered answer = get("/api/v1/notes/17?limit=20&share=0.5&whole=true", token);
    EXPECT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.body, R"({"id":"17","limit":20,"share":0.5,"whole":true})") << "the id stays a text";
}

TEST_P(Input, of_a_query_is_refused_by_field) {
    const std::vector<std::pair<std::string, std::string>> table{
        {"limit=many", "limit"},      {"limit=1.5", "limit"}, {"limit=99999999999999999999", "limit"},
        {"share=half", "share"},      {"whole=yes", "whole"}, {"limt=20", "limt"},
        {"limit=1&limit=2", "limit"}, {"id=18", "id"},        {"limit=%zz", "limit"},
        {"limit=", "limit"},          {"share=NaN", "share"}, {"share=1e999", "share"},
    };
    for (const auto& [query, field] : table) {
        const Answered refused = get("/api/v1/notes/17?" + query, token);
        EXPECT_EQ(refused.status, 400) << query << " " << refused.body;
        EXPECT_EQ(refused.text("field"), field) << query;
        EXPECT_EQ(refused.text("code"), "invalid") << query;
        EXPECT_NE(refused.text("detail"), "") << query;
    }
}

TEST_P(Input, of_a_body_is_refused_by_the_path_of_the_field) {
    std::string deep;
    for (int i = 0; i < 50; ++i) {
        deep += R"({"text":)";
    }
    struct Case {
        std::string body, field;
    };
    const std::vector<Case> table{
        {"", "text"},
        {"{}", "text"},
        {R"({"text":"x"})", "place"},
        {R"({"text":"x","place":{}})", "place.text"},
        {R"({"text":"x","place":"Bank"})", "place"},
        {R"({"text":"x","place":null})", "place"},
        {R"({"text":"x","place":{"text":"Bank","latitude":"51"}})", "place.latitude"},
        {R"({"text":"x","place":{"text":"Bank","lat":51}})", "place.lat"},
        {R"({"text":"x","place":{"text":"Bank"},"colour":"red"})", "colour"},
        {R"({"text":17,"place":{"text":"Bank"}})", "text"},
        {R"({"text":"","place":{"text":"Bank"}})", "text"},
        {R"({"text":"   ","place":{"text":"Bank"}})", "text"},
        {R"({"text":")" + std::string(101, 'x') + R"(","place":{"text":"Bank"}})", "text"},
        {R"({"text":"a\u0000b","place":{"text":"Bank"}})", "text"},
        {R"({"text":"x","place":{"text":"Bank"},"happened_at":"2026-02-30T10:00:00Z"})", "happened_at"},
        {R"({"text":"x","place":{"text":"Bank"},"happened_at":"2026-13-01T10:00:00Z"})", "happened_at"},
        {R"({"text":"x","place":{"text":"Bank"},"happened_at":"2026-11-20T25:00:00Z"})", "happened_at"},
        {R"({"text":"x","place":{"text":"Bank"},"happened_at":"20/11/2026 10:00"})", "happened_at"},
        {R"({"text":"x","place":{"text":"Bank"},"happened_at":1700000000})", "happened_at"},
        {R"({"text":"x","place":{"text":"Bank"},"count":1.5})", "count"},
        {R"({"text":"x","place":{"text":"Bank"},"count":9223372036854775808})", "count"},
        {"[]", "body"},
        {"17", "body"},
    };
    for (const Case& each : table) {
        const Answered refused = note(each.body);
        EXPECT_EQ(refused.status, 400) << each.body << " " << refused.body;
        EXPECT_EQ(refused.text("field"), each.field) << each.body;
        EXPECT_EQ(refused.text("code"), "invalid") << each.body;
    }
    for (const std::string& no_json :
         {std::string("{"), std::string("{\"text\":\"caf\xE9\"}"), std::string("\xFF\xFE{\0}\0", 6), deep,
          R"({"text":"x"} {"text":"y"})" + std::string(), std::string("\xEF\xBB\xBF{}")}) {
        const Answered refused = note(no_json);
        EXPECT_EQ(refused.status, 400) << no_json.substr(0, 40) << " " << refused.body;
        EXPECT_EQ(refused.text("code"), "invalid");
        EXPECT_NE(refused.text("detail"), "");
    }
    EXPECT_EQ(notes(), 0);
}

TEST_P(Input, takes_all_of_unicode_to_the_letter) {
    const Answered made = note(R"({"text":"Zoë Ó Súilleabháin 🚓 \u00e9 \"quoted\" \\","place":{"text":"Bank"}})");
    EXPECT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made.text("text"), "Zoë Ó Súilleabháin 🚓 é \"quoted\" \\");
}

TEST_P(Input, must_say_that_it_is_json) {
    for (const char* type : {"text/plain", "application/x-www-form-urlencoded", ""}) {
        http::Request request;
        request.method = Method::post;
        request.path = "/api/v1/notes";
        request.body = a_note();
        request.headers = {{"Content-Type", type}, {"Cookie", "bluelamp=" + token}, {"Idempotency-Key", "k"}};
        const auto caught = std::make_shared<Caught>();
        api->handle(std::move(request), http::Reply(caught));
        const http::Response refused = caught->wait();
        EXPECT_EQ(refused.status, 400) << type;
        EXPECT_NE(refused.body.find("\"field\":\"Content-Type\""), std::string::npos) << refused.body;
    }
}

}  // namespace
}  // namespace bluelamp::api
