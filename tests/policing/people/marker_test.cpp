// SPDX-License-Identifier: Apache-2.0
/// Markers: each with source and review, of a person at a flat and not of the building, and where a number leads to.
#include "tests/policing/people/a_register.hpp"

namespace bluelamp::people {
namespace {

using access::why;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Markers : public ARegister {
   protected:
    void expect_refused(const NewMarker& wanted, const std::string& field) {
        const auto marker = try_marker(wanted);
        ASSERT_FALSE(marker);
        EXPECT_EQ(marker.error().field, field) << marker.error().message;
    }
    std::vector<Marker> shown_at(const std::string& address) { return look(by_address(address)).hits.at(0).markers; }
    Result<Marker> try_remove(const MarkerId& id) {
        return write([&](db::Transaction& tx) { return remove_marker(tx, act(sue), policy, {id, {"He has moved"}}); });
    }
    Result<Marker> try_review(const MarkerId& id, std::optional<LocalDate> next = {}) {
        return write([&](db::Transaction& tx) {
            return review_marker(tx, act(sue), policy, {id, {"She still lives there"}, next});
        });
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Markers, db::both_engines(), db::engine_name);

TEST_P(Markers, carry_source_author_and_the_review_of_the_policy) {
    const SubjectId person = known(ruth());
    const Marker marker = mark(a_marker(SubjectKind::person, person));
    EXPECT_EQ(marker.title, "Domestic abuse: high risk");
    EXPECT_TRUE(marker.high_risk && marker.vulnerable);
    EXPECT_FALSE(marker.warning);
    EXPECT_EQ(iso(marker.review_on), "2027-02-18");
    EXPECT_EQ(marker.set_by, "Display sue");
    const auto markers = hit_of(person, by_name("Ruth Example")).markers;
    ASSERT_THAT(markers, SizeIs(1));
    EXPECT_EQ(json::to_text(markers[0]), json::to_text(marker));
    const journal::Row row = journal_rows().back();
    EXPECT_EQ(row.action, "marker.set");
    EXPECT_EQ(row.record, marker.id.text());
}

TEST_P(Markers, of_a_flat_are_not_shown_for_the_next_flat) {
    const Mention two = say(a_call(), ruth());
    const SubjectId person = new_person(two);
    say(a_call(), at_address({}, "Flat 3, 14 Long Lane", "EC1A 9HF"));
    say(a_call(), at_address({}, "14 Long Lane", "EC1A 9HF"));
    NewMarker wanted = a_marker(SubjectKind::address, *two.address, "violence");
    wanted.person_at = person;
    mark(wanted);
    EXPECT_THAT(shown_at("Flat 2, 14 Long Lane"), SizeIs(1));
    EXPECT_THAT(shown_at("Flat 3, 14 Long Lane"), IsEmpty());
    EXPECT_THAT(shown_at("14 Long Lane, EC1A 9HF"), IsEmpty());
    EXPECT_THAT(hit_of(person, by_name("Ruth Example")).markers, SizeIs(1)) << "it is about her";
}

TEST_P(Markers, need_a_known_kind_a_source_and_days_that_lie_ahead) {
    const Mention mention = say(a_call(), ruth());
    const SubjectId person = new_person(mention);
    NewMarker wanted = a_marker(SubjectKind::person, person, "bad_person");
    expect_refused(wanted, "marker");
    wanted = a_marker(SubjectKind::person, person);
    wanted.source = {"  "};
    expect_refused(wanted, "source");
    wanted = a_marker(SubjectKind::person, person);
    wanted.review_on = *parse_date("2026-11-19");
    expect_refused(wanted, "review_on");
    wanted = a_marker(SubjectKind::person, person);
    wanted.expires_on = *parse_date("2026-11-19");
    expect_refused(wanted, "expires_on");
    wanted = a_marker(SubjectKind::person, person);
    wanted.visibility = 3;
    expect_refused(wanted, "visibility");
    wanted = a_marker(SubjectKind::person, person);
    wanted.person_at = person;
    expect_refused(wanted, "person_at");
    wanted = a_marker(SubjectKind::address, *mention.address);
    wanted.person_at = SubjectId(ids.uuid(clock.now()));
    expect_refused(wanted, "person_at");
    expect_refused(a_marker(SubjectKind::address, *mention.phone), "subject");
    const auto forbidden = write(
        [&](db::Transaction& tx) { return set_marker(tx, act(jo), policy, a_marker(SubjectKind::person, person)); });
    ASSERT_FALSE(forbidden);
    EXPECT_EQ(forbidden.error().code, ErrorCode::forbidden);
}

TEST_P(Markers, that_have_expired_or_were_removed_are_not_shown) {
    const SubjectId person = known(ruth());
    NewMarker wanted = a_marker(SubjectKind::person, person);
    wanted.expires_on = *parse_date("2026-11-20");
    mark(wanted);
    const Marker other = mark(a_marker(SubjectKind::person, person, "violence"));
    EXPECT_THAT(hit_of(person, by_name("Ruth Example")).markers, SizeIs(2));
    clock.advance(std::chrono::hours(24));
    EXPECT_THAT(hit_of(person, by_name("Ruth Example")).markers, SizeIs(1));
    const auto removed = try_remove(other.id);
    ASSERT_TRUE(removed) << why(removed);
    EXPECT_EQ(removed->version, 2);
    EXPECT_EQ(removed->removed_at, clock.now());
    EXPECT_THAT(hit_of(person, by_name("Ruth Example")).markers, IsEmpty());
    EXPECT_THAT(*journal_rows().back().content, HasSubstr("He has moved"));
    const auto twice = try_remove(other.id);
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().code, ErrorCode::conflict);
}

TEST_P(Markers, whose_review_is_overdue_are_shown_and_say_so_until_they_are_reviewed) {
    const SubjectId person = known(ruth());
    const Marker marker = mark(a_marker(SubjectKind::person, person));
    const auto overdue = [&] { return hit_of(person, by_name("Ruth Example")).markers.at(0).overdue; };
    EXPECT_EQ(overdue(), std::nullopt);
    clock.advance(std::chrono::hours(24 * 91));
    EXPECT_EQ(overdue(), "Its review was due on 18 February 2027.");
    const auto today = try_review(marker.id, in_london(clock.now()).date);
    ASSERT_FALSE(today);
    EXPECT_EQ(today.error().field, "review_on");
    const auto reviewed = try_review(marker.id);
    ASSERT_TRUE(reviewed) << why(reviewed);
    EXPECT_EQ(iso(reviewed->review_on), iso(plus_days(in_london(clock.now()).date, 90)));
    EXPECT_EQ(overdue(), std::nullopt);
    EXPECT_EQ(journal_rows().back().action, "marker.reviewed");
}

TEST_P(Markers, that_the_policy_knows_no_more_keep_what_they_meant) {
    const SubjectId person = known(ruth());
    mark(a_marker(SubjectKind::person, person));
    policy.markers.clear();
    const Marker kept = hit_of(person, by_name("Ruth Example")).markers.at(0);
    EXPECT_EQ(kept.title, "Domestic abuse: high risk");
    EXPECT_TRUE(kept.high_risk);
    const auto reviewed = try_review(kept.id);
    ASSERT_FALSE(reviewed);
    EXPECT_EQ(reviewed.error().field, "review_on");
}

TEST_P(Markers, behind_a_number_are_its_own_and_those_of_persons_and_addresses_named_with_it) {
    const Mention mention = say(a_call(), ruth());
    EXPECT_THAT(behind("07700 900123"), IsEmpty());
    mark(a_marker(SubjectKind::phone, *mention.phone, "violence"));
    EXPECT_THAT(behind("+44 7700 900123"), SizeIs(1));
    const SubjectId person = new_person(mention);
    mark(a_marker(SubjectKind::person, person));
    EXPECT_THAT(behind("07700900123"), SizeIs(2));
    NewMarker at_home = a_marker(SubjectKind::address, *mention.address, "violence");
    at_home.person_at = person;
    mark(at_home);
    EXPECT_THAT(behind("07700900123"), SizeIs(3)) << "that of the address once, though it is about her too";
    EXPECT_THAT(behind("07700 900124"), IsEmpty());
    EXPECT_THAT(behind("withheld"), IsEmpty());
}

TEST_P(Markers, behind_a_number_do_not_depend_on_who_takes_the_call) {
    const tasks::About call = a_call();
    const Mention mention = say(call, ruth(), Role::victim, 2);
    NewMarker wanted = a_marker(SubjectKind::person, new_person(mention));
    wanted.visibility = 2;
    mark(wanted);
    EXPECT_THAT(look(stranger(), by_phone("07700 900123")).hits, IsEmpty());
    ASSERT_THAT(behind("07700 900123"), SizeIs(1));
    EXPECT_TRUE(behind("07700 900123")[0].high_risk);
}

}  // namespace
}  // namespace bluelamp::people
