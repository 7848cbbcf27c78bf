// SPDX-License-Identifier: Apache-2.0
/// What is done with an incident after it was opened: answers, assessment, grade, places, duplicates, attendance,
/// result. Requests, what they answer, and their commands. Part of the desk's public header, which includes it.
///
/// Each needs an open incident that the reader may see, and refuses imported and joined ones. What overwrites a field
/// (grade, attendance, close, reopen, give) needs the version that was read; what adds does not.
#pragma once

#include "policing/incidents/incidents.hpp"
#include "policy/judge.hpp"

namespace bluelamp::incidents {

using GradeChangeId = Id<struct GradeChangeTag>;

// ---- answers and assessment -----------------------------------------------------------------------------------------

/// An answer to a question of the policy, or why it is not known. The newest stands; older ones stay in the log.
struct NewAnswer {
    IncidentId id;
    json::Text<80> question;                      ///< policy::Question code
    std::optional<json::Text<2'000>> answer;      ///< "yes" or "no", one of the choices, a number, words
    std::optional<json::Text<300, 3>> not_known;  ///< the reason why nobody knows
};
BOOST_DESCRIBE_STRUCT(NewAnswer, (), (id, question, answer, not_known))

struct Answer {
    std::int64_t seq = 0;  ///< line of the log
    std::string question;
    std::optional<std::string> answer, not_known;
    Instant recorded_at;
    Named recorded_by;
};
BOOST_DESCRIBE_STRUCT(Answer, (), (seq, question, answer, not_known, recorded_at, recorded_by))

/// An answer kept, and the incident after it: an answer that raises has changed its grade at once.
struct AnswerKept {
    Answer answer;
    Incident incident;
    std::optional<std::string> raised_because;
};
BOOST_DESCRIBE_STRUCT(AnswerKept, (), (answer, incident, raised_because))

/// Needs Permission::grade_incidents.
Result<AnswerKept> answer_question(db::Transaction& tx, const Act& act, const Ground& ground, const NewAnswer& wanted);

struct Facet {
    std::int64_t level = 0;  ///< 0 none to 3 grave
    std::optional<json::Text<500>> words;
};
BOOST_DESCRIBE_STRUCT(Facet, (), (level, words))

/// Threat, harm, risk, investigation, vulnerability, engagement: as much of it as somebody can say.
struct Facets {
    std::optional<Facet> threat, harm, risk, investigation, vulnerability, engagement;
    std::optional<bool> wishes_attendance;  ///< whether the victim wants somebody to come
};
BOOST_DESCRIBE_STRUCT(Facets, (), (threat, harm, risk, investigation, vulnerability, engagement, wishes_attendance))

struct NewAssessment : Facets {
    IncidentId id;
};
BOOST_DESCRIBE_STRUCT(NewAssessment, (Facets), (id))

struct Assessment {
    std::int64_t seq = 0;
    Facets said;
    Instant recorded_at;
    Named recorded_by;
};
BOOST_DESCRIBE_STRUCT(Assessment, (), (seq, said, recorded_at, recorded_by))

/// Keeps the assessment; the newest stands. Proposes, and changes no grade. Needs Permission::grade_incidents.
Result<Assessment> assess(db::Transaction& tx, const Act& act, const Ground& ground, const NewAssessment& wanted);

/// What the policy proposes for everything known of the incident, its people's markers and repeats included.
Result<policy::Proposal> read_proposal(db::Reader& reader, const Act& act, const policy::Policy& policy,
                                       const OneIncident& query);

// ---- type -----------------------------------------------------------------------------------------------------------

struct SetType {
    IncidentId id;
    json::Text<60> type;                    ///< policy::IncidentType code
    std::optional<json::Text<500>> reason;  ///< needed where it had another type before
};
BOOST_DESCRIBE_STRUCT(SetType, (), (id, type, reason))

/// Gives the incident its type, or another one: category, questions, card, whom to tell, floor of the grade. It raises
/// and adds: a grade is not lowered by it, a crime stays suspected, and what is restricted stays so. A restricted type
/// narrows the whole log, what was told of it before, and by `others` what stands on it. Needs
/// Permission::grade_incidents and If-Match.
Result<Incident> set_type(db::Transaction& tx, const Act& act, const Ground& ground, const std::vector<Narrow>& others,
                          const SetType& wanted);

// ---- grade ----------------------------------------------------------------------------------------------------------

struct SetGrade {
    IncidentId id;
    json::Text<60> level;
    json::Text<500> reason;
};
BOOST_DESCRIBE_STRUCT(SetGrade, (), (id, level, reason))

/// overtaken: the grade was raised while the lower one waited.
enum class ChangeState { applied, proposed, approved, refused, overtaken };
BOOST_DESCRIBE_ENUM(ChangeState, applied, proposed, approved, refused, overtaken)

struct GradeChange {
    GradeChangeId id;
    GradedLevel from, to;
    std::string reason;
    ChangeState state = ChangeState::applied;
    Named asked_by;
    Instant asked_at;
    std::optional<Named> decided_by;
    std::optional<Instant> decided_at;
    std::optional<std::string> decision_reason;
    std::string policy_version;
};
BOOST_DESCRIBE_STRUCT(GradeChange, (),
                      (id, from, to, reason, state, asked_by, asked_at, decided_by, decided_at, decision_reason,
                       policy_version))

/// A higher or equal grade stands at once. A lower one needs an assessment made since the last grading and waits for
/// another person. Needs Permission::grade_incidents and If-Match.
Result<GradeChange> grade_incident(db::Transaction& tx, const Act& act, const Ground& ground, const SetGrade& wanted);

struct DecideDowngrade {
    IncidentId id;
    GradeChangeId change;
    json::Text<500> reason;
};
BOOST_DESCRIBE_STRUCT(DecideDowngrade, (), (id, change, reason))

/// By another person than who proposed it. Needs Permission::approve_downgrade.
Result<GradeChange> approve_downgrade(db::Transaction& tx, const Act& act, const Ground& ground,
                                      const DecideDowngrade& wanted);
Result<GradeChange> refuse_downgrade(db::Transaction& tx, const Act& act, const Ground& ground,
                                     const DecideDowngrade& wanted);

// ---- places ---------------------------------------------------------------------------------------------------------

enum class PlaceKind { incident, caller, victim_home, rendezvous };
BOOST_DESCRIBE_ENUM(PlaceKind, incident, caller, victim_home, rendezvous)

enum class PlaceSource { caller, network, device, gazetteer, officer, record, other };
BOOST_DESCRIBE_ENUM(PlaceSource, caller, network, device, gazetteer, officer, record, other)

enum class Confidence { certain, likely, uncertain, unknown };
BOOST_DESCRIBE_ENUM(Confidence, certain, likely, uncertain, unknown)

/// "unknown" is a place, and so is an address that nobody finds on a map.
struct NewPlace {
    IncidentId id;
    PlaceKind kind = PlaceKind::incident;
    Place place;
    PlaceSource source = PlaceSource::caller;
    Confidence confidence = Confidence::unknown;
    std::optional<bool> confirmed;  ///< not, when nobody said
};
BOOST_DESCRIBE_STRUCT(NewPlace, (), (id, kind, place, source, confidence, confirmed))

struct KnownPlace {
    std::int64_t seq = 0;
    PlaceKind kind = PlaceKind::incident;
    Place place;
    PlaceSource source = PlaceSource::caller;
    Confidence confidence = Confidence::unknown;
    bool confirmed = false;
    bool in_force = false;  ///< the newest of its kind
    Instant recorded_at;
    Named recorded_by;
};
BOOST_DESCRIBE_STRUCT(KnownPlace, (),
                      (seq, kind, place, source, confidence, confirmed, in_force, recorded_at, recorded_by))

/// Keeps the place beside those before it; one of kind incident is where the incident stands from now on. Needs
/// Permission::add_line.
Result<KnownPlace> give_place(db::Transaction& tx, const Act& act, const Ground& ground, const NewPlace& wanted);

// ---- duplicates -----------------------------------------------------------------------------------------------------

struct NearQuery {
    std::optional<double> latitude, longitude;
    std::optional<json::Text<300>> place;
};
BOOST_DESCRIBE_STRUCT(NearQuery, (), (latitude, longitude, place))

struct Nearby {
    Incident incident;
    std::optional<std::int64_t> distance_m;
    std::string why;
};
BOOST_DESCRIBE_STRUCT(Nearby, (), (incident, distance_m, why))

/// Open incidents of the last 4 hours within 500 m or at a place of the same words: nearest first.
Result<api::Page<Nearby>> near(db::Reader& reader, const Act& act, const NearQuery& query);
Result<api::Page<Nearby>> nearby(db::Reader& reader, const Act& act, const OneIncident& query);

struct JoinIncident {
    IncidentId id;
    IncidentId primary;
    json::Text<500> reason;
};
BOOST_DESCRIBE_STRUCT(JoinIncident, (), (id, primary, reason))

/// Closes the duplicate into the primary, which takes over its grade if that is higher. Needs
/// Permission::result_incidents.
Result<Incident> join_incident(db::Transaction& tx, const Act& act, const Ground& ground, const JoinIncident& wanted);

struct WithReason {
    IncidentId id;
    json::Text<500> reason;
};
BOOST_DESCRIBE_STRUCT(WithReason, (), (id, reason))

/// The duplicate is what it was: open, with its promises from their first instants.
Result<Incident> unjoin_incident(db::Transaction& tx, const Act& act, const Ground& ground, const WithReason& wanted);

// ---- attendance and result ------------------------------------------------------------------------------------------

struct RecordAttendance {
    IncidentId id;
    bool attended = false;
    std::optional<Instant> at;             ///< of arrival; now when nobody said
    std::optional<json::Text<60>> reason;  ///< policy::NonAttendanceReason code
    std::optional<json::Text<1'000>> note;
    std::optional<bool> declined;  ///< the caller wants nobody, whatever the reason's own words
};
BOOST_DESCRIBE_STRUCT(RecordAttendance, (), (id, attended, at, reason, note, declined))

/// Needs Permission::result_incidents and If-Match.
Result<Incident> record_attendance(db::Transaction& tx, const Act& act, const Ground& ground,
                                   const RecordAttendance& wanted);

struct CloseIncident {
    IncidentId id;
    json::Text<60> result;                       ///< policy::ResultCode code
    std::optional<json::Text<60>> closing_code;  ///< of the national list; the opening one when nobody said
    std::optional<std::vector<std::string>> qualifiers;
    std::optional<json::Text<60>> no_crime_reason;
    std::optional<json::Text<2'000>> note;
};
BOOST_DESCRIBE_STRUCT(CloseIncident, (), (id, result, closing_code, qualifiers, no_crime_reason, note))

/// Refused with every gap named at once. Needs Permission::result_incidents and If-Match.
Result<Incident> close_incident(db::Transaction& tx, const Act& act, const Ground& ground, const CloseIncident& wanted);

struct Gap {
    std::string field;
    std::string message;
};
BOOST_DESCRIBE_STRUCT(Gap, (), (field, message))

/// What stands in the way of closing, whatever the result.
Result<api::Page<Gap>> gaps(db::Reader& reader, const Act& act, const policy::Policy& policy, const OneIncident& query);

/// Needs Permission::result_incidents and If-Match.
Result<Incident> reopen_incident(db::Transaction& tx, const Act& act, const Ground& ground, const WithReason& wanted);

struct GiveIncident {
    IncidentId id;
    json::Text<60> to;  ///< OwnerId text: "person:…" or "team:…"
    json::Text<500> reason;
};
BOOST_DESCRIBE_STRUCT(GiveIncident, (), (id, to, reason))

/// Another owner; its promises follow. Needs Permission::result_incidents and If-Match.
Result<Incident> give_incident(db::Transaction& tx, const Act& act, const GiveIncident& wanted);

// ---- what an incident's page shows ----------------------------------------------------------------------------------

/// Newest answer to each question.
Result<api::Page<Answer>> list_answers(db::Reader& reader, const Act& act, const OneIncident& query);
/// Newest first.
Result<api::Page<Assessment>> list_assessments(db::Reader& reader, const Act& act, const OneIncident& query);
/// All that were ever given, oldest first.
Result<api::Page<KnownPlace>> list_places(db::Reader& reader, const Act& act, const OneIncident& query);
/// Oldest first.
Result<api::Page<GradeChange>> list_grade_changes(db::Reader& reader, const Act& act, const OneIncident& query);
/// Duplicates joined to it, oldest first.
Result<api::Page<Incident>> list_joined(db::Reader& reader, const Act& act, const OneIncident& query);

struct ReportedBy {
    Named contact;                     ///< id and reference
    std::string as;                    ///< "caller" or "possible witness"
    std::optional<Named> joined_from;  ///< the duplicate it reported
    Instant at;
};
BOOST_DESCRIBE_STRUCT(ReportedBy, (), (contact, as, joined_from, at))

/// Every contact that reported it, those of joined duplicates included.
Result<api::Page<ReportedBy>> list_contacts(db::Reader& reader, const Act& act, const OneIncident& query);
/// Crimes raised from it.
Result<api::Page<Named>> list_crimes(db::Reader& reader, const Act& act, const OneIncident& query);

struct TypedAgain {
    std::string kind, subject;
    tasks::About record;
    Named typed_by;
    Instant typed_at;
};
BOOST_DESCRIBE_STRUCT(TypedAgain, (), (kind, subject, record, typed_by, typed_at))

struct TypedTwiceFigure {
    std::int64_t count = 0;
    std::vector<TypedAgain> items;  ///< the newest 50, newest first
};
BOOST_DESCRIBE_STRUCT(TypedTwiceFigure, (), (count, items))

Result<TypedTwiceFigure> typed_twice_figure(db::Reader& reader, const Act& act, const api::Nothing& query);

}  // namespace bluelamp::incidents
