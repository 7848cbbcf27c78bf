// SPDX-License-Identifier: Apache-2.0
/// Services: what the whole process shares, and the two places where a call's work is done: a worker, the write lane.
///
/// Promises: what is handed over here answers exactly once; what it throws is logged and answered as `internal`;
/// a command is answered after COMMIT.
#pragma once

#include <functional>

#include "access/sessions.hpp"
#include "api/router.hpp"
#include "api/workers.hpp"
#include "core/id.hpp"
#include "core/instant.hpp"
#include "db/database.hpp"

namespace bluelamp::api {

/// The references live longer than everything that holds them.
struct Services {
    db::Database& database;
    Clock& clock;
    IdSource& ids;
    ForceId force;
    access::Sessions& sessions;
    std::function<std::string(Instant)> policy_version;  ///< name of the version in force
    std::shared_ptr<Counters> counters = std::make_shared<Counters>();
    /// Called on the lane's thread after each commit of a call's command; must not block.
    std::shared_ptr<std::function<void()>> committed = std::make_shared<std::function<void()>>([] {});
};

/// Runs `job` on a worker. The job answers itself, unless it fails: then its error is the answer.
void on_worker(Workers& workers, const CallPtr& call, std::function<Result<void>()> job);

/// A command of a call.
struct LaneJob {
    std::shared_ptr<const Act> act;
    RunCommand run;                              ///< may be run again from the start; only the last run counts
    std::function<void(Answer&)> committed{};    ///< before the answer is sent; may add to it; may be empty
    std::function<void(const Error&)> failed{};  ///< answers instead of refusing; may be empty
};
/// Hands `job` to the lane and answers after COMMIT.
void in_lane(const Services& services, const CallPtr& call, LaneJob job);

}  // namespace bluelamp::api
