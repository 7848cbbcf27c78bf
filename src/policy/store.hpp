// SPDX-License-Identifier: Apache-2.0
/// Rows to types for versions; known to this folder only.
#pragma once

#include "policy/versions.hpp"

namespace bluelamp::policy {

PolicyVersion read_version_row(const db::Row& row);

/// `not_found` where there is none of that name.
Result<PolicyVersion> stored_version(db::Reader& reader, const ForceId& force, std::string_view name);
Result<std::string> stored_text(db::Reader& reader, const ForceId& force, std::string_view name);

/// Records one step of a version as this act.
Result<void> note(db::Transaction& tx, const Act& act, std::string_view action, const PolicyVersion& version,
                  std::string_view text);

}  // namespace bluelamp::policy
