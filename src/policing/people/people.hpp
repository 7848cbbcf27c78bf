// SPDX-License-Identifier: Apache-2.0
/// People: who and what was named, which person, address, phone or vehicle that is, and what is known of it.
///
/// Owns mentions (what was said, kept as said for ever), the register (persons, addresses, phones, vehicles), the links
/// between the two (decisions: made by a named person, reversible), markers and involvements. Knows no desk: desks
/// write involvements in their own transactions, and the look-up reads only those.
///
/// Promises: a mention is never altered. The system links nothing by itself: it shows what was used with what ("this
/// number was used by", never "this is"), proposes a question, and a person decides; question, answer and decision are
/// journalled. Undoing a link restores what was. Exact hits stand first; a folded or partial hit never hides one. A
/// marker belongs to a person at a flat, not to the building. Anonymous and Crimestoppers contacts are never matched.
/// Refuses: a date of birth in the future, a marker without source or review date, a link decided twice.
/// Instants are UTC. Start reading at mention.cpp; the look-up at look_up.cpp.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/act.hpp"
#include "api/router.hpp"
#include "core/json.hpp"
#include "policing/people/narrow_records.hpp"
#include "policy/policy.hpp"
#include "tasks/tasks.hpp"

namespace bluelamp::people {

enum class SubjectKind { person, address, phone, vehicle };
BOOST_DESCRIBE_ENUM(SubjectKind, person, address, phone, vehicle)

using MentionId = Id<struct MentionTag>;
using SubjectId = Id<struct SubjectTag>;  ///< of a person, address, phone or vehicle
using LinkId = Id<struct LinkTag>;
using MarkerId = Id<struct MarkerTag>;

/// What was said of one person, address, phone or vehicle, in the words it was said in. All of it is optional but one
/// field must say something. Reading does not tidy it.
struct Said {
    std::optional<json::Text<200>> given_name, family_name, other_names;
    std::optional<LocalDate> date_of_birth;
    std::optional<json::Text<20>> sex;
    std::optional<json::Text<60>> phone, email;
    std::optional<json::Text<300>> address;  ///< as said, with flat
    std::optional<json::Text<16>> postcode;
    std::optional<json::Text<20>> registration;
    std::optional<json::Text<200>> description;  ///< of a vehicle, or of somebody nobody can name
};
BOOST_DESCRIBE_STRUCT(Said, (),
                      (given_name, family_name, other_names, date_of_birth, sex, phone, email, address, postcode,
                       registration, description))

/// What somebody named in a record was in it. A role belongs to the mention, never to the person.
enum class Role { caller, victim, witness, third_party, professional, suspect, offender, other };
BOOST_DESCRIBE_ENUM(Role, caller, victim, witness, third_party, professional, suspect, offender, other)

struct NewMention {
    tasks::About record;  ///< contact, incident or crime it was said in
    Role role = Role::other;
    Said said;
    bool anonymous = false;                         ///< never matched or enriched
    std::optional<double> latitude{}, longitude{};  ///< of the address, where the desk knows it
};

struct Mention {
    MentionId id;
    tasks::About record;
    Role role = Role::other;
    Said said;
    bool anonymous = false;
    Instant said_at;
    std::string said_by;                                       ///< display name of who wrote it down
    std::optional<SubjectId> person, address, phone, vehicle;  ///< links in force
};
BOOST_DESCRIBE_STRUCT(Mention, (),
                      (id, record, role, said, anonymous, said_at, said_by, person, address, phone, vehicle))

/// Keeps a mention, with phone, address and vehicle found or made in the register (a number is a number; that needs no
/// decision) but no person: that is a decision. Part of the desk's command; `owner` and `visibility` are its record's.
Result<Mention> mention(db::Transaction& tx, const Act& act, const NewMention& wanted, std::string_view owner,
                        std::int64_t visibility);

/// A record in which a subject plays a part, in one line. Written by desks in their own transactions.
struct Involvement {
    SubjectKind kind = SubjectKind::person;
    SubjectId subject;
    Role role = Role::other;
    tasks::About record;
    Instant at;
    std::string line;  ///< "Domestic incident, Flat 2, 14 Long Lane"
    std::string owner;
    std::int64_t visibility = 0;
    std::optional<MentionId> mention{};  ///< the mention it follows from: undoing that one's link takes it back
};
Result<void> involve(db::Transaction& tx, const Act& act, const Involvement& involvement);
/// All mentions of one record carried to another (contact → incident → crime): the same mentions, nothing typed again.
/// Their linked subjects become involved in the new record.
Result<void> carry(db::Transaction& tx, const Act& act, const tasks::About& from, const tasks::About& to,
                   std::string_view line, std::string_view owner, std::int64_t visibility);
/// The record has another owner or visibility now: who may see what people know of it follows.
Result<void> follow(db::Transaction& tx, const Act& act, const tasks::About& record, std::string_view owner,
                    std::int64_t visibility);
/// Whoever called in `record` stays anonymous after all: what was said of him leads nowhere any more, wherever it was
/// carried. The words stay.
Result<void> make_anonymous(db::Transaction& tx, const Act& act, const tasks::About& record);
/// Journals, as one act, which subjects were shown during `record` (not one act for each keystroke).
Result<void> shown(db::Transaction& tx, const Act& act, const tasks::About& record,
                   const std::vector<SubjectId>& subjects);
Result<std::vector<Mention>> mentions_of(db::Reader& reader, const ForceId& force, std::string_view record_id);
/// The same for showing: none of a record that is not for the reader, no person he may not see, and no place or number
/// of somebody relocated.
Result<std::vector<Mention>> mentions_seen(db::Reader& reader, const Act& act, std::string_view record_id);

// ---- the decision which person it is --------------------------------------------------------------------------------

struct ConfirmLink {
    MentionId mention;
    std::optional<SubjectId> person;  ///< nothing: a person not on the register, made from what was said
    std::optional<json::Text<300>> question, answer;  ///< what was asked to be sure, and what was answered
    std::optional<json::Text<500>> reason;            ///< when no question was asked
};
BOOST_DESCRIBE_STRUCT(ConfirmLink, (), (mention, person, question, answer, reason))
/// Needs Permission::record_people. A mention already linked to another person is a conflict: undo that first.
Result<Mention> confirm_link(db::Transaction& tx, const Act& act, const ConfirmLink& wanted);

struct UndoLink {
    MentionId mention;
    json::Text<500> reason;
};
BOOST_DESCRIBE_STRUCT(UndoLink, (), (mention, reason))
/// Restores what was before, involvements and a person made for it included.
Result<Mention> undo_link(db::Transaction& tx, const Act& act, const UndoLink& wanted);

// ---- names ----------------------------------------------------------------------------------------------------------

/// What a name is to a person: the one he goes by, another he uses, one he had, one by marriage or civil partnership.
enum class NameKind { own, alias, former, married };
BOOST_DESCRIBE_ENUM(NameKind, own, alias, former, married)

/// A name recorded of a person beside his own, by a decision: what was merely said so, or misspelt, is none.
struct PersonName {
    std::int64_t name = 0;  ///< its number among the force's
    NameKind kind = NameKind::alias;
    std::optional<std::string> given_name, other_names, family_name;
    std::optional<LocalDate> from, until;
};
BOOST_DESCRIBE_STRUCT(PersonName, (), (name, kind, given_name, other_names, family_name, from, until))

struct AddName {
    SubjectId id;  ///< of the person
    NameKind kind = NameKind::alias;
    std::optional<json::Text<200>> given_name, other_names, family_name;
    std::optional<LocalDate> from, until;
    json::Text<500> reason;  ///< how it is known
};
BOOST_DESCRIBE_STRUCT(AddName, (), (id, kind, given_name, other_names, family_name, from, until, reason))
/// Needs Permission::record_people, as do the two below. The person is found and recognised by it from now on. Refuses
/// a name without letters, one that is recorded already, dates in the wrong order, and `own`.
Result<PersonName> add_name(db::Transaction& tx, const Act& act, const AddName& wanted);

struct EndName {
    SubjectId id;
    std::int64_t name = 0;
    LocalDate until;  ///< he has not used it since; he is found by it all the same
    json::Text<500> reason;
};
BOOST_DESCRIBE_STRUCT(EndName, (), (id, name, until, reason))
Result<PersonName> end_name(db::Transaction& tx, const Act& act, const EndName& wanted);

struct RemoveName {
    SubjectId id;
    std::int64_t name = 0;
    json::Text<500> reason;  ///< why it never was his
};
BOOST_DESCRIBE_STRUCT(RemoveName, (), (id, name, reason))
/// He is found by it no more.
Result<PersonName> remove_name(db::Transaction& tx, const Act& act, const RemoveName& wanted);

// ---- markers --------------------------------------------------------------------------------------------------------

struct NewMarker {
    SubjectKind kind = SubjectKind::person;
    SubjectId subject;
    std::string marker;  ///< policy::MarkerKind code
    json::Text<500> text;
    json::Text<200> source;
    std::optional<SubjectId> person_at;  ///< of an address: whom there it is about, so never the whole building
    std::optional<LocalDate> review_on, expires_on;
    std::optional<std::int64_t> visibility;
};
BOOST_DESCRIBE_STRUCT(NewMarker, (),
                      (kind, subject, marker, text, source, person_at, review_on, expires_on, visibility))

struct Marker {
    MarkerId id;
    SubjectKind kind = SubjectKind::person;
    SubjectId subject;
    std::string marker, title, text, source;
    bool high_risk = false, vulnerable = false, warning = false;
    std::optional<SubjectId> person_at;
    Instant set_at;
    std::string set_by;
    LocalDate review_on;
    std::optional<LocalDate> expires_on;
    std::optional<Instant> removed_at;
    std::optional<std::string> overdue;  ///< in words, when its review is: shown all the same
    std::int64_t visibility = 0;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Marker, (),
                      (id, kind, subject, marker, title, text, source, high_risk, vulnerable, warning, person_at,
                       set_at, set_by, review_on, expires_on, removed_at, overdue, visibility, version))
/// Needs Permission::set_markers, as do the two below. Not seen more widely than its subject; reviewed when the policy
/// says unless `review_on` is given.
Result<Marker> set_marker(db::Transaction& tx, const Act& act, const policy::Policy& policy, const NewMarker& wanted);

struct RemoveMarker {
    MarkerId id;
    json::Text<500> reason;
};
BOOST_DESCRIBE_STRUCT(RemoveMarker, (), (id, reason))
Result<Marker> remove_marker(db::Transaction& tx, const Act& act, const policy::Policy& policy,
                             const RemoveMarker& wanted);

struct ReviewMarker {
    MarkerId id;
    json::Text<500> reason;              ///< why it stands
    std::optional<LocalDate> review_on;  ///< next time; as the policy says when nobody said
};
BOOST_DESCRIBE_STRUCT(ReviewMarker, (), (id, reason, review_on))
Result<Marker> review_marker(db::Transaction& tx, const Act& act, const policy::Policy& policy,
                             const ReviewMarker& wanted);

// ---- the look-up ----------------------------------------------------------------------------------------------------

/// What has been typed so far. Every field may be a beginning.
struct LookUp {
    std::optional<json::Text<60>> phone, email;
    std::optional<json::Text<200>> name;
    std::optional<json::Text<300>> address;
    std::optional<json::Text<16>> postcode;  ///< of the address, where it is typed apart
    std::optional<json::Text<20>> registration;
    std::optional<LocalDate> date_of_birth;
    std::optional<std::int64_t> limit;  ///< 1 to 50; 10 when nobody said
    std::optional<double> at_least;     ///< from which probability (under 0.5: were most callers known); else 0.05
};
BOOST_DESCRIBE_STRUCT(LookUp, (), (phone, email, name, address, postcode, registration, date_of_birth, limit, at_least))

/// How sure, best first: exact (the same letters), folded (but for case, accents, spaces), certain and probable (the
/// identity engine's, from 0.9 and 0.5), begins (what was typed begins it), possible (the engine's, less).
enum class Match { exact, folded, certain, probable, begins, possible };
BOOST_DESCRIBE_ENUM(Match, exact, folded, certain, probable, begins, possible)

/// What one comparison says about a person and what was typed. Weights are bits: 3 is eight times as likely.
struct Reason {
    std::string comparison;  ///< "surname"
    std::string level;       ///< "one letter"
    std::string words;
    double weight = 0;  ///< negative speaks against
};
BOOST_DESCRIBE_STRUCT(Reason, (), (comparison, level, words, weight))

/// Why a person is held for so sure: `prior` and the weights of `steps`, added in this order, are `weight`.
struct Waterfall {
    double prior = 0;
    std::vector<Reason> steps;
    double weight = 0;
};
BOOST_DESCRIBE_STRUCT(Waterfall, (), (prior, steps, weight))

struct Involved {
    Role role = Role::other;
    tasks::About record;
    Instant at;
    std::string line;
};
BOOST_DESCRIBE_STRUCT(Involved, (), (role, record, at, line))

/// One subject found.
struct Hit {
    SubjectKind kind = SubjectKind::person;
    SubjectId subject;
    std::string title;  ///< "Ruth Example, born 3 May 1970"
    Match match = Match::exact;
    std::vector<std::string> why;   ///< "This number was used by her in 3 records."
    std::vector<Involved> history;  ///< newest first, at most 5 this reader may see
    std::int64_t times = 0;         ///< events within the policy's repeat window; a call and what came of it are one
    bool repeat = false;            ///< by the policy's rule
    std::vector<std::string> repeat_why;  ///< "Victim in 3 records in 365 days; the policy counts from 2."
    std::vector<Marker> markers;
    std::optional<std::string> question;  ///< one that only this person answers, "What is your date of birth?"
    std::vector<SubjectId> used_with;     ///< of a phone or address: persons who used it
    std::optional<double> probability;    ///< of a person: that he is meant, among all on the register and nobody
    std::optional<Waterfall> waterfall;   ///< why that probability
    std::vector<SubjectId> likewise;      ///< other persons on the register who are very likely the same
    std::vector<SubjectId> also;          ///< other records that somebody decided are this person's
};
BOOST_DESCRIBE_STRUCT(Hit, (),
                      (kind, subject, title, match, why, history, times, repeat, repeat_why, markers, question,
                       used_with, probability, waterfall, likewise, also))

struct Found {
    std::vector<Hit> hits;             ///< exact first
    bool more = false;                 ///< there are others: type more
    std::optional<std::string> model;  ///< version of the model that recognised; nothing when none was asked
    std::optional<std::string> note;   ///< why nobody was recognised, when the register is not read yet
};
BOOST_DESCRIBE_STRUCT(Found, (), (hits, more, model, note))

/// What finds persons behind the look-up.
class Recogniser {
   public:
    virtual ~Recogniser() = default;
    /// Subjects that answer `typed`, best first, at most `limit`; only what `act`'s clearance may see.
    virtual Result<Found> find(db::Reader& reader, const Act& act, const LookUp& typed, std::int64_t limit) const = 0;
};
/// Exact and folded, by index.
std::unique_ptr<Recogniser> exact_recogniser();
class Recognition;  // recognition.hpp
/// The same, and persons as the identity engine recognises them.
std::unique_ptr<Recogniser> recogniser(std::shared_ptr<Recognition> recognition);

/// Needs Permission::read_people. Adds history, repeat by the policy's rule and markers to what `recogniser` finds.
Result<Found> look_up(db::Reader& reader, const Act& act, const policy::Policy& policy, const Recogniser& recogniser,
                      const LookUp& typed);

/// What was named together with a person: a number, an address, a vehicle.
struct Used {
    SubjectKind kind = SubjectKind::phone;
    SubjectId subject;
    std::string title;
    Instant last_at;
};
BOOST_DESCRIBE_STRUCT(Used, (), (kind, subject, title, last_at))

/// A person with all that this reader may see of him.
struct Person {
    SubjectId id;
    std::string title;
    std::optional<std::string> given_name, other_names, family_name, sex;
    std::optional<LocalDate> date_of_birth;
    std::vector<PersonName> names;  ///< others recorded of him
    std::vector<Used> used;         ///< numbers, addresses and vehicles named with him, last used first
    std::vector<Marker> markers;    ///< his own, and those of addresses that are about him
    std::vector<Involved> history;  ///< newest first, at most 50
    std::int64_t times = 0;
    bool repeat = false;
    std::vector<std::string> repeat_why;
    std::int64_t visibility = 0;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Person, (),
                      (id, title, given_name, other_names, family_name, sex, date_of_birth, names, used, markers,
                       history, times, repeat, repeat_why, visibility, version))

struct OnePerson {
    SubjectId id;
};
BOOST_DESCRIBE_STRUCT(OnePerson, (), (id))
/// Needs Permission::read_people.
Result<Person> read_person(db::Reader& reader, const Act& act, const policy::Policy& policy, const OnePerson& wanted);

/// The markers that a telephone number leads to: its own, those of addresses and persons it was used with. Not limited
/// by the reader's clearance: help is sent whoever takes the call; show only `title`, never `text`, of what he may not
/// see.
Result<std::vector<Marker>> markers_behind(db::Reader& reader, const ForceId& force, const policy::Policy& policy,
                                           std::string_view phone, Instant now);

/// The last place a telephone number was used from, where one is known: for a silent call.
struct KnownPlace {
    std::string text;
    std::optional<double> latitude, longitude;
    Instant at;
    std::int64_t visibility = 0;  ///< of the record it was said in: who may be told of it
};
Result<std::optional<KnownPlace>> last_place_of(db::Reader& reader, const ForceId& force, std::string_view phone);

/// "+447700900123" for every way a British number is written; digits as they are for others; empty when none.
[[nodiscard]] std::string plain_number(std::string_view written);

Result<std::int64_t> move_owned(db::Transaction& tx, const Act& act, const access::OwnerId& from,
                                const access::OwnerId& to);

/// Looks a little further for records that may be one person, and puts them into the review (review.hpp). Whether there
/// is more to look at. `act` is the system's.
Result<bool> look_for_pairs(db::Database& database, const Act& act, const policy::Policy& policy,
                            Recognition& recognition);

/// GET /api/v1/people/look-up, …/mentions?record=, …/persons/{id}; POST …/mentions/{mention}/confirm and …/undo,
/// …/persons/{id}/names, …/names/{name}/end and …/remove, …/markers, …/markers/{id}/remove and …/review.
void add_routes(api::Router& router, const policy::Book& book, std::shared_ptr<Recognition> recognition,
                NarrowRecord narrow = {});

}  // namespace bluelamp::people

// The rest of the public header, in files of its own.
#include "policing/people/import_persons.hpp"
#include "policing/people/recognition.hpp"
