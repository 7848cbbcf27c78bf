// SPDX-License-Identifier: Apache-2.0
/// A folder of published files and a fresh database to import them into.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "exchange/police_uk/police_uk.hpp"
#include "exchange/police_uk/store.hpp"
#include "geography/geography.hpp"
#include "tests/support/db_fixture.hpp"

namespace bluelamp::police_uk {

template <class T>
std::string why(const Result<T>& result) {
    return result ? "" : result.error().field + ": " + result.error().message + " " + result.error().cause;
}

/// The areas of reference/areas, loaded once for all tests.
const geography::Areas& reference_areas();

inline constexpr std::string_view street_heading =
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome "
    "category,"
    "Context\n";
inline constexpr std::string_view outcomes_heading =
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Outcome type\n";
inline constexpr std::string_view searches_heading =
    "Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,Age range,Self-defined "
    "ethnicity,"
    "Officer-defined ethnicity,Legislation,Object of search,Outcome,Outcome linked to object of search,"
    "Removal of more than just outer clothing\n";

/// A burglary on Beech Street in June 2021, published by the City, with this Crime ID and outcome.
std::string a_burglary(const std::string& id, const std::string& outcome);
/// Anti-social behaviour on Beech Street: no Crime ID, no outcome.
std::string a_nuisance();
/// A search by the City at this instant with this outcome.
std::string a_search(const std::string& at, const std::string& outcome);

class AnImport : public db::OnBothEngines {
   protected:
    void SetUp() override;
    void TearDown() override;

    /// Puts a file into the folder.
    void put(const std::string& name, const std::string& text) const;
    void put_away(const std::string& name) const { std::filesystem::remove(folder / name); }

    [[nodiscard]] Importer importer();
    [[nodiscard]] Result<ImportReport> try_import(const std::filesystem::path& from);
    ImportReport import() { return import(folder); }
    ImportReport import(const std::filesystem::path& from);
    FilesVerified verify();

    /// The rows of one vintage of a file: the text of one column each, in order of row number.
    std::vector<std::string> column(const FileKey& file, std::int64_t vintage, std::size_t cell);
    /// The vintage that counts, 0 when there is none.
    std::int64_t vintage_of(const FileKey& file);
    std::vector<journal::Row> acts();

    const ForceId force{"city-of-london"};
    FakeClock clock{*parse_rfc3339("2026-11-20T09:00:00Z")};
    SeededIds ids{1};
    access::Actor actor;
    std::filesystem::path folder;
    std::int64_t rows_compared_at_once = 50'000;
};

inline const FileKey june_street{Kind::street, {2021, 6}, "city-of-london", ""};
inline const std::string june_street_name = "2021-06-city-of-london-street.csv";

}  // namespace bluelamp::police_uk
