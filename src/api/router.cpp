// SPDX-License-Identifier: Apache-2.0
#include "api/router.hpp"

#include <fmt/format.h>

#include "core/text.hpp"

namespace bluelamp::api {
namespace {

/// "/a/{id}/b" cut at the slashes, without the leading empty one.
std::vector<std::string_view> segments(std::string_view path) {
    std::vector<std::string_view> out;
    std::size_t from = path.starts_with('/') ? 1 : 0;
    while (from <= path.size()) {
        const std::size_t end = std::min(path.find('/', from), path.size());
        out.push_back(path.substr(from, end - from));
        from = end + 1;
    }
    return out;
}

bool is_field(std::string_view segment) {
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

/// The path fields when `wanted` fits the pattern; nullopt when it does not.
std::optional<std::vector<std::pair<std::string, std::string>>> fit(const std::vector<std::string_view>& pattern,
                                                                    const std::vector<std::string_view>& wanted) {
    if (pattern.size() != wanted.size()) {
        return std::nullopt;
    }
    std::vector<std::pair<std::string, std::string>> fields;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (!is_field(pattern[i])) {
            if (pattern[i] != wanted[i]) {
                return std::nullopt;
            }
            continue;
        }
        auto value = http::percent_decode(wanted[i]);
        if (!value || value->empty()) {
            return std::nullopt;
        }
        fields.emplace_back(pattern[i].substr(1, pattern[i].size() - 2), std::move(*value));
    }
    return fields;
}

}  // namespace

Router::Match Router::match(http::Method method, std::string_view path) const {
    const auto wanted = segments(path);
    const http::Method asked = method == http::Method::head ? http::Method::get : method;
    Match found;
    for (const auto& route : routes_) {
        auto fields = fit(segments(route->path), wanted);
        if (!fields) {
            continue;
        }
        if (route->method == asked) {
            found.route = route.get();
            found.path = std::move(*fields);
            return found;
        }
        found.allow += (found.allow.empty() ? "" : ", ") + std::string(http::name(route->method));
    }
    return found;
}

Route& Router::add(Route route) {
    for (const auto& other : routes_) {
        if (other->method == route.method && other->path == route.path) {
            throw InvariantBroken(
                fmt::format("the route {} {} is registered twice", http::name(route.method), route.path));
        }
    }
    routes_.push_back(std::make_unique<Route>(std::move(route)));
    return *routes_.back();
}

void Router::coerce_member(json::Object& texts, const char* name) {
    json::Value* found = texts.if_contains(name);
    if (found == nullptr || !found->is_string()) {
        return;
    }
    const std::string_view text = found->get_string();
    if (const auto whole = parse_int(text)) {
        *found = *whole;
    } else if (const auto number = parse_real(text)) {
        *found = *number;
    } else if (text == "true" || text == "false") {
        *found = text == "true";
    }
}

}  // namespace bluelamp::api
