// SPDX-License-Identifier: Apache-2.0
/// Whatever is sent, and whatever happens to the disk, the database or the clock: the refusal says what to do, and
/// nothing is lost or half done.
#include <sqlite3.h>

#include "tests/commands/every_route.hpp"
#include "tests/http/client.hpp"
#include "tests/support/raw_statement.hpp"

namespace bluelamp::commands {
namespace {

class BadInput : public EveryRoute {
   protected:
    void SetUp() override {
        EveryRoute::SetUp();
        if (!IsSkipped()) {
            jo = token_of("jo", {"dispatcher"});
            ann = token_of("ann", {"call_handler"});
        }
    }
    std::size_t incidents() { return get("/api/v1/incidents?status=all&limit=500", jo).at("items").as_array().size(); }
    bool verified() {
        const auto chain = journal::verify(database(), force);
        const auto records = bluelamp::incidents::first_altered(database(), force);
        return chain && chain->ok && records && !*records;
    }

    std::string jo, ann;
};
INSTANTIATE_TEST_SUITE_P(Engines, BadInput, db::both_engines(), db::engine_name);

TEST_P(BadInput, is_refused_by_field_with_a_remedy_and_leaves_nothing_behind) {
    struct Case {
        std::string what, body, field;
    };
    const auto with = [](const std::string& more) { return R"({"summary":"x","place":{"text":"Bank"},)" + more + "}"; };
    const std::vector<Case> table{
        {"Latin-1", "{\"summary\":\"caf\xE9\",\"place\":{\"text\":\"Bank\"}}", "body"},
        {"UTF-16", std::string("{\0\"\0s\0", 6), "body"},
        {"half a character", "{\"summary\":\"\xF0\x9F\x9A\",\"place\":{\"text\":\"Bank\"}}", "body"},
        {"a lone surrogate", R"({"summary":"\ud83d","place":{"text":"Bank"}})", "body"},
        {"an overlong slash", "{\"summary\":\"\xC0\xAF\",\"place\":{\"text\":\"Bank\"}}", "body"},
        {"a NUL", R"({"summary":"a\u0000b","place":{"text":"Bank"}})", "summary"},
        {"an escape character", R"({"summary":"\u001b[31m","place":{"text":"Bank"}})", "summary"},
        {"thousands of brackets", std::string(50'000, '['), "body"},
        {"no reason", R"({"place":{"text":"Bank"}})", "summary"},
        {"no place", R"({"summary":"x"})", "place"},
        {"30 February", with(R"("happened_at":"2026-02-30T10:00:00Z")"), "happened_at"},
        {"29 February of no leap year", with(R"("happened_at":"2026-02-29T10:00:00Z")"), "happened_at"},
        {"the thirteenth month", with(R"("happened_at":"2026-13-01T10:00:00Z")"), "happened_at"},
        {"61 minutes", with(R"("happened_at":"2026-11-20T08:61:00Z")"), "happened_at"},
        {"no zone", with(R"("happened_at":"2026-11-20T08:00:00")"), "happened_at"},
        {"tomorrow", with(R"("happened_at":"2026-11-21T09:00:00Z")"), "happened_at"},
        {"a grade of another force", with(R"("grade":"P1")"), "grade"},
        {"a category of no list", with(R"("category":"Dragon")"), "category"},
        {"half a position", R"({"summary":"x","place":{"text":"Bank","latitude":51.5}})", "place.longitude"},
        {"a position off the earth", R"({"summary":"x","place":{"text":"Bank","latitude":151.5,"longitude":0}})",
         "place.latitude"},
        {"visibility 7", with(R"("visibility":7)"), "visibility"},
        {"a field of nobody's", with(R"("colour":"red")"), "colour"},
    };
    for (const Case& each : table) {
        const api::Answered refused = post("/api/v1/incidents", each.body, jo);
        EXPECT_EQ(refused.status, 400) << each.what << " " << refused.body;
        EXPECT_EQ(refused.text("field"), each.field) << each.what << " " << refused.body;
        EXPECT_GT(refused.text("detail").size(), 10U) << each.what;
    }
    EXPECT_EQ(incidents(), 0U);
    const api::Answered first = open_incident(jo, "the first real one");
    EXPECT_EQ(first.at("number"), 1) << "refused ones used up no number";
    EXPECT_TRUE(verified());
}

TEST_P(BadInput, of_an_identifier_is_told_from_one_that_is_not_there) {
    EXPECT_EQ(get("/api/v1/incidents/17", jo).status, 400);
    EXPECT_EQ(get("/api/v1/incidents/17", jo).text("field"), "id");
    EXPECT_EQ(get("/api/v1/incidents/%27%20OR%201%3D1%20--", jo).status, 400);
    EXPECT_EQ(get("/api/v1/incidents/0190c0de-0000-7000-8000-000000000000", jo).status, 404);
    EXPECT_EQ(add_line(jo, "0190c0de-0000-7000-8000-000000000000", "x").status, 404);
}

TEST_P(BadInput, ten_megabytes_are_refused_before_they_are_read_and_the_server_goes_on) {
    const auto server = http::Server::start(
        {}, [this](http::Request&& request, http::Reply reply) { api->handle(std::move(request), std::move(reply)); });
    ASSERT_TRUE(server);
    http::test::Client client((*server)->port());
    client.send(
        "POST /api/v1/incidents HTTP/1.1\r\nHost: t\r\nContent-Type: application/json\r\nContent-Length: 10485760\r\n"
        "Cookie: bluelamp=" +
        jo + "\r\n\r\n");
    client.send(std::string(10'485'760, ' '));  // may fail half way: it was refused already
    const http::test::Got refused = client.answer();
    EXPECT_EQ(refused.status, 413);
    EXPECT_NE(refused.head.find("application/problem+json"), std::string::npos) << refused.head;
    EXPECT_NE(refused.body.find("Send it in smaller parts."), std::string::npos) << refused.body;
    http::test::Client next((*server)->port());
    EXPECT_EQ(next.get("/api/v1/openapi.json").status, 200);
    (*server)->stop();
    EXPECT_EQ(incidents(), 0U);
}

TEST_P(BadInput, the_same_call_sent_twice_at_once_opens_one_incident) {
    std::vector<api::Answered> answers(6);
    std::vector<std::thread> tries;
    for (api::Answered& answer : answers) {
        tries.emplace_back([&] { answer = open_incident(jo, "Shop window broken", "one-key"); });
    }
    for (std::thread& each : tries) {
        each.join();
    }
    for (const api::Answered& answer : answers) {
        EXPECT_EQ(answer.status, 201);
        EXPECT_EQ(answer.body, answers.front().body);
    }
    EXPECT_EQ(incidents(), 1U);
    EXPECT_EQ(open_incident(jo, "next").at("number"), 2);
}

TEST_P(BadInput, two_people_on_one_incident_lose_no_line) {
    const std::string id = open_incident(jo, "Fight").text("id");
    std::vector<std::thread> people;
    for (const std::string& who : {jo, ann}) {
        people.emplace_back([&, who] {
            for (int i = 0; i < 20; ++i) {
                EXPECT_EQ(add_line(who, id, "line").status, 201);
            }
        });
    }
    for (std::thread& each : people) {
        each.join();
    }
    const json::Array lines = get("/api/v1/incidents/" + id + "/lines", ann).at("items").as_array();
    ASSERT_EQ(lines.size(), 41U);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        EXPECT_EQ(lines[i].at("seq").as_int64(), static_cast<std::int64_t>(i + 1));
    }
}

TEST_P(BadInput, a_clock_that_goes_backwards_keeps_numbers_and_journal_right) {
    clock.advance(std::chrono::hours(24));  // jo's roles hold from the day before
    jo = token_in(enter("jo", password_of("jo")));
    EXPECT_EQ(open_incident(jo, "one").at("number"), 1);
    clock.advance(-std::chrono::minutes(30));
    const api::Answered second = open_incident(jo, "two");
    ASSERT_EQ(second.status, 201) << second.body;
    EXPECT_EQ(second.at("number"), 2);
    clock.advance(-std::chrono::hours(10));
    const api::Answered yesterday = open_incident(jo, "three");
    EXPECT_EQ(yesterday.text("reference"), "Log 1 of 20 November");
    clock.advance(std::chrono::hours(11));
    EXPECT_EQ(open_incident(jo, "four").at("number"), 3);
    EXPECT_EQ(incidents(), 4U);
    EXPECT_TRUE(verified());
}

/// What only a file can suffer.
class BadDisk : public BadInput {};
INSTANTIATE_TEST_SUITE_P(Engines, BadDisk, testing::Values(std::string_view("sqlite")), db::engine_name);

TEST_P(BadDisk, a_database_locked_by_another_program_is_503_and_recovers) {
    ASSERT_EQ(open_incident(jo, "before").status, 201);
    sqlite3* stranger = nullptr;
    ASSERT_EQ(sqlite3_open((target().data_dir + "/bluelamp.sqlite").c_str(), &stranger), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(stranger, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
    const api::Answered refused = open_incident(jo, "during", "one-key");
    EXPECT_EQ(refused.status, 503) << refused.body;
    EXPECT_EQ(refused.text("code"), "unavailable");
    EXPECT_EQ(refused.header("Retry-After"), "1");
    EXPECT_NE(refused.text("detail").find("again"), std::string::npos) << refused.body;
    EXPECT_EQ(incidents(), 1U) << "what is there can be read meanwhile";
    sqlite3_exec(stranger, "COMMIT", nullptr, nullptr, nullptr);
    sqlite3_close(stranger);
    EXPECT_EQ(open_incident(jo, "during", "one-key").status, 201);
    EXPECT_EQ(incidents(), 2U);
    EXPECT_TRUE(verified());
}

TEST_P(BadDisk, a_full_disk_is_503_and_loses_nothing) {
    const auto pages = db::numbers(database(), "SELECT page_count FROM pragma_page_count()");
    db::Settings little;
    little.sqlite_pages = pages.at(0) + 12;
    restart(little);
    std::size_t acknowledged = 0;
    api::Answered last;
    std::string key;
    do {
        key = "key-" + std::to_string(acknowledged);
        last = open_incident(jo, "incident " + std::to_string(acknowledged), key);
        acknowledged += last.status == 201 ? 1 : 0;
    } while (last.status == 201 && acknowledged < 400);
    ASSERT_EQ(last.status, 503) << last.body;
    EXPECT_NE(last.text("detail").find("disk"), std::string::npos) << last.body;
    EXPECT_GT(acknowledged, 0U);
    EXPECT_EQ(incidents(), acknowledged);
    EXPECT_TRUE(verified());
    restart();
    EXPECT_EQ(open_incident(jo, "incident " + std::to_string(acknowledged), key).status, 201)
        << "once there is room again";
    EXPECT_EQ(incidents(), acknowledged + 1);
    EXPECT_TRUE(verified());
}

}  // namespace
}  // namespace bluelamp::commands
