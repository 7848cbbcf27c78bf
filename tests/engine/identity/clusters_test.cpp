// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <functional>
#include <random>

#include "engine/identity/identity.hpp"

namespace bluelamp::identity {
namespace {

constexpr std::uint64_t records = 40;

std::vector<std::uint64_t> names_of(const Clusters& clusters) {
    std::vector<std::uint64_t> names;
    for (std::uint64_t id = 0; id < records; ++id) {
        names.push_back(clusters.cluster_of(id));
    }
    return names;
}

/// A change to clusters that can be made in any order with others.
using Change = std::function<void(Clusters&)>;

std::vector<Change> some_changes(unsigned seed) {
    std::mt19937 random(seed);
    const auto any = [&] { return std::uint64_t{random() % records}; };
    std::vector<Change> changes;
    for (std::uint64_t id = 0; id < records; ++id) {
        changes.emplace_back([id](Clusters& clusters) { clusters.add(id); });
    }
    for (int i = 0; i < 60; ++i) {
        const std::uint64_t a = any(), b = (a + 1 + random() % (records - 1)) % records;
        // One weight and one decision for each pair, so that no order decides which is the last.
        const double weight = static_cast<double>((a * b + seed) % 30) - 12;
        changes.emplace_back([a, b, weight](Clusters& clusters) { clusters.edge(a, b, weight); });
        if (i % 6 == 0) {
            const Decision decision = (a + b) % 2 == 0 ? Decision::same : Decision::different;
            changes.emplace_back([a, b, decision](Clusters& clusters) { clusters.decide(a, b, decision); });
        }
    }
    return changes;
}

TEST(Clusters, depend_on_what_is_in_force_and_not_on_its_order) {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        std::vector<Change> changes = some_changes(seed);
        Clusters first;
        for (const Change& change : changes) {
            change(first);
        }
        for (unsigned order = 1; order <= 5; ++order) {
            std::shuffle(changes.begin(), changes.end(), std::mt19937(seed * 100 + order));
            Clusters other;
            for (const Change& change : changes) {
                change(other);
                static_cast<void>(other.cluster_of(order));  // asked in between, nothing changes
            }
            ASSERT_EQ(names_of(other), names_of(first)) << "seed " << seed << " order " << order;
        }
    }
}

TEST(Clusters, deciding_and_undoing_is_as_if_nothing_had_been_decided) {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        Clusters clusters;
        for (const Change& change : some_changes(seed)) {
            change(clusters);
        }
        const auto before = names_of(clusters);
        std::mt19937 random(seed);
        std::vector<std::pair<std::uint64_t, std::uint64_t>> decided;
        for (int i = 0; i < 10; ++i) {
            const std::uint64_t a = 1'000 + random() % 5, b = random() % records;  // pairs with nothing between them
            clusters.add(a);
            clusters.decide(a, b, i % 2 == 0 ? Decision::same : Decision::different);
            decided.emplace_back(a, b);
        }
        std::shuffle(decided.begin(), decided.end(), random);
        for (const auto& [a, b] : decided) {
            clusters.undo(a, b);
        }
        EXPECT_EQ(names_of(clusters), before) << "seed " << seed;
    }
}

TEST(Clusters, a_human_decision_outranks_every_weight) {
    Clusters clusters;
    for (const std::uint64_t id : {1, 2, 3}) {
        clusters.add(id);
    }
    clusters.edge(1, 2, 30);
    EXPECT_EQ(clusters.cluster_of(2), 1U);
    clusters.decide(1, 2, Decision::different);
    EXPECT_EQ(clusters.cluster_of(2), 2U);
    clusters.edge(1, 2, 60);  // a model trained later
    EXPECT_EQ(clusters.cluster_of(2), 2U);
    clusters.edge(1, 3, 20);
    clusters.edge(2, 3, 20);
    EXPECT_NE(clusters.cluster_of(1), clusters.cluster_of(2)) << "nor through a third";
    clusters.undo(1, 2);
    EXPECT_EQ(clusters.cluster_of(2), 1U);
    clusters.edge(1, 2, -20);
    clusters.edge(1, 3, -20);
    clusters.edge(2, 3, -20);
    clusters.decide(1, 3, Decision::same);
    EXPECT_EQ(clusters.cluster_of(3), 1U);
    EXPECT_EQ(clusters.members(1), (std::vector<std::uint64_t>{1, 3}));
}

TEST(Clusters, a_chain_of_likenesses_does_not_join_its_ends) {
    Clusters clusters;
    for (std::uint64_t id = 1; id <= 6; ++id) {
        clusters.add(id);
    }
    for (std::uint64_t id = 1; id < 6; ++id) {
        clusters.edge(id, id + 1, 2);
    }
    EXPECT_NE(clusters.cluster_of(1), clusters.cluster_of(6));
}

TEST(Clusters, removing_a_record_parts_what_it_joined) {
    Clusters clusters;
    for (const std::uint64_t id : {1, 2, 3}) {
        clusters.add(id);
    }
    clusters.edge(1, 2, 14);
    clusters.edge(2, 3, 14);
    EXPECT_EQ(clusters.cluster_of(3), 1U);
    clusters.remove(2);
    EXPECT_EQ(clusters.cluster_of(3), 3U);
    EXPECT_EQ(clusters.cluster_of(2), 2U) << "nobody knows it any more";
}

}  // namespace
}  // namespace bluelamp::identity
