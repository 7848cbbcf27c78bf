// SPDX-License-Identifier: Apache-2.0
/// The truth: the same for the same seed, on both databases; and how it is scored.
#include "tests/simulate/a_force_that_lives.hpp"
#include "tests/support/scratch_folder.hpp"

namespace bluelamp::simulate {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class TheTruth : public AForceThatLives {
   protected:
    /// What a force of `seed` tells in nine hours on a database of its own.
    std::string told(std::uint64_t seed, std::string_view engine) {
        const db::TestDatabase there(engine);
        reopen(there.target());
        std::ostringstream truth;
        EXPECT_EQ(words_of(begin(seed, 0.05, &truth)), "");
        EXPECT_EQ(words_of(live(9h)), "");
        EXPECT_TRUE(living->report());
        living.reset();
        opened.reset();
        return truth.str();
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, TheTruth, db::both_engines(), db::engine_name);

TEST_P(TheTruth, is_the_same_to_the_byte_for_the_same_seed_on_either_database) {
    const std::uint64_t seed = a_seed();
    const std::string here = told(seed, GetParam());
    EXPECT_EQ(here, told(seed, "sqlite"));
    EXPECT_NE(here, told(seed + 1, "sqlite"));
    EXPECT_GT(std::count(here.begin(), here.end(), '\n'), 10);
}

TEST_P(TheTruth, of_a_file_scores_as_it_was_lived) {
    std::ostringstream truth;
    ASSERT_EQ(words_of(begin(a_seed(), 0.1, &truth)), "");
    ASSERT_EQ(words_of(live(12h)), "");
    const auto report = living->report();
    ASSERT_TRUE(report);
    const ScratchFolder folder;
    const auto scored = score(folder.write("truth", truth.str()));
    ASSERT_TRUE(scored) << scored.error().message;
    EXPECT_EQ(json::to_text(*scored), json::to_text(report->recognition));
    EXPECT_GT(scored->calls, 10);
}

class Scores : public testing::Test {
   protected:
    [[nodiscard]] Result<Score> of(const std::string& text) const { return score(folder.write("truth", text)); }
    static std::string call(const std::string& known_as, const std::string& shown) {
        return R"({"kind":"call","contact":"c","at":"2026-01-15T12:00:00.000Z","person":1,"known_as":[)" + known_as +
               R"(],"shown":[)" + shown + R"(],"decided":null})" + "\n";
    }
    static std::string shows(const std::string& subject, double probability) {
        return fmt::format(R"({{"subject":"{}","match":"certain","probability":{}}})", subject, probability);
    }

    const ScratchFolder folder;
};

TEST_F(Scores, precision_and_recall_of_who_was_shown_first) {
    const auto scored = of(call(R"("a")", shows("a", 0.99)) +                         // he
                           call(R"("a","b")", shows("b", 0.6)) +                      // he, by his second record
                           call(R"("a")", shows("x", 0.9) + "," + shows("a", 0.5)) +  // another stands first
                           call(R"("a")", shows("a", 0.4)) +                          // he, but not surely
                           call(R"("a")", "") +                                       // nobody
                           call("", shows("y", 0.7)) +                                // he is not on the register
                           call("", ""));
    ASSERT_TRUE(scored) << scored.error().message;
    EXPECT_EQ(scored->calls, 7);
    EXPECT_EQ(scored->known, 5);
    EXPECT_EQ(scored->recognised, 4);
    EXPECT_EQ(scored->right, 2);
    EXPECT_EQ(scored->shown, 4);
    EXPECT_DOUBLE_EQ(scored->precision, 0.5);
    EXPECT_DOUBLE_EQ(scored->recall, 0.4);
}

TEST_F(Scores, what_is_no_truth_is_refused_with_its_line) {
    const std::pair<std::string, std::string> broken[] = {
        {"", "is empty"},
        {"nonsense\n", "line 1"},
        {call("", "") + "{}\n", "line 2"},
        {call("", "") + R"({"kind":"call","contact":"c"})" + "\n", "line 2"},
        {"[]\n", "line 1"},
    };
    for (const auto& [text, why] : broken) {
        const auto refused = of(text);
        ASSERT_FALSE(refused) << text;
        EXPECT_EQ(refused.error().field, "--score");
        EXPECT_THAT(refused.error().message, HasSubstr(why));
    }
    EXPECT_EQ(score("/nowhere/truth").error().field, "--score");
}

}  // namespace
}  // namespace bluelamp::simulate
