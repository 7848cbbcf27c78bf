// SPDX-License-Identifier: Apache-2.0
/// What a reader is told of a linking, asked again cluster by cluster whenever he reads: what he may see, what people
/// decided since, who is hidden now. Known to this desk only.
#pragma once

#include <algorithm>
#include <map>
#include <set>

#include "policing/people/linkings.hpp"

namespace bluelamp::people {

enum class Seen { no = 0, yes = 1, joined = 2 };  ///< joined since by decision, and so no pair any more

struct KeptPair {
    std::int64_t nr = 0;
    LinkedPair pair;
    Seen seen = Seen::no;
};

/// One cluster as a reader is told of it.
struct Told {
    std::int64_t cluster = 0;
    std::vector<KeptPair> pairs;
    std::vector<std::vector<Recorded>> groups;  ///< of two persons or more
};

/// Who is one with whom, each group named by its lowest.
template <class Key>
class Merged {
   public:
    void join(const Key& one, const Key& other) {
        const Key a = name(one), b = name(other);
        if (a != b) {
            into_[std::max(a, b)] = std::min(a, b);
        }
    }
    [[nodiscard]] Key name(Key key) {
        for (auto at = into_.find(key); at != into_.end(); at = into_.find(key)) {
            if (const auto beyond = into_.find(at->second); beyond != into_.end()) {
                at->second = beyond->second;  // next time the way is half as long
            }
            key = at->second;
        }
        return key;
    }

   private:
    std::map<Key, Key> into_;
};

/// The clusters of one linking up to number `clusters`, as one reader may see them.
class Clustered {
   public:
    Clustered(db::Reader& reader, const Act& act, LinkingId linking, std::int64_t clusters)
        : reader_(reader), act_(act), linking_(std::move(linking)), clusters_(clusters) {}

    /// Every one from `first` on of which he is told anything, until `visit` has enough.
    Result<void> each(std::int64_t first, const std::function<bool(Told&&)>& visit);
    /// As `each`, of these only.
    Result<void> of(const std::set<std::int64_t>& numbers, const std::function<bool(Told&&)>& visit);

   private:
    /// Whether `visit` wants more than those from `first` on and before `end`.
    Result<bool> between(std::int64_t first, std::int64_t end, const std::function<bool(Told&&)>& visit);
    Result<Told> tell(std::int64_t number, std::vector<KeptPair> pairs);
    Result<std::set<std::pair<SubjectId, SubjectId>>> decided_apart(const std::map<SubjectId, std::string>& persons);
    Result<std::set<SubjectId>> records_of(const SubjectId& person);
    Result<bool> sees_all_of(const SubjectId& person);

    db::Reader& reader_;
    const Act& act_;
    const LinkingId linking_;
    const std::int64_t clusters_;
    std::set<SubjectId> decided_;  ///< those of the clusters being told about whom people decided anything: few
    std::map<SubjectId, bool> sees_all_;
};

struct NewestResult {
    LinkingId id;
    std::string model;
};
Result<std::optional<NewestResult>> newest_result(db::Reader& reader, const ForceId& force);
/// A linking whose pairs can be read.
Result<Linking> with_result(db::Reader& reader, const Act& act, const policy::Policy& policy, const LinkingId& id);

}  // namespace bluelamp::people
