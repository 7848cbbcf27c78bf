// SPDX-License-Identifier: Apache-2.0
/// Opens, or makes, the SQLite database of a data folder.
#pragma once

#include "db/engine.hpp"

namespace bluelamp::db::sqlite {

/// The file is `bluelamp.sqlite`, readable by its owner only. Errors name --data.
[[nodiscard]] Result<Engine> open(const std::string& data_dir, const Settings& settings);

}  // namespace bluelamp::db::sqlite
