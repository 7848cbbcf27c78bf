// SPDX-License-Identifier: Apache-2.0
#include "commands/demonstration_calls.hpp"

#include "access/sessions.hpp"
#include "commands/routes.hpp"
#include "core/file.hpp"
#include "policing/contacts/contacts.hpp"

namespace bluelamp::commands {
namespace {

using std::chrono::minutes;

constexpr std::size_t largest_file = 1024 * 1024;

struct Told {
    std::int64_t minutes_after = 0;  ///< the opening
    std::string text;
};
BOOST_DESCRIBE_STRUCT(Told, (), (minutes_after, text))

/// Whoever called. The same words make the same person.
struct Caller {
    people::Role role = people::Role::caller;
    people::Said said;
};
BOOST_DESCRIBE_STRUCT(Caller, (), (role, said))

struct Marked {
    people::SubjectKind on = people::SubjectKind::person;
    json::Text<60> marker;
    json::Text<500> text;
    json::Text<200> source;
};
BOOST_DESCRIBE_STRUCT(Marked, (), (on, marker, text, source))

struct Closed {
    json::Text<60> result;
    std::vector<std::string> qualifiers;
    std::optional<json::Text<60>> no_crime_reason;
};
BOOST_DESCRIBE_STRUCT(Closed, (), (result, qualifiers, no_crime_reason))

/// One invented call: one that was sent to has a place and a reason; the others were lost or wait.
struct Scene {
    std::int64_t minutes_ago = 0;
    contacts::Channel channel = contacts::Channel::emergency_999;
    std::optional<contacts::Presented> presented;
    std::optional<json::Text<60>> phone;
    std::optional<Caller> caller;
    std::optional<policy::National> grade;
    std::optional<json::Text<60>> type;
    std::optional<json::Text<500>> summary;
    std::optional<incidents::Place> place;
    std::optional<std::vector<Told>> log;
    std::optional<std::vector<policy::Answered>> answers;
    std::optional<Closed> close;
    std::optional<std::vector<Marked>> markers;
    std::optional<json::Text<300>> park;
};
BOOST_DESCRIBE_STRUCT(Scene, (),
                      (minutes_ago, channel, presented, phone, caller, grade, type, summary, place, log, answers, close,
                       markers, park))

/// Plays one scene; kept between scenes are only the persons made so far.
class Play {
   public:
    Play(db::Transaction& tx, Act act, const access::Actor& supervisor, const incidents::Ground& ground,
         const Scene& scene)
        : tx_(tx),
          act_(std::move(act)),
          supervisor_(supervisor),
          ground_(ground),
          scene_(scene),
          began_(act_.now - minutes(scene.minutes_ago)) {}

    Result<void> run(std::map<std::string, people::SubjectId>& persons) {
        at(0);
        if (!scene_.place) {
            return wait();
        }
        contacts::Send wanted;
        wanted.channel = scene_.channel;
        wanted.phone = scene_.phone;
        wanted.place = *scene_.place;
        wanted.reason = scene_.summary.value_or(wanted.reason);
        wanted.type = scene_.type;
        if (scene_.grade) {
            wanted.level = json::Text<60>{ground_.policy.level_of(*scene_.grade)->code};
        }
        const contacts::Sent sent = TRY(contacts::send(tx_, act_, ground_, wanted));
        incident_ = sent.incident.id;
        for (const Told& told : scene_.log.value_or(std::vector<Told>())) {
            at(told.minutes_after);
            TRY(incidents::add_line(tx_, act_, {incident_, {told.text}, act_.now, {}}));
        }
        at(4);
        if (scene_.caller) {
            TRY(name_caller(sent.contact.id, persons));
        }
        if (scene_.close) {
            TRY(close(*scene_.close));
        }
        at(5);
        act_.if_match = TRY(contacts::read_contact(tx_, act_, {sent.contact.id})).version;
        TRY(contacts::end(tx_, act_, ground_.policy, {sent.contact.id, {}, {}}));
        return {};
    }

   private:
    void at(std::int64_t minutes_after) { act_.now = began_ + minutes(minutes_after); }

    /// The call was lost, or waits for somebody to go on with it.
    Result<void> wait() {
        contacts::Receive wanted;
        wanted.channel = scene_.channel;
        wanted.phone = scene_.phone;
        wanted.presented = scene_.presented.value_or(wanted.presented);
        const contacts::Received received = TRY(contacts::receive(tx_, act_, ground_, wanted));
        if (scene_.park) {
            act_.if_match = received.contact.version;
            TRY(contacts::park(tx_, act_, ground_.policy, {received.contact.id, *scene_.park}));
        }
        return {};
    }

    Result<void> name_caller(const contacts::ContactId& contact, std::map<std::string, people::SubjectId>& persons) {
        contacts::NameSomebody named;
        named.id = contact;
        named.role = scene_.caller->role;
        named.said = scene_.caller->said;
        named.verifies = true;  // the number was presented, and is said again
        const people::Mention mention = TRY(contacts::name_somebody(tx_, act_, named));
        const auto known = persons.find(json::to_text(scene_.caller->said));
        people::ConfirmLink link;
        link.mention = mention.id;
        if (known != persons.end()) {
            link.person = known->second;
            link.question = json::Text<300>{"What is your date of birth?"};
            link.answer = json::Text<300>{"As on the register"};
        } else {
            link.reason = json::Text<500>{"Nobody of that name on the register"};
        }
        const people::Mention linked = TRY(people::confirm_link(tx_, act_, link));
        persons.insert_or_assign(json::to_text(scene_.caller->said), *linked.person);
        Act marking = act_;
        marking.actor = supervisor_;
        for (const Marked& marked : scene_.markers.value_or(std::vector<Marked>())) {
            const bool person = marked.on == people::SubjectKind::person;
            people::NewMarker marker;
            marker.kind = marked.on;
            marker.subject = person ? *linked.person : *linked.phone;
            marker.marker = marked.marker.text;
            marker.text = marked.text;
            marker.source = marked.source;
            TRY(people::set_marker(tx_, marking, ground_.policy, marker));
        }
        return {};
    }

    Result<void> close(const Closed& closed) {
        for (const policy::Answered& answer : scene_.answers.value_or(std::vector<policy::Answered>())) {
            incidents::NewAnswer said;
            said.id = incident_;
            said.question.text = answer.question;
            said.answer = json::Text<2'000>{answer.answer};
            TRY(incidents::answer_question(tx_, act_, ground_, said));
        }
        at(21);
        act_.if_match = TRY(incidents::read_incident(tx_, act_, {incident_})).version;
        incidents::RecordAttendance attendance;
        attendance.id = incident_;
        attendance.attended = true;
        attendance.at = act_.now;
        const auto seen = TRY(incidents::record_attendance(tx_, act_, ground_, attendance));
        at(90);
        act_.if_match = seen.version;
        incidents::CloseIncident wanted;
        wanted.id = incident_;
        wanted.result = closed.result;
        wanted.qualifiers = closed.qualifiers;
        wanted.no_crime_reason = closed.no_crime_reason;
        TRY(incidents::close_incident(tx_, act_, ground_, wanted));
        return {};
    }

    db::Transaction& tx_;
    Act act_;
    const access::Actor& supervisor_;
    const incidents::Ground& ground_;
    const Scene& scene_;
    const Instant began_;
    incidents::IncidentId incident_;
};

Result<std::optional<access::Actor>> account(db::Reader& reader, const Opened& opened, std::string_view name) {
    const auto found = TRY(access::credentials(reader, opened.force, name)).account;
    return found ? TRY(access::actor_of(reader, opened.force, *found, opened.clock.now())) : std::nullopt;
}

}  // namespace

Result<void> take_demonstration_calls(Opened& opened) {
    bool any = false;
    std::optional<access::Actor> handler, supervisor;
    const auto looked = opened.database->read([&](db::Reader& reader) -> Result<void> {
        incidents::ListQuery query;
        query.status = incidents::Shown::all;
        query.limit = 1;
        any = !TRY(incidents::list_incidents(reader, opened.act(), query)).items.empty();
        handler = TRY(account(reader, opened, "call_handler"));
        supervisor = TRY(account(reader, opened, "supervisor"));
        return {};
    });
    TRY(looked);
    if (any || !handler || !supervisor) {
        return {};
    }
    const incidents::FindAreas find = find_areas(opened.areas);
    const std::string told = TRY(read_all(opened.reference + "/demonstration/calls.json", largest_file));
    const auto scenes = TRY(json::from_text<std::vector<Scene>>(told));
    return opened.in_lane([&](db::Transaction& tx, Act act) -> Result<void> {
        act.actor = *handler;
        const auto policy = opened.shelf.in_force(act.now);
        std::map<std::string, people::SubjectId> persons;
        for (const Scene& scene : scenes) {
            TRY(Play(tx, act, *supervisor, {*policy, find}, scene).run(persons));
        }
        return {};
    });
}

}  // namespace bluelamp::commands
