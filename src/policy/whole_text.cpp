// SPDX-License-Identifier: Apache-2.0
#include "core/file.hpp"
#include "core/text.hpp"
#include "policy/reading.hpp"

namespace bluelamp::policy {
namespace {

tl::unexpected<Error> refused(std::string_view file, std::int64_t line, std::string message) {
    return fail(ErrorCode::invalid, fmt::format("{}:{}", file, line), std::move(message));
}

/// The line that names an included file; it stands before the first table, on a line of its own.
struct Include {
    std::int64_t line = 0;  ///< 0: there is none
    std::size_t from = 0;   ///< its first byte
    std::string name;
};

Result<Include> read_include(std::string_view line, Include found, std::string_view file) {
    std::optional<std::string> name;
    try {
        const toml::table read = toml::parse(line);
        name = read["include"].value_exact<std::string>();
    } catch (const toml::parse_error&) {  // said below, with what to write instead
        name = std::nullopt;
    }
    if (!name || name->empty() || name->find_first_of("/\\") != std::string::npos || !name->ends_with(".toml")) {
        return refused(file, found.line, "include: must name one file beside this one, as include = \"common.toml\"");
    }
    found.name = *name;
    return found;
}

Result<Include> find_include(std::string_view text, std::string_view file) {
    Include found;
    std::int64_t number = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = text.substr(at, end - at);
        ++number;
        if (line.starts_with('[')) {
            break;
        }
        if (line.starts_with("include")) {
            if (found.line != 0) {
                return refused(file, number, "include: is given twice; one file can be included");
            }
            found = TRY(read_include(line, {number, at, {}}, file));
        }
        at = end + 1;
    }
    return found;
}

/// Keys outside tables would fall into the last table of the file that includes this one.
Result<void> tables_only(std::string_view text, const std::string& name) {
    try {
        const toml::table root = toml::parse(text);
        for (const auto& [key, node] : root) {
            if (!node.is_table() && !node.is_array_of_tables()) {
                return refused(
                    name, key.source().begin.line,
                    fmt::format("{}: stands outside of tables; an included file holds tables only", key.str()));
            }
        }
    } catch (const toml::parse_error& error) {  // its words and place become ours
        return refused(name, error.source().begin.line, fmt::format("This is not TOML: {}.", error.description()));
    }
    return {};
}

}  // namespace

Result<std::string> whole_text(std::string_view text, std::string_view file, const Load& load) {
    const Include include = TRY(find_include(text, file));
    std::string whole(text);
    if (include.line == 0) {
        return whole;
    }
    const std::string included = TRY(load(include.name));
    TRY(tables_only(included, include.name));
    whole.insert(include.from, "# ");
    whole += fmt::format("\n{}{}\n{}", file_mark, include.name, included);
    return whole;
}

Result<std::string> read_whole(const std::filesystem::path& path) {
    const std::string text = TRY(read_all(path, largest_policy));
    return whole_text(text, path.string(), [&](std::string_view name) {
        return read_all(path.parent_path() / std::filesystem::path(name), largest_policy);
    });
}

}  // namespace bluelamp::policy
