// SPDX-License-Identifier: Apache-2.0
/// Going on after a stop: what the database says is still to be done.
#pragma once

#include "simulate/incident_work.hpp"

namespace bluelamp::simulate {

/// When the newest call came that this force's staff took; nothing when they took none yet.
Result<std::optional<Instant>> last_call(const World& world, const Staff& staff, Instant now);

/// Lays out the rest of every call, incident and crime that the invented staff had in hand. What people of flesh and
/// blood opened is left to them.
Result<void> go_on(Stage& stage, IncidentWork& incidents, CrimeWork& crimes, Instant now);

}  // namespace bluelamp::simulate
