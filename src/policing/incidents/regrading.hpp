// SPDX-License-Identifier: Apache-2.0
/// What raising and lowering a grade have in common; known to this desk only.
#pragma once

#include "policing/incidents/grading.hpp"
#include "policing/incidents/handling.hpp"

namespace bluelamp::incidents {

/// Whether `level` is faster than where the incident stands.
[[nodiscard]] bool is_higher(const Ground& ground, const Incident& incident, const policy::Level& level);

/// Keeps a change of grade as the next line of the incident's log.
Result<GradeChange> note_change(db::Transaction& tx, const Act& act, const Ground& ground, const Incident& incident,
                                const GradeChange& change);

/// Puts the incident at a level and reports it to the deadlines, unless somebody is there already. That nobody goes,
/// decided at a lower grade, holds no more.
Result<void> regrade(db::Transaction& tx, const Act& act, const Ground& ground, Incident& incident,
                     const Choice& choice);

/// Settles what waits to be graded lower than is needed now; whether anything did.
Result<bool> overtake(db::Transaction& tx, const Act& act, const Ground& ground, const IncidentId& incident,
                      const Choice& choice);

/// As `regrade` to a higher level, noted in the history; a lower grade that waited is overtaken. The caller keeps the
/// incident.
Result<GradeChange> raise(db::Transaction& tx, const Act& act, const Ground& ground, Incident& incident,
                          const Choice& choice);

/// Settles a change that waited.
Result<void> decide(db::Transaction& tx, const Act& act, GradeChange& change, ChangeState state,
                    std::string_view reason);

}  // namespace bluelamp::incidents
