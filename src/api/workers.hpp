// SPDX-License-Identifier: Apache-2.0
/// Workers: a few threads for what must run neither on the network thread nor in the write lane (reads, argon2id).
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace bluelamp::api {

class Workers {
   public:
    /// A quick job reads a few rows by their keys. Quick jobs that wait together are run one after another before their
    /// answers go out, so that a network thread is woken once for all of them.
    enum class Kind { any, quick };

    /// At most `waiting` jobs are kept; see post.
    Workers(int threads, std::size_t waiting);
    ~Workers();
    /// Finishes what runs, drops what waits (a dropped call is answered with a failure) and takes nothing more.
    /// Idempotent.
    void stop();
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    /// False when too many jobs wait already, or after stop: the job was not taken and the caller answers
    /// `unavailable`. A job answers for its own exceptions.
    [[nodiscard]] bool post(std::function<void()> job, Kind kind = Kind::any);

   private:
    struct Job {
        std::function<void()> run;
        Kind kind;
    };
    void work();
    std::vector<Job> take();

    const std::size_t most_;
    std::mutex mutex_;
    std::shared_ptr<std::condition_variable> some_ = std::make_shared<std::condition_variable>();
    std::deque<Job> jobs_;
    int idle_ = 0;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace bluelamp::api
