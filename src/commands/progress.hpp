// SPDX-License-Identifier: Apache-2.0
/// Progress of long work on standard error: one rewritten line with rate and time left on a terminal, plain lines
/// otherwise.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bluelamp::commands {

class ProgressLine {
   public:
    ProgressLine();
    ~ProgressLine();  ///< ends the line
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    /// `done` of `all` in any unit, and how many `rows` that was.
    void show(std::int64_t done, std::int64_t all, std::int64_t rows, const std::string& what);

   private:
    bool terminal_;
    bool written_ = false;
    std::chrono::steady_clock::time_point start_, last_;
};

/// One line of progress for each stage: its own rate, its own time left.
class Stages {
   public:
    void show(std::string_view stage, double share, std::size_t records);
    void end() { line_.reset(); }

   private:
    std::string stage_;
    std::optional<ProgressLine> line_;
};

}  // namespace bluelamp::commands
