// SPDX-License-Identifier: Apache-2.0
/// What every part of the invented force's work stands on, and one call with what came of it so far.
#pragma once

#include "policing/contacts/contacts.hpp"
#include "policing/crimes/crimes.hpp"
#include "simulate/population.hpp"
#include "simulate/staff.hpp"
#include "simulate/timeline.hpp"
#include "simulate/truth.hpp"

namespace bluelamp::simulate {

/// Shared by everybody who works. Lives as long as the force.
struct Stage {
    const World& world;
    const Settings& settings;
    const Lists& lists;
    const Population& people;
    const Staff& staff;
    Timeline& timeline;
    Truth& truth;

    [[nodiscard]] std::shared_ptr<const policy::Policy> policy(Instant now) const { return world.book.in_force(now); }
    /// An act for looking, by `actor`.
    [[nodiscard]] Act looking(const access::Actor& actor, Instant now) const;
    Result<void> read(const std::function<Result<void>(db::Reader&)>& run) const { return world.database.read(run); }
};

/// Who somebody on the telephone was found to be, before it is recorded.
struct Decision {
    std::optional<people::SubjectId> person;  ///< nothing: somebody new
    std::optional<std::string> question, answer;
    std::string reason;
};

/// One approach to the police. Written by its commands as they are run, each the same however often it is run; read by
/// looks and later commands.
struct Call {
    std::uint64_t number = 0;
    Draws draws{0};
    Instant at;
    const Kind* kind = nullptr;
    const access::Actor* handler = nullptr;
    contacts::Channel channel = contacts::Channel::non_emergency_101;
    contacts::Presented presented = contacts::Presented::spoken;
    std::optional<std::string> phone;
    const Person* caller = nullptr;
    Home home;
    incidents::Place place;
    bool at_home = false;    ///< it happens where the caller lives
    bool anonymous = false;  ///< never named, never matched
    people::Said said;

    contacts::ContactId contact;
    std::optional<people::MentionId> mention;
    std::optional<incidents::IncidentId> incident;
    std::optional<Decision> decision;
    std::optional<people::SubjectId> person;  ///< whom the mention was linked to
    bool told = false;                        ///< the truth has been told whom
    std::vector<people::SubjectId> shown;
    std::optional<crimes::CrimeId> crime;
};
using CallPtr = std::shared_ptr<Call>;

[[nodiscard]] inline json::Text<500> because(std::string_view text) { return {std::string(text)}; }

}  // namespace bluelamp::simulate
