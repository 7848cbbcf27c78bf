// SPDX-License-Identifier: Apache-2.0
#include "policy/reading.hpp"

#include <fmt/ranges.h>

#include "access/permission.hpp"
#include "core/text.hpp"

namespace bluelamp::policy {
namespace {

constexpr std::size_t longest_text = 1'000;
constexpr std::size_t longest_code = 40;
/// "national:scheduled" is the level of that shape: a force may call another one scheduled.
constexpr std::string_view shape_prefix = "national:";

/// Shown on one line of a page, a log or a terminal.
bool one_line(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](unsigned char byte) { return byte < 0x20 || byte == 0x7F; });
}

bool is_code(std::string_view text) {
    return !text.empty() && text.size() <= longest_code && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

}  // namespace

Notes::Notes(std::string_view text, std::string_view file) : parts_{{0, std::string(file)}} {
    std::int64_t line = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        ++line;
        if (text.substr(0, end).starts_with(file_mark)) {
            parts_.push_back({line, std::string(trim(text.substr(file_mark.size(), end - file_mark.size())))});
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

void Notes::say(const std::string& key, std::string message) {
    for (std::string holder = key; !holder.empty();) {
        if (const auto found = lines_.find(holder); found != lines_.end()) {
            return say_at(found->second, key, std::move(message));
        }
        const std::size_t dot = holder.find_last_of(".[");
        holder.resize(dot == std::string::npos ? 0 : dot);
    }
    say_at(1, key, std::move(message));
}

void Notes::say_at(std::int64_t line, const std::string& key, std::string message) {
    const Part* part = &parts_.front();
    for (const Part& each : parts_) {
        if (each.before < line) {
            part = &each;
        }
    }
    problems_.emplace(line, PolicyProblem{part->file, line - part->before, key, std::move(message)});
}

std::vector<PolicyProblem> Notes::problems() const {
    std::vector<PolicyProblem> all;
    for (const auto& [line, problem] : problems_) {
        all.push_back(problem);
    }
    return all;
}

Table::Table(Notes& notes, const toml::table* table, std::string path, const toml::table* over)
    : notes_(notes), table_(table), over_(over), path_(std::move(path)) {
    if (table_ != nullptr && !path_.empty()) {
        notes_.place(path_, table_->source().begin.line);
    }
    for (const toml::table* each : {table_, over_}) {
        if (each != nullptr) {
            for (const auto& [key, node] : *each) {
                notes_.place(path_of(key.str()), key.source().begin.line);
            }
        }
    }
}

std::string Table::path_of(std::string_view key) const {
    return path_.empty() ? std::string(key) : fmt::format("{}.{}", path_, key);
}

const toml::node* Table::look(std::string_view key) const {
    const toml::node* varied = over_ == nullptr ? nullptr : over_->get(key);
    return varied != nullptr ? varied : table_ == nullptr ? nullptr : table_->get(key);
}

const toml::node* Table::take(std::string_view key) {
    taken_.emplace_back(key);
    return look(key);
}

std::string Table::text(std::string_view key) {
    if (!has(key)) {
        taken_.emplace_back(key);
        wrong(key, fmt::format("is missing; write {} = \"…\"", key));
        return {};
    }
    return maybe_text(key);
}

std::string Table::maybe_text(std::string_view key) {
    const toml::node* node = take(key);
    if (node == nullptr) {
        return {};
    }
    const std::string value = node->value_exact<std::string>().value_or("");
    if (trim(value).empty() || value.size() > longest_text || !one_line(value)) {
        wrong(key, fmt::format("must be text in quotes on one line, of 1 to {} characters", longest_text));
        return {};
    }
    return std::string(trim(value));
}

std::string Table::code(std::string_view key, std::set<std::string, std::less<>>& taken) {
    std::string value = text(key);
    if (!value.empty() && !is_code(value)) {
        wrong(key, fmt::format("\"{}\" is not a code; use at most {} of a-z, 0-9 and _", value, longest_code));
    } else if (!value.empty() && !taken.insert(value).second) {
        wrong(key, fmt::format("\"{}\" is given twice; choose another code", value));
    }
    return value;
}

std::int64_t Table::number(std::string_view key, std::int64_t otherwise, std::int64_t least, std::int64_t most) {
    const toml::node* node = take(key);
    if (node == nullptr) {
        return otherwise;
    }
    const auto value = node->value_exact<std::int64_t>();
    if (!value || *value < least || *value > most) {
        wrong(key, fmt::format("must be a whole number from {} to {}", least, most));
        return otherwise;
    }
    return *value;
}

std::optional<double> Table::real(std::string_view key) {
    const toml::node* node = take(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    const auto value = node->value<double>();
    if (!value) {
        wrong(key, "must be a number, as 0.7");
    }
    return value;
}

bool Table::flag(std::string_view key) {
    const toml::node* node = take(key);
    const auto value = node == nullptr ? std::optional(false) : node->value_exact<bool>();
    if (!value) {
        wrong(key, "must be true or false");
    }
    return value.value_or(false);
}

std::vector<std::string> Table::list(std::string_view key) {
    const toml::node* node = take(key);
    std::vector<std::string> values;
    if (node == nullptr) {
        return values;
    }
    const toml::array* array = node->as_array();
    bool good = array != nullptr;
    for (std::size_t i = 0; good && i < array->size(); ++i) {
        const std::string value = array->get(i)->value_exact<std::string>().value_or("");
        good = !trim(value).empty() && value.size() <= longest_text && one_line(value);
        if (good && std::find(values.begin(), values.end(), value) != values.end()) {
            wrong(key, fmt::format("\"{}\" stands in the list twice; take one away", value));
        }
        values.emplace_back(trim(value));
    }
    if (!good) {
        wrong(key, "must be a list of texts in quotes: [\"first\", \"second\"]");
        values.clear();
    }
    return values;
}

std::optional<Limit> Table::limit(std::string_view key) {
    const std::string given = maybe_text(key);
    if (given.empty()) {
        return std::nullopt;
    }
    const auto limit = parse_limit(given);
    if (!limit) {
        wrong(key, limit.error().message);
        return std::nullopt;
    }
    return *limit;
}

std::optional<std::int64_t> Table::seconds(std::string_view key) {
    const auto given = limit(key);
    if (given && given->basis != TimeBasis::elapsed) {
        wrong(key, "cannot count working days; write \"15 min\", \"48 h\" or \"7 days\"");
        return std::nullopt;
    }
    return given ? std::optional(given->s) : std::nullopt;
}

const toml::table* Table::raw(std::string_view key) {
    const toml::node* node = take(key);
    if (node != nullptr && !node->is_table()) {
        wrong(key, fmt::format("must be a table; write [{}] on a line of its own", path_of(key)));
        return nullptr;
    }
    return node == nullptr ? nullptr : node->as_table();
}

Table Table::varied_by(Table& varied, std::string_view key) const {
    const toml::node* name = look(key);
    const auto code = name == nullptr ? std::nullopt : name->value_exact<std::string>();
    const toml::table* over = code && varied.has(*code) ? varied.raw(*code) : nullptr;
    if (over != nullptr && over->contains(key)) {
        varied.wrong(*code, fmt::format("cannot vary the {}; take it away", key));
    }
    return Table(notes_, table_, path_, over);
}

Table Table::table(std::string_view key) { return Table(notes_, raw(key), path_of(key)); }

std::vector<Table> Table::tables(std::string_view key) {
    const toml::node* node = take(key);
    std::vector<Table> found;
    const toml::array* array = node == nullptr ? nullptr : node->as_array();
    bool good = node == nullptr || array != nullptr;
    for (std::size_t i = 0; array != nullptr && i < array->size(); ++i) {
        const toml::table* table = array->get(i)->as_table();
        good = good && table != nullptr;
        found.emplace_back(notes_, table, fmt::format("{}[{}]", path_of(key), i + 1));
    }
    if (!good) {
        wrong(key, fmt::format("must be tables; write [[{}]] on a line of its own before each", path_of(key)));
        found.clear();
    }
    return found;
}

std::vector<std::string> Table::keys() const {
    std::vector<std::string> all;
    for (const toml::table* each : {table_, over_}) {
        if (each != nullptr) {
            for (const auto& [key, node] : *each) {
                all.emplace_back(key.str());
            }
        }
    }
    return all;
}

void Table::end() {
    for (const std::string& key : keys()) {
        if (std::find(taken_.begin(), taken_.end(), key) == taken_.end()) {
            wrong(key, taken_.empty() ? "is not known here; take it away"
                                      : fmt::format("is not known here; use: {}", fmt::join(taken_, ", ")));
        }
    }
}

std::string level_named(Table& table, std::string_view key, const Policy& policy) {
    const std::string given = table.maybe_text(key);
    if (given.empty() || policy.level(given) != nullptr) {
        return given;
    }
    if (given.starts_with(shape_prefix)) {
        if (const auto shape = json::Format<National>::parse(given.substr(shape_prefix.size()), "")) {
            return policy.level_of(*shape)->code;
        }
    }
    std::vector<std::string_view> codes;
    for (const Level& level : policy.levels) {
        codes.push_back(level.code);
    }
    table.wrong(key,
                fmt::format("\"{}\" is no level; use {}, or national:emergency, national:priority, national:scheduled, "
                            "national:without_deployment",
                            given, fmt::join(codes, ", ")));
    return {};
}

std::string role_named(Table& table, std::string_view key, std::string otherwise) {
    const std::string given = table.maybe_text(key);
    if (given.empty()) {
        return otherwise;
    }
    if (!access::find_role(given)) {
        std::vector<std::string_view> names;
        for (const access::Role& role : access::roles()) {
            names.push_back(role.name);
        }
        table.wrong(key, fmt::format("\"{}\" is no role; use one of: {}", given, fmt::join(names, ", ")));
        return otherwise;
    }
    return given;
}

}  // namespace bluelamp::policy
