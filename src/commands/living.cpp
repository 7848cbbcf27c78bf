// SPDX-License-Identifier: Apache-2.0
#include "commands/living.hpp"

#include <csignal>

#include "commands/progress.hpp"

namespace bluelamp::commands {
namespace {

using namespace std::chrono_literals;

constexpr auto lived_at_first = 24h * 30;
constexpr auto made_up_for = 24h * 2;  // of a longer pause the rest is passed over: a start takes seconds
constexpr std::uint64_t seed = 2026;
constexpr double scale = 0.05;

bool told_to_stop() {
    sigset_t waiting;
    sigpending(&waiting);
    return sigismember(&waiting, SIGINT) == 1 || sigismember(&waiting, SIGTERM) == 1;
}

}  // namespace

Result<LivedUp> live_until_now(Opened& opened, simulate::World world) {
    const Instant now = opened.clock.now();
    const simulate::Settings settings{seed, scale, now - lived_at_first};
    auto opened_force = simulate::Force::open(std::move(world), settings, nullptr);
    if (!opened_force && opened_force.error().field == "--force") {
        fmt::print(stderr, "bluelamp: the demonstration does not live: {}\n", opened_force.error().message);
        return LivedUp{};
    }
    auto force = TRY(std::move(opened_force));
    const Instant from = force->lived_until();
    if (from < now - made_up_for && from > settings.from) {
        force->pass_over(now - made_up_for);
    }
    const Instant began = force->lived_until();
    if (began < now - 1h) {
        fmt::print(stderr, "The invented force lives up to now: {:.0f} days.\n",
                   std::chrono::duration<double>(now - began).count() / 86'400);
    }
    ProgressLine line;
    const bool stopped = TRY(force->live_until(now, simulate::Life::catching_up, [&](Instant at, std::int64_t acts) {
        line.show((at - began).count(), (now - began).count(), acts, "acts, " + iso(in_london(at).date));
        return !told_to_stop();
    }));
    return LivedUp{std::move(force), stopped};
}

Living::Living(std::unique_ptr<simulate::Force> force, const api::Services& services)
    : force_(std::move(force)),
      services_(services),
      keeper_("the invented force stands still", 1s, [this] { return live(); }) {}

Result<Keeper::Wait> Living::live() {
    auto lived = force_->live_until(services_.clock.now(), simulate::Life::in_server,
                                    [this](Instant, std::int64_t) { return !keeper_.stopping(); });
    (*services_.committed)();  // also of what was done before it failed
    TRY(std::move(lived));
    return 1s;
}

}  // namespace bluelamp::commands
