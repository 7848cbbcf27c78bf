// SPDX-License-Identifier: Apache-2.0
/// Contacts: one approach to the police each, on any channel, from the moment it is presented until somebody has dealt
/// with it.
///
/// Owns the contact: channel, how it was presented, when it was received, who speaks and in which role, their wishes
/// and language, what was said before an incident stood, the abandoned-call queue, parked calls. Opens incidents
/// through their desk and names people through theirs.
///
/// Promises: send first: a place (or "unknown") and a reason put an incident on the board in one act, and nothing else
/// is compulsory before. What was said stays as said. A silent or dropped 999 from a number that leads to a high-risk
/// marker is graded fastest at once. A history never lowers a grade. A live, parked or abandoned contact has exactly
/// one owner. Refuses: ending a live call that has neither an incident nor a reason why none, a decision without its
/// decider. Instants are UTC. Start reading at receive.cpp, then send.cpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "policing/incidents/incidents.hpp"
#include "policing/people/people.hpp"
#include "policy/judge.hpp"

namespace bluelamp::contacts {

using ContactId = Id<struct ContactTag>;

enum class Channel {
    emergency_999,
    non_emergency_101,
    front_counter,
    online,
    email,
    social_media,
    officer,
    other_force,
    other_agency,
    alarm_company,
    ecall,
    personal_alarm,
    relay_service,
    text_service,
    crimestoppers
};
BOOST_DESCRIBE_ENUM(Channel, emergency_999, non_emergency_101, front_counter, online, email, social_media, officer,
                    other_force, other_agency, alarm_company, ecall, personal_alarm, relay_service, text_service,
                    crimestoppers)

/// How a call reached us. Pressing 55 gives no location and is not used on landlines.
enum class Presented { spoken, silent_connected, pressed_55, dropped, abandoned, written };
BOOST_DESCRIBE_ENUM(Presented, spoken, silent_connected, pressed_55, dropped, abandoned, written)

enum class InformantRole { victim, witness, third_party, professional, anonymous, child, unknown };
BOOST_DESCRIBE_ENUM(InformantRole, victim, witness, third_party, professional, anonymous, child, unknown)

enum class ContactState { live, parked, abandoned, ended };
BOOST_DESCRIBE_ENUM(ContactState, live, parked, abandoned, ended)

/// Whether the informant will be seen, named, contacted, and when that is safe.
struct Wishes {
    std::optional<bool> seen, named, contacted;
    std::optional<json::Text<300>> safe_when;  ///< "after 18:00, never by text"
};
BOOST_DESCRIBE_STRUCT(Wishes, (), (seen, named, contacted, safe_when))

enum class Decision { no_further_action, incident, officer_sent, reached };
BOOST_DESCRIBE_ENUM(Decision, no_further_action, incident, officer_sent, reached)

/// What somebody decided about an abandoned call, and who.
struct Decided {
    Decision decision = Decision::no_further_action;
    std::string reason;
    incidents::Named by;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(Decided, (), (decision, reason, by, at))

struct Contact {
    ContactId id;
    std::string reference;  ///< "Call 12 of 21 November"
    Channel channel = Channel::emergency_999;
    Presented presented = Presented::spoken;
    ContactState state = ContactState::live;
    Instant received_at;
    std::optional<Instant> answered_at, ended_at;
    std::optional<std::string> phone;  ///< as presented, or as first said where none was
    InformantRole informant = InformantRole::unknown;
    Wishes wishes;
    std::optional<std::string> language;
    bool interpreter = false;
    std::optional<incidents::IncidentId> incident;
    std::optional<std::string> incident_reference;
    std::optional<std::string> ended_because;   ///< why no incident
    std::optional<std::string> parked_because;  ///< why nobody speaks now
    std::optional<Decided> decided;             ///< of an abandoned call
    std::vector<std::string> gaps;              ///< what nobody has said yet, in words; refuses nothing
    incidents::Named handler;                   ///< who speaks, or spoke last
    incidents::Named owner;                     ///< the handler's team, or whom it was handed over to
    bool exercise = false;
    std::int64_t visibility = 0;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Contact, (),
                      (id, reference, channel, presented, state, received_at, answered_at, ended_at, phone, informant,
                       wishes, language, interpreter, incident, incident_reference, ended_because, parked_because,
                       decided, gaps, handler, owner, exercise, visibility, version))

/// A contact arrives: by telephony, by a form, by a handler's key. Needs Permission::take_calls, as every command here.
struct Receive {
    Channel channel = Channel::emergency_999;
    Presented presented = Presented::spoken;
    std::optional<json::Text<60>> phone;
    std::optional<Instant> received_at;  ///< set by the channel; now when nobody said. Never in the future
    std::optional<bool> exercise;
};
BOOST_DESCRIBE_STRUCT(Receive, (), (channel, presented, phone, received_at, exercise))
struct Received {
    Contact contact;
    std::optional<incidents::Incident> incident;  ///< opened at once by the rule for silent calls
    std::vector<std::string> because;             ///< why
    std::vector<std::string> advice;              ///< what the handler should know: "55 is not used on landlines"
};
BOOST_DESCRIBE_STRUCT(Received, (), (contact, incident, because, advice))
Result<Received> receive(db::Transaction& tx, const Act& act, const incidents::Ground& ground, const Receive& wanted);

/// The send keystroke: contact, incident, first line, deadlines and journal in one act.
struct Send {
    std::optional<ContactId> contact;  ///< nothing: made now, of `channel`
    std::optional<Channel> channel;
    std::optional<json::Text<60>> phone;  ///< when the contact is made now
    incidents::Place place;               ///< "unknown" is a place
    json::Text<500> reason;
    std::optional<json::Text<60>> type;           ///< policy::IncidentType code
    std::optional<json::Text<60>> level;          ///< the handler's own choice; never lower than the proposal
    std::optional<people::MentionId> place_from;  ///< the place is the address said there: carried, not typed
    std::optional<bool> exercise;                 ///< when the contact is made now
};
BOOST_DESCRIBE_STRUCT(Send, (), (contact, channel, phone, place, reason, type, level, place_from, exercise))
struct Sent {
    Contact contact;
    incidents::Incident incident;
};
BOOST_DESCRIBE_STRUCT(Sent, (), (contact, incident))
/// Refuses a contact that already has an incident, naming its log.
Result<Sent> send(db::Transaction& tx, const Act& act, const incidents::Ground& ground, const Send& wanted);

/// The contact tells of an incident that stands already.
struct Join {
    ContactId id;
    incidents::IncidentId incident;
};
BOOST_DESCRIBE_STRUCT(Join, (), (id, incident))
Result<Contact> join(db::Transaction& tx, const Act& act, const Join& wanted);

struct Say {
    ContactId id;
    json::Text<4'000> text;
    std::optional<Instant> happened_at;  ///< now when nobody said
};
BOOST_DESCRIBE_STRUCT(Say, (), (id, text, happened_at))
/// One thing that was said or done in a contact. Never edited.
struct ContactLine {
    ContactId contact;
    std::optional<incidents::IncidentId> incident;  ///< the log it went to, once one stands; `seq` counts there
    std::int64_t seq = 0;
    std::string action;  ///< "contact.said", "contact.parked", …
    std::string text;
    Instant happened_at, recorded_at;
    incidents::Named author;
    std::string role;
};
BOOST_DESCRIBE_STRUCT(ContactLine, (), (contact, incident, seq, action, text, happened_at, recorded_at, author, role))
/// Kept with the contact until an incident stands, then in its log.
Result<ContactLine> say(db::Transaction& tx, const Act& act, const Say& wanted);

/// What is learnt of the informant; what is left out stays as it is. If-Match.
struct Details {
    ContactId id;
    std::optional<InformantRole> informant;
    std::optional<Wishes> wishes;
    std::optional<json::Text<60>> language;
    std::optional<bool> interpreter;
};
BOOST_DESCRIBE_STRUCT(Details, (), (id, informant, wishes, language, interpreter))
Result<Contact> set_details(db::Transaction& tx, const Act& act, const Details& wanted);

struct NameSomebody {
    ContactId id;
    people::Role role = people::Role::other;
    people::Said said;
    std::optional<bool> anonymous;  ///< never matched or enriched; so are all of an anonymous or Crimestoppers contact
    std::optional<bool> verifies;   ///< asked again in order to check: not "typed twice"
};
BOOST_DESCRIBE_STRUCT(NameSomebody, (), (id, role, said, anonymous, verifies))
Result<people::Mention> name_somebody(db::Transaction& tx, const Act& act, const NameSomebody& wanted);

/// A question of the policy's set "silent_call", answered by tap.
struct Tap {
    ContactId id;
    json::Text<60> question;
    json::Text<200> answer;
};
BOOST_DESCRIBE_STRUCT(Tap, (), (id, question, answer))
struct Tapped {
    std::vector<policy::Answered> answers;  ///< the newest of each question
    std::string level;                      ///< what the policy proposes of them now
    std::vector<std::string> reasons;
};
BOOST_DESCRIBE_STRUCT(Tapped, (), (answers, level, reasons))
/// Kept until an incident stands, which takes them over; from then on it is asked there.
Result<Tapped> answer_by_tap(db::Transaction& tx, const Act& act, const policy::Policy& policy, const Tap& wanted);

// ---- who has the call: If-Match -------------------------------------------------------------------------------------

struct Park {
    ContactId id;
    json::Text<300> reason;
};
BOOST_DESCRIBE_STRUCT(Park, (), (id, reason))
Result<Contact> park(db::Transaction& tx, const Act& act, const policy::Policy& policy, const Park& wanted);

struct Take {
    ContactId id;
};
BOOST_DESCRIBE_STRUCT(Take, (), (id))
Result<Contact> take(db::Transaction& tx, const Act& act, const policy::Policy& policy, const Take& wanted);

struct HandOver {
    ContactId id;
    std::string to;  ///< OwnerId text: "person:…" or "team:…"
    std::optional<json::Text<300>> reason;
};
BOOST_DESCRIBE_STRUCT(HandOver, (), (id, to, reason))
/// The call is parked with `to`, who is told, until somebody takes it; an abandoned one stays in its queue.
Result<Contact> hand_over(db::Transaction& tx, const Act& act, const policy::Policy& policy, const HandOver& wanted);

struct End {
    ContactId id;
    std::optional<json::Text<500>> because;               ///< why no incident; needed where there is none
    std::optional<std::vector<people::SubjectId>> shown;  ///< on the handler's screen during the contact
};
BOOST_DESCRIBE_STRUCT(End, (), (id, because, shown))
Result<Contact> end(db::Transaction& tx, const Act& act, const policy::Policy& policy, const End& wanted);

// ---- abandoned calls ------------------------------------------------------------------------------------------------

enum class AttemptOutcome { reached, no_answer, engaged, withheld };
BOOST_DESCRIBE_ENUM(AttemptOutcome, reached, no_answer, engaged, withheld)

struct Try {
    ContactId id;
    AttemptOutcome outcome = AttemptOutcome::no_answer;
    std::optional<json::Text<500>> note;
};
BOOST_DESCRIBE_STRUCT(Try, (), (id, outcome, note))
struct Attempt {
    Instant at;
    incidents::Named by;
    AttemptOutcome outcome = AttemptOutcome::no_answer;
    std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(Attempt, (), (at, by, outcome, note))
/// Somebody tried to ring back.
Result<Attempt> attempt(db::Transaction& tx, const Act& act, const policy::Policy& policy, const Try& wanted);

/// What becomes of an abandoned call, decided by whoever acts; ends it. "incident" and "officer_sent" need an incident.
/// If-Match.
struct Decide {
    ContactId id;
    Decision decision = Decision::no_further_action;
    json::Text<500> reason;
    std::optional<std::vector<people::SubjectId>> shown;
};
BOOST_DESCRIBE_STRUCT(Decide, (), (id, decision, reason, shown))
Result<Contact> decide(db::Transaction& tx, const Act& act, const policy::Policy& policy, const Decide& wanted);

struct OtherContact {
    ContactId id;
    std::string reference;
    Presented presented = Presented::spoken;
    Instant received_at;
    std::optional<std::string> incident_reference;
};
BOOST_DESCRIBE_STRUCT(OtherContact, (), (id, reference, presented, received_at, incident_reference))
struct AbandonedCall {
    Contact contact;
    std::vector<Attempt> attempts;
    std::vector<OtherContact> others;          ///< from the same number, before and since, newest first, at most 5
    std::vector<deadlines::Promise> promises;  ///< by when it is to be rung back, and whether that is late
};
BOOST_DESCRIBE_STRUCT(AbandonedCall, (), (contact, attempts, others, promises))
struct QueueQuery {
    std::optional<std::string> after;   ///< cursor of the page before
    std::optional<std::int64_t> limit;  ///< 1 to 50; 20 when nobody said
};
BOOST_DESCRIBE_STRUCT(QueueQuery, (), (after, limit))
/// Abandoned calls nobody has decided about, oldest first. Needs Permission::read_contacts, as every query here.
Result<api::Page<AbandonedCall>> abandoned_calls(db::Reader& reader, const Act& act, const QueueQuery& query);

// ---- reading --------------------------------------------------------------------------------------------------------

struct ContactQuery {
    std::optional<ContactState> state;  ///< live when nobody said
    std::optional<bool> mine;           ///< I am its handler or own it
    std::optional<std::string> after;   ///< cursor of the page before
    std::optional<std::int64_t> limit;  ///< 1 to 500; 50 when nobody said
};
BOOST_DESCRIBE_STRUCT(ContactQuery, (), (state, mine, after, limit))
/// Newest first.
Result<api::Page<Contact>> list_contacts(db::Reader& reader, const Act& act, const ContactQuery& query);

struct OneContact {
    ContactId id;
};
BOOST_DESCRIBE_STRUCT(OneContact, (), (id))
Result<Contact> read_contact(db::Reader& reader, const Act& act, const OneContact& query);

struct LinesQuery {
    ContactId id;
    std::optional<std::int64_t> after;  ///< seq after which to go on
    std::optional<std::int64_t> limit;  ///< 1 to 500; 100 when nobody said
};
BOOST_DESCRIBE_STRUCT(LinesQuery, (), (id, after, limit))
Result<api::Page<ContactLine>> read_lines(db::Reader& reader, const Act& act, const LinesQuery& query);

std::vector<tasks::Unowned> unowned_contacts();
/// Gives every contact that the person `from` owns to `to` (access::MoveOwned).
Result<std::int64_t> move_owned(db::Transaction& tx, const Act& act, const access::OwnerId& from,
                                const access::OwnerId& to);
/// What reported an incident that is for fewer to see is for no more (incidents::Narrow).
Result<void> narrow(db::Transaction& tx, const Act& act, const incidents::Incident& incident);
/// The contact is for no more than `visibility` to see from now on. Answers what incident it tells of, which its caller
/// narrows too: they are one event.
Result<std::optional<incidents::IncidentId>> narrow_contact(db::Transaction& tx, const Act& act, const ContactId& id,
                                                            std::int64_t visibility);
/// Whether whoever told of it stays anonymous, whoever asks: to protect him by, never to show.
Result<bool> told_anonymously(db::Reader& reader, const ForceId& force, const ContactId& id);
/// `narrow`: for records of somebody relocated who is named in a contact that is sent or joined.
/// /api/v1/contacts, …/send, …/abandoned, …/{id}/…; topic "contacts".
void add_routes(api::Router& router, const policy::Book& book, incidents::FindAreas find_areas,
                people::NarrowRecord narrow = {});

}  // namespace bluelamp::contacts
