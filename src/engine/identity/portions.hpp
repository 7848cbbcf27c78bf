// SPDX-License-Identifier: Apache-2.0
/// Work shared among threads, a portion at a time.
#pragma once

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace bluelamp::identity {

/// `work(thread, from, to)` for portions of 0 to `count`; ends when all are done. The caller's is thread 0.
template <class Work>
void in_portions(std::size_t count, std::size_t portion, unsigned threads, const Work& work) {
    std::atomic<std::size_t> next{0};
    const auto take = [&](unsigned thread) {
        for (std::size_t from = next.fetch_add(portion); from < count; from = next.fetch_add(portion)) {
            work(thread, from, std::min(from + portion, count));
        }
    };
    std::vector<std::jthread> helpers;
    for (unsigned thread = 1; thread < threads; ++thread) {
        helpers.emplace_back(take, thread);
    }
    take(0);
}

}  // namespace bluelamp::identity
