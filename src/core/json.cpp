// SPDX-License-Identifier: Apache-2.0
// The one place where Boost.JSON's source is compiled, so that no shared library version matters.
#include "core/json.hpp"

#include <fmt/format.h>

#include <boost/json/src.hpp>
#include <cmath>

#include "core/text.hpp"

namespace bluelamp::json {

Result<Value> parse(std::string_view text) {
    boost::json::parse_options options;
    options.max_depth = 32;
    boost::json::stream_parser parser({}, options);
    boost::json::error_code broken;
    std::size_t read = parser.write_some(text.data(), text.size(), broken);
    if (!broken && read < text.size()) {
        broken = boost::json::error::extra_data;
    }
    if (!broken) {
        parser.finish(broken);
    }
    if (broken) {
        return fail(ErrorCode::invalid, "body",
                    fmt::format("This is not JSON: {} near character {}. Send one JSON object in UTF-8.",
                                broken.message(), read));
    }
    return parser.release();
}

void write_string(std::string& out, std::string_view text) {
    out += '"';
    std::size_t clean = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c >= 0x20 && c != '"' && c != '\\') {
            continue;
        }
        out.append(text, clean, i - clean);
        clean = i + 1;
        switch (c) {
            case '"': out += "\\\""; break;
            case '\\': out += "\\\\"; break;
            case '\n': out += "\\n"; break;
            case '\t': out += "\\t"; break;
            default: out += fmt::format("\\u{:04x}", c);
        }
    }
    out.append(text, clean);
    out += '"';
}

void write_real(std::string& out, double number) {
    // JSON has no word for these; null says "no value", which is what they mean.
    if (!std::isfinite(number)) {
        out += "null";
        return;
    }
    fmt::format_to(std::back_inserter(out), "{}", number + 0.0);  // "0" for -0, which equals it
}

namespace detail {

tl::unexpected<Error> wrong(const std::string& path, std::string_view give) {
    return fail(ErrorCode::invalid, path, fmt::format("Give {} here.", give));
}

std::string join(const std::string& path, std::string_view field) {
    const std::string name(field.empty() ? "\"\"" : field);  // a key may be empty; the name of a wrong field may not
    return path.empty() ? name : path + "." + name;
}

Result<std::string> read_text(const Value& value, const std::string& path, std::size_t least, std::size_t most) {
    if (!value.is_string()) {
        return wrong(path, "text");
    }
    const std::string_view text = trim(std::string_view(value.get_string()));
    std::size_t characters = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        characters += (byte & 0xc0) != 0x80 ? 1 : 0;
        if ((byte < 0x20 && c != '\n' && c != '\t' && c != '\r') || byte == 0x7f) {
            return wrong(path, "text without control characters");
        }
    }
    if (characters > most) {
        return fail(ErrorCode::invalid, path,
                    fmt::format("This has {} characters; {} is the most. Shorten it.", characters, most));
    }
    if (characters < least) {
        return wrong(path, least == 1 ? "some text" : fmt::format("at least {} characters", least));
    }
    return std::string(text);
}

Result<std::int64_t> read_integer(const Value& value, const std::string& path) {
    if (value.is_int64()) {
        return value.get_int64();
    }
    return wrong(path, "a whole number");
}

Result<double> read_real(const Value& value, const std::string& path) {
    if (value.is_double() && std::isfinite(value.get_double())) {  // the parser makes infinity of 1e999
        return value.get_double();
    }
    if (value.is_int64()) {
        return static_cast<double>(value.get_int64());
    }
    return wrong(path, "a number");
}

std::string plain_type_name(std::string_view full) {
    const std::size_t open = full.find('<');
    const std::string_view outer = full.substr(0, open);
    const std::size_t space = outer.rfind("::");
    std::string name(space == std::string_view::npos ? outer : outer.substr(space + 2));
    if (open != std::string_view::npos) {
        name += "Of" + plain_type_name(full.substr(open + 1, full.rfind('>') - open - 1));
    }
    return name;
}

std::pair<Components::iterator, bool> component_of(Components& components, std::string_view full) {
    const auto made = components.try_emplace(plain_type_name(full), Component{std::string(full), {}});
    const auto& [name, component] = *made.first;
    if (component.type != full) {
        throw InvariantBroken(fmt::format("{} and {} are both {} to clients; rename one.", component.type, full, name));
    }
    return made;
}

Object string_schema(std::string_view format) { return {{"type", "string"}, {"format", format}}; }

/// Reads text by `read` and puts the path into its error.
template <class T>
Result<T> by_text(const Value& value, const std::string& path, Result<T> (*read)(std::string_view)) {
    if (!value.is_string()) {
        return wrong(path, "text");
    }
    auto parsed = read(std::string_view(value.get_string()));
    if (!parsed) {
        parsed.error().field = path;
    }
    return parsed;
}

}  // namespace detail

Result<Instant> Format<Instant>::read(const Value& value, const std::string& path) {
    return detail::by_text<Instant>(value, path, parse_rfc3339);
}

Result<LocalDate> Format<LocalDate>::read(const Value& value, const std::string& path) {
    return detail::by_text<LocalDate>(value, path, parse_date);
}

Result<Month> Format<Month>::read(const Value& value, const std::string& path) {
    return detail::by_text<Month>(value, path, parse_month);
}

}  // namespace bluelamp::json
