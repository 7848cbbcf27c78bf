// SPDX-License-Identifier: Apache-2.0
#include "measures/compose.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "measures/gather.hpp"
#include "measures/period.hpp"

namespace bluelamp::measures {
namespace {

const Tally& at(const Tallies& tallies, const std::string& key) {
    static const Tally nothing;
    const auto found = tallies.find(key);
    return found == tallies.end() ? nothing : found->second;
}

const Option* option_of(const Measure& measure, std::string_view name) {
    const auto found = std::ranges::find(measure.options, name, &Option::name);
    return found == measure.options.end() ? nullptr : &*found;
}

/// What was asked for beside area and period: "type burglary, outcome charged".
std::string asked(const Scope& scope) {
    std::string words;
    for (const auto& [name, value] : scope.options) {
        if (!value.empty()) {
            words += (words.empty() ? "" : ", ") + name + " " + value;
        }
    }
    return words;
}

}  // namespace

std::string Measure::definition() const {
    std::string words = title + ". Counts " + counts + ".";
    for (const auto& [head, text] : {std::pair{"Out of", out_of}, {"Leaves out", leaves_out}, {"Clock:", clock}}) {
        if (!text.empty()) {
            words += fmt::format(" {} {}.", head, text);
        }
    }
    if (!caution.empty()) {
        words += " " + caution;
    }
    return words;
}

Composer::Composer(const Measure& measure, const geography::Areas& areas, const Scope& scope)
    : measure_(measure), areas_(areas), scope_(scope) {
    if (measure.kind == Kind::per_hour) {
        hours_ = hours_of_week({scope.from, scope.to});
    }
}

Scope Composer::alone(const std::string& key) const {
    Scope scope = scope_;
    if (scope.by == "month") {
        const auto month = parse_month(key);
        invariant(month.has_value(), "a query grouped by month answered a key that is no month");
        scope.from = scope.to = *month;
    } else if (const std::string layer = layer_of_group(scope.by, scope.area); !layer.empty()) {
        scope.area = area_of(areas_, layer, key);
        if (key.empty()) {
            scope.area.force = scope_.area.force;  // whoever publishes the area publishes what has no position
        }
    } else if (scope.options.contains(scope.by)) {
        scope.options[scope.by] = key;
    }
    return scope;
}

std::optional<Residents> Composer::residents(const std::string& key) const {
    if (measure_.kind != Kind::per_thousand) {
        return std::nullopt;
    }
    const Scope scope = alone(key);
    return residents_of(areas_, scope.area, scope.to);
}

Exposure Composer::exposure(const std::string& key) const {
    Exposure exposure;
    const Scope scope = alone(key);
    const Period period{scope.from, scope.to};
    exposure.days = days_of(period);
    if (measure_.kind == Kind::per_hour) {
        const auto by_hour = scope.by == "month" ? hours_of_week(period) : hours_;
        std::int64_t hours = 0;
        for (std::size_t hour = 0; hour < by_hour.size(); ++hour) {
            const bool counts = scope.by != "hour_of_week" || hour_label(static_cast<int>(hour)) == key;
            hours += counts ? by_hour[hour] : 0;
        }
        exposure.hours = static_cast<double>(hours);
    }
    if (const auto people = residents(key)) {
        exposure.residents = static_cast<double>(people->count);
    }
    return exposure;
}

std::vector<std::string> Composer::notes(const std::string& key, const Tally& tally, const Coverage& coverage) const {
    std::vector<std::string> notes;
    const Scope scope = alone(key);
    if (const std::string words = asked(scope); !words.empty()) {
        notes.push_back("Asked for: " + words + ".");
    }
    if (const auto missing = coverage.missing(scope); !missing.empty()) {
        notes.push_back(fmt::format("There are no records at all for {}: the value is unknown, which is not 0.",
                                    in_words(missing)));
    }
    for (const Reason& reason : measure_.reasons) {
        for (const auto* counted : {&tally.left_out, &tally.remarks}) {
            if (const auto found = counted->find(reason.code); found != counted->end()) {
                notes.push_back(fmt::format("{} {}", found->second, reason.words));
            }
        }
    }
    if (measure_.kind == Kind::per_thousand) {
        if (const auto people = residents(key)) {
            notes.push_back(fmt::format("Residents: {} in mid-{} ({}).", people->count, people->year, people->source));
            if (!people->caution.empty()) {
                notes.push_back(people->caution);
            }
        } else {
            notes.emplace_back("The number of residents of this area is not known, so there is no rate.");
        }
    }
    notes.insert(notes.end(), coverage.notes.begin(), coverage.notes.end());
    return notes;
}

Reading Composer::reading(const std::string& key, const Tallies& tallies, const Coverage& coverage) const {
    const Tally& tally = at(tallies, key);
    const Estimate found = estimate(measure_, tally, exposure(key));
    Reading reading;
    reading.numerator = found.numerator;
    reading.denominator = found.denominator;
    if (coverage.missing(alone(key)).empty()) {
        reading.value = found.value;
        reading.low = found.low;
        reading.high = found.high;
    }
    reading.definition = measure_.definition();
    reading.basis = tally.bases.empty() ? measure_.basis : fmt::format("{}", fmt::join(tally.bases, " and "));
    reading.unit = measure_.unit;
    reading.notes = notes(key, tally, coverage);
    return reading;
}

void Composer::compare(Reading& reading, const Part& now, const Part& then, const Composer& earlier,
                       const Coverage& coverage) const {
    const Tally& after = at(now.tallies, now.key);
    const Tally& before = at(then.tallies, then.key);
    const Exposure over = exposure(now.key);
    const Exposure over_before = earlier.exposure(then.key);
    const Scope scope = earlier.alone(then.key);
    Estimate was = estimate(measure_, before, over_before);
    if (!coverage.missing(scope).empty()) {
        was.value.reset();
    }
    Comparison comparison{scope.from, scope.to, was.value, {}, {}, {}};
    if (reading.value && was.value) {
        comparison.change = *reading.value - *was.value;
        if (*was.value > 0) {
            comparison.change_percent = 100 * *comparison.change / *was.value;
        }
        comparison.significant = differs(measure_, {after, over}, {before, over_before});
        if (comparison.significant) {
            reading.notes.emplace_back(judged_by(measure_.kind));
        }
    }
    reading.comparison = comparison;
}

std::vector<std::string> Composer::keys(const Tallies& tallies) const {
    std::vector<std::string> keys;
    if (scope_.by == "month") {
        for (const Month month : months_of({scope_.from, scope_.to})) {
            keys.push_back(iso(month));
        }
    } else if (scope_.by == "hour_of_week") {
        for (int hour = 0; hour < 168; ++hour) {
            keys.push_back(hour_label(hour));
        }
    } else if (const Option* option = option_of(measure_, scope_.by); option != nullptr && !option->values.empty()) {
        keys = option->values;
    }
    for (const auto& [key, tally] : tallies) {
        if (std::ranges::find(keys, key) == keys.end()) {
            keys.push_back(key);
        }
    }
    return keys;
}

std::string Composer::label(const std::string& key) const {
    const std::string layer = layer_of_group(scope_.by, scope_.area);
    if (!layer.empty()) {
        return key.empty() ? "No position" : area_of(areas_, layer, key).name;
    }
    if (key.empty()) {
        return "Not stated";
    }
    return key;
}

std::string Composer::earlier_key(const std::string& key, const Scope& earlier) const {
    if (scope_.by != "month") {
        return key;
    }
    return iso(plus_months(*parse_month(key), months_between(scope_.from, earlier.from)));
}

}  // namespace bluelamp::measures
