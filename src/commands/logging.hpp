// SPDX-License-Identifier: Apache-2.0
/// The log of a server, on standard output.
///
/// Promises that no call ever waits for whoever reads the log: lines go through a buffer of a few thousand to a thread
/// of their own, and where nobody reads (a terminal on hold, a collector that hangs) the oldest are dropped. What was
/// dropped is told in the next line that gets through.
#pragma once

#include <future>

namespace bluelamp::commands {

class Logging {
   public:
    Logging();
    /// Writes what is left, for two seconds at most: a server that is told to stop does not wait for its reader either.
    /// Where nobody reads, it ends the program there: in success only after stopped_as_told().
    ~Logging();
    void stopped_as_told() { as_told_ = true; }
    Logging(const Logging&) = delete;
    Logging& operator=(const Logging&) = delete;

   private:
    std::promise<void> written_;  ///< all of it
    bool as_told_ = false;
};

}  // namespace bluelamp::commands
