// SPDX-License-Identifier: Apache-2.0
/// A password in JSON: kept as it was typed, white space and all, because what is hashed must be what is typed next
/// time. Read only into what hashes it; never written out.
#pragma once

#include "core/json.hpp"

namespace bluelamp::json {

struct Secret {
    std::string text;
    operator std::string_view() const { return text; }  // NOLINT: it is its text
};

template <>
struct Format<Secret> {
    static void write(std::string& out, const Secret&) { out += "\"\""; }
    static Result<Secret> read(const Value& value, const std::string& path) {
        if (!value.is_string()) {
            return detail::wrong(path, "text");
        }
        return Secret{std::string(value.get_string())};
    }
    static Object schema(Components&) { return {{"type", "string"}}; }
};

}  // namespace bluelamp::json
