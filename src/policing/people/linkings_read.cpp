// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <charconv>

#include "core/csv.hpp"
#include "policing/people/linkings.sql.hpp"
#include "policing/people/linkings_told.hpp"

namespace bluelamp::people {
namespace {

Result<std::size_t> rows_of(const LinkedQuery& query, std::int64_t usual, std::int64_t most) {
    const std::int64_t limit = query.limit.value_or(usual);
    if (limit < 1 || limit > most) {
        return fail(ErrorCode::invalid, "limit", fmt::format("Give 1 to {}.", most));
    }
    return static_cast<std::size_t>(limit);
}

Result<std::int64_t> number_after(const LinkedQuery& query) {
    std::int64_t number = 0;
    const std::string text = query.after.value_or("0");
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size() || number < 0) {
        return fail(ErrorCode::invalid, "after", "This is not a cursor of this list; copy `next` of the page before.");
    }
    return number;
}

/// Pairs after the one of number `after`, as many as are wanted and one more.
Result<std::vector<KeptPair>> pairs_after(db::Reader& reader, const Act& act, const Linking& linking,
                                          std::int64_t after, std::size_t limit) {
    std::vector<KeptPair> pairs;
    const auto first = TRY(reader.maybe(sql::cluster_of_pair, {act.force, linking.id, after},
                                        [](const db::Row& row) { return row.bigint(0); }));
    if (first) {
        TRY(Clustered(reader, act, linking.id, linking.clusters).each(*first, [&](Told&& told) {
            for (KeptPair& kept : told.pairs) {
                if (kept.nr > after && pairs.size() <= limit) {
                    pairs.push_back(std::move(kept));
                }
            }
            return pairs.size() <= limit;
        }));
    }
    return pairs;
}

std::optional<std::string> cut(std::vector<KeptPair>& pairs, std::size_t limit) {
    if (pairs.size() <= limit) {
        return std::nullopt;
    }
    pairs.resize(limit);
    return std::to_string(pairs.back().nr);
}

constexpr std::int64_t most_on_page = 500, usual_on_page = 50, most_in_part = 100'000;

void append_row(std::string& out, std::initializer_list<std::string_view> fields) {
    append_csv_row(out, std::span(fields.begin(), fields.size()));
}

}  // namespace

Result<api::Page<LinkedPair>> linked_pairs(db::Reader& reader, const Act& act, const policy::Policy& policy,
                                           const LinkedQuery& query) {
    const Linking linking = TRY(with_result(reader, act, policy, query.id));
    const std::size_t limit = TRY(rows_of(query, usual_on_page, most_on_page));
    const std::int64_t after = TRY(number_after(query));
    auto pairs = TRY(pairs_after(reader, act, linking, after, limit));
    api::Page<LinkedPair> page;
    page.next = cut(pairs, limit);
    for (KeptPair& kept : pairs) {
        page.items.push_back(std::move(kept.pair));
    }
    return page;
}

Result<api::Page<LinkedCluster>> linked_clusters(db::Reader& reader, const Act& act, const policy::Policy& policy,
                                                 const LinkedQuery& query) {
    const Linking linking = TRY(with_result(reader, act, policy, query.id));
    const std::size_t limit = TRY(rows_of(query, usual_on_page, most_on_page));
    const std::int64_t after = TRY(number_after(query));
    api::Page<LinkedCluster> page;
    TRY(Clustered(reader, act, linking.id, linking.clusters).each(after + 1, [&](Told&& told) {
        if (page.items.size() >= limit) {  // the parts of one cluster stay on one page
            page.next = std::to_string(page.items.back().cluster);
            return false;
        }
        for (auto& group : told.groups) {
            page.items.push_back({told.cluster, std::move(group)});
        }
        return true;
    }));
    return page;
}

Result<CsvPart> linked_pairs_csv(db::Reader& reader, const Act& act, const policy::Policy& policy,
                                 const LinkedQuery& query) {
    const Linking linking = TRY(with_result(reader, act, policy, query.id));
    const std::size_t limit = TRY(rows_of(query, most_in_part, most_in_part));
    const std::int64_t after = TRY(number_after(query));
    auto pairs = TRY(pairs_after(reader, act, linking, after, limit));
    CsvPart part;
    part.next = cut(pairs, limit);
    if (!query.after) {
        append_row(part.text, {"id_left", "id_right", "probability", "weight"});
    }
    for (const KeptPair& kept : pairs) {
        append_row(part.text, {kept.pair.one.person.text(), kept.pair.other.person.text(),
                               fmt::format("{:.6f}", kept.pair.probability), fmt::format("{:.4f}", kept.pair.weight)});
    }
    return part;
}

Result<CsvPart> linked_clusters_csv(db::Reader& reader, const Act& act, const policy::Policy& policy,
                                    const LinkedQuery& query) {
    const Linking linking = TRY(with_result(reader, act, policy, query.id));
    const std::size_t limit = TRY(rows_of(query, most_in_part, most_in_part));
    if (query.after && !is_uuid(*query.after)) {
        return fail(ErrorCode::invalid, "after", "This is not a cursor of this list; copy `next` of the part before.");
    }
    std::map<SubjectId, SubjectId> named;  // by the lowest id of the cluster
    TRY(Clustered(reader, act, linking.id, linking.clusters).each(1, [&](Told&& told) {
        for (const auto& group : told.groups) {
            for (const Recorded& person : group) {
                named.emplace(person.person, group.front().person);
            }
        }
        return true;
    }));
    CsvPart part;
    if (!query.after) {
        append_row(part.text, {"id", "cluster"});
    }
    const auto& clearance = act.actor.clearance;
    std::string last;
    std::size_t rows = 0;
    TRY(reader.each(
        sql::persons_after,
        {act.force, clearance.level, clearance.owners, query.after.value_or(""), static_cast<std::int64_t>(limit) + 1},
        [&](const db::Row& row) {
            if (++rows > limit) {
                part.next = last;
                return;
            }
            last = row.string(0);
            const auto stands_for = row.id<SubjectId>(1);
            const auto cluster = named.find(stands_for);
            append_row(part.text, {last, cluster == named.end() ? stands_for.text() : cluster->second.text()});
        }));
    return part;
}

}  // namespace bluelamp::people
