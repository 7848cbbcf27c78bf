// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "engine/identity/train.hpp"

namespace bluelamp::identity {
namespace {

constexpr std::size_t at(Comparison comparison) { return static_cast<std::size_t>(comparison); }

/// Counts of levels among pairs taken at random.
struct Sampled {
    Shares levels{};
    std::array<std::array<std::array<double, rarities>, most_levels>, comparisons> steps{};
    std::array<double, where::addresses> addresses{};
    std::array<double, where::postcodes> postcodes{};

    void add(const Compared& compared) {
        for (std::size_t c = 0; c < comparisons; ++c) {
            const std::uint8_t level = compared.level[c];
            levels[c][level] += 1;
            if (counting(static_cast<Comparison>(c), level) == Counting::near) {
                steps[c][level][step_of(compared.rarity[c])] += 1;
            }
        }
        const std::uint8_t whereabouts = compared.level[at(Comparison::where)];
        addresses[whereabouts / where::postcodes] += 1;
        postcodes[whereabouts % where::postcodes] += 1;
    }
};

/// Shares of what was not missing, `prior` counted as if it had been seen in `weight` pairs.
template <std::size_t N>
std::array<double, N> shares_of(const std::array<double, N>& counts, const std::array<double, N>& prior,
                                double weight) {
    double sum = 0, sum_prior = 0;
    for (std::size_t level = 1; level < N; ++level) {
        sum += counts[level];
        sum_prior += prior[level];
    }
    std::array<double, N> shares{};
    for (std::size_t level = 1; level < N; ++level) {
        shares[level] = (counts[level] + weight * prior[level] / std::max(sum_prior, 1e-9)) / (sum + weight);
    }
    return shares;
}

/// How many other values a value has that are nearly the same: hardly a telephone of a country has one, each of a block
/// of a thousand has many. Where few pairs show it, it is not known.
void set_nearly(Chances& chances, const Sampled& sampled) {
    for (const auto comparison : {Comparison::phone, Comparison::email, Comparison::identifier}) {
        const auto& levels = sampled.levels[at(comparison)];
        const double sum = levels[exact] + levels[nearly::close] + levels[nearly::differ];
        constexpr double few = 20;
        if (levels[nearly::close] > few) {
            const double each = levels[nearly::close] / sum / std::max(chances.chance[at(comparison)], 1e-9);
            double& share = chances.other[at(comparison)][nearly::close];
            share = std::max(share, each);
        }
    }
}

void set_where(Chances& chances, const Sampled& sampled) {
    constexpr std::array<double, where::addresses> addresses{0, 1e-6, 0.0002, 0.0003, 0.004, 0.99};
    constexpr std::array<double, where::postcodes> postcodes{0, 1e-6, 1e-5, 0.008, 0.99};
    constexpr double weight = 1000;
    auto a = shares_of(sampled.addresses, addresses, weight);
    auto p = shares_of(sampled.postcodes, postcodes, weight);
    a[missing] = p[missing] = 1;
    a[where::same] = p[exact] = 1;  // by value
    const auto& fixed = Model::standard()->content().other[at(Comparison::where)];
    auto& shares = chances.other[at(Comparison::where)];
    for (std::size_t i = 0; i < where::addresses; ++i) {
        for (std::size_t j = 0; j < where::postcodes; ++j) {
            const std::size_t level = i * where::postcodes + j;
            shares[level] = j == exact ? fixed[level] : a[i] * p[j];
        }
    }
}

}  // namespace

Chances chances_of(const Records& records, const Frequencies& frequencies, const std::vector<std::uint32_t>& rows,
                   std::size_t samples) {
    Chances chances;
    Sampled sampled;
    if (rows.size() > 1) {
        Comparer compare(Values(records), frequencies, 1U << 14);
        std::uint64_t state = 0x9E3779B97F4A7C15ULL;
        const auto draw = [&] {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            return rows[state % rows.size()];
        };
        for (std::size_t i = 0; i < samples; ++i) {
            const std::uint32_t one = draw(), other = draw();
            if (one != other) {
                sampled.add(compare(records.rows[one], records.rows[other]));
            }
        }
    }
    const Model::Content& start = Model::standard()->content();
    constexpr double weight = 1000;
    for (std::size_t c = 0; c < comparisons; ++c) {
        const auto comparison = static_cast<Comparison>(c);
        chances.chance[c] = frequencies.chance(comparison);
        if (comparison == Comparison::where) {
            continue;
        }
        auto prior = start.other[c];
        for (std::uint8_t level = 1; level < most_levels; ++level) {
            prior[level] = counting(comparison, level) == Counting::value ? 0 : prior[level];
        }
        chances.other[c] = shares_of(sampled.levels[c], prior, weight);
        for (std::uint8_t level = 1; level < most_levels; ++level) {
            if (counting(comparison, level) == Counting::value) {
                chances.other[c][level] = start.other[c][level];
            }
            double sum = 0;
            for (std::size_t step = 0; step < rarities; ++step) {
                sum += sampled.steps[c][level][step] + 1;
            }
            for (std::size_t step = 0; step < rarities; ++step) {
                chances.steps[c][level][step] = (sampled.steps[c][level][step] + 1) / sum;
            }
        }
    }
    // That names are swapped is one slip; beyond it they are alike as often as any two.
    auto& names = chances.other[at(Comparison::given)];
    names[given::swapped_close] = names[given::nickname] + names[given::close] + names[given::alike];
    auto& surnames = chances.other[at(Comparison::surname)];
    surnames[surname::swapped_close] = surnames[surname::close] + surnames[surname::alike];
    set_nearly(chances, sampled);
    set_where(chances, sampled);
    return chances;
}

}  // namespace bluelamp::identity
