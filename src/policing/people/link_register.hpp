// SPDX-License-Identifier: Apache-2.0
/// The whole register linked at once: who on it is one person, found as `bluelamp link` finds it in a file.
///
/// Owns one run: reads every profile that is on the register (profiles.hpp) into an identity::Linkage and says what
/// came out by persons. Records joined by a decision are one person here, the one that stands for them; hidden
/// persons (never_link.hpp) are not read. Keeps nothing: linkings.hpp does.
///
/// Promises: the register is read in pages by readers of their own, as it is when reading begins; memory is that of the
/// Linkage and 40 bytes a person. The same register gives the same pairs in the same order. Whatever `progress` throws
/// ends the run and comes out here. Start reading at RegisterLinkage::read.
#pragma once

#include <unordered_map>

#include "policing/people/packed_id.hpp"
#include "policing/people/register_copy.hpp"

namespace bluelamp::people {

/// Two persons of one cluster; `left` and `right` are the records of theirs that fit best.
struct RegisterPair {
    std::uint32_t one = 0, other = 0;  ///< numbers of the persons, by rising id
    std::uint32_t left = 0, right = 0;
    float weight = 0;        ///< of the two alone
    double probability = 0;  ///< as identity::Pair::probability
    std::uint32_t cluster = 0;
};

struct RegisterLinked {
    std::vector<RegisterPair> pairs;  ///< by cluster, the surest cluster first; within one the surest pair first
    std::uint32_t clusters = 0;       ///< of two persons or more, numbered from 1
    std::shared_ptr<const identity::Model> model;
    std::vector<std::uint64_t> histogram;
    std::uint64_t compared = 0;
};

class RegisterLinkage {
   public:
    using Progress = std::function<void(std::string_view stage, double share)>;

    static Result<std::unique_ptr<RegisterLinkage>> read(db::Database& database, const ForceId& force,
                                                         const Progress& progress);
    [[nodiscard]] RegisterLinked run(const identity::LinkOptions& options);

    [[nodiscard]] std::size_t persons() const { return persons_.size(); }
    [[nodiscard]] std::size_t records() const { return person_of_.size(); }
    [[nodiscard]] SubjectId person(std::uint32_t number) const { return unpacked(persons_[number].id); }
    /// Everyone may see him and all that is said of him: fit to be an example.
    [[nodiscard]] bool open(std::uint32_t number) const { return persons_[number].open; }
    [[nodiscard]] identity::Explanation explain(const RegisterPair& pair) const;

   private:
    struct Person {
        PackedId id;
        bool open = true;
    };

    void put(const Page& page, std::int64_t until, const std::set<SubjectId>& hidden);
    std::uint32_t number_of(const SubjectId& person);
    void pair_equal(identity::Linked& linked) const;
    [[nodiscard]] std::vector<RegisterPair> by_person(const std::vector<identity::Pair>& pairs) const;
    [[nodiscard]] std::vector<std::uint32_t> clusters_of(const std::vector<std::uint32_t>& rows) const;

    identity::Linkage linkage_;
    std::vector<Person> persons_;
    std::unordered_map<PackedId, std::uint32_t, HashOfPackedId> numbers_;  // places in persons_
    std::vector<std::uint32_t> person_of_;                                 // of each row of the linkage
};

}  // namespace bluelamp::people
