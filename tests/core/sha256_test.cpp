// SPDX-License-Identifier: Apache-2.0
#include "core/sha256.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace bluelamp {
namespace {

using namespace std::string_view_literals;

TEST(Sha256, gives_the_values_of_fips_180_4) {
    EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(sha256_hex(std::string(1'000'000, 'a')),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, does_not_depend_on_how_the_bytes_are_cut) {
    EXPECT_TRUE(rc::check([](const std::string& text) {
        const auto cut = text.empty() ? 0 : *rc::gen::inRange<std::size_t>(0, text.size());
        RC_ASSERT(Sha256().bytes(text.substr(0, cut)).bytes(text.substr(cut)).hex() == sha256_hex(text));
    }));
}

TEST(Sha256, tells_sequences_of_fields_apart) {
    EXPECT_NE(Sha256().field("ab"sv).field("c"sv).hex(), Sha256().field("a"sv).field("bc"sv).hex());
    EXPECT_NE(Sha256().field(""sv).hex(), Sha256().hex());
    EXPECT_NE(Sha256().field(std::int64_t{1}).hex(), Sha256().field(std::int64_t{-1}).hex());
    EXPECT_EQ(Sha256().field("abc"sv).hex(), sha256_hex("\0\0\0\0\0\0\0\3abc"sv))
        << "length in 8 bytes, big-endian, first";
}

TEST(Hex, writes_two_lower_case_digits_for_each_byte) {
    EXPECT_EQ(to_hex("\0\x0f\xff"sv), "000fff");
    EXPECT_EQ(to_hex(""), "");
}

TEST(Hex, reads_only_what_it_writes) {
    EXPECT_TRUE(rc::check([](const std::string& data) { RC_ASSERT(from_hex(to_hex(data)) == data); }));
    for (const char* none : {"0", "000", "0g", "g0", "FF", "+1", "-1", " 1", "0x"}) {
        EXPECT_FALSE(from_hex(none)) << none;
    }
}

}  // namespace
}  // namespace bluelamp
