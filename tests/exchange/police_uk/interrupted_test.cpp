// SPDX-License-Identifier: Apache-2.0
/// Imports that end half way, files that break, rows that are altered afterwards.
#include <sqlite3.h>

#include "exchange/police_uk/store.hpp"
#include "tests/exchange/police_uk/an_import.hpp"

namespace bluelamp::police_uk {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Interrupted : public AnImport {
   protected:
    std::string two_rows() {
        return std::string(street_heading) + a_burglary("a1", "Under investigation") + a_nuisance();
    }

    /// Leaves the file as a killed import would: some rows of the next vintage, one row superseded, no act.
    void die_half_way() {
        const auto written = database().write(force, [&](db::Transaction& tx) -> Result<void> {
            const StoredFile file = TRY(take_file(tx, june_street, "a-dead-import"));
            const Writing writing{Kind::street, file.id, file.vintage + 1, "a-dead-import"};
            PublishedRow row;
            row.month = "2021-06";
            row.content.cells[at::month] = "2021-06";
            TRY(insert_row(tx, writing, file.next_row, row));
            TRY(insert_row(tx, writing, file.next_row + 1, row));
            return file.vintage == 0 ? Result<void>() : supersede(tx, writing, 1);
        });
        ASSERT_TRUE(written) << why(written);
    }

    /// Runs statements on the database behind Bluelamp's back, as whoever alters a figure would.
    void alter(const std::string& statement) {
        if (!target().postgres_url.empty()) {
            db::TestDatabase::administer(target().postgres_url, statement);
            return;
        }
        sqlite3* raw = nullptr;
        const int opened = sqlite3_open((target().data_dir + "/bluelamp.sqlite").c_str(), &raw);
        const std::unique_ptr<sqlite3, int (*)(sqlite3*)> connection(raw, sqlite3_close);
        ASSERT_EQ(opened, SQLITE_OK);
        ASSERT_EQ(sqlite3_exec(raw, statement.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(raw);
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Interrupted, db::both_engines(), db::engine_name);

TEST_P(Interrupted, a_first_import_that_died_counts_for_nothing_and_is_cleaned_up_by_the_next) {
    die_half_way();
    EXPECT_EQ(vintage_of(june_street), 0);
    put(june_street_name, two_rows());
    EXPECT_EQ(import().rows_stored, 2);
    EXPECT_THAT(column(june_street, 1, at::crime_id), ElementsAre("a1", ""));
    EXPECT_THAT(verify().altered, IsEmpty());
}

TEST_P(Interrupted, an_import_that_died_over_a_month_leaves_that_month_as_it_was) {
    put(june_street_name, two_rows());
    import();
    die_half_way();
    EXPECT_THAT(column(june_street, vintage_of(june_street), at::crime_id), ElementsAre("a1", ""));
    EXPECT_THAT(verify().altered, IsEmpty());

    put(june_street_name, two_rows() + a_burglary("a2", "Under investigation"));
    const ImportReport report = import();

    EXPECT_EQ(report.rows_unchanged, 2);
    EXPECT_EQ(report.rows_stored, 1);
    EXPECT_THAT(column(june_street, 2, at::crime_id), ElementsAre("a1", "", "a2"));
    EXPECT_THAT(verify().altered, IsEmpty());
}

TEST_P(Interrupted, a_file_cut_short_is_refused_whole_and_the_others_are_imported) {
    put("2021-05-city-of-london-street.csv", std::string(street_heading) + a_nuisance());
    put(june_street_name + ".gz", std::string("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x4b", 11));
    const ImportReport report = import();
    EXPECT_EQ(report.rows_stored, 1);
    ASSERT_THAT(report.files_refused, SizeIs(1));
    EXPECT_THAT(report.files_refused[0].file, HasSubstr(june_street_name));
    EXPECT_EQ(vintage_of(june_street), 0);
    EXPECT_THAT(acts(), SizeIs(1));
}

TEST_P(Interrupted, a_second_import_of_the_same_file_stops_the_first) {
    const auto first = database().write(force, [&](db::Transaction& tx) -> Result<void> {
        const StoredFile file = TRY(take_file(tx, june_street, "first"));
        TRY(take_file(tx, june_street, "second"));
        return still_ours(tx, {Kind::street, file.id, 1, "first"});
    });
    ASSERT_FALSE(first);
    EXPECT_EQ(first.error().code, ErrorCode::conflict);
}

struct Alteration {
    std::string_view what;
    std::string statement;
    std::string_view said;
};

TEST_P(Interrupted, whoever_alters_a_published_row_is_found_out) {
    put(june_street_name, two_rows());
    import();
    EXPECT_THAT(verify().altered, IsEmpty());
    const std::string rows = "UPDATE published_crimes SET ";
    const Alteration table[] = {
        {"a published word", rows + "location = 'On or near Beech Streat' WHERE row_no = 1",
         "row 1 is not what was published"},
        {"back again", rows + "location = 'On or near Beech Street' WHERE row_no = 1", ""},
        {"a position", rows + "latitude = 51.520349 WHERE row_no = 2", "row 2 is not what was published"},
        {"back again", rows + "latitude = 51.520348 WHERE row_no = 2", ""},
        {"a derived kind", rows + "crime_kind = 'robbery' WHERE row_no = 1", "are not those that were imported"},
        {"back again", rows + "crime_kind = 'burglary' WHERE row_no = 1", ""},
        {"a derived area", rows + "borough_code = 'E09000007' WHERE row_no = 1", "are not those that were imported"},
        {"back again", rows + "borough_code = 'E09000001' WHERE row_no = 1", ""},
        {"a row superseded", rows + "to_vintage = 1 WHERE row_no = 2", "had 2 rows and has 1"},
        {"back again", rows + "to_vintage = NULL WHERE row_no = 2", ""},
        {"a root", "UPDATE published_vintages SET root = 'f' || substr(root, 2, 63)", "is not what its act tells"},
    };
    for (const Alteration& each : table) {
        alter(each.statement);
        const auto altered = verify().altered;
        if (each.said.empty()) {
            EXPECT_THAT(altered, IsEmpty()) << each.what;
        } else {
            ASSERT_THAT(altered, SizeIs(1)) << each.what;
            EXPECT_THAT(altered[0].what, HasSubstr(each.said)) << each.what;
            EXPECT_EQ(altered[0].file, "2021-06-city-of-london-street");
            EXPECT_EQ(altered[0].position, 1);
        }
    }
}

}  // namespace
}  // namespace bluelamp::police_uk
