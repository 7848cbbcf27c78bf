// SPDX-License-Identifier: Apache-2.0
/// `bluelamp simulate`: what it answers, and what it refuses before it makes anything.
#include <filesystem>

#include "tests/simulate/a_force_that_lives.hpp"
#include "tests/support/scratch_folder.hpp"

namespace bluelamp::simulate {
namespace {

using commands::SimulateDays;
using testing::HasSubstr;

TEST(SimulateCommand, refuses_what_makes_no_sense_and_makes_nothing) {
    struct Row {
        std::string_view field, why;
        SimulateDays wanted;
    };
    const auto with = [](auto change) {
        SimulateDays wanted;
        change(wanted);
        return wanted;
    };
    const Row rows[] = {
        {"--days", "more than 0", with([](SimulateDays& it) { it.days = 0; })},
        {"--days", "at most", with([](SimulateDays& it) { it.days = 1e6; })},
        {"--seed", "whole number", with([](SimulateDays& it) { it.seed = "1.5"; })},
        {"--seed", "whole number", with([](SimulateDays& it) { it.seed = "-4"; })},
        {"--scale", "more than 0", with([](SimulateDays& it) { it.scale = 0; })},
        {"--start", "as 2026-11-20", with([](SimulateDays& it) { it.start = "yesterday"; })},
        {"--start", "lies ahead", with([](SimulateDays& it) { it.start = "2999-01-01"; })},
        {"--score", "cannot be read", with([](SimulateDays& it) { it.score = "/nowhere/truth"; })},
    };
    const ScratchFolder scratch;
    const std::string folder = scratch / "nothing";
    for (const Row& row : rows) {
        const auto refused = commands::simulate_days({folder, "", "", ""}, row.wanted);
        ASSERT_FALSE(refused) << row.why;
        EXPECT_EQ(refused.error().field, row.field);
        EXPECT_THAT(refused.error().message, HasSubstr(std::string(row.why)));
    }
    EXPECT_FALSE(std::filesystem::exists(folder));
}

class SimulatedHere : public AForceThatLives {};
INSTANTIATE_TEST_SUITE_P(Engines, SimulatedHere, db::both_engines(), db::engine_name);

TEST_P(SimulatedHere, some_hours_and_then_some_more) {
    opened.reset();
    const commands::Place place{target().data_dir, target().postgres_url, "city-of-london",
                                BLUELAMP_SOURCE_DIR "/reference"};
    const ScratchFolder folder;
    SimulateDays wanted;
    wanted.days = 0.6;
    wanted.seed = std::to_string(a_seed());
    wanted.start = "2026-01-15";
    wanted.truth = folder / "truth";
    const auto lived = commands::simulate_days(place, wanted);
    ASSERT_TRUE(lived) << lived.error().message;
    EXPECT_THAT(*lived, HasSubstr("\"seed\":\"" + wanted.seed + "\""));
    const auto figures = json::parse(*lived);
    ASSERT_TRUE(figures);
    EXPECT_GT(figures->at("calls").as_int64(), 5);
    SimulateDays scored;
    scored.score = wanted.truth;
    const auto score = commands::simulate_days({}, scored);
    ASSERT_TRUE(score) << score.error().message;
    EXPECT_EQ(*json::parse(*score), figures->at("recognition"));
    const auto more = commands::simulate_days(place, wanted);
    ASSERT_TRUE(more) << more.error().message;
    const auto later = json::parse(*more);
    EXPECT_GT(later->at("calls").as_int64(), figures->at("calls").as_int64());
    EXPECT_EQ(later->at("staff"), figures->at("staff"));
}

}  // namespace
}  // namespace bluelamp::simulate
