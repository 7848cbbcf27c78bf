// SPDX-License-Identifier: Apache-2.0
/// An invented force on a database of its own, on both engines, as `bluelamp simulate` makes it.
#pragma once

#include <gmock/gmock.h>

#include <cstdlib>
#include <random>
#include <sstream>

#include "commands/keeping_up.hpp"
#include "commands/simulate.hpp"
#include "tests/support/db_fixture.hpp"

namespace bluelamp::simulate {

using namespace std::chrono_literals;

/// A Thursday afternoon in winter, so that no day is short or long.
inline const Instant noon = from_london({2026, 1, 15}, 12, 0, 0);

/// The same for each change that is checked, which must not be refused for another's fault; the nightly checks set
/// BLUELAMP_SLOW and try another each time. Printed, so that what fails can be run again.
inline std::uint64_t a_seed() {
    const std::uint64_t seed = std::getenv("BLUELAMP_SLOW") == nullptr ? 2'014 : std::random_device()();
    std::cout << "seed " << seed << std::endl;
    return seed;
}

class AForceThatLives : public db::OnBothEngines {
   protected:
    void SetUp() override {
        db::OnBothEngines::SetUp();
        if (!IsSkipped()) {
            close();
            reopen(target());
        }
    }
    void TearDown() override {
        living.reset();
        opened.reset();
        db::OnBothEngines::TearDown();
    }

    void reopen(const db::Target& where) {
        living.reset();
        opened.reset();
        auto result = commands::open(
            {where.data_dir, where.postgres_url, "city-of-london", std::string(BLUELAMP_SOURCE_DIR "/reference")});
        ASSERT_TRUE(result) << result.error().message;
        opened = *std::move(result);
        offences = *crimes::Catalogue::load(opened->reference);
    }

    [[nodiscard]] World world() const {
        auto recognition = commands::register_in_memory(*opened->database, opened->force);
        EXPECT_TRUE(recognition);
        return commands::world_of(*opened, offences, *recognition);
    }

    /// A force that begins at noon.
    Result<void> begin(std::uint64_t seed, double scale, std::ostream* truth = nullptr) {
        living = TRY(Force::open(world(), {seed, scale, noon}, truth));
        return {};
    }
    Result<void> live(std::chrono::milliseconds time) {
        TRY(living->live_until(living->lived_until() + time, Life::alone));
        return {};
    }

    std::unique_ptr<commands::Opened> opened;
    std::shared_ptr<const crimes::Catalogue> offences;
    std::unique_ptr<Force> living;
};

inline std::string words_of(const Result<void>& result) { return result ? "" : result.error().message; }

}  // namespace bluelamp::simulate
