// SPDX-License-Identifier: Apache-2.0
/// One statement of a test's own, as somebody with access to the database would give it: to tamper, and to see what is
/// kept.
#pragma once

#include <gtest/gtest.h>

#include <deque>
#include <string>

#include "db/database.hpp"

namespace bluelamp::db {

/// A Query of any text; lives as long as the program, because engines keep statements by their text.
inline Query raw_statement(std::string text) {
    static std::deque<std::string> kept;
    kept.push_back(std::move(text));
    return Query{kept.back(), kept.back(), {}};
}

/// Runs a statement that changes something, outside every act.
inline void alter(Database& database, const ForceId& force, const std::string& text) {
    const auto done = database.write(
        force, [&](Transaction& tx) -> Result<void> { return tx.execute(raw_statement(text), Parameters{}); });
    EXPECT_TRUE(done) << text << ": " << done.error().message << " [" << done.error().cause << "]";
}

/// The first column of every row, which must be BIGINT.
inline std::vector<std::int64_t> numbers(Database& database, const std::string& text) {
    std::vector<std::int64_t> found;
    const auto read = database.read([&](Reader& reader) -> Result<void> {
        found = TRY(reader.many(raw_statement(text), {}, [](const Row& row) { return row.bigint(0); }));
        return {};
    });
    EXPECT_TRUE(read) << text << ": " << read.error().message << " [" << read.error().cause << "]";
    return found;
}

}  // namespace bluelamp::db
