// SPDX-License-Identifier: Apache-2.0
/// The shipped policies, read once, for tests of every desk.
#pragma once

#include <stdexcept>
#include <string>

#include "policy/policy.hpp"

namespace bluelamp::policy {

/// forces/<name>.toml; throws with its first problem.
inline Policy shipped_policy(const std::string& name) {
    const std::string path = BLUELAMP_SOURCE_DIR "/forces/" + name + ".toml";
    const auto read = read_whole(path);
    const auto parsed = read ? parse(*read, path) : Result<Policy>(tl::unexpected(read.error()));
    if (!parsed) {
        throw std::runtime_error(parsed.error().field + ": " + parsed.error().message);
    }
    return *parsed;
}

inline const Policy& city_policy() {
    static const Policy policy = shipped_policy("city-of-london-2014");
    return policy;
}

inline const Policy& met_policy() {
    static const Policy policy = shipped_policy("met-2014");
    return policy;
}

inline const Policy& hertfordshire_policy() {
    static const Policy policy = shipped_policy("hertfordshire-2014");
    return policy;
}

inline const Policy& example_policy() {
    static const Policy policy = shipped_policy("example");
    return policy;
}

}  // namespace bluelamp::policy
