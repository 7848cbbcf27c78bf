// SPDX-License-Identifier: Apache-2.0
#include "simulate/office.hpp"

namespace bluelamp::simulate {

using namespace std::chrono_literals;

Result<void> Office::go_round(Instant now) {
    Draws draws(stage_.settings.seed, "office", static_cast<std::uint64_t>(now.ms / 3'600'000));
    const access::Actor& supervisor = stage_.staff.on_duty(Duty::supervisor, now, draws);
    TRY(see_notices(supervisor, now, draws));
    TRY(see_notices(stage_.staff.on_duty(Duty::officer, now, draws), now, draws));
    const int hour = in_london(now).hour;
    if (hour >= 9 && hour <= 17) {
        TRY(see_notices(stage_.staff.on_duty(Duty::investigator, now, draws), now, draws));
        TRY(see_notices(stage_.staff.on_duty(Duty::recorder, now, draws), now, draws));
    }
    return hour % 4 == 1 ? take_up_tasks(supervisor, now, draws) : Result<void>();
}

Result<void> Office::see_notices(const access::Actor& who, Instant now, Draws& draws) {
    tasks::Inbox inbox;
    const Act act = stage_.looking(who, now);
    auto read = stage_.read([&](db::Reader& reader) -> Result<void> {
        inbox = TRY(tasks::read_inbox(reader, act, {{}, 100}));
        return {};
    });
    TRY(std::move(read));
    for (const tasks::Notice& notice : inbox.items) {
        // What came in the last hour may wait for the next round.
        if (notice.seen_at || (notice.at > now - 1h && draws.chance(0.5))) {
            continue;
        }
        stage_.timeline.act(now + draws.about(3min), "see a notice", who,
                            [id = notice.id](db::Transaction& tx, const Act& one) -> Result<void> {
                                TRY(tasks::see_notice(tx, one, {id}));
                                return {};
                            });
    }
    return {};
}

Result<void> Office::take_up_tasks(const access::Actor& supervisor, Instant now, Draws& draws) {
    std::vector<tasks::Task> open;
    const Act act = stage_.looking(supervisor, now);
    auto read = stage_.read([&](db::Reader& reader) -> Result<void> {
        open = TRY(tasks::list_tasks(reader, act, {tasks::Whose::all, {}, 500})).items;
        return {};
    });
    TRY(std::move(read));
    for (const tasks::Task& task : open) {
        if (planned_.insert(task.id.text()).second) {
            plan_task(task, now, draws);
        }
    }
    return {};
}

void Office::plan_task(const tasks::Task& task, Instant now, Draws& draws) {
    const access::Actor& giver = stage_.staff.on_duty(Duty::supervisor, now, draws);
    if (draws.chance(0.3)) {
        const access::Actor& officer = stage_.staff.on_duty(Duty::officer, now, draws);
        const std::string to = access::OwnerId::person(officer.id).text;
        stage_.timeline.act(now + draws.about(20min), "give a task", giver,
                            [id = task.id, to](db::Transaction& tx, const Act& act) -> Result<void> {
                                const tasks::Task now_so = TRY(tasks::read_task(tx, act, {id}));
                                if (!now_so.done_at && now_so.owner != to) {
                                    TRY(tasks::give_task(tx, act, {id, to, because("It is on your way")}));
                                }
                                return {};
                            });
    }
    const bool late = task.due_at && draws.chance(0.1);
    const Instant done = late ? *task.due_at + draws.about(5h) : now + draws.about(9h, 0.6);
    const access::Actor& by = stage_.staff.on_duty(Duty::supervisor, done, draws);
    stage_.timeline.act(done, "finish a task", by, [id = task.id](db::Transaction& tx, const Act& act) -> Result<void> {
        if (!TRY(tasks::read_task(tx, act, {id})).done_at) {
            TRY(tasks::finish_task(tx, act, {id, {"Seen to; nothing further"}}));
        }
        return {};
    });
    if (late) {
        stage_.timeline.look(done, "tell of a late task", [this, id = task.id](Instant) -> Result<void> {
            stage_.truth.late("task done", id.text(), "other calls came first");
            return {};
        });
    }
}

}  // namespace bluelamp::simulate
