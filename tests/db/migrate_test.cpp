// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "db/migrations.hpp"
#include "tests/db/words.hpp"

namespace bluelamp::db {
namespace {

using testing::HasSubstr;

constexpr Query schema_sqlite{
    "test.schema",
    "SELECT type, name, sql || ';' FROM sqlite_master WHERE sql IS NOT NULL ORDER BY tbl_name, type DESC, name",
    {}};

constexpr std::string_view postgres_text = R"sql(
SELECT '1', c.relname || ' ' || to_char(a.attnum, 'FM0000'),
       c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
       || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
       || coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '')
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
UNION ALL
SELECT '2', c.relname || ' ' || k.conname,
       c.relname || ' CONSTRAINT ' || k.conname || ' ' || pg_get_constraintdef(k.oid)
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid WHERE k.connamespace = current_schema()::regnamespace
UNION ALL
SELECT '3', i.relname::text, replace(pg_get_indexdef(x.indexrelid), current_schema() || '.', '')
FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
WHERE i.relnamespace = current_schema()::regnamespace AND NOT x.indisprimary
ORDER BY 1, 2, 3
)sql";

std::string contents(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::ostringstream all;
    all << in.rdbuf();
    return all.str();
}

/// The first line in which the two differ; empty when they do not.
std::string first_difference(const std::string& found, const std::string& golden) {
    std::istringstream ours(found), theirs(golden);
    std::string our_line, their_line;
    while (true) {
        const bool more = static_cast<bool>(std::getline(ours, our_line));
        const bool more_golden = static_cast<bool>(std::getline(theirs, their_line));
        if (!more && !more_golden) {
            return "";
        }
        if (more != more_golden || our_line != their_line) {
            return fmt::format("schema: {}\ngolden: {}", more ? our_line : "(ends)",
                               more_golden ? their_line : "(ends)");
        }
    }
}

class Migrations : public OnBothEngines {
   protected:
    void change(std::string_view statement) {
        const Query query{"test.change", statement, {}};
        const auto changed = database().write(hertfordshire(), [&](Transaction& tx) { return tx.execute(query, {}); });
        ASSERT_TRUE(changed) << changed.error().cause;
    }

    std::string refusal() {
        close();
        const auto opened = Database::open(target());
        if (opened) {
            return "not refused";
        }
        EXPECT_EQ(opened.error().code, ErrorCode::invalid);
        EXPECT_EQ(opened.error().field, GetParam() == "sqlite" ? "--data" : "--database");
        return opened.error().message;
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Migrations, both_engines(), engine_name);

TEST_P(Migrations, are_applied_once) {
    constexpr Query applied{"test.applied", "SELECT count(*) FROM schema_migrations", {}};
    for (int i = 0; i < 3; ++i) {
        std::int64_t count = 0;
        ASSERT_TRUE(database().read(
            [&](Reader& reader) { return reader.each(applied, {}, [&](const Row& row) { count = row.bigint(0); }); }));
        EXPECT_EQ(count, static_cast<std::int64_t>(migrations().size()));
        open_again();
    }
}

TEST_P(Migrations, refuse_a_database_whose_migration_was_changed_since) {
    change("UPDATE schema_migrations SET checksum = 'other' WHERE name = '0001_lanes'");
    EXPECT_THAT(refusal(), HasSubstr("0001_lanes was changed"));
}

TEST_P(Migrations, refuse_a_database_of_a_newer_bluelamp) {
    change("INSERT INTO schema_migrations (number, name, checksum) VALUES (9999, '9999_time_travel', 'x')");
    EXPECT_THAT(refusal(), HasSubstr("newer Bluelamp (it has 9999_time_travel)"));
}

TEST_P(Migrations, refuse_a_database_that_lacks_one_from_the_middle) {
    change("DELETE FROM schema_migrations WHERE name = '0001_lanes'");
    EXPECT_THAT(refusal(), HasSubstr("another line of development"));
}

TEST_P(Migrations, are_applied_by_one_of_several_that_open_at_once) {
    const TestDatabase fresh(GetParam());
    std::atomic<int> opened = 0;
    std::vector<std::thread> servers;
    for (int i = 0; i < 4; ++i) {
        servers.emplace_back([&] {
            const auto database = Database::open(fresh.target());
            EXPECT_TRUE(database) << database.error().message << database.error().cause;
            opened += database ? 1 : 0;
        });
    }
    for (auto& server : servers) {
        server.join();
    }
    EXPECT_EQ(opened, 4);
}

TEST_P(Migrations, end_in_the_schema_of_the_golden_file) {
    const bool sqlite = GetParam() == "sqlite";
    const Query query = sqlite ? schema_sqlite : Query{"test.schema", postgres_text, {}};
    std::string found = "-- The final schema. Made by tests/db/migrate_test.cpp with BLUELAMP_UPDATE_GOLDEN=1.\n";
    const auto read = database().read(
        [&](Reader& reader) { return reader.each(query, {}, [&](const Row& row) { found += row.string(2) + "\n"; }); });
    ASSERT_TRUE(read) << read.error().cause;
    const auto golden =
        std::filesystem::path(BLUELAMP_SOURCE_DIR) / "tests/golden" / fmt::format("schema.{}.sql", GetParam());
    if (std::getenv("BLUELAMP_UPDATE_GOLDEN") != nullptr) {
        std::ofstream(golden) << found;
    }
    EXPECT_EQ(first_difference(found, contents(golden)), "")
        << "If this is meant, run the test again with BLUELAMP_UPDATE_GOLDEN=1.";
}

TEST(MigrationFiles, are_those_of_the_head_file) {
    std::string names;
    for (const Migration& migration : migrations()) {
        names += std::string(migration.name) + "\n";
    }
    EXPECT_EQ(names, contents(std::filesystem::path(BLUELAMP_SOURCE_DIR) / "src/db/schema_head.txt"))
        << "Add the new migration's name at the end of src/db/schema_head.txt.";
}

TEST(MigrationFiles, are_numbered_without_doubles) {
    int last = 0;
    for (const Migration& migration : migrations()) {
        EXPECT_GT(migration.number, last) << migration.name;
        last = migration.number;
    }
}

}  // namespace
}  // namespace bluelamp::db
