// SPDX-License-Identifier: Apache-2.0
#include "core/together.hpp"

#include <gtest/gtest.h>

#include <string>
#include <thread>

#include "core/result.hpp"

namespace bluelamp {
namespace {

struct Woken {
    std::string order;
    std::function<void()> called(char who) {
        return [this, who] { order += who; };
    }
};

TEST(Together, wakes_at_once_where_nothing_is_gathered) {
    Woken woken;
    Together::owe(&woken, woken.called('a'));
    EXPECT_EQ(woken.order, "a");
}

TEST(Together, wakes_each_once_at_its_end_in_the_order_in_which_they_were_owed) {
    Woken woken;
    const int b = 0;
    {
        const Together together;
        Together::owe(&woken, woken.called('a'));
        Together::owe(&b, woken.called('b'));
        Together::owe(&woken, woken.called('a'));
        EXPECT_EQ(woken.order, "");
    }
    EXPECT_EQ(woken.order, "ab");
}

// A worker that had handed a command to the lane woke the lane after it was gone.
TEST(Together, keeps_who_is_to_be_woken_until_then) {
    auto waiting = std::make_shared<std::condition_variable>();
    const std::weak_ptr<std::condition_variable> watched = waiting;
    {
        const Together together;
        Together::owe(waiting);
        waiting.reset();
        EXPECT_FALSE(watched.expired());
    }
    EXPECT_TRUE(watched.expired());
}

TEST(Together, who_is_woken_may_wake_others) {
    Woken woken;
    {
        const Together together;
        Together::owe(&woken, [&] { Together::owe(&woken, woken.called('c')); });
    }
    EXPECT_EQ(woken.order, "c");
}

TEST(Together, gathers_for_its_own_thread_only) {
    Woken woken;
    const Together together;
    std::thread([&] { Together::owe(&woken, woken.called('a')); }).join();
    EXPECT_EQ(woken.order, "a");
}

TEST(Together, refuses_a_second_one_on_the_same_thread) {
    const Together together;
    EXPECT_THROW(Together{}, InvariantBroken);
}

}  // namespace
}  // namespace bluelamp
