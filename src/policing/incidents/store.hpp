// SPDX-License-Identifier: Apache-2.0
/// Rows to types for incidents; known to this desk only.
#pragma once

#include "policing/incidents/incidents.hpp"

namespace bluelamp::incidents {

/// One row of the view incident_rows.
Incident read_incident_row(const db::Row& row);

Result<void> insert(db::Transaction& tx, const Incident& incident);

}  // namespace bluelamp::incidents
