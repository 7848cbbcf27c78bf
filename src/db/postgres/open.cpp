// SPDX-License-Identifier: Apache-2.0
#include "db/postgres/open.hpp"

#include "db/migrate.hpp"
#include "db/postgres/writer.hpp"

namespace bluelamp::db::postgres {
namespace {

constexpr auto reader_settings =
    "SET default_transaction_read_only = on; SET statement_timeout = '5s'; SET idle_in_transaction_session_timeout = "
    "'10s'";
constexpr auto schema_settings = "SET lock_timeout = '60s'";

constexpr Query begin_one_state{"db.begin_one_state", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", {}};
constexpr Query end_one_state{"db.end_one_state", "ROLLBACK", {}};
constexpr Query find_migrations{
    "db.find_migrations", "SELECT 1 WHERE to_regclass('schema_migrations') IS NOT NULL", {}};
constexpr Query about{
    "db.about",
    "SELECT pg_encoding_to_char(encoding)::text, datcollate::text, coalesce(current_schema(), '')::text, "
    "datname::text FROM pg_database WHERE datname = current_database()",
    {}};

class ServerReader final : public PooledReader {
   public:
    explicit ServerReader(const std::string& url) : line_(url, reader_settings) {}

    using Reader::each;
    Result<void> each(const Query& query, std::span<const Value> parameters, const Visitor& visit) override {
        if (deadline_ && std::chrono::steady_clock::now() > *deadline_) {
            return tl::unexpected(failure("57014", query.name, "the snapshot was held for five seconds"));
        }
        return line_.now()->ask(query, parameters, visit);
    }

    Result<void> start(View view) override {
        deadline_.reset();
        Session& session = *TRY(line_.get());
        session.trim();
        if (view == View::newest) {
            return {};
        }
        deadline_ = std::chrono::steady_clock::now() + patience;
        return session.send(begin_one_state, {});
    }

    void finish() override {
        Session* session = line_.now();
        if (session == nullptr) {
            return;
        }
        session->drop_pending();
        if (session->in_transaction() && !session->ask(end_one_state, {}, {})) {
            line_.hang_up();
        }
    }

   private:
    Line line_;
    std::optional<std::chrono::steady_clock::time_point> deadline_;
};

class ServerSchema final : public SchemaWriter {
   public:
    explicit ServerSchema(Session& session) : session_(session) {}

    Result<bool> has_migrations() override {
        bool found = false;
        TRY(session_.ask(find_migrations, {}, [&](const Row&) { found = true; }));
        return found;
    }
    Result<void> begin() override {
        return session_.run(
            "BEGIN; SELECT pg_advisory_xact_lock(hashtextextended('bluelamp ' || current_schema(), 0))");
    }
    Result<void> run(std::string_view statements) override { return session_.run(statements); }
    Result<void> execute(const Query& query, std::span<const Value> parameters) override {
        return session_.ask(query, parameters, {});
    }
    Result<void> each(const Query& query, std::span<const Value> parameters, const Visitor& visit) override {
        return session_.ask(query, parameters, visit);
    }
    Result<void> commit() override { return session_.run("COMMIT"); }
    void rollback() override {
        if (session_.in_transaction()) {
            (void)session_.run("ROLLBACK");  // the connection is closed next, which rolls back as well
        }
    }

   private:
    Session& session_;
};

tl::unexpected<Error> refuse(std::string message) { return fail(ErrorCode::invalid, "--database", std::move(message)); }

/// Text must be UTF-8 and sort by its bytes, as it does on SQLite; both are fixed when a database is created.
Result<void> check_database(Session& session) {
    std::string encoding, collation, schema, name;
    TRY(session.ask(about, {}, [&](const Row& row) {
        encoding = row.string(0);
        collation = row.string(1);
        schema = row.string(2);
        name = row.string(3);
    }));
    const bool by_bytes = collation == "C" || collation == "POSIX" || collation == "C.UTF-8" || collation == "C.utf8";
    if (encoding != "UTF8" || !by_bytes) {
        return refuse(fmt::format(
            "The database {0} has encoding {1} and collation {2}; Bluelamp needs UTF8 and C. Create one with: "
            "CREATE DATABASE bluelamp ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0;",
            name, encoding, collation));
    }
    if (schema.empty()) {
        return refuse(
            fmt::format("The search path names no schema that exists in the database {}. Create the schema, or correct "
                        "search_path in the URL.",
                        name));
    }
    return {};
}

Result<void> check_url(const std::string& url) {
    char* said = nullptr;
    PQconninfoOption* options = PQconninfoParse(url.c_str(), &said);
    if (options == nullptr) {
        const std::string why = said == nullptr ? "not understood" : said;
        PQfreemem(said);
        return refuse(fmt::format("This is no PostgreSQL URL ({}). Write postgresql://user@host/database.", why));
    }
    PQconninfoFree(options);
    return {};
}

}  // namespace

Result<Engine> open(const std::string& url, const Settings& settings) {
    TRY(check_url(url));
    auto connected = Session::connect(url, schema_settings);
    if (!connected) {
        Error error = connected.error();
        error.field = "--database";
        error.message =
            fmt::format("PostgreSQL cannot be reached; start it or correct the URL. It said: {}", error.cause);
        return tl::unexpected(std::move(error));
    }
    Session& session = **connected;
    TRY(check_database(session));
    ServerSchema schema(session);
    TRY(migrate(schema, migrations(), "--database"));
    Engine engine;
    engine.name = "postgres";
    engine.writer = std::make_unique<LaneWriter>(url);
    for (int i = 0; i < std::max(1, settings.readers); ++i) {
        engine.readers.push_back(std::make_unique<ServerReader>(url));
    }
    return engine;
}

}  // namespace bluelamp::db::postgres
