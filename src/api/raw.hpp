// SPDX-License-Identifier: Apache-2.0
/// What raw routes need that others get from Api: input, answers with the server's headers, a worker, the lane.
///
/// Promises: each of these answers exactly once; what is thrown on a worker is logged and answered as `internal`.
#pragma once

#include "api/api.hpp"
#include "api/problem.hpp"

namespace bluelamp::api {

using CallPtr = std::shared_ptr<const Call>;

void respond(const http::Reply& reply, Answer answer);
void refuse(const Call& call, const Error& error);

/// The JSON body together with the fields of the path, as one object.
Result<json::Value> body_of(const Call& call);

/// Runs `job` on a worker. The job answers itself, unless it fails: then its error is the answer.
void on_worker(Workers& workers, const CallPtr& call, std::function<Result<void>()> job);

/// A command from a raw route.
struct LaneJob {
    std::shared_ptr<const Act> act;
    RunCommand run;
    std::function<void(Answer&)> committed;      ///< before the answer is sent; may add to it; may be empty
    std::function<void(const Error&)> failed{};  ///< answers instead of refusing; may be empty
};
/// Hands `job` to the lane and answers after COMMIT.
void in_lane(const Services& services, const CallPtr& call, LaneJob job);

}  // namespace bluelamp::api
