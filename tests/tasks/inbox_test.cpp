// SPDX-License-Identifier: Apache-2.0
/// The inbox: who is told, who sees it, what stays until it was seen.
#include "api/router.hpp"
#include "tasks/store.sql.hpp"
#include "tests/tasks/a_task.hpp"

namespace bluelamp::tasks {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class InboxTest : public ATask {};
INSTANTIATE_TEST_SUITE_P(Engines, InboxTest, db::both_engines(), db::engine_name);

TEST_P(InboxTest, shows_what_the_person_the_team_and_the_role_were_told_and_nothing_else) {
    told(person(jo), "for jo");
    minutes(1);
    told(person(ann), "for ann");
    minutes(1);
    told(team, "for the team");
    minutes(1);
    told(OwnerId::holders_of("dispatcher"), "for dispatchers");
    EXPECT_THAT(inbox(jo), ElementsAre("for dispatchers", "for the team", "for jo"));
    EXPECT_THAT(inbox(ann), ElementsAre("for the team", "for ann"));
    access::Actor alone = jo;
    alone.clearance = {2, ",person:somebody-else,"};
    EXPECT_THAT(inbox(alone), IsEmpty()) << "no clearance opens another's inbox";
    alone.permissions.reset();
    EXPECT_EQ(try_inbox(alone).error().code, ErrorCode::forbidden);
}

TEST_P(InboxTest, puts_the_unseen_first_counts_them_and_pages) {
    std::vector<NoticeId> given;
    for (const std::string text : {"1", "2", "3", "4", "5"}) {
        given.push_back(told(text == "2" ? team : person(jo), text));
        minutes(1);
    }
    ASSERT_TRUE(try_see(jo, given[4]));
    ASSERT_TRUE(try_see(jo, given[1]));
    EXPECT_THAT(inbox(jo), ElementsAre("4", "3", "1", "5", "2"));
    std::vector<std::string> paged;
    InboxQuery query;
    query.limit = 2;
    do {
        const auto page = try_inbox(jo, query);
        ASSERT_TRUE(page) << why(page);
        EXPECT_EQ(page->unseen, 3) << "on every page";
        for (const Notice& notice : page->items) {
            paged.push_back(notice.text);
        }
        query.after = page->next;
    } while (query.after);
    EXPECT_EQ(paged, inbox(jo));
    query = {"nonsense", {}};
    EXPECT_EQ(try_inbox(jo, query).error().field, "after");
    query = {{}, 0};
    EXPECT_EQ(try_inbox(jo, query).error().field, "limit");
}

TEST_P(InboxTest, forgets_for_all_holders_of_a_role_what_one_of_them_has_seen) {
    const access::Actor other = actor(a_person("kim", {"supervisor"}).id);
    const NoticeId id = told(OwnerId::holders_of("supervisor"), "A crime is not recorded");
    EXPECT_EQ(try_inbox(other)->unseen, 1);
    EXPECT_EQ(try_see(jo, id).error().code, ErrorCode::not_found) << "he is no supervisor";
    minutes(3);
    const auto seen = try_see(sam, id);
    ASSERT_TRUE(seen) << why(seen);
    const Inbox left = try_inbox(other).value();
    EXPECT_EQ(left.unseen, 0);
    EXPECT_EQ(left.items.front().seen_by, "Display sam");
    EXPECT_EQ(left.items.front().seen_at, clock.now());
    const std::size_t acts = journal_rows().size();
    minutes(3);
    EXPECT_EQ(try_see(other, id)->seen_by, "Display sam") << "it was seen already";
    EXPECT_EQ(journal_rows().size(), acts) << "and seeing it again is no act";
}

TEST_P(InboxTest, says_once_what_the_team_and_the_role_were_told_at_once) {
    told(team, "Late");
    const NoticeId to_role = told(OwnerId::holders_of("supervisor"), "Late");
    EXPECT_THAT(inbox(sam), ElementsAre("Late"));
    EXPECT_EQ(try_inbox(sam)->unseen, 1);
    EXPECT_THAT(inbox(jo), ElementsAre("Late"));
    minutes(1);
    told(team, "Late");
    EXPECT_THAT(inbox(sam), ElementsAre("Late", "Late")) << "later it is said again";
    ASSERT_TRUE(try_see(sam, to_role));
    EXPECT_EQ(try_inbox(sam)->unseen, 1) << "seen is seen, as whatever it was told";
    EXPECT_EQ(try_inbox(jo)->unseen, 1);
}

TEST_P(InboxTest, keeps_for_the_role_what_somebody_of_the_team_has_seen) {
    const NoticeId to_team = told(team, "Late");
    told(OwnerId::holders_of("supervisor"), "Late");
    ASSERT_TRUE(try_see(jo, to_team));
    EXPECT_EQ(try_inbox(sam)->unseen, 1);
}

TEST_P(InboxTest, reaches_the_screens_of_its_addressees_alone) {
    const NoticeId id = told(OwnerId::holders_of("supervisor"), "A crime is not recorded");
    const journal::Row row = journal_rows().back();
    EXPECT_EQ(row.action, "notice.given");
    EXPECT_EQ(row.kind, "notice");
    EXPECT_TRUE(sam.clearance.sees(row.visibility, row.owner));
    access::Actor secret = jo;
    secret.clearance.level = 2;
    EXPECT_FALSE(secret.clearance.sees(row.visibility, row.owner));
    ASSERT_TRUE(try_see(sam, id));
    EXPECT_EQ(journal_rows().back().action, "notice.seen");
    EXPECT_EQ(journal_rows().back().seq, 2);
    EXPECT_TRUE(sam.clearance.sees(journal_rows().back().visibility, journal_rows().back().owner));
    api::Router router;
    add_routes(router, {});
    const auto& topics = router.topics();
    const auto found =
        std::find_if(topics.begin(), topics.end(), [](const auto& topic) { return topic.kind == "notice"; });
    ASSERT_NE(found, topics.end());
    EXPECT_EQ(found->name, "inbox");
}

/// How SQLite finds what is shown each time a page opens, however much was ever told or done.
class TaskPlan : public ATask {
   protected:
    std::string plan_of(const db::Query& query) {
        const auto steps = read([&](db::Reader& reader) {
            return reader.many(db::raw_statement("EXPLAIN QUERY PLAN " + std::string(query.sqlite)),
                               {"", "", "", "", "", "", ""}, [](const db::Row& row) { return row.string(3) + "\n"; });
        });
        EXPECT_TRUE(steps) << why(steps);
        std::string plan;
        for (const std::string& step : steps.value_or(std::vector<std::string>{})) {
            plan += step;
        }
        return plan;
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, TaskPlan, testing::Values(std::string_view("sqlite")), db::engine_name);

TEST_P(TaskPlan, reads_an_inbox_and_open_tasks_in_the_order_of_an_index) {
    const std::vector<std::pair<db::Query, std::string>> table{
        {sql::notices_to, "USING INDEX notices_of_addressee (force_id=? AND addressee=? AND (unseen,at,id)<(?,?,?))"},
        {sql::unseen_to, "INDEX notices_of_addressee (force_id=? AND addressee=? AND unseen=?)"},
        {sql::open_tasks_of, "USING INDEX tasks_of_owner (force_id=? AND owner=?"},
        {sql::open_tasks, "USING INDEX tasks_open (force_id=?"},
    };
    for (const auto& [query, index] : table) {
        EXPECT_THAT(plan_of(query), testing::AllOf(testing::HasSubstr(index), testing::Not(testing::HasSubstr("TEMP"))))
            << query.name;
    }
}

}  // namespace
}  // namespace bluelamp::tasks
