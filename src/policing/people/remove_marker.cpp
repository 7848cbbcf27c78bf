// SPDX-License-Identifier: Apache-2.0
#include "policing/people/store.hpp"
#include "policing/people/store.sql.hpp"

namespace bluelamp::people {

Result<Marker> remove_marker(db::Transaction& tx, const Act& act, const policy::Policy& policy,
                             const RemoveMarker& wanted) {
    TRY(act.require(Permission::set_markers));
    KeptMarker kept = TRY(find_marker(tx, act, policy, wanted.id));
    kept.marker.removed_at = act.now;
    kept.marker.overdue.reset();
    ++kept.marker.version;
    TRY(tx.execute(sql::change_marker, {tx.force(), wanted.id, act.now, iso(kept.marker.review_on)}));
    TRY(record_marker(tx, act, "marker.removed", kept, json::to_text(wanted)));
    return kept.marker;
}

}  // namespace bluelamp::people
