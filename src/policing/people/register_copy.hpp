// SPDX-License-Identifier: Apache-2.0
/// A force's profiles in memory: an identity::Index, and who may see which of them. Knows no database and no lock.
/// Known to this desk only.
#pragma once

#include <limits>
#include <span>
#include <unordered_map>

#include "policing/people/packed_id.hpp"
#include "policing/people/recognition.hpp"

namespace bluelamp::people {

/// How far a copy has read.
struct Place {
    std::int64_t changed = 0, profile = 0;
};

struct ModelInForce {
    std::int64_t number = 0;  ///< 0: the standard one
    std::shared_ptr<const identity::Model> model;
    std::string note{};  ///< why it is the standard one, where the force trained another
};
/// The newest one of the force, of a number that is no higher; the standard one where that cannot be read.
Result<ModelInForce> read_model(db::Reader& reader, const ForceId& force,
                                std::int64_t at_most = std::numeric_limits<std::int64_t>::max());

/// A profile as it is stored.
struct ProfileRow {
    Place place;
    SubjectId person;
    SubjectId head;  ///< the record of him that stands for those joined with it: what they say counts together
    std::array<std::string, identity::kinds> written;
    bool off = false;
    bool recorded = false;  ///< a name that somebody recorded: seen with the person
    std::int64_t visibility = 0;
    std::string owner;  ///< these two of the person
};
/// A record in which a profile was said.
struct GroundRow {
    std::int64_t profile = 0, visibility = 0;
    std::string owner;
};

/// Profiles changed after some place, in order.
struct Page {
    std::vector<ProfileRow> rows;
    std::vector<GroundRow> grounds;
    bool last = false;  ///< nothing stands behind it
};
Result<Page> read_page(db::Reader& reader, const ForceId& force, const Place& after);

class RegisterCopy {
   public:
    explicit RegisterCopy(ModelInForce model);

    void put(const Page& page);
    [[nodiscard]] const Place& at() const { return at_; }
    [[nodiscard]] std::int64_t model_number() const { return model_number_; }
    [[nodiscard]] const std::string& model_version() const { return model_->version(); }
    [[nodiscard]] const std::string& note() const { return note_; }
    [[nodiscard]] std::size_t size() const { return profiles_.size(); }

    /// `known`: the share of those asked about who are on the register.
    [[nodiscard]] Recognitions look_up(const Asker& asker, const identity::Written& typed, double known) const;
    [[nodiscard]] Recognitions likely_same(const Asker& asker, const SubjectId& person) const;
    /// Of the two of these profiles that fit best, as far as the asker sees them; nothing when he sees none of a side.
    [[nodiscard]] std::optional<identity::Explanation> explain(const Asker& asker, std::span<const std::int64_t> of_one,
                                                               std::span<const std::int64_t> of_other) const;
    std::shared_ptr<const identity::Model> train() { return index_.train(); }

   private:
    using Right = std::uint32_t;  ///< a pair of visibility and owner, of which there are few
    struct Person {
        PackedId id;
        Right right = 0;
        std::uint32_t head = 0;  ///< place in persons_, under which the index holds him
    };
    struct Profile {
        std::uint32_t person = 0;
        std::uint32_t grounds = 0;  ///< place in sets_; 0 is for whoever sees the person
    };

    Right right(std::int64_t visibility, const std::string& owner);
    std::uint32_t set_of(std::vector<Right> rights);
    std::uint32_t number_of(const SubjectId& person);
    [[nodiscard]] bool sees_person(const Asker& asker, std::uint64_t person) const;
    [[nodiscard]] bool sees(const Asker& asker, std::uint64_t profile) const;
    [[nodiscard]] identity::LookUpOptions options(const Asker& asker) const;
    [[nodiscard]] const PackedId& id_in(std::uint64_t profile) const {
        return persons_[profiles_.at(profile).person].id;
    }
    [[nodiscard]] Recognitions told(const Asker& asker, std::vector<identity::Candidate> candidates) const;

    std::int64_t model_number_;
    std::shared_ptr<const identity::Model> model_;
    std::string note_;
    identity::Index index_;
    Place at_;
    std::vector<Person> persons_;
    std::unordered_map<PackedId, std::uint32_t, HashOfPackedId> numbers_;  // places in persons_
    std::unordered_map<std::uint64_t, Profile> profiles_;
    std::vector<std::pair<std::int64_t, std::string>> rights_;
    std::map<std::pair<std::int64_t, std::string>, Right> right_numbers_;
    std::vector<std::vector<Right>> sets_{{}};
    std::map<std::vector<Right>, std::uint32_t> set_numbers_;
};

}  // namespace bluelamp::people
