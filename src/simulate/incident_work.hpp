// SPDX-License-Identifier: Apache-2.0
/// What is done with an incident after it was sent: questions, assessment, somebody on the way, regrading, handing
/// over, the crime, the result.
///
/// Promises: everything a policy asks for before closing is done; what comes late has a reason, which the truth is
/// told.
#pragma once

#include "simulate/crime_work.hpp"
#include "simulate/scene.hpp"

namespace bluelamp::simulate {

class IncidentWork {
   public:
    IncidentWork(Stage& stage, CrimeWork& crimes) : stage_(stage), crimes_(crimes) {}

    /// All of it, from `at`, when the call's incident stands.
    void lay_out(const CallPtr& call, Instant at);
    /// The same for a call that may have been sent by itself, by the rule for calls without words.
    void lay_out_if_opened(const CallPtr& call, Instant at);
    /// The call's own log is joined to that of `first`, or dealt with like any other where that is closed.
    void lay_out_duplicate(const CallPtr& call, const CallPtr& first, Instant at);
    /// What is left to do with an incident that stood when the force was stopped.
    void go_on_with(const incidents::Incident& incident, Instant now);

   private:
    /// How it will go, as far as that can be said beforehand.
    struct Course {
        bool attend = true;
        bool late = false;
        Instant decided_at;  ///< arrival, or the decision that nobody goes
        bool crime = false;
        Instant crime_at, closed_at;
    };
    static std::vector<policy::Answered> draw_answers(const policy::Policy& policy, const policy::IncidentType& type,
                                                      Draws& draws);
    Course course_of(const CallPtr& call, Instant at, const std::vector<policy::Answered>& answers) const;
    void questions(const CallPtr& call, Instant at, const std::vector<policy::Answered>& answers);
    void assessment(const CallPtr& call, Instant at);
    void regraded(const CallPtr& call, Instant at);
    void attended(const CallPtr& call, const Course& course);
    void not_attended(const CallPtr& call, const Course& course);
    void closed(const CallPtr& call, const Course& course);
    void line(const CallPtr& call, Instant at, const access::Actor& by, std::string text);
    void carried_out(const CallPtr& call, const Course& course);
    [[nodiscard]] incidents::Ground ground(const policy::Policy& policy) const {
        return {policy, stage_.world.find_areas};
    }
    Result<void> answer_what_is_left(db::Transaction& tx, const Act& act, const incidents::Incident& incident) const;
    Result<void> close(db::Transaction& tx, const Act& act, const Call& call) const;

    Stage& stage_;
    CrimeWork& crimes_;
};

}  // namespace bluelamp::simulate
