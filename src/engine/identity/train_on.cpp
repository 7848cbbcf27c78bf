// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <future>

#include "engine/identity/train.hpp"

namespace bluelamp::identity {
namespace {

/// Counts what a share of the blocks shows: a pair that several rules have is counted by as many parts.
Patterns patterns_of(const Records& records, const Frequencies& frequencies, const Blocks& blocks,
                     const RowsToTrain& set) {
    constexpr std::uint64_t enough = 300'000;
    const std::uint64_t one_in = blocks.pairs() / enough + 1;
    Comparer compare(Values(records), frequencies, 1U << 14);
    Patterns patterns;
    const auto take = [&](std::uint32_t a, std::uint32_t b) {
        if (set.sides.empty() || set.sides[a] != set.sides[b]) {
            patterns.add(compare(records.rows[a], records.rows[b]), one_in, blocks.together(a, b, rules));
        }
    };
    for (std::size_t number = 0; number < rules; ++number) {
        const Blocks::Rule& rule = blocks.rule(number);
        for (std::size_t block = 0; block < rule.keys.size(); ++block) {
            if ((rule.keys[block] >> 7) % one_in == 0) {
                rule.each_pair(block, take);
            }
        }
    }
    return patterns;
}

}  // namespace

Model::Content train_on(const Records& records, const Frequencies& frequencies, const Blocks& blocks,
                        const RowsToTrain& set) {
    constexpr std::size_t most_samples = 400'000, for_each_row = 40;
    const std::size_t samples = std::min(most_samples, set.rows.size() * for_each_row);
    auto counting = std::async(std::launch::async, [&] { return patterns_of(records, frequencies, blocks, set); });
    const Chances chances = chances_of(records, frequencies, set.rows, samples);
    const Patterns patterns = counting.get();
    const auto count = static_cast<double>(set.rows.size());
    double all = count * (count - 1) / 2;
    if (!set.sides.empty()) {
        const auto left = static_cast<double>(std::count(set.sides.begin(), set.sides.end(), Linkage::Side::left));
        all = left * (count - left);
    }
    return trained(Model::standard()->content(), {patterns, chances, std::max(all, 1.0), count});
}

}  // namespace bluelamp::identity
