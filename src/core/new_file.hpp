// SPDX-License-Identifier: Apache-2.0
/// A file that is there when it is whole, and not before.
///
/// Promises: what is written stands beside the name asked for until `finish`, which puts it in place at once, over what
/// was there; without it nothing is left behind. Devices and pipes are written as they are. Refuses, before anything is
/// done: a folder, and a place where no file can be made; and, when it happens, a disk that is full.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace bluelamp {

class NewFile {
   public:
    [[nodiscard]] static Result<std::unique_ptr<NewFile>> create(const std::filesystem::path& path);
    ~NewFile();
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;

    [[nodiscard]] Result<void> append(std::string_view bytes);
    /// On disk and in place; nothing may be appended afterwards.
    [[nodiscard]] Result<void> finish();

   private:
    NewFile() = default;
    [[nodiscard]] Result<void> flush();

    std::string name_;     ///< in errors, as it was asked for
    std::string target_;   ///< links followed
    std::string beside_;   ///< empty for devices and pipes
    std::string waiting_;  ///< not yet written
    int descriptor_ = -1;
};

}  // namespace bluelamp
