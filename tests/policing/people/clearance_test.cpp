// SPDX-License-Identifier: Apache-2.0
/// Whoever the reader may not see is not there and not counted; and who answers for what.
#include "tests/policing/people/a_register.hpp"

namespace bluelamp::people {
namespace {

using access::why;
using testing::IsEmpty;
using testing::SizeIs;

class Seeing : public ARegister {
   protected:
    Result<Person> try_person(const access::Actor& by, const SubjectId& id) {
        return read([&](db::Reader& reader) { return read_person(reader, act(by), policy, {id}); });
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Seeing, db::both_engines(), db::engine_name);

TEST_P(Seeing, a_person_of_a_restricted_record_is_there_for_those_who_may_see_it_only) {
    const SubjectId person = known(ruth(), Role::victim, 1);
    for (const LookUp& typed : {by_name("Ruth Example"), by_phone("07700 900123"), by_phone("0770090"),
                                by_address("14 Long Lane"), by_address("EC1A 9HF"), born({}, "1970-05-03")}) {
        EXPECT_THAT(look(stranger(), typed).hits, IsEmpty());
        EXPECT_THAT(look(with(1, ","), typed).hits, testing::Not(IsEmpty()));
        EXPECT_THAT(look(jo, typed).hits, testing::Not(IsEmpty())) << "her team owns the record";
    }
    const auto hidden = try_person(stranger(), person);
    ASSERT_FALSE(hidden);
    EXPECT_EQ(hidden.error().code, ErrorCode::not_found);
    EXPECT_TRUE(try_person(with(1, ","), person));
}

// No page, text or search reveals a relocated victim to anybody who need not know.
TEST_P(Seeing, complaint_37_a_new_address_in_a_secret_record_leads_nobody_to_her) {
    const SubjectId person = known(ruth(), Role::victim);
    const Mention moved =
        say(a_call(), on_phone(at_address(a_name("Ruth", "Example"), "1 New Street", "SW1A 1AA"), "07700 900999"),
            Role::victim, 2);
    link(moved, person);
    EXPECT_THAT(look(stranger(), by_address("1 New Street")).hits, IsEmpty());
    EXPECT_THAT(look(stranger(), by_phone("07700 900999")).hits, IsEmpty());
    const Found found = look(stranger(), by_name("Ruth Example"));
    ASSERT_THAT(found.hits, SizeIs(1));
    EXPECT_EQ(found.hits[0].times, 1);
    EXPECT_FALSE(found.hits[0].repeat);
    EXPECT_THAT(found.hits[0].history, SizeIs(1));
    const auto seen = try_person(stranger(), person);
    ASSERT_TRUE(seen) << why(seen);
    EXPECT_THAT(seen->used, SizeIs(2));
    EXPECT_EQ(seen->times, 1);
    const auto all = try_person(jo, person);
    ASSERT_TRUE(all) << why(all);
    EXPECT_THAT(all->used, SizeIs(4));
    EXPECT_TRUE(all->repeat);
}

TEST_P(Seeing, a_number_used_by_somebody_hidden_names_nobody) {
    known(ruth(), Role::victim, 2);
    const Mention open = say(a_call(), on_phone({}, "07700 900123"));
    const Found found = look(stranger(), by_phone("07700 900123"));
    ASSERT_THAT(found.hits, SizeIs(1));
    EXPECT_EQ(found.hits[0].subject, *open.phone);
    EXPECT_THAT(found.hits[0].why, IsEmpty());
    EXPECT_THAT(found.hits[0].used_with, IsEmpty());
}

TEST_P(Seeing, a_marker_is_never_seen_more_widely_than_whom_it_is_about) {
    const Mention open = say(a_call(), at_address({}, "Flat 2, 14 Long Lane"));
    const SubjectId hidden = known(ruth(), Role::victim, 1);
    NewMarker wanted = a_marker(SubjectKind::address, *open.address);
    wanted.person_at = hidden;
    EXPECT_EQ(mark(wanted).visibility, 1);
    EXPECT_THAT(look(stranger(), by_address("Flat 2, 14 Long Lane")).hits.at(0).markers, IsEmpty());
    EXPECT_THAT(look(with(1, ","), by_address("Flat 2, 14 Long Lane")).hits.at(0).markers, SizeIs(1));
}

TEST_P(Seeing, a_link_to_somebody_hidden_is_neither_shown_nor_undone) {
    const SubjectId hidden = known(ruth(), Role::victim, 2);
    const Mention open = say(a_call(), on_phone(a_name("Ruth", "Example"), "07700 900456"));
    link(open, hidden);
    const auto undo = write([&](db::Transaction& tx) { return undo_link(tx, act(stranger()), {open.id, {"No"}}); });
    ASSERT_FALSE(undo);
    EXPECT_EQ(undo.error().code, ErrorCode::not_found);
    const auto choose = try_confirm(
        stranger(), {say(a_call(), a_name("Ruth", "Example")).id, hidden, {}, {}, json::Text<500>{"Guessed"}});
    ASSERT_FALSE(choose);
    EXPECT_EQ(choose.error().field, "person");
    // The decision is journalled for those who may see both.
    for (const journal::Row& row : journal_rows()) {
        if (row.action == "person.linked") {
            EXPECT_EQ(row.visibility, 2);
        }
    }
}

TEST_P(Seeing, follows_the_record_when_it_is_restricted_later) {
    const tasks::About call = a_call();
    say(call, ruth());
    EXPECT_THAT(look(stranger(), by_phone("07700 900123")).hits, SizeIs(1));
    const auto done = write([&](db::Transaction& tx) -> Result<Mention> {
        TRY(follow(tx, act(jo), call, team, 1));
        return Mention{};
    });
    ASSERT_TRUE(done) << why(done);
    EXPECT_THAT(look(stranger(), by_phone("07700 900123")).hits, IsEmpty());
}

TEST_P(Seeing, what_a_disabled_account_owned_goes_to_its_team) {
    const std::string of_jo = access::OwnerId::person(jo.id).text;
    const tasks::About call = a_call();
    const auto kept = write([&](db::Transaction& tx) {
        return mention(tx, act(jo), {call, Role::caller, ruth()}, of_jo, 2);
    });
    ASSERT_TRUE(kept) << why(kept);
    const SubjectId person = new_person(*kept);
    const auto moved = write([&](db::Transaction& tx) { return move_owned(tx, act(console), {of_jo}, {team}); });
    ASSERT_TRUE(moved) << why(moved);
    EXPECT_EQ(*moved, 1);
    EXPECT_EQ(journal_rows().back().action, "person.owner_changed");
    EXPECT_EQ(journal_rows().back().owner, team);
    EXPECT_THAT(look(with(0, "," + team + ","), by_phone("07700 900123")).hits, SizeIs(2));
    EXPECT_THAT(look(with(0, "," + of_jo + ","), by_phone("07700 900123")).hits, IsEmpty());
    EXPECT_TRUE(try_person(with(0, "," + team + ","), person));
}

}  // namespace
}  // namespace bluelamp::people
