// SPDX-License-Identifier: Apache-2.0
#include "exchange/police_uk/measure_sources.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "core/text.hpp"
#include "exchange/police_uk/measures.hpp"
#include "exchange/police_uk/measures.sql.hpp"
#include "measures/gather.hpp"
#include "measures/period.hpp"

namespace bluelamp::police_uk {
namespace {

using measures::Coverage;
using measures::Paging;
using measures::Records;
using measures::Scope;
using measures::Tallies;

/// Texts that values only look at stand here as long as the query runs.
struct Bound {
    explicit Bound(const Scope& scope) : from(iso(scope.from)), to(iso(scope.to)) {
        values = {scope.asker.force, from, to, scope.area.layer, scope.area.code};
    }
    Bound(const Bound&) = delete;
    Bound& operator=(const Bound&) = delete;

    std::string from, to;
    std::vector<db::Value> values;
};

std::string between_commas(const std::vector<std::string>& kinds) { return fmt::format(",{},", fmt::join(kinds, ",")); }

std::string asked(const Scope& scope, std::string_view option) {
    const auto found = scope.options.find(option);
    return found == scope.options.end() ? std::string() : found->second;
}

std::string group_of(const Scope& scope) {
    const std::string layer = measures::layer_of_group(scope.by, scope.area);
    return layer.empty() ? scope.by : layer;
}

/// When a series goes through the outcomes, each is a part of all that was judged.
void share_out(const Scope& scope, Tallies& tallies) {
    if (scope.by != "outcome") {
        return;
    }
    std::int64_t all = 0;
    for (const auto& [key, tally] : tallies) {
        all += tally.denominator;
    }
    for (auto& [key, tally] : tallies) {
        tally.denominator = all;
    }
}

// ---- which months are here
// ---------------------------------------------------------------------------------------------

struct File {
    std::string publisher, month, subset;
    Instant imported_at;
};

/// A subset holds what is asked for only where that type is asked for, or no type at all (then the notes say so).
bool holds(const File& file, const Scope& scope) {
    const std::string type = asked(scope, "type");
    return file.subset.empty() || type.empty() || type == file.subset;
}

std::vector<Month> missing_months(const std::vector<File>& files, const Scope& scope, std::string_view publisher) {
    std::vector<Month> missing;
    for (const Month month : measures::months_of({scope.from, scope.to})) {
        const bool here = std::ranges::any_of(files, [&](const File& file) {
            return file.month == iso(month) && (publisher.empty() || file.publisher == publisher) && holds(file, scope);
        });
        if (!here) {
            missing.push_back(month);
        }
    }
    return missing;
}

/// What is only partly here: forces that published some of the months, and months of which only a subset was imported.
void note_gaps(Coverage& coverage, const std::vector<File>& files, const Scope& scope) {
    std::set<std::string> publishers, subsets;
    for (const File& file : files) {
        if (scope.area.force.empty() || scope.area.force == file.publisher) {
            publishers.insert(file.publisher);
            if (!file.subset.empty() && asked(scope, "type") != file.subset) {
                subsets.insert(
                    fmt::format("Of {} only {} was imported: this is not all crime.", file.publisher, file.subset));
            }
        }
    }
    for (const std::string& publisher : publishers) {
        const auto missing = missing_months(files, scope, publisher);
        if (scope.area.layer == "all" && !missing.empty()) {
            coverage.notes.push_back(
                fmt::format("Nothing of {} was imported for {}.", publisher, measures::in_words(missing)));
        }
    }
    coverage.notes.insert(coverage.notes.end(), subsets.begin(), subsets.end());
}

Result<Coverage> coverage_of(db::Reader& reader, const Scope& scope, std::string_view kind) {
    const std::string from = iso(scope.from);
    const std::string to = iso(scope.to);
    const auto files =
        TRY(reader.many(sql::files_of_period, {scope.asker.force, from, to, kind}, [](const db::Row& row) {
            return File{row.string(0), row.string(1), row.string(2), row.instant(3)};
        }));
    Coverage coverage;
    coverage.missing = missing_months(files, scope, scope.area.force);
    note_gaps(coverage, files, scope);
    if (!files.empty()) {
        const Instant newest = std::ranges::max_element(files, {}, &File::imported_at)->imported_at;
        coverage.notes.push_back(fmt::format("As published in files imported up to {}.", iso(in_london(newest).date)));
    }
    const bool below_force = scope.area.layer == "borough" || scope.area.layer == "ward";
    if (below_force && !scope.area.force.empty()) {
        const auto unplaced = TRY(reader.one(sql::unplaced_rows, {scope.asker.force, from, to, kind, scope.area.force},
                                             [](const db::Row& row) { return row.bigint(0); }));
        if (unplaced > 0) {
            coverage.notes.push_back(
                fmt::format("{} rows of {} in this period lie in no borough that is known here, most for want "
                            "of a position: no borough or ward can count them.",
                            unplaced, scope.area.force));
        }
    }
    return coverage;
}

// ---- cursors
// -----------------------------------------------------------------------------------------------------------

struct Cursor {
    std::int64_t file = 0;
    std::int64_t row = 0;
};

Result<Cursor> cursor_of(const std::string& after) {
    if (after.empty()) {
        return Cursor{-1, -1};
    }
    const std::size_t cut = after.find('-');
    const auto file = parse_int(std::string_view(after).substr(0, cut));
    const auto row = cut == std::string::npos ? std::nullopt : parse_int(std::string_view(after).substr(cut + 1));
    if (!file || !row) {
        return fail(ErrorCode::invalid, "after", "This is not a cursor of this list; copy `next` of the page before.");
    }
    return Cursor{*file, *row};
}

std::string cursor_text(const db::Row& row) { return fmt::format("{}-{}", row.bigint(0), row.bigint(1)); }

/// Columns 2 and on as they are published; the instant of a search as RFC 3339.
measures::Listing as_published(std::vector<measures::Column> columns, int instant_column = -1) {
    const int last = static_cast<int>(columns.size()) + 2;
    return {std::move(columns), cursor_text, [last, instant_column](const db::Row& row) {
                std::vector<std::optional<std::string>> cells;
                for (int column = 2; column < last; ++column) {
                    cells.push_back(column == instant_column ? std::optional(rfc3339(row.instant(column)))
                                                             : row.maybe_text(column));
                }
                return cells;
            }};
}

// ---- crimes
// --------------------------------------------------------------------------------------------------------------

Result<Tallies> tally_crimes(db::Reader& reader, const Scope& scope, const std::string& kinds) {
    Bound bound(scope);
    const std::string type = asked(scope, "type");
    const std::string group = group_of(scope);
    bound.values.insert(bound.values.end(), {db::Value(type), db::Value(group), db::Value(kinds)});
    return measures::gather(reader, sql::tally_crimes, bound.values);
}

Result<Records> list_crimes(db::Reader& reader, const Scope& scope, const Paging& paging, const std::string& kinds) {
    Bound bound(scope);
    const std::string type = asked(scope, "type");
    const Cursor after = TRY(cursor_of(paging.after));
    bound.values.insert(bound.values.end(), {db::Value(type), db::Value(kinds), db::Value(after.file),
                                             db::Value(after.row), db::Value(paging.limit + 1)});
    return measures::page(reader, sql::counted_crimes, bound.values,
                          as_published({{"force", "Force"},
                                        {"month", "Month"},
                                        {"crime_type", "Crime type"},
                                        {"location", "Location"},
                                        {"ward", "Ward"},
                                        {"lsoa", "LSOA"},
                                        {"last_outcome", "Last outcome category"},
                                        {"crime_id", "Crime ID"}}),
                          paging);
}

// ---- outcomes
// ------------------------------------------------------------------------------------------------------------

Result<Tallies> tally_outcomes(db::Reader& reader, const Scope& scope) {
    Bound bound(scope);
    const std::string group = group_of(scope);
    const std::string wanted = between_commas({asked(scope, "outcome")});
    const std::string court = between_commas(court_kinds());
    bound.values.insert(bound.values.end(), {db::Value(group), db::Value(wanted), db::Value(court)});
    Tallies tallies = TRY(measures::gather(reader, sql::tally_outcomes, bound.values));
    share_out(scope, tallies);
    return tallies;
}

Result<Records> list_outcomes(db::Reader& reader, const Scope& scope, const Paging& paging) {
    Bound bound(scope);
    const std::string wanted = between_commas({asked(scope, "outcome")});
    const Cursor after = TRY(cursor_of(paging.after));
    bound.values.insert(bound.values.end(),
                        {db::Value(wanted), db::Value(after.file), db::Value(after.row), db::Value(paging.limit + 1)});
    return measures::page(reader, sql::counted_outcomes, bound.values,
                          as_published({{"force", "Force"},
                                        {"month", "Month"},
                                        {"outcome", "Outcome type"},
                                        {"location", "Location"},
                                        {"ward", "Ward"},
                                        {"lsoa", "LSOA"},
                                        {"crime_id", "Crime ID"}}),
                          paging);
}

/// Outcomes above, crimes below: the crimes of a key are those of the same month or area, of an outcome all of them.
Result<Tallies> tally_ratio(db::Reader& reader, const Scope& scope) {
    Tallies tallies = TRY(tally_outcomes(reader, scope));
    Scope below = scope;
    if (scope.by == "outcome") {
        below.by.clear();
    }
    const Tallies crimes = TRY(tally_crimes(reader, below, ""));
    for (auto& [key, tally] : tallies) {
        tally.denominator = 0;
    }
    for (const auto& [key, tally] : crimes) {
        if (scope.by != "outcome") {
            tallies[key].denominator = tally.numerator;
            continue;
        }
        for (auto& [outcome, above] : tallies) {
            above.denominator = tally.numerator;
        }
    }
    return tallies;
}

Result<Coverage> both_covered(db::Reader& reader, const Scope& scope) {
    Coverage outcomes = TRY(coverage_of(reader, scope, "outcomes"));
    const Coverage crimes = TRY(coverage_of(reader, scope, "street"));
    for (const Month month : crimes.missing) {
        if (std::ranges::find(outcomes.missing, month) == outcomes.missing.end()) {
            outcomes.missing.push_back(month);
        }
    }
    std::ranges::sort(outcomes.missing);
    for (const std::string& note : crimes.notes) {
        if (std::ranges::find(outcomes.notes, note) == outcomes.notes.end()) {
            outcomes.notes.push_back(note);
        }
    }
    return outcomes;
}

// ---- stop and search
// ---------------------------------------------------------------------------------------------------------

std::string_view word(StopsThatCount counts) {
    switch (counts) {
        case StopsThatCount::all: return "all";
        case StopsThatCount::find: return "find";
        case StopsThatCount::linked: return "linked";
    }
    return {};
}

/// The options are words of an address; the files have labels.
std::string search_type(const Scope& scope) {
    const std::string type = asked(scope, "type");
    if (type == "person") {
        return "Person search";
    }
    if (type == "vehicle") {
        return "Vehicle search";
    }
    return type.empty() ? "" : "Person and Vehicle search";
}

Result<Tallies> tally_stops(db::Reader& reader, const Scope& scope, StopsThatCount counts) {
    Bound bound(scope);
    const std::string type = search_type(scope);
    const std::string ethnicity = asked(scope, "officer_ethnicity");
    const std::string group = group_of(scope);
    bound.values.insert(bound.values.end(),
                        {db::Value(type), db::Value(ethnicity), db::Value(group), db::Value(word(counts))});
    return measures::gather(reader, sql::tally_stops, bound.values,
                            scope.by == "ethnicity" ? measures::Fold(ethnic_group) : nullptr);
}

Result<Records> list_stops(db::Reader& reader, const Scope& scope, const Paging& paging, StopsThatCount counts) {
    Bound bound(scope);
    const std::string type = search_type(scope);
    const std::string ethnicity = asked(scope, "officer_ethnicity");
    const Cursor after = TRY(cursor_of(paging.after));
    bound.values.insert(bound.values.end(), {db::Value(type), db::Value(ethnicity), db::Value(word(counts)),
                                             db::Value(after.file), db::Value(after.row), db::Value(paging.limit + 1)});
    return measures::page(reader, sql::counted_stops, bound.values,
                          as_published({{"force", "Force"},
                                        {"searched_at", "Searched"},
                                        {"type", "Type"},
                                        {"object", "Object of search"},
                                        {"outcome", "Outcome"},
                                        {"linked", "Outcome linked to object of search"},
                                        {"officer_ethnicity", "Officer-defined ethnicity"},
                                        {"self_ethnicity", "Self-defined ethnicity"},
                                        {"age", "Age range"},
                                        {"gender", "Gender"},
                                        {"ward", "Ward"}},
                                       3),
                          paging);
}

auto covered_by(std::string_view kind) {
    return [kind](db::Reader& reader, const Scope& scope) { return coverage_of(reader, scope, kind); };
}

}  // namespace

std::string tracked_kinds(std::string_view outcome) {
    std::vector<std::string> kinds{std::string(outcome)};
    if (outcome == "charged") {
        kinds.insert(kinds.end(), court_kinds().begin(), court_kinds().end());
    }
    return between_commas(kinds);
}

measures::Source crimes_source() {
    return {[](db::Reader& reader, const Scope& scope) { return tally_crimes(reader, scope, ""); },
            covered_by("street"),
            [](db::Reader& reader, const Scope& scope, const Paging& paging) {
                return list_crimes(reader, scope, paging, "");
            }};
}

measures::Source tracked_source() {
    return {[](db::Reader& reader, const Scope& scope) -> Result<Tallies> {
                Tallies tallies = TRY(tally_crimes(reader, scope, tracked_kinds(asked(scope, "outcome"))));
                share_out(scope, tallies);
                return tallies;
            },
            covered_by("street"),
            [](db::Reader& reader, const Scope& scope, const Paging& paging) {
                return list_crimes(reader, scope, paging, tracked_kinds(asked(scope, "outcome")));
            }};
}

measures::Source closed_source() { return {tally_outcomes, covered_by("outcomes"), list_outcomes}; }

measures::Source ratio_source() { return {tally_ratio, both_covered, list_outcomes}; }

measures::Source stops_source(StopsThatCount counts) {
    return {[counts](db::Reader& reader, const Scope& scope) { return tally_stops(reader, scope, counts); },
            covered_by("stop_and_search"),
            [counts](db::Reader& reader, const Scope& scope, const Paging& paging) {
                return list_stops(reader, scope, paging, counts);
            }};
}

}  // namespace bluelamp::police_uk
