// SPDX-License-Identifier: Apache-2.0
#include "policing/people/linkings_told.hpp"

#include <algorithm>

#include "policing/people/linkings.sql.hpp"
#include "policing/people/merge.sql.hpp"
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

using Two = std::pair<std::size_t, std::size_t>;

/// What holds some persons together and what parts them, by their places in a list.
struct Held {
    std::size_t persons = 0;
    std::vector<Two> joined, apart;                ///< by people
    std::vector<std::pair<double, Two>> by_model;  ///< with its weight
};

/// The group of each: pairs that hold by themselves.
std::vector<std::uint64_t> grouped_by_mean(const Held& held) {
    identity::Clusters clusters;
    for (std::size_t i = 0; i < held.persons; ++i) {
        clusters.add(i);
    }
    for (const auto& [one, other] : held.joined) {
        clusters.decide(one, other, identity::Decision::same);
    }
    for (const auto& [weight, two] : held.by_model) {
        clusters.edge(two.first, two.second, weight);
    }
    for (const auto& [one, other] : held.apart) {
        clusters.decide(one, other, identity::Decision::different);
    }
    std::vector<std::uint64_t> group(held.persons);
    for (std::size_t i = 0; i < held.persons; ++i) {
        group[i] = clusters.cluster_of(i);
    }
    return group;
}

/// The same where the cube of their number is too much: whatever pairs connect, the surest first, and never two who
/// are kept apart.
std::vector<std::uint64_t> grouped_by_chain(Held held) {
    Merged<std::size_t> merged;
    const auto join = [&](const Two& two) {
        const Two ends = std::minmax(merged.name(two.first), merged.name(two.second));
        const bool parted = std::ranges::any_of(held.apart, [&](const Two& apart) {
            return Two(std::minmax(merged.name(apart.first), merged.name(apart.second))) == ends;
        });
        if (!parted) {
            merged.join(two.first, two.second);
        }
    };
    std::ranges::for_each(held.joined, join);
    std::ranges::stable_sort(held.by_model, std::greater(), [](const auto& each) { return each.first; });
    for (const auto& [weight, two] : held.by_model) {
        if (weight >= 0) {
            join(two);
        }
    }
    std::vector<std::uint64_t> group(held.persons);
    for (std::size_t i = 0; i < held.persons; ++i) {
        group[i] = merged.name(i);
    }
    return group;
}

/// Of `found` persons, these: by what the reader sees of them and what people decided.
std::vector<std::vector<Recorded>> grouped_again(std::size_t found, const std::map<SubjectId, std::string>& persons,
                                                 const std::vector<KeptPair>& pairs,
                                                 const std::set<std::pair<SubjectId, SubjectId>>& apart) {
    constexpr std::size_t most = 200;  // so many are a refuge or a slip of an import, and hang together by few pairs
    const std::vector<Recorded> all = all_of(persons);
    std::map<SubjectId, std::size_t> places;
    for (const Recorded& person : all) {
        places.emplace(person.person, places.size());
    }
    const auto two = [&](const SubjectId& one, const SubjectId& other) {
        return Two(places.at(one), places.at(other));
    };
    Held held{all.size(), {}, {}, {}};
    for (const KeptPair& kept : pairs) {
        if (kept.seen == Seen::joined) {
            held.joined.push_back(two(kept.pair.one.person, kept.pair.other.person));
        } else if (kept.seen == Seen::yes) {
            held.by_model.emplace_back(kept.pair.weight, two(kept.pair.one.person, kept.pair.other.person));
        }
    }
    for (const auto& [one, other] : apart) {
        held.apart.push_back(two(one, other));
    }
    const auto group_of = found > most ? grouped_by_chain(std::move(held)) : grouped_by_mean(held);
    std::map<std::uint64_t, std::vector<Recorded>> by_name;
    for (std::size_t i = 0; i < all.size(); ++i) {
        by_name[group_of[i]].push_back(all[i]);
    }
    std::vector<std::vector<Recorded>> groups;
    for (auto& [name, members] : by_name) {
        if (members.size() > 1) {
            groups.push_back(std::move(members));
        }
    }
    return groups;
}

constexpr std::int64_t portion = 100;

}  // namespace

Result<void> Clustered::each(std::int64_t first, const std::function<bool(Told&&)>& visit) {
    for (std::int64_t from = std::max<std::int64_t>(first, 1); from <= clusters_;) {
        const std::int64_t end = from + std::min(portion, clusters_ - from + 1);
        if (!TRY(between(from, end, visit))) {
            return {};
        }
        from = end;
    }
    return {};
}

Result<void> Clustered::of(const std::set<std::int64_t>& numbers, const std::function<bool(Told&&)>& visit) {
    for (auto next = numbers.begin(); next != numbers.end();) {
        const std::int64_t first = *next;
        std::int64_t end = first;
        while (next != numbers.end() && *next == end && end - first < portion) {
            ++end;
            ++next;
        }
        if (!TRY(between(first, end, visit))) {
            return {};
        }
    }
    return {};
}

Result<bool> Clustered::between(std::int64_t first, std::int64_t end, const std::function<bool(Told&&)>& visit) {
    const auto& clearance = act_.actor.clearance;
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
            return false;
        }
    }
    return true;
}

Result<Told> Clustered::tell(std::int64_t number, std::vector<KeptPair> pairs) {
    for (KeptPair& kept : pairs) {
        const bool seen =
            kept.seen != Seen::no && TRY(sees_all_of(kept.pair.one.person)) && TRY(sees_all_of(kept.pair.other.person));
        kept.seen = seen ? kept.seen : Seen::no;
    }
    std::map<SubjectId, std::string> persons;
    std::set<SubjectId> found;
    for (const KeptPair& kept : pairs) {
        found.insert({kept.pair.one.person, kept.pair.other.person});
        if (kept.seen != Seen::no) {
            persons.emplace(kept.pair.one.person, kept.pair.one.title);
            persons.emplace(kept.pair.other.person, kept.pair.other.title);
        }
    }
    const auto apart = TRY(decided_apart(persons));
    const bool whole =
        apart.empty() && std::ranges::none_of(pairs, [](const KeptPair& kept) { return kept.seen == Seen::no; });
    Told told{number, {}, {}};
    told.groups = whole ? std::vector<std::vector<Recorded>>{all_of(persons)}
                        : grouped_again(found.size(), persons, pairs, apart);
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
    const auto records = TRY(records_of(person));
    return sees_all_[person] = TRY(sees_all_said_of(reader_, act_, records));
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
