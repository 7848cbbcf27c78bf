// SPDX-License-Identifier: Apache-2.0
/// Raising, finishing and giving tasks: who may, who is told, what is kept.
#include "tests/tasks/a_task.hpp"

namespace bluelamp::tasks {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Tasks : public ATask {};
INSTANTIATE_TEST_SUITE_P(Engines, Tasks, db::both_engines(), db::engine_name);

TEST_P(Tasks, keep_who_must_do_what_by_when_and_tell_the_owner) {
    const Instant due = clock.now() + std::chrono::hours(2);
    const TaskId id = raise(person(jo), "Call the victim back", due, 1);
    const auto task = try_read(jo, id);
    ASSERT_TRUE(task) << why(task);
    EXPECT_EQ(task->title, "Call the victim back");
    EXPECT_EQ(task->kind, "call_back");
    EXPECT_EQ(task->about.reference, "Log 345 of 20 November");
    EXPECT_EQ(task->owner, person(jo).text);
    EXPECT_EQ(task->owner_name, "Display jo");
    EXPECT_EQ(task->raised_by, "Display sam");
    EXPECT_EQ(task->due_at, due);
    EXPECT_EQ(task->version, 1);
    EXPECT_FALSE(task->done_at);
    EXPECT_THAT(inbox(jo), ElementsAre("Call the victim back"));
    EXPECT_THAT(inbox(ann), IsEmpty());
    const auto rows = journal_rows();
    const journal::Row& raised = rows[rows.size() - 2];
    EXPECT_EQ(raised.action, "task.raised");
    EXPECT_EQ(raised.record, id.text());
    EXPECT_EQ(raised.visibility, 1);
    EXPECT_EQ(raised.owner, person(jo).text);
    EXPECT_EQ(raised.actor, sam.id.text());
}

TEST_P(Tasks, refuse_an_owner_that_does_not_exist) {
    const access::Account gone = a_person("gone", {"officer"});
    ASSERT_TRUE(write([&](db::Transaction& tx) { return disable_account(tx, act(console), {}, {gone.id, "left"}); }));
    for (const std::string& owner :
         {std::string(), OwnerId::person(gone.id).text, "person:" + started.control_room.text(),
          std::string("team:nobody"), OwnerId::holders_of("supervisor").text}) {
        const auto refused = try_raise({"call_back", "Call back", log_345, {owner}, {}, 0});
        ASSERT_FALSE(refused) << owner;
        EXPECT_EQ(refused.error().field, "owner");
        EXPECT_EQ(refused.error().code, ErrorCode::invalid);
        EXPECT_FALSE(try_give(sam, raise(person(jo)), {owner})) << owner;
    }
}

TEST_P(Tasks, are_finished_by_owner_team_or_supervisor_and_by_nobody_else) {
    access::Actor stranger = ann;
    stranger.clearance.owners = "," + person(ann).text + ",";
    access::Actor without = jo;
    without.permissions.reset();
    struct Case {
        std::string who;
        access::Actor by;
        OwnerId owner;
        bool may;
    };
    for (const Case& each : {Case{"owner", jo, person(jo), true}, Case{"another", ann, person(jo), false},
                             Case{"member of the team", ann, team, true}, Case{"outside", stranger, team, false},
                             Case{"supervisor", sam, person(jo), true}, Case{"no role", without, person(jo), false}}) {
        const auto finished = try_finish(each.by, raise(each.owner));
        EXPECT_EQ(finished.has_value(), each.may) << each.who;
        if (!each.may) {
            EXPECT_EQ(finished.error().code, ErrorCode::forbidden) << each.who;
        }
    }
}

TEST_P(Tasks, say_what_came_of_them_once_and_for_all) {
    const TaskId id = raise(person(jo));
    const auto silent = try_finish(jo, id, "  ");
    ASSERT_FALSE(silent);
    EXPECT_EQ(silent.error().field, "outcome");
    minutes(5);
    const auto done = try_finish(jo, id, "She is well");
    ASSERT_TRUE(done) << why(done);
    EXPECT_EQ(done->version, 2);
    const auto kept = try_read(jo, id);
    EXPECT_EQ(kept->outcome, "She is well");
    EXPECT_EQ(kept->done_at, clock.now());
    EXPECT_EQ(kept->done_by, "Display jo");
    EXPECT_EQ(journal_rows().back().action, "task.finished");
    EXPECT_EQ(try_finish(jo, id).error().code, ErrorCode::conflict);
    EXPECT_EQ(try_give(jo, id, person(ann)).error().code, ErrorCode::conflict);
    EXPECT_THAT(listed(jo), IsEmpty());
}

TEST_P(Tasks, change_hands_for_a_reason_and_the_new_owner_is_told) {
    const TaskId id = raise(person(jo));
    EXPECT_EQ(try_give(ann, id, person(ann)).error().code, ErrorCode::forbidden) << "it is not hers to take";
    EXPECT_EQ(try_give(jo, id, person(ann), " ").error().field, "reason");
    EXPECT_EQ(try_give(jo, id, person(jo)).error().field, "to") << "it is hers already";
    const auto given = try_give(jo, id, person(ann));
    ASSERT_TRUE(given) << why(given);
    EXPECT_EQ(given->owner_name, "Display ann");
    EXPECT_THAT(inbox(ann), ElementsAre("Call the victim back"));
    const auto rows = journal_rows();
    EXPECT_EQ(rows[rows.size() - 2].action, "task.given");
    EXPECT_EQ(rows[rows.size() - 2].reason, "end of shift");
    EXPECT_THAT(listed(ann), ElementsAre("Call the victim back"));
    EXPECT_THAT(listed(jo), IsEmpty());
}

// A task could be given to an administrator, who has no inbox: it was owned and forgotten.
TEST_P(Tasks, are_given_only_to_somebody_who_does_tasks) {
    const access::Account root = a_person("root", {"administrator"});
    const auto refused = try_give(jo, raise(person(jo)), OwnerId::person(root.id));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().field, "to");
    EXPECT_EQ(refused.error().code, ErrorCode::invalid);
}

TEST_P(Tasks, of_a_team_are_taken_without_telling_the_taker) {
    const TaskId id = raise(team);
    ASSERT_TRUE(try_see(ann, try_inbox(ann)->items.front().id));
    ASSERT_TRUE(try_give(ann, id, person(ann)));
    EXPECT_EQ(try_inbox(ann)->unseen, 0);
}

TEST_P(Tasks, change_hands_once_when_two_read_the_same_version) {
    const TaskId id = raise(team);
    Act second = act(sam);
    second.if_match = 1;
    ASSERT_TRUE(try_give(ann, id, person(ann)));
    const auto late = write([&](db::Transaction& tx) {
        return give_task(tx, second, {id, person(jo).text, {"she is nearer"}});
    });
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, ErrorCode::stale);
}

TEST_P(Tasks, that_are_restricted_are_known_to_their_owner_and_the_cleared_only) {
    const TaskId id = raise(person(jo), "Visit the refuge", {}, 1);
    EXPECT_TRUE(try_read(jo, id));
    EXPECT_EQ(try_read(ann, id).error().code, ErrorCode::not_found);
    EXPECT_EQ(try_finish(sam, id).error().code, ErrorCode::not_found) << "supervising is no clearance";
    EXPECT_THAT(listed(sam, Whose::all), IsEmpty());
    access::Actor cleared = sam;
    cleared.clearance.level = 1;
    EXPECT_THAT(listed(cleared, Whose::all), ElementsAre("Visit the refuge"));
}

TEST_P(Tasks, are_listed_the_earliest_due_first_and_those_without_a_limit_last) {
    const Instant now = clock.now();
    raise(person(jo), "whenever");
    minutes(1);
    raise(person(jo), "tomorrow", now + std::chrono::hours(24));
    raise(person(jo), "yesterday", now - std::chrono::hours(24));
    raise(team, "for the team");
    minutes(1);
    raise(person(ann), "hers");
    EXPECT_THAT(listed(jo), ElementsAre("yesterday", "tomorrow", "whenever"));
    EXPECT_THAT(listed(jo, Whose::team), ElementsAre("for the team"));
    EXPECT_THAT(listed(sam, Whose::all), ElementsAre("yesterday", "tomorrow", "whenever", "for the team", "hers"));
    EXPECT_EQ(try_list(jo, {Whose::all, {}, {}}).error().code, ErrorCode::forbidden);
    for (const auto& [whose, by] : {std::pair(Whose::mine, jo), std::pair(Whose::all, sam)}) {
        std::vector<std::string> paged;
        std::optional<std::string> after;
        do {
            const auto page = try_list(by, {whose, after, 2});
            ASSERT_TRUE(page) << why(page);
            for (const Task& task : page->items) {
                paged.push_back(task.title);
            }
            after = page->next;
        } while (after);
        EXPECT_EQ(paged, listed(by, whose));
    }
    for (const std::string cursor : {"x", "1.2", "0.x.0190a000-0000-7000-8000-000000000345", "0.1.x"}) {
        EXPECT_EQ(try_list(jo, {{}, cursor, {}}).error().field, "after") << cursor;
    }
    EXPECT_EQ(try_list(jo, {{}, {}, 501}).error().field, "limit");
}

TEST_P(Tasks, and_unseen_notices_of_a_disabled_account_go_to_its_team) {
    raise(person(jo));
    minutes(1);
    const TaskId done = raise(person(jo), "Done before");
    ASSERT_TRUE(try_finish(jo, done));
    minutes(1);
    told(person(jo), "The reply is late");
    const access::OwnedRecords owned{{move_owned}};
    const auto disabled = write([&](db::Transaction& tx) {
        return disable_account(tx, act(console), owned, {jo.id, "left the force"});
    });
    ASSERT_TRUE(disabled) << why(disabled);
    EXPECT_THAT(listed(ann, Whose::team), ElementsAre("Call the victim back"));
    EXPECT_THAT(inbox(ann), ElementsAre("The reply is late", "Done before", "Call the victim back"));
    EXPECT_EQ(try_read(sam, done)->owner, person(jo).text) << "what is finished stays as it was";
    std::int64_t given = 0;
    for (const journal::Row& row : journal_rows()) {
        given += row.action == "task.given" && row.owner == team.text ? 1 : 0;
    }
    EXPECT_EQ(given, 1);
}

TEST_P(Tasks, owned_by_nobody_are_none_and_would_be_counted) {
    const auto ownership = [&] {
        return read([&](db::Reader& reader) { return count_unowned(reader, act(jo), {unowned_tasks()}); }).value();
    };
    raise(person(jo));
    raise(team);
    const TaskId done = raise(person(ann));
    ASSERT_TRUE(try_finish(ann, done));
    EXPECT_EQ(ownership().nobody, 0);
    db::alter(database(), force, "UPDATE tasks SET owner = 'person:nobody'");
    EXPECT_EQ(ownership().nobody, 2) << "what is finished needs no owner";
    EXPECT_EQ(ownership().kinds.front().kind, "task");
    db::alter(database(), force, "UPDATE tasks SET owner = ''");
    EXPECT_EQ(ownership().nobody, 2);
    db::alter(database(), force, "UPDATE tasks SET owner = '" + person(jo).text + "'");
    EXPECT_EQ(ownership().nobody, 0);
    db::alter(database(), force, "UPDATE accounts SET disabled_at = 1 WHERE id = '" + jo.id.text() + "'");
    EXPECT_EQ(ownership().nobody, 2);
}

}  // namespace
}  // namespace bluelamp::tasks
