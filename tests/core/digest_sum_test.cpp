// SPDX-License-Identifier: Apache-2.0
#include "core/digest_sum.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "core/sha256.hpp"

namespace bluelamp {
namespace {

const std::string a = sha256_hex("a"), b = sha256_hex("b"), c = sha256_hex("c");

std::string sum_of(const std::vector<std::string>& digests) {
    DigestSum sum;
    for (const std::string& digest : digests) {
        sum.add(digest);
    }
    return sum.fingerprint();
}

/// Computed with openssl's ChaCha20: another value would make kept sums unverifiable.
TEST(DigestSum, gives_the_value_of_another_program) {
    DigestSum sum;
    sum.add(a);
    sum.add(b);
    EXPECT_EQ(sum.hex().size(), 4096U);
    EXPECT_EQ(sum.hex().substr(0, 32), "33096e7e861499a802361fc2c5251df0");
    EXPECT_EQ(sum.fingerprint(), "10ad193daacd4317e345e339b5246d11b0a44308da8f71fea63b484418ae3e97");
}

TEST(DigestSum, depends_on_what_is_in_it_and_not_on_the_order) {
    EXPECT_EQ(sum_of({a, b, c}), sum_of({c, a, b}));
    EXPECT_NE(sum_of({a, b}), sum_of({a, c}));
    EXPECT_NE(sum_of({a, b}), sum_of({a}));
    EXPECT_NE(sum_of({a}), sum_of({a, a}));
}

TEST(DigestSum, goes_on_from_its_text_and_forgets_what_is_taken_away) {
    EXPECT_TRUE(rc::check([](const std::vector<std::string>& texts) {
        DigestSum sum;
        for (const std::string& text : texts) {
            sum.add(sha256_hex(text));
        }
        auto again = DigestSum::from_hex(sum.hex());
        RC_ASSERT(again.has_value());
        for (const std::string& text : texts) {
            again->subtract(sha256_hex(text));
        }
        RC_ASSERT(again->fingerprint() == DigestSum().fingerprint());
    }));
}

TEST(DigestSum, reads_nothing_but_its_own_text) {
    EXPECT_EQ(DigestSum::from_hex("")->hex(), DigestSum().hex());
    EXPECT_FALSE(DigestSum::from_hex("00"));
    EXPECT_FALSE(DigestSum::from_hex(std::string(4096, 'x')));
    EXPECT_FALSE(DigestSum::from_hex(std::string(4098, '0')));
}

}  // namespace
}  // namespace bluelamp
