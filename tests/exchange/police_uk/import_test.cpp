// SPDX-License-Identifier: Apache-2.0
#include "tests/exchange/police_uk/an_import.hpp"

namespace bluelamp::police_uk {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class PoliceUkImport : public AnImport {};
INSTANTIATE_TEST_SUITE_P(Engines, PoliceUkImport, db::both_engines(), db::engine_name);

TEST_P(PoliceUkImport, stores_each_row_of_a_month_and_tells_the_journal_once) {
    put(june_street_name, std::string(street_heading) + a_burglary("a1", "Under investigation") + a_nuisance());

    const ImportReport report = import();

    EXPECT_EQ(report.rows_in, 2);
    EXPECT_EQ(report.rows_stored, 2);
    EXPECT_EQ(report.files_new, 1);
    EXPECT_EQ(vintage_of(june_street), 1);
    EXPECT_THAT(column(june_street, 1, at::crime_type), ElementsAre("Burglary", "Anti-social behaviour"));
    ASSERT_THAT(acts(), SizeIs(1));
    EXPECT_EQ(acts()[0].record, "2021-06-city-of-london-street");
    EXPECT_THAT(*acts()[0].content, HasSubstr("\"rows_stored\":2"));
}

TEST_P(PoliceUkImport, changes_nothing_when_the_same_bytes_come_again) {
    put(june_street_name,
        std::string(street_heading) + a_burglary("a1", "Under investigation") + a_nuisance() + "broken\n");
    const ImportReport first = import();

    const ImportReport again = import();

    EXPECT_EQ(again.rows_in, 3);
    EXPECT_EQ(again.rows_unchanged, 2);
    EXPECT_EQ(again.rows_refused, 1);
    EXPECT_EQ(again.refusals, first.refusals);
    EXPECT_EQ(again.traps, first.traps);
    EXPECT_EQ(again.files_unchanged, 1);
    EXPECT_THAT(acts(), SizeIs(1));
}

TEST_P(PoliceUkImport, replaces_what_a_later_publication_changed_and_keeps_what_it_said_before) {
    put(june_street_name, std::string(street_heading) + a_burglary("a1", "Under investigation") +
                              a_burglary("a2", "Under investigation") + a_nuisance());
    import();
    put(june_street_name, std::string(street_heading) + a_nuisance() + a_burglary("a2", "Suspect charged") +
                              a_burglary("a1", "Under investigation") + a_burglary("a3", "Under investigation"));

    const ImportReport report = import();

    EXPECT_EQ(report.rows_changed, 1);
    EXPECT_EQ(report.rows_unchanged, 2);
    EXPECT_EQ(report.rows_stored, 1);
    EXPECT_EQ(report.rows_withdrawn, 0);
    EXPECT_EQ(report.changes.by, (std::map<std::string, std::int64_t, std::less<>>{{"Last outcome category", 1}}));
    EXPECT_EQ(vintage_of(june_street), 2);
    EXPECT_THAT(column(june_street, 1, at::last_outcome),
                ElementsAre("Under investigation", "Under investigation", ""));
    EXPECT_THAT(column(june_street, 2, at::last_outcome),
                ElementsAre("Under investigation", "", "Suspect charged", "Under investigation"));
    EXPECT_THAT(verify().altered, IsEmpty());
}

}  // namespace
}  // namespace bluelamp::police_uk
