// SPDX-License-Identifier: Apache-2.0
#include "db/postgres/answer_row.hpp"

#include <charconv>

namespace bluelamp::db::postgres {
namespace {

// The types' numbers are fixed by PostgreSQL (pg_type.dat).
constexpr Oid name = 19, int8 = 20, int2 = 21, int4 = 23, text_type = 25, float4 = 700, float8 = 701, unknown = 705,
              varchar = 1043, numeric = 1700;

template <class Number>
Number parse(std::string_view field, const char* refusal) {
    Number number{};
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), number);
    invariant(error == std::errc() && end == field.data() + field.size(), refusal);
    return number;
}

}  // namespace

bool AnswerRow::null(int column) const {
    invariant(column >= 0 && column < PQnfields(&answer_), "a column is read that the query does not have");
    return PQgetisnull(&answer_, row_, column) == 1;
}

Oid AnswerRow::type(int column) const { return PQftype(&answer_, column); }

std::string_view AnswerRow::field(int column) const {
    return {PQgetvalue(&answer_, row_, column), static_cast<std::size_t>(PQgetlength(&answer_, row_, column))};
}

std::string_view AnswerRow::text(int column) const {
    constexpr auto refusal = "a column that is not text, or NULL, is read as text";
    invariant(!null(column), refusal);
    const Oid found = type(column);
    invariant(found == text_type || found == varchar || found == name || found == unknown, refusal);
    return field(column);
}

std::int64_t AnswerRow::bigint(int column) const {
    constexpr auto refusal = "a column that is not a whole number, or NULL, is read as bigint";
    invariant(!null(column), refusal);
    const Oid found = type(column);
    invariant(found == int8 || found == int4 || found == int2 || found == numeric, refusal);
    return parse<std::int64_t>(field(column), refusal);
}

double AnswerRow::real(int column) const {
    constexpr auto refusal = "a column that is not a number, or NULL, is read as real";
    invariant(!null(column), refusal);
    const Oid found = type(column);
    invariant(found == float8 || found == float4 || found == int8 || found == int4 || found == int2 || found == numeric,
              refusal);
    return parse<double>(field(column), refusal);
}

}  // namespace bluelamp::db::postgres
