// SPDX-License-Identifier: Apache-2.0
#include "policing/people/register_copy.hpp"

#include <algorithm>

#include "policing/people/recognition.sql.hpp"

namespace bluelamp::people {
namespace {

// Few enough for the five seconds of a read when nothing of them is in memory and the disk is slow: each profile is
// three or four reads at random places.
constexpr std::int64_t page_rows = 500;

ProfileRow read_profile(const db::Row& row) {
    using identity::Kind;
    static constexpr Kind columns[] = {Kind::given_name,    Kind::middle_name, Kind::surname,  Kind::full_name,
                                       Kind::date_of_birth, Kind::sex,         Kind::phone,    Kind::email,
                                       Kind::address,       Kind::locality,    Kind::postcode, Kind::place,
                                       Kind::identifier,    Kind::other};
    ProfileRow out;
    out.place.profile = row.bigint(0);
    out.person = row.id<SubjectId>(1);
    int column = 2;
    for (const Kind kind : columns) {
        out.written[static_cast<std::size_t>(kind)] = row.string(column++);
    }
    out.place.changed = row.bigint(column);
    out.off = row.bigint(column + 1) != 0;
    out.recorded = row.bigint(column + 2) != 0;
    out.visibility = row.bigint(column + 3);
    out.owner = row.string(column + 4);
    out.head = row.id<SubjectId>(column + 5);
    return out;
}

}  // namespace

Result<Page> read_page(db::Reader& reader, const ForceId& force, const Place& after) {
    Page page;
    page.rows = TRY(reader.many(sql::profiles_after, {force, after.changed, after.profile, page_rows}, read_profile));
    page.last = page.rows.size() < static_cast<std::size_t>(page_rows);
    if (!page.rows.empty()) {
        const Place& to = page.rows.back().place;
        page.grounds = TRY(reader.many(
            sql::grounds_after, {force, after.changed, after.profile, to.changed, to.profile}, [](const db::Row& row) {
                return GroundRow{row.bigint(0), row.bigint(1), row.string(2)};
            }));
    }
    return page;
}

RegisterCopy::RegisterCopy(ModelInForce model)
    : model_number_(model.number), model_(model.model), note_(std::move(model.note)), index_(std::move(model.model)) {}

RegisterCopy::Right RegisterCopy::right(std::int64_t visibility, const std::string& owner) {
    const auto [at, is_new] = right_numbers_.try_emplace({visibility, owner}, static_cast<Right>(rights_.size()));
    if (is_new) {
        rights_.emplace_back(visibility, owner);
    }
    return at->second;
}

std::uint32_t RegisterCopy::set_of(std::vector<Right> rights) {
    std::sort(rights.begin(), rights.end());
    rights.erase(std::unique(rights.begin(), rights.end()), rights.end());
    const auto [at, is_new] = set_numbers_.try_emplace(std::move(rights), static_cast<std::uint32_t>(sets_.size()));
    if (is_new) {
        sets_.push_back(at->first);
    }
    return at->second;
}

std::uint32_t RegisterCopy::number_of(const SubjectId& person) {
    const PackedId key = packed(person);
    const auto [at, is_new] = numbers_.try_emplace(key, static_cast<std::uint32_t>(persons_.size()));
    if (is_new) {
        persons_.push_back({key, 0, at->second});
    }
    return at->second;
}

void RegisterCopy::put(const Page& page) {
    std::unordered_map<std::int64_t, std::vector<Right>> grounds;
    grounds.reserve(page.grounds.size());
    for (const GroundRow& ground : page.grounds) {
        grounds[ground.profile].push_back(right(ground.visibility, ground.owner));
    }
    for (const ProfileRow& row : page.rows) {
        at_ = row.place;
        const auto record = static_cast<std::uint64_t>(row.place.profile);
        if (row.off) {
            index_.remove(record);
            profiles_.erase(record);
            continue;
        }
        const std::uint32_t person = number_of(row.person);
        persons_[person].right = right(row.visibility, row.owner);
        const std::uint32_t seen_through = row.recorded ? 0 : set_of(std::move(grounds[row.place.profile]));
        profiles_.insert_or_assign(record, Profile{person, seen_through});
        const std::uint32_t head = number_of(row.head);
        persons_[person].head = head;
        identity::Written written;
        for (std::size_t kind = 0; kind < identity::kinds; ++kind) {
            written.text[kind] = row.written[kind];
        }
        index_.put(record, head, written);
    }
}

bool RegisterCopy::sees_person(const Asker& asker, std::uint64_t person) const {
    const Person& known = persons_[person];
    const auto& [visibility, owner] = rights_[known.right];
    return asker.clearance.sees(visibility, owner) && !(asker.hidden && asker.hidden(unpacked(known.id)));
}

bool RegisterCopy::sees(const Asker& asker, std::uint64_t profile) const {
    const auto found = profiles_.find(profile);
    if (found == profiles_.end() || !sees_person(asker, found->second.person)) {
        return false;
    }
    const std::vector<Right>& grounds = sets_[found->second.grounds];
    return found->second.grounds == 0 || std::any_of(grounds.begin(), grounds.end(), [&](Right right) {
               return asker.clearance.sees(rights_[right].first, rights_[right].second);
           });
}

identity::LookUpOptions RegisterCopy::options(const Asker& asker) const {
    identity::LookUpOptions options;
    options.limit = asker.limit;
    options.may_see = [this, &asker](std::uint64_t record) { return sees(asker, record); };
    return options;
}

Recognitions RegisterCopy::told(const Asker& asker, std::vector<identity::Candidate> candidates) const {
    Recognitions out;
    out.model = model_version();
    out.note = note_;
    out.persons.reserve(candidates.size());
    for (identity::Candidate& each : candidates) {
        Recognised person{
            unpacked(id_in(each.record)),  // of a group: the one that fits best, whom the asker sees
            static_cast<std::int64_t>(each.record), each.level, each.probability, std::move(each.why), {}};
        for (const std::uint64_t other : each.likewise) {
            if (sees_person(asker, other)) {
                person.likewise.push_back(unpacked(persons_[other].id));
            }
        }
        out.persons.push_back(std::move(person));
    }
    return out;
}

Recognitions RegisterCopy::look_up(const Asker& asker, const identity::Written& typed, double known) const {
    identity::LookUpOptions wanted = options(asker);
    wanted.known = known;
    return told(asker, index_.look_up(typed, wanted));
}

Recognitions RegisterCopy::likely_same(const Asker& asker, const SubjectId& person) const {
    const auto found = numbers_.find(packed(person));
    if (found == numbers_.end() || !sees_person(asker, found->second)) {
        return told(asker, {});
    }
    return told(asker, index_.likely_same(persons_[found->second].head, options(asker)));
}

std::optional<identity::Explanation> RegisterCopy::explain(const Asker& asker, std::span<const std::int64_t> of_one,
                                                           std::span<const std::int64_t> of_other) const {
    std::optional<identity::Explanation> best;
    for (const std::int64_t one : of_one) {
        for (const std::int64_t other : of_other) {
            const auto left = static_cast<std::uint64_t>(one), right = static_cast<std::uint64_t>(other);
            auto why = sees(asker, left) && sees(asker, right) ? index_.explain(left, right) : std::nullopt;
            if (why && (!best || why->weight > best->weight)) {
                best = std::move(why);
            }
        }
    }
    return best;
}

}  // namespace bluelamp::people
