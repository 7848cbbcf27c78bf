// SPDX-License-Identifier: Apache-2.0
/// What storing imported incidents and verifying them agree on; known to this desk only.
///
/// Every act that stores imported incidents tells the sum (core/digest_sum.hpp) over all that the force holds then, so
/// the newest such act answers for every one of them. The register keeps the sum to go on from.
#pragma once

#include <string>
#include <string_view>

#include "policing/incidents/incidents.hpp"

namespace bluelamp::incidents {

inline constexpr std::string_view sum_register = "imported incidents";  ///< as store.sql has it
inline constexpr std::string_view import_record = "imported";           ///< as store.sql has it

/// Content of the act.
struct ImportAct {
    std::string source;
    std::int64_t added = 0, changed = 0;
    std::int64_t incidents = 0;  ///< imported ones that the force holds now, of whatever source
    std::string sum;             ///< fingerprint over all of them
};
BOOST_DESCRIBE_STRUCT(ImportAct, (), (source, added, changed, incidents, sum))

/// What this desk gave an imported incident when it came in, and no later import changes.
struct Given {
    std::string id, opened_on;
    std::int64_t number = 0;
    std::string opened_by;
};

/// Everything that is kept of what the source told, so that a row that says the same again is known to be unchanged.
[[nodiscard]] std::string digest_of(const Imported& row);

/// What stands for one incident in the sum. `digest` is digest_of(row).
[[nodiscard]] std::string leaf_of(const Given& given, const Imported& row, std::string_view digest);

}  // namespace bluelamp::incidents
