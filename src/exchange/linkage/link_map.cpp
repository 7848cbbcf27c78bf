// SPDX-License-Identifier: Apache-2.0
#include "exchange/linkage/link_map.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "core/file.hpp"
#include "core/text.hpp"

namespace bluelamp::linkage {
namespace {

constexpr std::size_t largest_map = 256 * 1024;

/// Where a refusal points: file and line.
tl::unexpected<Error> wrong(const std::string& name, const toml::source_region& at, std::string what) {
    return fail(ErrorCode::invalid, fmt::format("{}:{}", name, std::max<unsigned>(at.begin.line, 1)), std::move(what));
}

std::string kinds_known() {
    std::string known;
    for (std::size_t kind = 0; kind < identity::kinds; ++kind) {
        known += fmt::format("{}{}", kind == 0 ? "" : " ", identity::name(static_cast<identity::Kind>(kind)));
    }
    return known;
}

struct Entry {
    toml::source_region at;
    std::string column, kind;
};

/// The library sorts keys by name; the order given is that of their places in the file.
Result<std::vector<Entry>> entries(const toml::table& columns, const std::string& name) {
    std::vector<Entry> found;
    for (const auto& [key, node] : columns) {
        const auto kind = node.value_exact<std::string>();
        if (!kind || trim(*kind).empty()) {
            return wrong(name, key.source(),
                         fmt::format("columns.{} must be one word in quotes that says what the column holds: {}.",
                                     key.str(), kinds_known()));
        }
        found.push_back({key.source(), std::string(key.str()), std::string(trim(*kind))});
    }
    std::sort(found.begin(), found.end(), [](const Entry& a, const Entry& b) { return a.at.begin < b.at.begin; });
    return found;
}

Result<void> read_columns(const toml::table& columns, const std::string& name, LinkMap& map) {
    std::set<std::string> seen;
    for (Entry& entry : TRY(entries(columns, name))) {
        if (!seen.insert(fold(entry.column)).second) {
            return wrong(name, entry.at,
                         fmt::format("The column \"{}\" is named twice (case and spaces do not count); take one away.",
                                     entry.column));
        }
        const auto kind = identity::kind_named(entry.kind);
        if (!kind) {
            map.unknown_kinds.push_back(entry.kind);
        }
        map.columns.emplace_back(std::move(entry.column), kind.value_or(identity::Kind::other));
    }
    return {};
}

Result<LinkMap> read_top(const toml::table& top, const std::string& name) {
    for (const auto& [key, node] : top) {
        if (key.str() != "id" && key.str() != "columns") {
            return wrong(
                name, key.source(),
                fmt::format("{} is not known here; a map has id = \"column\" and a table [columns].", key.str()));
        }
    }
    LinkMap map;
    const toml::node* id = top.get("id");
    map.id = std::string(trim(id == nullptr ? "" : id->value_exact<std::string>().value_or("")));
    if (map.id.empty()) {
        return wrong(name, id == nullptr ? top.source() : id->source(),
                     "id is missing or not text; name the column that tells one record from another, as id = \"id\", "
                     "above [columns].");
    }
    const toml::node* columns = top.get("columns");
    if (columns == nullptr || !columns->is_table() || columns->as_table()->empty()) {
        return wrong(name, columns == nullptr ? top.source() : columns->source(),
                     "The table [columns] is missing or empty; write [columns] on a line of its own and below it a "
                     "line for each column, as surname = \"surname\".");
    }
    TRY(read_columns(*columns->as_table(), name, map));
    return map;
}

}  // namespace

Result<LinkMap> parse_link_map(std::string_view text, const std::string& name) {
    toml::table table;
    try {
        table = toml::parse(text, name);
    } catch (const toml::parse_error& error) {  // toml++ says so by exception; its words and place become ours
        return fail(ErrorCode::invalid, fmt::format("{}:{}", name, error.source().begin.line),
                    fmt::format("This is not TOML: {}.", error.description()));
    }
    return read_top(table, name);
}

Result<LinkMap> read_link_map(const std::filesystem::path& file) {
    const std::string text = TRY(read_all(file, largest_map));
    return parse_link_map(text, file.string());
}

}  // namespace bluelamp::linkage
