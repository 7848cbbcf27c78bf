// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "engine/identity/model.hpp"

namespace bluelamp::identity {
namespace {

constexpr double least = 1e-9;  // no share is nothing: a level never seen is rare, not impossible

float log_of(double share) { return std::log2(static_cast<float>(std::max(share, least))); }

/// log2(2^a + 2^b)
float log_sum(float a, float b) {
    const float high = std::max(a, b), low = std::min(a, b);
    return high - low > 30 ? high : high + std::log2(1 + std::exp2(low - high));
}

}  // namespace

double probability_of(double weight) { return 1 / (1 + std::exp2(-std::clamp(weight, -500.0, 500.0))); }

Level level_of(double probability) {
    constexpr double certain = 0.9, probable = 0.5;
    return probability >= certain ? Level::certain : (probability >= probable ? Level::probable : Level::possible);
}

void Evidence::take_better(const Evidence& other) {
    for (std::size_t c = 0; c < comparisons; ++c) {
        const bool mine = (said >> c & 1U) != 0, theirs = (other.said >> c & 1U) != 0;
        if (theirs && (!mine || other.weight[c] > weight[c])) {
            weight[c] = other.weight[c];
            household[c] = other.household[c];
        }
    }
    said |= other.said;
}

float Evidence::sum() const {
    float sum = 0;
    for (std::size_t c = 0; c < comparisons; ++c) {
        sum += (said >> c & 1U) != 0 ? weight[c] : 0;
    }
    return sum;
}

double Pair::probability() const { return probability_of(odds); }

Weights::Weights(const Model::Content& content, double same, double household)
    : content_(&content),
      prior_(static_cast<float>(std::log2(same / (1 - same)))),
      household_prior_(static_cast<float>(std::log2(household / (1 - same)))),
      stranger_prior_(static_cast<float>(std::log2((1 - same - household) / (1 - same)))) {
    for (std::size_t c = 0; c < comparisons; ++c) {
        for (std::size_t level = 0; level < most_levels; ++level) {
            counting_[c][level] = counting(static_cast<Comparison>(c), static_cast<std::uint8_t>(level));
            same_[c][level] = log_of(content.same[c][level]);
            household_[c][level] = log_of(content.household[c][level]);
            other_[c][level] = log_of(content.other[c][level]);
        }
    }
    // That names are swapped is one slip, counted with the given name.
    auto& surnames = same_[static_cast<std::size_t>(Comparison::surname)];
    surnames[surname::swapped] = log_of(0.9);
    surnames[surname::swapped_close] = log_of(0.1);
}

Weights::Each Weights::each(std::size_t c, std::uint8_t level, float rarity) const {
    const Counting how = counting_[c][level];
    if (how == Counting::unused) {
        return {0, 0, 0};
    }
    Each each{same_[c][level], household_[c][level], other_[c][level]};
    if (how == Counting::value) {
        each.other = rarity + other_[c][level];
    } else if (how == Counting::near) {
        each.same += content_->tilt[c][level][step_of(rarity)];
    }
    if (!of_household(static_cast<Comparison>(c))) {
        each.household = each.other;
        const bool is_birth = c == static_cast<std::size_t>(Comparison::born);
        const bool is_given = c == static_cast<std::size_t>(Comparison::given);
        if (level == exact && (is_birth || is_given)) {
            each.household = log_sum(each.other, log_of(is_birth ? content_->twins : content_->namesakes));
        }
    }
    return each;
}

float Weights::weigh(const Compared& compared) const {
    float same = prior_, household = household_prior_, other = stranger_prior_;
    for (std::size_t c = 0; c < comparisons; ++c) {
        if (compared.level[c] != missing) {
            const Each found = each(c, compared.level[c], compared.rarity[c]);
            same += found.same;
            household += found.household;
            other += found.other;
        }
    }
    return same - log_sum(household, other);
}

Evidence Weights::evidence(const Compared& compared) const {
    Evidence all;
    float household = household_prior_, other = stranger_prior_;
    for (const bool shared : {true, false}) {
        for (std::size_t c = 0; c < comparisons; ++c) {
            if (compared.level[c] == missing || of_household(static_cast<Comparison>(c)) != shared) {
                continue;
            }
            const Each found = each(c, compared.level[c], compared.rarity[c]);
            const float before = log_sum(household, other);
            household += found.household;
            other += found.other;
            const float after = log_sum(household, other);
            all.weight[c] = found.same - (after - before);
            all.household[c] = std::exp2(household - after);
            all.said |= 1U << c;
        }
    }
    return all;
}

}  // namespace bluelamp::identity
