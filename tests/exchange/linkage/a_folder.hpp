// SPDX-License-Identifier: Apache-2.0
/// A folder for the files of a test, gone with it.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

namespace bluelamp::linkage {

class AFolder : public testing::Test {
   protected:
    void SetUp() override {
        std::string made = (std::filesystem::temp_directory_path() / "bluelamp-linkage.XXXXXX").string();
        ASSERT_NE(mkdtemp(made.data()), nullptr);
        folder = made;
    }
    void TearDown() override { std::filesystem::remove_all(folder); }

    [[nodiscard]] std::string write(const std::string& name, const std::string& text) const {
        std::ofstream(folder / name, std::ios::binary) << text;
        return (folder / name).string();
    }
    static std::string text_of(const std::filesystem::path& path) {
        std::ifstream file(path, std::ios::binary);
        std::stringstream text;
        text << file.rdbuf();
        return text.str();
    }

    std::filesystem::path folder;
};

}  // namespace bluelamp::linkage
