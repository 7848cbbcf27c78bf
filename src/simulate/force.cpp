// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>

#include "simulate/calls.hpp"
#include "simulate/checks.hpp"
#include "simulate/go_on.hpp"
#include "simulate/office.hpp"
#include "simulate/simulate.hpp"

namespace bluelamp::simulate {
namespace {

using namespace std::chrono_literals;

constexpr double households_at_full_size = 30'000;

Instant hour_of(Instant at) { return {at.ms - ((at.ms % 3'600'000) + 3'600'000) % 3'600'000}; }

Error with_seed(const Error& error, const Settings& settings, Instant now) {
    Error out = error;
    if (error.message.find("seed") == std::string::npos) {
        out.message = fmt::format("{} (seed {}, at {})", error.message, settings.seed, rfc3339(now));
    }
    return out;
}

}  // namespace

struct Force::Parts {
    Parts(World given, const Settings& wanted, std::shared_ptr<const Lists> known, Staff workers, std::ostream* out)
        : world(std::move(given)),
          settings(wanted),
          lists(std::move(known)),
          people(wanted.seed, lists, static_cast<std::size_t>(std::max(60.0, households_at_full_size * wanted.scale))),
          staff(std::move(workers)),
          timeline(world, settings),
          truth(out) {}

    /// What happens at the full hour, and the calls until the next one.
    Result<void> hour(Instant at, Life life);
    void ticks(Instant hour);

    const World world;
    const Settings settings;
    const std::shared_ptr<const Lists> lists;
    const Population people;
    const Staff staff;
    Timeline timeline;
    Truth truth;
    Stage stage{world, settings, *lists, people, staff, timeline, truth};
    CrimeWork crimes{stage};
    IncidentWork incidents{stage, crimes};
    Calls calls{stage, incidents};
    Office office{stage};
    Checks checks{stage};
    Instant from;  ///< no call before it: the force begins, or was stopped, here
    Instant lived;
    Instant next_hour;
};

Force::Force(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Force::~Force() = default;

Result<void> may_live(const Settings& settings) {
    if (!(settings.scale > 0 && settings.scale <= 5)) {
        return fail(ErrorCode::invalid, "--scale", "Give more than 0 and at most 5; 1 is a force of average size.");
    }
    return {};
}

Result<std::unique_ptr<Force>> Force::open(World world, const Settings& settings, std::ostream* truth) {
    TRY(may_live(settings));
    const auto policy = world.book.in_force(settings.from);
    auto lists = TRY(load_lists(world.reference, world.force, *policy));
    Staff staff = TRY(Staff::enlist(world, settings, *lists));
    const std::optional<Instant> stopped = TRY(last_call(world, staff, settings.from));
    auto parts = std::make_unique<Parts>(std::move(world), settings, std::move(lists), std::move(staff), truth);
    parts->from = stopped.value_or(settings.from);
    parts->lived = parts->from;
    parts->next_hour = hour_of(parts->from);
    TRY(parts->timeline.run_until(parts->from));
    if (stopped) {
        TRY(go_on(parts->stage, parts->incidents, parts->crimes, *stopped));
    }
    parts->truth.begins(parts->world.force.text(), settings.seed, settings.scale, parts->from);
    TRY(parts->checks.begin());
    return std::unique_ptr<Force>(new Force(std::move(parts)));
}

Instant Force::lived_until() const { return parts_->lived; }

void Force::pass_over(Instant until) {
    parts_->from = parts_->lived = std::max(parts_->lived, until);
    parts_->next_hour = hour_of(parts_->lived);
}

void Force::Parts::ticks(Instant hour) {
    for (Instant at = hour; at < hour + 1h; at = at + 5min) {
        if (at <= lived) {
            continue;
        }
        timeline.act(at, "tell of deadlines", world.command_line,
                     [this](db::Transaction& tx, const Act& act) -> Result<void> {
                         while (TRY(deadlines::tick(tx, act, world.book)).more) {
                         }
                         return {};
                     });
    }
}

Result<void> Force::Parts::hour(Instant at, Life life) {
    if (at > from && life == Life::alone) {
        TRY(checks.tell_what_was_late());
        TRY(checks.hold(at));
    }
    calls.lay_out(at, from);
    if (life != Life::in_server) {
        ticks(at + 1ms);
    }
    return at > from ? office.go_round(at) : Result<void>();
}

Result<bool> Force::live_until(Instant until, Life life, const GoOn& go_on) {
    Parts& parts = *parts_;
    parts.timeline.forgiving = life != Life::alone;
    const auto live = [&]() -> Result<bool> {
        while (parts.next_hour <= until) {
            const Instant at = parts.next_hour;
            TRY(parts.timeline.run_until(std::max(at, parts.lived)));
            if (life == Life::alone && at > parts.from) {
                // Everything due by now is told before anybody looks whether it was.
                parts.timeline.act(at, "tell of deadlines", parts.world.command_line,
                                   [&parts](db::Transaction& tx, const Act& act) -> Result<void> {
                                       while (TRY(deadlines::tick(tx, act, parts.world.book)).more) {
                                       }
                                       return {};
                                   });
                TRY(parts.timeline.run_until(at));
            }
            parts.lived = std::max(parts.lived, at);
            parts.next_hour = at + 1h;  // before its calls: they are laid out once, also where the database goes away
            TRY(parts.hour(at, life));
            if (go_on && !go_on(parts.lived, parts.timeline.counts().entries)) {
                return true;
            }
        }
        TRY(parts.timeline.run_until(until));
        parts.lived = std::max(parts.lived, until);
        return false;
    };
    auto stopped = live();
    if (!stopped) {
        return tl::unexpected(with_seed(stopped.error(), parts.settings, parts.timeline.now()));
    }
    return *stopped;
}

Result<Report> Force::report() {
    Parts& parts = *parts_;
    parts.calls.tell_who_was_made();
    parts.timeline.act(parts.lived, "tell of deadlines", parts.world.command_line,
                       [&parts](db::Transaction& tx, const Act& act) -> Result<void> {
                           while (TRY(deadlines::tick(tx, act, parts.world.book)).more) {
                           }
                           return {};
                       });
    TRY(parts.timeline.run_until(parts.lived));
    TRY(parts.checks.tell_what_was_late());
    const auto held = parts.checks.hold_at_the_end(parts.lived);
    if (!held) {
        return tl::unexpected(with_seed(held.error(), parts.settings, parts.lived));
    }
    const Timeline::Counts& counts = parts.timeline.counts();
    return Report{std::to_string(parts.settings.seed),
                  parts.settings.scale,
                  parts.from,
                  parts.lived,
                  static_cast<std::int64_t>(parts.staff.size()),
                  static_cast<std::int64_t>(parts.people.persons().size()),
                  held->calls,
                  held->incidents,
                  held->crimes,
                  counts.acknowledged,
                  counts.entries,
                  counts.passed_over,
                  parts.checks.times(),
                  parts.truth.score()};
}

}  // namespace bluelamp::simulate
