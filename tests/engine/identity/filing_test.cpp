// SPDX-License-Identifier: Apache-2.0
// Filing: lists of rows by key, and rows in the order of their keys.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "engine/identity/by_key.hpp"
#include "engine/identity/postings.hpp"

namespace bluelamp::identity {
namespace {

TEST(Filing, holds_what_was_added_and_not_taken_off) {
    std::mt19937_64 draw(20);  // NOLINT: the same each time
    Postings postings;
    std::map<std::uint64_t, std::vector<std::uint32_t>> model;
    for (std::uint32_t step = 0; step < 40'000; ++step) {
        // Few keys with many rows, many with few.
        const std::uint64_t key = draw() % 3 == 0 ? draw() % 5 : draw() % 5000;
        auto& rows = model[key];
        if (draw() % 5 < 3 || rows.empty()) {
            postings.add(key, step);
            rows.push_back(step);
        } else {
            const std::size_t which = draw() % rows.size();
            postings.remove(key, rows[which]);
            rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(which));
        }
    }
    for (auto& [key, rows] : model) {
        const auto held = postings.rows(key);
        std::vector<std::uint32_t> found(held.begin(), held.end());
        std::sort(found.begin(), found.end());
        std::sort(rows.begin(), rows.end());
        ASSERT_EQ(found, rows) << key;
        ASSERT_EQ(postings.count(key), rows.size());
    }
}

TEST(Filing, takes_off_only_what_is_there) {
    Postings postings;
    postings.remove(7, 1);
    postings.add(7, 1);
    postings.remove(7, 2);
    postings.remove(8, 1);
    ASSERT_EQ(postings.count(7), 1U);
    postings.remove(7, 1);
    EXPECT_TRUE(postings.rows(7).empty());
    postings.add(7, 3);
    EXPECT_EQ(postings.rows(7)[0], 3U);
}

TEST(Filing, takes_no_more_memory_for_rows_that_come_and_go) {
    Postings postings;
    const auto come_and_go = [&] {
        for (std::uint32_t row = 0; row < 1000; ++row) {
            postings.add(row % 10, row);
        }
        for (std::uint32_t row = 0; row < 1000; ++row) {
            postings.remove(row % 10, row);
        }
    };
    come_and_go();
    const std::size_t once = postings.bytes();
    for (int round = 0; round < 50; ++round) {
        come_and_go();
    }
    EXPECT_EQ(postings.bytes(), once);
}

TEST(Filing, sorts_by_key_then_row_whatever_the_keys_share) {
    std::mt19937_64 draw(21);  // NOLINT: the same each time
    for (const std::uint64_t mask : {~0ULL, 0xFFULL, 0xFF00000000000000ULL, 0x000003FFFFFFFFFFULL, 0ULL}) {
        for (const std::size_t count : {0U, 1U, 4095U, 50'000U}) {
            std::vector<Keyed> entries;
            for (std::uint32_t row = 0; row < count; ++row) {
                entries.push_back({draw() & mask, row});
            }
            auto sorted = entries;
            std::sort(sorted.begin(), sorted.end(), by_key);
            sort_by_key(entries);
            ASSERT_TRUE(std::equal(entries.begin(), entries.end(), sorted.begin(), sorted.end(),
                                   [](const Keyed& a, const Keyed& b) { return a.key == b.key && a.row == b.row; }))
                << mask << ' ' << count;
        }
    }
}

}  // namespace
}  // namespace bluelamp::identity
