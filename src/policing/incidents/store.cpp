// SPDX-License-Identifier: Apache-2.0
#include "policing/incidents/store.hpp"

#include "policing/incidents/store.sql.hpp"

namespace bluelamp::incidents {
namespace {

template <class Enum>
std::string_view text_of(Enum value) {
    return json::Format<Enum>::name(value);
}

/// The database's own CHECK lists hold these names, so another one is a broken invariant.
template <class Enum>
Enum enum_of(std::string_view text) {
    const auto value = json::Format<Enum>::parse(text, "");
    invariant(value.has_value(), "a stored name is not in its list");
    return *value;
}

Intervals read_intervals(const db::Row& row, Instant opened_at) {
    Intervals at;
    at.called_at = row.maybe_instant(25);
    at.answered_at = row.maybe_instant(26);
    at.created_at = opened_at;
    at.graded_at = row.maybe_instant(27);
    at.dispatched_at = row.maybe_instant(28);
    at.mobile_at = row.maybe_instant(29);
    at.arrived_at = row.maybe_instant(30);
    at.cleared_at = row.maybe_instant(31);
    at.closed_at = row.maybe_instant(32);
    return at;
}

// put_at keeps each reason in one line, and qualifiers are names of a list: neither holds a line break.
std::string lines_of(const std::vector<std::string>& texts) {
    std::string all;
    for (const std::string& text : texts) {
        all += (all.empty() ? "" : "\n") + text;
    }
    return all;
}

std::vector<std::string> cut(std::string_view lines) {
    std::vector<std::string> texts;
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find('\n'), lines.size());
        texts.emplace_back(lines.substr(0, end));
        lines.remove_prefix(std::min(end + 1, lines.size()));
    }
    return texts;
}

std::optional<std::string> grade_of(const Incident& incident) {
    return incident.grade ? std::optional(std::string(text_of(*incident.grade))) : std::nullopt;
}

std::optional<std::int64_t> flag(const std::optional<bool>& value) {
    return value ? std::optional<std::int64_t>(*value ? 1 : 0) : std::nullopt;
}

/// A member of something that may not be there.
template <class T, class Member>
auto within(const std::optional<T>& maybe, Member member) -> std::optional<std::string> {
    if (!maybe) {
        return std::nullopt;
    }
    return (*maybe).*member;
}

}  // namespace

// Columns count as in the view: 0 force_id, 1 id, 2 opened_on, ...
Incident read_incident_row(const db::Row& row) {
    Incident out;
    out.id = row.id<IncidentId>(1);
    const auto day = parse_date(row.text(2));
    invariant(day.has_value(), "opened_on is not a date");
    out.opened_on = *day;
    out.number = row.bigint(3);
    out.reference = reference_of(out.opened_on, out.number);
    out.status = enum_of<Status>(row.text(4));
    if (!row.null(5)) {
        out.grade = enum_of<Grade>(row.text(5));
    }
    out.category = row.maybe_text(6);
    out.summary = row.text(7);
    out.place = {row.string(8), row.maybe_real(9), row.maybe_real(10), row.maybe_text(11), row.maybe_text(12)};
    out.happened_at = row.instant(13);
    out.opened_at = row.instant(14);
    out.opened_by = {row.string(15), row.string(16)};
    out.owner = {row.string(17), row.string(18)};
    out.visibility = row.bigint(19);
    out.version = row.bigint(20);
    out.last_seq = row.bigint(21);
    out.origin = enum_of<Origin>(row.text(22));
    out.exercise = row.bigint(23) != 0;
    out.source = row.maybe_text(24);
    out.intervals = read_intervals(row, out.opened_at);
    read_decisions(row, 33, out);
    return out;
}

void read_decisions(const db::Row& row, int first, Incident& into) {
    into.type = row.maybe_text(first);
    if (!row.null(first + 1)) {
        into.level = GradedLevel{row.string(first + 1), row.maybe_text(first + 2).value_or("")};
    }
    into.limit_s = row.maybe_bigint(first + 3);
    into.clock_from = row.maybe_instant(first + 4);
    if (into.limit_s && into.clock_from) {
        into.due_at = *into.clock_from + std::chrono::seconds(*into.limit_s);
    }
    into.received_at = row.maybe_instant(first + 5);
    into.because = cut(row.text(first + 6));
    if (!row.null(first + 7)) {
        into.joined_to = row.id<IncidentId>(first + 7);
    }
    if (!row.null(first + 8)) {
        into.ended = Ended{row.string(first + 8), row.maybe_text(first + 9).value_or(""), cut(row.text(first + 10)),
                           row.maybe_text(first + 14), row.maybe_text(first + 15)};
    }
    if (!row.null(first + 11)) {
        into.attended = row.bigint(first + 11) != 0;
    }
    into.not_attended_reason = row.maybe_text(first + 12);
    into.transferred = row.bigint(first + 13) != 0;
    into.vulnerable = row.bigint(first + 16) != 0;
    into.crime_suspected = row.bigint(first + 17) != 0;
    into.lowered = row.bigint(first + 18);
    if (!row.null(first + 19)) {
        into.contact = Named{row.string(first + 19), row.maybe_text(first + 20).value_or("")};
    }
    into.policy_version = row.text(first + 21);
}

Result<void> insert(db::Transaction& tx, const Incident& incident) {
    const std::string day = iso(incident.opened_on);
    const Where& place = incident.place;
    const Intervals& at = incident.intervals;
    return tx.execute(sql::insert_incident, {tx.force(),
                                             incident.id,
                                             day,
                                             incident.number,
                                             grade_of(incident),
                                             incident.category,
                                             incident.summary,
                                             place.text,
                                             place.latitude,
                                             place.longitude,
                                             place.ward,
                                             place.borough,
                                             incident.happened_at,
                                             incident.opened_at,
                                             incident.opened_by.id,
                                             incident.visibility,
                                             incident.owner.id,
                                             incident.exercise ? 1 : 0,
                                             at.called_at,
                                             at.answered_at,
                                             incident.type,
                                             within(incident.level, &GradedLevel::code),
                                             within(incident.level, &GradedLevel::title),
                                             incident.limit_s,
                                             incident.clock_from,
                                             incident.received_at,
                                             lines_of(incident.because),
                                             incident.vulnerable ? 1 : 0,
                                             incident.crime_suspected ? 1 : 0,
                                             incident.policy_version,
                                             within(incident.contact, &Named::id),
                                             within(incident.contact, &Named::name)});
}

Result<void> update(db::Transaction& tx, const Incident& incident) {
    const Where& place = incident.place;
    const Intervals& at = incident.intervals;
    const std::optional<Ended>& ended = incident.ended;
    return tx.execute(sql::update_incident, {tx.force(),
                                             incident.id,
                                             text_of(incident.status),
                                             grade_of(incident),
                                             place.text,
                                             place.latitude,
                                             place.longitude,
                                             place.ward,
                                             place.borough,
                                             incident.owner.id,
                                             incident.version,
                                             at.graded_at,
                                             at.arrived_at,
                                             at.closed_at,
                                             within(incident.level, &GradedLevel::code),
                                             within(incident.level, &GradedLevel::title),
                                             incident.limit_s,
                                             incident.clock_from,
                                             lines_of(incident.because),
                                             incident.joined_to,
                                             within(ended, &Ended::result),
                                             within(ended, &Ended::closing_code),
                                             ended ? lines_of(ended->qualifiers) : "",
                                             flag(incident.attended),
                                             incident.not_attended_reason,
                                             incident.transferred ? 1 : 0,
                                             within(ended, &Ended::no_crime_reason),
                                             within(ended, &Ended::note),
                                             incident.vulnerable ? 1 : 0,
                                             incident.crime_suspected ? 1 : 0,
                                             incident.lowered,
                                             incident.policy_version,
                                             incident.type,
                                             incident.category,
                                             incident.visibility});
}

Result<Incident> seen(db::Reader& reader, const Act& act, const IncidentId& id) {
    const auto& clearance = act.actor.clearance;
    auto found =
        TRY(reader.maybe(sql::one_incident, {act.force, id, clearance.level, clearance.owners}, read_incident_row));
    if (!found) {
        return fail(ErrorCode::not_found, "id", "There is no such incident, or it is not for you to see.");
    }
    return *std::move(found);
}

Result<Incident> held(db::Reader& reader, const ForceId& force, const IncidentId& id) {
    constexpr auto all = static_cast<std::int64_t>(access::Visibility::secret);
    return reader.one(sql::one_incident, {force, id, all, ","}, read_incident_row);
}

Result<Incident> seen_open(db::Reader& reader, const Act& act, const IncidentId& id) {
    Incident incident = TRY(seen(reader, act, id));
    if (incident.origin == Origin::imported) {
        return fail(ErrorCode::conflict, "id", "This is the history of another system and is not changed here.");
    }
    if (incident.joined_to) {
        return fail(ErrorCode::conflict, "id",
                    "This log was joined to another one as a duplicate; work on that one, or unjoin this one first.");
    }
    if (incident.status == Status::closed) {
        return fail(ErrorCode::conflict, "id", "This incident is closed; add a line to its log, or reopen it first.");
    }
    return incident;
}

Result<void> record_line(db::Transaction& tx, const Act& act, Incident& incident, const Telling& telling,
                         const std::string& content) {
    TRY(act.record(tx, {.action = telling.action,
                        .kind = "incident",
                        .record = incident.id.text(),
                        .seq = incident.last_seq,
                        .happened_at = telling.happened_at,
                        .content = content,
                        .visibility = incident.visibility,
                        .owner = incident.owner.id}));
    return {};
}

namespace {

/// What a log tells whoever may not read on; screens that follow it drop it.
struct OutOfSight {
    std::string text;
    Named author;
};
BOOST_DESCRIBE_STRUCT(OutOfSight, (), (text, author))

}  // namespace

Result<void> out_of_sight(db::Transaction& tx, const Act& act, Incident& incident, std::int64_t visibility) {
    TRY(journal::narrow(tx, incident.id.text(), visibility));
    ++incident.last_seq;
    const OutOfSight told{"For fewer to see from now on.", {act.actor.id.text(), act.actor.name}};
    return record_line(tx, act, incident, {"incident.restricted", told.text, act.now}, json::to_text(told));
}

deadlines::Subject subject_of(const Incident& incident) {
    return {{"incident", incident.id.text(), incident.reference}, incident.owner.id, incident.visibility};
}

Result<void> happened(db::Transaction& tx, const Act& act, const policy::Policy& policy, const Incident& incident,
                      const deadlines::Event& event) {
    deadlines::Event whole = event;
    whole.level_limit_s = incident.limit_s;
    return deadlines::on(tx, act, policy, subject_of(incident), whole);
}

bool may_tell_of(const Incident& other, const Incident& in) { return other.visibility <= in.visibility; }

Result<void> suspect_again(db::Transaction& tx, const Act& act, const policy::Policy& policy,
                           const Incident& incident) {
    if (!incident.crime_suspected || !TRY(crimes_of(tx, act.force, incident.id)).empty()) {
        return {};
    }
    return happened(tx, act, policy, incident, {"crime.suspected", incident.received_at.value_or(incident.opened_at)});
}

Result<bool> keep_in_mind(db::Transaction& tx, const Act& act, const policy::Policy& policy, Incident& incident,
                          const policy::Raises& found) {
    const bool risk = found.vulnerable && !incident.vulnerable;
    const bool crime = found.crime && !incident.crime_suspected;
    incident.vulnerable = incident.vulnerable || risk;
    if (crime) {
        incident.crime_suspected = true;
        TRY(happened(tx, act, policy, incident,
                     {"crime.suspected", incident.received_at.value_or(incident.opened_at)}));
    }
    return risk || crime;
}

}  // namespace bluelamp::incidents
