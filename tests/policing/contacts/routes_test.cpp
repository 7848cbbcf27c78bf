// SPDX-License-Identifier: Apache-2.0
/// A call over HTTP, as the page takes one.
#include <gmock/gmock.h>

#include "policing/contacts/contacts.hpp"
#include "tests/api/a_server.hpp"
#include "tests/policing/contacts/a_contact.hpp"

namespace bluelamp::contacts {
namespace {

using testing::HasSubstr;

class ContactRoutes : public api::AServer {
   protected:
    void SetUp() override {
        AServer::SetUp();
        if (!IsSkipped()) {
            add_routes(*router, book, [](LatLon, LocalDate) { return incidents::Areas{}; });
            jo = token_of("jo", {"call_handler"});
        }
    }
    api::Answered change(const std::string& path, const std::string& body, const std::string& version) {
        return ask({.method = http::Method::post,
                    .path = path,
                    .body = body,
                    .token = jo,
                    .key = ids.uuid(clock.now()),
                    .headers = {{"If-Match", "\"" + version + "\""}}});
    }

    policy::OnePolicy book{call_policy()};
    std::string jo;
};
INSTANTIATE_TEST_SUITE_P(Engines, ContactRoutes, db::both_engines(), db::engine_name);

// The same call twice: a retry on a bad line opened a second incident.
TEST_P(ContactRoutes, the_same_call_sent_twice_is_one_call) {
    const std::string body = R"({"channel":"emergency_999","phone":"07700 900123","place":{"text":"unknown"},)"
                             R"("reason":"Man with a knife"})";
    const api::Answered first = post("/api/v1/contacts/send", body, jo, "one-key");
    ASSERT_EQ(first.status, 201) << first.body;
    const api::Answered again = post("/api/v1/contacts/send", body, jo, "one-key");
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(again.header("Idempotency-Replayed"), "true");
    EXPECT_EQ(db::numbers(database(), "SELECT count(*) FROM contacts").at(0), 1);
    EXPECT_EQ(db::numbers(database(), "SELECT count(*) FROM incidents").at(0), 1);
}

TEST_P(ContactRoutes, a_call_is_received_described_named_answered_sent_and_ended) {
    const api::Answered received =
        post("/api/v1/contacts", R"({"channel":"emergency_999","presented":"silent_connected"})", jo);
    ASSERT_EQ(received.status, 201) << received.body;
    const std::string id(received.at("contact", "id").as_string());
    const std::string path = "/api/v1/contacts/" + id;
    EXPECT_EQ(post(path + "/lines", R"({"text":"Breathing."})", jo).status, 201);
    EXPECT_EQ(post(path + "/answers", R"({"question":"are_you_hurt","answer":"yes"})", jo).status, 201);
    const api::Answered named =
        post(path + "/mentions", R"({"role":"caller","said":{"given_name":"Ruth","phone":"07700 900123"}})", jo);
    EXPECT_EQ(named.status, 201) << named.body;
    const api::Answered read = get(path, jo);
    EXPECT_EQ(read.header("ETag"), "\"1\"") << "adding makes nothing stale";
    EXPECT_EQ(change(path, R"({"informant":"victim"})", "1").status, 201);
    const api::Answered stale = change(path, R"({"informant":"witness"})", "1");
    EXPECT_EQ(stale.status, 412) << stale.body;
    EXPECT_THAT(stale.body, HasSubstr("Display jo has it"));
    EXPECT_EQ(change(path + "/park", R"({"reason":"Another call"})", "2").status, 201);
    EXPECT_EQ(change(path + "/take", "{}", "3").status, 201);
    const api::Answered sent =
        post("/api/v1/contacts/send",
             R"({"contact":")" + id + R"(","place":{"text":"unknown"},"reason":"Silent call"})", jo);
    ASSERT_EQ(sent.status, 201) << sent.body;
    EXPECT_EQ(sent.at("incident", "level", "code").as_string(), "immediate");
    EXPECT_EQ(change(path + "/end", "{}", "5").status, 201);
    EXPECT_EQ(get("/api/v1/contacts?state=ended&mine=true", jo).at("items").as_array().size(), 1U);
    EXPECT_EQ(get(path + "/lines", jo).at("items").as_array().size(), 9U);
}

TEST_P(ContactRoutes, the_queue_of_abandoned_calls_is_no_contact_of_that_name) {
    const api::Answered lost =
        post("/api/v1/contacts", R"({"channel":"emergency_999","presented":"abandoned","phone":"07700 900123"})", jo);
    const std::string path = "/api/v1/contacts/" + std::string(lost.at("contact", "id").as_string());
    EXPECT_EQ(get("/api/v1/contacts/abandoned", jo).at("items").as_array().size(), 1U);
    EXPECT_EQ(post(path + "/attempts", R"({"outcome":"no_answer"})", jo).status, 201);
    EXPECT_EQ(change(path + "/decide", R"({"decision":"no_further_action","reason":"A child"})", "1").status, 201);
    EXPECT_EQ(get("/api/v1/contacts/abandoned", jo).at("items").as_array().size(), 0U);
    const api::Answered unread = post(path + "/decide", R"({"decision":"reached","reason":"again"})", jo);
    EXPECT_THAT(unread.body, HasSubstr("If-Match"));
}

}  // namespace
}  // namespace bluelamp::contacts
