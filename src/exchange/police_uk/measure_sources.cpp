// SPDX-License-Identifier: Apache-2.0
#include "exchange/police_uk/measure_sources.hpp"

#include <fmt/format.h>

#include "core/text.hpp"
#include "exchange/police_uk/coverage.hpp"
#include "exchange/police_uk/measures.hpp"
#include "exchange/police_uk/measures.sql.hpp"
#include "measures/gather.hpp"

namespace bluelamp::police_uk {
namespace {

using measures::Paging;
using measures::Records;
using measures::Scope;
using measures::Tallies;
using measures::Tally;

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

std::string group_of(const Scope& scope) {
    const std::string layer = measures::layer_of_group(scope.by, scope.area);
    return layer.empty() ? scope.by : layer;
}

/// The kinds, between commas, that count as an outcome.
using KindsOf = std::string (*)(std::string_view outcome);

std::string only(std::string_view outcome) { return between_commas({std::string(outcome)}); }

/// When a series goes through the outcomes, each point is what a reading for that outcome counts, out of all that was
/// judged; so a fined offender is counted under "fined" and, by `kinds_of`, perhaps under "charged" too.
void point_for_each(const std::vector<std::string>& outcomes, KindsOf kinds_of, Tallies& by_kind) {
    Tally all;
    for (const auto& [kind, tally] : by_kind) {
        all.denominator += tally.denominator;
        all.bases.insert(tally.bases.begin(), tally.bases.end());
        for (const auto& [from, into] :
             {std::pair(&tally.left_out, &all.left_out), std::pair(&tally.remarks, &all.remarks)}) {
            for (const auto& [reason, times] : *from) {
                (*into)[reason] += times;
            }
        }
    }
    Tallies points;
    for (const std::string& outcome : outcomes) {
        points[outcome] = all;
    }
    for (const auto& [kind, tally] : by_kind) {
        if (tally.numerator > 0) {
            points.try_emplace(kind, all);  // an outcome that nobody can ask for
        }
    }
    for (auto& [outcome, point] : points) {
        const std::string counted = kinds_of(outcome);
        for (const auto& [kind, tally] : by_kind) {
            point.numerator += counted.find(only(kind)) == std::string::npos ? 0 : tally.numerator;
        }
    }
    by_kind = std::move(points);
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
    const std::string type = scope.option("type");
    const std::string group = group_of(scope);
    bound.values.insert(bound.values.end(), {db::Value(type), db::Value(group), db::Value(kinds)});
    return measures::gather(reader, sql::tally_crimes, bound.values);
}

Result<Records> list_crimes(db::Reader& reader, const Scope& scope, const Paging& paging, const std::string& kinds) {
    Bound bound(scope);
    const std::string type = scope.option("type");
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

Result<Tallies> tally_outcomes(db::Reader& reader, const Scope& scope, const std::vector<std::string>& outcomes) {
    Bound bound(scope);
    const std::string group = group_of(scope);
    const std::string wanted = only(scope.option("outcome"));
    const std::string court = between_commas(court_kinds());
    bound.values.insert(bound.values.end(), {db::Value(group), db::Value(wanted), db::Value(court)});
    Tallies tallies = TRY(measures::gather(reader, sql::tally_outcomes, bound.values));
    if (scope.by == "outcome") {
        point_for_each(outcomes, only, tallies);
    }
    return tallies;
}

Result<Records> list_outcomes(db::Reader& reader, const Scope& scope, const Paging& paging) {
    Bound bound(scope);
    const std::string wanted = only(scope.option("outcome"));
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
Result<Tallies> tally_ratio(db::Reader& reader, const Scope& scope, const std::vector<std::string>& outcomes) {
    Tallies tallies = TRY(tally_outcomes(reader, scope, outcomes));
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
    const std::string type = scope.option("type");
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
    const std::string ethnicity = scope.option("officer_ethnicity");
    const std::string group = group_of(scope);
    bound.values.insert(bound.values.end(),
                        {db::Value(type), db::Value(ethnicity), db::Value(group), db::Value(word(counts))});
    return measures::gather(reader, sql::tally_stops, bound.values,
                            scope.by == "ethnicity" ? measures::Fold(ethnic_group) : nullptr);
}

Result<Records> list_stops(db::Reader& reader, const Scope& scope, const Paging& paging, StopsThatCount counts) {
    Bound bound(scope);
    const std::string type = search_type(scope);
    const std::string ethnicity = scope.option("officer_ethnicity");
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

measures::Source tracked_source(std::vector<std::string> outcomes) {
    return {[outcomes = std::move(outcomes)](db::Reader& reader, const Scope& scope) -> Result<Tallies> {
                Tallies tallies = TRY(tally_crimes(reader, scope, tracked_kinds(scope.option("outcome"))));
                if (scope.by == "outcome") {
                    point_for_each(outcomes, tracked_kinds, tallies);
                }
                return tallies;
            },
            covered_by("street"),
            [](db::Reader& reader, const Scope& scope, const Paging& paging) {
                return list_crimes(reader, scope, paging, tracked_kinds(scope.option("outcome")));
            }};
}

measures::Source closed_source(std::vector<std::string> outcomes) {
    return {[outcomes = std::move(outcomes)](db::Reader& reader, const Scope& scope) {
                return tally_outcomes(reader, scope, outcomes);
            },
            covered_by("outcomes"), list_outcomes};
}

measures::Source ratio_source(std::vector<std::string> outcomes) {
    return {[outcomes = std::move(outcomes)](db::Reader& reader, const Scope& scope) {
                return tally_ratio(reader, scope, outcomes);
            },
            both_covered, list_outcomes};
}

measures::Source stops_source(StopsThatCount counts) {
    return {[counts](db::Reader& reader, const Scope& scope) { return tally_stops(reader, scope, counts); },
            covered_by("stop_and_search"),
            [counts](db::Reader& reader, const Scope& scope, const Paging& paging) {
                return list_stops(reader, scope, paging, counts);
            }};
}

}  // namespace bluelamp::police_uk
