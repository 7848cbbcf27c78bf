// SPDX-License-Identifier: Apache-2.0
/// A password from standard input: asked for twice without echo on a terminal, else the first line. Its line end is
/// taken off; blanks belong to it.
#pragma once

#include <string>

#include "core/result.hpp"

namespace bluelamp::commands {

Result<std::string> ask_password();

}  // namespace bluelamp::commands
