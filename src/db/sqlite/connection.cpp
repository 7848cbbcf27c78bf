// SPDX-License-Identifier: Apache-2.0
#include "db/sqlite/connection.hpp"

#include <thread>

namespace bluelamp::db::sqlite {
namespace {

/// Statements kept prepared. Named queries are some hundreds; only composed searches could go on for ever.
constexpr std::size_t most_statements = 1000;

class StatementRow final : public Row {
   public:
    explicit StatementRow(sqlite3_stmt* statement) : statement_(statement) {}

    [[nodiscard]] bool null(int column) const override { return type(column) == SQLITE_NULL; }

    [[nodiscard]] std::string_view text(int column) const override {
        invariant(type(column) == SQLITE_TEXT, "a column that is not text, or NULL, is read as text");
        const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
        return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
    }

    [[nodiscard]] std::int64_t bigint(int column) const override {
        invariant(type(column) == SQLITE_INTEGER, "a column that is not a whole number, or NULL, is read as bigint");
        return sqlite3_column_int64(statement_, column);
    }

    [[nodiscard]] double real(int column) const override {
        const int found = type(column);
        invariant(found == SQLITE_FLOAT || found == SQLITE_INTEGER,
                  "a column that is not a number, or NULL, is read as real");
        return sqlite3_column_double(statement_, column);
    }

   private:
    [[nodiscard]] int type(int column) const {
        invariant(column >= 0 && column < sqlite3_column_count(statement_),
                  "a column is read that the query does not have");
        return sqlite3_column_type(statement_, column);
    }

    sqlite3_stmt* statement_;
};

/// A statement must be reset however its use ends: an open one would hold its snapshot or its transaction open.
struct ResetLater {
    sqlite3_stmt* statement;
    ~ResetLater() { sqlite3_reset(statement); }
};

}  // namespace

Result<Statement> Statement::prepare(sqlite3* connection, const Query& query) {
    Statement made;
    sqlite3_stmt* raw = nullptr;
    const char* rest = nullptr;
    const int code = sqlite3_prepare_v3(connection, query.sqlite.data(), static_cast<int>(query.sqlite.size()),
                                        SQLITE_PREPARE_PERSISTENT, &raw, &rest);
    made.statement_.reset(raw);
    if (code != SQLITE_OK) {
        return failure(connection, code, query.name);
    }
    const std::string_view after(rest, static_cast<std::size_t>(query.sqlite.data() + query.sqlite.size() - rest));
    if (raw == nullptr || after.find_first_not_of(" \n\t;") != std::string_view::npos) {
        return fail(ErrorCode::internal, "", "Something is wrong on our side. It has been logged.",
                    fmt::format("{}: a query is one statement", query.name));
    }
    made.text_ = query.sqlite;
    made.name_ = query.name;
    for (int i = 1; i <= sqlite3_bind_parameter_count(raw); ++i) {
        const char* name = sqlite3_bind_parameter_name(raw, i);
        const int number = name != nullptr && name[0] == '$' ? std::atoi(name + 1) : 0;
        if (number < 1) {
            return fail(ErrorCode::internal, "", "Something is wrong on our side. It has been logged.",
                        fmt::format("{}: parameters are $1, $2, ...", query.name));
        }
        made.numbers_.push_back(number);
    }
    return made;
}

Result<void> Statement::bind(std::span<const Value> parameters) {
    for (std::size_t i = 0; i < numbers_.size(); ++i) {
        if (static_cast<std::size_t>(numbers_[i]) > parameters.size()) {
            return fail(ErrorCode::internal, "",
                        "Something is wrong on our side; nothing was kept. It has been logged.",
                        fmt::format("{}: ${} was given no value", name_, numbers_[i]));
        }
        const Value& value = parameters[static_cast<std::size_t>(numbers_[i] - 1)];
        const int at = static_cast<int>(i) + 1;
        int code = SQLITE_OK;
        if (value.null()) {
            code = sqlite3_bind_null(get(), at);
        } else if (value.type() == Type::bigint) {
            code = sqlite3_bind_int64(get(), at, value.number());
        } else if (value.type() == Type::real) {
            code = sqlite3_bind_double(get(), at, value.real());
        } else {
            const std::string_view text = value.text();
            const char* bytes = text.data() == nullptr ? "" : text.data();
            code = sqlite3_bind_text64(get(), at, bytes, text.size(), SQLITE_STATIC, SQLITE_UTF8);
        }
        if (code != SQLITE_OK) {
            return failure(sqlite3_db_handle(get()), code, name_);
        }
    }
    return {};
}

namespace {

/// SQLite's own handler sleeps up to 100 ms between two tries: whoever writes batch after batch in another program has
/// the lock again by then, and this one would wait for ever.
int wait_a_little(void* /*unused*/, int tries) {
    constexpr std::chrono::milliseconds between(1);
    if (between * tries >= patience) {
        return 0;
    }
    std::this_thread::sleep_for(between);
    return 1;
}

}  // namespace

Result<std::unique_ptr<Connection>> Connection::open(const std::string& file, Use use) {
    std::unique_ptr<Connection> made(new Connection(use));
    sqlite3* raw = nullptr;
    constexpr int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    const int code = sqlite3_open_v2(file.c_str(), &raw, flags, nullptr);
    made->connection_.reset(raw);
    if (code != SQLITE_OK) {
        return failure(raw, code, "open");
    }
    sqlite3_busy_handler(raw, wait_a_little, nullptr);
    sqlite3_progress_handler(raw, 10'000, past_deadline, made.get());
    return made;
}

int Connection::past_deadline(void* connection) {
    const auto& deadline = static_cast<const Connection*>(connection)->deadline_;
    return deadline && std::chrono::steady_clock::now() > *deadline ? 1 : 0;
}

Result<void> Connection::run(const char* statements) {
    const int code = sqlite3_exec(get(), statements, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) {
        return failure(get(), code, std::string_view(statements).substr(0, 60));
    }
    return {};
}

Result<Statement*> Connection::statement(const Query& query) {
    const auto found = statements_.find(query.sqlite.data());
    if (found != statements_.end() && found->second.prepared_from(query.sqlite)) {
        return &found->second;
    }
    if (statements_.size() >= most_statements) {
        statements_.clear();
    }
    auto made = TRY(Statement::prepare(get(), query));
    if (use_ == Use::read && sqlite3_stmt_readonly(made.get()) == 0) {
        return fail(ErrorCode::internal, "", "Something is wrong on our side; nothing was kept. It has been logged.",
                    fmt::format("{}: a reader was given a statement that writes", query.name));
    }
    return &statements_.insert_or_assign(query.sqlite.data(), std::move(made)).first->second;
}

Result<void> Connection::execute(const Query& query, std::span<const Value> parameters) {
    return each(query, parameters, [](const Row&) {});
}

Result<void> Connection::each(const Query& query, std::span<const Value> parameters, const Visitor& visit) {
    Statement& prepared = *TRY(statement(query));
    TRY(prepared.bind(parameters));
    const ResetLater later{prepared.get()};
    const StatementRow row(prepared.get());
    while (true) {
        const int code = sqlite3_step(prepared.get());
        if (code == SQLITE_DONE) {
            return {};
        }
        if (code != SQLITE_ROW) {
            return failure(get(), code, query.name);
        }
        visit(row);
    }
}

}  // namespace bluelamp::db::sqlite
