// SPDX-License-Identifier: Apache-2.0
#include "access/passwords.hpp"

#include <sodium.h>

#include "core/text.hpp"

namespace bluelamp::access {
namespace {

constexpr std::size_t fewest_characters = 12;
constexpr std::size_t most_bytes = 512;

/// The passwords of at least 12 characters that people choose most, folded. Shorter ones are refused by their length.
constexpr std::string_view common[] = {
    "123456789012",
    "1234567890123",
    "12345678901234",
    "123456789123",
    "111111111111",
    "000000000000",
    "passwordpassword",
    "password1234",
    "password12345",
    "password123456",
    "password@123",
    "password123!",
    "qwertyuiop12",
    "qwertyuiop123",
    "qwertyuiopas",
    "qwertyuiop[]",
    "qwertyuiopasdfgh",
    "qwerty123456",
    "1q2w3e4r5t6y",
    "1qaz2wsx3edc",
    "q1w2e3r4t5y6",
    "abcdefghijkl",
    "abcdefgh1234",
    "abc123456789",
    "letmeinletmein",
    "letmein12345",
    "welcome12345",
    "welcome123456",
    "iloveyou1234",
    "iloveyouiloveyou",
    "administrator",
    "administrator1",
    "adminadminadmin",
    "changemenow1",
    "changeme1234",
    "changemechangeme",
    "metropolitan1",
    "policepolice",
    "police123456",
    "liverpool1234",
    "manchesterunited",
    "football1234",
    "sunshine1234",
    "correcthorsebatterystaple",
    "correct horse battery staple",
    "trustno1trustno1",
    "asdfghjkl123",
    "asdfasdfasdf",
    "zxcvbnm12345",
    "aaaaaaaaaaaa",
    "hertfordshire",
    "cityoflondon",
};

std::size_t characters(std::string_view text) {
    std::size_t count = 0;
    for (const char byte : text) {
        // Every byte but the continuation bytes (10xxxxxx) begins a character.
        count += (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U ? 1 : 0;
    }
    return count;
}

tl::unexpected<Error> refused(std::string message) { return fail(ErrorCode::invalid, "password", std::move(message)); }

}  // namespace

Result<void> accept_password(std::string_view password, std::string_view username) {
    if (password.size() > most_bytes) {
        return refused("This is longer than 512 bytes; choose a shorter one.");
    }
    if (!valid_utf8(password) || password.find('\0') != std::string_view::npos) {
        return refused("This is not text; type it with the keyboard.");
    }
    if (characters(password) < fewest_characters) {
        return refused("Use at least 12 characters; three random words are easy to remember.");
    }
    const std::string folded = fold(password);
    if (folded == fold(username)) {
        return refused("This is the username; choose something else.");
    }
    if (std::find(std::begin(common), std::end(common), folded) != std::end(common)) {
        return refused("This is one of the passwords tried first; choose three random words instead.");
    }
    return {};
}

Result<std::string> hash_password(std::string_view password, const PasswordCost& cost) {
    invariant(sodium_init() >= 0, "libsodium starts");
    char hash[crypto_pwhash_STRBYTES];
    if (crypto_pwhash_str(hash, password.data(), password.size(), cost.passes, cost.memory_bytes) != 0) {
        return fail(ErrorCode::unavailable, "", "There is no memory to check passwords now; try again in a minute.",
                    "crypto_pwhash_str failed");
    }
    return std::string(hash);
}

bool check_password(std::string_view hash, std::string_view password, const PasswordCost& cost) {
    if (hash.empty() || password.size() > most_bytes) {
        // Made and thrown away: costs what a comparison costs.
        const auto spent = hash_password(password.substr(0, most_bytes), cost);
        return spent && false;
    }
    invariant(sodium_init() >= 0, "libsodium starts");
    return crypto_pwhash_str_verify(std::string(hash).c_str(), password.data(), password.size()) == 0;
}

bool needs_rehash(std::string_view hash, const PasswordCost& cost) {
    return crypto_pwhash_str_needs_rehash(std::string(hash).c_str(), cost.passes, cost.memory_bytes) != 0;
}

}  // namespace bluelamp::access
