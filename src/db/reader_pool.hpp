// SPDX-License-Identifier: Apache-2.0
/// The pooled read-only connections. A caller waits at most five seconds for one to become free.
#pragma once

#include <condition_variable>

#include "db/engine.hpp"

namespace bluelamp::db {

class ReaderPool {
   public:
    explicit ReaderPool(std::vector<std::unique_ptr<PooledReader>> readers) : free_(std::move(readers)) {}

    Result<void> read(View view, const std::function<Result<void>(Reader&)>& run);

   private:
    [[nodiscard]] std::unique_ptr<PooledReader> take();
    void give_back(std::unique_ptr<PooledReader> reader);

    std::mutex mutex_;
    std::condition_variable returned_;
    std::vector<std::unique_ptr<PooledReader>> free_;
};

}  // namespace bluelamp::db
