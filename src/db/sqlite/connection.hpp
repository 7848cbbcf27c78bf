// SPDX-License-Identifier: Apache-2.0
/// One SQLite connection with its prepared statements, and the translation of SQLite's errors into ours.
#pragma once

#include <sqlite3.h>

#include "db/engine.hpp"

namespace bluelamp::db::sqlite {

/// A prepared statement and where each `$n` stands in it.
class Statement {
   public:
    static Result<Statement> prepare(sqlite3* connection, const Query& query);

    /// Binds every parameter the text names. Text is not copied: it must outlive the step.
    Result<void> bind(std::span<const Value> parameters);

    [[nodiscard]] sqlite3_stmt* get() const { return statement_.get(); }
    [[nodiscard]] bool prepared_from(std::string_view text) const { return text_ == text; }

   private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };

    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
    std::string text_;
    std::string name_;
    std::vector<int> numbers_;  ///< numbers_[i]: the n of the i-th SQLite parameter, `$n`
};

class Connection {
   public:
    enum class Use { write, read };

    /// Opens an existing file, or makes it. A connection for reading runs no statement that writes.
    static Result<std::unique_ptr<Connection>> open(const std::string& file, Use use);

    /// Statements without parameters and without rows, separated by ";".
    Result<void> run(const char* statements);

    Result<void> execute(const Query& query, std::span<const Value> parameters);
    Result<void> each(const Query& query, std::span<const Value> parameters, const Visitor& visit);

    /// Whether a transaction is open. SQLite itself ends it on some failures of storage.
    [[nodiscard]] bool in_transaction() const { return sqlite3_get_autocommit(connection_.get()) == 0; }

    /// From now on a statement that runs past `deadline` is stopped.
    void set_deadline(std::optional<std::chrono::steady_clock::time_point> deadline) { deadline_ = deadline; }

    [[nodiscard]] sqlite3* get() const { return connection_.get(); }

   private:
    struct Close {
        void operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
    };

    explicit Connection(Use use) : use_(use) {}
    Result<Statement*> statement(const Query& query);
    static int past_deadline(void* connection);

    Use use_;
    std::unique_ptr<sqlite3, Close> connection_;
    std::unordered_map<const char*, Statement> statements_;  ///< by the address of the text, which is a constant's
    std::optional<std::chrono::steady_clock::time_point> deadline_;
};

/// What `code` means for whoever asked. `doing` names the query or the step, for the log.
[[nodiscard]] tl::unexpected<Error> failure(sqlite3* connection, int code, std::string_view doing);

}  // namespace bluelamp::db::sqlite
