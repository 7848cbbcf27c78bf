// SPDX-License-Identifier: Apache-2.0
/// A contact arrives: its number, its instants, its gaps, and calls in which nobody speaks.
#include "tests/policing/contacts/a_contact.hpp"

namespace bluelamp::contacts {
namespace {

using access::why;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class ReceiveCall : public AContact {
   protected:
    std::vector<std::string> notices_to(const std::string& addressee) {
        std::vector<std::string> texts;
        const auto found = read([&](db::Reader& reader) {
            return reader.each(db::raw_statement("SELECT text FROM notices WHERE addressee = $1 ORDER BY id"),
                               {addressee}, [&](const db::Row& row) { texts.push_back(row.string(0)); });
        });
        EXPECT_TRUE(found) << why(found);
        return texts;
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, ReceiveCall, db::both_engines(), db::engine_name);

TEST_P(ReceiveCall, keeps_who_took_it_when_and_who_answers_for_it) {
    Receive wanted;
    wanted.phone = json::Text<60>{"07700 900123"};
    wanted.received_at = clock.now() - std::chrono::seconds(9);
    const Contact made = receive(wanted).contact;
    EXPECT_EQ(made.reference, "Call 1 of 20 November");
    EXPECT_EQ(made.state, ContactState::live);
    EXPECT_EQ(made.received_at, *wanted.received_at) << "the channel says when";
    EXPECT_EQ(made.answered_at, clock.now());
    EXPECT_EQ(made.handler.name, "Display jo");
    EXPECT_EQ(made.owner.id, "team:" + jo.teams.front().text());
    const Contact kept = now(made.id);
    EXPECT_EQ(json::to_text(kept), json::to_text(made));
    EXPECT_EQ(kept.phone, "07700 900123") << "as presented, to the letter";
    const journal::Row row = journal_rows().back();
    EXPECT_EQ(row.kind, "contact");
    EXPECT_EQ(row.action, "contact.received");
    EXPECT_EQ(row.owner, made.owner.id);
    ASSERT_THAT(mentions(made.id.text()), SizeIs(1)) << "the number is named as the caller's";
    EXPECT_EQ(mentions(made.id.text())[0].role, people::Role::caller);
    EXPECT_TRUE(mentions(made.id.text())[0].phone);
    EXPECT_FALSE(mentions(made.id.text())[0].person) << "a number is a number";
}

TEST_P(ReceiveCall, numbers_each_local_day_from_one) {
    EXPECT_EQ(call(Presented::spoken).contact.reference, "Call 1 of 20 November");
    EXPECT_EQ(call(Presented::spoken).contact.reference, "Call 2 of 20 November");
    clock.set(*parse_rfc3339("2026-11-21T00:00:00Z"));
    EXPECT_EQ(call(Presented::spoken).contact.reference, "Call 1 of 21 November");
    EXPECT_EQ(send(a_send()).contact.reference, "Call 2 of 21 November") << "sending without a contact makes one";
}

TEST_P(ReceiveCall, refuses_what_cannot_be) {
    Receive early;
    early.received_at = clock.now() + std::chrono::minutes(3);
    EXPECT_EQ(try_receive(jo, early).error().field, "received_at");
    early.received_at = clock.now() + std::chrono::minutes(1);
    EXPECT_TRUE(try_receive(jo, early)) << "two clocks differ a little";
    Receive told;
    told.channel = Channel::crimestoppers;
    told.phone = json::Text<60>{ruths_number};
    EXPECT_EQ(try_receive(jo, told).error().field, "phone") << "nobody is to learn who rang Crimestoppers";
    const auto reader = actor(a_person("an_analyst", {"analyst"}).id);
    EXPECT_EQ(try_receive(reader, Receive{}).error().code, ErrorCode::forbidden);
}

// complaint 25: a record was refused whole for one missing field.
TEST_P(ReceiveCall, complaint_25_keeps_a_contact_with_gaps_and_names_them) {
    const Contact made = call(Presented::spoken, "").contact;
    ASSERT_THAT(made.gaps, SizeIs(3));
    EXPECT_THAT(made.gaps[0], HasSubstr("No telephone number"));
    EXPECT_THAT(made.gaps[1], HasSubstr("Not known who is calling"));
    EXPECT_THAT(made.gaps[2], HasSubstr("Not asked whether to ring back"));
    EXPECT_EQ(send(a_send(made.id)).contact.gaps, made.gaps) << "and help is sent all the same";
    Details details;
    details.id = made.id;
    details.informant = InformantRole::witness;
    details.wishes = Wishes{true, false, true, json::Text<300>{"after 18:00, never by text"}};
    const auto told =
        write([&](db::Transaction& tx) { return set_details(tx, acting(jo, now(made.id).version), details); });
    ASSERT_TRUE(told) << why(told);
    EXPECT_THAT(told->gaps, ElementsAre(HasSubstr("No telephone number")));
    NameSomebody caller = ruth(made.id);
    caller.said.phone = json::Text<60>{ruths_number};
    name(caller);
    EXPECT_THAT(now(made.id).gaps, IsEmpty());
    EXPECT_EQ(now(made.id).phone, ruths_number);
    EXPECT_EQ(now(made.id).wishes.named, false);
}

// complaint 35: a silent 999 from a number with a high-risk domestic abuse marker waited to be rung back.
TEST_P(ReceiveCall, complaint_35_a_silent_999_from_a_number_at_high_risk_is_sent_to_at_once) {
    somebody_known("domestic_high_risk");
    clock.advance(std::chrono::hours(1));
    const Received received = call(Presented::silent_connected);
    ASSERT_TRUE(received.incident) << "opened without anybody typing";
    const incidents::Incident& incident = *received.incident;
    EXPECT_EQ(incident.level->code, "immediate");
    EXPECT_EQ(incident.place.text, "Flat 2, 14 Long Lane") << "the last known place of the number";
    EXPECT_TRUE(incident.vulnerable);
    EXPECT_THAT(incident.summary, HasSubstr("Silent 999 call"));
    EXPECT_THAT(incident.summary, HasSubstr("Domestic abuse, high risk"));
    EXPECT_THAT(received.because, SizeIs(2));
    EXPECT_EQ(incident.owner.id, received.contact.owner.id) << "the control room's team answers for it";
    EXPECT_EQ(received.contact.state, ContactState::live) << "the call goes on";
    EXPECT_EQ(received.contact.incident, incident.id);
    EXPECT_EQ(now(received.contact.id).incident_reference, incident.reference);
    EXPECT_THAT(notices_to("role:supervisor"), Contains(HasSubstr("Sent to at once: Silent 999 call")));
    EXPECT_THAT(mentions(incident.id.text()), SizeIs(1)) << "the number is named in the incident too";
}

// A silent call put a restricted marker's title, and the address from a restricted record, on everybody's board.
TEST_P(ReceiveCall, what_fewer_may_see_of_a_number_is_not_for_everybody_when_it_is_sent_to_at_once) {
    somebody_known("domestic_high_risk");
    EXPECT_EQ(call(Presented::silent_connected).incident->visibility, 0)
        << "everybody may see the marker and the place";
    db::alter(database(), force, "UPDATE markers SET visibility = 1");
    const Received marked = call(Presented::silent_connected);
    ASSERT_TRUE(marked.incident);
    EXPECT_EQ(marked.incident->visibility, 1);
    EXPECT_EQ(marked.contact.visibility, 1);
    EXPECT_TRUE(try_read(ann, marked.contact.id)) << "the control room's own team sees and sends";
    access::Actor elsewhere = ann;
    elsewhere.clearance = {0, ",team:elsewhere,"};
    EXPECT_FALSE(try_read(elsewhere, marked.contact.id));
    db::alter(database(), force, "UPDATE markers SET visibility = 0");
    Send secret = a_send({}, "She has moved");
    secret.type = json::Text<60>{"informer_at_risk"};
    NameSomebody there = ruth(send(secret).contact.id);
    there.said.phone = json::Text<60>{ruths_number};
    there.said.address = json::Text<300>{"3 Refuge Road"};
    clock.advance(std::chrono::minutes(1));
    name(there);
    const Received moved = call(Presented::silent_connected);
    EXPECT_EQ(moved.incident->place.text, "3 Refuge Road");
    EXPECT_EQ(moved.incident->visibility, 1);
}

TEST_P(ReceiveCall, opens_an_incident_by_itself_only_where_nobody_speaks_on_999_and_the_risk_is_high) {
    somebody_known("domestic_high_risk", "07700 900001");
    somebody_known("hoax", "07700 900002");
    struct Case {
        Channel channel;
        Presented presented;
        std::string phone;
        bool opened;
        ContactState state;
    };
    const std::vector<Case> table{
        {Channel::emergency_999, Presented::silent_connected, "07700 900001", true, ContactState::live},
        {Channel::emergency_999, Presented::pressed_55, "07700 900001", true, ContactState::live},
        {Channel::emergency_999, Presented::dropped, "07700 900001", true, ContactState::abandoned},
        {Channel::emergency_999, Presented::abandoned, "+44 7700 900001", true, ContactState::abandoned},
        {Channel::emergency_999, Presented::spoken, "07700 900001", false, ContactState::live},
        {Channel::non_emergency_101, Presented::abandoned, "07700 900001", false, ContactState::abandoned},
        {Channel::emergency_999, Presented::silent_connected, "07700 900002", false, ContactState::live},
        {Channel::emergency_999, Presented::silent_connected, "07700 900003", false, ContactState::live},
        {Channel::emergency_999, Presented::abandoned, "withheld", false, ContactState::abandoned},
        {Channel::online, Presented::written, "07700 900001", false, ContactState::live},
    };
    for (const Case& each : table) {
        Receive wanted{each.channel, each.presented, json::Text<60>{each.phone}, {}, {}};
        const Received received = receive(wanted);
        const std::string what =
            fmt::format("{}, {}, {}", json::to_text(each.channel), json::to_text(each.presented), each.phone);
        EXPECT_EQ(received.incident.has_value(), each.opened) << what;
        EXPECT_EQ(received.contact.state, each.state) << what;
    }
}

TEST_P(ReceiveCall, knows_no_place_of_a_number_that_was_marked_but_never_placed) {
    const Contact before = call(Presented::spoken).contact;
    people::NewMarker wanted;
    wanted.kind = people::SubjectKind::phone;
    wanted.subject = *mentions(before.id.text())[0].phone;
    wanted.marker = "domestic_high_risk";
    wanted.text.text = "Silent solution agreed";
    wanted.source.text = "Domestic abuse unit";
    const auto set = write([&](db::Transaction& tx) { return people::set_marker(tx, acting(sue), policy, wanted); });
    ASSERT_TRUE(set) << why(set);
    const Received received = call(Presented::dropped);
    ASSERT_TRUE(received.incident);
    EXPECT_EQ(received.incident->place.text, "unknown");
    EXPECT_THAT(received.incident->summary, HasSubstr("Dropped 999 call"));
}

TEST_P(ReceiveCall, tells_that_55_is_not_used_on_landlines_and_gives_no_location) {
    EXPECT_THAT(call(Presented::pressed_55, "020 7946 0123").advice, ElementsAre(HasSubstr("landline")));
    EXPECT_THAT(call(Presented::pressed_55).advice, ElementsAre(HasSubstr("no location")));
    EXPECT_THAT(call(Presented::silent_connected, "020 7946 0123").advice, IsEmpty());
}

class Tapping : public AContact {
   protected:
    Result<Tapped> tap(const ContactId& id, const std::string& question, const std::string& answer) {
        return write([&](db::Transaction& tx) {
            return answer_by_tap(tx, acting(jo), policy, {id, {question}, {answer}});
        });
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Tapping, db::both_engines(), db::engine_name);

TEST_P(Tapping, keeps_answers_to_a_silent_call_and_proposes_by_them_at_once) {
    const Contact made = call(Presented::silent_connected).contact;
    EXPECT_EQ(tap(made.id, "can_you_speak", "no")->level, "prompt");
    EXPECT_EQ(tap(made.id, "are_you_hurt", "no")->level, "prompt");
    const auto hurt = tap(made.id, "are_you_hurt", "yes");
    ASSERT_TRUE(hurt) << why(hurt);
    EXPECT_EQ(hurt->level, "immediate");
    EXPECT_THAT(hurt->reasons.front(), HasSubstr("Somebody is hurt"));
    ASSERT_THAT(hurt->answers, SizeIs(2)) << "the newest of each question";
    EXPECT_EQ(hurt->answers[1].answer, "yes");
    const Sent sent = send(a_send(made.id, "Silent call"));
    EXPECT_EQ(sent.incident.level->code, "immediate") << "the answers grade the incident";
    const auto kept =
        read([&](db::Reader& reader) { return incidents::list_answers(reader, acting(jo), {sent.incident.id}); });
    ASSERT_TRUE(kept) << access::why(kept);
    EXPECT_THAT(kept->items, SizeIs(2)) << "nobody asks again what was answered by tap";
    EXPECT_THAT(log(sent.incident.id), Contains("are_you_hurt? yes"));
    const auto late = tap(made.id, "can_you_speak", "yes");
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, ErrorCode::conflict);
    EXPECT_THAT(late.error().message, HasSubstr(sent.incident.reference));
}

TEST_P(Tapping, refuses_questions_and_answers_that_the_policy_does_not_have) {
    const Contact made = call(Presented::silent_connected).contact;
    const auto question = tap(made.id, "shoe_size", "9");
    ASSERT_FALSE(question);
    EXPECT_EQ(question.error().field, "question");
    EXPECT_THAT(question.error().message, HasSubstr("can_you_speak, are_you_hurt"));
    const auto answer = tap(made.id, "are_you_hurt", "perhaps");
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().field, "answer");
    EXPECT_TRUE(tap(made.id, "are_you_hurt", "not known"));
    policy.question_sets.clear();
    EXPECT_EQ(tap(made.id, "are_you_hurt", "yes").error().code, ErrorCode::conflict);
}

}  // namespace
}  // namespace bluelamp::contacts
