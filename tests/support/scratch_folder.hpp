// SPDX-License-Identifier: Apache-2.0
/// A folder of its own for the files of a test, gone with it. CTest runs several tests at once: of a fixed name in the
/// folder for temporary files, one reads what another is writing.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>

namespace bluelamp {

class ScratchFolder {
   public:
    ScratchFolder() {
        std::string made = (std::filesystem::temp_directory_path() / "bluelamp-scratch.XXXXXX").string();
        if (mkdtemp(made.data()) == nullptr) {
            throw std::runtime_error("cannot make the folder " + made);
        }
        path_ = made;
    }
    ~ScratchFolder() {
        std::error_code left;  // a file that stays behind fails no test
        std::filesystem::remove_all(path_, left);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::filesystem::path operator/(std::string_view name) const { return path_ / name; }

    /// Where it was written.
    std::filesystem::path write(std::string_view name, std::string_view bytes) const {
        std::ofstream(path_ / name, std::ios::binary) << bytes;
        return path_ / name;
    }
    /// Empty where there is no such file.
    [[nodiscard]] std::string text_of(std::string_view name) const {
        std::ifstream file(path_ / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

   private:
    std::filesystem::path path_;
};

}  // namespace bluelamp
