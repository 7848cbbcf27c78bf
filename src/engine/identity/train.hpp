// SPDX-License-Identifier: Apache-2.0
/// Train: what a register says about itself, without anybody having marked a pair.
///
/// `Chances` are the shares among strangers, from pairs taken at random and from how often values are seen;
/// `Patterns` counts how often candidate pairs show each combination of levels; `trained` finds the shares of the other
/// two classes that make those counts most likely (expectation-maximisation). Everything depends on what the records
/// say, never on their order, and each run gives the same.
#pragma once

#include <unordered_map>

#include "engine/identity/blocks.hpp"
#include "engine/identity/model.hpp"

namespace bluelamp::identity {

/// Counts of combinations of levels and steps of rarity.
class Patterns {
   public:
    /// A pair that stands for `times` others and was met by one of `parts` rules. Counted in whole numbers, so that
    /// no order of adding shows.
    void add(const Compared& compared, std::uint64_t times, unsigned parts);
    struct Pattern {
        std::array<std::uint8_t, comparisons> level{}, step{};
        bool operator==(const Pattern&) const = default;
    };
    /// In an order of their own, the same for the same counts.
    [[nodiscard]] std::vector<std::pair<Pattern, double>> sorted() const;
    [[nodiscard]] std::size_t size() const { return counts_.size(); }

   private:
    struct Hash {
        std::size_t operator()(const Pattern& pattern) const;
    };
    std::unordered_map<Pattern, std::uint64_t, Hash> counts_;
};

/// How strangers agree.
struct Chances {
    Shares other{};
    std::array<double, comparisons> chance{};
    /// Of near levels: which share of them has each step of rarity.
    std::array<std::array<std::array<double, rarities>, most_levels>, comparisons> steps{};
};
/// From up to `samples` pairs drawn by a fixed rule from what the records say.
[[nodiscard]] Chances chances_of(const Records& records, const Frequencies& frequencies,
                                 const std::vector<std::uint32_t>& rows, std::size_t samples);

struct TrainingSet {
    const Patterns& patterns;
    const Chances& chances;
    double all_pairs;  ///< of which the patterns hold those that may be one person
    double persons;    ///< records each of the pairs was drawn from
};
[[nodiscard]] Model::Content trained(const Model::Content& start, const TrainingSet& set);

/// Which rows are trained on: in an order that depends on their content or their ids, not on how they came. Pairs of
/// one side are left out where there are two.
struct RowsToTrain {
    const std::vector<std::uint32_t>& rows;
    std::span<const Linkage::Side> sides;
};
/// All of it: counts, chances, expectation-maximisation from the standard model on.
[[nodiscard]] Model::Content train_on(const Records& records, const Frequencies& frequencies, const Blocks& blocks,
                                      const RowsToTrain& set);

}  // namespace bluelamp::identity
