// SPDX-License-Identifier: Apache-2.0
#include "api/services.hpp"

namespace bluelamp::api {

void on_worker(Workers& workers, const CallPtr& call, std::function<Result<void>()> job) {
    const auto run = [call, job = std::move(job)] {
        Result<void> done;
        try {
            done = job();
        } catch (const std::exception& broken) {
            // Here the worker's thread ends the call: whatever was broken concerns this request only.
            done = fail(ErrorCode::internal, "", "Bluelamp made a mistake; it was logged.", broken.what());
        }
        if (!done) {
            refuse(*call, done.error());
        }
    };
    const bool quick = call->route != nullptr && call->route->quick;
    if (!workers.post(run, quick ? Workers::Kind::quick : Workers::Kind::any)) {
        refuse(*call, {ErrorCode::unavailable, "", "Too many are waiting; try again.", {}});
    }
}

void in_lane(const Services& services, const CallPtr& call, LaneJob job) {
    auto answer = std::make_shared<Answer>();
    db::Command command;
    command.force = services.force;
    command.run = [act = job.act, run = std::move(job.run), answer](db::Transaction& tx) -> Result<void> {
        *answer = TRY(run(tx, *act));
        return {};
    };
    command.done = [call, answer, told = services.committed, committed = std::move(job.committed),
                    failed = std::move(job.failed)](Result<void> done) {
        if (!done) {
            return failed ? failed(done.error()) : refuse(*call, done.error());
        }
        (*told)();
        if (committed) {
            committed(*answer);
        }
        respond(*call, std::move(*answer));
    };
    services.database.submit(std::move(command));
}

}  // namespace bluelamp::api
