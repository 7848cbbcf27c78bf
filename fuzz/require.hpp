// SPDX-License-Identifier: Apache-2.0
/// What a fuzz target asks of the code under test: a promise that does not hold ends the program, and libFuzzer keeps
/// the input.
#pragma once

#include <cstdlib>

inline void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}
