// SPDX-License-Identifier: Apache-2.0
/// Crimes: what was recorded as a crime, how it is classified and counted, and how it ended.
///
/// Owns the crime record, its victims and suspects by mention, its flags, outcomes and cancellations. Does not
/// investigate, keeps no person (people) and decides nothing that the force's policy decides.
///
/// Promises: a crime raised from an incident carries over everything that the chain contact → incident already holds;
/// what somebody supplies again is counted as typed twice. What the counting rules still ask for never refuses the
/// whole: it stays a draft with its gaps named, and the limit for recording, which runs from first receipt by any part
/// of the force, runs on. Recording late is marked, never refused. Nothing is deleted: classes, outcomes and
/// cancellations keep their history, and each change is one transaction with one entry in the crime's log.
/// Refuses: times in the future or out of order, an outcome without its evidence, finalising one's own proposal,
/// cancelling by anybody but the policy's decision maker, or by somebody who recorded the crime or ever owned it.
/// Instants are UTC; positions WGS 84 degrees. Start reading at raise_crime.cpp.
#pragma once

#include <memory>

#include "api/router.hpp"
#include "policing/crimes/crime.hpp"

namespace bluelamp::crimes {

/// What commands of this desk stand on besides their act.
struct Desk {
    const policy::Policy& policy;
    const incidents::FindAreas& find_areas;
    const Catalogue& catalogue;
};

/// A crime with all that is linked to it: what every command answers.
struct WholeCrime {
    Crime crime;
    std::optional<Counting> counting;
    std::vector<people::Mention> mentions;
    std::vector<Linked> people;
    std::vector<Flagged> flags;
    std::vector<Outcome> outcomes;            ///< oldest first
    std::vector<Cancellation> cancellations;  ///< oldest first
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(WholeCrime, (), (crime, counting, mentions, people, flags, outcomes, cancellations, version))

/// Somebody named who does not stand in the chain yet.
/// Where somebody told of it anonymously, whoever is named anew may be he: kept, but never matched or enriched, unless
/// he is named `openly` or is suspected. Nobody is compared with the informant: an answer would tell who he is.
struct NewPerson {
    people::Role role = people::Role::victim;
    people::Said said;
    std::optional<bool> openly{};  ///< not whoever told of it anonymously, or he has agreed to be named
};
BOOST_DESCRIBE_STRUCT(NewPerson, (), (role, said, openly))

/// From an incident: only what is not known. Directly: summary and place at least.
struct RaiseCrime {
    std::optional<IncidentId> incident;
    std::optional<json::Text<20>> offence;  ///< Home Office class or the courts' code; the type's proposal unless given
    std::optional<json::Text<500>> summary;
    std::optional<incidents::Place> place;
    std::optional<Instant> occurred_from, occurred_to;
    std::optional<Instant> received_at;  ///< earlier than anybody knew: an online form that nobody had read
    std::optional<bool> state_victim;
    /// Whose crime this is, of those the incident names; its one victim when nobody said.
    std::optional<std::vector<people::MentionId>> victims;
    std::optional<std::vector<NewPerson>> people;
    std::optional<std::vector<Flag>> flags;
    std::optional<std::int64_t> visibility;  ///< never wider than the incident's
};
BOOST_DESCRIBE_STRUCT(RaiseCrime, (),
                      (incident, offence, summary, place, occurred_from, occurred_to, received_at, state_victim,
                       victims, people, flags, visibility))
/// Needs Permission::record_crimes.
Result<WholeCrime> raise_crime(db::Transaction& tx, const Act& act, const Desk& desk, const RaiseCrime& wanted);

struct Classify {
    CrimeId id;
    json::Text<20> offence;
    std::optional<bool> state_victim;
    std::optional<json::Text<500>> reason;  ///< needed once the crime is recorded
};
BOOST_DESCRIBE_STRUCT(Classify, (), (id, offence, state_victim, reason))
/// Needs Permission::record_crimes and If-Match.
Result<WholeCrime> classify(db::Transaction& tx, const Act& act, const Desk& desk, const Classify& wanted);

/// Links somebody the chain names (`mention`) or somebody new (`said`).
struct LinkPerson {
    CrimeId id;
    Part part = Part::counted_victim;
    std::optional<people::MentionId> mention;
    std::optional<people::Said> said;
    std::optional<EntitledAs> entitled;  ///< of part entitled
    std::optional<bool> openly{};        ///< of somebody new: see NewPerson
};
BOOST_DESCRIBE_STRUCT(LinkPerson, (), (id, part, mention, said, entitled, openly))
/// Needs Permission::record_crimes. A counted victim is entitled too; an eliminated suspect becomes current again.
Result<WholeCrime> link_person(db::Transaction& tx, const Act& act, const Desk& desk, const LinkPerson& wanted);

struct UnlinkPerson {
    CrimeId id;
    people::MentionId mention;
    Part part = Part::counted_victim;
    json::Text<500> reason;
};
BOOST_DESCRIBE_STRUCT(UnlinkPerson, (), (id, mention, part, reason))
/// Needs Permission::record_crimes. A suspect is eliminated and stays on the record; a wrong victim is taken off, and
/// the log keeps it. The last victim of a recorded crime that is counted by victims stays.
Result<WholeCrime> unlink_person(db::Transaction& tx, const Act& act, const Desk& desk, const UnlinkPerson& wanted);

struct SetFlags {
    CrimeId id;
    std::vector<Flag> flags;  ///< exactly these from now on
};
BOOST_DESCRIBE_STRUCT(SetFlags, (), (id, flags))
/// Needs Permission::record_crimes and If-Match.
Result<WholeCrime> set_flags(db::Transaction& tx, const Act& act, const Desk& desk, const SetFlags& wanted);

struct ProposeOutcome {
    CrimeId id;
    json::Text<4> outcome;
    Evidence evidence;
};
BOOST_DESCRIBE_STRUCT(ProposeOutcome, (), (id, outcome, evidence))
/// Needs Permission::record_crimes. Refused while a condition or evidence of the rules in force is missing: it names
/// each.
Result<WholeCrime> propose_outcome(db::Transaction& tx, const Act& act, const Desk& desk, const ProposeOutcome& wanted);

struct FinaliseOutcome {
    CrimeId id;
    std::int64_t number = 0;  ///< which proposal
    std::optional<Instant> victim_informed_at;
    std::optional<json::Text<500>> not_informed_because;
};
BOOST_DESCRIBE_STRUCT(FinaliseOutcome, (), (id, number, victim_informed_at, not_informed_because))
/// Needs Permission::finalise_outcomes and the policy's role; never by who proposed it.
Result<WholeCrime> finalise_outcome(db::Transaction& tx, const Act& act, const Desk& desk,
                                    const FinaliseOutcome& wanted);

struct CancelCrime {
    CrimeId id;
    Ground ground = Ground::error;
    json::Text<2'000> evidence;
    std::optional<CrimeId> other_crime;  ///< of a duplicate
    std::optional<Instant> victim_informed_at;
    std::optional<json::Text<500>> not_informed_because;
};
BOOST_DESCRIBE_STRUCT(CancelCrime, (), (id, ground, evidence, other_crime, victim_informed_at, not_informed_because))
/// Needs Permission::cancel_crimes and the policy's role: of rape only that for rape.
Result<WholeCrime> cancel_crime(db::Transaction& tx, const Act& act, const Desk& desk, const CancelCrime& wanted);

struct ReinstateCrime {
    CrimeId id;
    json::Text<2'000> reason;
};
BOOST_DESCRIBE_STRUCT(ReinstateCrime, (), (id, reason))
/// Needs what cancelling needs. The crime is again what it was before.
Result<WholeCrime> reinstate_crime(db::Transaction& tx, const Act& act, const Desk& desk, const ReinstateCrime& wanted);

struct GiveCrime {
    CrimeId id;
    json::Text<60> to;  ///< OwnerId text: "person:…" or "team:…"
    json::Text<500> reason;
};
BOOST_DESCRIBE_STRUCT(GiveCrime, (), (id, to, reason))
/// Another owner; promises and what people know follow. Needs Permission::record_crimes and If-Match.
Result<WholeCrime> give_crime(db::Transaction& tx, const Act& act, const Desk& desk, const GiveCrime& wanted);

struct NewLine {
    CrimeId id;
    json::Text<4'000> text;
    std::optional<Instant> happened_at;  ///< now when nobody said
};
BOOST_DESCRIBE_STRUCT(NewLine, (), (id, text, happened_at))
/// Needs Permission::add_line. Does not raise the crime's version.
Result<CrimeLine> add_line(db::Transaction& tx, const Act& act, const NewLine& line);

struct ListQuery {
    std::optional<Status> status;
    std::optional<json::Text<60>> reference;  ///< whole, or its number
    std::optional<IncidentId> incident;
    std::optional<std::string> after;   ///< cursor of the page before
    std::optional<std::int64_t> limit;  ///< 1 to 500; 50 when nobody said
};
BOOST_DESCRIBE_STRUCT(ListQuery, (), (status, reference, incident, after, limit))
/// Newest first. Needs Permission::read_crimes.
Result<api::Page<Crime>> list_crimes(db::Reader& reader, const Act& act, const ListQuery& query);

struct OneCrime {
    CrimeId id;
};
BOOST_DESCRIBE_STRUCT(OneCrime, (), (id))
Result<WholeCrime> read_crime(db::Reader& reader, const Act& act, const Catalogue& catalogue, const OneCrime& query);

struct LogQuery {
    CrimeId id;
    std::optional<std::int64_t> after;  ///< seq after which to go on
    std::optional<std::int64_t> limit;  ///< 1 to 500; 100 when nobody said
};
BOOST_DESCRIBE_STRUCT(LogQuery, (), (id, after, limit))
Result<api::Page<CrimeLine>> read_log(db::Reader& reader, const Act& act, const LogQuery& query);

/// The crime as a subject of deadlines and tasks.
[[nodiscard]] deadlines::Subject subject_of(const Crime& crime);

/// How many crimes have no owner that exists: of persons all, of teams those still open (a team never goes away).
tasks::Unowned unowned_crimes();
/// Gives everything that the person `from` owns to `to` (access::MoveOwned).
Result<std::int64_t> move_owned(db::Transaction& tx, const Act& act, const access::OwnerId& from,
                                const access::OwnerId& to);

/// Crimes raised from an incident that is for fewer to see are for no more (incidents::Narrow).
Result<void> narrow(db::Transaction& tx, const Act& act, const incidents::Incident& incident);

/// A contact, incident or crime, and all that tells of the same event, for no more than `visibility` to see
/// (people::NarrowRecord).
Result<void> narrow_record(db::Transaction& tx, const Act& act, const tasks::About& record, std::int64_t visibility);

void add_routes(api::Router& router, const policy::Book& book, incidents::FindAreas find_areas,
                std::shared_ptr<const Catalogue> catalogue);

}  // namespace bluelamp::crimes
