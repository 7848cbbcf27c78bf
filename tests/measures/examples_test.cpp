// SPDX-License-Identifier: Apache-2.0
// Every measure's own example, imported as its records come in and asked on both databases.
#include "tests/measures/figures_fixture.hpp"

#include <set>

namespace bluelamp::measures {
namespace {

class WorkedExample : public FiguresOver {};
INSTANTIATE_TEST_SUITE_P(Engines, WorkedExample, db::both_engines(), db::engine_name);

Question question_of(const Measure& measure) {
    return {"hertfordshire", {2021, 6}, {2021, 6}, measure.example.options};
}

TEST_P(WorkedExample, of_each_measure_comes_out_as_stated) {
    std::set<std::string> imported;
    for (const Measure& measure : figures.list()) {
        // Examples that share their records (crimes, responses) are imported once: counts would double.
        if (imported.insert(measure.example.records).second) {
            TearDown();
            SetUp();
            import_example(measure.example.records);
        }
        const auto reading = read(measure.name, question_of(measure));
        ASSERT_TRUE(reading) << measure.name << " " << why(reading);
        ASSERT_EQ(reading->value.has_value(), measure.example.value.has_value()) << measure.name;
        EXPECT_NEAR(*reading->value, *measure.example.value, 1e-9) << measure.name;
        EXPECT_EQ(reading->numerator, measure.example.numerator) << measure.name;
        EXPECT_EQ(reading->denominator, measure.example.denominator) << measure.name;
        EXPECT_FALSE(reading->basis.empty()) << measure.name;
        if (reading->low) {
            EXPECT_LE(*reading->low, *reading->value) << measure.name;
        }
        if (reading->high) {
            EXPECT_GE(*reading->high, *reading->value) << measure.name;
        }
    }
}

TEST_P(WorkedExample, opens_to_as_many_records_as_the_numerator_whatever_the_page) {
    std::set<std::string> imported;
    for (const Measure& measure : figures.list()) {
        if (imported.insert(measure.example.records).second) {
            TearDown();
            SetUp();
            import_example(measure.example.records);
        }
        const auto reading = read(measure.name, question_of(measure));
        ASSERT_TRUE(reading) << measure.name << " " << why(reading);
        for (const std::int64_t at_once : {1, 2, 500}) {
            const auto records = all_records(measure.name, question_of(measure), at_once);
            EXPECT_EQ(static_cast<std::int64_t>(records.size()), reading->numerator)
                << measure.name << " by " << at_once;
        }
    }
}

TEST_P(WorkedExample, can_be_grouped_in_every_way_that_the_measure_offers) {
    std::set<std::string> imported;
    for (const Measure& measure : figures.list()) {
        if (imported.insert(measure.example.records).second) {
            TearDown();
            SetUp();
            import_example(measure.example.records);
        }
        for (const Group& group : measure.groups) {
            const auto points = series(measure.name, group.name, question_of(measure));
            ASSERT_TRUE(points) << measure.name << " by " << group.name << " " << why(points);
            std::int64_t counted = 0;
            for (const Point& point : *points) {
                EXPECT_FALSE(point.label.empty()) << measure.name << " by " << group.name;
                counted += point.reading.numerator;
            }
            const bool shares = group.name == "outcome";  // every outcome has its turn
            // Anti-social behaviour has a bar of its own, and so have appointments.
            const bool more = group.name == "type" || group.name == "grade";
            if (!shares && !more) {
                EXPECT_EQ(counted, measure.example.numerator) << measure.name << " by " << group.name;
            } else {
                EXPECT_GE(counted, measure.example.numerator) << measure.name << " by " << group.name;
            }
        }
    }
}

TEST(Definition, says_in_every_measure_what_is_counted_and_on_which_basis) {
    std::set<std::string> names;
    for (const Measure& measure : all_measures()) {
        EXPECT_TRUE(names.insert(measure.name).second) << measure.name;
        EXPECT_NE(measure.definition().find("Counts "), std::string::npos) << measure.name;
        EXPECT_FALSE(measure.unit.empty()) << measure.name;
        EXPECT_FALSE(measure.clock.empty()) << measure.name;
        EXPECT_FALSE(measure.groups.empty()) << measure.name;
        EXPECT_NE(example_in_words(measure).find("numerator"), std::string::npos) << measure.name;
    }
    EXPECT_EQ(names.size(), 17U);
}

}  // namespace
}  // namespace bluelamp::measures
