// SPDX-License-Identifier: Apache-2.0
/// The words in which the tests of the database are written: a notebook with numbered notes.
#pragma once

#include <gmock/gmock.h>

#include <latch>

#include "db/database.hpp"
#include "tests/support/db_fixture.hpp"

namespace bluelamp::db {

inline constexpr Query make_notes{
    "test.make_notes", "CREATE TABLE notes (n BIGINT PRIMARY KEY, words TEXT NOT NULL)", {}};
inline constexpr Query insert_note{"test.insert_note", "INSERT INTO notes (n, words) VALUES ($1, $2)", {}};
inline constexpr Query all_notes{"test.all_notes", "SELECT n FROM notes ORDER BY n", {}};
inline constexpr Query count_notes{"test.count_notes", "SELECT count(*) FROM notes", {}};

inline ForceId hertfordshire() { return ForceId("hertfordshire"); }
inline ForceId the_city() { return ForceId("city-of-london"); }

/// Waits up to 10 s for something the lane does by itself.
inline bool eventually(const std::function<bool()>& condition) {
    for (int i = 0; i < 1'000 && !condition(); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return condition();
}

/// A database with a notebook in it.
class Notebook : public OnBothEngines {
   protected:
    void SetUp() override {
        OnBothEngines::SetUp();
        if (!IsSkipped()) {
            const auto made = write([](Transaction& tx) { return tx.execute(make_notes, {}); });
            ASSERT_TRUE(made) << made.error().cause;
        }
    }

    Result<void> write(std::function<Result<void>(Transaction&)> run) {
        return database().write(hertfordshire(), std::move(run));
    }

    Result<void> note(int n, std::string_view words = "seen") {
        return write([=](Transaction& tx) { return tx.execute(insert_note, {n, words}); });
    }

    std::vector<std::int64_t> notes() {
        std::vector<std::int64_t> found;
        const auto read = database().read([&](Reader& reader) {
            return reader.each(all_notes, {}, [&](const Row& row) { found.push_back(row.bigint(0)); });
        });
        EXPECT_TRUE(read) << read.error().cause;
        return found;
    }
};

/// Hands in many commands at once, so that they share batches, and collects the answers in order of their commands.
class Crowd {
   public:
    explicit Crowd(Database& database) : database_(database) {}

    void add(std::function<Result<void>(Transaction&)> run, const ForceId& force = hertfordshire()) {
        waiting_.push_back({force, std::move(run), {}});
    }

    /// Submits everything while the lane is held up by a command that waits, then lets it go.
    std::vector<Result<void>> answers() {
        std::vector<Result<void>> results(waiting_.size(), fail(ErrorCode::internal, "", "never answered"));
        std::latch held(1);
        std::latch left(static_cast<std::ptrdiff_t>(waiting_.size()) + 1);
        const auto hold = [&held](Transaction&) -> Result<void> {
            held.wait();
            return {};
        };
        database_.submit({hertfordshire(), hold, [&](const Result<void>&) { left.count_down(); }});
        while (database_.health().waiting > 0) {
            std::this_thread::yield();
        }
        for (std::size_t i = 0; i < waiting_.size(); ++i) {
            waiting_[i].done = [&, i](Result<void> result) {
                results[i] = std::move(result);
                order_.push_back(i);
                left.count_down();
            };
            database_.submit(std::move(waiting_[i]));
        }
        held.count_down();
        left.wait();
        return results;
    }

    /// The commands' numbers in the order of their answers.
    [[nodiscard]] const std::vector<std::size_t>& order() const { return order_; }

   private:
    Database& database_;
    std::vector<Command> waiting_;
    std::vector<std::size_t> order_;
};

}  // namespace bluelamp::db
