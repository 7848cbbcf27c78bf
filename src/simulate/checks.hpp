// SPDX-License-Identifier: Apache-2.0
/// What must hold of a force at every instant, whatever happens in it: nothing is owned by nobody, every promise is
/// met, open or told, every acknowledged act stands in the journal, nothing was typed twice, no interval is negative.
#pragma once

#include <set>

#include "simulate/scene.hpp"

namespace bluelamp::simulate {

class Checks {
   public:
    explicit Checks(Stage& stage) : stage_(stage) {}

    /// Where counting begins: what stood in the database before.
    Result<void> begin();
    /// All of them at `now`, over what is new. `internal` naming what does not hold. What was late is told first.
    Result<void> hold(Instant now);
    struct Counted {
        std::int64_t calls = 0, incidents = 0, crimes = 0;
    };
    /// The same over everything, with the journal's chain; answers what was counted on the way.
    Result<Counted> hold_at_the_end(Instant now);
    /// Tells the truth of every promise that was broken, and told of, since the last time.
    Result<void> tell_what_was_late();
    [[nodiscard]] std::int64_t times() const { return times_; }

   private:
    Result<void> hold_now(db::Reader& reader, const Act& act) const;
    Result<void> late_were_told(db::Reader& reader, const Act& act) const;
    Result<void> journal_holds(db::Reader& reader) const;

    Stage& stage_;
    Instant began_;
    std::int64_t head_ = 0, typed_ = 0;
    std::int64_t read_ = 0;         ///< position up to which broken promises were looked for
    std::set<std::string> broken_;  ///< promises: several people are told of each
    std::int64_t times_ = 0;
};

/// Why an incident's instants are not in order; nothing when they are.
[[nodiscard]] std::optional<std::string> out_of_order(const incidents::Incident& incident);

}  // namespace bluelamp::simulate
