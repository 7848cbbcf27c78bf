// SPDX-License-Identifier: Apache-2.0
/// Persons of another system: on the register like any other, and told apart from what happened.
#include "policing/people/never_link.hpp"
#include "tests/policing/people/a_memory.hpp"

namespace bluelamp::people {
namespace {

using access::why;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

ImportedPerson a_row(const std::string& id, std::initializer_list<std::pair<identity::Kind, std::string>> fields) {
    ImportedPerson row{id, {}};
    for (const auto& [kind, text] : fields) {
        row.written[static_cast<std::size_t>(kind)] = text;
    }
    return row;
}

ImportedPerson ada() {
    using identity::Kind;
    return a_row("X-17", {{Kind::given_name, "Ada"},
                          {Kind::surname, "Pemberton-Vale"},
                          {Kind::date_of_birth, "19410312"},
                          {Kind::phone, "020 7946 0123"},
                          {Kind::address, "8 Harbour Steps"},
                          {Kind::locality, "Ware"},
                          {Kind::postcode, "SG12 9AB"}});
}

class ImportedPersons : public AMemory {};
INSTANTIATE_TEST_SUITE_P(Engines, ImportedPersons, db::both_engines(), db::engine_name);

TEST_P(ImportedPersons, are_found_read_linked_and_recognised_like_any_other) {
    a_town();
    import({ada()});
    const Found by_her_name = look(by_name("Ada Pemberton-Vale"));
    ASSERT_THAT(by_her_name.hits, SizeIs(1));
    const SubjectId person = by_her_name.hits[0].subject;
    EXPECT_EQ(by_her_name.hits[0].title, "Ada Pemberton-Vale, born 12 March 1941");
    EXPECT_THAT(by_her_name.hits[0].history, IsEmpty()) << "nothing happened to her";
    EXPECT_EQ(by_her_name.hits[0].times, 0);
    EXPECT_EQ(hit_of(person, by_phone("02079460123")).match, Match::exact);
    EXPECT_EQ(hit_of(person, by_address("8 Harbour Steps")).match, Match::begins);
    const auto read_her = read([&](db::Reader& reader) { return read_person(reader, act(jo), policy, {person}); });
    ASSERT_TRUE(read_her) << why(read_her);
    EXPECT_THAT(read_her->used, SizeIs(2));
    EXPECT_THAT(read_her->history, IsEmpty());
    const auto misspelt = recognised(person, born(by_name("Ada Pembertonvail"), "1941-03-12"));
    ASSERT_TRUE(misspelt);
    EXPECT_LE(misspelt->match, Match::probable);
    link(say(a_call(), on_phone(a_name("Ada", "Pemberton"), "07700 900456"), Role::victim), person);
    EXPECT_EQ(hit_of(person, by_phone("07700 900456")).times, 1);
    const auto source = read([&](db::Reader& reader) { return source_of(reader, force, person); });
    ASSERT_TRUE(source) << why(source);
    EXPECT_EQ(*source, "X-17");
}

// One relocated victim in an imported file hid the places of all who came with it.
TEST_P(ImportedPersons, one_who_was_relocated_hides_nobody_elses_places) {
    using identity::Kind;
    access::Actor reg = actor(a_person("reg", {"registrar"}).id);
    const auto day = in_london(clock.now()).date;
    import({ada(), a_row("X-18", {{Kind::given_name, "Joan"},
                                  {Kind::surname, "Relocated"},
                                  {Kind::phone, "07700 900777"},
                                  {Kind::address, "9 New Road"},
                                  { Kind::postcode,
                                    "N1 9ZZ" }})});
    const SubjectId open = look(by_name("Ada Pemberton-Vale")).hits.at(0).subject;
    const SubjectId hidden = look(by_name("Joan Relocated")).hits.at(0).subject;
    const auto set = write([&](db::Transaction& tx) {
        return set_never_link(tx, act(reg), {hidden, {}, Hiding::relocated_victim, {"Refuge"}, day, {}, {}});
    });
    ASSERT_TRUE(set) << why(set);
    access::Actor elsewhere = jo;
    elsewhere.clearance = {0, ","};
    const auto used_by = [&](const SubjectId& person) {
        return read([&](db::Reader& reader) { return read_person(reader, act(elsewhere), policy, {person}); }).value();
    };
    EXPECT_THAT(used_by(open).used, SizeIs(2));
    EXPECT_THAT(used_by(hidden).used, IsEmpty());
    EXPECT_EQ(hit_of(open, by_phone("02079460123")).question, "What is your date of birth?");
    const auto rows = journal_rows();
    const std::string file = std::ranges::find(rows, "people_file", &journal::Row::kind)->record;
    const auto mentions = read([&](db::Reader& reader) { return mentions_seen(reader, act(elsewhere), file); });
    ASSERT_TRUE(mentions) << why(mentions);
    ASSERT_THAT(*mentions, SizeIs(2));
    for (const Mention& each : *mentions) {
        EXPECT_EQ(each.said.address.has_value(), each.person == open);
    }
}

TEST_P(ImportedPersons, keep_what_is_no_whole_date_and_a_name_in_one_piece) {
    using identity::Kind;
    import({a_row("1", {{Kind::full_name, "Dr Elspeth Anne Mackintosh-Rowe"},
                        { Kind::birth_year,
                          "1950" }}),
            a_row("2", {{Kind::full_name, "Sukarno"},
                        { Kind::date_of_birth,
                          "1850-17-09" }})});
    EXPECT_THAT(titles(by_name("Mackintosh-Rowe")), testing::ElementsAre("Dr Elspeth Anne Mackintosh-Rowe"));
    EXPECT_THAT(titles(by_name("Sukarno")), testing::ElementsAre("Sukarno"));
    EXPECT_EQ(db::numbers(database(), "SELECT count(*) FROM person_profiles WHERE born IN ('1950', '1850-17-09')"),
              std::vector<std::int64_t>{2});
}

TEST_P(ImportedPersons, of_one_file_come_once) {
    import({ada()});
    --files;
    const auto again = write([&](db::Transaction& tx) { return begin_import(tx, act(console), {"town.csv", "sha1"}); });
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::conflict);
    EXPECT_THAT(again.error().message, HasSubstr("imported on"));
}

TEST_P(ImportedPersons, of_the_same_file_name_are_known_by_their_ids_to_the_next_file) {
    using identity::Kind;
    import({ada(), a_row("X-18", {{ Kind::full_name, "Sukarno" }})});
    const auto sources = [&](const PersonsFile& file) {
        std::vector<std::string> told;
        const auto read = known_sources(database(), force, file, [&](std::string_view id) { told.emplace_back(id); });
        EXPECT_TRUE(read) << why(read);
        return told;
    };
    EXPECT_THAT(sources({"town.csv", "newer"}), testing::UnorderedElementsAre("X-17", "X-18"));
    EXPECT_THAT(sources({"town.csv", "sha1"}), IsEmpty()) << "an import that goes on counts its own rows";
    EXPECT_THAT(sources({"village.csv", "newer"}), IsEmpty()) << "another system";
}

TEST_P(ImportedPersons, go_on_where_an_import_broke_off) {
    const PersonsFile file{"half.csv", "half"};
    const std::vector<ImportedPerson> rows{ada()};
    const auto part = [&](std::int64_t before) {
        return write([&](db::Transaction& tx) -> Result<bool> {
            TRY(import_persons(tx, act(console), file, {before, 3, rows}));
            return true;
        });
    };
    const auto begin = [&] { return write([&](db::Transaction& tx) { return begin_import(tx, act(console), file); }); };
    ASSERT_EQ(begin().value_or(-1), 0);
    const auto first = part(0);
    ASSERT_TRUE(first) << why(first);
    EXPECT_EQ(begin().value_or(-1), 3);
    const auto gap = part(6);
    ASSERT_FALSE(gap);
    EXPECT_EQ(gap.error().code, ErrorCode::conflict);
    EXPECT_FALSE(part(0)) << "a piece comes once";
    EXPECT_TRUE(part(3));
}

TEST_P(ImportedPersons, that_name_nobody_or_too_much_are_refused_by_row) {
    using identity::Kind;
    EXPECT_EQ(refusal_of(ada()), "");
    EXPECT_EQ(refusal_of(a_row("1", {{Kind::phone, "020 7946 0123"}})), "no_name");
    EXPECT_EQ(refusal_of(a_row("1", {{Kind::full_name, " - "}})), "no_name");
    EXPECT_EQ(refusal_of(a_row("1", {{Kind::given_name, "Unknown"}, {Kind::surname, "UNKNOWN"}})), "no_name");
    EXPECT_EQ(refusal_of(a_row("1", {{Kind::full_name, "unknown unknown"}, {Kind::sex, "F"}})), "no_name");
    EXPECT_EQ(refusal_of(a_row("1", {{Kind::full_name, "unknown"}, {Kind::phone, "020 7946 0123"}})), "");
    EXPECT_EQ(refusal_of(a_row("1", {{Kind::given_name, "Ann"}, {Kind::surname, "Unknown"}})), "");
    EXPECT_EQ(refusal_of(a_row("1", {{Kind::full_name, std::string(10'000, 'a')}})), "too_long");
}

TEST_P(ImportedPersons, need_the_permission) {
    const auto refused = write([&](db::Transaction& tx) { return begin_import(tx, act(jo), {"a.csv", "a"}); });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::forbidden);
}

}  // namespace
}  // namespace bluelamp::people
