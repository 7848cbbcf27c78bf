// SPDX-License-Identifier: Apache-2.0
#include "db/sqlite/open.hpp"

#include <fcntl.h>
#include <malloc.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <thread>

#include "db/migrate.hpp"
#include "db/sqlite/writer.hpp"

namespace bluelamp::db::sqlite {
namespace {

constexpr Query find_migrations{
    "db.find_migrations", "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_migrations'", {}};

// Kept prepared, as every statement that is asked again and again.
constexpr Query begin_one_state{"db.begin_one_state", "BEGIN", {}};
constexpr Query end_one_state{"db.end_one_state", "COMMIT", {}};

/// A file of some other program is not ours to write tables into.
constexpr Query count_tables{"db.count_tables", "SELECT count(*) FROM sqlite_master", {}};

class FileReader final : public PooledReader {
   public:
    explicit FileReader(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}

    using Reader::each;
    Result<void> each(const Query& query, std::span<const Value> parameters, const Visitor& visit) override {
        if (!connection_->in_transaction()) {
            connection_->set_deadline(std::chrono::steady_clock::now() + patience);
        }
        return connection_->each(query, parameters, visit);
    }

    Result<void> start(View view) override {
        if (view == View::newest) {
            return {};
        }
        connection_->set_deadline(std::chrono::steady_clock::now() + patience);
        return connection_->execute(begin_one_state, {});
    }

    void finish() override {
        if (connection_->in_transaction() && !connection_->execute(end_one_state, {})) {
            sqlite3_exec(connection_->get(), "ROLLBACK", nullptr, nullptr, nullptr);
        }
    }

   private:
    std::unique_ptr<Connection> connection_;
};

class FileSchema final : public SchemaWriter {
   public:
    explicit FileSchema(Connection& connection) : connection_(connection) {}

    Result<bool> has_migrations() override {
        bool found = false;
        TRY(connection_.each(find_migrations, {}, [&](const Row&) { found = true; }));
        return found;
    }
    Result<void> begin() override { return connection_.run("BEGIN IMMEDIATE"); }
    Result<void> run(std::string_view statements) override { return connection_.run(std::string(statements).c_str()); }
    Result<void> execute(const Query& query, std::span<const Value> parameters) override {
        return connection_.execute(query, parameters);
    }
    Result<void> each(const Query& query, std::span<const Value> parameters, const Visitor& visit) override {
        return connection_.each(query, parameters, visit);
    }
    Result<void> commit() override { return connection_.run("COMMIT"); }
    void rollback() override {
        if (connection_.in_transaction()) {
            sqlite3_exec(connection_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
        }
    }

   private:
    Connection& connection_;
};

tl::unexpected<Error> refuse(std::string message) { return fail(ErrorCode::invalid, "--data", std::move(message)); }

/// Makes the folder and an empty file in it, both for their owner only: SQLite itself would ask the umask.
Result<std::string> make_file(const std::string& data_dir) {
    namespace fs = std::filesystem;
    if (data_dir.empty()) {
        return refuse("Name the folder that holds the records.");
    }
    std::error_code error;
    const fs::path folder(data_dir);
    const bool there = fs::exists(folder, error);
    if (!there) {
        fs::create_directories(folder, error);
        if (!error) {
            fs::permissions(folder, fs::perms::owner_all, error);
        }
    }
    if (error || !fs::is_directory(folder, error)) {
        return refuse(fmt::format("{} cannot be made into a folder ({}). Name a folder that you may write.", data_dir,
                                  error ? error.message() : "a file of that name is there"));
    }
    const std::string file = (folder / "bluelamp.sqlite").string();
    const int opened = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (opened < 0) {
        return refuse(
            fmt::format("{} cannot be written ({}). Name a folder that you may write.", file, std::strerror(errno)));
    }
    ::close(opened);
    return file;
}

/// Tells people at the console which option to change.
Error naming_the_option(Error error, const std::string& file) {
    error.field = "--data";
    if (error.cause.find("(SQLite 26)") != std::string::npos) {
        error.code = ErrorCode::invalid;
        error.message = fmt::format("{} is not a database. Name another folder, or move the file away.", file);
    } else {
        error.message = fmt::format("{}: {}", file, error.message);
    }
    return error;
}

/// Two that open a new file at once: SQLite refuses one of them here without the patience it shows elsewhere.
Result<void> keep_a_log(Connection& connection) {
    const auto until = std::chrono::steady_clock::now() + patience;
    while (true) {
        auto done = connection.run("PRAGMA journal_mode = WAL");
        const bool busy = !done && done.error().cause.find("(SQLite 5)") != std::string::npos;
        if (!busy || std::chrono::steady_clock::now() > until) {
            return done;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
}

/// synchronous=FULL: a commit is on the disk. The log is copied back by Checkpoints, so the writer never does it by
/// itself. Memory maps are left off: with them a disk that fails to read is a crash instead of an error.
Result<void> prepare_to_write(Connection& connection, const Settings& settings) {
    TRY(keep_a_log(connection));
    TRY(
        connection.run("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
                       "PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = 67108864;"
                       "PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF"));
    if (settings.sqlite_pages > 0) {
        TRY(connection.run(fmt::format("PRAGMA max_page_count = {}", settings.sqlite_pages).c_str()));
    }
    return {};
}

Result<void> refuse_strangers(Connection& connection, const std::string& file) {
    FileSchema schema(connection);
    std::int64_t tables = 0;
    TRY(connection.each(count_tables, {}, [&](const Row& row) { tables = row.bigint(0); }));
    const bool ours = TRY(schema.has_migrations());
    if (tables > 0 && !ours) {
        return refuse(fmt::format("{} holds another program's tables. Name another folder.", file));
    }
    return {};
}

/// Statistics of memory cost a lock that all threads share at each allocation; nobody reads them.
void once_for_the_process() {
    static const int done = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    static_cast<void>(done);  // refused when something else has started SQLite already; then all is as it was
    // SQLite takes and gives back some hundred KiB for each act. glibc hands that to the kernel every time and gets it
    // back page by page, a tenth of the work of an act: so it keeps a few MiB, and only large blocks come and go.
    constexpr int mib = 1024 * 1024;
    static const int kept =
        mallopt(M_TOP_PAD, 8 * mib) + mallopt(M_TRIM_THRESHOLD, 16 * mib) + mallopt(M_MMAP_THRESHOLD, 4 * mib);
    static_cast<void>(kept);  // refused: as slow as before
}

constexpr Query check_integrity{"db.check_integrity", "PRAGMA integrity_check(1)", {}};

// SQLite itself looks for lost pages and at the free list only when what it lists first of the schema is no view; in
// which order it lists them nobody chooses. So pages are counted here too, but the one at 1 GiB, which it never uses.
constexpr Query count_pages{"db.count_pages",
                            "SELECT page_count - CASE WHEN page_count > 1073741824 / page_size THEN 1 ELSE 0 END,"
                            "       freelist_count + (SELECT sum(pageno) FROM dbstat WHERE aggregate = 1) "
                            "FROM pragma_page_count, pragma_page_size, pragma_freelist_count",
                            {}};

Result<std::string> wrong_pages(Connection& connection) {
    std::int64_t pages = 0, known = 0;
    TRY(connection.each(count_pages, {}, [&](const Row& row) {
        pages = row.bigint(0);
        known = row.bigint(1);
    }));
    if (known < pages) {
        return fmt::format("Of {} pages {} are never used.", pages, pages - known);
    }
    return known == pages ? "" : fmt::format("Of {} pages {} are used twice.", pages, known - pages);
}

/// On a connection of its own: it reads the whole file twice, without a deadline, in one state.
Result<std::string> damage_of(const std::string& file) {
    const auto connection = TRY(Connection::open(file, Connection::Use::read));
    TRY(connection->execute(begin_one_state, {}));
    std::string found;
    TRY(connection->each(check_integrity, {}, [&](const Row& row) { found = row.text(0); }));
    return found == "ok" ? wrong_pages(*connection) : found;
}

Result<Engine> open_file(const std::string& file, const Settings& settings) {
    once_for_the_process();
    auto connection = TRY(Connection::open(file, Connection::Use::write));
    if (sqlite3_db_readonly(connection->get(), "main") == 1) {
        return refuse("The file may only be read. Give Bluelamp's user the right to write it and its folder.");
    }
    TRY(prepare_to_write(*connection, settings));
    TRY(refuse_strangers(*connection, file));
    FileSchema schema(*connection);
    TRY(migrate(schema, migrations(), "--data"));
    auto for_checkpoints = TRY(Connection::open(file, Connection::Use::write));
    TRY(for_checkpoints->run("PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0"));
    Engine engine;
    engine.name = "sqlite";
    engine.damage = [file] { return damage_of(file); };
    for (int i = 0; i < std::max(1, settings.readers); ++i) {
        auto reader = TRY(Connection::open(file, Connection::Use::read));
        TRY(
            reader->run("PRAGMA query_only = ON; PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY;"
                        "PRAGMA trusted_schema = OFF"));
        engine.readers.push_back(std::make_unique<FileReader>(std::move(reader)));
    }
    engine.writer = std::make_unique<LaneWriter>(std::move(connection), std::move(for_checkpoints));
    return engine;
}

}  // namespace

Result<Engine> open(const std::string& data_dir, const Settings& settings) {
    const std::string file = TRY(make_file(data_dir));
    return open_file(file, settings).map_error([&](Error error) {
        return error.field == "--data" ? std::move(error) : naming_the_option(std::move(error), file);
    });
}

}  // namespace bluelamp::db::sqlite
