// SPDX-License-Identifier: Apache-2.0
/// Who this is likely to be, from everything that was typed, with the reasons.
#include "db/migrations.hpp"
#include "tests/policing/people/a_memory.hpp"

namespace bluelamp::people {
namespace {

using access::why;
using testing::Contains;
using testing::IsEmpty;
using testing::Not;

class Recognising : public AMemory {
   protected:
    void SetUp() override {
        AMemory::SetUp();
        if (!IsSkipped()) {
            a_town();
        }
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Recognising, db::both_engines(), db::engine_name);

// "repeat and vulnerable victims are not identified at the first point of contact"
TEST_P(Recognising, finding_C4_a_misspelt_surname_a_nickname_and_a_new_phone_are_recognised_by_address_and_birth) {
    const SubjectId person = known(bill(), Role::victim);
    const LookUp typed =
        and_phone(and_address(born(by_name("Bill Thisselwood"), "1962-04-09"), "27 Orchard Row flat 3", "EC1A 9HF"),
                  "07700 900999");
    const Found found = recognise(typed);
    const auto hit = hit_in(found, person);
    ASSERT_TRUE(hit);
    EXPECT_EQ(found.hits.front().kind == SubjectKind::person ? found.hits.front().subject : person, person);
    ASSERT_TRUE(hit->probability);
    EXPECT_GE(*hit->probability, 0.95);
    ASSERT_TRUE(hit->waterfall);
    double sum = hit->waterfall->prior;
    bool words = true;
    for (const Reason& step : hit->waterfall->steps) {
        sum += step.weight;
        words = words && !step.words.empty() && !step.comparison.empty() && !step.level.empty();
    }
    EXPECT_TRUE(words);
    EXPECT_NEAR(sum, hit->waterfall->weight, 1e-9);
    EXPECT_TRUE(found.model);
    EXPECT_THAT(hit->history, Not(IsEmpty())) << "with what is known of him";
}

TEST_P(Recognising, finding_M6_says_how_sure_where_nothing_is_the_same_letter_for_letter) {
    const SubjectId person = known(bill());
    const auto hit = recognised(person, by_email(born(by_name("Bill Thisselwood"), "1962-04-09"), "bill@example.org"));
    ASSERT_TRUE(hit);
    EXPECT_EQ(hit->match, Match::certain);
    EXPECT_EQ(hit->question, "What is the postcode of your home?");
    EXPECT_THAT(hit->why, Not(IsEmpty()));
}

// Exact hits first: similarity must never push down or hide an exact hit (warrants were missed so).
TEST_P(Recognising, complaint_18_the_exact_name_stands_before_whoever_is_more_probable) {
    const SubjectId likely = known(bill());
    const SubjectId exact = known(a_name("Bill", "Thisselwood"));
    LookUp typed = by_email(by_name("Bill Thisselwood"), "bill@example.org");
    const Found found = recognise(typed);
    ASSERT_GE(found.hits.size(), 2U);
    EXPECT_EQ(found.hits[0].subject, exact);
    EXPECT_EQ(found.hits[0].match, Match::exact);
    EXPECT_TRUE(hit_in(found, likely));
    typed.limit = 1;
    EXPECT_EQ(recognise(typed).hits.at(0).subject, exact);
}

// Neither too strict nor too generous: results carry a score and a cut-off that can be moved.
TEST_P(Recognising, complaint_20_the_cut_off_can_be_moved) {
    const SubjectId person = known(bill());
    LookUp typed = born(by_name("Wiliam Thisselwoode"), "1962-04-09");
    const auto hit = recognised(person, typed);
    ASSERT_TRUE(hit && hit->probability);
    typed.at_least = std::min(1.0, *hit->probability + 0.001);
    EXPECT_FALSE(recognised(person, typed));
    typed.at_least = *hit->probability - 0.001;
    EXPECT_TRUE(recognised(person, typed));
    typed.at_least = 1.5;
    const auto refused = try_recognise(jo, typed);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().field, "at_least");
}

// Nicknames, phonetics, swapped fields, flat numbers, dates with swapped day and month.
TEST_P(Recognising, complaint_21_finds_what_was_heard_and_typed_otherwise) {
    const SubjectId person = known(bill());
    const LookUp table[] = {born(by_name("Bill Thistlewood"), "1962-04-09"),
                            born(by_name("Wm Thistlewood"), "1962-04-09"),
                            born(by_name("William Thisslewud"), "1962-04-09"),
                            born(by_name("Thistelwood William"), "1962-04-09"),
                            born(by_name("William Thistlewood"), "1962-09-04"),
                            and_address(by_name("Bill Thistlwood"), "3/27 Orchard Rw", "EC1A 9HF"),
                            and_phone(by_name("Billy Thistlewod"), "+44 (0)7700 900321")};
    int row = 0;
    for (const LookUp& typed : table) {
        const auto hit = recognised(person, typed);
        EXPECT_TRUE(hit) << row;
        EXPECT_TRUE(hit && hit->probability && *hit->probability >= 0.5)
            << row << ": " << (hit && hit->probability ? *hit->probability : -1);
        ++row;
    }
}

TEST_P(Recognising, a_stranger_with_a_common_name_is_held_for_nobody) {
    const Found found = recognise(born(by_name("David Dawson"), "2001-12-30"));
    for (const Hit& hit : found.hits) {
        EXPECT_NE(hit.match, Match::certain) << hit.title;
    }
    const Found alone = recognise(by_name("David Nobody-Atall"));
    for (const Hit& hit : alone.hits) {
        EXPECT_TRUE(hit.match == Match::begins || hit.match == Match::possible) << hit.title;
    }
}

TEST_P(Recognising, asks_no_engine_for_too_little) {
    known(bill());
    for (const char* typed : {"wi", "th"}) {
        EXPECT_FALSE(recognise(by_name(typed)).model) << typed;
    }
    EXPECT_FALSE(recognise(by_phone("0770")).model);
    EXPECT_FALSE(recognise(by_registration("AB12 CDE")).model);
    EXPECT_TRUE(recognise(by_name("will")).model);
}

// What was said a moment ago through one server is found by another: the copies follow before they answer.
TEST_P(Recognising, a_surname_never_seen_is_found_misspelt_through_another_server) {
    const auto other_server = second_handle();
    Recognition other;
    const auto through_the_other = [&](const LookUp& typed) {
        std::optional<Found> found;
        const auto finder = recogniser(std::shared_ptr<Recognition>(std::shared_ptr<Recognition>(), &other));
        const auto read = other_server->read([&](db::Reader& reader) -> Result<void> {
            found = TRY(look_up(reader, act(jo), policy, *finder, typed));
            return {};
        });
        EXPECT_TRUE(read) << why(read);
        return found.value_or(Found{});
    };
    const LookUp typed = born(by_name("Zebedee Quillinghurst"), "1955-11-02");
    EXPECT_THAT(through_the_other(typed).hits, IsEmpty());
    const SubjectId person = known(a_name("Zebedee", "Quillinghearst", "1955-11-02"));
    const auto hit = hit_in(through_the_other(typed), person);
    ASSERT_TRUE(hit);
    EXPECT_LE(hit->match, Match::probable);
}

TEST_P(Recognising, whoever_may_not_see_the_record_is_told_of_nobody) {
    const tasks::About call = a_call();
    const SubjectId person = new_person(say(call, bill(), Role::victim, 1));
    const LookUp typed = by_email(born(by_name("Bill Thisselwood"), "1962-04-09"), "bill@example.org");
    EXPECT_FALSE(hit_in(recognise(stranger(), typed), person));
    EXPECT_TRUE(hit_in(recognise(with(1, ","), typed), person));
    EXPECT_TRUE(hit_in(recognise(jo, typed), person)) << "her team owns the record";
}

TEST_P(Recognising, a_record_that_is_narrowed_hides_its_person_at_once) {
    const tasks::About call = a_call();
    const SubjectId person = new_person(say(call, bill(), Role::victim));
    const LookUp typed = by_email(born(by_name("Bill Thisselwood"), "1962-04-09"), "bill@example.org");
    ASSERT_TRUE(hit_in(recognise(stranger(), typed), person));
    const auto narrowed = write([&](db::Transaction& tx) -> Result<bool> {
        TRY(follow(tx, act(jo), call, team, 2));
        return true;
    });
    ASSERT_TRUE(narrowed) << why(narrowed);
    EXPECT_FALSE(hit_in(recognise(stranger(), typed), person));
    EXPECT_TRUE(hit_in(recognise(jo, typed), person));
}

// No search reveals a relocated victim to anybody who need not know.
TEST_P(Recognising, complaint_37_what_was_said_in_a_secret_record_weighs_nothing_for_others) {
    const SubjectId person = known(bill(), Role::victim);
    link(say(a_call(),
             on_phone(at_address(a_name("William", "Thistlewood"), "1 New Street", "SW1A 1AA"), "07700 900777"),
             Role::victim, 2),
         person);
    const LookUp typed = and_phone(and_address({}, "1 New Street", "SW1A 1AA"), "07700 900777");
    EXPECT_FALSE(hit_in(recognise(stranger(), typed), person));
    EXPECT_TRUE(hit_in(recognise(with(2, ","), typed), person));
}

TEST_P(Recognising, an_undone_link_takes_back_what_it_taught) {
    const SubjectId person = known(bill());
    const LookUp typed = and_phone(by_name("Bil Thistlewood"), "07700 900888");
    const auto before = recognised(person, typed);
    const Mention again = say(a_call(), on_phone(a_name("Bil", "Thistlewood"), "07700 900888"));
    link(again, person);
    const auto with_it = recognised(person, typed);
    ASSERT_TRUE(with_it && with_it->probability);
    ASSERT_TRUE(try_undo(again));
    const auto after = recognised(person, typed);
    ASSERT_EQ(before.has_value(), after.has_value());
    EXPECT_LT(after && after->probability ? *after->probability : 0, *with_it->probability);
    if (before && after) {
        EXPECT_EQ(before->probability, after->probability);
    }
}

TEST_P(Recognising, a_person_taken_off_is_recognised_no_more) {
    const Mention only = say(a_call(), bill());
    const SubjectId person = new_person(only);
    const LookUp typed = by_email(by_name("Bill Thisselwood"), "bill@example.org");
    ASSERT_TRUE(recognised(person, typed));
    ASSERT_TRUE(try_undo(only));
    EXPECT_FALSE(recognised(person, typed));
}

// Anonymous and Crimestoppers contacts are never matched or enriched.
TEST_P(Recognising, whoever_stays_anonymous_is_recognised_no_more) {
    const tasks::About call = a_call();
    const SubjectId person = new_person(say(call, bill()));
    const LookUp typed = by_email(by_name("Bill Thisselwood"), "bill@example.org");
    ASSERT_TRUE(recognised(person, typed));
    const auto done = write([&](db::Transaction& tx) -> Result<bool> {
        TRY(make_anonymous(tx, act(jo), call));
        return true;
    });
    ASSERT_TRUE(done) << why(done);
    EXPECT_FALSE(recognised(person, typed));
    EXPECT_EQ(db::numbers(database(),
                          "SELECT count(*) FROM person_profiles WHERE family_name = 'Thistlewood' AND off_at "
                          "IS NULL"),
              std::vector<std::int64_t>{0});
}

// A victim who rings is named twice; the suspect of her anonymous call is still looked for.
TEST_P(Recognising, a_caller_who_is_also_the_victim_stays_anonymous_in_both_and_the_suspect_does_not) {
    const tasks::About call = a_call();
    const SubjectId person = new_person(say(call, bill()));
    link(say(call, on_phone(a_name("William", "Thistlewood"), "07700 900888"), Role::victim), person);
    const SubjectId suspect = new_person(say(call, a_name("Zebedee", "Quillinghurst"), Role::suspect));
    const auto done = write([&](db::Transaction& tx) -> Result<bool> {
        TRY(make_anonymous(tx, act(jo), call));
        return true;
    });
    ASSERT_TRUE(done) << why(done);
    EXPECT_FALSE(recognised(person, by_email(by_name("Bill Thisselwood"), "bill@example.org")));
    EXPECT_FALSE(recognised(person, and_phone(by_name("William Thistlewood"), "07700 900888")));
    EXPECT_TRUE(recognised(suspect, by_name("Zebedee Quillinghurst")));
    EXPECT_EQ(
        db::numbers(database(), "SELECT count(*) FROM mentions WHERE anonymous = 1 AND family_name = 'Thistlewood'"),
        std::vector<std::int64_t>{2});
}

TEST_P(Recognising, the_same_said_twice_is_kept_once) {
    const SubjectId person = known(bill());
    for (int i = 0; i < 3; ++i) {
        link(say(a_call(), bill()), person);
    }
    EXPECT_EQ(db::numbers(database(), "SELECT count(*) FROM person_profiles WHERE family_name = 'Thistlewood'"),
              std::vector<std::int64_t>{1});
    EXPECT_EQ(db::numbers(database(),
                          "SELECT count(*) FROM person_links l JOIN person_profiles f ON f.profile = l.profile "
                          "WHERE f.family_name = 'Thistlewood'"),
              std::vector<std::int64_t>{4});
}

// Filled change by change or at once, before or after a restart: the same answer.
TEST_P(Recognising, a_copy_that_followed_answers_as_one_that_reads_anew) {
    const SubjectId person = known(bill());
    recognise(by_name("warm up"));
    link(say(a_call(), on_phone(a_name("Wil", "Thistlewood"), "07700 900888")), person);
    for (int i = 0; i < 5; ++i) {
        const Mention other =
            say(a_call(), on_phone(a_name("Willa", "Thistlewood"), "07700 90088" + std::to_string(i)));
        new_person(other);
        recognise(by_name("warm up"));
        if (i % 2 == 0) {
            ASSERT_TRUE(try_undo(other));
        }
    }
    const LookUp typed = and_phone(by_name("Will Thistlewood"), "07700 900888");
    const std::string followed = json::to_text(recognise(typed));
    memory = std::make_shared<Recognition>();
    EXPECT_EQ(json::to_text(recognise(typed)), followed);
    memory = std::make_shared<Recognition>();
    const auto caught_up = memory->catch_up(database(), force);
    ASSERT_TRUE(caught_up) << why(caught_up);
    EXPECT_EQ(json::to_text(recognise(typed)), followed);
}

TEST_P(Recognising, tells_who_else_may_be_the_same_and_why) {
    const SubjectId one = known(bill());
    const SubjectId other = known(with_email(a_name("Bill", "Thistlewood", "1962-04-09"), "bill@example.org"));
    const auto alike = read([&](db::Reader& reader) {
        return memory->likely_same(reader, {force, jo.clearance}, one);
    });
    ASSERT_TRUE(alike) << why(alike);
    ASSERT_THAT(alike->persons, Not(IsEmpty()));
    EXPECT_EQ(alike->persons[0].person, other);
    EXPECT_GT(alike->persons[0].why.weight, 0);
    const auto hidden = read([&](db::Reader& reader) {
        return memory->likely_same(reader, {force, jo.clearance, 10, [&](const SubjectId& id) { return id == other; }},
                                   one);
    });
    ASSERT_TRUE(hidden) << why(hidden);
    for (const Recognised& each : hidden->persons) {
        EXPECT_NE(each.person, other);
    }
}

// 0018 fills the table for whoever was on the register before it was there.
TEST_P(Recognising, the_migration_writes_what_the_commands_write) {
    const SubjectId person = known(bill());
    link(say(a_call(), on_phone({}, "07700 900888")), person);
    link(say(a_call(), on_phone({}, "07700 900888")), person);
    const auto rows = [&] {
        return read([&](db::Reader& reader) {
                   return reader.many(
                       db::raw_statement(
                           "SELECT f.person_id || f.given_name || f.family_name || f.born || f.phone || "
                           "f.email || f.address || f.postcode || count(*) FROM person_profiles f JOIN "
                           "person_links l ON l.profile = f.profile WHERE f.family_name = 'Thistlewood' GROUP BY "
                           "f.profile, f.person_id, f.given_name, f.family_name, f.born, f.phone, f.email, "
                           "f.address, f.postcode ORDER BY 1"),
                       {}, [](const db::Row& row) { return row.string(0); });
               })
            .value();
    };
    const auto written = rows();
    ASSERT_EQ(written.size(), 2U);
    db::alter(database(), force, "UPDATE person_links SET profile = NULL");
    db::alter(database(), force, "DELETE FROM person_profiles");
    for (const db::Migration& migration : db::migrations()) {
        if (migration.name == "0018_profiles") {
            const std::string_view text = migration.text;
            const std::size_t from = text.find("INSERT INTO person_profiles"),
                              to = text.find("INSERT INTO lane_registers");
            const std::size_t between = text.find("UPDATE person_links\nSET profile");
            db::alter(database(), force, std::string(text.substr(from, text.rfind(';', between) - from)));
            db::alter(database(), force, std::string(text.substr(between, text.rfind(';', to) - between)));
        }
    }
    EXPECT_EQ(rows(), written);
}

}  // namespace
}  // namespace bluelamp::people
