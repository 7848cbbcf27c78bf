// SPDX-License-Identifier: Apache-2.0
/// Rows to types for incidents, and how an act changes one; known to this desk only.
#pragma once

#include <limits>

#include "policing/incidents/handling.hpp"

namespace bluelamp::incidents {

/// One row of the view incident_rows.
Incident read_incident_row(const db::Row& row);

/// The columns that policy decides, from `first` on, in the order of the view.
void read_decisions(const db::Row& row, int first, Incident& into);

Result<void> insert(db::Transaction& tx, const Incident& incident);

/// The incident if the reader may see it; otherwise it is not there.
Result<Incident> seen(db::Reader& reader, const Act& act, const IncidentId& id);

/// The incident, whoever asks: for what follows of a record that stands on it.
Result<Incident> held(db::Reader& reader, const ForceId& force, const IncidentId& id);

/// As `seen`; refuses one that is imported, joined or closed.
Result<Incident> seen_open(db::Reader& reader, const Act& act, const IncidentId& id);

/// What the journal keeps of an act: what the log says, what was changed, and the whole incident after it.
template <class What>
struct Told {
    std::string text;
    Named author;
    What change;
    Incident incident;
    BOOST_DESCRIBE_CLASS(Told, (), (text, author, change, incident), (), ())
};

/// One act on an incident, as its log tells it.
struct Telling {
    std::string_view action;
    std::string text;
    Instant happened_at;
};

/// Records `content` as the next line of the incident's log.
Result<void> record_line(db::Transaction& tx, const Act& act, Incident& incident, const Telling& telling,
                         const std::string& content);

template <class What>
std::string content_of(const Act& act, const Incident& incident, const std::string& text, const What& change) {
    return json::to_text(Told<What>{text, {act.actor.id.text(), act.actor.name}, change, incident});
}

/// A line of the log that leaves the incident as it is.
template <class What>
Result<void> tell(db::Transaction& tx, const Act& act, Incident& incident, const Telling& telling, const What& change) {
    ++incident.last_seq;
    return record_line(tx, act, incident, telling, content_of(act, incident, telling.text, change));
}

/// Writes the incident as it is now, one version on.
Result<void> update(db::Transaction& tx, const Incident& incident);

/// A change: the row and the line of the log that tells it.
template <class What>
Result<void> keep(db::Transaction& tx, const Act& act, Incident& incident, const Telling& telling, const What& change) {
    ++incident.version;
    TRY(update(tx, incident));
    return tell(tx, act, incident, telling, change);
}

/// What was told of `incident` is for no more than `visibility` to see; the last that others are told is that it is so.
Result<void> out_of_sight(db::Transaction& tx, const Act& act, Incident& incident, std::int64_t visibility);

/// Whether whoever reads this log may read of the other one there: a log tells nothing of one that fewer may see.
[[nodiscard]] bool may_tell_of(const Incident& other, const Incident& in);

/// What was suspected and not recorded is to be recorded within its limit again, which runs from first receipt.
Result<void> suspect_again(db::Transaction& tx, const Act& act, const policy::Policy& policy, const Incident& incident);

/// Tells the deadlines what happened, with the limit of the incident's level.
Result<void> happened(db::Transaction& tx, const Act& act, const policy::Policy& policy, const Incident& incident,
                      const deadlines::Event& event);

/// Somebody at risk, or a crime suspected, is kept once known; suspecting a crime starts its limit from first receipt.
/// Answers whether the incident changed.
Result<bool> keep_in_mind(db::Transaction& tx, const Act& act, const policy::Policy& policy, Incident& incident,
                          const policy::Raises& found);

/// Rows as they stand, for commands that have read the incident.
Result<std::vector<Answer>> answers_of(db::Reader& reader, const ForceId& force, const IncidentId& id);
Result<std::vector<Assessment>> assessments_of(db::Reader& reader, const ForceId& force, const IncidentId& id);
Result<std::vector<GradeChange>> grade_changes_of(db::Reader& reader, const ForceId& force, const IncidentId& id);
Result<std::vector<Named>> crimes_of(db::Reader& reader, const ForceId& force, const IncidentId& id);

/// Where the incident was opened, as the first of its places.
KnownPlace opening_place(const Incident& incident);

/// What the policy weighs of answers and assessment.
policy::Situation situation_of(const Incident& incident, const std::vector<Answer>& answers,
                               const std::vector<Assessment>& assessments);

}  // namespace bluelamp::incidents
