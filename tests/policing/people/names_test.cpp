// SPDX-License-Identifier: Apache-2.0
/// Names beside the one a person goes by: recorded by a decision, with dates.
#include "tests/policing/people/a_memory.hpp"

namespace bluelamp::people {
namespace {

using access::why;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Names : public AMemory {
   protected:
    static AddName a_wanted(const SubjectId& person, const std::string& given, const std::string& family,
                            NameKind kind = NameKind::married) {
        AddName wanted;
        wanted.id = person;
        wanted.kind = kind;
        wanted.given_name = json::Text<200>{given};
        wanted.family_name = json::Text<200>{family};
        wanted.reason = {"Shown on her driving licence"};
        return wanted;
    }
    Result<PersonName> try_add(const AddName& wanted) {
        return write([&](db::Transaction& tx) { return add_name(tx, act(jo), wanted); });
    }
    Person person_now(const SubjectId& id) {
        return read([&](db::Reader& reader) { return read_person(reader, act(jo), policy, {id}); }).value();
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Names, db::both_engines(), db::engine_name);

TEST_P(Names, a_married_name_with_dates_is_shown_and_finds_its_person) {
    a_town();
    const SubjectId person = known(ruth());
    AddName wanted = a_wanted(person, "Ruth", "Featherstone");
    wanted.from = *parse_date("2015-06-20");
    const auto added = try_add(wanted);
    ASSERT_TRUE(added) << why(added);
    const journal::Row row = journal_rows().back();
    EXPECT_EQ(row.action, "person.name_added");
    EXPECT_THAT(*row.content, HasSubstr("driving licence"));
    const Person now = person_now(person);
    ASSERT_THAT(now.names, SizeIs(1));
    EXPECT_EQ(now.names[0].kind, NameKind::married);
    EXPECT_EQ(now.names[0].family_name, "Featherstone");
    EXPECT_EQ(now.names[0].from, wanted.from);
    EXPECT_EQ(now.version, 2);
    EXPECT_EQ(hit_of(person, by_name("Ruth Featherstone")).match, Match::exact);
    EXPECT_EQ(hit_of(person, by_name("featherst")).match, Match::begins);
    EXPECT_EQ(hit_of(person, by_name("Ruth Featherstone")).title, "Ruth Example, born 3 May 1970");
    EXPECT_THAT(look(born(by_name("ruth"), "1970-05-03")).hits, SizeIs(1)) << "once, by either name";
    const auto misspelt = recognised(person, born(by_name("Ruth Fetherston"), "1970-05-03"));
    ASSERT_TRUE(misspelt);
    EXPECT_LE(misspelt->match, Match::probable);
}

// A typing error never becomes an "alias" by itself.
TEST_P(Names, complaint_23_a_misspelt_name_that_is_confirmed_is_no_alias) {
    const SubjectId person = known(ruth());
    link(say(a_call(), on_phone(a_name("Rutt", "Exmaple", "1970-05-03"), "07700 900123")), person);
    EXPECT_THAT(person_now(person).names, IsEmpty());
    EXPECT_THAT(titles(by_name("Rutt Exmaple")), IsEmpty()) << "it is not a name by which persons are listed";
    EXPECT_TRUE(recognised(person, and_phone(by_name("Rutt Exmaple"), "07700 900123"))) << "but he is found by it";
    EXPECT_EQ(person_now(person).title, "Ruth Example, born 3 May 1970");
}

TEST_P(Names, end_and_are_taken_off) {
    const SubjectId person = known(ruth());
    const auto added = try_add(a_wanted(person, "Ruth", "Featherstone"));
    ASSERT_TRUE(added) << why(added);
    const auto ended = write([&](db::Transaction& tx) {
        return end_name(tx, act(jo), {person, added->name, *parse_date("2020-01-31"), {"Divorced"}});
    });
    ASSERT_TRUE(ended) << why(ended);
    EXPECT_EQ(person_now(person).names.at(0).until, *parse_date("2020-01-31"));
    EXPECT_EQ(hit_of(person, by_name("Ruth Featherstone")).match, Match::exact) << "found by it all the same";
    const RemoveName wrong{person, added->name, {"It was her sister's"}};
    ASSERT_TRUE(write([&](db::Transaction& tx) { return remove_name(tx, act(jo), wrong); }));
    EXPECT_THAT(person_now(person).names, IsEmpty());
    EXPECT_THAT(titles(by_name("Ruth Featherstone")), IsEmpty());
    EXPECT_THAT(titles(by_name("Ruth Example")), SizeIs(1)) << "her own name stands";
    EXPECT_FALSE(recognised(person, by_name("Featherstone")));
    const auto twice = write([&](db::Transaction& tx) { return remove_name(tx, act(jo), wrong); });
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().field, "name");
}

TEST_P(Names, refuse_what_is_none) {
    const SubjectId person = known(ruth());
    AddName own = a_wanted(person, "Ruth", "Featherstone", NameKind::own);
    AddName backwards = a_wanted(person, "Ruth", "Featherstone");
    backwards.from = *parse_date("2015-06-20");
    backwards.until = *parse_date("2014-06-20");
    AddName to_come = a_wanted(person, "Ruth", "Featherstone");
    to_come.from = *parse_date("2999-01-01");
    const std::pair<AddName, const char*> table[] = {{own, "kind"},
                                                     {backwards, "until"},
                                                     {to_come, "from"},
                                                     {a_wanted(person, "-", "."), "family_name"},
                                                     {a_wanted(person, "RUTH", "Example"), "family_name"},
                                                     {a_wanted(SubjectId(ids.uuid(clock.now())), "A", "B"), "id"}};
    for (const auto& [wanted, field] : table) {
        const auto refused = try_add(wanted);
        ASSERT_FALSE(refused) << field;
        EXPECT_EQ(refused.error().field, field);
    }
    ASSERT_TRUE(try_add(a_wanted(person, "Ruth", "Featherstone")));
    const auto twice = try_add(a_wanted(person, "ruth", "featherstone", NameKind::alias));
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().code, ErrorCode::conflict);
}

TEST_P(Names, go_with_the_person_whom_nothing_leads_to_any_more) {
    const Mention only = say(a_call(), ruth());
    const SubjectId person = new_person(only);
    ASSERT_TRUE(try_add(a_wanted(person, "Ruth", "Featherstone")));
    ASSERT_TRUE(try_undo(only));
    EXPECT_THAT(titles(by_name("Featherstone")), IsEmpty());
    EXPECT_FALSE(recognised(person, by_name("Ruth Featherstone")));
}

}  // namespace
}  // namespace bluelamp::people
