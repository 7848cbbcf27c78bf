// SPDX-License-Identifier: Apache-2.0
/// The one connection of this process that writes the SQLite file, and the thread that checkpoints behind it.
#pragma once

#include <condition_variable>

#include "db/sqlite/connection.hpp"

namespace bluelamp::db::sqlite {

/// Copies the write-ahead log into the database file on a thread and a connection of its own, so that the writer does
/// not wait for that. A log that is never wholly copied, because the writer never rests, is finished by the writer
/// between two batches.
class Checkpoints {
   public:
    explicit Checkpoints(std::unique_ptr<Connection> connection);
    ~Checkpoints();
    Checkpoints(const Checkpoints&) = delete;
    Checkpoints& operator=(const Checkpoints&) = delete;

    /// The log has `pages` pages after a commit.
    void grown(int pages);

    /// Whether the writer should finish the log now. Asked once for each request.
    [[nodiscard]] bool finish_wanted() { return finish_wanted_.exchange(false); }

   private:
    void run();

    std::unique_ptr<Connection> connection_;
    std::mutex mutex_;
    std::condition_variable wake_;
    int copied_ = 0;  ///< pages of the log that are in the file
    bool wanted_ = false;
    bool stopping_ = false;
    std::atomic<bool> finish_wanted_{false};
    std::thread thread_;  // last: it uses everything above
};

class LaneWriter final : public Writer {
   public:
    LaneWriter(std::unique_ptr<Connection> connection, std::unique_ptr<Connection> for_checkpoints);

    [[nodiscard]] bool optimistic() const override { return false; }
    Result<void> begin(const ForceId& force, Pace pace) override;
    Result<void> commit() override;
    void rollback() override;
    [[nodiscard]] bool in_transaction() const override { return connection_->in_transaction(); }
    Result<void> savepoint() override;
    Result<void> release() override;
    Result<void> roll_back() override;
    Result<void> execute(const Query& query, std::span<const Value> parameters) override;
    Result<void> each(const Query& query, std::span<const Value> parameters, const Visitor& visit) override;
    Result<void> ask(const Query& query, std::span<const Value> parameters, Visitor visit) override;
    Result<void> settle() override { return {}; }

   private:
    Checkpoints checkpoints_;
    std::unique_ptr<Connection> connection_;
};

}  // namespace bluelamp::db::sqlite
