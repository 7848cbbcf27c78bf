// SPDX-License-Identifier: Apache-2.0
#include "policing/people/store.hpp"
#include "policing/people/store.sql.hpp"

namespace bluelamp::people {

Result<Marker> review_marker(db::Transaction& tx, const Act& act, const policy::Policy& policy,
                             const ReviewMarker& wanted) {
    TRY(act.require(Permission::set_markers));
    KeptMarker kept = TRY(find_marker(tx, act, policy, wanted.id));
    const LocalDate today = in_london(act.now).date;
    const policy::MarkerKind* kind = policy.marker(kept.marker.marker);
    if (!wanted.review_on && kind == nullptr) {
        return fail(ErrorCode::invalid, "review_on", "The policy knows this marker no more; give the day of review.");
    }
    ReviewMarker done = wanted;
    if (!done.review_on) {
        done.review_on = plus_days(today, static_cast<int>(kind->review_days));
    }
    if (*done.review_on <= today) {
        return fail(ErrorCode::invalid, "review_on", "The next review lies ahead; give a later day.");
    }
    kept.marker.review_on = *done.review_on;
    kept.marker.overdue.reset();
    ++kept.marker.version;
    TRY(tx.execute(sql::change_marker, {tx.force(), wanted.id, std::optional<Instant>(), iso(*done.review_on)}));
    TRY(record_marker(tx, act, "marker.reviewed", kept, json::to_text(done)));
    return kept.marker;
}

}  // namespace bluelamp::people
