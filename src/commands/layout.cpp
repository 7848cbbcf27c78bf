// SPDX-License-Identifier: Apache-2.0
#include "commands/layout.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/text.hpp"

namespace bluelamp::commands {
namespace {

constexpr std::size_t columns = 80;
constexpr std::size_t name_width = 22;
constexpr std::size_t most_items = 20;

using Row = std::vector<std::string>;

std::size_t width(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char byte) { return (byte & 0xC0) != 0x80; }));
}

std::string padded(const std::string& text, std::size_t to) {
    return text + std::string(to - std::min(to, width(text)), ' ');
}

/// Broken at blanks so that no line is longer than `columns`; every line but the first begins with `indent` blanks.
std::string wrapped(std::string_view text, std::size_t indent) {
    std::string out;
    std::size_t at = indent;
    while (!(text = trim(text)).empty()) {
        const std::string_view word = text.substr(0, text.find_first_of(" \n\t"));
        text.remove_prefix(word.size());
        if (at > indent && at + 1 + width(word) > columns) {
            out += "\n" + std::string(indent, ' ');
            at = indent;
        } else if (at > indent) {
            out += ' ';
            ++at;
        }
        out += word;
        at += width(word);
    }
    return out;
}

std::string grouped(std::int64_t number) {
    std::string digits = std::to_string(number);
    const std::size_t sign = number < 0 ? 1 : 0;
    for (std::size_t at = digits.size(); at > sign + 3;) {
        at -= 3;
        digits.insert(at, 1, ',');
    }
    return digits;
}

std::string in_words(std::string_view name) {
    std::string words(name);
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
}

/// A value that fits on a line; "" for a list or an object with something in it.
std::string scalar(const json::Value& value) {
    switch (value.kind()) {
        case boost::json::kind::null: return "-";
        case boost::json::kind::bool_: return value.get_bool() ? "yes" : "no";
        case boost::json::kind::int64: return grouped(value.get_int64());
        case boost::json::kind::double_: return fmt::format("{:.6g}", value.get_double());
        case boost::json::kind::string: return std::string(value.get_string());
        case boost::json::kind::array: return value.get_array().empty() ? "none" : "";
        case boost::json::kind::object: return value.get_object().empty() ? "none" : "";
        default: return boost::json::serialize(value);
    }
}

/// "id 417, stage arrived, before mobile".
std::string on_one_line(const json::Value& value) {
    if (!value.is_object()) {
        return scalar(value);
    }
    std::string line;
    for (const auto& [name, member] : value.get_object()) {
        line += (line.empty() ? "" : ", ") + in_words(name) + " " + scalar(member);
    }
    return line;
}

void add_members(std::string& out, const json::Object& object, std::size_t indent) {
    const std::string blanks(indent, ' ');
    for (const auto& [name, value] : object) {
        const std::string text = scalar(value);
        out += blanks + padded(in_words(name), name_width) + " " + wrapped(text, indent + name_width + 1);
        while (out.back() == ' ') {
            out.pop_back();
        }
        out += '\n';
        if (value.is_object()) {
            add_members(out, value.get_object(), indent + 2);
        } else if (value.is_array()) {
            const json::Array& items = value.get_array();
            for (std::size_t i = 0; i < std::min(items.size(), most_items); ++i) {
                out += blanks + "  " + wrapped(on_one_line(items[i]), indent + 4) + "\n";
            }
            if (items.size() > most_items) {
                out += fmt::format("{}  and {} more; --json has them\n", blanks, grouped(items.size() - most_items));
            }
        }
    }
}

/// The first row is the heading.
std::string table(const std::vector<Row>& rows) {
    std::vector<std::size_t> widths(rows.front().size(), 0);
    for (const Row& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], width(row[i]));
        }
    }
    std::string out;
    for (const Row& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            line += i + 1 < row.size() ? padded(row[i], widths[i] + 2) : row[i];
        }
        out += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
    }
    return out;
}

}  // namespace

std::string laid_out(const json::Object& answer) {
    std::string out;
    add_members(out, answer, 0);
    return out;
}

std::string laid_out_measures(const json::Object& answer) {
    std::string out;
    for (const json::Value& each : answer.at("measures").get_array()) {
        const auto text = [&](const char* name) { return std::string(each.at(name).get_string()); };
        const std::string definition = text("definition");  // "Title. Counts this. Out of that. …"
        const std::size_t counts = text("title").size() + 2;
        const std::size_t end = definition.find(". ", counts);
        out += fmt::format("{} ({})\n    {}\n", text("name"), text("unit"),
                           wrapped(definition.substr(0, end == std::string::npos ? end : end + 1), 4));
    }
    return out;
}

std::string laid_out_series(const json::Object& answer) {
    std::vector<Row> rows{{"", "value", "low", "high", "numerator", "denominator"}};
    const json::Array& points = answer.at("items").get_array();
    for (const json::Value& point : points) {
        Row row{std::string(point.at("label").get_string())};
        for (std::size_t i = 1; i < rows.front().size(); ++i) {
            row.push_back(scalar(point.at("reading").at(rows.front()[i])));
        }
        rows.push_back(std::move(row));
    }
    std::string out = table(rows);
    if (!points.empty()) {
        const json::Object& any = points[0].at("reading").get_object();
        out += "\n" +
               laid_out({{"unit", any.at("unit")}, {"basis", any.at("basis")}, {"definition", any.at("definition")}});
    }
    return out;
}

std::string laid_out_records(const json::Object& answer) {
    std::vector<Row> rows(1);
    for (const json::Value& column : answer.at("columns").get_array()) {
        rows.front().emplace_back(column.at("title").get_string());
    }
    for (const json::Value& item : answer.at("items").get_array()) {
        Row& row = rows.emplace_back();
        for (const json::Value& cell : item.get_array()) {
            row.push_back(scalar(cell));
        }
    }
    const bool more = !answer.at("next").is_null();
    return table(rows) + (more ? fmt::format("the first {}; the API has the others\n", rows.size() - 1) : "");
}

}  // namespace bluelamp::commands
