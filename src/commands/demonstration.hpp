// SPDX-License-Identifier: Apache-2.0
/// The demonstration: invented accounts, invented incidents on real streets, and a few published months, so that a
/// newcomer meets pages with something on them. All people are invented; telephone numbers are from the ranges reserved
/// for drama.
#pragma once

#include <string>
#include <vector>

#include "commands/opened.hpp"

namespace bluelamp::commands {

struct SignInLine {
    std::string role, username, password;
};

/// Makes what is missing and answers the sign-ins by role. The passwords are drawn on the first start and kept in the
/// file demonstration-sign-ins (mode 0600) in `folder`, or, where there is no data folder, are told once.
Result<std::vector<SignInLine>> make_demonstration(Opened& opened, const std::string& folder);

}  // namespace bluelamp::commands
