// SPDX-License-Identifier: Apache-2.0
/// The desk over HTTP: who may ask what, and what is answered.
#include "policing/people/recognition.hpp"
#include "tests/api/a_server.hpp"
#include "tests/policing/people/a_register.hpp"

namespace bluelamp::people {
namespace {

using testing::HasSubstr;

class PeopleRoutes : public api::AServer {
   protected:
    void SetUp() override {
        AServer::SetUp();
        if (IsSkipped()) {
            return;
        }
        add_routes(*router, book, std::make_shared<Recognition>());
        const access::Actor sue = actor(a_person("sue", {"supervisor"}).id);
        const auto kept = write([&](db::Transaction& tx) {
            return mention(tx, act(sue), {{"contact", contact, "Call 1 of 20 November"}, Role::victim, ruth()},
                           access::OwnerId::team(sue.teams.front()).text, 1);
        });
        ASSERT_TRUE(kept) << access::why(kept);
        said = "/api/v1/people/mentions/" + kept->id.text();
        token = token_in(enter("sue", password_of("sue")));
        handler = token_of("jo", {"call_handler"});
        administrator = token_of("ad", {"administrator"});
    }
    std::string confirmed() {
        const api::Answered linked = post(said + "/confirm", "{}", token);
        EXPECT_EQ(linked.status, 201) << linked.body;
        return linked.text("person");
    }

    policy::OnePolicy book{a_policy()};
    std::string token, handler, administrator, said;
    std::string contact = "018f0000-0000-7000-8000-000000000001";
};
INSTANTIATE_TEST_SUITE_P(Engines, PeopleRoutes, db::both_engines(), db::engine_name);

TEST_P(PeopleRoutes, look_up_what_is_typed_and_say_what_is_wrong_with_it) {
    const std::string person = confirmed();
    const api::Answered found =
        get("/api/v1/people/look-up?name=ruth%20ex&phone=%2B447700900123&date_of_birth=1970-05-03&limit=5", handler);
    ASSERT_EQ(found.status, 200) << found.body;
    EXPECT_EQ(found.at("hits", 0, "subject").as_string(), person);
    EXPECT_EQ(found.at("hits", 0, "question").as_string(), "What is the postcode of your home?");
    EXPECT_EQ(found.at("hits", 1, "kind").as_string(), "phone");
    EXPECT_FALSE(found.at("more").as_bool());
    const api::Answered refused = get("/api/v1/people/look-up?name=r", handler);
    EXPECT_EQ(refused.status, 400);
    EXPECT_THAT(refused.body, HasSubstr(R"("field":"name")"));
    EXPECT_EQ(get("/api/v1/people/look-up?date_of_birth=1970-13-03", handler).status, 400);
    EXPECT_EQ(get("/api/v1/people/look-up?name=ruth", administrator).status, 403);
    EXPECT_EQ(get("/api/v1/people/look-up?name=ruth", "").status, 401);
}

TEST_P(PeopleRoutes, confirm_undo_and_read_a_person) {
    const api::Answered half = post(said + "/confirm", R"({"question":"What is your date of birth?"})", token);
    EXPECT_EQ(half.status, 400);
    EXPECT_THAT(half.body, HasSubstr(R"("field":"answer")"));
    const std::string person = "/api/v1/people/persons/" + confirmed();
    EXPECT_EQ(post(said + "/confirm", "{}", token).status, 409);
    const api::Answered read_back = get(person, handler);
    ASSERT_EQ(read_back.status, 200) << read_back.body;
    EXPECT_EQ(read_back.text("title"), "Ruth Example, born 3 May 1970");
    EXPECT_EQ(read_back.at("used").as_array().size(), 2U);
    EXPECT_EQ(read_back.at("history", 0, "record", "reference").as_string(), "Call 1 of 20 November");
    EXPECT_EQ(post(said + "/undo", "{}", token).status, 400);
    EXPECT_EQ(post(said + "/undo", R"({"reason":"A mix-up"})", token).status, 201);
    EXPECT_EQ(get(person, handler).status, 404);
}

TEST_P(PeopleRoutes, set_review_and_remove_markers) {
    const std::string body = R"({"kind":"person","subject":")" + confirmed() +
                             R"(","marker":"violence","text":"Threw a chair","source":"Officer Sample")";
    EXPECT_EQ(post("/api/v1/people/markers", body + "}", handler).status, 403);
    const api::Answered set = post("/api/v1/people/markers", body + R"(,"review_on":"2027-01-04"})", token);
    ASSERT_EQ(set.status, 201) << set.body;
    EXPECT_EQ(set.text("review_on"), "2027-01-04");
    const std::string marker = "/api/v1/people/markers/" + set.text("id");
    EXPECT_EQ(post(marker + "/review", R"({"reason":"Stands"})", token).text("review_on"), "2027-11-20");
    EXPECT_EQ(post(marker + "/remove", R"({"reason":"Another person"})", token).status, 201);
    EXPECT_EQ(post(marker + "/remove", R"({"reason":"Another person"})", token).status, 409);
}

TEST_P(PeopleRoutes, show_the_mentions_of_a_record_to_those_who_may_see_it) {
    const std::string path = "/api/v1/people/mentions?record=" + contact;
    const api::Answered own = get(path, handler);
    ASSERT_EQ(own.status, 200) << own.body;
    EXPECT_EQ(own.at("items", 0, "said", "phone").as_string(), "07700 900123");
    db::alter(database(), force, "UPDATE people_records SET owner = 'team:another'");
    EXPECT_EQ(get(path, handler).at("items").as_array().size(), 0U);
}

}  // namespace
}  // namespace bluelamp::people
