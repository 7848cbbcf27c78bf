// SPDX-License-Identifier: Apache-2.0
// A series is many readings at once: each point is what the same question gives for its month, area or option alone.
#include <gmock/gmock.h>

#include "tests/measures/figures_fixture.hpp"

namespace bluelamp::measures {
namespace {

using testing::Contains;
using testing::HasSubstr;

class Series : public FiguresOver {
   protected:
    /// Two months of one force, of which July lacks outcomes; one of another, whose July is a subset.
    void import_two_forces() {
        import_published("2021-06-hertfordshire-street.csv",
                         "Crime ID,Crime type,Last outcome category,Longitude,Latitude\n"
                         "a1,Burglary,Suspect charged,-0.25,51.75\n"
                         "a2,Burglary,Awaiting court outcome,-0.25,51.75\n"
                         "a3,Drugs,Offender fined,0.25,51.75\n"
                         "a4,Shoplifting,Local resolution,0.25,51.75\n"
                         "a5,Shoplifting,Under investigation,,\n"
                         "a6,Robbery,,-0.25,51.75\n"
                         ",Anti-social behaviour,,-0.25,51.75\n");
        import_published("2021-07-hertfordshire-street.csv",
                         "Crime ID,Crime type,Last outcome category,Longitude,Latitude\n"
                         "b1,Drugs,Offender fined,-0.25,51.75\n"
                         "b2,Drugs,Status update unavailable,0.25,51.75\n");
        import_published("2021-06-hertfordshire-outcomes.csv",
                         "Crime ID,Outcome type,Longitude,Latitude\n"
                         "a1,Suspect charged,-0.25,51.75\n"
                         "a1,Suspect charged,-0.25,51.75\n"
                         "a4,Local resolution,0.25,51.75\n"
                         "a3,Offender fined,0.25,51.75\n");
        import_published("2021-06-metropolitan-street.csv",
                         "Crime ID,Crime type,Last outcome category,Longitude,Latitude\n"
                         "m1,Robbery,Offender sent to prison,-0.25,51.75\n"
                         "m2,Burglary,Local resolution,1.25,51.75\n");
        import_published("2021-07-metropolitan-burglary-street.csv",
                         "Crime ID,Crime type,Last outcome category\nm3,Burglary,Suspect charged\n");
        import_published("2021-06-hertfordshire-stop-and-search.csv",
                         "Type,Date,Officer-defined ethnicity,Outcome,Outcome linked to object of search,Longitude,"
                         "Latitude\n"
                         "Person search,2021-06-10T12:00:00+00:00,White,Arrest,True,-0.25,51.75\n"
                         "Person search,2021-06-10T13:00:00+00:00,Black,A no further action disposal,False,,\n"
                         "Vehicle search,2021-06-10T14:00:00+00:00,,Community resolution,False,0.25,51.75\n"
                         "Person search,2021-06-11T12:00:00+00:00,Asian,Nothing found - no further action,,,\n");
    }

    void import_a_monday() {
        import_incidents(
            "grade,called,arrived,exercise,fault\n"
            "emergency,09:00:00,09:04:00,0,0\n"
            "emergency,09:10:00,09:40:00,0,0\n"
            "priority,09:30:00,09:50:00,0,0\n"
            "scheduled,10:00:00,16:00:00,0,0\n"
            ",10:30:00,10:50:00,0,0\n"
            "emergency,11:00:00,11:01:00,1,0\n"
            "priority,12:00:00,11:58:00,0,1\n");
        incidents::Imported placed;
        placed.source = "example";
        placed.source_id = "placed";
        placed.summary = "Example";
        placed.place = {"Adeyfield", 51.75, -0.25, "E05004731", "E07000096"};
        placed.opened_at = *parse_rfc3339("2021-06-30T23:30:00Z");  // July in London
        import_one(placed);
    }

    static Question summer(std::string area, Options options = {}) {
        return {std::move(area), {2021, 6}, {2021, 7}, std::move(options)};
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Series, db::both_engines(), db::engine_name);

bool takes(const Measure& measure, const Options& options) {
    return std::ranges::all_of(options, [&](const auto& asked) {
        const auto option = std::ranges::find(measure.options, asked.first, &Option::name);
        return option != measure.options.end() &&
               (option->values.empty() || std::ranges::count(option->values, asked.second) > 0);
    });
}

TEST_P(Series, has_the_reading_of_each_key_as_its_point_for_every_measure_and_every_group) {
    import_two_forces();
    import_a_monday();
    const std::vector<Question> questions{
        summer("all"),
        summer("all", {{"type", "robbery"}}),
        summer("all", {{"outcome", "local-resolution"}}),
        summer("all", {{"grade", "scheduled"}}),
        summer("all", {{"limit_minutes", "25"}}),
        summer("all", {{"officer_ethnicity", "White"}}),
    };
    std::map<std::string, int> compared;
    for (const Measure& measure : figures.list()) {
        for (const Group& group : measure.groups) {
            int& points = compared[group.name];
            for (const Question& question : questions) {
                points +=
                    takes(measure, question.options) ? expect_points_are_readings(measure, group.name, question) : 0;
            }
        }
    }
    std::vector<std::string> only_groups;
    for (const auto& [group, points] : compared) {
        if (points == 0) {
            only_groups.push_back(group);
        }
    }
    EXPECT_THAT(only_groups, testing::ElementsAre("age", "category", "ethnicity", "gender", "hour_of_week", "level",
                                                  "object", "unit"))
        << "every other group has readings for its keys";
}

TEST_P(Series, of_one_force_has_the_reading_of_each_month_and_option_as_its_point) {
    import_two_forces();
    for (const Measure& measure : figures.list()) {
        for (const Group& group : measure.groups) {
            const bool place = group.name == "area" || group.name == "borough" || group.name == "ward";
            for (const char* force_name : {"hertfordshire", "metropolitan"}) {
                place ? 0 : expect_points_are_readings(measure, group.name, summer(force_name));
            }
        }
    }
}

// "Charged" counted every later stage at court in the reading, and none of them in the bar of the same name.
TEST_P(Series, by_outcome_counts_under_charged_what_courts_did_later) {
    import_two_forces();
    const auto points = series("outcome_rate_tracked", "outcome", summer("hertfordshire"));
    ASSERT_TRUE(points) << why(points);
    std::map<std::string, std::int64_t> counted;
    for (const Point& point : *points) {
        EXPECT_EQ(point.reading.denominator, 8) << point.key;
        EXPECT_TRUE(point.reading.value) << point.key << ": none of 8 is 0 %";
        EXPECT_THAT(point.reading.notes, Contains(HasSubstr("1 of the crimes are still under investigation")));
        if (!point.key.empty()) {
            EXPECT_THAT(point.reading.notes, Contains("Asked for: outcome " + point.key + "."));
        }
        if (point.reading.numerator > 0) {
            counted[point.key] = point.reading.numerator;
        }
    }
    EXPECT_EQ(counted, (std::map<std::string, std::int64_t>{{"", 1},
                                                            {"awaiting-court-result", 1},
                                                            {"charged", 4},
                                                            {"fined", 2},
                                                            {"local-resolution", 1},
                                                            {"status-update-unavailable", 1},
                                                            {"under-investigation", 1}}));
}

TEST_P(Series, by_type_is_unknown_for_what_a_cut_out_subset_does_not_hold) {
    import_two_forces();
    const auto types = series("published_crimes", "type", {"metropolitan", {2021, 7}, {2021, 7}, {}});
    ASSERT_TRUE(types) << why(types);
    for (const Point& point : *types) {
        EXPECT_EQ(point.reading.value.has_value(), point.key == "burglary") << point.key;
    }
}

TEST_P(Series, by_force_is_unknown_for_a_force_that_published_only_a_part_also_in_the_comparison) {
    import_two_forces();
    import_published("2020-06-hertfordshire-street.csv", "Crime ID,Crime type\nc1,Drugs\n");
    const auto forces = series("outcome_rate_closed", "force", summer("all"));
    ASSERT_TRUE(forces) << why(forces);
    for (const Point& point : *forces) {
        EXPECT_FALSE(point.reading.value) << point.key << " published no outcomes for July";
    }
    const auto crimes = series("published_crimes", "force", june());
    ASSERT_TRUE(crimes) << why(crimes);
    ASSERT_EQ(crimes->size(), 2U);
    EXPECT_EQ(crimes->at(0).reading.comparison->value, 1);
    EXPECT_FALSE(crimes->at(1).reading.comparison->value) << "nothing of metropolitan was imported for June 2020";
}

TEST_P(Series, by_borough_of_one_force_says_that_others_published_there_too) {
    import_two_forces();
    const auto boroughs = series("published_crimes", "borough", summer("hertfordshire"));
    ASSERT_TRUE(boroughs) << why(boroughs);
    EXPECT_THAT(boroughs->back().reading.notes, Contains(HasSubstr("Only what hertfordshire published")));
}

}  // namespace
}  // namespace bluelamp::measures
