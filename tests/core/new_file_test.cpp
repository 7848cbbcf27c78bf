// SPDX-License-Identifier: Apache-2.0
#include "core/new_file.hpp"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/scratch_folder.hpp"

namespace bluelamp {
namespace {

namespace fs = std::filesystem;

class NewFiles : public testing::Test {
   protected:
    [[nodiscard]] std::size_t files() const {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()));
    }
    const ScratchFolder folder;
};

TEST_F(NewFiles, are_not_there_before_they_are_whole) {
    std::ofstream(folder / "out") << "what was there";
    const auto file = NewFile::create(folder / "out").value();
    const std::string much(3U << 20, 'x');
    ASSERT_TRUE(file->append(much));
    EXPECT_EQ(folder.text_of("out"), "what was there");
    ASSERT_TRUE(file->append("end") && file->finish());
    EXPECT_EQ(folder.text_of("out"), much + "end");
    EXPECT_EQ(files(), 1U);
}

TEST_F(NewFiles, never_replace_a_database) {
    std::ofstream(folder / "out") << "SQLite format 3" << std::string(100, '\0');
    const auto refused = NewFile::create(folder / "out");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::invalid);
    EXPECT_EQ(fs::file_size(folder / "out"), 115U);
}

TEST_F(NewFiles, leave_nothing_behind_when_the_work_is_given_up) {
    {
        const auto file = NewFile::create(folder / "out").value();
        ASSERT_TRUE(file->append("half"));
    }
    EXPECT_EQ(files(), 0U);
}

TEST_F(NewFiles, are_written_where_a_link_leads) {
    fs::create_directory(folder / "far");
    std::ofstream(folder / "far/real") << "old";
    fs::create_symlink(folder / "far/real", folder / "link");
    const auto file = NewFile::create(folder / "link").value();
    ASSERT_TRUE(file->append("new") && file->finish());
    EXPECT_TRUE(fs::is_symlink(folder / "link"));
    EXPECT_EQ(folder.text_of("far/real"), "new");
}

TEST_F(NewFiles, refuse_folders_and_places_where_none_can_be) {
    EXPECT_THAT(NewFile::create(folder.path()).error().message, testing::HasSubstr("This is a folder"));
    EXPECT_THAT(NewFile::create(folder / "none/out").error().message, testing::HasSubstr("Check the folder"));
    const auto two = NewFile::create(folder / "out");
    ASSERT_TRUE(two);
    EXPECT_FALSE(NewFile::create(folder / "out"));
}

TEST_F(NewFiles, say_so_when_the_disk_is_full) {
    const auto file = NewFile::create("/dev/full");
    ASSERT_TRUE(file) << file.error().message;
    ASSERT_TRUE((*file)->append("x"));
    const auto finished = (*file)->finish();
    ASSERT_FALSE(finished);
    EXPECT_EQ(finished.error().field, "/dev/full");
    EXPECT_EQ(finished.error().code, ErrorCode::unavailable);
    EXPECT_THAT(finished.error().message, testing::HasSubstr("Make room"));
}

}  // namespace
}  // namespace bluelamp
