// SPDX-License-Identifier: Apache-2.0
/// Times as a policy file writes them.
#include <gtest/gtest.h>

#include "policy/policy.hpp"

namespace bluelamp::policy {
namespace {

TEST(Limits, are_read_as_written_and_written_as_read) {
    struct Case {
        std::string text;
        TimeBasis basis;
        std::int64_t amount;  ///< seconds, or working days
        std::string words;
    };
    const std::vector<Case> table{
        {"90 s", TimeBasis::elapsed, 90, "90 s"},
        {"12 min", TimeBasis::elapsed, 720, "12 min"},
        {"12min", TimeBasis::elapsed, 720, "12 min"},
        {"60 min", TimeBasis::elapsed, 3'600, "60 min"},
        {"48 h", TimeBasis::elapsed, 172'800, "48 h"},
        {"1 day", TimeBasis::elapsed, 86'400, "24 h"},
        {"7 days", TimeBasis::elapsed, 604'800, "7 days"},
        {"1 working day", TimeBasis::working, 1, "1 working day"},
        {"5 working days", TimeBasis::working, 5, "5 working days"},
    };
    for (const Case& each : table) {
        const auto limit = parse_limit(each.text);
        ASSERT_TRUE(limit) << each.text;
        EXPECT_EQ(limit->basis, each.basis) << each.text;
        EXPECT_EQ(each.basis == TimeBasis::elapsed ? limit->s : limit->days, each.amount) << each.text;
        EXPECT_EQ(in_words(*limit), each.words);
    }
}

TEST(Limits, refuse_what_is_no_time_and_say_how_one_is_written) {
    for (const char* text : {"", "12", "min", "0 min", "-5 min", "1.5 h", "12 weeks", "99999999999999999999 s",
                             "4000 days", "5 working", "12 min or so", "\xff"}) {
        const auto refused = parse_limit(text);
        ASSERT_FALSE(refused) << text;
        EXPECT_NE(refused.error().message.find("\"12 min\""), std::string::npos) << refused.error().message;
    }
}

}  // namespace
}  // namespace bluelamp::policy
