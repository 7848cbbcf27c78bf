// SPDX-License-Identifier: Apache-2.0
// What published files can and cannot say.
#include <gmock/gmock.h>

#include "core/csv_header.hpp"
#include "core/file.hpp"
#include "exchange/police_uk/vocabulary.hpp"
#include "tests/measures/figures_fixture.hpp"

namespace bluelamp::measures {
namespace {

using testing::Contains;
using testing::HasSubstr;

class PublishedFigures : public FiguresOver {
   protected:
    Question herts(Month from, Month to, Options options = {}) {
        return {"hertfordshire", from, to, std::move(options)};
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, PublishedFigures, db::both_engines(), db::engine_name);

constexpr const char* two_thefts = "Crime ID,Crime type\na,Shoplifting\nb,Shoplifting\n,Anti-social behaviour\n";

TEST_P(PublishedFigures, of_a_month_never_imported_are_unknown_and_not_0) {
    import_published("2021-06-hertfordshire-street.csv", two_thefts);
    const auto reading = read("published_crimes", herts({2021, 6}, {2021, 8}));
    ASSERT_TRUE(reading) << why(reading);
    EXPECT_FALSE(reading->value);
    EXPECT_FALSE(reading->low);
    EXPECT_EQ(reading->numerator, 2) << "what is there can still be opened";
    EXPECT_THAT(reading->notes, Contains(HasSubstr("2021-07 to 2021-08")));
    const auto months = series("published_crimes", "month", herts({2021, 6}, {2021, 8}));
    ASSERT_TRUE(months) << why(months);
    ASSERT_EQ(months->size(), 3U);
    EXPECT_EQ(months->at(0).reading.value, 2);
    EXPECT_FALSE(months->at(1).reading.value);
}

TEST_P(PublishedFigures, of_a_month_with_no_crime_are_0) {
    import_published("2021-06-hertfordshire-street.csv", two_thefts);
    const auto reading = read("published_crimes", herts({2021, 6}, {2021, 6}, {{"type", "robbery"}}));
    ASSERT_TRUE(reading) << why(reading);
    EXPECT_EQ(reading->value, 0);
    EXPECT_EQ(reading->low, 0);
    EXPECT_NEAR(*reading->high, 3.6889, 5e-5);
}

TEST_P(PublishedFigures, add_anti_social_behaviour_to_no_total_but_show_it_as_a_type) {
    import_published("2021-06-hertfordshire-street.csv", two_thefts);
    EXPECT_EQ(read("published_crimes", june())->value, 2);
    EXPECT_EQ(read("published_crimes", june({{"type", "anti-social-behaviour"}}))->value, 1);
    const auto types = series("published_crimes", "type", june());
    ASSERT_TRUE(types) << why(types);
    for (const Point& point : *types) {
        const std::int64_t expected = point.key == "shoplifting" ? 2 : point.key == "anti-social-behaviour" ? 1 : 0;
        EXPECT_EQ(point.reading.numerator, expected) << point.key;
    }
}

TEST_P(PublishedFigures, of_a_cut_out_subset_say_so_and_do_not_answer_for_other_types) {
    import_published("2021-06-metropolitan-burglary-street.csv", "Crime ID,Crime type\na,Burglary\n");
    const Question all{"metropolitan", {2021, 6}, {2021, 6}, {}};
    const auto whole = read("published_crimes", all);
    ASSERT_TRUE(whole) << why(whole);
    EXPECT_THAT(whole->notes, Contains(HasSubstr("only burglary")));
    Question robbery = all;
    robbery.options["type"] = "robbery";
    EXPECT_FALSE(read("published_crimes", robbery)->value);
    robbery.options["type"] = "burglary";
    EXPECT_EQ(read("published_crimes", robbery)->value, 1);
}

TEST_P(PublishedFigures, do_not_count_a_subset_beside_the_whole_month) {
    import_published("2021-06-hertfordshire-street.csv", "Crime ID,Crime type\na,Burglary\nb,Drugs\n");
    import_published("2021-06-hertfordshire-burglary-street.csv", "Crime ID,Crime type\na,Burglary\n");
    EXPECT_EQ(read("published_crimes", june())->value, 2);
    EXPECT_EQ(all_records("published_crimes", june(), 10).size(), 2U);
}

TEST_P(PublishedFigures, follow_the_newest_publication_of_a_month) {
    import_published(
        "2021-06-hertfordshire-street.csv",
        "Crime ID,Crime type,Last outcome category\na,Burglary,Under investigation\nb,Drugs,Under investigation\n");
    EXPECT_EQ(read("outcome_rate_tracked", june())->numerator, 0);
    import_published(
        "2021-06-hertfordshire-street.csv",
        "Crime ID,Crime type,Last outcome category\na,Burglary,Awaiting court outcome\nb,Drugs,Under investigation\n");
    const auto reading = read("outcome_rate_tracked", june());
    ASSERT_TRUE(reading) << why(reading);
    EXPECT_EQ(reading->value, 50);
    EXPECT_THAT(reading->notes, Contains(HasSubstr("1 of the crimes are still under investigation")));
}

TEST_P(PublishedFigures, are_compared_with_the_year_before_and_else_with_the_months_before) {
    import_published("2021-05-hertfordshire-street.csv", "Crime ID,Crime type\na,Drugs\n");
    import_published("2021-06-hertfordshire-street.csv", two_thefts);
    auto reading = read("published_crimes", herts({2021, 6}, {2021, 6}));
    ASSERT_TRUE(reading && reading->comparison) << why(reading);
    EXPECT_EQ(iso(reading->comparison->from), "2021-05");
    EXPECT_EQ(reading->comparison->value, 1);
    EXPECT_EQ(reading->comparison->change, 1);
    EXPECT_EQ(reading->comparison->change_percent, 100);
    EXPECT_EQ(reading->comparison->significant, false) << "2 against 1 is chance";
    import_published("2020-06-hertfordshire-street.csv", "Crime ID,Crime type\na,Drugs\nb,Drugs\nc,Drugs\nd,Drugs\n");
    reading = read("published_crimes", herts({2021, 6}, {2021, 6}));
    EXPECT_EQ(iso(reading->comparison->from), "2020-06");
    EXPECT_EQ(reading->comparison->change_percent, -50);
}

TEST_P(PublishedFigures, count_one_outcome_of_one_crime_once_in_a_period_and_once_in_each_month_shown) {
    import_published("2021-06-hertfordshire-outcomes.csv",
                     "Crime ID,Outcome type\na,Suspect charged\na,Suspect charged\n");
    import_published("2021-07-hertfordshire-outcomes.csv",
                     "Crime ID,Outcome type\na,Suspect charged\nb,Local resolution\n");
    const auto period = read("outcome_rate_closed", herts({2021, 6}, {2021, 7}));
    ASSERT_TRUE(period) << why(period);
    EXPECT_EQ(period->numerator, 1);
    EXPECT_EQ(period->denominator, 2);
    EXPECT_THAT(period->notes, Contains(HasSubstr("2 further rows")));
    const auto months = series("outcome_rate_closed", "month", herts({2021, 6}, {2021, 7}));
    ASSERT_TRUE(months) << why(months);
    EXPECT_EQ(months->at(0).reading.value, 100);
    EXPECT_EQ(months->at(1).reading.value, 50);
}

TEST_P(PublishedFigures, of_boroughs_say_how_many_rows_have_no_place) {
    import_published("2021-06-hertfordshire-street.csv",
                     "Crime ID,Crime type,Longitude,Latitude\na,Drugs,-0.25,51.75\nb,Drugs,0.25,51.75\nc,Drugs,,\n");
    const auto reading = read("published_crimes", {"Dacorum", {2021, 6}, {2021, 6}, {}});
    ASSERT_TRUE(reading) << why(reading);
    EXPECT_EQ(reading->value, 1);
    EXPECT_THAT(reading->notes, Contains(HasSubstr("1 rows of hertfordshire")));
    const auto boroughs = series("published_crimes", "area", herts({2021, 6}, {2021, 6}));
    ASSERT_TRUE(boroughs) << why(boroughs);
    ASSERT_EQ(boroughs->size(), 3U);
    EXPECT_EQ(boroughs->at(0).label, "No position");
    EXPECT_EQ(boroughs->at(1).label, "Dacorum");
    EXPECT_EQ(read("published_crimes", {"Adeyfield", {2021, 6}, {2021, 6}, {}})->value, 1);
}

TEST_P(PublishedFigures, put_a_search_in_the_month_of_london) {
    import_published("2021-06-hertfordshire-stop-and-search.csv",
                     "Type,Date,Outcome\nPerson search,2021-05-31T23:00:00+00:00,Arrest\nVehicle "
                     "search,2021-06-30T22:59:00+00:00,\n");
    EXPECT_EQ(read("stop_search_count", june())->value, 2);
    EXPECT_EQ(read("stop_search_count", june({{"type", "vehicle"}}))->value, 1);
    const auto find = read("stop_search_find_rate", june());
    EXPECT_EQ(find->denominator, 1);
    EXPECT_THAT(find->notes, Contains(HasSubstr("1 searches have no published outcome")));
}

TEST(EthnicGroup, brings_both_vocabularies_to_one) {
    const struct {
        const char* published;
        const char* group;
    } table[] = {
        {"Asian or Asian British - Any other Asian ethnic background (A9)", "Asian"},
        {"Asian/Asian British - Any other Asian background", "Asian"},
        {"Asian/Asian British - Chinese", "Chinese or other"},
        {"Chinese or other ethnic group - Chinese (O1)", "Chinese or other"},
        {"Black/African/Caribbean/Black British - Caribbean", "Black"},
        {"Mixed/Multiple ethnic groups - White and Asian", "Mixed"},
        {"White - Irish", "White"},
        {"Other ethnic group - Any other ethnic group", "Chinese or other"},
        {"Other ethnic group - Not stated", "Not stated"},
        {"Not Stated (NS)", "Not stated"},
        {"", "Not stated"},
    };
    for (const auto& row : table) {
        EXPECT_EQ(police_uk::ethnic_group(row.published), row.group) << row.published;
    }
}

TEST(CourtKinds, are_those_of_the_reference_list) {
    const auto file = open_file(BLUELAMP_SOURCE_DIR "/reference/police_uk_outcomes.csv");
    ASSERT_TRUE(file);
    CsvReader reader(**file, "police_uk_outcomes.csv");
    CsvRow row;
    std::vector<std::string> court;
    while (*reader.next(row)) {
        ASSERT_FALSE(row.refused());
        if (row[3] == "1") {
            court.emplace_back(row[0]);
        }
        if (row[0] != "api_code") {
            EXPECT_EQ(police_uk::kind_of(police_uk::outcome_labels(), row[2]), row[0]) << row[2];
        }
    }
    EXPECT_THAT(police_uk::court_kinds(), testing::UnorderedElementsAreArray(court));
}

}  // namespace
}  // namespace bluelamp::measures
