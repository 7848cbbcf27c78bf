// SPDX-License-Identifier: Apache-2.0
#include "core/result.hpp"

namespace bluelamp {

std::string_view name(ErrorCode code) {
    switch (code) {
        case ErrorCode::invalid: return "invalid";
        case ErrorCode::unauthenticated: return "unauthenticated";
        case ErrorCode::forbidden: return "forbidden";
        case ErrorCode::not_found: return "not_found";
        case ErrorCode::conflict: return "conflict";
        case ErrorCode::stale: return "stale";
        case ErrorCode::key_reused: return "key_reused";
        case ErrorCode::too_large: return "too_large";
        case ErrorCode::too_many: return "too_many";
        case ErrorCode::unavailable: return "unavailable";
        case ErrorCode::internal: return "internal";
    }
    return "internal";
}

}  // namespace bluelamp
