// SPDX-License-Identifier: Apache-2.0
#include "commands/simulate.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cmath>
#include <fstream>

#include "commands/keeping_up.hpp"
#include "commands/progress.hpp"
#include "commands/routes.hpp"
#include "core/text.hpp"

namespace bluelamp::commands {
namespace {

using std::chrono::milliseconds;

constexpr double most_days = 3'660;

milliseconds of_days(double days) { return milliseconds(std::llround(days * 24 * 3'600'000)); }

Result<std::uint64_t> seed_of(const std::string& text, IdSource& ids) {
    if (text.empty()) {
        std::uint64_t drawn = 0;
        for (const char byte : ids.bytes(6)) {
            drawn = drawn * 256 + static_cast<unsigned char>(byte);
        }
        return drawn;
    }
    const auto seed = parse_int(text);
    if (!seed || *seed < 0) {
        return fail(ErrorCode::invalid, "--seed", "Give a whole number from 0 on.");
    }
    return static_cast<std::uint64_t>(*seed);
}

Result<Instant> start_of_life(const SimulateDays& wanted, Instant now) {
    if (!(wanted.days > 0 && wanted.days <= most_days)) {
        return fail(ErrorCode::invalid, "--days", fmt::format("Give more than 0 and at most {}.", most_days));
    }
    if (wanted.start.empty()) {
        return now - of_days(wanted.days);
    }
    const auto day = parse_date(wanted.start);
    if (!day) {
        return fail(ErrorCode::invalid, "--start", "Give a day as 2026-11-20.");
    }
    const Instant start = start_of(*day);
    if (start + of_days(wanted.days) > now) {
        return fail(ErrorCode::invalid, "--start", "The last of its days lies ahead; begin earlier, or live shorter.");
    }
    return start;
}

Result<std::unique_ptr<std::ofstream>> truth_file(const std::string& path) {
    if (path.empty()) {
        return nullptr;
    }
    auto file = std::make_unique<std::ofstream>(path, std::ios::trunc);
    if (!*file) {
        return fail(ErrorCode::unavailable, "--truth", path + " cannot be written; give another file.");
    }
    return file;
}

}  // namespace

simulate::World world_of(Opened& opened, std::shared_ptr<const crimes::Catalogue> offences,
                         std::shared_ptr<people::Recognition> recognition) {
    return {*opened.database,       opened.force, opened.shelf,        find_areas(opened.areas), std::move(offences),
            std::move(recognition), opened.actor, desks_with_owners(), opened.reference};
}

void add_simulate_options(CLI::App& command, SimulateDays& wanted) {
    command.add_option("--days", wanted.days, "How many days it lives");
    command.add_option("--seed", wanted.seed,
                       "Whole number from which everything is drawn; another each time if not given");
    command.add_option("--scale", wanted.scale, "1 is a force of average size, 2,350 calls a day; 0.05");
    command.add_option("--start", wanted.start, "First day, as 2026-10-01; so that the last one ends now");
    command.add_option("--truth", wanted.truth, "File for who is who, what was repeat, what was late (JSON lines)");
    command.add_option("--score", wanted.score, "Say how well callers were recognised, from such a file; lives no day");
}

Result<std::string> simulate_days(const Place& place, const SimulateDays& wanted) {
    if (!wanted.score.empty()) {
        return json::to_text(TRY(simulate::score(wanted.score)));
    }
    RandomIds chance;
    simulate::Settings settings;
    settings.seed = TRY(seed_of(wanted.seed, chance));
    settings.scale = wanted.scale;
    settings.from = TRY(start_of_life(wanted, SystemClock().now()));
    TRY(simulate::may_live(settings));
    const auto opened = TRY(open(place));
    const auto truth = TRY(truth_file(wanted.truth));
    const auto offences = TRY(crimes::Catalogue::load(opened->reference));
    const auto recognition = TRY(register_in_memory(*opened->database, opened->force));
    fmt::print(stderr, "seed {}\n", settings.seed);
    const auto force = TRY(simulate::Force::open(world_of(*opened, offences, recognition), settings, truth.get()));
    const Instant from = force->lived_until();
    const Instant until = from + of_days(wanted.days);
    ProgressLine line;
    const auto show = [&](Instant now, std::int64_t acts) {
        line.show((now - from).count(), (until - from).count(), acts, "acts, " + iso(in_london(now).date));
        return true;
    };
    const auto began = std::chrono::steady_clock::now();
    TRY(force->live_until(until, simulate::Life::alone, show));
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    const simulate::Report report = TRY(force->report());
    if (truth && !truth->flush()) {
        return fail(ErrorCode::unavailable, "--truth", wanted.truth + " could not be written whole; make room.");
    }
    const std::string figures = json::to_text(report);
    return fmt::format(R"({},"seconds":{:.1f},"times_as_fast":{:.0f}}})", figures.substr(0, figures.size() - 1),
                       seconds, std::chrono::duration<double>(until - from).count() / std::max(seconds, 0.001));
}

}  // namespace bluelamp::commands
