// SPDX-License-Identifier: Apache-2.0
#include "exchange/cad/map.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <toml++/toml.h>

#include "core/file.hpp"

namespace bluelamp::cad {
namespace {

constexpr std::size_t largest_map = 256 * 1024;

/// Reads one table of the map: every key is asked for once, and what nobody asked for is unknown.
class Table {
   public:
    Table(const toml::table* table, std::string name, std::string file)
        : table_(table), name_(std::move(name)), file_(std::move(file)) {}

    [[nodiscard]] Result<std::string> text(std::string_view key, std::string_view remedy) {
        const auto value = TRY(maybe_text(key));
        if (!value) {
            return wrong(nullptr, key, fmt::format("is missing; {}", remedy));
        }
        return *value;
    }

    [[nodiscard]] Result<std::optional<std::string>> maybe_text(std::string_view key) {
        const toml::node* node = take(key);
        if (node == nullptr) {
            return std::optional<std::string>();
        }
        const auto value = node->value_exact<std::string>();
        if (!value || value->empty()) {
            return wrong(node, key, "must be text in quotes, and not empty");
        }
        return std::optional(*value);
    }

    template <class Number>
    [[nodiscard]] Result<std::optional<Number>> maybe(std::string_view key, std::string_view kind) {
        const toml::node* node = take(key);
        if (node == nullptr) {
            return std::optional<Number>();
        }
        const auto value = node->value<Number>();
        if (!value) {
            return wrong(node, key, fmt::format("must be {}", kind));
        }
        return value;
    }

    [[nodiscard]] Result<std::vector<std::string>> list(std::string_view key) {
        std::vector<std::string> values;
        const toml::node* node = take(key);
        if (node == nullptr) {
            return values;
        }
        const toml::array* array = node->as_array();
        for (std::size_t i = 0; array != nullptr && i < array->size(); ++i) {
            const auto value = array->get(i)->value_exact<std::string>();
            values.push_back(value.value_or(""));
        }
        if (array == nullptr || std::find(values.begin(), values.end(), "") != values.end()) {
            return wrong(node, key, "must be a list of names in quotes: [\"LS\", \"AH\"]");
        }
        return values;
    }

    [[nodiscard]] Result<Table> table(std::string_view key) {
        const toml::node* node = take(key);
        if (node != nullptr && !node->is_table()) {
            return wrong(node, key, fmt::format("must be a table; write [{}] on a line of its own", key));
        }
        return Table(node == nullptr ? nullptr : node->as_table(), std::string(key), file_);
    }

    /// Every key of the table that has not been asked for.
    [[nodiscard]] std::vector<std::string> rest() const {
        std::vector<std::string> keys;
        if (table_ != nullptr) {
            for (const auto& pair : *table_) {
                if (std::find(taken_.begin(), taken_.end(), std::string_view(pair.first.str())) == taken_.end()) {
                    keys.emplace_back(pair.first.str());
                }
            }
        }
        return keys;
    }

    [[nodiscard]] Result<void> nothing_else() const {
        const auto unknown = rest();
        if (unknown.empty()) {
            return {};
        }
        return wrong(table_->get(unknown.front()), unknown.front(),
                     fmt::format("is not known here; use: {}", fmt::join(taken_, ", ")));
    }

    /// An error at `node`, or at the table when the key is missing.
    [[nodiscard]] tl::unexpected<Error> wrong(const toml::node* node, std::string_view key,
                                              std::string_view what) const {
        const toml::node* const at = node != nullptr ? node : table_;
        const auto line = at == nullptr ? 1U : at->source().begin.line;
        const std::string full = name_.empty() ? std::string(key) : fmt::format("{}.{}", name_, key);
        return fail(ErrorCode::invalid, fmt::format("{}:{}", file_, line), fmt::format("{} {}.", full, what));
    }

    /// As `wrong`, at the value of `key`; for what is found out about it later.
    [[nodiscard]] tl::unexpected<Error> wrong_value(std::string_view key, const Error& error) const {
        auto failed = wrong(table_ == nullptr ? nullptr : table_->get(key), key, "does not hold");
        failed.value().message = fmt::format("{} {}", failed.value().message, error.message);
        return failed;
    }

   private:
    const toml::node* take(std::string_view key) {
        taken_.emplace_back(key);
        return table_ == nullptr ? nullptr : table_->get(key);
    }

    const toml::table* table_;
    std::string name_;
    std::string file_;
    std::vector<std::string> taken_;
};

Result<void> read_columns(Table& top, ColumnMap& map) {
    Table columns = TRY(top.table("columns"));
    map.id = TRY(columns.text("id", "name the column that tells one incident from another"));
    map.type = TRY(columns.maybe_text("type")).value_or("");
    map.unit = TRY(columns.maybe_text("unit")).value_or("");
    map.grade = TRY(columns.maybe_text("grade")).value_or("");
    map.place = Template(TRY(columns.maybe_text("place")).value_or(""));
    map.summary = Template(TRY(columns.maybe_text("summary")).value_or(map.type));
    map.latitude = TRY(columns.maybe_text("latitude")).value_or("");
    map.longitude = TRY(columns.maybe_text("longitude")).value_or("");
    map.easting = TRY(columns.maybe_text("easting")).value_or("");
    map.northing = TRY(columns.maybe_text("northing")).value_or("");
    TRY(columns.nothing_else());
    if (map.summary.empty()) {
        return columns.wrong(nullptr, "summary",
                             "is missing; name the columns that say what happened, here or as type");
    }
    if (map.latitude.empty() != map.longitude.empty() || map.easting.empty() != map.northing.empty()) {
        return columns.wrong(nullptr, "latitude", "and longitude (or easting and northing) must both be given");
    }
    return {};
}

Result<void> read_midnight(Table& times, ColumnMap& map) {
    const std::string midnight = TRY(times.maybe_text("midnight")).value_or("keep");
    const auto hours = TRY(times.maybe<double>("roll_after_hours", "a number of hours"));
    if (midnight != "roll" && midnight != "keep") {
        return times.wrong_value("midnight", {ErrorCode::invalid, "", "Write \"roll\" or \"keep\".", ""});
    }
    if (hours && (*hours <= 0 || *hours >= 24)) {
        return times.wrong_value("roll_after_hours", {ErrorCode::invalid, "", "Give hours between 0 and 24.", ""});
    }
    map.midnight = midnight == "roll" ? Midnight::roll : Midnight::keep;
    map.roll_after_s = hours ? static_cast<std::int64_t>(*hours * 3600) : half_a_day_s;
    return {};
}

/// Turns the error of a value into one that names its line and key.
template <class T>
Result<T> at_key(const Table& table, std::string_view key, Result<T> value) {
    if (!value) {
        return table.wrong_value(key, value.error());
    }
    return value;
}

Result<void> read_times(Table& top, ColumnMap& map) {
    Table times = TRY(top.table("times"));
    const std::string format = TRY(times.text("format", "say how the stages are written, as \"%H:%M:%S\""));
    map.format = TRY(at_key(times, "format", TimeFormat::create(format)));
    const std::string zone = TRY(times.maybe_text("zone")).value_or("Europe/London");
    map.zone = TRY(at_key(times, "zone", Zone::find(zone)));
    map.date = TRY(times.maybe_text("date")).value_or("");
    const auto date_format = TRY(times.maybe_text("date_format"));
    if (date_format) {
        map.date_format = TRY(at_key(times, "date_format", TimeFormat::create(*date_format)));
    }
    TRY(read_midnight(times, map));
    TRY(times.nothing_else());
    const bool wants_date = !map.format.has_date();
    if (wants_date && (map.date.empty() || !map.date_format || !map.date_format->has_date())) {
        return times.wrong(nullptr, "date",
                           "and date_format are missing; name the column of the day these times belong to");
    }
    if (!wants_date && !map.date.empty()) {
        return times.wrong_value("date",
                                 {ErrorCode::invalid, "", "The stages carry their own date; take it away.", ""});
    }
    return {};
}

Result<void> read_stages(Table& top, ColumnMap& map) {
    Table table = TRY(top.table("stages"));
    for (std::size_t stage = 0; stage < stages; ++stage) {
        map.stage[stage] = TRY(table.maybe_text(stage_names[stage])).value_or("");
    }
    TRY(table.nothing_else());
    if (std::all_of(map.stage.begin(), map.stage.end(), [](const std::string& column) { return column.empty(); })) {
        return table.wrong(nullptr, "called", "or another stage is missing; name at least one column of times");
    }
    return {};
}

Result<incidents::Grade> grade_of(const Table& table, std::string_view key, const std::string& text) {
    return at_key(table, key, json::Format<incidents::Grade>::parse(text, ""));
}

Result<void> read_grades(Table& top, ColumnMap& map) {
    Table table = TRY(top.table("grades"));
    if (const auto otherwise = TRY(table.maybe_text("otherwise"))) {
        map.grade_otherwise = TRY(grade_of(table, "otherwise", *otherwise));
    }
    for (const std::string& value : table.rest()) {
        const std::string grade = TRY(table.text(value, ""));
        map.grades[value] = TRY(grade_of(table, value, grade));
    }
    if (map.grade.empty() && !map.grades.empty()) {
        return table.wrong(nullptr, "",
                           "stands there without columns.grade; name the column that these values stand in");
    }
    return {};
}

Result<void> read_extent(Table& top, ColumnMap& map) {
    Table table = TRY(top.table("extent"));
    const auto south = TRY(table.maybe<double>("south", "degrees"));
    const auto west = TRY(table.maybe<double>("west", "degrees"));
    const auto north = TRY(table.maybe<double>("north", "degrees"));
    const auto east = TRY(table.maybe<double>("east", "degrees"));
    TRY(table.nothing_else());
    if (!south && !west && !north && !east) {
        return {};
    }
    if (!south || !west || !north || !east || *south >= *north || *west >= *east) {
        return table.wrong(nullptr, "south",
                           "west, north and east must all be given, south below north and west before east");
    }
    map.extent = Extent{*south, *west, *north, *east};
    return {};
}

Result<ColumnMap> read_top(Table top) {
    ColumnMap map(TRY(Zone::find("Europe/London")), TRY(TimeFormat::create("%H:%M:%S")));
    map.source = TRY(top.text("source", "give the system a short name, as \"dublin-fire-brigade\""));
    map.title = TRY(top.maybe_text("title")).value_or(map.source);
    map.licence = TRY(top.maybe_text("licence")).value_or("");
    map.exercise = TRY(top.maybe<bool>("exercise", "true or false")).value_or(false);
    map.ignore = TRY(top.list("ignore"));
    TRY(read_columns(top, map));
    TRY(read_times(top, map));
    TRY(read_stages(top, map));
    TRY(read_grades(top, map));
    TRY(read_extent(top, map));
    TRY(top.nothing_else());
    return map;
}

}  // namespace

Template::Template(std::string text) : text_(std::move(text)) {
    if (text_.find('{') == std::string::npos && !text_.empty()) {
        text_ = "{" + text_ + "}";
    }
    for (std::size_t at = text_.find('{'); at != std::string::npos; at = text_.find('{', at + 1)) {
        const std::size_t end = std::min(text_.find('}', at), text_.size());
        columns_.push_back(text_.substr(at + 1, end - at - 1));
    }
}

std::string Template::fill(const std::vector<std::string_view>& values) const {
    if (std::all_of(values.begin(), values.end(), [](std::string_view value) { return value.empty(); })) {
        return "";
    }
    std::string filled;
    std::size_t column = 0;
    for (std::size_t at = 0; at < text_.size(); ++at) {
        if (text_[at] == '{') {
            filled += values[column++];
            at = std::min(text_.find('}', at), text_.size());
        } else {
            filled += text_[at];
        }
    }
    return filled;
}

Result<ColumnMap> parse_map(std::string_view text, const std::string& name) {
    toml::table table;
    try {
        table = toml::parse(text, name);
    } catch (const toml::parse_error& error) {  // toml++ says so by exception; its words and place become ours
        return fail(ErrorCode::invalid, fmt::format("{}:{}", name, error.source().begin.line),
                    fmt::format("This is not TOML: {}.", error.description()));
    }
    return read_top(Table(&table, "", name));
}

Result<ColumnMap> read_map(const std::filesystem::path& file) {
    const std::string text = TRY(read_all(file, largest_map));
    return parse_map(text, file.string());
}

}  // namespace bluelamp::cad
