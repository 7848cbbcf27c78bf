// SPDX-License-Identifier: Apache-2.0
/// What is done with a crime: raised from its incident, its gaps closed, given to an investigator, a suspect named, an
/// outcome proposed, the victim told and the outcome finalised; most in time, some late.
#pragma once

#include "simulate/scene.hpp"

namespace bluelamp::simulate {

class CrimeWork {
   public:
    explicit CrimeWork(Stage& stage) : stage_(stage) {}

    /// All of it, from `at`, when the crime is raised from the call's incident.
    void lay_out(const CallPtr& call, Instant at);
    /// What is left to do with a crime that stood when the force was stopped.
    void go_on_with(const crimes::Crime& crime, Instant now);

   private:
    [[nodiscard]] crimes::Desk desk(const policy::Policy& policy) const {
        return {policy, stage_.world.find_areas, *stage_.world.offences};
    }
    /// A step on the call's crime, where one was raised and still may be changed.
    using OnCrime = std::function<Result<void>(db::Transaction&, const Act&, const crimes::WholeCrime&)>;
    void on_crime(const CallPtr& call, Instant at, std::string_view what, const access::Actor& by, OnCrime run);

    void raise(const CallPtr& call, Instant at);
    void close_gaps(const CallPtr& call, Instant at);
    void investigate(const CallPtr& call, Instant at);
    void suspect(const CallPtr& call, Instant at, const access::Actor& investigator);
    void outcome(const CallPtr& call, Instant at);
    void finalise(const CallPtr& call, Instant proposed_at);

    Stage& stage_;
};

}  // namespace bluelamp::simulate
