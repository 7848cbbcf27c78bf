// SPDX-License-Identifier: Apache-2.0
/// The hashes by themselves: against published values, against a plain recursive tree, and field by field.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "core/sha256.hpp"
#include "journal/journal.hpp"

namespace bluelamp::journal {
namespace {

using namespace std::string_view_literals;

/// RFC 6962 section 2.1 as it is written there: split at the largest power of two below n.
std::string naive_root(const std::vector<std::string>& leaves) {
    if (leaves.empty()) {
        return Sha256().digest();
    }
    if (leaves.size() == 1) {
        return Sha256().bytes("\0"sv).bytes(leaves.front()).digest();
    }
    std::size_t split = 1;
    while (split * 2 < leaves.size()) {
        split *= 2;
    }
    const auto middle = leaves.begin() + static_cast<std::ptrdiff_t>(split);
    const std::string left = naive_root({leaves.begin(), middle});
    const std::string right = naive_root({middle, leaves.end()});
    return Sha256().bytes("\1"sv).bytes(left).bytes(right).digest();
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
        EXPECT_EQ(root_of(leaves), to_hex(naive_root(leaves))) << size << " leaves";
    }
    EXPECT_TRUE(rc::check(
        [](const std::vector<std::string>& leaves) { RC_ASSERT(root_of(leaves) == to_hex(naive_root(leaves))); }));
}

// Hexadecimal letters were hashed instead of the bytes they stand for, so that no other program found the same roots.
TEST(MerkleRoot, is_the_one_that_certificate_transparency_publishes_for_its_test_leaves) {
    const std::vector<std::pair<const char*, const char*>> table{
        {"", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"},
        {"00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"},
        {"10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"},
        {"2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"},
        {"3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"},
        {"40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"},
        {"5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"},
        {"606162636465666768696a6b6c6d6e6f", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"},
    };
    MerkleRoot root, of_hashes;
    EXPECT_EQ(root.hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    for (const auto& [leaf, expected] : table) {
        root.add(*from_hex(leaf));
        of_hashes.add_hash(leaf);
        EXPECT_EQ(root.hex(), expected) << "up to leaf " << leaf;
        EXPECT_EQ(of_hashes.hex(), expected) << "up to leaf " << leaf;
    }
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
    row.content_hash = "c0ffee";
    return row;
}

TEST(ChainHash, depends_on_every_field_that_it_promises_and_on_the_row_before) {
    const Row row = a_row();
    const std::string before = chain_hash("00ff", row);
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
        {"content_hash", [](Row& each) { each.content_hash = "c0ffef"; }},
        {"a letter moved from role to reason", [](Row& each) { each.role = "dispatche", each.reason = "rbecause"; }},
    };
    for (const auto& [what, change] : changes) {
        Row changed = row;
        change(changed);
        EXPECT_NE(chain_hash("00ff", changed), before) << what;
    }
    EXPECT_NE(chain_hash("00fe", row), before);
}

TEST(ChainHash, is_the_same_on_every_machine) {
    // Written down once: another value would make every journal written before unverifiable.
    // Both were computed by another program, with Python's hashlib, from the description in journal.hpp.
    EXPECT_EQ(chain_hash("", Row{}), "8c4d216cbc9117d8cce90de869c57251d8cbcf040de2608d061d3dbb128fcbf2");
    EXPECT_EQ(chain_hash("00ff", a_row()), "0e3bfc73cddf5b3ccd7e4df4ac12a6e717982e5d547efa77dfa6cf30c50baa2b");
}

}  // namespace
}  // namespace bluelamp::journal
