// SPDX-License-Identifier: Apache-2.0
#include "policing/people/linkings_told.hpp"

#include <algorithm>

#include "policing/people/linkings.sql.hpp"
#include "policing/people/merge.sql.hpp"
#include "policing/people/review.sql.hpp"
#include "policing/people/store.hpp"

namespace bluelamp::people {
namespace {

KeptPair read_pair(const db::Row& row) {
    KeptPair kept;
    kept.nr = row.bigint(0);
    kept.pair.cluster = row.bigint(1);
    kept.pair.one = {row.id<SubjectId>(2), read_name(row, 3).title};
    kept.pair.other = {row.id<SubjectId>(7), read_name(row, 8).title};
    kept.pair.probability = row.real(12);
    kept.pair.weight = row.real(13);
    if (const std::string review = row.string(14); !review.empty()) {
        kept.pair.review = ReviewId(review);
    }
    kept.seen = static_cast<Seen>(row.bigint(15));
    return kept;
}

std::vector<Recorded> all_of(const std::map<SubjectId, std::string>& persons) {
    std::vector<Recorded> all;
    for (const auto& [id, title] : persons) {
        all.push_back({id, title});
    }
    return all;
}

/// By what the reader sees of the cluster and what people decided: pairs that hold by themselves.
std::vector<std::vector<Recorded>> grouped_again(const std::map<SubjectId, std::string>& persons,
                                                 const std::vector<KeptPair>& pairs,
                                                 const std::set<std::pair<SubjectId, SubjectId>>& apart) {
    constexpr std::size_t most = 200;  // grouping takes the cube of it; so many are a refuge or a slip of an import
    std::vector<std::vector<Recorded>> groups;
    if (persons.size() > most) {
        return groups;
    }
    const std::vector<Recorded> all = all_of(persons);
    std::map<SubjectId, std::uint64_t> numbers;
    identity::Clusters clusters;
    for (std::uint64_t i = 0; i < all.size(); ++i) {
        numbers[all[i].person] = i;
        clusters.add(i);
    }
    for (const KeptPair& kept : pairs) {
        if (kept.seen == Seen::joined) {
            clusters.decide(numbers.at(kept.pair.one.person), numbers.at(kept.pair.other.person),
                            identity::Decision::same);
        } else if (kept.seen == Seen::yes) {
            clusters.edge(numbers.at(kept.pair.one.person), numbers.at(kept.pair.other.person), kept.pair.weight);
        }
    }
    for (const auto& [one, other] : apart) {
        clusters.decide(numbers.at(one), numbers.at(other), identity::Decision::different);
    }
    std::map<std::uint64_t, std::vector<Recorded>> by_name;
    for (std::uint64_t i = 0; i < all.size(); ++i) {
        by_name[clusters.cluster_of(i)].push_back(all[i]);
    }
    for (auto& [name, members] : by_name) {
        if (members.size() > 1) {
            groups.push_back(std::move(members));
        }
    }
    return groups;
}

}  // namespace

Result<void> Clustered::each(std::int64_t first, const std::function<bool(Told&&)>& visit) {
    constexpr std::int64_t portion = 100;
    const auto& clearance = act_.actor.clearance;
    for (; first <= clusters_; first += portion) {
        const std::int64_t end = std::min(first + portion, clusters_ + 1);
        decided_.clear();
        TRY(reader_.each(sql::joined_or_decided, {act_.force, linking_, first, end},
                         [&](const db::Row& row) { decided_.insert(row.id<SubjectId>(0)); }));
        std::map<std::int64_t, std::vector<KeptPair>> found;
        TRY(reader_.each(sql::pairs_of_clusters, {act_.force, clearance.level, clearance.owners, linking_, first, end},
                         [&](const db::Row& row) {
                             KeptPair kept = read_pair(row);
                             found[kept.pair.cluster].push_back(std::move(kept));
                         }));
        for (auto& [number, pairs] : found) {
            Told told = TRY(tell(number, std::move(pairs)));
            if (!told.pairs.empty() && !visit(std::move(told))) {
                return {};
            }
        }
    }
    return {};
}

Result<Told> Clustered::tell(std::int64_t number, std::vector<KeptPair> pairs) {
    for (KeptPair& kept : pairs) {
        const bool seen =
            kept.seen != Seen::no && TRY(sees_all_of(kept.pair.one.person)) && TRY(sees_all_of(kept.pair.other.person));
        kept.seen = seen ? kept.seen : Seen::no;
    }
    std::map<SubjectId, std::string> persons;
    for (const KeptPair& kept : pairs) {
        if (kept.seen != Seen::no) {
            persons.emplace(kept.pair.one.person, kept.pair.one.title);
            persons.emplace(kept.pair.other.person, kept.pair.other.title);
        }
    }
    const auto apart = TRY(decided_apart(persons));
    const bool whole =
        apart.empty() && std::ranges::none_of(pairs, [](const KeptPair& kept) { return kept.seen == Seen::no; });
    Told told{number, {}, {}};
    told.groups = whole ? std::vector<std::vector<Recorded>>{all_of(persons)} : grouped_again(persons, pairs, apart);
    std::map<SubjectId, std::size_t> group_of;
    for (std::size_t group = 0; group < told.groups.size(); ++group) {
        for (const Recorded& person : told.groups[group]) {
            group_of[person.person] = group;
        }
    }
    for (KeptPair& kept : pairs) {
        const auto one = group_of.find(kept.pair.one.person), other = group_of.find(kept.pair.other.person);
        const bool together = one != group_of.end() && other != group_of.end() && one->second == other->second;
        if (kept.seen == Seen::yes && together && (whole || kept.pair.weight >= 0)) {
            told.pairs.push_back(std::move(kept));
        }
    }
    return told;
}

/// His and those that were joined with it.
Result<std::set<SubjectId>> Clustered::records_of(const SubjectId& person) {
    return decided_.contains(person) ? group_of(reader_, act_.force, person) : std::set<SubjectId>{person};
}

/// Which of these were decided to be different: they, or records that are joined with them.
Result<std::set<std::pair<SubjectId, SubjectId>>> Clustered::decided_apart(
    const std::map<SubjectId, std::string>& persons) {
    std::map<SubjectId, SubjectId> stands_for;
    for (const auto& [id, title] : persons) {
        for (const SubjectId& record : TRY(records_of(id))) {
            stands_for.emplace(record, id);
        }
    }
    std::erase_if(stands_for, [&](const auto& each) { return !decided_.contains(each.second); });
    std::set<std::pair<SubjectId, SubjectId>> apart;
    for (const auto& [record, person] : stands_for) {
        const auto others = TRY(reader_.many(sql::decided_with, {act_.force, record, text_of(Verdict::different)},
                                             [](const db::Row& row) { return row.id<SubjectId>(0); }));
        for (const SubjectId& other : others) {
            const auto found = stands_for.find(other);
            if (found != stands_for.end() && found->second != person) {
                apart.insert(std::minmax(person, found->second));
            }
        }
    }
    return apart;
}

/// Weights rest on all that is said of a person, under whatever records.
Result<bool> Clustered::sees_all_of(const SubjectId& person) {
    if (const auto known = sees_all_.find(person); known != sees_all_.end()) {
        return known->second;
    }
    const auto& clearance = act_.actor.clearance;
    bool all = true;
    for (const SubjectId& record : TRY(records_of(person))) {
        const auto unseen =
            TRY(reader_.maybe(sql::said_out_of_sight, {act_.force, clearance.level, clearance.owners, record},
                              [](const db::Row& row) { return row.bigint(0); }));
        all = all && !unseen;
    }
    return sees_all_[person] = all;
}

Result<std::optional<NewestResult>> newest_result(db::Reader& reader, const ForceId& force) {
    return reader.maybe(sql::newest_result, {force}, [](const db::Row& row) {
        return NewestResult{row.id<LinkingId>(0), row.string(1)};
    });
}

Result<Linking> with_result(db::Reader& reader, const Act& act, const policy::Policy& policy, const LinkingId& id) {
    const Linking linking = TRY(read_linking(reader, act, policy, {id}));
    if (linking.state != LinkingState::done) {
        return fail(ErrorCode::conflict, "id",
                    linking.failure ? *linking.failure : "This linking is under way; read it when it is done.");
    }
    const auto newest = TRY(newest_result(reader, act.force));
    if (newest->id != id) {
        return fail(ErrorCode::conflict, "id",
                    "What this linking found was replaced by what a later one found; read that one.");
    }
    return linking;
}

}  // namespace bluelamp::people
