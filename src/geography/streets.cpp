// SPDX-License-Identifier: Apache-2.0
#include "geography/streets.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "geography/prefix.hpp"
#include "geography/store.sql.hpp"

namespace bluelamp::geography {
namespace {

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

bool all_capitals(std::string_view text) {
    const bool any_small = std::any_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    return !any_small && std::any_of(text.begin(), text.end(), is_letter);
}

/// "ST MARY'S ROAD" → "St Mary's Road"; words with digits ("A1000", "M25") stay as they are. Outcome files write in
/// capitals.
std::string in_mixed_case(std::string_view capitals) {
    std::string out(capitals);
    for (std::size_t begin = 0; begin < out.size();) {
        const std::size_t end = std::min(out.find_first_of(" -/(", begin), out.size());
        const std::string_view word(out.data() + begin, end - begin);
        const bool numbered = word.find_first_of("0123456789") != std::string_view::npos;
        for (std::size_t i = begin + 1; i < end && !numbered; ++i) {
            const bool capital = out[i] >= 'A' && out[i] <= 'Z';
            // A letter behind an apostrophe is small in "Mary's" and large in "O'Brien": the ending of a word decides.
            const bool name_part = out[i - 1] == '\'' && i + 1 < end;
            if (capital && !name_part) {
                out[i] = static_cast<char>(out[i] - 'A' + 'a');
            }
        }
        begin = end + 1;
    }
    return out;
}

}  // namespace

std::string street_name(std::string_view location) {
    constexpr std::string_view prefix = "on or near";
    std::string_view name = trim(location);
    if (fold(name.substr(0, prefix.size())) == prefix && (name.size() == prefix.size() || name[prefix.size()] == ' ')) {
        name = trim(name.substr(prefix.size()));
    }
    if (fold(name) == "no location") {
        return {};
    }
    return all_capitals(name) ? in_mixed_case(name) : std::string(name);
}

Result<void> keep_streets(db::Transaction& tx, const Act& act, std::span<const StreetPoint> points) {
    TRY(act.require(Permission::import_records));
    for (const StreetPoint& point : points) {
        const std::string name = street_name(point.location);
        if (name.empty() || !on_earth(point.position)) {
            continue;
        }
        TRY(tx.execute(sql::insert_street_point, {tx.force(), fold(name), point.lsoa_code, point.position.latitude,
                                                  point.position.longitude, name}));
    }
    return {};
}

Result<std::vector<Street>> search_streets(db::Reader& reader, const ForceId& force, std::string_view text,
                                           std::size_t most) {
    const std::string folded = fold(street_name(text));
    if (folded.empty()) {
        return std::vector<Street>();
    }
    // In order of folded name the street itself stands before all that only begin with it.
    return reader.many(sql::streets_of_name, {force, folded, after_prefix(folded), static_cast<std::int64_t>(most)},
                       [](const db::Row& row) {
                           return Street{row.string(0), row.string(1), {row.real(2), row.real(3)}, row.bigint(4)};
                       });
}

}  // namespace bluelamp::geography
