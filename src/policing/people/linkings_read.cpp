// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>

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
    constexpr std::int64_t last = std::numeric_limits<std::int64_t>::max();  // reading goes on at the number after it
    std::uint64_t number = 0;
    const std::string text = query.after.value_or("0");
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size() || number >= static_cast<std::uint64_t>(last)) {
        return fail(ErrorCode::invalid, "after", "This is not a cursor of this list; copy `next` of the page before.");
    }
    return static_cast<std::int64_t>(number);
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

/// Which record is one with which, by the linking and by decision, as far as one reader is told. Reads no more clusters
/// than some records need: theirs, and those that decisions of people tie to these.
class OneWith {
   public:
    OneWith(db::Reader& reader, const Act& act, const Linking& linking)
        : reader_(reader), act_(act), linking_(linking) {}

    /// Good for the records of which these are the first and the last.
    Result<Merged<SubjectId>> among(const SubjectId& first, const SubjectId& last) {
        TRY(read_joined());
        const auto numbers = TRY(clusters_tied_to(first, last));
        Merged<SubjectId> merged;
        for (const auto& [head, records] : joined_) {
            for (const SubjectId& record : records) {
                merged.join(records.front(), record);
            }
        }
        TRY(Clustered(reader_, act_, linking_.id, linking_.clusters).of(numbers, [&](Told&& told) {
            for (const auto& group : told.groups) {
                for (const Recorded& person : group) {
                    merged.join(group.front().person, person.person);
                }
            }
            return true;
        }));
        return merged;
    }

   private:
    Result<void> read_joined() {
        const auto& clearance = act_.actor.clearance;
        TRY(reader_.each(sql::joined_as_seen, {act_.force, clearance.level, clearance.owners},
                         [&](const db::Row& row) { joined_[row.id<SubjectId>(1)].push_back(row.id<SubjectId>(0)); }));
        return reader_.each(sql::clusters_of_joined, {act_.force, linking_.id}, [&](const db::Row& row) {
            clusters_[row.id<SubjectId>(0)].push_back(row.bigint(1));
            heads_[row.bigint(1)].push_back(row.id<SubjectId>(0));
        });
    }

    Result<std::set<std::int64_t>> clusters_tied_to(const SubjectId& first, const SubjectId& last) {
        auto todo = TRY(reader_.many(sql::clusters_between, {act_.force, linking_.id, first, last},
                                     [](const db::Row& row) { return row.bigint(0); }));
        const auto add_of = [&](const SubjectId& head) {
            const auto& more = clusters_[head];
            todo.insert(todo.end(), more.begin(), more.end());
        };
        for (const auto& [head, records] : joined_) {
            if (std::ranges::any_of(records, [&](const auto& id) { return first <= id && id <= last; })) {
                add_of(head);
            }
        }
        std::set<std::int64_t> numbers;
        while (!todo.empty()) {
            const std::int64_t number = todo.back();
            todo.pop_back();
            if (numbers.insert(number).second) {
                std::ranges::for_each(heads_[number], add_of);
            }
        }
        return numbers;
    }

    db::Reader& reader_;
    const Act& act_;
    const Linking& linking_;
    std::map<SubjectId, std::vector<SubjectId>> joined_;  // records that the reader sees, by the head of their group
    std::map<SubjectId, std::vector<std::int64_t>> clusters_;  // of each head, those of his records
    std::map<std::int64_t, std::vector<SubjectId>> heads_;     // and the other way about
};

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
    const auto& clearance = act.actor.clearance;
    auto ids = TRY(reader.many(
        sql::persons_after,
        {act.force, clearance.level, clearance.owners, query.after.value_or(""), static_cast<std::int64_t>(limit) + 1},
        [](const db::Row& row) { return row.id<SubjectId>(0); }));
    CsvPart part;
    if (ids.size() > limit) {
        ids.resize(limit);
        part.next = ids.back().text();
    }
    if (!query.after) {
        append_row(part.text, {"id", "cluster"});
    }
    if (ids.empty()) {
        return part;
    }
    auto merged = TRY(OneWith(reader, act, linking).among(ids.front(), ids.back()));
    for (const SubjectId& id : ids) {
        append_row(part.text, {id.text(), merged.name(id).text()});
    }
    return part;
}

}  // namespace bluelamp::people
