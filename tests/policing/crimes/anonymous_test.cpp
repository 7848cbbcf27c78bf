// SPDX-License-Identifier: Apache-2.0
/// Whoever told of a crime anonymously is not found by what the crime desk types.
#include "policing/contacts/contacts.hpp"
#include "tests/policing/crimes/a_crime.hpp"

namespace bluelamp::crimes {
namespace {

using testing::IsEmpty;
using testing::Not;

class Informant : public ACrime {
   protected:
    [[nodiscard]] static people::Said ruth() {
        people::Said ruth = said("Ruth", "Example");
        ruth.phone = json::Text<60>{"07700 900123"};
        ruth.address = json::Text<300>{"14 Long Lane"};
        return ruth;
    }
    /// Somebody told of it, who stays anonymous; it was sent to.
    incidents::IncidentId told(contacts::Channel channel) {
        const auto sent = write([&](db::Transaction& tx) -> Result<contacts::Sent> {
            contacts::Receive arrives;
            arrives.channel = channel;
            arrives.presented = contacts::Presented::spoken;
            contacts::Contact contact = TRY(contacts::receive(tx, act(jo), {policy, areas}, arrives)).contact;
            if (channel != contacts::Channel::crimestoppers) {
                contacts::Details details;
                details.id = contact.id;
                details.informant = contacts::InformantRole::anonymous;
                TRY(contacts::set_details(tx, acting(jo, contact.version), details));
            }
            TRY(contacts::name_somebody(tx, act(jo), {contact.id, people::Role::caller, ruth(), {}, {}}));
            contacts::Send send;
            send.contact = contact.id;
            send.place.text.text = "4 Example Row";
            send.reason.text = "Cannabis farm";
            return contacts::send(tx, act(jo), {policy, areas}, send);
        });
        EXPECT_TRUE(sent) << access::why(sent);
        return sent.value_or(contacts::Sent{}).incident.id;
    }
    std::vector<people::Hit> found(const people::LookUp& typed) {
        const auto found = read([&](db::Reader& reader) {
            return people::look_up(reader, act(sue), policy, *people::exact_recogniser(), typed);
        });
        EXPECT_TRUE(found) << access::why(found);
        return found.value_or(people::Found{}).hits;
    }
    void expect_nobody() {
        people::LookUp phone, name, address;
        phone.phone = json::Text<60>{"07700 900123"};
        name.name = json::Text<200>{"Ruth Example"};
        address.address = json::Text<300>{"14 Long Lane"};
        for (const people::LookUp& typed : {phone, name, address}) {
            EXPECT_THAT(found(typed), IsEmpty()) << json::to_text(typed);
        }
    }
    Result<people::Mention> try_confirm(const people::MentionId& mention) {
        return write([&](db::Transaction& tx) { return people::confirm_link(tx, act(jo), {mention, {}, {}, {}, {}}); });
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Informant, db::both_engines(), db::engine_name);

// The number of an informant that was typed again, into the crime, was matched with every later call from it.
TEST_P(Informant, is_not_found_by_what_is_typed_again_into_the_crime) {
    for (const auto channel : {contacts::Channel::crimestoppers, contacts::Channel::non_emergency_101}) {
        RaiseCrime wanted;
        wanted.incident = told(channel);
        wanted.people = std::vector<NewPerson>{{people::Role::witness, ruth(), {}}};
        const WholeCrime raised = raise(wanted);
        ASSERT_EQ(raised.mentions.size(), 1U);
        const WholeCrime linked = good(
            run(link_person, kim, LinkPerson{raised.crime.id, Part::entitled, {}, ruth(), EntitledAs::victim, {}}));
        for (const people::Mention& mention : linked.mentions) {
            EXPECT_TRUE(mention.anonymous);
            EXPECT_EQ(refused(try_confirm(mention.id)), "invalid mention");
        }
        expect_nobody();
    }
}

TEST_P(Informant, is_found_once_somebody_names_him_openly_and_suspects_always_are) {
    RaiseCrime wanted;
    wanted.incident = told(contacts::Channel::crimestoppers);
    people::Said suspect = said("Rolf", "Other");
    suspect.phone = json::Text<60>{"07700 900124"};
    wanted.people = std::vector<NewPerson>{{people::Role::suspect, suspect, {}}};
    const WholeCrime raised = raise(wanted);
    people::LookUp typed;
    typed.phone = json::Text<60>{"07700 900124"};
    EXPECT_THAT(found(typed), Not(IsEmpty())) << "of whom it was told";
    expect_nobody();
    good(run(link_person, kim, LinkPerson{raised.crime.id, Part::entitled, {}, ruth(), EntitledAs::victim, true}));
    typed.phone = json::Text<60>{"07700 900123"};
    EXPECT_THAT(found(typed), Not(IsEmpty()));
    const auto meant = raised.mentions.front().id;
    EXPECT_EQ(refused(run(link_person, kim, LinkPerson{raised.crime.id, Part::counted_victim, meant, {}, {}, true})),
              "invalid openly");
}

// An ordinary crime asks nothing more.
TEST_P(Informant, of_no_other_crime_is_looked_for) {
    const WholeCrime raised = raise_from(an_incident());
    const WholeCrime linked = link(raised, Part::counted_victim, ruth());
    ASSERT_EQ(linked.mentions.size(), 1U);
    EXPECT_FALSE(linked.mentions.front().anonymous);
}

}  // namespace
}  // namespace bluelamp::crimes
