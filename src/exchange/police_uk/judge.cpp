// SPDX-License-Identifier: Apache-2.0
#include "exchange/police_uk/judge.hpp"

#include <algorithm>

#include "exchange/police_uk/vocabulary.hpp"

namespace bluelamp::police_uk {
namespace {

/// Remembered answers and Crime IDs are bounded, so that memory does not grow with a file. A month of the largest force
/// has about 100,000 rows; in a file of more than this many Crime IDs the later ones are not looked at for repeats.
constexpr std::size_t most_places = 100'000;
constexpr std::size_t most_keys = 1'000'000;

constexpr std::string_view near = "On or near ";

bool in_capitals(std::string_view location) {
    if (!location.starts_with(near)) {
        return false;
    }
    location.remove_prefix(near.size());
    const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto letters = std::count_if(location.begin(), location.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    return letters > 1 && std::none_of(location.begin(), location.end(), is_small);
}

/// Labels of the first vocabulary of searches that the second no longer has.
bool of_first_vocabulary(std::string_view outcome) {
    return outcome == "Nothing found - no further action" || outcome == "Suspect arrested" ||
           outcome == "Local resolution" || outcome == "Offender given drugs possession warning" ||
           outcome == "Offender given penalty notice" || outcome == "Suspect summonsed to court" ||
           outcome == "Offender cautioned" || outcome == "Article found - Detailed outcome unavailable" ||
           outcome == "Suspected psychoactive substances seized - No further action";
}

void take_codes(AreaCodes& codes, const geography::Area& area) {
    if (area.key.layer == "ward") {
        codes.ward = area.key.code;
    } else if (area.key.layer == "borough") {
        codes.borough = area.key.code;
    } else if (area.key.layer == "force") {
        codes.force = area.key.code;
    }
}

std::int64_t micro_key(MicroPosition where) { return where.latitude * 400'000'000 + where.longitude; }

}  // namespace

std::optional<AreaCodes> Places::of_lsoa(std::string_view code) {
    if (by_lsoa_.size() > most_places) {
        by_lsoa_.clear();
    }
    const auto [found, added] = by_lsoa_.try_emplace(std::string(code));
    if (added) {
        for (const geography::Area* area : areas_.of_lsoa(code)) {
            found->second = found->second.value_or(AreaCodes{});
            take_codes(*found->second, *area);
        }
    }
    return found->second;
}

AreaCodes Places::of_position(MicroPosition where, Month month) {
    if (month != positions_in_ || by_position_.size() > most_places) {
        by_position_.clear();
        positions_in_ = month;
    }
    const auto [found, added] = by_position_.try_emplace(static_cast<std::uint64_t>(micro_key(where)));
    if (added) {
        for (const std::string_view layer : {"ward", "borough", "force"}) {
            const geography::Area* area = areas_.at(where.degrees(), {month.year, month.month, 1}, layer);
            if (area != nullptr) {
                take_codes(found->second, *area);
            }
        }
    }
    return found->second;
}

bool Places::new_street_point(const PublishedRow& row) {
    if (!row.content.position) {
        return false;
    }
    const auto mix = [](std::size_t seed, std::size_t more) { return seed * 0x9e3779b97f4a7c15ULL ^ more; };
    std::size_t point = std::hash<std::string_view>{}(row.content.cells[at::location]);
    point = mix(point, std::hash<std::string_view>{}(row.content.cells[at::lsoa_code]));
    point = mix(point, static_cast<std::size_t>(row.content.position->latitude));
    point = mix(point, static_cast<std::size_t>(row.content.position->longitude));
    return street_points_.insert(point).second;
}

bool Places::knows_force(std::string_view force) const {
    const geography::Area* area = areas_.get("force", force);
    return area != nullptr && !area->shape.empty();
}

Judge::Judge(const FileKey& file, Places& places)
    : file_(file),
      places_(places),
      month_(iso(file.month)),
      starts_(start_of(file.month)),
      ends_(start_of(plus_months(file.month, 1))),
      knows_publisher_(places.knows_force(file.publisher)) {}

PublishedRow Judge::judge(const Content& content) {
    PublishedRow row;
    row.content = content;
    row.digest = digest_of(file_.kind, content);
    if (file_.kind == Kind::stop_and_search) {
        judge_search(row);
    } else {
        judge_crime(row);
    }
    traps_.month_differs += row.month != month_ ? 1 : 0;
    return row;
}

void Judge::judge_crime(PublishedRow& row) {
    const auto& cells = row.content.cells;
    row.month = cells[at::month];
    row.crime_key = key_of(cells[at::crime_id]);
    if (row.crime_key) {
        count_key(*row.crime_key);
    } else {
        ++traps_.no_crime_id;
    }
    const bool street = file_.kind == Kind::street;
    if (street) {
        row.crime_kind = kind_of(crime_labels(), cells[at::crime_type]);
        traps_.unknown_crime_type += row.crime_kind.empty() ? 1 : 0;
    }
    const std::string_view outcome = cells[street ? at::last_outcome : at::outcome_type];
    row.outcome_kind = kind_of(outcome_labels(), outcome);
    traps_.no_outcome += outcome.empty() ? 1 : 0;
    traps_.unknown_outcome += row.outcome_kind.empty() && !outcome.empty() ? 1 : 0;
    traps_.capital_street_names += in_capitals(cells[at::location]) ? 1 : 0;
    place(row, cells[at::lsoa_code]);
}

void Judge::judge_search(PublishedRow& row) {
    const Instant at = row.content.searched_at;
    const bool in_month = starts_ <= at && at < ends_;
    row.month = in_month ? std::string_view(month_) : *other_months_.insert(iso(month_in_london(at))).first;
    // 23:00 UTC of the last day before is midnight in British Summer Time (British Summer Time Order 2002, SI
    // 2002/262).
    const Instant starts_in_utc{starts_.ms % 86'400'000 == 0 ? starts_.ms : starts_.ms + 3'600'000};
    traps_.last_utc_hour_before += in_month && at < starts_in_utc ? 1 : 0;
    const std::string_view outcome = row.content.cells[at::outcome];
    row.outcome_kind = kind_of(search_outcome_labels(), outcome);
    traps_.no_outcome += outcome.empty() ? 1 : 0;
    traps_.unknown_outcome += row.outcome_kind.empty() && !outcome.empty() ? 1 : 0;
    traps_.vocabulary_to_2017 += of_first_vocabulary(outcome) ? 1 : 0;
    place(row, {});
}

/// By census code where the areas know it, for that is what the publisher says; else by the map point.
void Judge::place(PublishedRow& row, std::string_view lsoa) {
    const auto& position = row.content.position;
    traps_.no_position += position ? 0 : 1;
    std::optional<AreaCodes> codes = lsoa.empty() ? std::nullopt : places_.of_lsoa(lsoa);
    traps_.unknown_lsoa += !lsoa.empty() && !codes ? 1 : 0;
    if (!codes && position) {
        codes = places_.of_position(*position, file_.month);
    }
    const AreaCodes found = codes.value_or(AreaCodes{});
    traps_.outside_every_area += position && found.borough.empty() && found.force.empty() ? 1 : 0;
    traps_.outside_force += (codes || position) && knows_publisher_ && found.force != file_.publisher ? 1 : 0;
    row.ward = found.ward;
    row.borough = found.borough;
    row.force = found.force;
}

void Judge::count_key(std::int64_t key) {
    if (keys_.size() < most_keys || keys_.contains(key)) {
        traps_.repeated_crime_ids += keys_.insert(key).second ? 0 : 1;
    }
}

}  // namespace bluelamp::police_uk
