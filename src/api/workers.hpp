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
    /// At most `waiting` jobs are kept; see post.
    Workers(int threads, std::size_t waiting);
    ~Workers();  ///< finishes what was posted
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    /// False when too many jobs wait already: the job was not taken and the caller answers `unavailable`.
    [[nodiscard]] bool post(std::function<void()> job);

   private:
    void work();

    const std::size_t most_;
    std::mutex mutex_;
    std::condition_variable some_;
    std::deque<std::function<void()>> jobs_;
    int idle_ = 0;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace bluelamp::api
