// SPDX-License-Identifier: Apache-2.0
/// The invented calls of the demonstration's control room, of reference/demonstration/calls.json.
#pragma once

#include "commands/opened.hpp"

namespace bluelamp::commands {

/// Takes them in the name of the demonstration's call handler and supervisor, each at its own time, through the same
/// commands as everybody; not when the force has any incident already or those accounts are gone.
Result<void> take_demonstration_calls(Opened& opened);

}  // namespace bluelamp::commands
