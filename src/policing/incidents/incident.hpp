// SPDX-License-Identifier: Apache-2.0
/// What an incident is, and the rules by which one may be opened. Pure: no clock, store or network.
#pragma once

#include <optional>
#include <string>

#include "access/act.hpp"
#include "core/json.hpp"

namespace bluelamp::incidents {

using IncidentId = Id<struct IncidentTag>;
using access::Named;

/// How fast: the national shape (call handling standards 2005-6). Limits are seconds to first arrival; see limit_s.
enum class Grade { emergency, priority, scheduled, without_deployment };
BOOST_DESCRIBE_ENUM(Grade, emergency, priority, scheduled, without_deployment)

/// Seconds in which somebody should be there; nothing for what is resolved without sending anybody.
/// 15 minutes (urban), 60 minutes, 48 hours: call handling standards 2005-6, from memory. For history of other systems;
/// what is opened here has the limit of its level in the force's policy.
[[nodiscard]] std::optional<std::int64_t> limit_s(Grade grade);

enum class Status { open, closed };
BOOST_DESCRIBE_ENUM(Status, open, closed)

enum class Origin { live, imported };
BOOST_DESCRIBE_ENUM(Origin, live, imported)

/// Where, as said; the position where it is known.
struct Place {
    json::Text<300> text;
    std::optional<double> latitude;
    std::optional<double> longitude;
};
BOOST_DESCRIBE_STRUCT(Place, (), (text, latitude, longitude))

/// What the caller told us. Everything here is a claim, not yet a record.
struct Report {
    json::Text<500> summary;
    Place place;
    std::optional<Grade> grade;              ///< provisional; priority when nobody said
    std::optional<json::Text<60>> category;  ///< opening code of the national list (categories())
    std::optional<Instant> happened_at;      ///< now when nobody said
    std::optional<std::int64_t> visibility;  ///< access::Visibility; everyone when nobody said
    std::optional<json::Text<60>> type;      ///< policy::IncidentType code; brings category, floor, questions, card
    std::optional<json::Text<60>> level;     ///< policy::Level code; stands over `grade`
};
BOOST_DESCRIBE_STRUCT(Report, (), (summary, place, grade, category, happened_at, visibility, type, level))

/// The instants of an incident from call to close; each unknown until it happens.
struct Intervals {
    std::optional<Instant> called_at, answered_at, created_at, graded_at, dispatched_at, mobile_at, arrived_at,
        cleared_at, closed_at;
    friend bool operator==(const Intervals&, const Intervals&) = default;
};
BOOST_DESCRIBE_STRUCT(Intervals, (),
                      (called_at, answered_at, created_at, graded_at, dispatched_at, mobile_at, arrived_at, cleared_at,
                       closed_at))

struct Where {
    std::string text;
    std::optional<double> latitude, longitude;
    std::optional<std::string> ward, borough;  ///< codes of the areas it lies in
};
BOOST_DESCRIBE_STRUCT(Where, (), (text, latitude, longitude, ward, borough))

/// A level of the force's scheme, as it stood when the incident was graded.
struct GradedLevel {
    std::string code, title;
};
BOOST_DESCRIBE_STRUCT(GradedLevel, (), (code, title))

/// How an incident ended.
struct Ended {
    std::string result;        ///< policy::ResultCode code
    std::string closing_code;  ///< of the national list, or the type's title
    std::vector<std::string> qualifiers;
    std::optional<std::string> no_crime_reason, note;
};
BOOST_DESCRIBE_STRUCT(Ended, (), (result, closing_code, qualifiers, no_crime_reason, note))

struct Incident {
    IncidentId id;
    std::string reference;  ///< "Log 345 of 20 November"
    LocalDate opened_on;    ///< the local day the number counts in
    std::int64_t number = 0;
    Status status = Status::open;
    std::optional<Grade> grade;
    std::optional<std::int64_t> limit_s;
    std::optional<std::string> category;
    std::string summary;
    Where place;
    Instant happened_at, opened_at;
    Named opened_by, owner;
    std::int64_t visibility = 0;
    std::int64_t version = 1;
    std::int64_t last_seq = 1;  ///< entries in its log
    Origin origin = Origin::live;
    bool exercise = false;
    Intervals intervals;
    std::optional<std::string> source;  ///< of imported ones: which file's system
    std::optional<std::string> type;    ///< policy::IncidentType code
    std::optional<GradedLevel> level;
    std::optional<Instant> clock_from;    ///< the level's limit runs from here
    std::optional<Instant> due_at;        ///< clock_from + limit_s: somebody should be there
    std::optional<Instant> received_at;   ///< first receipt by any part of the force; opened_at unless a contact told
    std::vector<std::string> because;     ///< why it stands at its level, in words
    std::optional<IncidentId> joined_to;  ///< the primary log this duplicate was joined to; its status is closed
    std::optional<bool> attended;         ///< nothing while nobody has said
    std::optional<std::string> not_attended_reason;  ///< policy::NonAttendanceReason code
    bool transferred = false;                        ///< not attended because another body deals with it
    std::optional<Ended> ended;
    bool vulnerable = false;       ///< somebody at risk: by type, an answer, a marker
    bool crime_suspected = false;  ///< closing needs crimes or a reason why none
    std::int64_t lowered = 0;      ///< how often its grade was lowered
    std::optional<Named> contact;  ///< the contact that brought it: id and reference
    std::string policy_version;    ///< of the newest decision
};
BOOST_DESCRIBE_STRUCT(Incident, (),
                      (id, reference, opened_on, number, status, grade, limit_s, category, summary, place, happened_at,
                       opened_at, opened_by, owner, visibility, version, last_seq, origin, exercise, intervals, source,
                       type, level, clock_from, due_at, received_at, because, joined_to, attended, not_attended_reason,
                       transferred, ended, vulnerable, crime_suspected, lowered, contact, policy_version))

/// A line of the log. Never edited: a correction is another line.
struct Line {
    IncidentId incident;
    std::int64_t seq = 0;
    std::string action;  ///< "incident.opened", "incident.line_added", …
    std::string text;
    Instant happened_at, recorded_at;
    Named author;
    std::string role;
    std::optional<std::string> contact;  ///< id of the contact it was said in
};
BOOST_DESCRIBE_STRUCT(Line, (), (incident, seq, action, text, happened_at, recorded_at, author, role, contact))

/// "Log 345 of 20 November": what can be said on a radio.
[[nodiscard]] std::string reference_of(LocalDate opened_on, std::int64_t number);

/// Opening codes of the National Standard for Incident Recording, in the order of reference/nsir_categories.csv.
[[nodiscard]] std::span<const std::string_view> categories();

/// Qualifiers of the same list: many to an incident, given when it is closed.
[[nodiscard]] std::span<const std::string_view> qualifiers();

/// How far in the future a time may lie before it is refused: clocks of two machines differ by less.
inline constexpr std::chrono::minutes clock_tolerance{2};

/// A position is complete and on earth, or is left out.
Result<void> may_stand(const Place& place);

/// Decides whether `report` may become an incident: position complete and on earth, category known, not from the
/// future.
Result<void> may_open(const Report& report, Instant now);

/// `happened_at` of a line or a report: refuses the future.
Result<void> not_from_the_future(Instant happened_at, Instant now);

}  // namespace bluelamp::incidents
