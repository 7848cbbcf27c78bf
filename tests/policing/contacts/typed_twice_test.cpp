// SPDX-License-Identifier: Apache-2.0
/// finding C12: the same facts were typed into one system after another. Here each is typed once, and counted when not.
#include "tests/policing/contacts/a_contact.hpp"

namespace bluelamp::contacts {
namespace {

class TypedTwice : public AContact {
   protected:
    struct Case {
        std::string what;
        std::function<void(const ContactId&)> act;
        std::int64_t counted;
    };

    /// Says something of the caller.
    std::function<void(const ContactId&)> naming(const std::function<void(NameSomebody&)>& change) {
        return [this, change](const ContactId& id) {
            NameSomebody wanted;
            wanted.id = id;
            wanted.role = people::Role::caller;
            change(wanted);
            name(wanted);
        };
    }
    std::function<void(const ContactId&)> sending(const std::function<void(Send&)>& change) {
        return [this, change](const ContactId& id) {
            Send wanted = a_send(id);
            change(wanted);
            send(wanted);
        };
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, TypedTwice, db::both_engines(), db::engine_name);

TEST_P(TypedTwice, finding_C12_nothing_is_typed_twice_from_the_ring_to_the_incident) {
    const Contact made = call(Presented::spoken).contact;
    say(made.id, "There is shouting.");
    const people::Mention caller = name(ruth(made.id));
    Send wanted = a_send(made.id);
    wanted.place.text.text = "Flat 2, 14 Long Lane";
    wanted.place_from = caller.id;
    const Sent sent = send(wanted);
    say(made.id, "It has gone quiet.");
    NameSomebody victim;
    victim.id = made.id;
    victim.role = people::Role::victim;
    victim.said.given_name = json::Text<200>{"Sam"};
    name(victim);
    victim.said.given_name = json::Text<200>{"Alex"};
    name(victim);
    EXPECT_EQ(typed_twice(), 0);
    EXPECT_EQ(mentions(sent.incident.id.text()).size(), 4U) << "number, caller and two victims, said once each";
}

// finding C12: the figure can be more than nothing.
TEST_P(TypedTwice, finding_C12_counts_every_value_that_was_asked_for_again) {
    using Name = NameSomebody;
    const std::vector<Case> table{
        {"the number that was presented", naming([](Name& n) { n.said.phone = json::Text<60>{"+44 7700 900123"}; }), 1},
        {"another number", naming([](Name& n) { n.said.phone = json::Text<60>{"07700 900456"}; }), 0},
        {"the name", naming([](Name& n) { n.said.family_name = json::Text<200>{"Example"}; }), 1},
        {"another part of the name", naming([](Name& n) { n.said.other_names = json::Text<200>{"May"}; }), 0},
        {"the name, to check it", naming([](Name& n) {
             n.said.family_name = json::Text<200>{"Example"};
             n.verifies = true;
         }),
         0},
        {"the address", naming([](Name& n) { n.said.address = json::Text<300>{"flat 2,  14 Long Lane"}; }), 1},
        {"the number with the send", sending([](Send& s) { s.phone = json::Text<60>{ruths_number}; }), 1},
        {"the address as the place", sending([](Send& s) { s.place.text.text = "Flat 2, 14 Long Lane"; }), 1},
        {"what was said, as the reason", sending([](Send& s) { s.reason.text = "There is shouting."; }), 1},
        {"a new place and a new reason", sending([](Send&) {}), 0},
    };
    for (const Case& each : table) {
        const Contact made = call(Presented::spoken).contact;
        say(made.id, "There is shouting.");
        name(ruth(made.id));
        const std::int64_t before = typed_twice();
        each.act(made.id);
        EXPECT_EQ(typed_twice() - before, each.counted) << each.what;
    }
}

}  // namespace
}  // namespace bluelamp::contacts
