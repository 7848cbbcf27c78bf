// SPDX-License-Identifier: Apache-2.0
/// What people read where scripts take --json: the same answer, laid out in lines of 80 columns. Pure.
#pragma once

#include <string>

#include "core/json.hpp"

namespace bluelamp::commands {

/// One member to a line, its name in words; lists below it, the first 20 items; long text wrapped.
[[nodiscard]] std::string laid_out(const json::Object& answer);

/// `measure --list`: name and unit, then title and what it counts.
[[nodiscard]] std::string laid_out_measures(const json::Object& answer);

/// `measure --by`: a table with a line for each point, then what holds for all of them.
[[nodiscard]] std::string laid_out_series(const json::Object& answer);

/// `measure --records`: a table under the titles of its columns.
[[nodiscard]] std::string laid_out_records(const json::Object& answer);

}  // namespace bluelamp::commands
