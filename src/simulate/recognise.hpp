// SPDX-License-Identifier: Apache-2.0
/// What a handler does with the look-up: asks the person it names a question that only he can answer, and holds the
/// answer against the register.
#pragma once

#include "simulate/scene.hpp"

namespace bluelamp::simulate {

/// Looks up what was said in `call`, tells the truth of it, and keeps the handler's decision in the call. Handlers make
/// mistakes: one in seventy takes the first for whom he is not, one in forty makes somebody anew who is known.
Result<void> recognise(const Stage& stage, Call& call, Instant now);

/// Whether a person on the register answers like `caller`: born that day, and of that name or nearly.
[[nodiscard]] bool fits(const Lists& lists, const people::Person& known, const Person& caller, const Home& home);

}  // namespace bluelamp::simulate
