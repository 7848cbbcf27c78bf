// SPDX-License-Identifier: Apache-2.0
#include "exchange/police_uk/row.hpp"

#include <cmath>

#include <sodium.h>

#include "core/text.hpp"

namespace bluelamp::police_uk {
namespace {

constexpr std::array street_columns{CsvColumn{"Crime ID"},
                                    CsvColumn{"Month"},
                                    CsvColumn{"Reported by"},
                                    CsvColumn{"Falls within"},
                                    CsvColumn{"Longitude"},
                                    CsvColumn{"Latitude"},
                                    CsvColumn{"Location"},
                                    CsvColumn{"LSOA code"},
                                    CsvColumn{"LSOA name"},
                                    CsvColumn{"Crime type"},
                                    CsvColumn{"Last outcome category"},
                                    CsvColumn{"Context"}};

constexpr std::array outcome_columns{CsvColumn{"Crime ID"},     CsvColumn{"Month"},     CsvColumn{"Reported by"},
                                     CsvColumn{"Falls within"}, CsvColumn{"Longitude"}, CsvColumn{"Latitude"},
                                     CsvColumn{"Location"},     CsvColumn{"LSOA code"}, CsvColumn{"LSOA name"},
                                     CsvColumn{"Outcome type"}};

constexpr std::array search_columns{CsvColumn{"Type"},
                                    CsvColumn{"Date"},
                                    CsvColumn{"Part of a policing operation"},
                                    CsvColumn{"Policing operation"},
                                    CsvColumn{"Latitude"},
                                    CsvColumn{"Longitude"},
                                    CsvColumn{"Gender"},
                                    CsvColumn{"Age range"},
                                    CsvColumn{"Self-defined ethnicity"},
                                    CsvColumn{"Officer-defined ethnicity"},
                                    CsvColumn{"Legislation"},
                                    CsvColumn{"Object of search"},
                                    CsvColumn{"Outcome"},
                                    CsvColumn{"Outcome linked to object of search"},
                                    CsvColumn{"Removal of more than just outer clothing"}};

constexpr Refusal month_impossible = "month_impossible";
constexpr Refusal date_impossible = "date_impossible";
constexpr Refusal position_impossible = "position_impossible";

void append_number(std::string& out, std::uint64_t number) {
    char bytes[8];
    for (char& byte : bytes) {
        byte = static_cast<char>(number & 0xFF);
        number >>= 8;
    }
    out.append(bytes, sizeof bytes);
}

std::int64_t read_number(std::span<const unsigned char, 8> bytes) {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        number |= std::uint64_t{bytes[i]} << (8 * i);
    }
    return static_cast<std::int64_t>(number);
}

Digest hash_bytes(std::string_view bytes) {
    std::array<unsigned char, 16> out;
    crypto_generichash(out.data(), out.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                       nullptr, 0);
    const std::span<const unsigned char, 16> all(out);
    return {read_number(all.first<8>()), read_number(all.last<8>())};
}

/// Both or neither; a number on earth.
Refusal read_position(std::string_view latitude, std::string_view longitude, Content& into) {
    if (latitude.empty() && longitude.empty()) {
        into.position.reset();
        return {};
    }
    const auto north = parse_real(latitude);
    const auto east = parse_real(longitude);
    if (!north || !east || !on_earth({*north, *east})) {
        return position_impossible;
    }
    into.position = MicroPosition::of({*north, *east});
    return {};
}

Refusal read_search(Content& into) {
    const auto at = parse_rfc3339(into.cells[at::searched_at]);
    if (!at) {
        return date_impossible;
    }
    into.searched_at = *at;
    const Refusal refusal = read_position(into.cells[at::search_latitude], into.cells[at::search_longitude], into);
    into.cells[at::searched_at] = into.cells[at::search_latitude] = into.cells[at::search_longitude] = {};
    return refusal;
}

Refusal read_crime(Content& into) {
    if (!parse_month(into.cells[at::month])) {
        return month_impossible;
    }
    const Refusal refusal = read_position(into.cells[at::latitude], into.cells[at::longitude], into);
    into.cells[at::latitude] = into.cells[at::longitude] = {};
    return refusal;
}

}  // namespace

std::span<const CsvColumn> columns(Kind kind) {
    switch (kind) {
        case Kind::street: return street_columns;
        case Kind::outcomes: return outcome_columns;
        case Kind::stop_and_search: return search_columns;
    }
    return {};
}

MicroPosition MicroPosition::of(LatLon where) {
    return {std::llround(where.latitude * 1e6), std::llround(where.longitude * 1e6)};
}

/// Byte order is part of the root that the journal keeps, so it does not follow the machine's.
std::array<char, 16> Digest::bytes() const {
    std::array<char, 16> out;
    for (std::size_t i = 0; i < 8; ++i) {
        out[i] = static_cast<char>(static_cast<std::uint64_t>(a) >> (8 * i));
        out[i + 8] = static_cast<char>(static_cast<std::uint64_t>(b) >> (8 * i));
    }
    return out;
}

Digest digest_of(Kind kind, const Content& content) {
    thread_local std::string text;
    text.clear();
    for (const std::string_view cell : std::span(content.cells).first(columns(kind).size())) {
        append_number(text, cell.size());
        text += cell;
    }
    text += content.position ? '\1' : '\0';
    append_number(text, static_cast<std::uint64_t>(content.position ? content.position->latitude : 0));
    append_number(text, static_cast<std::uint64_t>(content.position ? content.position->longitude : 0));
    append_number(text, static_cast<std::uint64_t>(content.searched_at.ms));
    return hash_bytes(text);
}

std::optional<std::int64_t> key_of(std::string_view crime_id) {
    return crime_id.empty() ? std::nullopt : std::optional(hash_bytes(crime_id).a);
}

Refusal read_content(Kind kind, const CsvHeader& header, const CsvRow& row, Content& into) {
    for (std::size_t i = 0; i < columns(kind).size(); ++i) {
        into.cells[i] = header.get(row, i);
    }
    into.searched_at = {};
    return kind == Kind::stop_and_search ? read_search(into) : read_crime(into);
}

std::string_view explain_refusal(Refusal refusal) {
    if (refusal == month_impossible) {
        return "Month is not a month; write it as 2021-06.";
    }
    if (refusal == date_impossible) {
        return "Date is not an instant that exists; write it as 2021-06-01T03:03:29+00:00.";
    }
    if (refusal == position_impossible) {
        return "Longitude and Latitude are not a position; give both in degrees, or neither.";
    }
    for (int fault = 0; fault <= static_cast<int>(CsvFault::wrong_column_count); ++fault) {
        if (refusal == name(static_cast<CsvFault>(fault))) {
            return explain(static_cast<CsvFault>(fault));
        }
    }
    return "";
}

}  // namespace bluelamp::police_uk
