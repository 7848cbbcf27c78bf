// SPDX-License-Identifier: Apache-2.0
// What can go wrong with a file on a disk.
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "tests/db/words.hpp"

namespace bluelamp::db {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

class SqliteFile : public Notebook {
   protected:
    [[nodiscard]] fs::path file() const { return fs::path(target().data_dir) / "bluelamp.sqlite"; }
};
INSTANTIATE_TEST_SUITE_P(Engines, SqliteFile, testing::Values(std::string_view("sqlite")), engine_name);

/// Another program with the file open.
class Stranger {
   public:
    explicit Stranger(const fs::path& file) { sqlite3_open(file.c_str(), &connection_); }
    ~Stranger() { sqlite3_close(connection_); }
    Stranger(const Stranger&) = delete;
    Stranger& operator=(const Stranger&) = delete;
    void run(const char* statement) {
        ASSERT_EQ(sqlite3_exec(connection_, statement, nullptr, nullptr, nullptr), SQLITE_OK)
            << sqlite3_errmsg(connection_);
    }

   private:
    sqlite3* connection_ = nullptr;
};

/// Files may not grow beyond `bytes` while this lives: a disk that is full.
class FullDisk {
   public:
    explicit FullDisk(rlim_t bytes) {
        getrlimit(RLIMIT_FSIZE, &before_);
        handler_ = std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{bytes, before_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FullDisk() {
        setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

   private:
    rlimit before_{};
    void (*handler_)(int) = SIG_DFL;
};

Error refusal(const std::string& data_dir) {
    const auto opened = Database::open({data_dir, ""});
    return opened ? Error{ErrorCode::internal, "", "not refused", ""} : opened.error();
}

TEST_P(SqliteFile, says_when_its_pages_do_not_fit_together) {
    EXPECT_EQ(database().damage(), "");
    Stranger(file()).run(
        "CREATE TABLE x (a); CREATE INDEX x_a ON x (a); PRAGMA writable_schema = ON;"
        "DELETE FROM sqlite_schema WHERE name = 'x_a'");
    EXPECT_THAT(database().damage().value(), HasSubstr("never used"));
}

TEST_P(SqliteFile, belongs_to_its_owner_only) {
    const fs::path fresh = fs::path(target().data_dir) / "new" / "folder";
    ASSERT_TRUE(Database::open({fresh.string(), ""}));
    EXPECT_EQ(fs::status(fresh).permissions(), fs::perms::owner_all);
    EXPECT_EQ(fs::status(fresh / "bluelamp.sqlite").permissions(), fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_EQ(fs::status(file().string() + "-wal").permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_P(SqliteFile, that_may_not_grow_answers_the_whole_batch_unavailable_because_sqlite_ends_the_transaction) {
    open_again({.sqlite_pages = 1});  // SQLite takes that as: no larger than it is
    Crowd crowd(database());
    crowd.add([](Transaction& tx) { return tx.execute(insert_note, {1, "small"}); });
    crowd.add([](Transaction& tx) { return tx.execute(insert_note, {2, std::string(1'000'000, 'n')}); });
    crowd.add([](Transaction& tx) { return tx.execute(insert_note, {3, "small"}); });
    for (const auto& answer : crowd.answers()) {
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().code, ErrorCode::unavailable);
        EXPECT_THAT(answer.error().message, HasSubstr("full"));
    }
    EXPECT_THAT(notes(), ElementsAre());
    EXPECT_FALSE(database().health().ready);
    EXPECT_THAT(database().health().reason, HasSubstr("full"));
    EXPECT_TRUE(note(4));
    EXPECT_TRUE(database().health().ready);
}

TEST_P(SqliteFile, on_a_disk_that_fills_up_answers_the_whole_batch_unavailable_and_recovers) {
    ASSERT_TRUE(note(1));
    {
        const FullDisk full(fs::file_size(file().string() + "-wal") + 20'000);
        Crowd crowd(database());
        for (int n = 2; n < 12; ++n) {
            crowd.add([n](Transaction& tx) { return tx.execute(insert_note, {n, std::string(10'000, 'n')}); });
        }
        for (const auto& answer : crowd.answers()) {
            ASSERT_FALSE(answer);
            EXPECT_EQ(answer.error().code, ErrorCode::unavailable);
        }
        EXPECT_FALSE(database().health().ready);
        EXPECT_THAT(notes(), ElementsAre(1));
    }
    EXPECT_TRUE(eventually([&] { return database().health().ready; }))
        << "the lane did not notice by itself that there is room again";
    EXPECT_TRUE(note(2));
    open_again();
    EXPECT_THAT(notes(), ElementsAre(1, 2));
}

// Readiness was learned from failed batches only, so a server that nobody wrote to stayed ready for ever.
TEST_P(SqliteFile, on_a_disk_that_fills_up_is_not_ready_though_nobody_writes) {
    open_again({.idle = std::chrono::milliseconds(20)});
    ASSERT_TRUE(note(1));
    {
        const FullDisk full(fs::file_size(file().string() + "-wal"));
        EXPECT_TRUE(eventually([&] { return !database().health().ready; }));
    }
    EXPECT_TRUE(eventually([&] { return database().health().ready; }));
    EXPECT_THAT(notes(), ElementsAre(1));
}

TEST_P(SqliteFile, locked_by_another_program_is_unavailable_after_five_seconds) {
    Stranger stranger(file());
    stranger.run("BEGIN IMMEDIATE");
    const auto refused = note(1);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::unavailable);
    EXPECT_THAT(refused.error().message, HasSubstr("Another program"));
    EXPECT_FALSE(database().health().ready);
    stranger.run("COMMIT");
    EXPECT_TRUE(note(1));
    EXPECT_TRUE(database().health().ready);
}

TEST_P(SqliteFile, is_opened_while_another_program_writes_it) {
    Stranger stranger(file());
    stranger.run("BEGIN IMMEDIATE");
    open_again();
    EXPECT_THAT(notes(), ElementsAre());
    stranger.run("COMMIT");
}

TEST_P(SqliteFile, that_is_no_database_is_refused_and_left_alone) {
    const fs::path folder = fs::path(target().data_dir) / "letters";
    fs::create_directory(folder);
    const std::string letter = "Dear Sir or Madam, this is not a database but a letter. " + std::string(5'000, 'x');
    std::ofstream(folder / "bluelamp.sqlite") << letter;
    const Error refused = refusal(folder.string());
    EXPECT_EQ(refused.code, ErrorCode::invalid);
    EXPECT_EQ(refused.field, "--data");
    EXPECT_THAT(refused.message, HasSubstr("not a database"));
    EXPECT_EQ(fs::file_size(folder / "bluelamp.sqlite"), letter.size());
}

TEST_P(SqliteFile, of_another_program_is_refused) {
    const fs::path folder = fs::path(target().data_dir) / "theirs";
    fs::create_directory(folder);
    Stranger(folder / "bluelamp.sqlite").run("CREATE TABLE music (title TEXT)");
    EXPECT_THAT(refusal(folder.string()).message, HasSubstr("another program's tables"));
}

TEST_P(SqliteFile, that_is_damaged_is_refused_with_the_remedy) {
    ASSERT_TRUE(note(1));
    close();
    std::fstream damaged(file(), std::ios::in | std::ios::out | std::ios::binary);
    damaged.seekp(100);
    damaged << std::string(3'000, '\xAA');
    damaged.close();
    const Error refused = refusal(target().data_dir);
    EXPECT_EQ(refused.code, ErrorCode::unavailable);
    EXPECT_THAT(refused.message, HasSubstr("restore the newest backup"));
}

TEST_P(SqliteFile, in_a_folder_that_cannot_be_made_is_refused) {
    std::ofstream(fs::path(target().data_dir) / "a_file") << "x";
    for (const auto& folder : {target().data_dir + "/a_file", target().data_dir + "/a_file/below",
                               std::string("/proc/bluelamp"), std::string()}) {
        const Error refused = refusal(folder);
        EXPECT_EQ(refused.code, ErrorCode::invalid) << folder;
        EXPECT_EQ(refused.field, "--data");
        EXPECT_THAT(refused.message, HasSubstr("folder"));
    }
}

TEST_P(SqliteFile, in_a_folder_that_may_not_be_written_is_refused) {
    close();
    const uid_t before = geteuid();
    fs::permissions(target().data_dir,
                    fs::perms::owner_read | fs::perms::owner_exec | fs::perms::others_read | fs::perms::others_exec);
    if (before == 0) {
        ASSERT_EQ(seteuid(65'534), 0);  // root may write anywhere
    }
    const Error refused = refusal(target().data_dir);
    ASSERT_EQ(seteuid(before), 0);
    fs::permissions(target().data_dir, fs::perms::owner_all);
    EXPECT_EQ(refused.code, ErrorCode::invalid) << refused.message << refused.cause;
    EXPECT_THAT(refused.message, HasSubstr("that you may write"));
}

TEST_P(SqliteFile, keeps_its_log_short_under_steady_writing) {
    std::uintmax_t longest = 0;
    for (int round = 0; round < 120; ++round) {
        const auto written = write([round](Transaction& tx) -> Result<void> {
            for (int n = 0; n < 300; ++n) {
                TRY(tx.execute(insert_note, {round * 300 + n, std::string(8'000, 'n')}));
            }
            return {};
        });
        ASSERT_TRUE(written) << written.error().cause;
        longest = std::max(longest, fs::file_size(file().string() + "-wal"));
    }
    EXPECT_LT(longest, std::uintmax_t{150} << 20) << "288 MB were written";
}

}  // namespace
}  // namespace bluelamp::db
