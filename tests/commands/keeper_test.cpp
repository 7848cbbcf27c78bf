// SPDX-License-Identifier: Apache-2.0
/// What runs beside the requests goes on after an error and after a broken record, and stops when it is told to.
#include <gtest/gtest.h>

#include <future>

#include "commands/keeper.hpp"

namespace bluelamp::commands {
namespace {

using namespace std::chrono_literals;

TEST(Keeper, goes_on_after_a_broken_record) {
    std::promise<void> again;
    int steps = 0;
    Keeper keeper("a test failed", 0s, [&]() -> Result<Keeper::Wait> {
        ++steps;
        if (steps == 1) {
            throw std::runtime_error("a stored id is no id");
        }
        if (steps == 2) {
            return fail(ErrorCode::unavailable, "", "The database is away.");
        }
        if (steps == 3) {
            again.set_value();
        }
        return 1h;
    });
    EXPECT_EQ(again.get_future().wait_for(60s), std::future_status::ready);
    keeper.stop();
    EXPECT_EQ(steps, 3);
}

TEST(Keeper, stops_while_it_waits_and_tells_a_long_step_to_end) {
    {
        const Keeper waits("a test failed", 1h, []() -> Result<Keeper::Wait> { return 1h; });
    }
    std::promise<void> begun;
    std::unique_ptr<Keeper> keeper;
    std::promise<void> made;
    bool ended = false;
    keeper =
        std::make_unique<Keeper>("a test failed", 0s, [&, ready = made.get_future().share()]() -> Result<Keeper::Wait> {
            ready.wait();
            begun.set_value();
            while (!keeper->stopping()) {
                std::this_thread::yield();
            }
            ended = true;
            return 1h;
        });
    made.set_value();
    begun.get_future().wait();
    keeper->stop();
    EXPECT_TRUE(ended) << "stopping waits for the step";
    keeper->stop();  // told twice, as a destructor does
}

}  // namespace
}  // namespace bluelamp::commands
