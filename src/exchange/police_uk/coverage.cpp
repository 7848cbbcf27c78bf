// SPDX-License-Identifier: Apache-2.0
#include "exchange/police_uk/coverage.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "exchange/police_uk/measures.sql.hpp"
#include "measures/gather.hpp"
#include "measures/period.hpp"

namespace bluelamp::police_uk {
namespace {

using measures::Coverage;
using measures::Scope;

struct File {
    std::string publisher, month, subset;
    Instant imported_at;
};

/// A subset holds what is asked for only where that type is asked for, or no type at all (then the notes say so).
bool holds(const File& file, const Scope& scope) {
    const std::string type = scope.option("type");
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
            if (!file.subset.empty() && scope.option("type") != file.subset) {
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
    const bool others = std::ranges::any_of(files, [&](const File& file) { return file.publisher != scope.area.code; });
    if (others && scope.area.layer == "force" && !measures::layer_of_group(scope.by, scope.area).empty()) {
        coverage.notes.push_back(
            fmt::format("Only what {} published is counted here; asked for alone, a borough or ward counts what every "
                        "force published there.",
                        scope.area.code));
    }
}

}  // namespace

Result<Coverage> coverage_of(db::Reader& reader, const Scope& scope, std::string_view kind) {
    const std::string from = iso(scope.from);
    const std::string to = iso(scope.to);
    const auto files =
        TRY(reader.many(sql::files_of_period, {scope.asker.force, from, to, kind}, [](const db::Row& row) {
            return File{row.string(0), row.string(1), row.string(2), row.instant(3)};
        }));
    Coverage coverage;
    coverage.missing = [files](const Scope& asked) { return missing_months(files, asked, asked.area.force); };
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

Result<Coverage> both_covered(db::Reader& reader, const Scope& scope) {
    Coverage outcomes = TRY(coverage_of(reader, scope, "outcomes"));
    const Coverage crimes = TRY(coverage_of(reader, scope, "street"));
    outcomes.missing = [of_outcomes = outcomes.missing, of_crimes = crimes.missing](const Scope& asked) {
        const std::vector<Month> one = of_outcomes(asked);
        const std::vector<Month> other = of_crimes(asked);
        std::vector<Month> either;
        std::ranges::set_union(one, other, std::back_inserter(either));
        return either;
    };
    for (const std::string& note : crimes.notes) {
        if (std::ranges::find(outcomes.notes, note) == outcomes.notes.end()) {
            outcomes.notes.push_back(note);
        }
    }
    return outcomes;
}

}  // namespace bluelamp::police_uk
