// SPDX-License-Identifier: Apache-2.0
/// Incidents: what was reported to us, what we recorded, and how far it has got.
///
/// Owns the incident record, its log, its grade, places, duplicates and result, and its interval instants (answer,
/// create, grade, dispatch, mobile, arrival, clear). Does not send anyone (dispatch), identify anyone (people) or
/// decide when something is late (deadlines).
///
/// Promises: a Report is never altered after opening; corrections are further lines with their author. A log line keeps
/// when it happened and when it was recorded, and is never edited. Every change is one transaction with one journal
/// entry that holds the whole incident after it. A grade is raised at once and lowered only by two people. Numbers run
/// from 1 each local day without gaps. Imported incidents (origin imported) are closed, escalate nothing, are never
/// changed here and keep their source. Refuses: times in the future, half a position, unknown codes, closing with gaps,
/// and anything on incidents the reader may not see. Instants are UTC; positions WGS 84 degrees. Functions are safe to
/// call from any thread. Start reading at open_incident.cpp; what comes after opening is declared in handling.hpp.
#pragma once

#include <functional>
#include <span>

#include "api/router.hpp"
#include "deadlines/deadlines.hpp"
#include "policing/incidents/incident.hpp"
#include "policing/people/people.hpp"

namespace bluelamp::measures {
struct Measure;
}

namespace bluelamp::incidents {

/// Codes of the areas a position lies in on a day, as the geography knows them; injected so that commands stay pure.
struct Areas {
    std::optional<std::string> ward, borough;
};
using FindAreas = std::function<Areas(LatLon, LocalDate)>;

/// What a desk above does when an incident is for fewer to see: its own records of it are, too.
using Narrow = std::function<Result<void>(db::Transaction&, const Act&, const Incident&)>;

/// What commands of this desk stand on besides their act.
struct Ground {
    const policy::Policy& policy;
    const FindAreas& find_areas;
};

/// What the contact that brings an incident knows beyond the report.
struct Source {
    tasks::About contact;
    Instant received_at;  ///< first receipt by any part of the force
    std::optional<Instant> answered_at;
    std::optional<std::string> at_least;  ///< level code below which it is not graded (history raises, never lowers)
    std::string because;                  ///< why at_least
    bool vulnerable = false;
    bool exercise = false;
};

/// Opens an incident: a place (or "unknown") and a reason are enough. Reports "incident.opened", "incident.graded" and,
/// where its type expects one, "crime.suspected" to the deadlines. Needs Permission::log_incident.
Result<Incident> open_incident(db::Transaction& tx, const Act& act, const Ground& ground, const Report& report,
                               const std::optional<Source>& source = {});

struct NewLine {
    IncidentId id;
    json::Text<4'000> text;
    std::optional<Instant> happened_at;     ///< now when nobody said
    std::optional<json::Text<60>> contact;  ///< id of the contact it was said in
};
BOOST_DESCRIBE_STRUCT(NewLine, (), (id, text, happened_at, contact))

// ---- for the desks above --------------------------------------------------------------------------------------------

/// The incident as a subject of deadlines and tasks.
[[nodiscard]] deadlines::Subject subject_of(const Incident& incident);

/// A crime was raised from it: a line of its log, and its limit for recording is met.
Result<void> crime_raised(db::Transaction& tx, const Act& act, const Ground& ground, const IncidentId& id,
                          const tasks::About& crime);

/// A line from the contact that brought the incident, or was joined to it. Whoever has that call writes on, also when
/// the log is for fewer to see by now. The caller has read the contact.
Result<Line> add_line_of_contact(db::Transaction& tx, const Act& act, const NewLine& line);

/// Another contact reports the same: it is kept with the incident as contact and its caller as possible witness.
Result<void> add_contact(db::Transaction& tx, const Act& act, const IncidentId& id, const tasks::About& contact);

/// A value that a person supplied while the chain contact → incident → crime already held one of that kind for that
/// subject. The live figure "typed twice" counts them; asking again in order to verify is not one.
struct TypedTwice {
    std::string kind;     ///< "place", "phone", "name", "summary", "happened_at"
    std::string subject;  ///< of what: "incident", "caller", a mention's id
};
Result<void> typed_twice(db::Transaction& tx, const Act& act, const tasks::About& record, const TypedTwice& field);

/// Adds a line to the log, also of a closed incident. Needs Permission::add_line. Does not raise the incident's
/// version.
Result<Line> add_line(db::Transaction& tx, const Act& act, const NewLine& line);

/// One row of another system's dispatch history.
struct Imported {
    std::string source;     ///< name of the map's system, "dublin-fire-brigade"
    std::string source_id;  ///< its own reference, unique within the source
    std::string type;       ///< its own words for what it was
    std::string unit;       ///< station or unit, as given
    std::string summary;
    Where place;
    std::optional<Grade> grade;
    Instant opened_at;
    Intervals intervals;
    bool clock_fault = false;  ///< some instant stands before the one that must precede it: kept, but measured nowhere
    bool exercise = false;
};

struct ImportCounts {
    std::int64_t added = 0, changed = 0, unchanged = 0;
};

/// Stores imported incidents of one source, closed, owned by the importing team; one that comes again with other
/// content is replaced and the journal keeps what was. One act tells how many it stored, with the sum over all imported
/// incidents, which `first_altered` holds them against; none when nothing changed. Needs Permission::import_records.
Result<ImportCounts> import_incidents(db::Transaction& tx, const Act& act, std::span<const Imported> rows);

enum class Shown { open, closed, all };
BOOST_DESCRIBE_ENUM(Shown, open, closed, all)

struct ListQuery {
    std::optional<Shown> status;  ///< open when nobody said
    std::optional<Grade> grade;
    std::optional<json::Text<60>> reference;  ///< "Log 345 of 20 November" or "345": exact number, newest day first
    std::optional<std::string> after;         ///< cursor of the page before
    std::optional<std::int64_t> limit;        ///< 1 to 500; 50 when nobody said
};
BOOST_DESCRIBE_STRUCT(ListQuery, (), (status, grade, reference, after, limit))

Result<api::Page<Incident>> list_incidents(db::Reader& reader, const Act& act, const ListQuery& query);

struct OneIncident {
    IncidentId id;
};
BOOST_DESCRIBE_STRUCT(OneIncident, (), (id))

Result<Incident> read_incident(db::Reader& reader, const Act& act, const OneIncident& query);

struct LogQuery {
    IncidentId id;
    std::optional<std::int64_t> after;  ///< seq after which to go on
    std::optional<std::int64_t> limit;  ///< 1 to 500; 100 when nobody said
};
BOOST_DESCRIBE_STRUCT(LogQuery, (), (id, after, limit))

Result<api::Page<Line>> read_log(db::Reader& reader, const Act& act, const LogQuery& query);

/// Gives everything that the person `from` owns to `to`, each with a line in its log; answers how many. For disabling
/// an account.
Result<std::int64_t> move_owned(db::Transaction& tx, const Act& act, const access::OwnerId& from,
                                const access::OwnerId& to);

/// How many incidents have no owner that exists: of persons all, of teams the open ones (a team never goes away).
tasks::Unowned unowned_incidents();

/// The event of this log is for no more than `visibility` to see from now on: log, duplicates, what `others` keep of
/// it. Whoever owns them sees them as before. Nothing where it is so already. Whoever calls has decided it.
Result<void> narrow(db::Transaction& tx, const Act& act, const std::vector<Narrow>& others, const IncidentId& id,
                    std::int64_t visibility);

/// `others`: what follows an incident that is narrowed (set_type).
void add_routes(api::Router& router, const policy::Book& book, FindAreas find_areas, std::vector<Narrow> others);

/// What incidents can be asked in figures (measures/measures.hpp).
[[nodiscard]] std::vector<measures::Measure> measures();

/// An incident that is not as the journal tells.
struct Altered {
    std::int64_t position = 0;  ///< of the act that tells otherwise; 0 when no act tells of it
    std::string what;           ///< which incident, and what is wrong with it
};

/// The first act whose incidents do not say what was recorded: of one opened here, the newest act that changed it; of
/// imported ones, changed, gone or never imported. Each incident is read once and memory does not grow with them.
/// `unavailable` when an import goes on all the while.
Result<std::optional<Altered>> first_altered(db::Database& database, const ForceId& force);

}  // namespace bluelamp::incidents

#include "policing/incidents/handling.hpp"  // IWYU pragma: export
