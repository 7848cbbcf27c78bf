// SPDX-License-Identifier: Apache-2.0
#include "db/sqlite/writer.hpp"

#include <algorithm>

namespace bluelamp::db::sqlite {
namespace {

constexpr Query begin_immediate{"db.begin", "BEGIN IMMEDIATE", {}};
constexpr Query commit_transaction{"db.commit", "COMMIT", {}};
constexpr Query set_savepoint{"db.savepoint", "SAVEPOINT command", {}};
constexpr Query release_savepoint{"db.release", "RELEASE command", {}};
constexpr Query to_savepoint{"db.to_savepoint", "ROLLBACK TO command", {}};

/// Pages of 4 KiB: a checkpoint for every 4 MiB that the log grows, and at 32 MiB the writer helps so that the log
/// starts again. After every commit, a checkpoint would copy the same busy pages again and again: a fifth of all work.
constexpr int checkpoint_from = 1'000;
constexpr int finish_from = 8'000;

int after_commit(void* checkpoints, sqlite3*, const char*, int pages) {
    static_cast<Checkpoints*>(checkpoints)->grown(pages);
    return SQLITE_OK;
}

}  // namespace

Checkpoints::Checkpoints(std::unique_ptr<Connection> connection)
    : connection_(std::move(connection)), thread_([this] { run(); }) {}

Checkpoints::~Checkpoints() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void Checkpoints::grown(int pages) {
    {
        const std::lock_guard lock(mutex_);
        if (pages < copied_) {
            copied_ = 0;  // the log has started again
        }
        // A log that is too long starts again only when nobody reads it: that is tried after every commit.
        if (pages - copied_ < checkpoint_from && pages <= finish_from) {
            return;
        }
        wanted_ = true;
    }
    wake_.notify_one();
}

void Checkpoints::run() {
    std::unique_lock lock(mutex_);
    while (true) {
        // While the writer is asked to finish the log we keep away: two checkpoints exclude each other.
        wake_.wait(lock, [this] { return (wanted_ && !finish_wanted_) || stopping_; });
        if (stopping_) {
            return;  // the last connection to close checkpoints what is left
        }
        wanted_ = false;
        lock.unlock();
        int pages = 0;
        int copied = 0;
        // A failure loses nothing: the log keeps what was not copied, and the next commit asks again.
        sqlite3_wal_checkpoint_v2(connection_->get(), nullptr, SQLITE_CHECKPOINT_PASSIVE, &pages, &copied);
        finish_wanted_ = pages > finish_from;
        lock.lock();
        copied_ = std::max(copied, 0);
    }
}

LaneWriter::LaneWriter(std::unique_ptr<Connection> connection, std::unique_ptr<Connection> for_checkpoints)
    : checkpoints_(std::move(for_checkpoints)), connection_(std::move(connection)) {
    sqlite3_wal_hook(connection_->get(), after_commit, &checkpoints_);
}

Result<void> LaneWriter::begin(const ForceId&, Pace) {
    if (checkpoints_.finish_wanted()) {
        sqlite3_wal_checkpoint_v2(connection_->get(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    }
    return connection_->execute(begin_immediate, {});
}

Result<void> LaneWriter::commit() { return connection_->execute(commit_transaction, {}); }

void LaneWriter::rollback() {
    if (connection_->in_transaction()) {
        sqlite3_exec(connection_->get(), "ROLLBACK", nullptr, nullptr, nullptr);
    }
}

Result<void> LaneWriter::savepoint() { return connection_->execute(set_savepoint, {}); }

Result<void> LaneWriter::release() { return connection_->execute(release_savepoint, {}); }

Result<void> LaneWriter::roll_back() {
    return connection_->execute(to_savepoint, {}).and_then([this] { return release(); });
}

Result<void> LaneWriter::execute(const Query& query, std::span<const Value> parameters) {
    return connection_->execute(query, parameters);
}

Result<void> LaneWriter::each(const Query& query, std::span<const Value> parameters, const Visitor& visit) {
    return connection_->each(query, parameters, visit);
}

Result<void> LaneWriter::ask(const Query& query, std::span<const Value> parameters, Visitor visit) {
    return connection_->each(query, parameters, visit);
}

}  // namespace bluelamp::db::sqlite
