// SPDX-License-Identifier: Apache-2.0
#include "core/file.hpp"

#include "core/gzip.hpp"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "tests/support/scratch_folder.hpp"

namespace bluelamp {
namespace {

using ::testing::HasSubstr;

class Files : public ::testing::Test {
   protected:
    std::filesystem::path write(const std::string& name, const std::string& bytes) {
        return folder_.write(name, bytes);
    }

    const ScratchFolder folder_;
};

std::string gzipped(const std::string& bytes) {
    z_stream stream{};
    EXPECT_EQ(deflateInit2(&stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY), Z_OK);
    std::string packed(deflateBound(&stream, bytes.size()) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

std::string long_text() {
    std::string text;
    for (int i = 0; i < 50000; ++i) {
        text += "row " + std::to_string(i * 7919) + "\n";
    }
    return text;
}

TEST_F(Files, read_the_same_plain_and_packed) {
    const std::string text = long_text();
    EXPECT_EQ(read_all(write("plain.csv", text), 1 << 24).value(), text);
    EXPECT_EQ(read_all(write("packed.csv.gz", gzipped(text)), 1 << 24).value(), text);
    EXPECT_EQ(read_all(write("two-members.gz", gzipped("one,") + gzipped("two")), 100).value(), "one,two");
    EXPECT_EQ(read_all(write("padded.gz", gzipped("one") + std::string(512, '\0')), 100).value(), "one");
    EXPECT_EQ(read_all(write("empty", ""), 100).value(), "");
    EXPECT_EQ(read_all(write("one-byte", "\x1f"), 100).value(), "\x1f");
    EXPECT_EQ(read_all(write("empty.gz", gzipped("")), 100).value(), "");
}

TEST_F(Files, say_that_a_packed_file_is_cut_short) {
    const std::string packed = gzipped(long_text());
    for (const std::size_t keep : {std::size_t{2}, std::size_t{10}, packed.size() / 2, packed.size() - 1}) {
        const auto refused = read_all(write("cut.gz", packed.substr(0, keep)), 1 << 24);
        ASSERT_FALSE(refused) << keep;
        EXPECT_THAT(refused.error().field, HasSubstr("cut.gz"));
        EXPECT_THAT(refused.error().message, HasSubstr("cut short"));
    }
}

TEST_F(Files, say_that_a_packed_file_is_damaged) {
    std::string packed = gzipped(long_text());
    packed[packed.size() / 2] = static_cast<char>(~packed[packed.size() / 2]);
    const auto refused = read_all(write("bent.gz", packed), 1 << 24);
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("damaged"));

    const auto tail = read_all(write("tail.gz", gzipped("one") + "garbage"), 100);
    ASSERT_FALSE(tail);
    EXPECT_THAT(tail.error().message, HasSubstr("other bytes"));
}

TEST_F(Files, refuse_what_is_missing_a_folder_or_too_long) {
    EXPECT_EQ(read_all(folder_ / "nowhere.csv", 10).error().code, ErrorCode::not_found);
    EXPECT_THAT(read_all(folder_.path(), 10).error().message, HasSubstr("folder"));
    EXPECT_EQ(read_all(write("long", "12345678901"), 10).error().code, ErrorCode::too_large);
    const auto bomb = read_all(write("bomb.gz", gzipped(std::string(5'000'000, 'a'))), 1'000'000);
    EXPECT_EQ(bomb.error().code, ErrorCode::too_large);
}

TEST_F(Files, read_what_was_packed_here) {
    EXPECT_EQ(read_all(write("ours.gz", pack_gzip(long_text())), 1 << 24).value(), long_text());
    EXPECT_EQ(read_all(write("ours.gz", pack_gzip("")), 1).value(), "");
    EXPECT_EQ(pack_gzip(long_text()), pack_gzip(long_text()));
}

TEST_F(Files, keep_the_fingerprint_of_what_was_read) {
    const auto file = open_file(write("abc.gz", gzipped("abc"))).value();
    HashingSource hashing(*file);
    char one = 0;
    ASSERT_EQ(hashing.read({&one, 1}).value(), 1U);
    ASSERT_TRUE(hashing.drain());
    // FIPS 180-4 example: SHA-256 of "abc".
    EXPECT_EQ(hashing.sha256(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(hashing.bytes(), 3U);
}

}  // namespace
}  // namespace bluelamp
