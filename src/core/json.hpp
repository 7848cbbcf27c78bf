// SPDX-License-Identifier: Apache-2.0
/// JSON: one description of a type (BOOST_DESCRIBE_STRUCT / _ENUM) gives its reader, its writer and its schema.
///
/// Promises: writing never fails and is the same to the byte for equal values; reading names the field that is wrong by
/// its path ("place.latitude") and says what to give instead. Refuses unknown fields, missing ones that are not
/// std::optional, numbers out of range and text that is not UTF-8 (checked by the parser) or holds control characters.
/// Boost.JSON 1.81 parses; its own conversion is not used because it names no field and refuses a missing optional.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>

#include "core/id.hpp"
#include "core/instant.hpp"
#include "core/position.hpp"
#include "core/result.hpp"

namespace bluelamp::json {

using Value = boost::json::value;
using Object = boost::json::object;
using Array = boost::json::array;

/// JSON already written, carried as it is: a journal entry's content inside an event.
struct Raw {
    std::string text = "null";
};

/// Text whose length in characters is bounded and checked when it is read. Kept trimmed of white space at both ends.
template <std::size_t Most, std::size_t Least = 1>
struct Text {
    std::string text;
    operator std::string_view() const { return text; }  // NOLINT: it is its text
};

/// Parses a whole document. At most 32 levels deep. The error says where it breaks.
Result<Value> parse(std::string_view text);

void write_string(std::string& out, std::string_view text);
void write_real(std::string& out, double number);

/// A described struct as clients see it.
struct Component {
    std::string type;  ///< as C++ names it
    Object schema;
};
/// What schema() gathers: each described struct once, by its name. Two structs of one name break an invariant, because
/// clients would be told of one of them only.
using Components = std::map<std::string, Component>;

namespace detail {
tl::unexpected<Error> wrong(const std::string& path, std::string_view give);
std::string join(const std::string& path, std::string_view field);
Result<std::string> read_text(const Value& value, const std::string& path, std::size_t least, std::size_t most);
Result<std::int64_t> read_integer(const Value& value, const std::string& path);
Result<double> read_real(const Value& value, const std::string& path);
Object string_schema(std::string_view format);
/// "bluelamp::api::Page<bluelamp::incidents::Incident>" as "PageOfIncident".
std::string plain_type_name(std::string_view full);
/// The component of the struct that C++ names `full`, and whether it is a new one.
std::pair<Components::iterator, bool> component_of(Components& components, std::string_view full);
}  // namespace detail

/// How one type is read, written and described. Specialise for a new kind of value.
template <class T, class = void>
struct Format;

template <class T>
void write(std::string& out, const T& value) {
    Format<T>::write(out, value);
}

template <class T>
[[nodiscard]] std::string to_text(const T& value) {
    std::string out;
    write(out, value);
    return out;
}

template <class T>
Result<T> read(const Value& value, const std::string& path = {}) {
    return Format<T>::read(value, path);
}

template <class T>
Result<T> from_text(std::string_view text) {
    const Value value = TRY(parse(text));
    return read<T>(value);
}

template <class T>
Object schema(Components& components) {
    return Format<T>::schema(components);
}

// ---- plain values
// ------------------------------------------------------------------------------------------------------------

template <>
struct Format<std::string> {
    static void write(std::string& out, std::string_view value) { write_string(out, value); }
    static Result<std::string> read(const Value& value, const std::string& path) {
        return detail::read_text(value, path, 0, 100'000);
    }
    static Object schema(Components&) { return {{"type", "string"}}; }
};

template <>
struct Format<std::int64_t> {
    static void write(std::string& out, std::int64_t value) { out += std::to_string(value); }
    static Result<std::int64_t> read(const Value& value, const std::string& path) {
        return detail::read_integer(value, path);
    }
    static Object schema(Components&) { return {{"type", "integer"}, {"format", "int64"}}; }
};

template <>
struct Format<double> {
    static void write(std::string& out, double value) { write_real(out, value); }
    static Result<double> read(const Value& value, const std::string& path) { return detail::read_real(value, path); }
    static Object schema(Components&) { return {{"type", "number"}}; }
};

template <>
struct Format<bool> {
    static void write(std::string& out, bool value) { out += value ? "true" : "false"; }
    static Result<bool> read(const Value& value, const std::string& path) {
        if (!value.is_bool()) {
            return detail::wrong(path, "true or false");
        }
        return value.get_bool();
    }
    static Object schema(Components&) { return {{"type", "boolean"}}; }
};

template <std::size_t Most, std::size_t Least>
struct Format<Text<Most, Least>> {
    static void write(std::string& out, const Text<Most, Least>& value) { write_string(out, value.text); }
    static Result<Text<Most, Least>> read(const Value& value, const std::string& path) {
        return Text<Most, Least>{TRY(detail::read_text(value, path, Least, Most))};
    }
    static Object schema(Components&) { return {{"type", "string"}, {"minLength", Least}, {"maxLength", Most}}; }
};

template <class Tag>
struct Format<Id<Tag>> {
    static void write(std::string& out, const Id<Tag>& value) { write_string(out, value.text()); }
    static Result<Id<Tag>> read(const Value& value, const std::string& path) {
        if (!value.is_string() || !is_uuid(std::string_view(value.get_string()))) {
            return detail::wrong(path, "an identifier (36 characters, from the record)");
        }
        return Id<Tag>(std::string(value.get_string()));
    }
    static Object schema(Components&) { return detail::string_schema("uuid"); }
};

template <>
struct Format<Instant> {
    static void write(std::string& out, Instant value) { write_string(out, rfc3339(value)); }
    static Result<Instant> read(const Value& value, const std::string& path);
    static Object schema(Components&) { return detail::string_schema("date-time"); }
};

template <>
struct Format<LocalDate> {
    static void write(std::string& out, LocalDate value) { write_string(out, iso(value)); }
    static Result<LocalDate> read(const Value& value, const std::string& path);
    static Object schema(Components&) { return detail::string_schema("date"); }
};

template <>
struct Format<Month> {
    static void write(std::string& out, Month value) { write_string(out, iso(value)); }
    static Result<Month> read(const Value& value, const std::string& path);
    static Object schema(Components&) { return {{"type", "string"}, {"pattern", "^[0-9]{4}-[0-9]{2}$"}}; }
};

template <>
struct Format<Raw> {
    static void write(std::string& out, const Raw& value) { out += value.text; }
    static Result<Raw> read(const Value& value, const std::string&) { return Raw{boost::json::serialize(value)}; }
    static Object schema(Components&) { return {}; }
};

template <class T>
struct Format<std::optional<T>> {
    static void write(std::string& out, const std::optional<T>& value) {
        if (value) {
            json::write(out, *value);
        } else {
            out += "null";
        }
    }
    static Result<std::optional<T>> read(const Value& value, const std::string& path) {
        if (value.is_null()) {
            return std::optional<T>();
        }
        return std::optional<T>(TRY(json::read<T>(value, path)));
    }
    static Object schema(Components& components) {
        Object inner = json::schema<T>(components);
        if (inner.contains("$ref") || inner.contains("enum")) {
            return {{"anyOf", Array{Value(std::move(inner)), Value(Object{{"type", "null"}})}}};
        }
        if (const auto* type = inner.if_contains("type")) {
            inner["type"] = Array{Value(*type), Value("null")};
        }
        return inner;
    }
};

template <class T>
struct Format<std::vector<T>> {
    static void write(std::string& out, const std::vector<T>& values) {
        out += '[';
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (i > 0) {
                out += ',';
            }
            json::write(out, values[i]);
        }
        out += ']';
    }
    static Result<std::vector<T>> read(const Value& value, const std::string& path) {
        if (!value.is_array()) {
            return detail::wrong(path, "a list");
        }
        std::vector<T> out;
        for (const Value& item : value.get_array()) {
            out.push_back(TRY(json::read<T>(item, path + "[" + std::to_string(out.size()) + "]")));
        }
        return out;
    }
    static Object schema(Components& components) { return {{"type", "array"}, {"items", json::schema<T>(components)}}; }
};

// ---- described enums: their names
// ----------------------------------------------------------------------------------------

template <class T>
struct Format<T, std::enable_if_t<boost::describe::has_describe_enumerators<T>::value>> {
    static std::string_view name(T value) { return boost::describe::enum_to_string(value, ""); }
    static void write(std::string& out, T value) { write_string(out, name(value)); }
    static std::string choices() {
        std::string all;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>(
            [&](auto each) { all += (all.empty() ? "" : ", ") + std::string(each.name); });
        return all;
    }
    static Result<T> parse(std::string_view text, const std::string& path) {
        T value{};
        if (!boost::describe::enum_from_string(std::string(text).c_str(), value)) {
            return detail::wrong(path, "one of: " + choices());
        }
        return value;
    }
    static Result<T> read(const Value& value, const std::string& path) {
        if (!value.is_string()) {
            return detail::wrong(path, "one of: " + choices());
        }
        return parse(std::string_view(value.get_string()), path);
    }
    static Object schema(Components&) {
        Array names;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>(
            [&](auto each) { names.emplace_back(each.name); });
        return {{"type", "string"}, {"enum", std::move(names)}};
    }
};

// ---- described structs
// -------------------------------------------------------------------------------------------------------

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;

/// The name of a struct as C++ writes it: "bluelamp::api::Page<bluelamp::incidents::Incident>".
template <class T>
constexpr std::string_view type_name() {
    const std::string_view pretty = __PRETTY_FUNCTION__;
    const std::size_t from = pretty.find("T = ") + 4;
    return pretty.substr(from, pretty.find_first_of(";]", from) - from);
}

template <class T>
struct Format<T, std::enable_if_t<boost::describe::has_describe_members<T>::value && !std::is_union_v<T>>> {
    static void write(std::string& out, const T& value) {
        out += '{';
        bool first = true;
        boost::mp11::mp_for_each<Members<T>>([&](auto member) {
            if (!first) {
                out += ',';
            }
            first = false;
            out += '"';
            out += member.name;
            out += "\":";
            json::write(out, value.*member.pointer);
        });
        out += '}';
    }

    static Result<T> read(const Value& value, const std::string& path) {
        if (!value.is_object()) {
            return detail::wrong(path, "an object");
        }
        const Object& object = value.get_object();
        TRY(refuse_unknown(object, path));
        T out{};
        Result<void> done;
        boost::mp11::mp_for_each<Members<T>>([&](auto member) {
            if (done) {
                done = read_member(object, path, member.name, out.*member.pointer);
            }
        });
        TRY(std::move(done));
        return out;
    }

    static Object schema(Components& components) {
        const auto [component, is_new] = detail::component_of(components, type_name<T>());
        if (is_new) {
            component->second.schema = describe(components);
        }
        return {{"$ref", "#/components/schemas/" + component->first}};
    }

    static Object describe(Components& components) {
        Object properties;
        Array required;
        boost::mp11::mp_for_each<Members<T>>([&](auto member) {
            using Field = std::remove_cvref_t<decltype(std::declval<T>().*member.pointer)>;
            properties[member.name] = json::schema<Field>(components);
            if constexpr (!is_optional<Field>) {
                required.emplace_back(member.name);
            }
        });
        Object out{{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
        if (!required.empty()) {
            out["required"] = std::move(required);
        }
        return out;
    }

   private:
    static Result<void> refuse_unknown(const Object& object, const std::string& path) {
        for (const auto& pair : object) {
            const std::string_view key = pair.key();
            bool known = false;
            std::string names;
            boost::mp11::mp_for_each<Members<T>>([&](auto member) {
                known = known || key == member.name;
                names += (names.empty() ? "" : ", ") + std::string(member.name);
            });
            if (!known) {
                return fail(ErrorCode::invalid, detail::join(path, key), "There is no such field; use: " + names + ".");
            }
        }
        return {};
    }

    template <class Field>
    static Result<void> read_member(const Object& object, const std::string& path, const char* name, Field& into) {
        const Value* found = object.if_contains(name);
        if (found == nullptr) {
            if constexpr (is_optional<Field>) {
                return {};
            } else {
                return fail(ErrorCode::invalid, detail::join(path, name), "This is missing; give it.");
            }
        } else {
            into = TRY(json::read<Field>(*found, detail::join(path, name)));
            return {};
        }
    }
};

}  // namespace bluelamp::json

namespace bluelamp {
BOOST_DESCRIBE_STRUCT(LatLon, (), (latitude, longitude))
}  // namespace bluelamp
