// SPDX-License-Identifier: Apache-2.0
#include "api/workers.hpp"

namespace bluelamp::api {

Workers::Workers(int threads, std::size_t waiting) : most_(waiting) {
    for (int i = 0; i < threads; ++i) {
        threads_.emplace_back([this] { work(); });
    }
}

Workers::~Workers() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    some_.notify_all();
    for (std::thread& thread : threads_) {
        thread.join();
    }
}

bool Workers::post(std::function<void()> job) {
    bool wake = false;
    {
        const std::lock_guard lock(mutex_);
        if (jobs_.size() >= most_) {
            return false;
        }
        jobs_.push_back(std::move(job));
        wake = idle_ > 0;
    }
    // A busy worker looks at the queue before it sleeps, so only a sleeping one needs the system call.
    if (wake) {
        some_.notify_one();
    }
    return true;
}

void Workers::work() {
    std::unique_lock lock(mutex_);
    while (true) {
        while (jobs_.empty()) {
            if (stopping_) {
                return;
            }
            ++idle_;
            some_.wait(lock);
            --idle_;
        }
        auto job = std::move(jobs_.front());
        jobs_.pop_front();
        lock.unlock();
        job();
        job = nullptr;
        lock.lock();
    }
}

}  // namespace bluelamp::api
