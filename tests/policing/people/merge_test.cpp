// SPDX-License-Identifier: Apache-2.0
/// Two records that somebody decided are one person: read as one, and exactly two again when it is taken back.
#include <random>

#include "tests/policing/people/a_review.hpp"

namespace bluelamp::people {
namespace {

using access::why;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

class Joined : public AReview {
   protected:
    /// Everything that anybody is shown of these persons, and every row that a join could have touched.
    std::string all_of(const std::vector<SubjectId>& persons, const std::vector<LookUp>& typed) {
        std::string all;
        for (const SubjectId& person : persons) {
            all += json::to_text(read_as(reg, person)) + "\n";
        }
        for (const LookUp& each : typed) {
            all += json::to_text(look(each)) + "\n";
        }
        for (const char* statement :
             {"SELECT person_id || head_id FROM person_groups",
              "SELECT subject_id || record_id || role || mention_id || involved_at FROM involvements",
              "SELECT id || mention_id || person_id || coalesce(undone_at, 0) FROM person_links",
              "SELECT id || subject_id || version FROM markers", "SELECT id || version || owner FROM persons",
              "SELECT name_key || written || person_id FROM person_names"}) {
            const auto rows = read([&](db::Reader& reader) {
                return reader.many(db::raw_statement(std::string(statement) + " ORDER BY 1"), {},
                                   [](const db::Row& row) { return row.string(0); });
            });
            EXPECT_TRUE(rows) << why(rows);
            for (const std::string& row : *rows) {
                all += row + "\n";
            }
        }
        return all;
    }
    /// Twelve joins and splits, as they come; those in force.
    std::vector<PairDecision> some_decisions(const std::vector<SubjectId>& persons, std::mt19937& random) {
        std::vector<PairDecision> made;
        for (int step = 0; step < 12; ++step) {
            const auto one = random() % persons.size(), other = random() % persons.size();
            if (random() % 3 == 0 && !made.empty()) {
                const auto at = made.begin() + static_cast<std::ptrdiff_t>(random() % made.size());
                EXPECT_TRUE(split(*at));
                made.erase(at);
            } else if (const auto decision = try_join(persons[one], persons[other])) {
                made.push_back(*decision);
            }
        }
        return made;
    }
    std::vector<std::string> groups() {
        return read([&](db::Reader& reader) {
                   return reader.many(db::raw_statement("SELECT person_id || '<' || head_id FROM person_groups "
                                                        "ORDER BY 1"),
                                      {}, [](const db::Row& row) { return row.string(0); });
               })
            .value();
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Joined, db::both_engines(), db::engine_name);

TEST_P(Joined, records_are_read_as_one) {
    const SubjectId old = known(ruth(), Role::victim);
    clock.advance(std::chrono::hours(1));
    const SubjectId young = known(on_phone(a_name("Rut", "Exampel"), "07700 900456"), Role::victim);
    mark(a_marker(SubjectKind::person, young));
    EXPECT_FALSE(hit_of(old, by_name("Ruth Example")).repeat);
    const PairDecision made = join(young, old);
    EXPECT_EQ(made.verdict, Verdict::same);
    for (const LookUp& typed : {by_name("Ruth Example"), by_name("Rut Exampel")}) {
        const auto hits = look(typed).hits;
        ASSERT_THAT(hits, SizeIs(1)) << typed.name->text;
        EXPECT_EQ(hits[0].subject, old) << "the oldest stands for both";
        EXPECT_EQ(hits[0].title, "Ruth Example, born 3 May 1970");
        EXPECT_THAT(hits[0].also, ElementsAre(young));
        EXPECT_EQ(hits[0].times, 2);
        EXPECT_TRUE(hits[0].repeat) << "victim twice under two records";
        EXPECT_THAT(hits[0].markers, SizeIs(1));
    }
    EXPECT_THAT(hit_of(*say(a_call(), on_phone({}, "07700 900456")).phone, by_phone("07700 900456")).used_with,
                ElementsAre(old));
    const Person person = read_as(reg, old);
    EXPECT_THAT(person.history, SizeIs(2));
    EXPECT_THAT(person.used, SizeIs(3)) << "her number and address, and the other record's number";
    EXPECT_THAT(behind("07700 900123"), SizeIs(1)) << "help is sent by what is known of either";
    const auto as = read([&](db::Reader& reader) { return recorded_as(reader, act(jo), {young}); });
    ASSERT_TRUE(as) << why(as);
    EXPECT_EQ(as->stands_for, old);
    ASSERT_THAT(as->records, SizeIs(2));
    ASSERT_THAT(as->decisions, SizeIs(1));
    EXPECT_EQ(as->decisions[0].reason, "Her sister said so");
    EXPECT_EQ(as->decisions[0].decided_by, reg.name);
}

TEST_P(Joined, complaint_22_a_split_gives_back_everything_as_it_was) {
    const SubjectId old = known(ruth(), Role::victim);
    const SubjectId young = known(on_phone(a_name("Rut", "Exampel"), "07700 900456"), Role::caller);
    mark(a_marker(SubjectKind::person, young));
    const std::vector<LookUp> typed = {by_name("Ruth Example"), by_name("Rut"), by_phone("07700 900456")};
    const std::string before = all_of({old, young}, typed);
    const PairDecision made = join(old, young);
    EXPECT_NE(all_of({old, young}, typed), before);
    const auto undone = split(made);
    ASSERT_TRUE(undone) << why(undone);
    EXPECT_EQ(all_of({old, young}, typed), before);
    const journal::Row row = journal_rows().back();
    EXPECT_EQ(row.action, "person.decision_undone");
    EXPECT_THAT(*row.content, HasSubstr("Two people after all"));
    const auto again = split(made);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::conflict);
}

TEST_P(Joined, and_split_in_any_order_are_what_the_decisions_say) {
    std::vector<SubjectId> persons;
    std::vector<LookUp> typed;
    for (const char* name : {"Ann", "Bea", "Cat", "Dot", "Eve", "Flo"}) {
        persons.push_back(known(on_phone(a_name(name, "Example"), "07700 900123"), Role::victim));
        typed.push_back(by_name(name));
        clock.advance(std::chrono::minutes(1));
    }
    const std::string before = all_of(persons, typed);
    for (unsigned seed = 1; seed <= 20; ++seed) {
        std::mt19937 random(seed);
        std::vector<PairDecision> made = some_decisions(persons, random);
        // The same decisions in another order make the same groups.
        const auto as_it_came = groups();
        std::shuffle(made.begin(), made.end(), random);
        for (PairDecision& each : made) {
            ASSERT_TRUE(split(each)) << "seed " << seed;
        }
        ASSERT_EQ(all_of(persons, typed), before) << "seed " << seed;
        std::shuffle(made.begin(), made.end(), random);
        for (PairDecision& each : made) {
            each = join(each.other, each.one);
        }
        ASSERT_EQ(groups(), as_it_came) << "seed " << seed;
        for (const PairDecision& each : made) {
            ASSERT_TRUE(split(each)) << "seed " << seed;
        }
        ASSERT_EQ(all_of(persons, typed), before) << "seed " << seed;
    }
}

TEST_P(Joined, a_record_that_the_reader_may_not_see_is_not_there_for_him) {
    const SubjectId old = known(ruth(), Role::victim, 2);
    clock.advance(std::chrono::hours(1));
    const SubjectId young = known(a_name("Ruth", "Example"), Role::victim, 0);
    join(old, young);
    const auto seen = look(stranger(), by_name("Ruth Example")).hits;
    ASSERT_THAT(seen, SizeIs(1));
    EXPECT_EQ(seen[0].subject, young);
    EXPECT_THAT(seen[0].also, IsEmpty());
    EXPECT_EQ(seen[0].times, 1);
    const auto as = read([&](db::Reader& reader) { return recorded_as(reader, act(stranger()), {young}); });
    ASSERT_TRUE(as) << why(as);
    EXPECT_EQ(as->stands_for, young);
    EXPECT_THAT(as->decisions, IsEmpty());
    EXPECT_EQ(journal_rows().back().visibility, 2) << "told only to who may see both";
}

TEST_P(Joined, what_was_decided_stands_until_somebody_takes_it_back) {
    const SubjectId one = known(ruth()), other = known(a_name("Rita", "Example")),
                    third = known(a_name("R", "Example"));
    const PairDecision same = join(one, other);
    const auto twice = try_join(other, one);
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().code, ErrorCode::conflict);
    const auto apart = write([&](db::Transaction& tx) {
        return decide(tx, act(reg), {other, third, Verdict::different, "Seen together", {}});
    });
    ASSERT_TRUE(apart) << why(apart);
    const auto round_about = try_join(one, third);
    ASSERT_FALSE(round_about) << "one is the other, and the other is not the third";
    EXPECT_THAT(round_about.error().message, HasSubstr("cannot be decided about here"));
    ASSERT_TRUE(split(same));
    EXPECT_TRUE(try_join(one, third));
}

TEST_P(Joined, need_two_records_a_reason_and_the_role_of_the_policy) {
    const SubjectId one = known(ruth()), other = known(a_name("Rita", "Example"));
    const auto itself = try_join(one, one);
    ASSERT_FALSE(itself);
    EXPECT_EQ(itself.error().field, "other");
    const auto silent = decided(join_persons, JoinPersons{one, other, {"  "}});
    ASSERT_FALSE(silent);
    EXPECT_EQ(silent.error().field, "reason");
    for (const access::Actor& who : {jo, cmu}) {
        const auto refused = write([&](db::Transaction& tx) {
            return join_persons(tx, act(who), policy, {one, other, {"Sure"}});
        });
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, ErrorCode::forbidden);
    }
}

}  // namespace
}  // namespace bluelamp::people
