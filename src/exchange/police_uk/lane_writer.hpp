// SPDX-License-Identifier: Apache-2.0
/// Hands an import to the write lane in pieces so small that a control room on the same database does not notice.
///
/// Promises: one piece is with the lane at a time, so that pieces never share a transaction and the lane is free
/// between them; the caller prepares the next meanwhile. A piece aims at working for less than 5 ms (DESIGN.md section
/// 6); the number of rows follows what the pieces before it took. Work must end with a question to the database, so
/// that on PostgreSQL, where statements are sent without waiting, its time is the time the server took.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>

#include "db/database.hpp"

namespace bluelamp::police_uk {

class LaneWriter {
   public:
    using Work = std::function<Result<void>(db::Transaction&)>;

    LaneWriter(db::Database& database, ForceId force);
    /// Waits for the piece that is with the lane.
    ~LaneWriter();
    LaneWriter(const LaneWriter&) = delete;
    LaneWriter& operator=(const LaneWriter&) = delete;

    /// How many rows the next piece should have.
    [[nodiscard]] std::size_t rows() const;
    /// Waits for the piece before, then hands over `work`, which writes `rows` rows. Its failure is told by the next
    /// call.
    Result<void> send(std::size_t rows, Work work);
    /// Waits until nothing is with the lane.
    Result<void> settle();
    /// Sends and settles.
    Result<void> write(std::size_t rows, Work work);

   private:
    /// Shared with the command, which may be on the lane after an error has unwound everything here.
    struct Shared {
        mutable std::mutex mutex;
        std::condition_variable done;
        bool busy = false;
        Result<void> last;
        std::size_t rows = 200;
    };

    db::Database& database_;
    ForceId force_;
    std::shared_ptr<Shared> shared_ = std::make_shared<Shared>();
};

}  // namespace bluelamp::police_uk
