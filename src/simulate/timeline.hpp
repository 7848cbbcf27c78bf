// SPDX-License-Identifier: Apache-2.0
/// The order of everything that happens in an invented force: steps by simulated time, run through the write lane as
/// fast as the database goes.
///
/// Promises: commands run in the order of their instants, each its own command with `now` its instant and ids drawn
/// from the seed, so that one that the lane runs again is the same; up to 50 share a transaction. A look runs on the
/// calling thread when everything before it is kept. `act` and `look` are called by looks or between runs, never by a
/// command.
/// Fails with seed, instant and step: when a command is refused that should not be. Where `forgiving` (people work in
/// the same force), one that comes too late for its record is passed over, and one that the database was away for is
/// tried again by the next run.
#pragma once

#include <queue>

#include "simulate/world.hpp"

namespace bluelamp::simulate {

using Command = std::function<Result<void>(db::Transaction&, const Act&)>;
using Look = std::function<Result<void>(Instant)>;

class Timeline {
   public:
    Timeline(const World& world, const Settings& settings) : world_(world), settings_(settings) {}

    /// `by` outlives the step.
    void act(Instant at, std::string_view what, const access::Actor& by, Command command);
    void look(Instant at, std::string_view what, Look look);
    /// Everything due until then, and what becomes due by it.
    Result<void> run_until(Instant until);

    [[nodiscard]] std::optional<Instant> next() const;
    [[nodiscard]] Instant now() const { return now_; }

    struct Counts {
        std::int64_t acknowledged = 0;  ///< commands that were kept
        std::int64_t entries = 0;       ///< acts they recorded in the journal
        std::int64_t passed_over = 0;
    };
    [[nodiscard]] const Counts& counts() const { return counts_; }

    bool forgiving = false;

   private:
    struct Step {
        Instant at;
        std::uint64_t number = 0;
        std::string_view what;
        const access::Actor* by = nullptr;
        Command command;
        Look look;
    };
    struct Later {
        bool operator()(const Step& a, const Step& b) const {
            return std::tie(a.at, a.number) > std::tie(b.at, b.number);
        }
    };
    Step take();
    Result<void> run(std::vector<Step>& batch);
    Error failed(const Step& step, const Error& error) const;

    const World& world_;
    const Settings settings_;
    std::priority_queue<Step, std::vector<Step>, Later> steps_;
    std::uint64_t numbers_ = 0;
    Instant now_;
    Counts counts_;
};

}  // namespace bluelamp::simulate
