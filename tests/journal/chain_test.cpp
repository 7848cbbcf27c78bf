// SPDX-License-Identifier: Apache-2.0
/// The hashes by themselves: against published values, against a plain recursive tree, and field by field.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "core/sha256.hpp"
#include "journal/journal.hpp"

namespace bluelamp::journal {
namespace {

using namespace std::string_view_literals;

/// RFC 6962 section 2.1 as it is written there: split at the largest power of two below n. Digests are hexadecimal
/// text, as everywhere in the journal.
std::string naive_root(const std::vector<std::string>& leaves) {
    if (leaves.empty()) {
        return sha256_hex("");
    }
    if (leaves.size() == 1) {
        return Sha256().bytes("\0"sv).bytes(leaves.front()).hex();
    }
    std::size_t split = 1;
    while (split * 2 < leaves.size()) {
        split *= 2;
    }
    const auto middle = leaves.begin() + static_cast<std::ptrdiff_t>(split);
    const std::string left = naive_root({leaves.begin(), middle});
    const std::string right = naive_root({middle, leaves.end()});
    return Sha256().bytes("\1"sv).bytes(left).bytes(right).hex();
}

std::string root_of(const std::vector<std::string>& leaves) {
    MerkleRoot root;
    for (const std::string& leaf : leaves) {
        root.add(leaf);
    }
    return root.hex();
}

TEST(MerkleRoot, equals_the_tree_of_rfc_6962) {
    for (std::size_t size = 0; size <= 40; ++size) {
        std::vector<std::string> leaves;
        for (std::size_t i = 0; i < size; ++i) {
            leaves.push_back(std::to_string(i));
        }
        EXPECT_EQ(root_of(leaves), naive_root(leaves)) << size << " leaves";
    }
    EXPECT_TRUE(
        rc::check([](const std::vector<std::string>& leaves) { RC_ASSERT(root_of(leaves) == naive_root(leaves)); }));
}

TEST(MerkleRoot, changes_when_any_leaf_changes_or_two_change_places) {
    EXPECT_TRUE(rc::check([](std::vector<std::string> leaves) {
        RC_PRE(!leaves.empty());
        const std::string before = root_of(leaves);
        const auto at = *rc::gen::inRange<std::size_t>(0, leaves.size());
        leaves[at] += "x";
        RC_ASSERT(root_of(leaves) != before);
    }));
    EXPECT_NE(root_of({"a", "b"}), root_of({"b", "a"}));
    EXPECT_NE(root_of({"a"}), root_of({"a", "a"})) << "a doubled last leaf is another tree (unlike in Bitcoin)";
}

TEST(ContentHash, is_sha_256_of_salt_and_content) {
    // FIPS 180-4, the one-block example "abc".
    EXPECT_EQ(content_hash("a", "bc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

Row a_row() {
    Row row;
    row.position = 7;
    row.kind = "thing";
    row.record = "r";
    row.seq = 3;
    row.actor = "officer";
    row.role = "dispatcher";
    row.reason = "because";
    row.happened_at = {1'000};
    row.recorded_at = {2'000};
    row.action = "thing.changed";
    row.policy_version = "1";
    row.content_hash = "c";
    return row;
}

TEST(ChainHash, depends_on_every_field_that_it_promises_and_on_the_row_before) {
    const Row row = a_row();
    const std::string before = chain_hash("previous", row);
    const std::vector<std::pair<const char*, std::function<void(Row&)>>> changes{
        {"position", [](Row& each) { ++each.position; }},
        {"kind", [](Row& each) { each.kind = "think"; }},
        {"record", [](Row& each) { each.record = "s"; }},
        {"seq", [](Row& each) { ++each.seq; }},
        {"actor", [](Row& each) { each.actor = "officeq"; }},
        {"role", [](Row& each) { each.role = ""; }},
        {"reason", [](Row& each) { each.reason += " "; }},
        {"happened_at", [](Row& each) { ++each.happened_at.ms; }},
        {"recorded_at", [](Row& each) { ++each.recorded_at.ms; }},
        {"action", [](Row& each) { each.action = "thing.change"; }},
        {"policy_version", [](Row& each) { each.policy_version = "2"; }},
        {"content_hash", [](Row& each) { each.content_hash = "d"; }},
        {"a letter moved from role to reason", [](Row& each) { each.role = "dispatche", each.reason = "rbecause"; }},
    };
    for (const auto& [what, change] : changes) {
        Row changed = row;
        change(changed);
        EXPECT_NE(chain_hash("previous", changed), before) << what;
    }
    EXPECT_NE(chain_hash("other", row), before);
}

TEST(ChainHash, is_the_same_on_every_machine) {
    // Written down once: another value would make every journal written before unverifiable.
    // Both were computed by another program, with Python's hashlib, from the description in journal.hpp.
    EXPECT_EQ(chain_hash("", Row{}), "8c4d216cbc9117d8cce90de869c57251d8cbcf040de2608d061d3dbb128fcbf2");
    EXPECT_EQ(chain_hash("previous", a_row()), "1d45be5d2d8bab9b069203900b781a2213cd7161a0200b6656cde123140c2b78");
}

}  // namespace
}  // namespace bluelamp::journal
