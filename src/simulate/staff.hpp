// SPDX-License-Identifier: Apache-2.0
/// Who works in the invented force: call handlers, dispatchers, officers and supervisors in three shifts, and by day
/// those who record and investigate crimes. Accounts like any other, whose password nobody knows.
///
/// Promises: as many as the scale needs, always the same for a seed; somebody is on duty at every hour. Accounts that
/// are there already (a restart) are taken as they are.
#pragma once

#include "simulate/lists.hpp"
#include "simulate/world.hpp"

namespace bluelamp::simulate {

enum class Duty { handler, dispatcher, officer, supervisor, recorder, investigator };

class Staff {
   public:
    /// Makes whom there is not, at `settings.from`; waits for the lane.
    static Result<Staff> enlist(const World& world, const Settings& settings, const Lists& lists);

    /// Somebody of that duty who works at `now`. Recorders and investigators work by day; at other hours it is one of
    /// them all the same, who works late.
    [[nodiscard]] const access::Actor& on_duty(Duty duty, Instant now, Draws& draws) const;
    /// Somebody of that duty other than `not_he`, who may be of any duty.
    [[nodiscard]] const access::Actor& another(Duty duty, Instant now, const access::Actor& not_he, Draws& draws) const;
    [[nodiscard]] bool works_here(std::string_view account) const;
    [[nodiscard]] const access::Actor* find(std::string_view account) const;
    [[nodiscard]] std::size_t size() const { return all_.size(); }

   private:
    struct Member {
        Duty duty;
        int shift;  ///< 0 early, 1 late, 2 night
        access::Actor actor;
    };
    std::vector<Member> all_;
    std::map<std::pair<Duty, int>, std::vector<std::size_t>> by_duty_;
};

/// 0 from six in the morning, 1 from two in the afternoon, 2 from ten at night.
[[nodiscard]] int shift_at(Instant now);

}  // namespace bluelamp::simulate
