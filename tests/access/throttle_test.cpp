// SPDX-License-Identifier: Apache-2.0
#include "access/throttle.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace bluelamp::access {
namespace {

using namespace std::chrono_literals;

constexpr const char* here = "192.0.2.1";

class SignInThrottle : public testing::Test {
   protected:
    bool allowed(std::string_view username = "jo", std::string_view peer = here) {
        return throttle.attempt(username, peer, clock.now()).has_value();
    }
    void fail_times(int times, std::string_view username = "jo", std::string_view peer = here) {
        for (int i = 0; i < times; ++i) {
            EXPECT_TRUE(allowed(username, peer)) << i;
        }
    }

    FakeClock clock{*parse_rfc3339("2026-11-20T09:00:00Z")};
    Throttle throttle{100};
};

TEST_F(SignInThrottle, names_when_to_try_again_after_five_failures) {
    fail_times(5);
    const auto refused = throttle.attempt("jo", here, clock.now());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::too_many);
    EXPECT_NE(refused.error().message.find("2026-11-20T09:00:15.000Z"), std::string::npos) << refused.error().message;
    clock.advance(15s - 1ms);
    EXPECT_FALSE(allowed());
    clock.advance(1ms);
    EXPECT_TRUE(allowed());
}

TEST_F(SignInThrottle, doubles_the_wait_up_to_fifteen_minutes) {
    fail_times(5);
    for (const auto wait : {15s, 30s, 60s, 120s, 240s, 480s, 900s, 900s, 900s}) {
        clock.advance(wait - 1ms);
        EXPECT_FALSE(allowed()) << wait.count();
        clock.advance(1ms);
        EXPECT_TRUE(allowed()) << wait.count();
    }
}

TEST_F(SignInThrottle, forgets_failures_after_fifteen_quiet_minutes) {
    fail_times(4);
    clock.advance(15min);
    fail_times(5);
    EXPECT_FALSE(allowed());
    clock.advance(15s + 15min - 1ms);
    EXPECT_TRUE(allowed()) << "the sixth";
    EXPECT_FALSE(allowed());
    clock.advance(30s + 15min);
    fail_times(5);
}

TEST_F(SignInThrottle, forgives_when_the_password_was_right) {
    for (int i = 0; i < 50; ++i) {
        EXPECT_TRUE(allowed()) << i;
        throttle.succeeded("jo", here);
    }
}

TEST_F(SignInThrottle, does_not_count_what_was_never_judged) {
    for (int i = 0; i < 50; ++i) {
        EXPECT_TRUE(allowed()) << i;
        throttle.not_judged("jo", here);
    }
}

TEST_F(SignInThrottle, counts_one_person_however_the_name_is_written) {
    fail_times(2, "jo");
    fail_times(2, "JO");
    fail_times(1, "\xef\xbc\xaa\xef\xbd\x8f");  // Ｊｏ
    EXPECT_FALSE(allowed("jo"));
}

TEST_F(SignInThrottle, keeps_apart_people_and_addresses) {
    fail_times(5);
    EXPECT_FALSE(allowed());
    EXPECT_TRUE(allowed("sam"));
    EXPECT_TRUE(allowed("jo", "192.0.2.2")) << "a stranger elsewhere must not lock out jo's own desk";
}

TEST_F(SignInThrottle, slows_a_guess_from_many_addresses) {
    for (int peer = 0; peer < 20; ++peer) {
        EXPECT_TRUE(allowed("jo", "198.51.100." + std::to_string(peer)));
    }
    EXPECT_FALSE(allowed("jo", "203.0.113.1"));
}

TEST_F(SignInThrottle, counts_attempts_made_at_once) {
    std::atomic<int> through{0};
    std::vector<std::thread> guessers;
    for (int i = 0; i < 16; ++i) {
        guessers.emplace_back([&] { through += allowed() ? 1 : 0; });
    }
    for (std::thread& each : guessers) {
        each.join();
    }
    EXPECT_EQ(through, 5);
}

TEST_F(SignInThrottle, stays_bounded) {
    for (int i = 0; i < 1'000; ++i) {
        EXPECT_TRUE(allowed("user" + std::to_string(i)));
        throttle.to_tell("user" + std::to_string(i), clock.now());
    }
    EXPECT_LE(throttle.remembered(), 100U);
}

TEST_F(SignInThrottle, forgets_those_tried_longest_ago_first) {
    fail_times(5, "target");
    for (int i = 0; i < 30; ++i) {
        EXPECT_TRUE(allowed("user" + std::to_string(i)));
        EXPECT_FALSE(allowed("target"));
    }
    for (int i = 0; i < 30; ++i) {
        EXPECT_TRUE(allowed("another" + std::to_string(i)));
        EXPECT_FALSE(allowed("target")) << "still remembered, because still tried";
    }
}

TEST_F(SignInThrottle, tells_the_journal_once_a_minute_for_each_name) {
    EXPECT_EQ(throttle.to_tell("jo", clock.now()), 1);
    EXPECT_EQ(throttle.to_tell("jo", clock.now()), 0);
    EXPECT_EQ(throttle.to_tell("sam", clock.now()), 1);
    clock.advance(59s);
    EXPECT_EQ(throttle.to_tell("JO", clock.now()), 0);
    clock.advance(1s);
    EXPECT_EQ(throttle.to_tell("jo", clock.now()), 3) << "two were not told, and this one";
}

TEST_F(SignInThrottle, tells_of_all_unknown_names_together) {
    EXPECT_EQ(throttle.to_tell(std::nullopt, clock.now()), 1);
    EXPECT_EQ(throttle.to_tell(std::nullopt, clock.now()), 0);
}

TEST_F(SignInThrottle, survives_a_clock_set_back) {
    fail_times(5);
    clock.advance(-1h);
    EXPECT_TRUE(allowed());
}

}  // namespace
}  // namespace bluelamp::access
