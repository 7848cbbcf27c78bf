// SPDX-License-Identifier: Apache-2.0
#include "deadlines/deadlines.hpp"

namespace bluelamp::deadlines {
namespace {

struct OfRecord {
    std::string record;
};
BOOST_DESCRIBE_STRUCT(OfRecord, (), (record))

Result<api::Page<Promise>> list_of_record(db::Reader& reader, const Act& act, const OfRecord& query) {
    return api::Page<Promise>{TRY(of_record(reader, act, query.record)), {}};
}

}  // namespace

void add_routes(api::Router& router, const policy::Book& book) {
    router.get("/api/v1/deadlines", Permission::read_deadlines,
               "What is late, or due in the next day or week, the earliest first.", list_promises);
    router.get("/api/v1/deadlines/of/{record}", Permission::read_deadlines,
               "Every deadline of one record, the oldest first.", list_of_record);
    router.post<PausePromise, Promise>("/api/v1/deadlines/{id}/pause", Permission::pause_deadlines,
                                       "Stops the clock of a deadline, for a reason that its rule lists.",
                                       [&book](db::Transaction& tx, const Act& act, const PausePromise& wanted) {
                                           return pause(tx, act, book, wanted);
                                       });
    router.post<ResumePromise, Promise>("/api/v1/deadlines/{id}/resume", Permission::pause_deadlines,
                                        "The clock of a paused deadline runs on.",
                                        [&book](db::Transaction& tx, const Act& act, const ResumePromise& wanted) {
                                            return resume(tx, act, book, wanted);
                                        });
}

}  // namespace bluelamp::deadlines
