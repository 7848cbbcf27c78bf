// SPDX-License-Identifier: Apache-2.0
/// Whole sets of published files, where they are at hand: BLUELAMP_SHARED names a folder that holds data/police-uk and
/// data/inventory.csv; without it the folder beside the repository is tried.
#include <cstdlib>

#include "core/text.hpp"

#include "tests/exchange/police_uk/an_import.hpp"

namespace bluelamp::police_uk {
namespace {

using testing::IsEmpty;

std::filesystem::path shared_data() {
    const char* named = std::getenv("BLUELAMP_SHARED");
    const auto beside = std::filesystem::path(BLUELAMP_SOURCE_DIR) / "../shared";
    return (named != nullptr ? std::filesystem::path(named) : beside) / "data";
}

/// Rows of each file of the set as its maker counted them, by name.
std::map<std::string, std::int64_t> inventory() {
    std::map<std::string, std::int64_t> rows;
    const auto source = open_file(shared_data() / "inventory.csv");
    if (!source) {
        return rows;
    }
    CsvReader reader(**source, "inventory.csv");
    const CsvColumn wanted[] = {{"file"}, {"rows"}};
    const auto header = read_csv_header(reader, wanted, UnknownColumns::ignore);
    EXPECT_TRUE(header) << why(header);
    CsvRow row;
    for (auto more = reader.next(row); header && more && *more; more = reader.next(row)) {
        const std::filesystem::path file(header->get(row, 0));
        const auto key = parse_file_name(file.filename().string());
        if (key && file.string().starts_with("police-uk/")) {
            rows[key->text()] = parse_int(header->get(row, 1)).value_or(-1);
        }
    }
    return rows;
}

class WholeSets : public AnImport {
   protected:
    void SetUp() override {
        AnImport::SetUp();
        if (!IsSkipped() && !std::filesystem::exists(shared_data() / "police-uk")) {
            GTEST_SKIP() << "There is no " << (shared_data() / "police-uk").string()
                         << "; set BLUELAMP_SHARED to test with whole sets.";
        }
    }

    /// Rows of each imported file, by name.
    std::map<std::string, std::int64_t> stored() {
        std::map<std::string, std::int64_t> rows;
        const auto look_up = [&](db::Reader& reader) -> Result<void> {
            for (const ListedFile& file : TRY(files_after(reader, force, 0, 10'000))) {
                const auto vintage = TRY(find_vintage(reader, force, file.file.id, file.file.vintage));
                rows[file.key.text()] = vintage ? vintage->rows_kept : -1;
            }
            return {};
        };
        EXPECT_TRUE(database().read(look_up));
        return rows;
    }

    void import_twice(const std::string& part) {
        const auto folder_of_set = shared_data() / "police-uk" / part;
        const ImportReport first = import(folder_of_set);
        EXPECT_EQ(first.rows_stored, first.rows_in);
        EXPECT_EQ(first.rows_refused, 0);
        EXPECT_THAT(first.files_refused, IsEmpty());
        const ImportReport again = import(folder_of_set);
        EXPECT_EQ(again.rows_unchanged, first.rows_in);
        EXPECT_EQ(again.rows_stored + again.rows_changed + again.rows_withdrawn, 0);
        const auto counted = inventory();
        for (const auto& [file, rows] : stored()) {
            EXPECT_EQ(rows, counted.at(file)) << file;
        }
        EXPECT_THAT(verify().altered, IsEmpty());
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, WholeSets, db::both_engines(), db::engine_name);

TEST_P(WholeSets, of_the_city_import_as_the_inventory_counts_them) { import_twice("city-of-london"); }

/// All forces: minutes on PostgreSQL, so asked for by name (the nightly checks set BLUELAMP_SLOW).
TEST_P(WholeSets, of_all_forces_import_as_the_inventory_counts_them) {
    if (std::getenv("BLUELAMP_SLOW") == nullptr) {
        GTEST_SKIP() << "Set BLUELAMP_SLOW to import all forces.";
    }
    import_twice("");
    EXPECT_EQ(stored().size(), inventory().size());
}

TEST_P(WholeSets, of_earlier_publications_are_restated_exactly) {
    import(shared_data() / "police-uk-earlier-vintage");
    const auto months =
        std::map<std::string, std::int64_t>{{"2021-06", 154}, {"2021-07", 75}, {"2021-08", 98}, {"2021-09", 220}};
    for (const auto& [month, changed] : months) {
        const ImportReport report =
            import(shared_data() / "police-uk/city-of-london" / (month + "-city-of-london-street.csv.gz"));
        EXPECT_EQ(report.rows_changed, changed) << month;
        EXPECT_EQ(report.rows_stored + report.rows_withdrawn + report.rows_refused, 0) << month;
    }
}

}  // namespace
}  // namespace bluelamp::police_uk
