// SPDX-License-Identifier: Apache-2.0
// Ticks over many open promises: how many rows each visits beside how many are due, and how long it takes to COMMIT.
// Promises fall due one after another at an even pace, and the time of the ticks is made up: each comes when exactly
// twenty more have fallen due.
//   bench_deadlines --data DIR|--database URL PROMISES SECONDS
#include "deadlines/deadlines.hpp"
#include "access/first_start.hpp"
#include "bench/timing.hpp"

namespace bluelamp::bench {
namespace {

constexpr std::int64_t in_one_step = 500;
constexpr std::int64_t due_in_a_tick = 20;
constexpr std::chrono::milliseconds apart{1000};
constexpr std::int64_t limit_s = 3600;

policy::Policy a_policy() {
    policy::DeadlineRule rule;
    rule.code = "ring_back";
    rule.title = "Ring back";
    rule.starts = {"contact.abandoned"};
    rule.limit.s = limit_s;
    rule.tell = {{0, "owner"}};
    policy::Policy policy;
    policy.version = "bench";
    policy.deadlines = {rule};
    return policy;
}

struct Place {
    std::unique_ptr<db::Database> database;
    ForceId force{"city-of-london"};
    SystemClock clock;
    RandomIds ids;
    access::Actor actor;
    policy::OnePolicy book{a_policy()};
    Instant first = clock.now();  ///< when the first promise falls due

    [[nodiscard]] Act act_at(Instant now) { return {force, actor, {}, now, &ids, "bench", {}, {}}; }
    [[nodiscard]] Instant due_at(std::int64_t i) const { return first + i * apart; }
};

Result<void> open(Place& place, const db::Target& target) {
    place.database = TRY(db::Database::open(target));
    TRY(access::bootstrap(*place.database, {place.force, "Bench"}, place.clock, place.ids));
    return place.database->read([&](db::Reader& reader) -> Result<void> {
        place.actor = TRY(access::command_line_actor(reader, place.force, place.clock.now()));
        return {};
    });
}

Result<void> fill(Place& place, std::int64_t promises) {
    const Act act = place.act_at(place.first);
    const std::string owner = access::OwnerId::team(act.actor.teams.front()).text;
    const policy::Policy policy = a_policy();
    for (std::int64_t from = 0; from < promises; from += in_one_step) {
        const std::int64_t to = std::min(promises, from + in_one_step);
        auto kept = place.database->write(place.force, [&](db::Transaction& tx) -> Result<void> {
            for (std::int64_t i = from; i < to; ++i) {
                const tasks::About about{"contact", act.ids->uuid(act.now), fmt::format("Contact {}", i)};
                const Instant began = place.due_at(i) - std::chrono::seconds(limit_s);
                TRY(deadlines::on(tx, act, policy, {about, owner, 0}, {"contact.abandoned", began, {}}));
            }
            return {};
        });
        TRY(std::move(kept));
    }
    return {};
}

struct Measured {
    std::int64_t ticks = 0, due = 0, visited = 0;
    std::vector<float> tick_us, look_us;
};

/// One tick when twenty more have fallen due, and one look when nothing is.
Result<void> measure_one(Place& place, Measured& measured) {
    measured.due += due_in_a_tick;
    const Act act = place.act_at(place.due_at(measured.due - 1));
    deadlines::Ticked ticked;
    const auto from = Clock::now();
    auto kept = place.database->write(place.force, [&](db::Transaction& tx) -> Result<void> {
        ticked = TRY(deadlines::tick(tx, act, place.book));
        return {};
    });
    TRY(std::move(kept));
    measured.tick_us.push_back(static_cast<float>(seconds_since(from) * 1e6));
    const auto then = Clock::now();
    bool left = false;
    auto looked = place.database->read([&](db::Reader& reader) -> Result<void> {
        left = TRY(deadlines::anything_due(reader, place.force, act.now));
        return {};
    });
    TRY(std::move(looked));
    measured.look_us.push_back(static_cast<float>(seconds_since(then) * 1e6));
    if (left) {
        give_up("something due was left by the tick");
    }
    ++measured.ticks;
    measured.visited += ticked.visited;
    return {};
}

Result<void> run(const db::Target& target, std::int64_t promises, double seconds) {
    Place place;
    TRY(open(place, target));
    TRY(fill(place, promises));
    Measured measured;
    const auto start = Clock::now();
    while (seconds_since(start) < seconds && measured.due + due_in_a_tick <= promises) {
        TRY(measure_one(place, measured));
    }
    fmt::print(R"({{"ticks":{},"due":{},"visited":{},"tick_us":{:.1f},"look_us":{:.1f}}})"
               "\n",
               measured.ticks, measured.due, measured.visited, percentile(measured.tick_us, 0.5),
               percentile(measured.look_us, 0.5));
    return {};
}

}  // namespace
}  // namespace bluelamp::bench

int main(int count, char** words) {
    using namespace bluelamp;
    if (count != 5) {
        bench::give_up("usage: bench_deadlines --data DIR|--database URL PROMISES SECONDS");
    }
    db::Target target;
    (std::string_view(words[1]) == "--data" ? target.data_dir : target.postgres_url) = words[2];
    if (const auto done = bench::run(target, std::stoll(words[3]), std::stod(words[4])); !done) {
        bench::give_up(done.error().field + ": " + done.error().message + " " + done.error().cause);
    }
    return 0;
}
