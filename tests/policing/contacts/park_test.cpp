// SPDX-License-Identifier: Apache-2.0
/// Who has a call: parking, taking, handing over, ending, and two handlers on one call.
#include "tests/policing/contacts/a_contact.hpp"

namespace bluelamp::contacts {
namespace {

using access::why;
using deadlines::State;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class HaveCall : public AContact {
   protected:
    Result<Contact> try_park(const access::Actor& by, const Contact& seen) {
        return write([&](db::Transaction& tx) {
            return park(tx, acting(by, seen.version), policy, {seen.id, {"Second emergency call"}});
        });
    }
    Result<Contact> try_take(const access::Actor& by, const Contact& seen) {
        return write([&](db::Transaction& tx) { return take(tx, acting(by, seen.version), policy, {seen.id}); });
    }
    Result<Contact> try_hand_over(const Contact& seen, const std::string& to) {
        const HandOver wanted{seen.id, to, json::Text<300>{"She speaks Polish"}};
        return write([&](db::Transaction& tx) { return hand_over(tx, acting(jo, seen.version), policy, wanted); });
    }
    Result<Contact> try_end(const access::Actor& by, const Contact& seen, const std::optional<std::string>& because) {
        End wanted{seen.id, {}, {}};
        if (because) {
            wanted.because = json::Text<500>{*because};
        }
        return write([&](db::Transaction& tx) { return contacts::end(tx, acting(by, seen.version), policy, wanted); });
    }
    std::int64_t unowned() {
        const auto count = read([&](db::Reader& reader) -> Result<std::int64_t> {
            std::int64_t all = 0;
            for (const tasks::Unowned& each : unowned_contacts()) {
                all += TRY(each.count(reader, force, clock.now()));
            }
            return all;
        });
        EXPECT_TRUE(count) << why(count);
        return count.value_or(-1);
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, HaveCall, db::both_engines(), db::engine_name);

TEST_P(HaveCall, parked_waits_with_its_owner_and_a_limit_until_somebody_takes_it) {
    const Contact made = call(Presented::spoken).contact;
    const auto parked = try_park(jo, made);
    ASSERT_TRUE(parked) << why(parked);
    EXPECT_EQ(parked->state, ContactState::parked);
    EXPECT_EQ(parked->parked_because, "Second emergency call");
    EXPECT_EQ(parked->owner.id, made.owner.id);
    EXPECT_EQ(json::to_text(now(made.id)), json::to_text(*parked));
    EXPECT_THAT(promised(made.id.text(), "parked"), ElementsAre(State::running));
    const auto taken = try_take(ann, *parked);
    ASSERT_TRUE(taken) << why(taken);
    EXPECT_EQ(taken->state, ContactState::live);
    EXPECT_EQ(taken->handler.name, "Display ann");
    EXPECT_FALSE(taken->parked_because);
    EXPECT_THAT(promised(made.id.text(), "parked"), ElementsAre(State::met));
    EXPECT_THAT(lines(made.id),
                ElementsAre(HasSubstr("Received"), "Parked: Second emergency call", "Taken by Display ann."));
}

// Two handlers on one call: the slower one undid what the quicker one had done.
TEST_P(HaveCall, tells_the_second_of_two_handlers_who_has_the_call) {
    const Contact made = call(Presented::spoken).contact;
    const Contact parked = try_park(jo, made).value();
    ASSERT_TRUE(try_take(ann, parked));
    const auto second = try_take(sue, parked);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::stale);
    EXPECT_THAT(second.error().message, HasSubstr("Display ann has it"));
    EXPECT_EQ(now(made.id).handler.name, "Display ann");
    const auto without = write([&](db::Transaction& tx) { return take(tx, acting(sue), policy, {made.id}); });
    EXPECT_EQ(without.error().field, "If-Match");
    EXPECT_EQ(try_take(ann, now(made.id)).error().code, ErrorCode::conflict) << "she has it already";
    const auto both = try_end(jo, made, "Wrong number");
    EXPECT_EQ(both.error().code, ErrorCode::stale) << "nor does Jo end what Ann speaks on";
    ASSERT_TRUE(try_say(jo, made.id, "I hear it too.")) << "lines never conflict";
    ASSERT_TRUE(try_say(ann, made.id, "So do I."));
}

TEST_P(HaveCall, handed_over_it_belongs_to_the_receiver_who_is_told) {
    const Contact made = call(Presented::spoken).contact;
    const std::string to_ann = "person:" + ann.id.text();
    const auto given = try_hand_over(made, to_ann);
    ASSERT_TRUE(given) << why(given);
    EXPECT_EQ(given->state, ContactState::parked);
    EXPECT_EQ(given->owner.id, to_ann);
    EXPECT_EQ(given->owner.name, "Display ann");
    EXPECT_EQ(db::numbers(database(), "SELECT count(*) FROM notices WHERE addressee = '" + to_ann + "'").at(0), 1);
    EXPECT_THAT(promised(made.id.text(), "parked"), ElementsAre(State::running));
    EXPECT_EQ(db::numbers(database(), "SELECT count(*) FROM promises WHERE owner = '" + to_ann + "'").at(0), 1)
        << "the limit runs against whoever has it";
    const auto taken = try_take(ann, *given);
    ASSERT_TRUE(taken) << why(taken);
    EXPECT_EQ(taken->owner.id, made.owner.id) << "a call that is taken belongs to its handler's team";
    for (const std::string& nobody : {std::string("person:") + ids.uuid(clock.now()), std::string("team:x"),
                                      std::string("Ann"), std::string("role:supervisor")}) {
        const auto refused = try_hand_over(*taken, nobody);
        ASSERT_FALSE(refused) << nobody;
        EXPECT_EQ(refused.error().field, "to") << nobody;
    }
}

// A live call could be handed to an administrator, who sees no calls: nobody had it any more.
TEST_P(HaveCall, is_handed_over_only_to_somebody_who_takes_calls) {
    const Contact made = call(Presented::spoken).contact;
    const auto root = a_person("root", {"administrator"});
    const auto refused = try_hand_over(made, "person:" + root.id.text());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().field, "to");
    EXPECT_THAT(refused.error().message, HasSubstr("take_calls"));
    EXPECT_EQ(now(made.id).owner.id, made.owner.id);
}

TEST_P(HaveCall, an_abandoned_call_changes_hands_and_stays_in_its_queue) {
    const Contact made = call(Presented::abandoned).contact;
    EXPECT_EQ(try_hand_over(made, "person:" + ann.id.text())->state, ContactState::abandoned);
    const auto taken = try_take(ann, now(made.id));
    ASSERT_TRUE(taken) << why(taken);
    EXPECT_EQ(taken->state, ContactState::abandoned);
    EXPECT_EQ(taken->handler.name, "Display ann");
    EXPECT_FALSE(taken->answered_at) << "nobody has spoken";
}

TEST_P(HaveCall, ends_with_an_incident_or_with_the_reason_why_none) {
    const Contact made = call(Presented::spoken).contact;
    const auto refused = try_end(jo, made, {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().field, "because");
    EXPECT_EQ(now(made.id).state, ContactState::live);
    const auto ended = try_end(jo, made, "Wrong number");
    ASSERT_TRUE(ended) << why(ended);
    EXPECT_EQ(ended->state, ContactState::ended);
    EXPECT_EQ(ended->ended_at, clock.now());
    EXPECT_EQ(now(made.id).ended_because, "Wrong number");
    const Sent sent = send(a_send());
    EXPECT_TRUE(try_end(jo, sent.contact, {})) << "there is an incident";
}

TEST_P(HaveCall, allows_only_what_its_state_leads_on_to) {
    const Contact live = call(Presented::spoken).contact;
    const Contact parked = try_park(jo, call(Presented::spoken).contact).value();
    const Contact abandoned = call(Presented::abandoned).contact;
    const Contact ended = end_of(call(Presented::spoken).contact.id, "Wrong number");
    const auto code = [](const auto& result) { return result ? "" : std::string(bluelamp::name(result.error().code)); };
    const auto park_it = [&](const Contact& c) { return code(try_park(ann, now(c.id))); };
    EXPECT_EQ(park_it(parked), "conflict");
    EXPECT_EQ(park_it(abandoned), "conflict");
    EXPECT_EQ(park_it(ended), "conflict");
    EXPECT_EQ(code(try_take(ann, ended)), "conflict");
    EXPECT_EQ(code(try_hand_over(ended, "person:" + ann.id.text())), "conflict");
    EXPECT_EQ(code(try_end(jo, abandoned, "Wrong number")), "conflict") << "it is decided about";
    EXPECT_EQ(code(try_end(jo, ended, "Again")), "conflict");
    EXPECT_EQ(code(try_say(jo, ended.id, "x")), "conflict");
    EXPECT_EQ(code(try_end(jo, parked, "She hung up")), "");
    EXPECT_EQ(code(try_take(ann, live)), "") << "a colleague fell ill";
}

TEST_P(HaveCall, journals_once_whose_records_stood_on_the_screen) {
    const Contact made = call(Presented::spoken).contact;
    const people::Mention number = mentions(made.id.text()).at(0);
    const std::size_t before = journal_rows().size();
    const auto ended = write([&](db::Transaction& tx) {
        const End wanted{made.id, json::Text<500>{"Advice given"}, std::vector<people::SubjectId>{*number.phone}};
        return contacts::end(tx, acting(jo, made.version), policy, wanted);
    });
    ASSERT_TRUE(ended) << why(ended);
    const auto rows = journal_rows();
    ASSERT_EQ(rows.size(), before + 2) << "the end, and one act for all that was shown";
    EXPECT_THAT(*rows.back().content, HasSubstr(number.phone->text()));
}

TEST_P(HaveCall, is_never_owned_by_nobody) {
    const Contact made = call(Presented::spoken).contact;
    const Contact given = try_hand_over(made, "person:" + ann.id.text()).value();
    EXPECT_EQ(unowned(), 0);
    const access::OwnedRecords owned{{move_owned, deadlines::move_owned}};
    const auto disabled = write([&](db::Transaction& tx) {
        return access::disable_account(tx, act(console), owned, {ann.id, "left the force"});
    });
    ASSERT_TRUE(disabled) << why(disabled);
    EXPECT_EQ(unowned(), 0);
    EXPECT_EQ(now(given.id).owner.id, made.owner.id) << "her home team has it now";
    EXPECT_THAT(lines(given.id), Contains("Given to its owner's team."));
    db::alter(database(), force, "UPDATE contacts SET owner = 'person:gone'");
    EXPECT_EQ(unowned(), 1) << "the figure can be more than nothing";
}

}  // namespace
}  // namespace bluelamp::contacts
