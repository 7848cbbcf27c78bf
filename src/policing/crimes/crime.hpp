// SPDX-License-Identifier: Apache-2.0
/// What a crime is, and the rules by which it is recorded, counted and brought to an end. Pure: no clock or store.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "policing/crimes/catalogue.hpp"
#include "policing/incidents/incidents.hpp"
#include "policing/people/people.hpp"

namespace bluelamp::crimes {

using CrimeId = Id<struct CrimeTag>;
using incidents::IncidentId;
using incidents::Named;

/// draft: something that the counting rules ask for is still missing; its gaps say what.
enum class Status { draft, recorded, finalised, cancelled };
BOOST_DESCRIBE_ENUM(Status, draft, recorded, finalised, cancelled)

/// What somebody named is to the crime. A victim may be a suspect too.
enum class Part { counted_victim, entitled, suspect };
BOOST_DESCRIBE_ENUM(Part, counted_victim, entitled, suspect)

/// Why somebody has the entitlements of a victim (Victims' Code; Domestic Abuse Act 2021 s.3).
enum class EntitledAs { victim, bereaved_relative, child_of_domestic_abuse, parent_or_guardian, business_contact };
BOOST_DESCRIBE_ENUM(EntitledAs, victim, bereaved_relative, child_of_domestic_abuse, parent_or_guardian,
                    business_contact)

enum class SuspectState { current, eliminated };
BOOST_DESCRIBE_ENUM(SuspectState, current, eliminated)

/// Recorded beside the class, because practice and law ask for them; several at once.
enum class Flag {
    domestic_abuse,
    hate_race,
    hate_religion,
    hate_disability,
    hate_sexual_orientation,
    hate_transgender,
    child_sexual_abuse,
    child_sexual_exploitation,
    alcohol,
    online,
    modern_slavery,
    knife,
    firearm,
    honour_based,
    corrosive,
    child_on_child
};
BOOST_DESCRIBE_ENUM(Flag, domestic_abuse, hate_race, hate_religion, hate_disability, hate_sexual_orientation,
                    hate_transgender, child_sexual_abuse, child_sexual_exploitation, alcohol, online, modern_slavery,
                    knife, firearm, honour_based, corrosive, child_on_child)

/// The Home Office class, and the single offence of the courts where one was chosen.
struct Classified {
    std::string code;   ///< "8N"
    std::string title;  ///< as it stood when it was chosen
    std::optional<std::string> cjs;
};
BOOST_DESCRIBE_STRUCT(Classified, (), (code, title, cjs))

/// What is missing before the crime counts as recorded.
struct CrimeGap {
    std::string field, message;
};
BOOST_DESCRIBE_STRUCT(CrimeGap, (), (field, message))

struct Crime {
    CrimeId id;
    std::string reference;  ///< by the policy's pattern: "12/26"
    Status status = Status::draft;
    std::optional<IncidentId> incident;
    std::optional<std::string> incident_reference;
    std::optional<Classified> offence, initial_offence;  ///< now, and as first recorded
    std::optional<CountedAs> counted_as;
    bool state_victim = false;
    std::int64_t victims = 0;           ///< counted
    std::int64_t current_suspects = 0;  ///< suspects not eliminated
    std::string summary;
    incidents::Where place;
    Instant occurred_from, occurred_to;
    Instant received_at;  ///< first receipt by any part of the force: recording runs from here and never pauses
    Instant raised_at;
    Named raised_by;
    std::optional<Instant> recorded_at;
    std::optional<Named> recorded_by;
    bool late = false;  ///< recorded after the policy's limit
    std::vector<CrimeGap> gaps;
    std::optional<std::string> outcome;  ///< finalised outcome type
    Named owner;
    std::int64_t visibility = 0;
    bool exercise = false;
    std::string policy_version;  ///< of the newest decision
    std::int64_t version = 1;
    std::int64_t last_seq = 1;  ///< entries in its log
};
BOOST_DESCRIBE_STRUCT(Crime, (),
                      (id, reference, status, incident, incident_reference, offence, initial_offence, counted_as,
                       state_victim, victims, current_suspects, summary, place, occurred_from, occurred_to, received_at,
                       raised_at, raised_by, recorded_at, recorded_by, late, gaps, outcome, owner, visibility, exercise,
                       policy_version, version, last_seq))

/// Somebody named in the crime.
struct Linked {
    people::MentionId mention;
    Part part = Part::counted_victim;
    std::string name;                    ///< as said
    std::optional<SuspectState> state;   ///< of a suspect
    std::optional<EntitledAs> entitled;  ///< of somebody entitled
    std::optional<std::string> because;  ///< why eliminated
    Named set_by;
    Instant set_at;
};
BOOST_DESCRIBE_STRUCT(Linked, (), (mention, part, name, state, entitled, because, set_by, set_at))

struct Flagged {
    Flag flag = Flag::alcohol;
    Named set_by;
    Instant set_at;
};
BOOST_DESCRIBE_STRUCT(Flagged, (), (flag, set_by, set_at))

enum class OutcomeState { proposed, finalised, superseded };
BOOST_DESCRIBE_ENUM(OutcomeState, proposed, finalised, superseded)

struct Outcome {
    std::int64_t number = 0;  ///< of this crime's outcomes, from 1
    std::string outcome;      ///< type: "18"
    std::string name;
    OutcomeState state = OutcomeState::proposed;
    std::string rules_version;
    Evidence evidence;
    Named proposed_by;
    Instant proposed_at;
    std::optional<Named> finalised_by;
    std::optional<Instant> finalised_at, victim_informed_at;
    std::optional<std::string> not_informed_because;
};
BOOST_DESCRIBE_STRUCT(Outcome, (),
                      (number, outcome, name, state, rules_version, evidence, proposed_by, proposed_at, finalised_by,
                       finalised_at, victim_informed_at, not_informed_because))

enum class Ground { transferred, additional_information, duplicate, error, self_defence };
BOOST_DESCRIBE_ENUM(Ground, transferred, additional_information, duplicate, error, self_defence)

struct Cancellation {
    std::int64_t number = 0;  ///< of this crime's cancellations, from 1
    Ground ground = Ground::error;
    std::string evidence;
    std::optional<CrimeId> other_crime;  ///< which one it duplicates
    std::optional<Instant> victim_informed_at;
    std::optional<std::string> not_informed_because;
    Named cancelled_by;
    Instant cancelled_at;
    std::optional<Named> reinstated_by;
    std::optional<Instant> reinstated_at;
    std::optional<std::string> reinstated_because;
};
BOOST_DESCRIBE_STRUCT(Cancellation, (),
                      (number, ground, evidence, other_crime, victim_informed_at, not_informed_because, cancelled_by,
                       cancelled_at, reinstated_by, reinstated_at, reinstated_because))

/// A line of the log. Never edited: a correction is another line.
struct CrimeLine {
    CrimeId crime;
    std::int64_t seq = 0;
    std::string action;  ///< "crime.recorded", "crime.classified", …
    std::string text;
    Instant happened_at, recorded_at;
    Named author;
    std::string role;
};
BOOST_DESCRIBE_STRUCT(CrimeLine, (), (crime, seq, action, text, happened_at, recorded_at, author, role))

/// What the counting rules still ask for: a class, and whose crime it is where the class is counted by victims.
[[nodiscard]] std::vector<CrimeGap> gaps_of(const Crime& crime);

/// From when to when it happened: in order, and neither in the future.
Result<void> may_have_occurred(Instant from, Instant to, Instant now);

/// The number in the force's pattern: {number} and {yy}, the local year, are filled in.
[[nodiscard]] std::string reference_of(std::string_view pattern, std::int64_t number, int year);

/// The limit for recording by the policy's rule (from crime.suspected to crime.recorded); nothing when it has none.
[[nodiscard]] std::optional<std::chrono::milliseconds> recording_limit(const policy::Policy& policy);

/// What is missing before `rule` may be given to `crime`: conditions and evidence, each as a field and what to give.
[[nodiscard]] std::vector<CrimeGap> missing_for(const OutcomeRule& rule, const Crime& crime, const Evidence& evidence,
                                                const Catalogue& catalogue, Instant now);

/// The name under which somebody was mentioned.
[[nodiscard]] std::string name_of(const people::Said& said);

}  // namespace bluelamp::crimes
