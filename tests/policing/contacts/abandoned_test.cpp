// SPDX-License-Identifier: Apache-2.0
/// Calls that ended before anybody spoke: the queue, ringing back, deciding.
#include "tests/policing/contacts/a_contact.hpp"

namespace bluelamp::contacts {
namespace {

using access::why;
using deadlines::State;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

class AbandonedCalls : public AContact {
   protected:
    std::vector<AbandonedCall> queue(const access::Actor& by) { return page(by, {}).items; }
    api::Page<AbandonedCall> page(const access::Actor& by, const QueueQuery& query) {
        const auto found = read([&](db::Reader& reader) { return abandoned_calls(reader, acting(by), query); });
        EXPECT_TRUE(found) << why(found);
        return found.value_or(api::Page<AbandonedCall>{});
    }
    Result<Attempt> ring(const access::Actor& by, const ContactId& id, AttemptOutcome outcome) {
        return write([&](db::Transaction& tx) {
            return attempt(tx, acting(by), policy, {id, outcome, json::Text<500>{"mailbox full"}});
        });
    }
    Result<Contact> try_decide(const access::Actor& by, const ContactId& id, Decision decision) {
        const Decide wanted{id, decision, {"She is well; a child played with the phone"}, {}};
        return write([&](db::Transaction& tx) { return decide(tx, acting(by, now(id).version), policy, wanted); });
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, AbandonedCalls, db::both_engines(), db::engine_name);

TEST_P(AbandonedCalls, stand_in_a_queue_oldest_first_until_somebody_decides) {
    const Contact first = call(Presented::abandoned, "07700 900001").contact;
    clock.advance(std::chrono::minutes(1));
    const Contact second = call(Presented::dropped, "07700 900002").contact;
    call(Presented::spoken, "07700 900003");
    EXPECT_EQ(first.state, ContactState::abandoned);
    EXPECT_FALSE(first.answered_at);
    EXPECT_EQ(first.owner.id, "team:" + jo.teams.front().text());
    ASSERT_THAT(queue(ann), SizeIs(2));
    EXPECT_EQ(queue(ann)[0].contact.id, first.id);
    EXPECT_EQ(queue(ann)[1].contact.id, second.id);
    EXPECT_THAT(promised(first.id.text(), "call_back"), ElementsAre(State::running));
    clock.advance(std::chrono::minutes(29));
    ASSERT_THAT(queue(ann)[0].promises, SizeIs(1));
    EXPECT_EQ(queue(ann)[0].promises[0].state, State::late) << "the queue says so itself";
    EXPECT_NE(queue(ann)[1].promises[0].state, State::late);
    clock.advance(std::chrono::minutes(-1));
    ASSERT_TRUE(try_decide(ann, first.id, Decision::no_further_action));
    ASSERT_THAT(queue(ann), SizeIs(1));
    EXPECT_EQ(queue(ann)[0].contact.id, second.id);
    EXPECT_THAT(promised(first.id.text(), "call_back"), ElementsAre(State::met));
}

TEST_P(AbandonedCalls, show_who_rang_back_and_what_came_of_it) {
    const Contact lost = call(Presented::abandoned).contact;
    ASSERT_TRUE(ring(jo, lost.id, AttemptOutcome::no_answer));
    clock.advance(std::chrono::minutes(3));
    EXPECT_THAT(promised(lost.id.text(), "call_back"), ElementsAre(State::running)) << "nobody was reached";
    ASSERT_TRUE(ring(ann, lost.id, AttemptOutcome::reached));
    EXPECT_THAT(promised(lost.id.text(), "call_back"), ElementsAre(State::met));
    const auto attempts = queue(jo).at(0).attempts;
    ASSERT_THAT(attempts, SizeIs(2));
    EXPECT_EQ(attempts[0].outcome, AttemptOutcome::no_answer);
    EXPECT_EQ(attempts[0].by.name, "Display jo");
    EXPECT_EQ(attempts[0].note, "mailbox full");
    EXPECT_EQ(attempts[1].at, clock.now());
    EXPECT_EQ(attempts[1].by.name, "Display ann");
    EXPECT_EQ(now(lost.id).version, lost.version) << "an attempt makes nothing stale";
    EXPECT_THAT(lines(lost.id).back(), HasSubstr("reached"));
}

TEST_P(AbandonedCalls, show_what_their_number_is_known_for_to_whoever_may_know) {
    std::vector<Contact> before;
    for (int i = 0; i < 7; ++i) {
        before.push_back(call(Presented::spoken, "+44 7700 900123").contact);
        end_of(before.back().id, "Advice given");
        clock.advance(std::chrono::minutes(1));
    }
    call(Presented::spoken, "07700 900999");
    clock.advance(std::chrono::minutes(1));
    const Contact lost = call(Presented::abandoned, "(07700) 900123").contact;
    const auto others = queue(ann).at(0).others;
    ASSERT_THAT(others, SizeIs(5)) << "the newest five";
    EXPECT_EQ(others[0].id, before[6].id);
    EXPECT_EQ(others[0].reference, before[6].reference);
    clock.advance(std::chrono::minutes(1));
    const Contact since = call(Presented::spoken, "07700 900123").contact;
    EXPECT_EQ(queue(ann).at(0).others[0].id, since.id) << "whoever rang again since then is not rung back for nothing";
    db::alter(database(), force,
              "UPDATE contacts SET visibility = 2, owner = 'team:x' WHERE id = '" + since.id.text() + "'");
    db::alter(database(), force,
              "UPDATE contacts SET visibility = 2, owner = 'team:x' WHERE id = '" + before[6].id.text() + "'");
    EXPECT_EQ(queue(ann).at(0).others[0].id, before[5].id);
    db::alter(database(), force,
              "UPDATE contacts SET visibility = 2, owner = 'team:x' WHERE id = '" + lost.id.text() + "'");
    EXPECT_THAT(queue(ann), SizeIs(0));
}

// Who had told of something anonymously stood beside a later call from that number.
TEST_P(AbandonedCalls, are_shown_beside_no_anonymous_call_of_their_number) {
    const Contact told = call(Presented::spoken).contact;
    const auto anonymous = write([&](db::Transaction& tx) {
        Details details;
        details.id = told.id;
        details.informant = InformantRole::anonymous;
        return set_details(tx, acting(jo, told.version), details);
    });
    ASSERT_TRUE(anonymous) << access::why(anonymous);
    clock.advance(std::chrono::minutes(1));
    call(Presented::abandoned);
    EXPECT_THAT(queue(ann).at(0).others, SizeIs(0));
}

TEST_P(AbandonedCalls, are_decided_by_whoever_decides_and_for_a_reason) {
    const Contact lost = call(Presented::abandoned).contact;
    const auto decided = try_decide(ann, lost.id, Decision::reached);
    ASSERT_TRUE(decided) << why(decided);
    EXPECT_EQ(decided->state, ContactState::ended);
    ASSERT_TRUE(decided->decided);
    EXPECT_EQ(decided->decided->by.name, "Display ann") << "who decides is who acts, whatever a form says";
    EXPECT_EQ(decided->decided->at, clock.now());
    EXPECT_EQ(json::to_text(now(lost.id)), json::to_text(*decided));
    EXPECT_EQ(journal_rows().back().actor, ann.id.text());
    EXPECT_EQ(try_decide(jo, lost.id, Decision::reached).error().code, ErrorCode::conflict);
    EXPECT_EQ(ring(jo, lost.id, AttemptOutcome::engaged).error().code, ErrorCode::conflict);
}

TEST_P(AbandonedCalls, need_an_incident_before_anybody_says_that_one_was_sent_to) {
    const Contact lost = call(Presented::dropped).contact;
    for (const Decision decision : {Decision::incident, Decision::officer_sent}) {
        const auto refused = try_decide(ann, lost.id, decision);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().field, "decision");
        EXPECT_THAT(refused.error().message, HasSubstr(lost.reference));
    }
    const Sent sent = send(a_send(lost.id, "A scream, then nothing"));
    EXPECT_EQ(sent.contact.state, ContactState::abandoned) << "somebody still has to decide";
    EXPECT_FALSE(sent.contact.answered_at) << "nobody ever spoke";
    EXPECT_TRUE(try_decide(ann, lost.id, Decision::officer_sent));
}

TEST_P(AbandonedCalls, are_shown_page_by_page) {
    std::vector<std::string> wanted, seen;
    for (int i = 0; i < 5; ++i) {
        wanted.push_back(call(Presented::abandoned, "").contact.id.text());
        clock.advance(std::chrono::seconds(i % 2));  // some in the same instant
    }
    QueueQuery query{{}, 2};
    do {
        const auto found = page(jo, query);
        for (const AbandonedCall& each : found.items) {
            seen.push_back(each.contact.id.text());
        }
        query.after = found.next;
    } while (query.after);
    EXPECT_THAT(seen, testing::UnorderedElementsAreArray(wanted));
    for (const QueueQuery& bad : {QueueQuery{{}, 0}, QueueQuery{{}, 51}, QueueQuery{"yesterday", {}}}) {
        EXPECT_FALSE(read([&](db::Reader& reader) { return abandoned_calls(reader, acting(jo), bad); }));
    }
}

}  // namespace
}  // namespace bluelamp::contacts
