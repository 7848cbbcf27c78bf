// SPDX-License-Identifier: Apache-2.0
/// Months published again.
#include "tests/exchange/police_uk/an_import.hpp"

namespace bluelamp::police_uk {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

using Changes = std::map<std::string, std::int64_t, std::less<>>;

class PublishedAgain : public AnImport {};
INSTANTIATE_TEST_SUITE_P(Engines, PublishedAgain, db::both_engines(), db::engine_name);

/// Rows are written as "id outcome"; "-" is anti-social behaviour, which has neither.
std::string month_of(const std::vector<std::pair<std::string, std::string>>& rows) {
    std::string text(street_heading);
    for (const auto& [id, outcome] : rows) {
        text += id == "-" ? a_nuisance() : a_burglary(id, outcome);
    }
    return text;
}

const std::string open = "Under investigation";
const std::string charged = "Suspect charged";
const std::string local = "Local resolution";

struct Case {
    std::string_view what;
    std::vector<std::pair<std::string, std::string>> before, after;
    std::int64_t stored, changed, unchanged, withdrawn;
};

const Case cases[] = {
    {"nothing but the order", {{"a", open}, {"b", open}}, {{"b", open}, {"a", open}}, 0, 0, 2, 0},
    {"an outcome moved on", {{"a", open}}, {{"a", charged}}, 0, 1, 0, 0},
    {"one of two rows of a crime moved on", {{"a", open}, {"a", local}}, {{"a", charged}, {"a", local}}, 0, 1, 1, 0},
    {"two equal rows of a crime, one moved on", {{"a", open}, {"a", open}}, {{"a", charged}, {"a", open}}, 0, 1, 1, 0},
    {"a crime has one row more", {{"a", open}}, {{"a", open}, {"a", charged}}, 1, 0, 1, 0},
    {"a crime has one row less", {{"a", open}, {"a", charged}}, {{"a", charged}}, 0, 0, 1, 1},
    {"a crime is new, another is gone", {{"a", open}}, {{"b", open}}, 1, 0, 0, 1},
    {"anti-social behaviour is counted, not paired",
     {{"-", ""}, {"-", ""}, {"-", ""}},
     {{"-", ""}, {"-", ""}},
     0,
     0,
     2,
     1},
    {"more anti-social behaviour", {{"-", ""}}, {{"-", ""}, {"-", ""}}, 1, 0, 1, 0},
};

TEST_P(PublishedAgain, tells_new_changed_unchanged_and_withdrawn_apart) {
    int day = 1;
    for (const Case& each : cases) {
        // A publisher of its own for each case, so that they do not meet.
        const std::string name = "2021-06-force-" + std::string(1, static_cast<char>('a' + day++)) + "-street.csv";
        put(name, month_of(each.before));
        import(folder / name);
        put(name, month_of(each.after) + "\r\n");
        const ImportReport report = import(folder / name);
        EXPECT_EQ(report.rows_stored, each.stored) << each.what;
        EXPECT_EQ(report.rows_changed, each.changed) << each.what;
        EXPECT_EQ(report.rows_unchanged, each.unchanged) << each.what;
        EXPECT_EQ(report.rows_withdrawn, each.withdrawn) << each.what;
    }
    EXPECT_THAT(verify().altered, IsEmpty());
}

TEST_P(PublishedAgain, counts_a_moved_map_point_apart_from_an_outcome) {
    put(june_street_name, month_of({{"a", open}, {"b", open}}));
    import();
    std::string later = month_of({{"a", open}, {"b", charged}});
    later.replace(later.find("51.520348"), 9, "51.520349");
    put(june_street_name, later);
    EXPECT_EQ(import().changes.by, (Changes{{"Last outcome category", 1}, {"Position", 1}}));
}

TEST_P(PublishedAgain, pairs_each_row_with_the_one_it_differs_least_from) {
    put(june_street_name, std::string(street_heading) + a_burglary("a", open) +
                              "a,2021-06,City of London Police,City of London Police,,,No Location,,,Burglary," + open +
                              ",\n");
    import();
    put(june_street_name, std::string(street_heading) +
                              "a,2021-06,City of London Police,City of London Police,,,No Location,,,Burglary," +
                              charged + ",\n" + a_burglary("a", local));
    const ImportReport report = import();
    EXPECT_EQ(report.rows_changed, 2);
    EXPECT_EQ(report.changes.by, (Changes{{"Last outcome category", 2}}));
}

TEST_P(PublishedAgain, says_the_same_however_small_the_parts_it_is_compared_in) {
    std::vector<std::pair<std::string, std::string>> before;
    for (int i = 0; i < 60; ++i) {
        before.emplace_back(i % 7 == 0 ? "-" : "id" + std::to_string(i % 40), i % 3 == 0 ? open : charged);
    }
    auto after = before;
    after[5].second = local;
    after[20].second = local;
    after.pop_back();
    rows_compared_at_once = 5;
    put(june_street_name, month_of(before));
    import();
    put(june_street_name, month_of(after));
    const ImportReport report = import();
    EXPECT_EQ(report.rows_changed, 2);
    EXPECT_EQ(report.rows_withdrawn, 1);
    EXPECT_EQ(report.rows_unchanged, 57);
    EXPECT_THAT(verify().altered, IsEmpty());
}

TEST_P(PublishedAgain, keeps_every_vintage_to_be_read_again) {
    for (const std::string& outcome : {open, charged, open}) {
        put(june_street_name, month_of({{"a", outcome}}));
        import();
    }
    EXPECT_EQ(vintage_of(june_street), 3);
    EXPECT_THAT(column(june_street, 1, at::last_outcome), ElementsAre(open));
    EXPECT_THAT(column(june_street, 2, at::last_outcome), ElementsAre(charged));
    EXPECT_THAT(column(june_street, 3, at::last_outcome), ElementsAre(open));
    EXPECT_THAT(acts(), SizeIs(3));
}

TEST_P(PublishedAgain, other_bytes_with_the_same_rows_are_a_vintage_without_changes) {
    put(june_street_name, month_of({{"a", open}}));
    import();
    put(june_street_name, month_of({{"a", open}}) + "\n");
    const ImportReport report = import();
    EXPECT_EQ(report.rows_unchanged, 1);
    EXPECT_EQ(report.files_restated, 1);
    EXPECT_EQ(vintage_of(june_street), 2);
}

TEST_P(PublishedAgain, searches_are_compared_as_a_multiset) {
    const std::string name = "2021-06-city-of-london-stop-and-search.csv";
    const std::string one = a_search("2021-06-01T10:00:00+00:00", "Arrest");
    put(name, std::string(searches_heading) + one + one);
    import();
    put(name, std::string(searches_heading) + one + a_search("2021-06-01T10:00:00+00:00", "Community resolution"));
    const ImportReport report = import();
    EXPECT_EQ(report.rows_unchanged, 1);
    EXPECT_EQ(report.rows_stored, 1);
    EXPECT_EQ(report.rows_withdrawn, 1);
}

/// Earlier publications of two months first, then the later ones: counts as an independent multiset comparison gives
/// them.
TEST_P(PublishedAgain, the_restated_months_of_the_city_are_told_exactly) {
    const std::filesystem::path root(BLUELAMP_SOURCE_DIR);
    import(root / "tests/exchange/excerpts/earlier");
    const ImportReport june = import(root / "reference/excerpts/city-of-london/2021-06-city-of-london-street.csv.gz");
    EXPECT_EQ(june.rows_changed, 154);
    EXPECT_EQ(june.rows_unchanged, 416);
    EXPECT_EQ(june.changes.by, (Changes{{"Last outcome category", 154}}));
    const ImportReport august = import(root / "reference/excerpts/city-of-london/2021-08-city-of-london-street.csv.gz");
    EXPECT_EQ(august.rows_changed, 98);
    EXPECT_EQ(august.rows_unchanged, 530);
    EXPECT_EQ(august.rows_stored + august.rows_withdrawn, 0);
}

}  // namespace
}  // namespace bluelamp::police_uk
