// SPDX-License-Identifier: Apache-2.0
/// A journal on a fresh database, and short words for writing in it and for tampering with it.
#pragma once

#include <gtest/gtest.h>

#include "journal/journal.hpp"
#include "tests/support/db_fixture.hpp"
#include "tests/support/raw_statement.hpp"

namespace bluelamp::journal {

class AJournal : public db::OnBothEngines {
   protected:
    By by() { return {"officer", "dispatcher", "because", "1", clock.now()}; }

    Result<Recorded> add_in(db::Transaction& tx, const std::string& record, const std::string& content,
                            std::string_view action = "thing.changed") {
        return journal::record(tx, by(), ids.bytes(16),
                               {.action = action,
                                .kind = "thing",
                                .record = record,
                                .happened_at = clock.now() - std::chrono::minutes(1),
                                .content = content,
                                .visibility = 1,
                                .owner = "team:a"});
    }

    Recorded add(const std::string& record, const std::string& content = R"({"said":"something"})",
                 std::string_view action = "thing.changed") {
        Recorded recorded;
        const auto done = database().write(force, [&](db::Transaction& tx) -> Result<void> {
            recorded = TRY(add_in(tx, record, content, action));
            return {};
        });
        EXPECT_TRUE(done) << done.error().message;
        return recorded;
    }

    /// Many acts in few transactions.
    void add_many(int count) {
        const auto done = database().write(force, [&](db::Transaction& tx) -> Result<void> {
            for (int i = 0; i < count; ++i) {
                TRY(add_in(tx, "r" + std::to_string(i % 7), "{}"));
            }
            return {};
        });
        EXPECT_TRUE(done) << done.error().message;
    }

    std::int64_t seal_next(std::int64_t most = 2'000) {
        std::int64_t sealed = 0;
        const auto done = database().write(force, [&](db::Transaction& tx) -> Result<void> {
            sealed = TRY(seal(tx, clock.now(), most));
            return {};
        });
        EXPECT_TRUE(done) << done.error().message;
        return sealed;
    }

    std::vector<Row> rows(std::int64_t position = 0, std::int64_t limit = 10'000) {
        std::vector<Row> found;
        const auto read = database().read([&](db::Reader& reader) -> Result<void> {
            found = TRY(after(reader, force, position, limit));
            return {};
        });
        EXPECT_TRUE(read) << read.error().message;
        return found;
    }

    Verified verified() {
        const auto found = verify(database(), force);
        EXPECT_TRUE(found) << found.error().message;
        return found.value_or(Verified{});
    }

    void alter(const std::string& statement) { db::alter(database(), force, statement); }

    const ForceId force{"hertfordshire"};
    FakeClock clock{*parse_rfc3339("2026-11-20T09:00:00Z")};
    SeededIds ids{1};
};

}  // namespace bluelamp::journal
