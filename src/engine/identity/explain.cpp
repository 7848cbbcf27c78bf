// SPDX-License-Identifier: Apache-2.0
#include "engine/identity/explain.hpp"

#include <cmath>

namespace bluelamp::identity {
namespace {

std::string one_in(float rarity) {
    const double persons = std::exp2(-rarity);
    return persons < 1.5 ? "almost everybody has it" : fmt::format("counted as one person in {:.0f}", persons);
}

std::string quoted(const Values& values, ValueId a, ValueId b) {
    return a == b ? fmt::format(" ({})", values.name(a)) : fmt::format(" ({}, {})", values.name(a), values.name(b));
}

std::string names_of(const Values& values, Comparison comparison, const Record& a, const Record& b) {
    switch (comparison) {
        case Comparison::given: return quoted(values, a.given, b.given);
        case Comparison::middle: return quoted(values, a.middle, b.middle);
        case Comparison::surname: return quoted(values, a.surname, b.surname);
        default: return "";
    }
}

std::string words_of(const Values& values, Comparison comparison, const Compared& compared, const Record& a,
                     const Record& b) {
    const auto c = static_cast<std::size_t>(comparison);
    const std::uint8_t level = compared.level[c];
    const std::string_view what = name(comparison);
    std::string words =
        fmt::format("{}{}: {}", static_cast<char>(what[0] - 'a' + 'A'), what.substr(1), level_name(comparison, level));
    words += names_of(values, comparison, a, b);
    if (counting(comparison, level) == Counting::value) {
        words += "; " + one_in(compared.rarity[c]);
    }
    return words + ".";
}

}  // namespace

/// Each comparison is weighed after those before it: what a household shares first, so that the words can say how much
/// of it a household explains.
Explanation explained(const Values& values, const Frequencies& frequencies, const Weights& weights,
                      const Record& record, const std::vector<const Record*>& others) {
    Evidence best;
    std::array<std::size_t, comparisons> from{};
    std::vector<Compared> compared;
    Comparer compare(values, frequencies);
    for (const Record* other : others) {
        compared.push_back(compare(record, *other));
        const Evidence before = best;
        best.take_better(weights.evidence(compared.back()));
        for (std::size_t c = 0; c < comparisons; ++c) {
            const bool taken = (before.said >> c & 1U) == 0 || best.weight[c] > before.weight[c];
            from[c] = taken ? compared.size() - 1 : from[c];
        }
    }
    Explanation all;
    all.prior = weights.prior();
    all.weight = all.prior;
    for (const bool shared : {true, false}) {
        for (std::size_t c = 0; c < comparisons; ++c) {
            const auto comparison = static_cast<Comparison>(c);
            if (of_household(comparison) != shared || (best.said >> c & 1U) == 0) {
                continue;
            }
            const Compared& told = compared[from[c]];
            std::string words = words_of(values, comparison, told, record, *others[from[c]]);
            constexpr float likely = 0.5;
            if (shared && best.household[c] > likely && best.weight[c] > 0) {
                words += " Who lives together shares it, so it counts less.";
            }
            all.steps.push_back({std::string(name(comparison)), level_name(comparison, told.level[c]), std::move(words),
                                 best.weight[c]});
            all.weight += best.weight[c];
        }
    }
    all.probability = probability_of(all.weight);
    return all;
}

}  // namespace bluelamp::identity
