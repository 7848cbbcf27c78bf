// SPDX-License-Identifier: Apache-2.0
#include "exchange/cad/row.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/text.hpp"
#include "geography/national_grid.hpp"

namespace bluelamp::cad {
namespace {

constexpr std::size_t longest_summary = 500;  // as incidents::Report has it
constexpr std::size_t longest_place = 300;

/// Finds the columns a map names in a heading, and remembers which were never named.
class Heading {
   public:
    explicit Heading(const std::vector<std::string>& names) : names_(names), used_(names.size(), false) {}

    std::optional<std::size_t> find(const std::string& name) {
        if (name.empty()) {
            return std::nullopt;
        }
        const auto found = std::find(names_.begin(), names_.end(), name);
        if (found == names_.end()) {
            missing_.push_back(name);
            return std::nullopt;
        }
        const auto at = static_cast<std::size_t>(found - names_.begin());
        used_[at] = true;
        return at;
    }

    std::vector<std::optional<std::size_t>> find_all(const std::vector<std::string>& names) {
        std::vector<std::optional<std::size_t>> columns;
        std::transform(names.begin(), names.end(), std::back_inserter(columns),
                       [this](const std::string& name) { return find(name); });
        return columns;
    }

    [[nodiscard]] Result<void> judge(const std::string& file) const {
        if (!missing_.empty()) {
            return fail(
                ErrorCode::invalid, file,
                fmt::format("The map names columns that the file does not have: {}. The file has: {}. Correct the map.",
                            fmt::join(missing_, ", "), fmt::join(names_, ", ")));
        }
        std::vector<std::string> unknown;
        for (std::size_t i = 0; i < names_.size(); ++i) {
            if (!used_[i]) {
                unknown.push_back(names_[i]);
            }
        }
        if (!unknown.empty()) {
            return fail(
                ErrorCode::invalid, file,
                fmt::format("The file has columns that the map does not name: {}. Map them, or add them to ignore.",
                            fmt::join(unknown, ", ")));
        }
        return {};
    }

   private:
    const std::vector<std::string>& names_;
    std::vector<bool> used_;
    std::vector<std::string> missing_;
};

Refused unreadable(std::string_view column, std::string_view text, const TimeFormat& format) {
    return {"time_unreadable", fmt::format("{} is \"{}\", which is not a time written {}", column,
                                           first_code_points(text, 40), format.text())};
}

std::optional<Instant>& instant_of(incidents::Intervals& intervals, std::size_t stage) {
    std::optional<Instant>* const all[stages] = {&intervals.called_at,  &intervals.answered_at,   &intervals.created_at,
                                                 &intervals.graded_at,  &intervals.dispatched_at, &intervals.mobile_at,
                                                 &intervals.arrived_at, &intervals.cleared_at,    &intervals.closed_at};
    return *all[stage];
}

}  // namespace

Result<RowReader> RowReader::create(const ColumnMap& map, const std::vector<std::string>& heading,
                                    const std::string& file) {
    RowReader reader(map);
    Heading columns(heading);
    reader.id_ = columns.find(map.id);
    reader.type_ = columns.find(map.type);
    reader.unit_ = columns.find(map.unit);
    reader.grade_ = columns.find(map.grade);
    reader.latitude_ = columns.find(map.latitude);
    reader.longitude_ = columns.find(map.longitude);
    reader.easting_ = columns.find(map.easting);
    reader.northing_ = columns.find(map.northing);
    reader.date_ = columns.find(map.date);
    for (std::size_t stage = 0; stage < stages; ++stage) {
        reader.stage_[stage] = columns.find(map.stage[stage]);
    }
    reader.place_ = columns.find_all(map.place.columns());
    reader.summary_ = columns.find_all(map.summary.columns());
    columns.find_all(map.ignore);
    TRY(columns.judge(file));
    return reader;
}

std::string_view RowReader::cell(const CsvRow& row, Column column) {
    return column ? trim(row.fields[*column]) : std::string_view();
}

std::string RowReader::fill(const CsvRow& row, const Template& text, const std::vector<Column>& columns) {
    std::vector<std::string_view> values;
    std::transform(columns.begin(), columns.end(), std::back_inserter(values),
                   [&](Column column) { return cell(row, column); });
    return text.fill(values);
}

Refused RowReader::read(const CsvRow& row, Call& into) const {
    into = {};
    incidents::Imported& incident = into.incident;
    incident.source = map_->source;
    incident.source_id = cell(row, id_);
    if (incident.source_id.empty()) {
        return {"no_id", fmt::format("{} is blank", map_->id)};
    }
    incident.type = cell(row, type_);
    incident.unit = cell(row, unit_);
    incident.exercise = map_->exercise;
    incident.summary = first_code_points(fill(row, map_->summary, summary_), longest_summary);
    if (incident.summary.empty()) {
        incident.summary = "Not described";
    }
    incident.place.text = first_code_points(fill(row, map_->place, place_), longest_place);
    if (incident.place.text.empty()) {
        incident.place.text = "Not given";
    }
    read_position(row, into);
    read_grade(row, into);
    return read_clocks(row, into);
}

/// A wrong position is worse than none: it would be measured and shown on a map.
void RowReader::read_position(const CsvRow& row, Call& into) const {
    const bool degrees = latitude_.has_value();
    const std::string_view first = cell(row, degrees ? latitude_ : easting_);
    const std::string_view second = cell(row, degrees ? longitude_ : northing_);
    if (first.empty() && second.empty()) {
        return;
    }
    const auto a = parse_real(first);
    const auto b = parse_real(second);
    std::optional<LatLon> where;
    if (a && b) {
        where = degrees ? LatLon{*a, *b} : geography::from_grid({*a, *b});
    }
    into.geocode_error = !where || !on_earth(*where) || !map_->extent.value_or(Extent{}).holds(*where);
    if (!into.geocode_error) {
        into.position = where;
        into.incident.place.latitude = where->latitude;
        into.incident.place.longitude = where->longitude;
    }
}

void RowReader::read_grade(const CsvRow& row, Call& into) const {
    if (!grade_) {
        return;
    }
    const auto found = map_->grades.find(cell(row, grade_));
    into.incident.grade = found == map_->grades.end() ? map_->grade_otherwise : std::optional(found->second);
    into.unknown_grade = !into.incident.grade.has_value();
}

Refused RowReader::read_day(const CsvRow& row, std::optional<LocalDate>& day) const {
    if (!date_) {
        return {};
    }
    const std::string_view text = cell(row, date_);
    const auto moment = map_->date_format->read(text);
    if (!moment) {
        return unreadable(map_->date, text, *map_->date_format);
    }
    day = moment->date;
    return {};
}

Refused RowReader::read_clocks(const CsvRow& row, Call& into) const {
    std::optional<LocalDate> day;
    Refused refused = read_day(row, day);
    if (!refused.reason.empty()) {
        return refused;
    }
    Clocks clocks;
    for (std::size_t stage = 0; stage < stages; ++stage) {
        const std::string_view text = cell(row, stage_[stage]);
        if (text.empty()) {
            if (stage_[stage]) {
                into.missing.push_back(stage);
            }
            continue;
        }
        const auto moment = map_->format.read(text);
        if (!moment) {
            return unreadable(map_->stage[stage], text, map_->format);
        }
        clocks[stage] = Clock{moment->date ? *moment->date : *day, moment->seconds.value_or(0)};
    }
    into.sequence = in_order(clocks, map_->midnight, map_->roll_after_s);
    return place_in_time(into, day);
}

/// The incident opened when the other system made it; where that is not told, at its first stage, or on its day.
Refused RowReader::place_in_time(Call& into, std::optional<LocalDate> day) const {
    const Clocks& clocks = into.sequence.clocks;
    const auto first = std::find_if(clocks.begin(), clocks.end(), [](const auto& clock) { return clock.has_value(); });
    const auto opened = clocks[created_stage]   ? clocks[created_stage]
                        : first != clocks.end() ? *first
                        : day                   ? std::optional(Clock{*day, 0})
                                                : std::nullopt;
    if (!opened) {
        return {"no_time", "no stage and no date is given"};
    }
    into.incident.opened_at = map_->zone.at(opened->day, opened->seconds);
    into.incident.clock_fault = !into.sequence.backward.empty();
    for (std::size_t stage = 0; stage < stages && !map_->dates_only(); ++stage) {
        if (clocks[stage]) {
            instant_of(into.incident.intervals, stage) = map_->zone.at(clocks[stage]->day, clocks[stage]->seconds);
        }
    }
    return {};
}

}  // namespace bluelamp::cad
