// SPDX-License-Identifier: Apache-2.0
/// What a register teaches its model: by training, and by what is decided day by day.
#include "tests/policing/people/a_memory.hpp"

namespace bluelamp::people {
namespace {

using access::why;
using testing::HasSubstr;

class Learning : public AMemory {
   protected:
    void SetUp() override {
        AMemory::SetUp();
        if (!IsSkipped()) {
            a_town();
        }
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Learning, db::both_engines(), db::engine_name);

TEST_P(Learning, learns_from_decisions_how_many_callers_are_known) {
    const SubjectId person = known(bill());
    const auto sure = [&] { return recognise(by_name("William Thistlewood")).hits.at(0).probability.value_or(0); };
    const SubjectId often = known(a_name("Wanda", "Thackeray"));
    constexpr int strangers = 60, again = 150;
    for (int i = 0; i < strangers; ++i) {
        known(on_phone(a_name("Otto", "Umberland"), "07700 900" + std::to_string(100 + i)));
    }
    const double among_strangers = sure();
    LookUp vague = by_name("Thistlewod");
    EXPECT_TRUE(recognised(person, vague)) << "less sure of somebody, but he is shown";
    vague.at_least = 0.5;
    EXPECT_FALSE(recognised(person, vague));
    for (int i = 0; i < again; ++i) {
        link(say(a_call(), a_name("Wanda", "Thackeray")), often);
    }
    EXPECT_GT(sure(), among_strangers);
    memory = std::make_shared<Recognition>();  // as by a server that begins
    EXPECT_GT(sure(), among_strangers);
}

// The bug: a model that another version wrote stopped the server, and every look-up with it.
TEST_P(Learning, a_model_that_cannot_be_read_leaves_the_standard_one_and_says_so) {
    a_town();
    const SubjectId person = known(bill());
    db::alter(database(), force,
              "INSERT INTO identity_models (force_id, number, version, model, records, trained_at, trained_by) "
              "SELECT force_id, 1, 'ffffffffffff', 'bluelamp identity model 99', 5, 0, 'x' FROM persons LIMIT 1");
    const auto caught_up = memory->catch_up(database(), force);
    ASSERT_TRUE(caught_up) << why(caught_up);
    for (int i = 0; i < 2; ++i) {
        const Found found = recognise(by_email(born(by_name("Bill Thisselwood"), "1962-04-09"), "bill@example.org"));
        EXPECT_TRUE(hit_in(found, person));
        EXPECT_EQ(found.model, identity::Model::standard()->version());
        ASSERT_TRUE(found.note);
        EXPECT_THAT(*found.note, HasSubstr("identity train"));
        memory = std::make_shared<Recognition>();  // as by a server that begins
    }
    const auto trained = train(database(), [&] { return act(console); });
    ASSERT_TRUE(trained) << why(trained);
    const Found after = recognise(by_name("Bill Thisselwood"));
    EXPECT_EQ(after.model, trained->version);
    EXPECT_FALSE(after.note);
}

TEST_P(Learning, the_model_in_force_is_journalled_with_every_decision) {
    known(bill());
    EXPECT_THAT(*journal_rows().back().content,
                HasSubstr(R"("model":")" + identity::Model::standard()->version() + R"("})"));
    const auto trained = train(database(), [&] { return act(console); });
    ASSERT_TRUE(trained) << why(trained);
    EXPECT_EQ(trained->number, 1);
    EXPECT_EQ(journal_rows().back().action, "identity_model.trained");
    EXPECT_EQ(recognise(by_name("Bill Thisselwood")).model, trained->version);
    known(a_name("Somebody", "Else"));
    EXPECT_THAT(*journal_rows().back().content, HasSubstr(R"("model":")" + trained->version + R"("})"));
}

TEST_P(Learning, a_model_is_trained_by_those_who_may) {
    const auto refused = train(database(), [&] { return act(jo); });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::forbidden);
}

}  // namespace
}  // namespace bluelamp::people
