// SPDX-License-Identifier: Apache-2.0
#include "commands/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace bluelamp::commands {

using namespace std::chrono_literals;

ProgressLine::ProgressLine()
    : terminal_(isatty(STDERR_FILENO) == 1), start_(std::chrono::steady_clock::now()), last_(start_) {}

ProgressLine::~ProgressLine() {
    if (terminal_ && written_) {
        fmt::print(stderr, "\n");
    }
}

void ProgressLine::show(std::int64_t done, std::int64_t all, std::int64_t rows, const std::string& what) {
    const auto now = std::chrono::steady_clock::now();
    if (now - last_ < (terminal_ ? 200ms : 5000ms) || all <= 0) {
        return;
    }
    last_ = now;
    written_ = true;
    const double seconds = std::chrono::duration<double>(now - start_).count();
    const double share = static_cast<double>(done) / static_cast<double>(all);
    const double left = share > 0 ? seconds / share - seconds : 0;
    fmt::print(stderr, "{}{:3.0f} %  {} rows, {:.0f} a second, {:.0f} s left  {}{}", terminal_ ? "\r\x1b[K" : "",
               share * 100, rows, static_cast<double>(rows) / seconds, left, what, terminal_ ? "" : "\n");
    std::fflush(stderr);
}

void Stages::show(std::string_view stage, double share, std::size_t records) {
    if (!line_ || stage != stage_) {
        stage_ = stage;
        line_.reset();
        line_.emplace();
    }
    constexpr double fine = 10'000;
    line_->show(static_cast<std::int64_t>(share * fine), static_cast<std::int64_t>(fine),
                static_cast<std::int64_t>(static_cast<double>(records) * share), stage_);
}

}  // namespace bluelamp::commands
