// SPDX-License-Identifier: Apache-2.0
/// What an engine does for the write lane, for readers and for migrations: the only interface between the
/// engine-neutral part of db/ and its two dialects. Nobody outside db/ includes this.
///
/// A Writer or a PooledReader is used by one thread at a time.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

#include "db/database.hpp"

namespace bluelamp::db {

/// optimistic: statements may be sent without waiting; a failure surfaces later and the batch is run again.
/// careful: every statement is waited for, so that a failure surfaces in the command that caused it.
enum class Pace { optimistic, careful };

/// newest: each statement sees the newest committed state. one_state: all of them see the same one.
enum class View { newest, one_state };

/// The connection that writes.
class Writer {
   public:
    virtual ~Writer() = default;

    /// Whether this engine gains from running a batch optimistically first.
    [[nodiscard]] virtual bool optimistic() const = 0;

    /// Takes the force's turn: until commit or rollback nobody else writes for it. Connects again when the connection
    /// was lost.
    virtual Result<void> begin(const ForceId& force, Pace pace) = 0;
    /// Settles what was sent, then commits. After an error the caller rolls back.
    virtual Result<void> commit() = 0;
    virtual void rollback() = 0;
    /// False once the engine itself has ended the transaction (disk full, connection lost).
    [[nodiscard]] virtual bool in_transaction() const = 0;

    virtual Result<void> savepoint() = 0;
    virtual Result<void> release() = 0;    ///< forgets the savepoint, keeping what was done since
    virtual Result<void> roll_back() = 0;  ///< undoes what was done since the savepoint, and forgets it

    virtual Result<void> execute(const Query& query, std::span<const Value> parameters) = 0;
    virtual Result<void> each(const Query& query, std::span<const Value> parameters, const Visitor& visit) = 0;
    /// As `each`, but may be sent without waiting: `visit` is called by the next `settle` or `each` at the latest.
    virtual Result<void> ask(const Query& query, std::span<const Value> parameters, Visitor visit) = 0;
    /// Waits for everything that was sent; the first failure.
    virtual Result<void> settle() = 0;
};

/// A read-only connection.
class PooledReader : public Reader {
   public:
    virtual Result<void> start(View view) = 0;
    virtual void finish() = 0;
};

/// The connection that changes the schema, inside one transaction that keeps every other migrator out.
class SchemaWriter {
   public:
    virtual ~SchemaWriter() = default;
    virtual Result<bool> has_migrations() = 0;  ///< whether the table schema_migrations is there
    virtual Result<void> begin() = 0;
    virtual Result<void> run(std::string_view statements) = 0;
    virtual Result<void> execute(const Query& query, std::span<const Value> parameters) = 0;
    virtual Result<void> each(const Query& query, std::span<const Value> parameters, const Visitor& visit) = 0;
    virtual Result<void> commit() = 0;
    virtual void rollback() = 0;
};

/// A migrated database, ready to be put behind a lane and a pool.
struct Engine {
    /// See Database::damage.
    std::function<Result<std::string>()> damage = [] { return std::string(); };
    std::string_view name;
    std::unique_ptr<Writer> writer;
    std::vector<std::unique_ptr<PooledReader>> readers;
};

/// How long a reader may take, and how long a writer waits for another one.
constexpr std::chrono::seconds patience{5};

}  // namespace bluelamp::db
