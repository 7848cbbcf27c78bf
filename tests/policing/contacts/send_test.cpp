// SPDX-License-Identifier: Apache-2.0
/// The send keystroke, and everything that goes with the incident it opens.
#include "core/text.hpp"
#include "tests/policing/contacts/a_contact.hpp"

namespace bluelamp::contacts {
namespace {

using access::why;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class SendHelp : public AContact {};
INSTANTIATE_TEST_SUITE_P(Engines, SendHelp, db::both_engines(), db::engine_name);

// complaint 40: nobody went before the form was complete.
TEST_P(SendHelp, complaint_40_help_is_on_its_way_before_the_form_is_complete) {
    Send wanted = a_send();
    wanted.phone = json::Text<60>{ruths_number};
    const Sent sent = send(wanted);
    EXPECT_EQ(sent.incident.place.text, "unknown");
    EXPECT_EQ(sent.incident.summary, "Man with a knife");
    EXPECT_EQ(sent.incident.level->code, "prompt") << "provisional: nobody has said what it is";
    EXPECT_EQ(sent.contact.state, ContactState::live) << "the call goes on";
    EXPECT_EQ(sent.contact.incident, sent.incident.id);
    EXPECT_EQ(sent.contact.answered_at, clock.now());
    EXPECT_EQ(json::to_text(now(sent.contact.id)), json::to_text(sent.contact));
    const auto board = read([&](db::Reader& reader) { return incidents::list_incidents(reader, acting(ann), {}); });
    ASSERT_THAT(board->items, SizeIs(1)) << "it stands on everybody's board";
    EXPECT_EQ(board->items[0].received_at, sent.contact.received_at);
    EXPECT_THAT(mentions(sent.incident.id.text()), SizeIs(1)) << "the number is named in it";
    EXPECT_EQ(db::numbers(database(), "SELECT count(*) FROM contacts").at(0), 1);
    const ContactLine line = say(sent.contact.id, "He is walking towards the station.");
    EXPECT_EQ(line.incident, sent.incident.id);
    EXPECT_THAT(log(sent.incident.id), ElementsAre("Man with a knife", "He is walking towards the station."));
}

TEST_P(SendHelp, is_one_act_or_none) {
    Send wanted = a_send();
    wanted.type = json::Text<60>{"no_such_type"};
    const auto refused = try_send(jo, wanted);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().field, "type");
    EXPECT_EQ(db::numbers(database(), "SELECT count(*) FROM contacts").at(0), 0) << "no half of it stays";
    EXPECT_EQ(send(a_send()).contact.reference, "Call 1 of 20 November") << "nor its number";
}

// Drafts: what was typed before a refusal was gone.
TEST_P(SendHelp, loses_nothing_when_it_is_refused) {
    const Contact made = call(Presented::spoken).contact;
    say(made.id, "There is shouting.");
    Send wanted = a_send(made.id);
    wanted.level = json::Text<60>{"no_such_level"};
    ASSERT_FALSE(try_send(jo, wanted));
    EXPECT_EQ(now(made.id).state, ContactState::live);
    EXPECT_EQ(now(made.id).version, made.version);
    EXPECT_THAT(lines(made.id), Contains("There is shouting."));
    wanted.level.reset();
    EXPECT_THAT(log(send(wanted).incident.id), ElementsAre("Man with a knife", "There is shouting."));
}

TEST_P(SendHelp, takes_along_what_was_said_before_with_who_said_it_and_when) {
    const Contact made = call(Presented::spoken).contact;
    const Instant first = clock.now();
    say(made.id, "There is shouting.");
    clock.advance(std::chrono::minutes(2));
    ASSERT_TRUE(try_say(ann, made.id, "A second voice."));
    name(ruth(made.id));
    clock.advance(std::chrono::minutes(1));
    const Sent sent = send(a_send(made.id));
    EXPECT_EQ(sent.incident.received_at, first) << "limits run from first receipt";
    const auto page = read([&](db::Reader& reader) {
        return incidents::read_log(reader, acting(jo), {sent.incident.id, {}, {}});
    });
    ASSERT_THAT(page->items, SizeIs(3));
    EXPECT_EQ(page->items[1].text, "There is shouting.");
    EXPECT_EQ(page->items[1].happened_at, first);
    EXPECT_EQ(page->items[1].recorded_at, clock.now());
    EXPECT_EQ(page->items[2].text, "Display ann: A second voice.");
    const auto named = mentions(sent.incident.id.text());
    ASSERT_THAT(named, SizeIs(2));
    EXPECT_EQ(named[1].said.family_name->text, "Example");
    EXPECT_EQ(named[1].said.phone->text, ruths_number) << "the caller is named with the number he rings from";
}

// The same call twice: the second handler opened it again.
TEST_P(SendHelp, is_refused_a_second_time_naming_the_log) {
    const Contact made = call(Presented::spoken).contact;
    const Sent sent = send(a_send(made.id));
    const auto again = try_send(ann, a_send(made.id));
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::conflict);
    EXPECT_THAT(again.error().message, HasSubstr(sent.incident.reference));
    EXPECT_EQ(db::numbers(database(), "SELECT count(*) FROM incidents").at(0), 1);
    end_of(made.id, "Nothing more to say");
    const Contact other = call(Presented::spoken).contact;
    end_of(other.id, "Wrong number");
    EXPECT_THAT(try_send(jo, a_send(other.id)).error().message, HasSubstr("is ended"));
}

// complaint 36: a hoax caller's house burned.
TEST_P(SendHelp, complaint_36_a_history_never_lowers_a_grade) {
    somebody_known("hoax");
    for (int i = 0; i < 5; ++i) {
        end_of(call(Presented::spoken).contact.id, "Nobody speaks");
    }
    for (const std::string& phone : {ruths_number, std::string("07700 900777")}) {
        for (const auto& [type, level] : {std::pair("intruder", "immediate"), std::pair("lost_dog", "planned")}) {
            Send wanted = a_send();
            wanted.phone = json::Text<60>{phone};
            wanted.type = json::Text<60>{type};
            EXPECT_EQ(send(wanted).incident.level->code, level) << phone << " " << type;
        }
    }
}

// finding M6: repeat and vulnerable callers were found by asking and by hand.
TEST_P(SendHelp, finding_M6_a_marker_behind_the_number_raises_the_grade_without_anybody_asking) {
    somebody_known("weapons");
    Send wanted = a_send();
    wanted.type = json::Text<60>{"lost_dog"};
    wanted.level = json::Text<60>{"planned"};
    wanted.phone = json::Text<60>{"+44 7700 900123"};
    EXPECT_EQ(send(wanted).incident.level->code, "immediate") << "however the number is written";
    wanted.phone = json::Text<60>{"07700 900124"};
    EXPECT_EQ(send(wanted).incident.level->code, "planned");
}

TEST_P(SendHelp, is_graded_as_the_handler_chose_but_never_lower_than_proposed) {
    Send wanted = a_send();
    wanted.type = json::Text<60>{"noise"};
    wanted.level = json::Text<60>{"immediate"};
    EXPECT_EQ(send(wanted).incident.level->code, "immediate");
    wanted.type = json::Text<60>{"intruder"};
    wanted.level = json::Text<60>{"planned"};
    EXPECT_EQ(send(wanted).incident.level->code, "immediate");
}

TEST_P(SendHelp, keeps_a_restricted_matter_among_those_who_may_know) {
    const Contact made = call(Presented::spoken).contact;
    access::Actor elsewhere = ann;
    elsewhere.clearance.owners = ",person:" + ann.id.text() + ",";
    ASSERT_TRUE(try_read(elsewhere, made.id));
    Send wanted = a_send(made.id, "He says he is an informer and was followed");
    wanted.type = json::Text<60>{"informer_at_risk"};
    EXPECT_EQ(send(wanted).contact.visibility, 1);
    EXPECT_TRUE(try_read(ann, made.id)) << "of the team that owns it";
    EXPECT_EQ(try_read(elsewhere, made.id).error().code, ErrorCode::not_found);
    EXPECT_EQ(try_say(elsewhere, made.id, "x").error().code, ErrorCode::not_found);
    EXPECT_EQ(journal_rows().back().visibility, 1);
    const std::string known = "SELECT visibility FROM people_records WHERE id = '" + made.id.text() + "'";
    EXPECT_THAT(db::numbers(database(), known), ElementsAre(1)) << "nor does a look-up by number tell of it";
}

TEST_P(SendHelp, keeps_training_apart) {
    Send wanted = a_send();
    wanted.exercise = true;
    const Sent sent = send(wanted);
    EXPECT_TRUE(sent.contact.exercise);
    EXPECT_TRUE(sent.incident.exercise);
}

TEST_P(SendHelp, never_looks_for_an_anonymous_informant) {
    const Contact made = call(Presented::spoken).contact;
    Details details;
    details.id = made.id;
    details.informant = InformantRole::anonymous;
    ASSERT_TRUE(write([&](db::Transaction& tx) { return set_details(tx, acting(jo, made.version), details); }));
    const people::Mention neighbour = name(ruth(made.id));
    EXPECT_TRUE(neighbour.anonymous);
    EXPECT_FALSE(neighbour.address);
    const Sent sent = send(a_send(made.id));
    EXPECT_THAT(mentions(sent.incident.id.text()), IsEmpty());
    EXPECT_EQ(db::numbers(database(), "SELECT count(*) FROM contacts WHERE plain_phone IS NOT NULL").at(0), 0);
}

// Whoever asked to stay anonymous only after the number had come up was still found by number, address and name.
TEST_P(SendHelp, an_informant_who_turns_out_anonymous_is_not_found_any_more) {
    const Contact made = call(Presented::spoken).contact;
    const people::Mention caller = name(ruth(made.id));
    const auto linked = write([&](db::Transaction& tx) {
        people::ConfirmLink link;
        link.mention = caller.id;
        return people::confirm_link(tx, acting(jo), link);
    });
    ASSERT_TRUE(linked) << why(linked);
    NameSomebody other = ruth(made.id);
    other.role = people::Role::suspect;
    other.said.address = json::Text<300>{"9 Long Lane"};
    name(other);
    const Sent sent = send(a_send(made.id));
    Details details;
    details.id = made.id;
    details.informant = InformantRole::anonymous;
    ASSERT_TRUE(write([&](db::Transaction& tx) { return set_details(tx, acting(jo, sent.contact.version), details); }));
    const auto found = [&](auto field, const std::string& text) {
        people::LookUp typed;
        typed.*field = std::decay_t<decltype(*(typed.*field))>{text};
        return read([&](db::Reader& reader) {
                   return people::look_up(reader, acting(sue), policy, *people::exact_recogniser(), typed);
               })
            ->hits;
    };
    EXPECT_THAT(found(&people::LookUp::phone, ruths_number), IsEmpty());
    EXPECT_THAT(found(&people::LookUp::address, "14 Long Lane"), IsEmpty());
    EXPECT_THAT(found(&people::LookUp::name, "Ruth Example"), IsEmpty());
    EXPECT_THAT(found(&people::LookUp::address, "9 Long Lane"), SizeIs(1)) << "whom they spoke of is";
    for (const people::Mention& each : mentions(made.id.text())) {
        EXPECT_EQ(each.anonymous, each.role == people::Role::caller);
        EXPECT_TRUE(each.said.phone || each.said.given_name) << "what was said stays";
    }
    const auto again = write([&](db::Transaction& tx) {
        people::ConfirmLink link;
        link.mention = caller.id;
        return people::confirm_link(tx, acting(jo), link);
    });
    EXPECT_FALSE(again) << "and nobody links them again";
}

// The mention that the call was opened with kept its number: whoever was named as an anonymous caller was found by it.
TEST_P(SendHelp, a_caller_given_as_anonymous_is_not_found_by_the_number_that_came_up) {
    const auto found = [&] {
        people::LookUp typed;
        typed.phone = json::Text<60>{ruths_number};
        return read([&](db::Reader& reader) {
                   return people::look_up(reader, acting(sue), policy, *people::exact_recogniser(), typed);
               })
            ->hits;
    };
    for (const bool named_before : {false, true}) {
        const Contact made = call(Presented::spoken).contact;
        if (named_before) {
            name(ruth(made.id));
            send(a_send(made.id));
        }
        EXPECT_THAT(found(), testing::Not(IsEmpty())) << "until the caller asks to stay anonymous";
        NameSomebody caller = ruth(made.id);
        caller.anonymous = true;
        name(caller);
        EXPECT_THAT(found(), IsEmpty()) << named_before;
        caller.anonymous.reset();
        EXPECT_TRUE(name(caller).anonymous) << "what is said of them afterwards, too";
        EXPECT_THAT(found(), IsEmpty()) << named_before;
    }
}

// A number could be given to a Crimestoppers contact when it was sent, though not when it was made.
TEST_P(SendHelp, crimestoppers_has_no_number_whenever_it_is_given) {
    Receive wanted;
    wanted.channel = Channel::crimestoppers;
    wanted.presented = Presented::written;
    Send later = a_send(receive(wanted).contact.id);
    later.phone = json::Text<60>{ruths_number};
    const auto refused = try_send(jo, later);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().field, "phone");
    EXPECT_EQ(db::numbers(database(), "SELECT count(*) FROM contacts WHERE phone IS NOT NULL").at(0), 0);
}

class JoinContact : public AContact {};
INSTANTIATE_TEST_SUITE_P(Engines, JoinContact, db::both_engines(), db::engine_name);

TEST_P(JoinContact, a_second_caller_is_kept_with_the_incident_that_stands) {
    const Sent first = send(a_send());
    const Contact second = call(Presented::spoken, "07700 900200").contact;
    const auto joined = write([&](db::Transaction& tx) {
        return join(tx, acting(ann), {second.id, first.incident.id});
    });
    ASSERT_TRUE(joined) << why(joined);
    EXPECT_EQ(joined->incident, first.incident.id);
    EXPECT_EQ(joined->incident_reference, first.incident.reference);
    EXPECT_EQ(json::to_text(now(second.id)), json::to_text(*joined));
    EXPECT_THAT(mentions(first.incident.id.text()), SizeIs(1)) << "its caller may have seen something";
    say(second.id, "I can see him too.");
    EXPECT_THAT(log(first.incident.id), Contains("I can see him too."));
    const auto again = write([&](db::Transaction& tx) {
        return join(tx, acting(ann), {second.id, first.incident.id});
    });
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::conflict);
    EXPECT_EQ(try_send(jo, a_send(second.id)).error().code, ErrorCode::conflict);
    const Contact third = call(Presented::spoken, "").contact;
    const auto nowhere_to = write([&](db::Transaction& tx) {
        return join(tx, acting(ann), {third.id, ids.make<incidents::IncidentId>(clock.now())});
    });
    EXPECT_EQ(nowhere_to.error().code, ErrorCode::not_found);
}

// Both callers could be read by everybody after the log they reported had been restricted.
TEST_P(JoinContact, whoever_reported_a_log_that_is_restricted_later_is_for_no_more_to_see) {
    const Sent first = send(a_send());
    say(first.contact.id, "Ruth told me");
    const Contact second = call(Presented::spoken, "07700 900200").contact;
    ASSERT_TRUE(write([&](db::Transaction& tx) { return join(tx, acting(ann), {second.id, first.incident.id}); }));
    ASSERT_TRUE(write([&](db::Transaction& tx) {
        const incidents::SetType wanted{first.incident.id, {"informer_at_risk"}, {}};
        return incidents::set_type(tx, acting(jo, first.incident.version), ground(), {narrow}, wanted);
    }));
    access::Actor stranger = jo;
    stranger.clearance = {0, ","};
    for (const Contact& contact : {first.contact, second}) {
        const auto refused =
            read([&](db::Reader& reader) { return read_contact(reader, act(stranger), {contact.id}); });
        EXPECT_EQ(refused.error().code, ErrorCode::not_found) << contact.reference;
        EXPECT_EQ(now(contact.id).visibility, 1);
        for (const journal::Row& row : journal_rows()) {
            EXPECT_TRUE(row.record != contact.id.text() || row.visibility == 1 || row.action == "contact.restricted")
                << row.action;
        }
    }
    EXPECT_THAT(mentions(first.incident.id.text()), SizeIs(1));
}

// Whoever was put on the register by what a restricted log says, and why, could be looked up by everybody.
TEST_P(JoinContact, who_is_known_by_a_log_that_is_restricted_later_only_is_for_no_more_to_see) {
    const Sent first = send(a_send());
    const people::Mention ruth_here = name(ruth(first.contact.id));
    const people::Mention ann_here = name(ruth(first.contact.id));
    ASSERT_TRUE(write([&](db::Transaction& tx) {
        return people::confirm_link(tx, acting(jo), {ruth_here.id, {}, {}, {}, {}});
    }));
    const Contact open_one = call(Presented::spoken, "07700 900200").contact;
    const people::Mention elsewhere = name(ruth(open_one.id));
    const auto known = write([&](db::Transaction& tx) {
        return people::confirm_link(tx, acting(jo), {elsewhere.id, {}, {}, {}, {}});
    });
    ASSERT_TRUE(known) << why(known);
    ASSERT_TRUE(write([&](db::Transaction& tx) {
        const people::ConfirmLink same{ann_here.id, known->person, {}, {}, json::Text<500>{"He hits her"}};
        return people::confirm_link(tx, acting(jo), same);
    }));
    const auto seen = [&] {
        access::Actor stranger = jo;
        stranger.clearance = {0, ","};
        people::LookUp typed;
        typed.name = json::Text<200>{"Ruth"};
        const auto found = read([&](db::Reader& reader) {
            return people::look_up(reader, act(stranger), policy, *people::exact_recogniser(), typed);
        });
        return found.value_or(people::Found{}).hits.size();
    };
    ASSERT_EQ(seen(), 2U);
    ASSERT_TRUE(write([&](db::Transaction& tx) {
        const incidents::SetType wanted{first.incident.id, {"informer_at_risk"}, {}};
        return incidents::set_type(tx, acting(jo, first.incident.version), ground(), {narrow}, wanted);
    }));
    EXPECT_EQ(seen(), 1U) << "the one who is known by an open call as well";
    for (const journal::Row& row : journal_rows()) {
        EXPECT_FALSE(row.kind == "person" && row.visibility == 0 &&
                     row.content->find("He hits her") != row.content->npos)
            << "why somebody was meant there";
    }
}

TEST_P(JoinContact, a_call_sent_as_a_restricted_type_takes_what_was_said_before_out_of_sight) {
    const Contact made = call(Presented::spoken).contact;
    say(made.id, "Ruth told me her handler is known");
    Send wanted = a_send(made.id);
    wanted.type = json::Text<60>{"informer_at_risk"};
    send(wanted);
    for (const journal::Row& row : journal_rows()) {
        EXPECT_FALSE(row.record == made.id.text() && row.visibility == 0 && row.action != "contact.restricted")
            << row.action;
    }
}

// Somebody of another team took the call, gave the type, and could write no further word of it.
TEST_P(JoinContact, whoever_has_the_call_writes_on_when_its_log_is_for_fewer_to_see) {
    const Sent first = send(a_send());
    access::Actor bob = ann;
    bob.clearance = {0, ",person:" + bob.id.text() + ","};
    ASSERT_TRUE(write([&](db::Transaction& tx) {
        return hand_over(tx, acting(jo, first.contact.version), policy,
                         {first.contact.id, "person:" + bob.id.text(), {}});
    }));
    ASSERT_TRUE(write([&](db::Transaction& tx) {
        const incidents::SetType wanted{first.incident.id, {"informer_at_risk"}, {}};
        return incidents::set_type(tx, acting(bob, first.incident.version), ground(), {narrow}, wanted);
    }));
    const auto said = try_say(bob, first.contact.id, "They are at the door");
    EXPECT_TRUE(said) << why(said);
    EXPECT_THAT(log(first.incident.id), Contains("They are at the door"));
}

}  // namespace
}  // namespace bluelamp::contacts
