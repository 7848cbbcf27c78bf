// SPDX-License-Identifier: Apache-2.0
#include "api/router.hpp"

#include <fmt/format.h>

#include <map>
#include <span>

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

}  // namespace

/// A place in the tree of all addresses: what may follow literally, what any word may stand for, and what is here.
struct Router::Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> literal;
    std::unique_ptr<Node> field;
    std::vector<const Route*> routes;

    Node& make(std::string_view segment) {
        auto& next = is_field(segment) ? field : literal[std::string(segment)];
        if (!next) {
            next = std::make_unique<Node>();
        }
        return *next;
    }
    /// Every place that fits, those that fit to the letter first.
    void find(std::span<const std::string_view> wanted, std::vector<const Node*>& found) const {
        if (wanted.empty()) {
            found.push_back(this);
            return;
        }
        if (const auto next = literal.find(wanted.front()); next != literal.end()) {
            next->second->find(wanted.subspan(1), found);
        }
        if (field) {
            field->find(wanted.subspan(1), found);
        }
    }
};

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;

namespace {

/// What stands in the place of the route's fields; nullopt when a field is empty or not well encoded.
std::optional<std::vector<std::pair<std::string, std::string>>> fields_of(const Route& route,
                                                                          std::span<const std::string_view> wanted) {
    std::vector<std::pair<std::string, std::string>> fields;
    if (route.path.find('{') == std::string::npos) {
        return fields;
    }
    const auto pattern = segments(route.path);
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (is_field(pattern[i])) {
            auto value = http::percent_decode(wanted[i]);
            if (!value || value->empty()) {
                return std::nullopt;
            }
            fields.emplace_back(pattern[i].substr(1, pattern[i].size() - 2), std::move(*value));
        }
    }
    return fields;
}

}  // namespace

Router::Match Router::match(http::Method method, std::string_view path) const {
    const auto wanted = segments(path);
    const http::Method asked = method == http::Method::head ? http::Method::get : method;
    std::vector<const Node*> places;
    root_->find(wanted, places);
    Match found;
    for (const Node* place : places) {
        for (const Route* route : place->routes) {
            auto fields = fields_of(*route, wanted);
            if (fields && route->method == asked) {
                return {route, std::move(*fields), {}};
            }
            if (fields) {
                found.allow += (found.allow.empty() ? "" : ", ") + std::string(http::name(route->method));
            }
        }
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
    Node* place = root_.get();
    for (const std::string_view segment : segments(routes_.back()->path)) {
        place = &place->make(segment);
    }
    place->routes.push_back(routes_.back().get());
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
