// SPDX-License-Identifier: Apache-2.0
/// Together: whoever gives many others something to do wakes each of them once, at the end, instead of at every gift.
/// Where few cores are shared, a thread that is woken interrupts the one that woke it, takes the one thing that is
/// there and sleeps again. While a Together is alive, wake-ups owed by its thread are kept, one for each who is to be
/// woken; its end pays them. Without one, `owe` wakes at once. A thread may have one at a time; a second is a broken
/// invariant.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace bluelamp {

class Together {
   public:
    Together();
    ~Together();
    Together(const Together&) = delete;
    Together& operator=(const Together&) = delete;

    /// Calls `wake` now, or at the end of this thread's Together, then once for each `whom`. Must not throw. Whatever
    /// `wake` needs must live until then.
    static void owe(const void* whom, std::function<void()> wake);

    /// The same for one who waits, and who may have stopped waiting and be gone by then.
    static void owe(const std::shared_ptr<std::condition_variable>& waiting);

    /// Pays what this thread owes now: before it waits for what the woken do.
    static void pay();

   private:
    std::vector<std::pair<const void*, std::function<void()>>> owed_;
};

}  // namespace bluelamp
