// SPDX-License-Identifier: Apache-2.0
#include "access/passwords.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <ctime>

namespace bluelamp::access {
namespace {

constexpr PasswordCost cheap{1, 8 * 1024};

TEST(Password, is_refused_when_short_long_known_or_the_username) {
    struct Case {
        std::string password, says;
    };
    const Case cases[] = {
        {"", "12 characters"},
        {"eleven char", "12 characters"},
        {"Übergröße!!", "12 characters"},  // 11 characters in 14 bytes
        {std::string(513, 'x'), "512 bytes"},
        {"Password1234", "tried first"},
        {"ＰＡＳＳＷＯＲＤ１２３４", "tried first"},  // the same in full-width letters
        {"qwertyuiopasdfgh", "tried first"},
        {"Jo.Example-2014", "the username"},
        {"twelve\xff\xff\xff\xff\xff\xff", "not text"},
        {std::string("twelve\0characters", 17), "not text"},
    };
    for (const Case& each : cases) {
        const auto refused = accept_password(each.password, "jo.example-2014");
        ASSERT_FALSE(refused) << each.password;
        EXPECT_EQ(refused.error().code, ErrorCode::invalid);
        EXPECT_EQ(refused.error().field, "password");
        EXPECT_NE(refused.error().message.find(each.says), std::string::npos) << refused.error().message;
    }
}

TEST(Password, is_accepted_by_length_without_rules_of_composition) {
    for (const char* good : {"otter lamp seven", "aaaaaaaaaaab", "Übergrößen!!", "            x           "}) {
        EXPECT_TRUE(accept_password(good, "jo")) << good;
    }
    EXPECT_TRUE(accept_password(std::string(512, 'x'), "jo"));
}

TEST(Password, matches_only_itself) {
    const auto hash = hash_password("otter lamp seven", cheap);
    ASSERT_TRUE(hash);
    EXPECT_TRUE(hash->starts_with("$argon2id$")) << *hash;
    EXPECT_TRUE(check_password(*hash, "otter lamp seven", cheap));
    EXPECT_FALSE(check_password(*hash, "otter lamp Seven", cheap));
    EXPECT_FALSE(check_password(*hash, "", cheap));
    EXPECT_FALSE(check_password(*hash, std::string(100'000, 'x'), cheap));
    EXPECT_NE(*hash, *hash_password("otter lamp seven", cheap)) << "each hash has its own salt";
}

/// What this thread has worked, whatever else runs on the machine.
std::chrono::nanoseconds worked() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

TEST(Password, of_no_account_is_wrong_and_takes_as_long) {
    const std::string hash = *hash_password("otter lamp seven");
    const auto start = worked();
    EXPECT_FALSE(check_password(hash, "not this one"));
    const auto known = worked() - start;
    const auto middle = worked();
    EXPECT_FALSE(check_password("", "not this one"));
    const auto unknown = worked() - middle;
    EXPECT_GT(unknown * 4, known);
    EXPECT_GT(known * 4, unknown);
}

TEST(Password, is_hashed_again_when_the_cost_has_changed) {
    const std::string hash = *hash_password("otter lamp seven", cheap);
    EXPECT_FALSE(needs_rehash(hash, cheap));
    EXPECT_TRUE(needs_rehash(hash, {2, 8 * 1024}));
    EXPECT_TRUE(needs_rehash(hash, {1, 16 * 1024}));
}

TEST(Password, without_memory_is_unavailable) {
    const auto refused = hash_password("otter lamp seven", {1, std::size_t{1} << 45U});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::unavailable);
}

}  // namespace
}  // namespace bluelamp::access
