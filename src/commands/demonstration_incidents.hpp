// SPDX-License-Identifier: Apache-2.0
/// The invented incidents of the demonstration, opened through the real commands.
#pragma once

#include "commands/opened.hpp"
#include "policy/policy.hpp"

namespace bluelamp::commands {

/// Opens them in the name of the demonstration's call handler, unless the force has any incident already or that
/// account is gone.
Result<void> open_demonstration_incidents(Opened& opened, const policy::Policy& policy);

}  // namespace bluelamp::commands
