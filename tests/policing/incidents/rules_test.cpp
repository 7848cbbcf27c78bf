// SPDX-License-Identifier: Apache-2.0
/// The rules of opening, without a database; and the lists that stand twice: in code, in reference/ and in the schema.
#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "core/csv.hpp"
#include "core/file.hpp"
#include "policing/incidents/handling.hpp"
#include "tests/support/db_fixture.hpp"
#include "tests/support/raw_statement.hpp"

namespace bluelamp::incidents {
namespace {

const Instant now = *parse_rfc3339("2026-11-20T09:00:00Z");

Report changed(const std::function<void(Report&)>& change) {
    Report report;
    report.summary.text = "Shop window broken";
    report.place.text.text = "Leadenhall Market";
    change(report);
    return report;
}

TEST(MayOpen, a_place_and_a_reason_are_enough_and_what_is_added_must_make_sense) {
    struct Case {
        std::string what;
        std::function<void(Report&)> change;
        std::string refused_field;  ///< empty: may be opened
    };
    const std::vector<Case> table{
        {"a place and a reason", [](Report&) {}, ""},
        {"a position", [](Report& r) { r.place.latitude = 51.5, r.place.longitude = -0.1; }, ""},
        {"the north pole", [](Report& r) { r.place.latitude = 90, r.place.longitude = 180; }, ""},
        {"latitude alone", [](Report& r) { r.place.latitude = 51.5; }, "place.longitude"},
        {"longitude alone", [](Report& r) { r.place.longitude = -0.1; }, "place.latitude"},
        {"swapped beyond the pole", [](Report& r) { r.place.latitude = 100, r.place.longitude = 51.5; },
         "place.latitude"},
        {"a longitude off the earth", [](Report& r) { r.place.latitude = 51.5, r.place.longitude = 181; },
         "place.latitude"},
        {"no number", [](Report& r) { r.place.latitude = NAN, r.place.longitude = 0; }, "place.latitude"},
        {"a category of the list", [](Report& r) { r.category = json::Text<60>{"Alarm activation"}; }, ""},
        {"a category of no list", [](Report& r) { r.category = json::Text<60>{"alarm activation"}; }, "category"},
        {"yesterday", [](Report& r) { r.happened_at = now - std::chrono::hours(24); }, ""},
        {"a minute ahead, as clocks differ", [](Report& r) { r.happened_at = now + std::chrono::minutes(1); }, ""},
        {"two minutes ahead", [](Report& r) { r.happened_at = now + clock_tolerance; }, ""},
        {"later still", [](Report& r) { r.happened_at = now + clock_tolerance + std::chrono::milliseconds(1); },
         "happened_at"},
        {"restricted", [](Report& r) { r.visibility = 1; }, ""},
        {"secret", [](Report& r) { r.visibility = 2; }, ""},
        {"more than secret", [](Report& r) { r.visibility = 3; }, "visibility"},
        {"less than everyone", [](Report& r) { r.visibility = -1; }, "visibility"},
    };
    for (const Case& each : table) {
        const auto answer = may_open(changed(each.change), now);
        EXPECT_EQ(answer.has_value(), each.refused_field.empty()) << each.what;
        if (!answer) {
            EXPECT_EQ(answer.error().field, each.refused_field) << each.what;
            EXPECT_EQ(answer.error().code, ErrorCode::invalid) << each.what;
            EXPECT_FALSE(answer.error().message.empty()) << each.what;
        }
    }
}

TEST(Grade, has_the_limits_of_the_national_call_handling_standards) {
    EXPECT_EQ(limit_s(Grade::emergency), 900);
    EXPECT_EQ(limit_s(Grade::priority), 3'600);
    EXPECT_EQ(limit_s(Grade::scheduled), 172'800);
    EXPECT_EQ(limit_s(Grade::without_deployment), std::nullopt);
}

TEST(Reference, can_be_said_on_a_radio) {
    EXPECT_EQ(reference_of({2026, 11, 20}, 345), "Log 345 of 20 November");
    EXPECT_EQ(reference_of({2026, 1, 1}, 1), "Log 1 of 1 January");
}

TEST(Categories, and_qualifiers_are_those_of_the_national_list_in_its_order) {
    const std::string path = BLUELAMP_SOURCE_DIR "/reference/nsir_categories.csv";
    const auto file = open_file(path).value();
    CsvReader reader(*file, path);
    std::vector<std::string> listed, listed_qualifiers;
    for (CsvRow row; reader.next(row).value();) {
        if (row[0] == "qualifier") {
            listed_qualifiers.emplace_back(row[1]);
        } else if (row[0] == "category") {
            listed.emplace_back(row[1]);
        } else if (row[0] == "ASB category (2011 onwards)") {
            std::string name(row[1]);
            name[0] = static_cast<char>(std::tolower(name[0]));
            listed.push_back(std::string(row[2]) + ": " + name);
        }
    }
    const auto known = categories();
    EXPECT_EQ(std::vector<std::string>(known.begin(), known.end()), listed);
    EXPECT_EQ(listed.size(), 37U);
    const auto given = qualifiers();
    EXPECT_EQ(std::vector<std::string>(given.begin(), given.end()), listed_qualifiers);
}

/// Every name of an enum, as JSON writes it.
template <class Enum>
std::vector<std::string> names_of() {
    std::vector<std::string> names;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>(
        [&](auto each) { names.emplace_back(each.name); });
    return names;
}

/// The values that a CHECK list of the schema allows for a column.
std::vector<std::string> allowed_by_the_schema(const std::string& column,
                                               const std::string& migration = "0004_incidents") {
    std::ifstream file(BLUELAMP_SOURCE_DIR "/src/policing/incidents/schema/" + migration + ".sql");
    std::stringstream text;
    text << file.rdbuf();
    const std::string schema = text.str();
    const std::string opens = "CHECK (" + column + " IN (";
    const std::size_t from = schema.find(opens) + opens.size();
    EXPECT_NE(schema.find(opens), std::string::npos) << column;
    std::stringstream list(schema.substr(from, schema.find(')', from) - from));
    std::vector<std::string> values;
    for (std::string value; std::getline(list, value, ',');) {
        value.erase(0, value.find('\'') + 1);
        values.push_back(value.substr(0, value.find('\'')));
    }
    return values;
}

TEST(Enums, are_the_check_lists_of_the_database) {
    EXPECT_EQ(names_of<Grade>(), allowed_by_the_schema("grade"));
    EXPECT_EQ(names_of<Status>(), allowed_by_the_schema("status"));
    EXPECT_EQ(names_of<Origin>(), allowed_by_the_schema("origin"));
    EXPECT_EQ(names_of<PlaceKind>(), allowed_by_the_schema("kind", "0012_incident_types"));
    EXPECT_EQ(names_of<PlaceSource>(), allowed_by_the_schema("source", "0012_incident_types"));
    EXPECT_EQ(names_of<Confidence>(), allowed_by_the_schema("confidence", "0012_incident_types"));
    EXPECT_EQ(names_of<ChangeState>(), allowed_by_the_schema("state", "0012_incident_types"));
}

}  // namespace
}  // namespace bluelamp::incidents
