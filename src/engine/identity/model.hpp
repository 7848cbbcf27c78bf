// SPDX-License-Identifier: Apache-2.0
/// Model: how often each level is seen among pairs that are one person (m), that live together (h) and that have
/// nothing to do with each other (u), and what follows from that for a pair.
///
/// The weight of a pair is log2 of P(same | levels) / P(not same | levels), where "not same" is a mixture of the other
/// two classes. Within a class comparisons are independent. Where two agree on a value v, m and h are shares of pairs
/// that agree at all, and u is the share of persons who have v (Fellegi and Sunter 1969, section 3.3.1, method I).
/// What belongs to a person and not to a household (given name, birth, sex) is as rare between two of one household as
/// between strangers, but for twins and namesakes.
#pragma once

#include <array>

#include "engine/identity/compare.hpp"

namespace bluelamp::identity {

inline constexpr std::size_t rarities = 16;
/// Which step of rarity a base-2 logarithm falls into, one and a half bits each.
[[nodiscard]] inline std::size_t step_of(float rarity) {
    const auto step = static_cast<int>(-rarity / 1.5F);
    return static_cast<std::size_t>(step < 0 ? 0 : (step > 15 ? 15 : step));
}
[[nodiscard]] inline float rarity_of(std::size_t step) { return -1.5F * (static_cast<float>(step) + 0.5F); }

/// How a level takes part.
enum class Counting : std::uint8_t {
    unused,  ///< no such level, or weighs nothing
    plain,   ///< by its shares
    value,   ///< by how rare the value agreed on is
    near     ///< by its shares and by how rare the rarer of two values is
};
[[nodiscard]] Counting counting(Comparison comparison, std::uint8_t level);
[[nodiscard]] std::string_view name(Comparison comparison);                       ///< "given name"
[[nodiscard]] std::string level_name(Comparison comparison, std::uint8_t level);  ///< "nickname"
/// Shared by who lives together, rather than belonging to one person.
[[nodiscard]] bool of_household(Comparison comparison);

using Shares = std::array<std::array<double, most_levels>, comparisons>;

struct Model::Content {
    Shares same{}, household{}, other{};  ///< of levels that count by value, `other` is what is rarer than the value
    std::array<double, comparisons> chance{};  ///< that two persons taken at random agree; told, not weighed
    /// Of near levels: log2 of how much more often a step of rarity is seen among the same than among others.
    std::array<std::array<std::array<float, rarities>, most_levels>, comparisons> tilt{};
    double twins = 0.005, namesakes = 0.01;  ///< of pairs that live together: born the same day, of one given name
    double same_per_person = 0.5;            ///< other records of the same person, for each record
    double household_per_person = 1.5;       ///< records of others who live with him, for each record
};

/// The weight of each comparison of two records; `said` has a bit for each that is not missing.
struct Evidence {
    std::array<float, comparisons> weight{};
    std::uint32_t said = 0;
    /// After each comparison: how likely it is that the two, if not one person, live together.
    std::array<float, comparisons> household{};

    void take_better(const Evidence& other);
    [[nodiscard]] float sum() const;
};

/// A model made ready for a register of some size.
class Weights {
   public:
    /// `same` and `household`: chance that two records taken at random are one person, or live together.
    Weights(const Model::Content& content, double same, double household);
    [[nodiscard]] float weigh(const Compared& compared) const;
    /// What each comparison adds to the prior, one after the other: what a household shares first. Adds up to weigh().
    [[nodiscard]] Evidence evidence(const Compared& compared) const;
    /// Base-2 logarithms of the likelihood of one comparison in each class.
    struct Each {
        float same, household, other;
    };
    [[nodiscard]] Each each(std::size_t comparison, std::uint8_t level, float rarity) const;
    [[nodiscard]] float prior() const { return prior_; }

   private:
    using Logs = std::array<std::array<float, most_levels>, comparisons>;
    Logs same_{}, household_{}, other_{};
    std::array<std::array<Counting, most_levels>, comparisons> counting_{};
    const Model::Content* content_;
    float prior_, household_prior_, stranger_prior_;
};

/// `weight` as a probability.
[[nodiscard]] double probability_of(double weight);
[[nodiscard]] Level level_of(double probability);

}  // namespace bluelamp::identity
