// SPDX-License-Identifier: Apache-2.0
/// Keeping the register in memory up with the database, beside the requests: look-ups read small changes themselves,
/// but a large import or a newly trained model is taken up here, on a thread of its own.
#pragma once

#include <condition_variable>

#include "api/services.hpp"
#include "policing/people/people.hpp"

namespace bluelamp::commands {

/// Reads the whole register, with progress on standard error where that takes long.
Result<std::shared_ptr<people::Recognition>> register_in_memory(db::Database& database, const ForceId& force);

class KeepingUp {
   public:
    KeepingUp(const api::Services& services, std::shared_ptr<people::Recognition> recognition);
    ~KeepingUp() { stop(); }
    KeepingUp(const KeepingUp&) = delete;
    KeepingUp& operator=(const KeepingUp&) = delete;

    /// Waits for what is being read.
    void stop();

   private:
    void keep();
    /// Whoever runs the server learns that the model in force is not the one that answers.
    void say_model();

    db::Database& database_;
    const ForceId force_;
    std::shared_ptr<people::Recognition> recognition_;
    std::string said_;  ///< of the model
    std::mutex mutex_;
    std::condition_variable stop_;
    bool stopping_ = false;
    std::thread thread_;  // last: it uses everything above
};

}  // namespace bluelamp::commands
