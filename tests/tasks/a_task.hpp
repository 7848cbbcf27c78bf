// SPDX-License-Identifier: Apache-2.0
/// Officers of one team, a supervisor, and short words for giving them work and telling them things.
#pragma once

#include <gmock/gmock.h>

#include "tasks/tasks.hpp"
#include "tests/access/a_force.hpp"
#include "tests/support/raw_statement.hpp"

namespace bluelamp::tasks {

using access::OwnerId;
using access::why;

inline const About log_345{"incident", "0190a000-0000-7000-8000-000000000345", "Log 345 of 20 November"};

class ATask : public access::AForce {
   protected:
    void SetUp() override {
        access::AForce::SetUp();
        if (IsSkipped()) {
            return;
        }
        jo = actor(a_person("jo", {"dispatcher"}).id);
        ann = actor(a_person("ann", {"call_handler"}).id);
        sam = actor(a_person("sam", {"supervisor"}).id);
        team = OwnerId::team(jo.teams.front());
    }

    static OwnerId person(const access::Actor& actor) { return OwnerId::person(actor.id); }

    Result<TaskId> try_raise(const NewTask& task) {
        return write([&](db::Transaction& tx) { return raise_task(tx, act(sam), task); });
    }
    TaskId raise(const OwnerId& owner, const std::string& title = "Call the victim back",
                 std::optional<Instant> due_at = {}, std::int64_t visibility = 0) {
        const auto raised = try_raise({"call_back", title, log_345, owner, due_at, visibility});
        EXPECT_TRUE(raised) << why(raised);
        return raised.value_or(TaskId{});
    }
    Result<Task> try_finish(const access::Actor& by, const TaskId& id, const std::string& outcome = "Reached her") {
        return write([&](db::Transaction& tx) { return finish_task(tx, act(by), {id, {outcome}}); });
    }
    Result<Task> try_give(const access::Actor& by, const TaskId& id, const OwnerId& to,
                          const std::string& reason = "end of shift") {
        return write([&](db::Transaction& tx) { return give_task(tx, act(by), {id, to.text, {reason}}); });
    }
    Result<Task> try_read(const access::Actor& by, const TaskId& id) {
        return read([&](db::Reader& reader) { return read_task(reader, act(by), {id}); });
    }
    Result<api::Page<Task>> try_list(const access::Actor& by, const TaskQuery& query) {
        return read([&](db::Reader& reader) { return list_tasks(reader, act(by), query); });
    }
    std::vector<std::string> listed(const access::Actor& by, std::optional<Whose> whose = {}) {
        const auto page = try_list(by, {whose, {}, {}});
        EXPECT_TRUE(page) << why(page);
        std::vector<std::string> titles;
        for (const Task& task : page.value_or(api::Page<Task>{}).items) {
            titles.push_back(task.title);
        }
        return titles;
    }

    NoticeId told(const OwnerId& to, const std::string& text) {
        const auto notice =
            write([&](db::Transaction& tx) { return tell(tx, act(console), to, NoticeKind::warning, text, log_345); });
        EXPECT_TRUE(notice) << why(notice);
        return notice.value_or(NoticeId{});
    }
    Result<Notice> try_see(const access::Actor& by, const NoticeId& id) {
        return write([&](db::Transaction& tx) { return see_notice(tx, act(by), {id}); });
    }
    Result<Inbox> try_inbox(const access::Actor& by, const InboxQuery& query = {}) {
        return read([&](db::Reader& reader) { return read_inbox(reader, act(by), query); });
    }
    std::vector<std::string> inbox(const access::Actor& by) {
        const auto read = try_inbox(by);
        EXPECT_TRUE(read) << why(read);
        std::vector<std::string> texts;
        for (const Notice& notice : read.value_or(Inbox{}).items) {
            texts.push_back(notice.text);
        }
        return texts;
    }
    void minutes(int later) { clock.advance(std::chrono::minutes(later)); }

    access::Actor jo, ann, sam;
    OwnerId team;
};

}  // namespace bluelamp::tasks
