// SPDX-License-Identifier: Apache-2.0
#include <numeric>

#include "tests/db/words.hpp"

namespace bluelamp::db {
namespace {

using testing::ElementsAre;

/// Takes the next number and writes it down.
Result<void> number_a_note(Transaction& tx) {
    Register& last = TRY(tx.keep("notes"));
    ++last.number;
    last.text = fmt::format("note {}", last.number);
    return tx.execute(insert_note, {last.number, last.text});
}

class Registers : public Notebook {
   protected:
    Register kept(const ForceId& force = hertfordshire()) {
        Register found;
        const auto read = database().write(force, [&](Transaction& tx) -> Result<void> {
            found = TRY(tx.keep("notes")).get();
            return {};
        });
        EXPECT_TRUE(read) << read.error().cause;
        return found;
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Registers, both_engines(), engine_name);

TEST_P(Registers, begin_at_zero_and_are_kept) {
    EXPECT_EQ(kept().number, 0);
    EXPECT_EQ(kept().text, "");
    ASSERT_TRUE(write(number_a_note));
    ASSERT_TRUE(write(number_a_note));
    open_again();
    EXPECT_EQ(kept().number, 2);
    EXPECT_EQ(kept().text, "note 2");
}

TEST_P(Registers, belong_to_one_force) {
    ASSERT_TRUE(write(number_a_note));
    EXPECT_EQ(kept(the_city()).number, 0);
}

TEST_P(Registers, give_back_the_number_of_a_command_that_fails) {
    Crowd crowd(database());
    for (int i = 0; i < 100; ++i) {
        crowd.add([i](Transaction& tx) -> Result<void> {
            TRY(number_a_note(tx));
            Register& other = TRY(tx.keep("notes"));
            other.text += "!";
            if (i % 3 == 1) {
                return fail(ErrorCode::invalid, "i", "Not this one.");
            }
            return {};
        });
    }
    crowd.answers();
    std::vector<std::int64_t> expected(67);
    std::iota(expected.begin(), expected.end(), 1);
    EXPECT_EQ(notes(), expected);
    EXPECT_EQ(kept().number, 67);
    EXPECT_EQ(kept().text, "note 67!");
}

TEST_P(Registers, give_back_the_number_when_only_a_register_was_changed) {
    Crowd crowd(database());
    crowd.add(number_a_note);
    crowd.add([](Transaction& tx) -> Result<void> {
        Register& last = TRY(tx.keep("notes"));
        last.number = 1'000;
        return fail(ErrorCode::conflict, "", "Somebody was first.");
    });
    crowd.add(number_a_note);
    crowd.answers();
    EXPECT_THAT(notes(), ElementsAre(1, 2));
    EXPECT_EQ(database().health().reruns, 0);
}

TEST_P(Registers, stay_gapless_when_two_servers_write_at_once) {
    const auto other = second_handle();
    constexpr int each = 300;
    std::latch answered(2 * each);
    std::atomic<int> failed = 0;
    const auto hand_in = [&](Database& server) {
        for (int i = 0; i < each; ++i) {
            server.submit({hertfordshire(), number_a_note, [&](const Result<void>& answer) {
                               failed += answer ? 0 : 1;
                               answered.count_down();
                           }});
            if (i % 20 == 0) {
                std::this_thread::sleep_for(std::chrono::milliseconds(1));  // several batches for each server
            }
        }
    };
    std::thread second([&] { hand_in(*other); });
    hand_in(database());
    second.join();
    answered.wait();
    EXPECT_EQ(failed, 0);
    std::vector<std::int64_t> expected(2 * each);
    std::iota(expected.begin(), expected.end(), 1);
    EXPECT_EQ(notes(), expected);
    EXPECT_EQ(kept().number, 2 * each);
}

}  // namespace
}  // namespace bluelamp::db
