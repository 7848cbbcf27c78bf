// SPDX-License-Identifier: Apache-2.0
#include "commands/ask_password.hpp"

#include <termios.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <iostream>

#include <fmt/format.h>

namespace bluelamp::commands {
namespace {

/// No echo while it lives. Signals wait for its end, so that no interruption leaves the terminal silent.
class Silence {
   public:
    Silence() {
        sigset_t all;
        sigfillset(&all);
        pthread_sigmask(SIG_BLOCK, &all, &signals_);
        tcgetattr(STDIN_FILENO, &before_);
        termios silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    ~Silence() {
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
        pthread_sigmask(SIG_SETMASK, &signals_, nullptr);
    }
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;

   private:
    termios before_{};
    sigset_t signals_{};
};

std::string line() {
    std::string text;
    std::getline(std::cin, text);
    if (text.ends_with('\r')) {
        text.pop_back();
    }
    return text;
}

std::string asked(const char* prompt) {
    fmt::print(stderr, "{}: ", prompt);
    const Silence silence;
    std::string text = line();
    fmt::print(stderr, "\n");
    return text;
}

}  // namespace

Result<std::string> ask_password() {
    if (isatty(STDIN_FILENO) == 0) {
        return line();
    }
    std::string password = asked("Password");
    if (asked("The same again") != password) {
        return fail(ErrorCode::invalid, "password", "The two are not the same; start again.");
    }
    return password;
}

}  // namespace bluelamp::commands
