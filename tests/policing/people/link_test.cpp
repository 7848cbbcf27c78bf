// SPDX-License-Identifier: Apache-2.0
/// Which person a mention is: decided by somebody, with question and answer, and taken back exactly.
#include "tests/policing/people/a_register.hpp"

namespace bluelamp::people {
namespace {

using access::why;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Links : public ARegister {
   protected:
    /// Every row from which something is shown, as text; decisions and what was said stay.
    std::vector<std::string> shown_rows() {
        const char* statements[] = {
            "SELECT 'i' || subject_id || record_id || role || mention_id || kind || involved_at FROM involvements",
            "SELECT 'n' || name_key || written || person_id || nth || born FROM person_names",
            "SELECT 'p' || id || visibility || owner || version FROM persons WHERE off_at IS NULL",
            "SELECT 'l' || mention_id || person_id FROM person_links WHERE undone_at IS NULL",
            "SELECT 'r' || id || chain_id || line || visibility || owner FROM people_records",
            "SELECT 'm' || record_id || mention_id FROM mention_records",
            "SELECT 't' || id FROM phones UNION SELECT 'a' || id FROM addresses UNION SELECT 'v' || id FROM vehicles"};
        std::vector<std::string> all;
        for (const char* statement : statements) {
            const auto rows = read([&](db::Reader& reader) {
                return reader.many(db::raw_statement(std::string("SELECT * FROM (") + statement + ") x ORDER BY 1"), {},
                                   [](const db::Row& row) { return row.string(0); });
            });
            EXPECT_TRUE(rows) << why(rows);
            all.insert(all.end(), rows->begin(), rows->end());
        }
        return all;
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Links, db::both_engines(), db::engine_name);

TEST_P(Links, keep_the_confirming_question_and_its_answer) {
    const SubjectId person = known(ruth());
    const Mention again = say(a_call(), on_phone(a_name("Ruth", "Example"), "07700 900456"));
    ConfirmLink wanted{
        again.id, person, json::Text<300>{"What is your date of birth?"}, json::Text<300>{"3rd of May '70"}, {}};
    const auto linked = try_confirm(wanted);
    ASSERT_TRUE(linked) << why(linked);
    EXPECT_EQ(linked->person, person);
    const journal::Row row = journal_rows().back();
    EXPECT_EQ(row.action, "person.linked");
    EXPECT_EQ(row.kind, "person");
    EXPECT_EQ(row.record, person.text());
    EXPECT_EQ(row.owner, team);
    EXPECT_EQ(row.actor, jo.id.text());
    EXPECT_THAT(*row.content, HasSubstr(R"("question":"What is your date of birth?","answer":"3rd of May '70")"));
    EXPECT_THAT(*row.content, HasSubstr(again.id.text()));
}

TEST_P(Links, need_something_that_makes_sure) {
    const SubjectId person = known(ruth());
    const Mention again = say(a_call(), on_phone({}, "07700 900456"));
    const auto unsure = try_confirm({again.id, person, {}, {}, {}});
    ASSERT_FALSE(unsure);
    EXPECT_EQ(unsure.error().field, "reason");
    const auto unanswered = try_confirm({again.id, person, json::Text<300>{"Your date of birth?"}, {}, {}});
    ASSERT_FALSE(unanswered);
    EXPECT_EQ(unanswered.error().field, "answer");
    EXPECT_TRUE(try_confirm({again.id, person, {}, {}, json::Text<500>{"The officer knows her"}}));
}

TEST_P(Links, are_decided_once) {
    const Mention first = say(a_call(), ruth());
    const SubjectId person = new_person(first);
    for (const std::optional<SubjectId>& other : {std::optional(person), std::optional<SubjectId>()}) {
        const auto twice = try_confirm({first.id, other, {}, {}, json::Text<500>{"Sure"}});
        ASSERT_FALSE(twice);
        EXPECT_EQ(twice.error().code, ErrorCode::conflict);
        EXPECT_THAT(twice.error().message, HasSubstr("undo"));
    }
}

TEST_P(Links, refuse_a_person_or_a_mention_that_is_not_there_and_one_without_a_name) {
    const Mention nameless = say(a_call(), on_phone({}, "07700 900456"));
    const auto unknown = try_confirm({nameless.id, SubjectId(ids.uuid(clock.now())), {}, {}, json::Text<500>{"Sure"}});
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().field, "person");
    const auto no_name = try_confirm({nameless.id, {}, {}, {}, {}});
    ASSERT_FALSE(no_name);
    EXPECT_EQ(no_name.error().field, "person");
    const auto no_mention = try_confirm({MentionId(ids.uuid(clock.now())), {}, {}, {}, {}});
    ASSERT_FALSE(no_mention);
    EXPECT_EQ(no_mention.error().code, ErrorCode::not_found);
}

TEST_P(Links, are_undone_exactly_with_the_person_that_was_made_for_them) {
    const tasks::About call = a_call(), incident = a_record("incident");
    const Mention mention = say(call, ruth(), Role::victim);
    carry_on(call, incident, "Burglary, 14 Long Lane");
    const auto before = shown_rows();
    const SubjectId person = new_person(mention);
    ASSERT_THAT(titles(by_name("Ruth Example")), ElementsAre("Ruth Example, born 3 May 1970"));
    const auto undone = try_undo(mention);
    ASSERT_TRUE(undone) << why(undone);
    EXPECT_FALSE(undone->person);
    EXPECT_EQ(shown_rows(), before);
    EXPECT_THAT(titles(by_name("Ruth Example")), IsEmpty());
    EXPECT_THAT(hit_of(*mention.phone, by_phone("07700 900123")).used_with, IsEmpty());
    EXPECT_EQ(db::numbers(database(), "SELECT count(*) FROM person_links WHERE undo_reason = 'A mix-up of twins'"),
              std::vector<std::int64_t>{1});
    const journal::Row row = journal_rows().back();
    EXPECT_EQ(row.action, "person.unlinked");
    EXPECT_EQ(row.record, person.text());
    EXPECT_THAT(*row.content, HasSubstr("A mix-up of twins"));
    const auto again = try_undo(mention);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::conflict);
}

TEST_P(Links, undone_leave_the_person_that_others_lead_to) {
    const Mention first = say(a_call(), ruth());
    const SubjectId person = new_person(first);
    const Mention second = say(a_call(), on_phone(a_name("Ruth", "Example"), "07700 900456"));
    const auto before = shown_rows();
    link(second, person);
    ASSERT_TRUE(try_undo(second));
    EXPECT_EQ(shown_rows(), before);
    link(second, person);
    ASSERT_TRUE(try_undo(first));
    EXPECT_THAT(titles(by_name("Ruth Example")), ElementsAre("Ruth Example, born 3 May 1970"));
    EXPECT_EQ(hit_of(person, by_name("Ruth Example")).times, 1);
}

TEST_P(Links, undone_leave_the_person_whom_a_marker_is_about) {
    const Mention first = say(a_call(), ruth());
    mark(a_marker(SubjectKind::person, new_person(first)));
    ASSERT_TRUE(try_undo(first));
    EXPECT_THAT(titles(by_name("Ruth Example")), SizeIs(1));
}

TEST_P(Links, can_be_decided_again_after_they_were_undone) {
    const Mention mention = say(a_call(), ruth());
    const SubjectId twin = known(a_name("Rita", "Example", "1970-05-03"));
    new_person(mention);
    ASSERT_TRUE(try_undo(mention));
    link(mention, twin);
    EXPECT_EQ(hit_of(*mention.phone, by_phone("07700900123")).used_with, std::vector<SubjectId>{twin});
}

TEST_P(Links, need_the_permission) {
    const Mention mention = say(a_call(), ruth());
    const access::Actor analyst = actor(a_person("al", {"analyst"}).id);
    const auto refused = try_confirm(analyst, {mention.id, {}, {}, {}, {}});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::forbidden);
    const auto looking = try_look(analyst, by_name("Ruth"));
    ASSERT_FALSE(looking);
    EXPECT_EQ(looking.error().field, "read_people");
}

}  // namespace
}  // namespace bluelamp::people
