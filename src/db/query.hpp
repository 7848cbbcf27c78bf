// SPDX-License-Identifier: Apache-2.0
/// Queries, their parameters and their rows: what every store speaks, whichever engine answers.
///
/// A Query is a constant generated from a .sql file. Parameters carry their types, because an untyped `$1 + 1000`
/// becomes int4 on PostgreSQL and every instant overflows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/id.hpp"
#include "core/instant.hpp"

namespace bluelamp::db {

/// One named SQL text. `postgres` is empty when one text serves both engines.
struct Query {
    std::string_view name;
    std::string_view sqlite;
    std::string_view postgres;
};

/// The three column types of the house.
enum class Type : std::uint8_t { text, bigint, real };

/// One typed parameter, possibly NULL. Does not own its text: it lives for the call only.
class Value {
   public:
    Value(std::string_view text) : type_(Type::text), null_(false), text_(text) {}
    Value(const std::string& text) : Value(std::string_view(text)) {}
    Value(const char* text) : Value(std::string_view(text)) {}
    Value(std::int64_t number) : type_(Type::bigint), null_(false), number_(number) {}
    Value(int number) : Value(static_cast<std::int64_t>(number)) {}
    Value(double number) : type_(Type::real), null_(false), real_(number) {}
    Value(Instant at) : Value(at.ms) {}
    template <class Tag>
    Value(const Id<Tag>& id) : Value(std::string_view(id.text())) {}
    template <class T>
    Value(const std::optional<T>& maybe) : Value(maybe ? Value(*maybe) : null_of(T{})) {}

    [[nodiscard]] Type type() const { return type_; }
    [[nodiscard]] bool null() const { return null_; }
    [[nodiscard]] std::string_view text() const { return text_; }
    [[nodiscard]] std::int64_t number() const { return number_; }
    [[nodiscard]] double real() const { return real_; }

   private:
    template <class T>
    static Value null_of(const T& like) {
        Value value(like);
        value.null_ = true;
        value.text_ = {};
        return value;
    }

    Type type_;
    bool null_;
    std::string_view text_;
    std::int64_t number_ = 0;
    double real_ = 0;
};

/// One row of an answer. Columns count from 0; text lives until the next row. Reading a NULL, or a column as something
/// it is not, is a broken invariant (a whole number may be read as real).
class Row {
   public:
    virtual ~Row() = default;
    [[nodiscard]] virtual bool null(int column) const = 0;
    [[nodiscard]] virtual std::string_view text(int column) const = 0;
    [[nodiscard]] virtual std::int64_t bigint(int column) const = 0;
    [[nodiscard]] virtual double real(int column) const = 0;

    [[nodiscard]] std::string string(int column) const { return std::string(text(column)); }
    [[nodiscard]] Instant instant(int column) const { return {bigint(column)}; }
    template <class AnId>
    [[nodiscard]] AnId id(int column) const {
        return AnId(string(column));
    }
    [[nodiscard]] std::optional<std::int64_t> maybe_bigint(int column) const {
        return null(column) ? std::nullopt : std::optional(bigint(column));
    }
    [[nodiscard]] std::optional<double> maybe_real(int column) const {
        return null(column) ? std::nullopt : std::optional(real(column));
    }
    [[nodiscard]] std::optional<std::string> maybe_text(int column) const {
        return null(column) ? std::nullopt : std::optional(string(column));
    }
    [[nodiscard]] std::optional<Instant> maybe_instant(int column) const {
        return null(column) ? std::nullopt : std::optional(instant(column));
    }
};

}  // namespace bluelamp::db
