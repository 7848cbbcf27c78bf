// SPDX-License-Identifier: Apache-2.0
/// Database: where records are kept, on SQLite or PostgreSQL, behind one interface and one SQL text.
///
/// Owns connections, prepared statements, the write lane and migrations. Knows no record of any desk.
///
/// Promises:
/// - A command's answer is given only after COMMIT on durable storage (SQLite WAL with synchronous=FULL; PostgreSQL's
///   synchronous_commit as configured). `unavailable` means that nothing of the command was kept, or that this cannot
///   be known because the connection died inside COMMIT: the client's retry with its Idempotency-Key settles it.
/// - A force's commands run one after another, in the order in which the lane took them. Up to 50 share one
///   transaction. A command that fails leaves nothing behind and does not disturb its neighbours.
/// - Registers (journal head, reference numbers) are handed out under the lane: gapless.
/// Refuses: a schema newer than this binary, a changed migration, a command inside a command.
///
/// A command may be run more than once (a batch that met an error is run again, command by command): it must take time,
/// ids and randomness from its arguments and touch nothing outside its transaction.
/// Functions are safe to call from any thread. Start reading at write_lane.cpp.
#pragma once

#include <chrono>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "db/query.hpp"

namespace bluelamp::db {

using Parameters = std::initializer_list<Value>;
using Visitor = std::function<void(const Row&)>;

/// Something that can be asked: a pooled read-only connection, or a transaction.
class Reader {
   public:
    virtual ~Reader() = default;

    /// Runs `query` and shows every row to `visit`, in order. No other query may run on this reader meanwhile (throws).
    /// Text with a NUL character or not in UTF-8, and numbers that are not finite, are `invalid` on both engines.
    virtual Result<void> each(const Query& query, std::span<const Value> parameters, const Visitor& visit) = 0;
    Result<void> each(const Query& query, Parameters parameters, const Visitor& visit) {
        return each(query, std::span(parameters.begin(), parameters.size()), visit);
    }

    /// All rows, each turned into a T by `read(row)`.
    template <class Read>
    auto many(const Query& query, Parameters parameters, Read read)
        -> Result<std::vector<decltype(read(std::declval<const Row&>()))>> {
        std::vector<decltype(read(std::declval<const Row&>()))> rows;
        TRY(each(query, parameters, [&](const Row& row) { rows.push_back(read(row)); }));
        return rows;
    }

    /// The first row, if there is one.
    template <class Read>
    auto maybe(const Query& query, Parameters parameters, Read read)
        -> Result<std::optional<decltype(read(std::declval<const Row&>()))>> {
        std::optional<decltype(read(std::declval<const Row&>()))> found;
        TRY(each(query, parameters, [&](const Row& row) {
            if (!found) {
                found = read(row);
            }
        }));
        return found;
    }

    /// Exactly one row; none is a broken invariant of our own SQL (count(*), RETURNING after an insert).
    template <class Read>
    auto one(const Query& query, Parameters parameters, Read read)
        -> Result<decltype(read(std::declval<const Row&>()))> {
        auto found = TRY(maybe(query, parameters, std::move(read)));
        invariant(found.has_value(), "a query that always answers one row answered none");
        return *std::move(found);
    }
};

/// A small value kept per force under the lane: the journal's head, the next number of a kind. Read at most once in a
/// batch, written at most once, restored when the command that changed it fails.
struct Register {
    std::int64_t number = 0;
    std::string text;
};

/// One command's view of the lane's transaction.
class Transaction : public Reader {
   public:
    /// A statement whose rows nobody looks at (INSERT, UPDATE, DELETE). May be sent without waiting: its failure then
    /// fails the command when the lane settles it, and the command is run again step by step so that the caller sees it
    /// here. A unique violation is `conflict`. A failed statement fails its command, whatever the command then returns:
    /// to do something else instead, write INSERT ... ON CONFLICT.
    virtual Result<void> execute(const Query& query, std::span<const Value> parameters) = 0;
    Result<void> execute(const Query& query, Parameters parameters) {
        return execute(query, std::span(parameters.begin(), parameters.size()));
    }

    /// The force whose lane this is.
    [[nodiscard]] virtual const ForceId& force() const = 0;

    /// The register `name` of this force (made on first use: 0, ""). Assign through the reference to change it.
    virtual Result<std::reference_wrapper<Register>> keep(std::string_view name) = 0;
};

/// Work for the lane. `run` may be called again after a rollback; what it throws is answered as `internal`. `done` is
/// called exactly once, on the lane's thread, after COMMIT (with success) or once nothing was kept; it must not block
/// and not throw. When too many are waiting it is called at once, on the thread that submitted.
struct Command {
    ForceId force;
    std::function<Result<void>(Transaction&)> run;
    std::function<void(Result<void>)> done;
};

/// Which database: a data folder (SQLite file `bluelamp.sqlite` in it, made when missing) or a libpq URL.
struct Target {
    std::string data_dir;      ///< used when `postgres_url` is empty
    std::string postgres_url;  ///< "postgresql://…"
};

struct Settings {
    int readers = 2;                ///< pooled read-only connections
    int batch = 50;                 ///< commands in one transaction
    std::size_t waiting = 10'000;   ///< commands queued before new ones are refused as unavailable
    std::int64_t sqlite_pages = 0;  ///< the SQLite file may not grow beyond so many pages of 4 KiB; 0 is no limit
    std::chrono::milliseconds idle{5'000};  ///< without a command for so long, the lane tries whether it could write
};

class Database {
   public:
    virtual ~Database() = default;

    /// Opens or creates, then migrates. Errors name --data or --database and the remedy.
    static Result<std::unique_ptr<Database>> open(const Target& target, const Settings& settings = {});

    /// Hands `command` to the lane and returns at once.
    virtual void submit(Command command) = 0;

    /// Submits and waits. Not for network threads, not inside a command and not inside an answer (both throw).
    virtual Result<void> write(const ForceId& force, std::function<Result<void>(Transaction&)> run) = 0;

    /// Reads on a pooled connection on the calling thread; each statement sees the newest committed state and may take
    /// 5 s. What `run` throws comes out here.
    virtual Result<void> read(const std::function<Result<void>(Reader&)>& run) = 0;

    /// As `read`, but all statements see one state (REPEATABLE READ) and together may take 5 s.
    virtual Result<void> read_snapshot(const std::function<Result<void>(Reader&)>& run) = 0;

    /// What the storage itself finds wrong with its tables and indexes, empty when nothing; reads all of them. Empty on
    /// PostgreSQL, whose administrator has pg_amcheck and page checksums for it.
    [[nodiscard]] virtual Result<std::string> damage() = 0;

    [[nodiscard]] virtual std::string_view engine() const = 0;  ///< "sqlite" or "postgres"

    /// Figures for /metrics: commands done, batches, refused, rerun; and for readiness: last error, if the lane cannot
    /// write.
    struct Health {
        bool ready = false;
        std::string reason;  ///< why not ready
        std::int64_t commands = 0, batches = 0, refused = 0, reruns = 0, waiting = 0;
    };
    [[nodiscard]] virtual Health health() const = 0;
};

}  // namespace bluelamp::db
