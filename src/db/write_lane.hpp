// SPDX-License-Identifier: Apache-2.0
/// The write lane: one thread that runs waiting commands, up to a batch of one force in each transaction.
///
/// Promises what db/database.hpp promises of commands. Forces with waiting commands take turns, batch by batch.
/// A batch is first run optimistically where the engine gains from that; if any statement fails, or a command refuses
/// after it has written, everything is rolled back and run again with a savepoint around each command.
#pragma once

#include <condition_variable>
#include <deque>
#include <unordered_map>

#include "db/registers.hpp"

namespace bluelamp::db {

class WriteLane {
   public:
    WriteLane(std::unique_ptr<Writer> writer, const Settings& settings);
    /// Finishes what is waiting, then stops.
    ~WriteLane();
    WriteLane(const WriteLane&) = delete;
    WriteLane& operator=(const WriteLane&) = delete;

    void submit(Command command);

    /// Whether the calling thread is this lane's, inside a command or its answer: waiting for the lane there never
    /// ends.
    [[nodiscard]] bool is_this_thread() const;

    [[nodiscard]] Database::Health health() const;

   private:
    using Batch = std::vector<Command>;
    using Answers = std::vector<Result<void>>;

    void run();
    [[nodiscard]] Batch take();
    [[nodiscard]] Answers work(Batch& batch);
    void answer(Batch& batch, Answers& answers);
    void probe();
    void trouble(const Error* error);

    const Settings settings_;
    std::unique_ptr<Writer> writer_;

    mutable std::mutex mutex_;
    std::shared_ptr<std::condition_variable> more_ = std::make_shared<std::condition_variable>();
    std::unordered_map<ForceId, std::deque<Command>> queues_;
    std::deque<ForceId> turns_;  ///< forces with waiting commands, each once
    std::size_t waiting_ = 0;
    bool stopping_ = false;
    std::string reason_;  ///< why the last batch or probe could not be written; empty when it could

    std::unordered_map<ForceId, std::set<std::string, std::less<>>> used_registers_;  ///< in the force's last batch
    std::atomic<std::int64_t> commands_{0}, batches_{0}, refused_{0}, reruns_{0};
    std::thread thread_;  // last: it uses everything above
};

}  // namespace bluelamp::db
