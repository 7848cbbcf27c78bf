// SPDX-License-Identifier: Apache-2.0
// What can go wrong with a server at the other end of a line.
#include <unistd.h>

#include "tests/db/words.hpp"

namespace bluelamp::db {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr Query own_death{"test.own_death", "SELECT pg_terminate_backend(pg_backend_pid())::text", {}};

class PostgresServer : public Notebook {
   protected:
    [[nodiscard]] std::string schema() const {
        return target().postgres_url.substr(target().postgres_url.rfind("%3D") + 3);
    }

    /// Ends every connection of this test's schema but the administrator's own.
    void cut_connections() const {
        TestDatabase::administer(postgres_for_tests(),
                                 "SELECT count(pg_terminate_backend(a.pid)) FROM pg_stat_activity a "
                                 "WHERE a.application_name = 'bluelamp' AND a.pid IN (SELECT l.pid FROM pg_locks l "
                                 "JOIN pg_class c ON c.oid = l.relation JOIN pg_namespace n ON n.oid = c.relnamespace "
                                 "WHERE n.nspname = '" +
                                     schema() + "')");
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, PostgresServer, testing::Values(std::string_view("postgres")), engine_name);

TEST_P(PostgresServer, that_hangs_up_inside_a_batch_keeps_nothing_of_it_and_is_called_again) {
    Crowd crowd(database());
    crowd.add([](Transaction& tx) { return tx.execute(insert_note, {1, "x"}); });
    crowd.add([](Transaction& tx) { return tx.each(own_death, {}, [](const Row&) {}); });
    crowd.add([](Transaction& tx) { return tx.execute(insert_note, {2, "x"}); });
    for (const auto& answer : crowd.answers()) {
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().code, ErrorCode::unavailable);
    }
    EXPECT_THAT(notes(), ElementsAre());
    EXPECT_TRUE(note(3));
    EXPECT_TRUE(database().health().ready);
    EXPECT_THAT(notes(), ElementsAre(3));
}

TEST_P(PostgresServer, that_hung_up_on_an_idle_lane_is_called_again_before_anybody_notices) {
    std::string pid;
    constexpr Query who{"test.who", "SELECT pg_backend_pid()::text", {}};
    ASSERT_TRUE(write([&](Transaction& tx) { return tx.each(who, {}, [&](const Row& row) { pid = row.string(0); }); }));
    TestDatabase::administer(postgres_for_tests(), "SELECT pg_terminate_backend(" + pid + ", 2000)");
    EXPECT_TRUE(note(1));
    std::string reader;
    const auto ask = [&] {
        return database().read(
            [&](Reader& r) { return r.each(who, {}, [&](const Row& row) { reader = row.string(0); }); });
    };
    ASSERT_TRUE(ask());
    TestDatabase::administer(postgres_for_tests(), "SELECT pg_terminate_backend(" + reader + ", 2000)");
    EXPECT_TRUE(ask());
}

// Readiness was learned from failed batches only, so a server that nobody wrote to stayed ready for ever.
TEST_P(PostgresServer, whose_records_are_gone_is_not_ready_though_nobody_writes) {
    open_again({.idle = std::chrono::milliseconds(20)});
    const std::string gone = schema() + "_gone";
    TestDatabase::administer(postgres_for_tests(), "ALTER SCHEMA " + schema() + " RENAME TO " + gone);
    EXPECT_TRUE(eventually([&] { return !database().health().ready; }));
    EXPECT_NE(database().health().reason, "");
    TestDatabase::administer(postgres_for_tests(), "ALTER SCHEMA " + gone + " RENAME TO " + schema());
    EXPECT_TRUE(eventually([&] { return database().health().ready; }));
    EXPECT_TRUE(note(1));
}

TEST_P(PostgresServer, that_is_cut_off_while_a_command_waits_keeps_nothing) {
    const auto refused = write([&](Transaction& tx) -> Result<void> {
        TRY(tx.execute(insert_note, {1, "x"}));
        TRY(tx.each(count_notes, {}, [](const Row&) {}));
        cut_connections();
        return tx.execute(insert_note, {2, "x"});
    });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::unavailable);
    EXPECT_THAT(notes(), ElementsAre());
    EXPECT_TRUE(note(1));
}

TEST_P(PostgresServer, whose_lane_another_server_holds_too_long_is_unavailable) {
    const auto other = second_handle();
    std::latch holding(1), release(1), done(1);
    other->submit({hertfordshire(),
                   [&](Transaction& tx) -> Result<void> {
                       TRY(tx.each(count_notes, {}, [](const Row&) {}));
                       holding.count_down();
                       release.wait();
                       return {};
                   },
                   [&](const Result<void>&) { done.count_down(); }});
    holding.wait();
    const auto refused = note(1);
    release.count_down();
    done.wait();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::unavailable);
    EXPECT_THAT(refused.error().message, HasSubstr("Another server"));
    EXPECT_TRUE(note(1));
}

TEST_P(PostgresServer, lets_two_forces_write_at_the_same_time) {
    const auto other = second_handle();
    const auto both = write([&](Transaction& tx) -> Result<void> {
        TRY(tx.execute(insert_note, {1, "x"}));
        TRY(tx.each(count_notes, {}, [](const Row&) {}));  // the lane is ours by now
        return other->write(the_city(), [](Transaction& city) { return city.execute(insert_note, {2, "x"}); });
    });
    EXPECT_TRUE(both) << both.error().cause;
    EXPECT_THAT(notes(), ElementsAre(1, 2));
}

TEST_P(PostgresServer, that_is_not_there_is_refused_at_the_start) {
    const auto opened = Database::open({"", "postgresql://bluelamp@/bluelamp?host=/nowhere/at/all"});
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ErrorCode::unavailable);
    EXPECT_EQ(opened.error().field, "--database");
    EXPECT_THAT(opened.error().message, HasSubstr("start it or correct the URL"));
}

TEST_P(PostgresServer, with_a_url_that_is_none_is_refused) {
    const auto opened = Database::open({"", "mysql://root@host/x"});
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ErrorCode::invalid);
    EXPECT_EQ(opened.error().field, "--database");
}

TEST_P(PostgresServer, with_another_encoding_is_refused_with_the_line_that_makes_a_right_one) {
    const std::string name = "latin_" + std::to_string(getpid());
    const std::string url = postgres_for_tests();
    TestDatabase::administer(
        url, "CREATE DATABASE " + name + " ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
    const auto opened = Database::open({"", url + (url.find('?') == std::string::npos ? "?" : "&") + "dbname=" + name});
    TestDatabase::administer(url, "DROP DATABASE " + name + " (FORCE)");
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ErrorCode::invalid);
    EXPECT_THAT(opened.error().message, HasSubstr("CREATE DATABASE bluelamp ENCODING 'UTF8' LC_COLLATE 'C'"));
}

TEST_P(PostgresServer, without_the_schema_of_its_search_path_is_refused) {
    const std::string url = postgres_for_tests();
    const auto opened = Database::open(
        {"", url + (url.find('?') == std::string::npos ? "?" : "&") + "options=-csearch_path%3Dno_such_schema"});
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ErrorCode::invalid);
    EXPECT_THAT(opened.error().message, HasSubstr("search_path"));
}

}  // namespace
}  // namespace bluelamp::db
