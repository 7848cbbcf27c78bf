// SPDX-License-Identifier: Apache-2.0
/// What is particular about published rows: each trap is kept, counted, and stays what it is.
#include "tests/exchange/police_uk/an_import.hpp"

namespace bluelamp::police_uk {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

class PublishedTraps : public AnImport {};
INSTANTIATE_TEST_SUITE_P(Engines, PublishedTraps, db::both_engines(), db::engine_name);

struct Trap {
    std::string_view what;
    std::string file;
    std::string text;
    std::int64_t Traps::*counter;
    std::int64_t times;
};

std::string city(const std::string& before, const std::string& after) {
    return before + ",2021-06,City of London Police,City of London Police," + after;
}

TEST_P(PublishedTraps, are_counted_one_by_one) {
    const std::string street(street_heading);
    const std::string searches(searches_heading);
    const std::string outcomes(outcomes_heading);
    const std::string beech = "-0.095914,51.520348,On or near Beech Street,E01000001,City of London 001A,";
    const Trap table[] = {
        {"anti-social behaviour has no Crime ID", june_street_name, street + a_nuisance(), &Traps::no_crime_id, 1},
        {"a Crime ID repeats", june_street_name,
         street + a_burglary("a1", "Local resolution") + a_burglary("a1", "Suspect charged"),
         &Traps::repeated_crime_ids, 1},
        {"no location", june_street_name, street + city("a1", ",,No Location,,,Burglary,,\n"), &Traps::no_position, 1},
        {"a place in another force", "2021-06-hertfordshire-street.csv",
         street + "a1,2021-06,Hertfordshire Constabulary,Hertfordshire Constabulary,-0.253997,50.842418,"
                  "On or near Tarragon Way,E01031338,Adur 002A,Violence and sexual offences,,\n",
         &Traps::outside_force, 1},
        {"a census code nobody here knows", "2021-06-hertfordshire-street.csv",
         street + "a1,2021-06,Hertfordshire Constabulary,Hertfordshire Constabulary,-0.253997,50.842418,"
                  "On or near Tarragon Way,E01031338,Adur 002A,Violence and sexual offences,,\n",
         &Traps::unknown_lsoa, 1},
        {"a position that no area holds", june_street_name,
         street + city("a1", "-30.0,40.0,On or near Atlantic,,,Burglary,,\n"), &Traps::outside_every_area, 1},
        {"another month than the file's", june_street_name,
         street + "a1,2021-05,City of London Police,City of London Police," + beech + "Burglary,,\n",
         &Traps::month_differs, 1},
        {"an unknown crime type", june_street_name, street + city("a1", beech + "Piracy,Suspect charged,\n"),
         &Traps::unknown_crime_type, 1},
        {"an unknown outcome", june_street_name, street + city("a1", beech + "Burglary,Walked the plank,\n"),
         &Traps::unknown_outcome, 1},
        {"outcomes name streets in capitals", "2021-06-city-of-london-outcomes.csv",
         outcomes + city("a1",
                         "-0.095914,51.520348,On or near WORMWOOD STREET,E01000001,City of London 001A,"
                         "Suspect charged\n"),
         &Traps::capital_street_names, 1},
        {"the last hour of May in UTC is June in London", "2021-06-city-of-london-stop-and-search.csv",
         searches + a_search("2021-05-31T23:00:00+00:00", "Arrest"), &Traps::last_utc_hour_before, 1},
        {"that hour is no other month", "2021-06-city-of-london-stop-and-search.csv",
         searches + a_search("2021-05-31T23:00:00+00:00", "Arrest"), &Traps::month_differs, 0},
        {"an hour earlier it is May", "2021-06-city-of-london-stop-and-search.csv",
         searches + a_search("2021-05-31T22:59:59+00:00", "Arrest"), &Traps::month_differs, 1},
        {"words of searches to the end of 2017", "2017-12-city-of-london-stop-and-search.csv",
         searches + a_search("2017-12-01T10:00:00+00:00", "Suspect arrested"), &Traps::vocabulary_to_2017, 1},
        {"a search without outcome", "2021-06-city-of-london-stop-and-search.csv",
         searches + a_search("2021-06-01T10:00:00+00:00", ""), &Traps::no_outcome, 1},
    };
    int number = 0;
    for (const Trap& each : table) {
        const std::string own = std::to_string(++number);
        put(own + "/" + each.file, each.text);
        const ImportReport report = import(folder / own);
        EXPECT_EQ(report.traps.*each.counter, each.times) << each.what;
        EXPECT_EQ(report.rows_refused, 0) << each.what;
    }
}

TEST_P(PublishedTraps, broken_rows_are_named_and_the_others_are_stored) {
    put(june_street_name, std::string(street_heading) + a_burglary("a1", "Suspect charged") + "too,few,columns\n" +
                              "a2,2021-99,A,B,,,L,,,Burglary,,\n" + a_burglary("a3", "Suspect charged"));
    const ImportReport report = import();
    EXPECT_EQ(report.rows_in, 4);
    EXPECT_EQ(report.rows_stored, 2);
    EXPECT_EQ(report.refusals.by,
              (std::map<std::string, std::int64_t, std::less<>>{{"month_impossible", 1}, {"wrong_column_count", 1}}));
    ASSERT_THAT(report.refusal_examples, SizeIs(2));
    EXPECT_THAT(report.refusal_examples[0], HasSubstr(june_street_name + ":3 wrong_column_count"));
    EXPECT_THAT(report.refusal_examples[1], HasSubstr(june_street_name + ":4 month_impossible"));
}

TEST_P(PublishedTraps, one_month_plain_and_packed_is_one_file) {
    put("a/" + june_street_name, std::string(street_heading) + a_burglary("a1", "Suspect charged"));
    put("b/" + june_street_name, std::string(street_heading) + a_burglary("a1", "Suspect charged"));
    const ImportReport report = import();
    EXPECT_EQ(report.rows_in, 1);
    EXPECT_EQ(report.files_twice, 1);
}

TEST_P(PublishedTraps, two_publications_of_a_month_in_one_folder_have_no_order) {
    put("a/" + june_street_name, std::string(street_heading) + a_burglary("a1", "Under investigation"));
    put("b/" + june_street_name, std::string(street_heading) + a_burglary("a1", "Suspect charged"));
    const ImportReport report = import();
    EXPECT_EQ(report.rows_stored, 1);
    ASSERT_THAT(report.files_refused, SizeIs(1));
    EXPECT_THAT(report.files_refused[0].file, HasSubstr("b/" + june_street_name));
    EXPECT_THAT(report.files_refused[0].message, HasSubstr("older publication first"));
}

TEST_P(PublishedTraps, files_with_other_names_are_listed_as_skipped) {
    put(june_street_name, std::string(street_heading) + a_nuisance());
    put("notes.txt", "hello");
    const ImportReport report = import();
    EXPECT_THAT(report.files_skipped, ElementsAre(HasSubstr("notes.txt")));
}

TEST_P(PublishedTraps, a_folder_without_published_files_is_refused) {
    put("notes.txt", "hello");
    const auto refused = try_import(folder);
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("2021-06-city-of-london-street.csv"));
}

TEST_P(PublishedTraps, whoever_may_not_import_is_refused) {
    actor.permissions.reset();
    put(june_street_name, std::string(street_heading) + a_nuisance());
    const auto refused = try_import(folder);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::forbidden);
}

}  // namespace
}  // namespace bluelamp::police_uk
