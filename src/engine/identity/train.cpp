// SPDX-License-Identifier: Apache-2.0
#include "engine/identity/train.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace bluelamp::identity {
namespace {

constexpr std::size_t at(Comparison comparison) { return static_cast<std::size_t>(comparison); }

using Steps = std::array<std::array<std::array<double, rarities>, most_levels>, comparisons>;

/// Records of one person seldom differ altogether in what stays with a person, whatever files are linked. Without this
/// bound few names among few records are taken for persons whose dates of birth happen to differ.
constexpr double most_differing(Comparison comparison) {
    switch (comparison) {
        case Comparison::given:
        case Comparison::born: return 0.3;
        case Comparison::surname: return 0.5;
        case Comparison::sex: return 0.2;
        default: return 1;
    }
}
constexpr std::uint8_t differing(Comparison comparison) {
    switch (comparison) {
        case Comparison::given: return given::differ;
        case Comparison::surname: return surname::differ;
        case Comparison::born: return born::differ;
        default: return sex::differ;
    }
}

/// What one pass expects of each class.
struct Expected {
    Shares same{}, household{};
    Steps steps{};
    double same_pairs = 0, household_pairs = 0;
};

/// Each class's share of one pattern's pairs.
struct Belonging {
    double same, household;
};

class Maximising {
   public:
    Maximising(const Model::Content& start, const TrainingSet& set)
        : start_(start), set_(set), patterns_(set.patterns.sorted()), now_(start) {
        now_.other = set.chances.other;
        now_.chance = set.chances.chance;
        const double per_record = std::max(set.persons, 2.0);
        same_ = start.same_per_person / per_record;
        household_ = start.household_per_person / per_record;
    }

    Model::Content run() {
        constexpr int most_passes = 40;
        constexpr double still = 1e-3;
        for (int pass = 0; pass < most_passes; ++pass) {
            const double before = same_;
            take(expect());
            if (pass > 5 && std::abs(same_ - before) < still * before) {
                break;
            }
        }
        now_.same_per_person = same_ * set_.persons;
        now_.household_per_person = household_ * set_.persons;
        return now_;
    }

   private:
    Expected expect() {
        const Weights weights(now_, same_, household_);
        Expected expected;
        for (const auto& [pattern, count] : patterns_) {
            const Belonging belongs = belonging(weights, pattern);
            const double same = belongs.same * count, household = belongs.household * count;
            expected.same_pairs += same;
            expected.household_pairs += household;
            for (std::size_t c = 0; c < comparisons; ++c) {
                const std::uint8_t level = pattern.level[c];
                expected.same[c][level] += same;
                expected.household[c][level] += household;
                expected.steps[c][level][pattern.step[c]] += same;
            }
        }
        return expected;
    }

    [[nodiscard]] Belonging belonging(const Weights& weights, const Patterns::Pattern& pattern) const {
        double same = std::log2(same_), household = std::log2(household_), other = std::log2(1 - same_ - household_);
        for (std::size_t c = 0; c < comparisons; ++c) {
            if (pattern.level[c] != missing) {
                const auto each = weights.each(c, pattern.level[c], rarity_of(pattern.step[c]));
                same += each.same;
                household += each.household;
                other += each.other;
            }
        }
        const double high = std::max({same, household, other});
        const double s = std::exp2(same - high), h = std::exp2(household - high), o = std::exp2(other - high);
        return {s / (s + h + o), h / (s + h + o)};
    }

    void take(const Expected& expected) {
        same_ = std::clamp((expected.same_pairs + 1e-3) / set_.all_pairs, 1e-12, 0.4);
        household_ = std::clamp((expected.household_pairs + 1e-3) / set_.all_pairs, 1e-12, 0.4);
        for (std::size_t c = 0; c < comparisons; ++c) {
            constexpr double as_if_seen = 30;
            update(now_.same[c], expected.same[c], start_.same[c], c, as_if_seen);
            bound(now_.same[c], static_cast<Comparison>(c));
            if (of_household(static_cast<Comparison>(c))) {
                update(now_.household[c], expected.household[c], start_.household[c], c, as_if_seen);
            }
            tilt(c, expected.steps[c]);
        }
        const auto share_equal = [&](Comparison comparison, double most) {
            const auto& levels = expected.household[at(comparison)];
            double sum = 0;
            for (std::size_t level = 1; level < most_levels; ++level) {
                sum += levels[level];
            }
            return std::clamp((levels[exact] + 0.5) / (sum + 100), 1e-4, most);
        };
        now_.twins = share_equal(Comparison::born, 0.02);
        now_.namesakes = share_equal(Comparison::given, 0.03);
    }

    /// Shares among what counts, `start` as if it had been seen in some pairs.
    static void update(std::array<double, most_levels>& shares, const std::array<double, most_levels>& counts,
                       const std::array<double, most_levels>& start, std::size_t c, double as_if_seen) {
        double sum = 0, sum_start = 0;
        const auto counts_here = [c](std::size_t level) {
            return counting(static_cast<Comparison>(c), static_cast<std::uint8_t>(level)) != Counting::unused;
        };
        for (std::size_t level = 1; level < most_levels; ++level) {
            sum += counts_here(level) ? counts[level] : 0;
            sum_start += counts_here(level) ? start[level] : 0;
        }
        for (std::size_t level = 1; level < most_levels; ++level) {
            if (counts_here(level)) {
                shares[level] = (counts[level] + as_if_seen * start[level] / sum_start) / (sum + as_if_seen);
            }
        }
    }

    static void bound(std::array<double, most_levels>& shares, Comparison comparison) {
        const double most = most_differing(comparison), share = shares[differing(comparison)];
        if (most < 1 && share > most) {
            for (double& each : shares) {
                each *= (1 - most) / (1 - share);
            }
            shares[differing(comparison)] = most;
        }
    }

    void tilt(std::size_t c, const std::array<std::array<double, rarities>, most_levels>& steps) {
        for (std::uint8_t level = 1; level < most_levels; ++level) {
            if (counting(static_cast<Comparison>(c), level) != Counting::near) {
                continue;
            }
            constexpr double as_if_seen = 20;
            double sum = as_if_seen;
            for (const double count : steps[level]) {
                sum += count;
            }
            for (std::size_t step = 0; step < rarities; ++step) {
                const double among_strangers = set_.chances.steps[c][level][step];
                const double share = (steps[level][step] + as_if_seen * among_strangers) / sum;
                now_.tilt[c][level][step] =
                    static_cast<float>(std::clamp(std::log2(share / among_strangers), -6.0, 8.0));
            }
        }
    }

    const Model::Content& start_;
    const TrainingSet& set_;
    std::vector<std::pair<Patterns::Pattern, double>> patterns_;
    Model::Content now_;
    double same_ = 0, household_ = 0;
};

}  // namespace

std::size_t Patterns::Hash::operator()(const Pattern& pattern) const {
    return digest({reinterpret_cast<const char*>(&pattern), sizeof pattern});
}

constexpr std::uint64_t whole_pair = 1U << 20;

void Patterns::add(const Compared& compared, std::uint64_t times, unsigned parts) {
    Pattern pattern;
    pattern.level = compared.level;
    for (std::size_t c = 0; c < comparisons; ++c) {
        const Counting how = counting(static_cast<Comparison>(c), compared.level[c]);
        pattern.step[c] = how == Counting::value || how == Counting::near
                              ? static_cast<std::uint8_t>(step_of(compared.rarity[c]))
                              : std::uint8_t{0};
    }
    counts_[pattern] += times * whole_pair / parts;
}

std::vector<std::pair<Patterns::Pattern, double>> Patterns::sorted() const {
    std::vector<std::pair<Pattern, double>> all;
    all.reserve(counts_.size());
    for (const auto& [pattern, count] : counts_) {
        all.emplace_back(pattern, static_cast<double>(count) / whole_pair);
    }
    std::sort(all.begin(), all.end(),
              [](const auto& a, const auto& b) { return std::memcmp(&a.first, &b.first, sizeof(Pattern)) < 0; });
    return all;
}

Model::Content trained(const Model::Content& start, const TrainingSet& set) { return Maximising(start, set).run(); }

}  // namespace bluelamp::identity
