// SPDX-License-Identifier: Apache-2.0
#include "exchange/cad/sequence.hpp"

#include <gtest/gtest.h>

namespace bluelamp::cad {
namespace {

/// A row of a log: the time of each stage as written, "" where it is blank.
struct Log {
    std::string_view what;
    std::vector<std::string> written;   // called, dispatched, mobile, arrived, cleared
    std::vector<std::string> expected;  // "+1 00:05" is on the next day
    std::vector<std::string> backward;  // "arrived before mobile by 120"
};

constexpr std::size_t columns[] = {0, 4, 5, 6, 7};

int seconds(const std::string& text) { return std::stoi(text.substr(0, 2)) * 3600 + std::stoi(text.substr(3, 2)) * 60; }

std::string shown(const std::optional<Clock>& clock) {
    if (!clock) {
        return "";
    }
    char text[16];
    std::snprintf(text, sizeof text, "%02d:%02d", clock->seconds / 3600, clock->seconds / 60 % 60);
    return (clock->day == LocalDate{2020, 6, 2}   ? "+1 "
            : clock->day == LocalDate{2020, 6, 1} ? ""
                                                  : "?? ") +
           std::string(text);
}

const Log logs[] = {
    {"an ordinary call",
     {"10:00", "10:02", "10:03", "10:10", "10:40"},
     {"10:00", "10:02", "10:03", "10:10", "10:40"},
     {}},
    {"midnight between mobile and arrival",
     {"23:50", "23:52", "23:55", "00:05", "00:40"},
     {"23:50", "23:52", "23:55", "+1 00:05", "+1 00:40"},
     {}},
    {"midnight right after the call",
     {"23:59", "00:01", "", "", "00:30"},
     {"23:59", "+1 00:01", "", "", "+1 00:30"},
     {}},
    {"arrival pressed before mobile",
     {"10:00", "10:02", "10:12", "10:10", "10:40"},
     {"10:00", "10:02", "10:12", "10:10", "10:40"},
     {"arrived before mobile by 120"}},
    {"a clock an hour slow in the middle",
     {"10:00", "09:02", "10:03", "10:10", "10:40"},
     {"10:00", "09:02", "10:03", "10:10", "10:40"},
     {"dispatched before called by 3480"}},
    {"after midnight a step back is still a step back",
     {"23:58", "00:02", "00:01", "00:10", "00:20"},
     {"23:58", "+1 00:02", "+1 00:01", "+1 00:10", "+1 00:20"},
     {"mobile before dispatched by 60"}},
    {"nothing is known", {"", "", "", "", ""}, {"", "", "", "", ""}, {}},
};

TEST(Stages, run_over_midnight_and_list_clocks_that_ran_backwards) {
    for (const Log& log : logs) {
        Clocks clocks;
        for (std::size_t i = 0; i < log.written.size(); ++i) {
            if (!log.written[i].empty()) {
                clocks[columns[i]] = Clock{{2020, 6, 1}, seconds(log.written[i])};
            }
        }
        const Sequence sequence = in_order(clocks, Midnight::roll, half_a_day_s);
        for (std::size_t i = 0; i < log.expected.size(); ++i) {
            EXPECT_EQ(shown(sequence.clocks[columns[i]]), log.expected[i]) << log.what;
        }
        std::vector<std::string> backward;
        for (const BackwardStep& step : sequence.backward) {
            backward.push_back(std::string(stage_names[step.stage]) + " before " +
                               std::string(stage_names[step.before]) + " by " + std::to_string(step.seconds));
        }
        EXPECT_EQ(backward, log.backward) << log.what;
    }
}

TEST(Stages, are_kept_as_given_where_the_map_does_not_roll) {
    Clocks clocks;
    clocks[0] = Clock{{2020, 6, 1}, seconds("23:50")};
    clocks[6] = Clock{{2020, 6, 1}, seconds("00:05")};
    const Sequence sequence = in_order(clocks, Midnight::keep, half_a_day_s);
    EXPECT_EQ(sequence.clocks[6]->day, (LocalDate{2020, 6, 1}));
    ASSERT_EQ(sequence.backward.size(), 1U);
    EXPECT_TRUE(sequence.rolled.empty());
}

TEST(Stages, with_days_of_their_own_may_run_for_days) {
    Clocks clocks;
    clocks[0] = Clock{{2020, 12, 31}, seconds("23:50")};
    clocks[8] = Clock{{2021, 1, 3}, seconds("00:05")};
    EXPECT_TRUE(in_order(clocks, Midnight::keep, half_a_day_s).backward.empty());
}

}  // namespace
}  // namespace bluelamp::cad
