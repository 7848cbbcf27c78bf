// SPDX-License-Identifier: Apache-2.0
#include "measures/gather.hpp"

#include "core/text.hpp"
#include "measures/period.hpp"

namespace bluelamp::measures {
namespace {

struct Counted {
    Tally tally;
    std::map<std::int64_t, std::int64_t> values;  // in order, however the folded keys came
};

void add(Counted& into, const db::Row& row) {
    const std::string part = row.string(1);
    const std::int64_t times = row.bigint(5);
    if (part != "counted" && part != "rest") {
        into.tally.left_out[part] += times;
        return;
    }
    into.tally.denominator += times;
    into.tally.bases.insert(row.string(3));
    if (!row.null(2) && !row.text(2).empty()) {
        into.tally.remarks[row.string(2)] += times;
    }
    if (part == "counted") {
        into.tally.numerator += times;
        if (!row.null(4)) {
            into.values[row.bigint(4)] += times;
        }
    }
}

}  // namespace

Result<Tallies> gather(db::Reader& reader, const db::Query& query, std::span<const db::Value> parameters,
                       const Fold& fold) {
    std::map<std::string, Counted> counted;
    TRY(reader.each(query, parameters, [&](const db::Row& row) {
        const std::string key = row.string(0);
        add(counted[fold ? fold(key) : key], row);
    }));
    Tallies tallies;
    for (auto& [key, each] : counted) {
        for (const auto& [value, times] : each.values) {
            each.tally.values.push_back({value, times});
        }
        tallies.emplace(key, std::move(each.tally));
    }
    return tallies;
}

Result<Records> page(db::Reader& reader, const db::Query& query, std::span<const db::Value> parameters, Listing listing,
                     const Paging& paging) {
    Records records{std::move(listing.columns), {}, {}};
    std::string last;
    TRY(reader.each(query, parameters, [&](const db::Row& row) {
        if (static_cast<std::int64_t>(records.items.size()) == paging.limit) {
            records.next = last;
            return;
        }
        last = listing.cursor(row);
        records.items.push_back(listing.cells(row));
    }));
    return records;
}

std::string layer_of_group(std::string_view group, const Area& area) {
    if (group == "area") {
        return area.layer == "all" ? "force" : area.layer == "force" ? "borough" : "ward";
    }
    return group == "force" || group == "borough" || group == "ward" ? std::string(group) : std::string();
}

Fold fold_hours(std::string_view by) {
    if (by != "month" && by != "hour_of_week") {
        return {};
    }
    return [month = by == "month"](std::string_view key) {
        const auto hours = parse_int(key);
        invariant(hours.has_value(), "a query grouped by hour answered a key that is no number");
        const Instant at{*hours * 3'600'000};
        return month ? iso(month_in_london(at)) : hour_label(hour_of_week(at));
    };
}

}  // namespace bluelamp::measures
