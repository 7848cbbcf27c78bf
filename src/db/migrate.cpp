// SPDX-License-Identifier: Apache-2.0
#include "db/migrate.hpp"

#include "db/lane.sql.hpp"

namespace bluelamp::db {
namespace {

constexpr std::string_view create_table =
    "CREATE TABLE schema_migrations (\n"
    "    number BIGINT PRIMARY KEY NOT NULL,\n"
    "    name TEXT NOT NULL,\n"
    "    checksum TEXT NOT NULL\n"
    ");";

struct Applied {
    std::int64_t number;
    std::string name;
    std::string checksum;
};

Result<std::vector<Applied>> read_applied(SchemaWriter& schema) {
    std::vector<Applied> applied;
    if (TRY(schema.has_migrations())) {
        TRY(schema.each(sql::applied_migrations, {}, [&](const Row& row) {
            applied.push_back({row.bigint(0), row.string(1), row.string(2)});
        }));
    }
    return applied;
}

/// What the database has must be the beginning of what we want: returns how much of it that is.
Result<std::size_t> compare(const std::vector<Applied>& applied, std::span<const Migration> wanted,
                            std::string_view option) {
    for (std::size_t i = 0; i < applied.size(); ++i) {
        const Applied& there = applied[i];
        const bool known =
            std::any_of(wanted.begin(), wanted.end(), [&](const Migration& m) { return m.name == there.name; });
        if (!known || i >= wanted.size()) {
            return fail(
                ErrorCode::invalid, std::string(option),
                fmt::format("This database was made by a newer Bluelamp (it has {}); start that one, or name another "
                            "database.",
                            there.name));
        }
        if (wanted[i].name != there.name) {
            return fail(
                ErrorCode::invalid, std::string(option),
                fmt::format("This database has {} but not {}, which comes before it: it was made by another line of "
                            "development. Start the Bluelamp that made it, or name another database.",
                            there.name, wanted[i].name));
        }
        if (wanted[i].checksum != there.checksum) {
            return fail(
                ErrorCode::invalid, std::string(option),
                fmt::format("Migration {} was changed after this database had applied it. Restore the file as it was "
                            "and put the change into a new migration.",
                            there.name));
        }
    }
    return applied.size();
}

Result<void> apply(SchemaWriter& schema, std::span<const Migration> wanted, std::string_view option) {
    if (!TRY(schema.has_migrations())) {
        TRY(schema.run(create_table));
    }
    // Read again: another program may have migrated while we waited for our turn.
    const auto applied = TRY(read_applied(schema));
    const auto done = TRY(compare(applied, wanted, option));
    for (const Migration& migration : wanted.subspan(done)) {
        auto ran = schema.run(migration.text);
        if (!ran) {
            ran.error().cause = fmt::format("migration {}: {}", migration.name, ran.error().cause);
            return ran;
        }
        const Value row[] = {migration.number, migration.name, migration.checksum};
        TRY(schema.execute(sql::insert_migration, row));
    }
    return {};
}

}  // namespace

Result<void> migrate(SchemaWriter& schema, std::span<const Migration> wanted, std::string_view option) {
    const auto applied = TRY(read_applied(schema));
    const auto done = TRY(compare(applied, wanted, option));
    if (done == wanted.size()) {
        return {};  // the usual start: needs no lock, so a busy writer elsewhere does not delay it
    }
    TRY(schema.begin());
    const auto migrated = apply(schema, wanted, option).and_then([&] { return schema.commit(); });
    if (!migrated) {
        schema.rollback();
    }
    return migrated;
}

}  // namespace bluelamp::db
