// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "measures/compose.hpp"
#include "measures/measures.hpp"
#include "measures/period.hpp"

namespace bluelamp::measures {
namespace {

std::string listed(const std::vector<std::string>& names) { return fmt::format("{}", fmt::join(names, ", ")); }

Result<std::string> checked_option(const Option& option, const std::string& asked) {
    if (option.values.empty()) {
        const bool number = !asked.empty() && asked.size() <= 6 && asked.front() != '0' &&
                            asked.find_first_not_of("0123456789") == std::string::npos;
        if (!number) {
            return fail(ErrorCode::invalid, option.name, "Give a whole number from 1 to 999999.");
        }
    } else if (std::ranges::find(option.values, asked) == option.values.end()) {
        return fail(ErrorCode::invalid, option.name,
                    fmt::format("There is no {} \"{}\"; use one of: {}.", option.title, asked, listed(option.values)));
    }
    return asked;
}

Result<Options> checked_options(const Measure& measure, const Options& asked) {
    Options options;
    for (const Option& option : measure.options) {
        const auto given = asked.find(option.name);
        options[option.name] = given == asked.end() ? option.standard : TRY(checked_option(option, given->second));
    }
    for (const auto& [name, value] : asked) {
        if (!options.contains(name)) {
            std::vector<std::string> names;
            std::ranges::transform(measure.options, std::back_inserter(names), &Option::name);
            return fail(ErrorCode::invalid, name,
                        names.empty()
                            ? fmt::format("{} takes no options; leave this out.", measure.name)
                            : fmt::format("{} has no such option; it takes: {}.", measure.name, listed(names)));
        }
    }
    return options;
}

/// Ten years: a longer period is asked for by mistake, and its queries would hold a connection too long.
constexpr int longest_period = 120;

Result<void> check_period(const Question& question) {
    if (question.to < question.from) {
        return fail(ErrorCode::invalid, "to", "The period ends before it begins: give a month not before `from`.");
    }
    if (length({question.from, question.to}) > longest_period) {
        return fail(ErrorCode::invalid, "from", "The period is longer than ten years: ask for a shorter one.");
    }
    return {};
}

struct Earlier {
    Scope scope;
    Coverage coverage;
};

/// The earlier period whose months all have records: the same months of an earlier year before the months just before.
Result<std::optional<Earlier>> compared_with(db::Reader& reader, const Measure& measure, const Scope& scope) {
    for (const Period& candidate : before({scope.from, scope.to})) {
        Earlier earlier{scope, {}};
        earlier.scope.from = candidate.from;
        earlier.scope.to = candidate.to;
        earlier.coverage = TRY(measure.source.coverage(reader, earlier.scope));
        if (earlier.coverage.missing(earlier.scope).empty()) {
            return std::optional(std::move(earlier));
        }
    }
    return std::optional<Earlier>();
}

}  // namespace

const std::string& Scope::option(std::string_view name) const {
    static const std::string nothing;
    const auto found = options.find(name);
    return found == options.end() ? nothing : found->second;
}

Figures::Figures(std::vector<Measure> measures, const geography::Areas& areas)
    : measures_(std::move(measures)), areas_(areas) {
    for (auto each = measures_.begin(); each != measures_.end(); ++each) {
        invariant(std::none_of(measures_.begin(), each, [&](const Measure& other) { return other.name == each->name; }),
                  "two measures have one name");
    }
}

Result<const Measure*> Figures::find(std::string_view name) const {
    const auto found = std::ranges::find(measures_, name, &Measure::name);
    if (found == measures_.end()) {
        std::vector<std::string> names;
        std::ranges::transform(measures_, std::back_inserter(names), &Measure::name);
        return fail(ErrorCode::not_found, "name",
                    fmt::format("There is no measure \"{}\"; there are: {}.", name, listed(names)));
    }
    return &*found;
}

Result<Scope> Figures::scope_of(const Measure& measure, const Asker& asker, const Question& question) const {
    TRY(check_period(question));
    Scope scope;
    scope.asker = asker;
    scope.options = TRY(checked_options(measure, question.options));
    scope.area = TRY(find_area(areas_, question.area));
    scope.from = question.from;
    scope.to = question.to;
    return scope;
}

Result<Reading> Figures::read(db::Reader& reader, const Asker& asker, std::string_view name,
                              const Question& question) const {
    const Measure& measure = *TRY(find(name));
    const Scope scope = TRY(scope_of(measure, asker, question));
    const Composer now(measure, areas_, scope);
    const Coverage coverage = TRY(measure.source.coverage(reader, scope));
    const Tallies tallies = TRY(measure.source.tally(reader, scope));
    Reading reading = now.reading("", tallies, coverage);
    const auto earlier = TRY(compared_with(reader, measure, scope));
    if (earlier) {
        const Tallies then = TRY(measure.source.tally(reader, earlier->scope));
        now.compare(reading, {"", tallies}, {"", then}, Composer(measure, areas_, earlier->scope), earlier->coverage);
    } else {
        reading.notes.emplace_back("There are no records of an earlier period to compare with.");
    }
    return reading;
}

Result<std::vector<Point>> Figures::series(db::Reader& reader, const Asker& asker, std::string_view name,
                                           std::string_view by, const Question& question) const {
    const Measure& measure = *TRY(find(name));
    if (std::ranges::find(measure.groups, by, &Group::name) == measure.groups.end()) {
        std::vector<std::string> names;
        std::ranges::transform(measure.groups, std::back_inserter(names), &Group::name);
        return fail(ErrorCode::invalid, "by",
                    fmt::format("{} cannot be grouped by \"{}\"; use one of: {}.", measure.name, by, listed(names)));
    }
    Scope scope = TRY(scope_of(measure, asker, question));
    scope.by = by;
    if (scope.options.contains(by)) {
        scope.options[scope.by].clear();  // each of its values has a point
    }
    const Composer now(measure, areas_, scope);
    const Coverage coverage = TRY(measure.source.coverage(reader, scope));
    const Tallies tallies = TRY(measure.source.tally(reader, scope));
    const auto earlier = TRY(compared_with(reader, measure, scope));
    const Tallies then = earlier ? TRY(measure.source.tally(reader, earlier->scope)) : Tallies();
    std::vector<Point> points;
    for (const std::string& key : now.keys(tallies)) {
        Point point{key, now.label(key), now.reading(key, tallies, coverage)};
        if (earlier) {
            now.compare(point.reading, {key, tallies}, {now.earlier_key(key, earlier->scope), then},
                        Composer(measure, areas_, earlier->scope), earlier->coverage);
        }
        points.push_back(std::move(point));
    }
    return points;
}

Result<Records> Figures::records(db::Reader& reader, const Asker& asker, std::string_view name,
                                 const Question& question, const Paging& paging) const {
    const Measure& measure = *TRY(find(name));
    if (paging.limit < 1 || paging.limit > 500) {
        return fail(ErrorCode::invalid, "limit", "Give a number from 1 to 500.");
    }
    const Scope scope = TRY(scope_of(measure, asker, question));
    return measure.source.records(reader, scope, paging);
}

}  // namespace bluelamp::measures
