// SPDX-License-Identifier: Apache-2.0
#include "api/workers.hpp"

#include <algorithm>

#include "core/together.hpp"

namespace bluelamp::api {

Workers::Workers(int threads, std::size_t waiting) : most_(waiting) {
    for (int i = 0; i < threads; ++i) {
        threads_.emplace_back([this] { work(); });
    }
}

Workers::~Workers() { stop(); }

void Workers::stop() {
    std::deque<Job> dropped;
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        dropped.swap(jobs_);
    }
    dropped.clear();
    some_->notify_all();
    for (std::thread& thread : threads_) {
        if (thread.joinable()) {
            thread.join();
        }
    }
}

bool Workers::post(std::function<void()> job, Kind kind) {
    {
        const std::lock_guard lock(mutex_);
        if (stopping_ || jobs_.size() >= most_) {
            return false;
        }
        jobs_.push_back({std::move(job), kind});
    }
    Together::owe(some_);
    return true;
}

/// One job, or this thread's share of the quick ones that wait. Under the mutex.
std::vector<Workers::Job> Workers::take() {
    constexpr std::size_t most_together = 16;
    const std::size_t shared = jobs_.size() / static_cast<std::size_t>(idle_ + 1);
    const std::size_t share = std::clamp(shared, std::size_t{1}, most_together);
    std::vector<Job> taken;
    do {
        taken.push_back(std::move(jobs_.front()));
        jobs_.pop_front();
    } while (taken.size() < share && taken.back().kind == Kind::quick && jobs_.front().kind == Kind::quick);
    return taken;
}

void Workers::work() {
    std::unique_lock lock(mutex_);
    while (true) {
        while (jobs_.empty()) {
            if (stopping_) {
                return;
            }
            ++idle_;
            some_->wait(lock);
            --idle_;
        }
        std::vector<Job> taken = take();
        const bool more = !jobs_.empty();
        lock.unlock();
        if (more) {
            some_->notify_one();  // whoever posted has woken one only
        }
        {
            const Together together;
            for (Job& job : taken) {
                job.run();
                job = {};  // what a job holds on to is let go before the next
            }
        }
        lock.lock();
    }
}

}  // namespace bluelamp::api
