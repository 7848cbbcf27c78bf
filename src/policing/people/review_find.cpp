// SPDX-License-Identifier: Apache-2.0
// Looking is slow and needs no lane; keeping is quick and does. So the two are apart, and what was kept meanwhile by
// somebody else is asked again when it is kept (decisions) or read (hidden persons, groups).
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "policing/people/finds.hpp"
#include "policing/people/review.hpp"
#include "policing/people/review.sql.hpp"
#include "policing/people/store.hpp"

namespace bluelamp::people {
namespace {

constexpr std::size_t most_others = 20;  // of one person; more would be no work for people

struct Place {
    std::int64_t changed = 0, profile = 0;
};

Result<bool> anything_waiting(db::Transaction& tx) {
    return tx.one(sql::anything_waiting, {tx.force()}, [](const db::Row& row) { return row.bigint(0) != 0; });
}

}  // namespace

LikelySame likely_same_by(Recognition& recognition, const ForceId& force) {
    return [&recognition, force](db::Reader& reader, const SubjectId& person) -> Result<Recognitions> {
        const auto hidden = TRY(hidden_persons(reader, force));
        Asker system;
        system.force = force;
        system.clearance.level = static_cast<std::int64_t>(access::Visibility::secret);
        system.limit = most_others;
        system.hidden = [&hidden](const SubjectId& other) { return hidden.contains(other); };
        return recognition.likely_same(reader, system, person);
    };
}

Result<FoundPairs> find_pairs(db::Reader& reader, const ForceId& force, const policy::Review& bounds,
                              const LikelySame& likely_same, std::int64_t most) {
    const auto place = TRY(reader.maybe(sql::read_so_far, {force}, [](const db::Row& row) {
                           return Place{row.bigint(0), row.bigint(1)};
                       })).value_or(Place{});
    FoundPairs found{{}, {}, place.changed, place.profile, false};
    std::int64_t rows = 0;
    std::set<SubjectId> persons;
    TRY(reader.each(sql::changed_persons, {force, place.changed, place.profile, most}, [&](const db::Row& row) {
        found.changed = row.bigint(0);
        found.profile = row.bigint(1);
        persons.insert(row.id<SubjectId>(2));
        ++rows;
    }));
    found.more = rows == most;
    std::set<std::pair<SubjectId, SubjectId>> pairs;  // each once, though both were changed
    for (const SubjectId& person : persons) {
        Recognitions alike = TRY(likely_same(reader, person));
        if (alike.behind) {  // tried again at the next time, from the same place
            return FoundPairs{{}, {}, place.changed, place.profile, false};
        }
        found.looked_at.push_back(person);
        for (const Recognised& other : alike.persons) {
            const bool uncertain = other.probability >= bounds.from && other.probability <= bounds.to;
            const auto& [first, second] = std::minmax(person, other.person);
            if (uncertain && first != second && pairs.emplace(first, second).second) {
                found.pairs.push_back(
                    {first, second, other.probability, other.why.weight, alike.model, waterfall_of(other.why)});
            }
        }
    }
    return found;
}

Result<void> keep_pairs(db::Transaction& tx, const Act& act, const policy::Policy& policy, const FoundPairs& found) {
    const bool before = TRY(anything_waiting(tx));
    for (const SubjectId& person : found.looked_at) {
        std::string alike = ",";
        for (const FoundPair& pair : found.pairs) {
            if (pair.one == person || pair.other == person) {
                alike += (pair.one == person ? pair.other : pair.one).text() + ",";
            }
        }
        TRY(tx.execute(sql::drop_pairs, {tx.force(), person, alike}));
    }
    for (const FoundPair& pair : found.pairs) {
        TRY(tx.execute(sql::keep_pair, {tx.force(), act.new_id<ReviewId>(), pair.one, pair.other, pair.probability,
                                        pair.weight, pair.model, json::to_text(pair.why), act.now}));
    }
    TRY(tx.execute(sql::set_read_so_far, {tx.force(), found.changed, found.profile}));
    if (!before && TRY(anything_waiting(tx))) {
        TRY(tasks::tell(tx, act, access::OwnerId::holders_of(policy.deciders.identity_review), tasks::NoticeKind::task,
                        "Records of persons wait to be compared.",
                        {"people_review", "people_review", "Review of persons"}));
    }
    return {};
}

Result<bool> look_for_pairs(db::Database& database, const Act& act, const policy::Policy& policy,
                            Recognition& recognition) {
    const auto likely_same = likely_same_by(recognition, act.force);
    FoundPairs found;
    const auto read = database.read([&](db::Reader& reader) -> Result<void> {
        found = TRY(find_pairs(reader, act.force, policy.review, likely_same));
        return {};
    });
    TRY(read);
    if (!found.looked_at.empty()) {
        TRY(database.write(act.force, [&](db::Transaction& tx) { return keep_pairs(tx, act, policy, found); }));
    }
    return found.more;
}

Result<void> settle_pair(db::Transaction& tx, const SubjectId& one, const SubjectId& other) {
    const auto& [first, second] = std::minmax(one, other);
    return tx.execute(sql::settle_pair, {tx.force(), first, second});
}

Result<void> reopen_pair(db::Transaction& tx, const SubjectId& one, const SubjectId& other) {
    const auto& [first, second] = std::minmax(one, other);
    return tx.execute(sql::reopen_pair, {tx.force(), first, second});
}

}  // namespace bluelamp::people
