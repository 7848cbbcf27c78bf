// SPDX-License-Identifier: Apache-2.0
/// Policy files on the command line.
#include <gmock/gmock.h>

#include <filesystem>

#include "commands/commands.hpp"
#include "tests/support/scratch_folder.hpp"

namespace bluelamp::commands {
namespace {

using testing::HasSubstr;

std::string shipped(const std::string& name) { return BLUELAMP_SOURCE_DIR "/forces/" + name + ".toml"; }

TEST(PolicyFiles, are_checked_with_every_problem_on_a_line_of_its_own) {
    const auto sound = check_policy(shipped("city-of-london-2014"));
    ASSERT_TRUE(sound);
    EXPECT_TRUE(sound->ok);
    EXPECT_EQ(sound->json, R"({"ok":true,"problems":[]})");
    const ScratchFolder folder;
    const std::filesystem::path file = folder.write("broken.toml", "version = \"x\"\nforce = 7\n");
    const auto broken = check_policy(file.string());
    ASSERT_TRUE(broken);
    EXPECT_FALSE(broken->ok);
    EXPECT_THAT(broken->words, HasSubstr(file.string() + ":2: force: must be text in quotes"));
    EXPECT_THAT(broken->json, HasSubstr(R"("line":2,"key":"force")"));
    EXPECT_FALSE(show_policy(file.string())) << "what has problems is not ready to be proposed";
    EXPECT_FALSE(diff_policies(file.string(), shipped("example")));
    std::filesystem::remove(file);
    EXPECT_FALSE(check_policy(file.string())) << "no such file";
}

TEST(PolicyFiles, are_compared_in_words) {
    const auto compared = diff_policies(shipped("city-of-london-2014"), shipped("met-2014"));
    ASSERT_TRUE(compared);
    EXPECT_THAT(compared->words, HasSubstr("Level \"immediate\": limit 15 min, was 12 min"));
    EXPECT_EQ(diff_policies(shipped("example"), shipped("example"))->words, "They do not differ.");
}

TEST(PolicyFiles, are_shown_whole) {
    const auto whole = show_policy(shipped("example"));
    ASSERT_TRUE(whole);
    EXPECT_THAT(*whole, HasSubstr("code = \"burglary_home\""));
}

}  // namespace
}  // namespace bluelamp::commands
