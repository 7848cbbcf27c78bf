// SPDX-License-Identifier: Apache-2.0
/// Calls as they come in an hour, and what their handlers do: receive, send, ask who is calling, look him up, decide,
/// note, park, hand over, end; calls without words, and calls that are lost.
///
/// Promises: what an hour brings depends on the seed and the hour alone, so that a force that was stopped goes on with
/// the same calls. Nothing is typed twice: what was said once is carried.
#pragma once

#include "simulate/incident_work.hpp"
#include "simulate/scene.hpp"

namespace bluelamp::simulate {

class Calls {
   public:
    Calls(Stage& stage, IncidentWork& incidents) : stage_(stage), incidents_(incidents) {}

    /// Lays out the calls of the hour that begins at `hour`, but none before `from`.
    void lay_out(Instant hour, Instant from);
    /// Tells the truth of who was put on the register since the last time.
    void tell_who_was_made();

   private:
    void lay_out_one(std::uint64_t number, Instant at);
    void incident(const CallPtr& call);
    void advice(const CallPtr& call);
    void silent(const CallPtr& call);
    void lost(const CallPtr& call);
    void others_ring_too(const CallPtr& call);

    void receive(const CallPtr& call);
    void send(const CallPtr& call, Instant at);
    void who_is_calling(const CallPtr& call, Instant at);
    void look_up(const CallPtr& call, Instant at);
    void victim_named(const CallPtr& call, Instant at);
    void details(const CallPtr& call, Instant at);
    void say(const CallPtr& call, Instant at, std::string text);
    /// Answers when somebody goes on with it.
    Instant parked(const CallPtr& call, Instant at);
    void end(const CallPtr& call, Instant at, std::optional<std::string> why_no_incident);

    CallPtr make_call(std::uint64_t number, Instant at);

    Stage& stage_;
    IncidentWork& incidents_;
    std::vector<CallPtr> made_;  ///< whose persons the truth has not told yet
};

}  // namespace bluelamp::simulate
