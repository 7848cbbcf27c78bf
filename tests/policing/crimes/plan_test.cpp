// SPDX-License-Identifier: Apache-2.0
/// How SQLite finds what lists ask: by an index, however long the history.
#include "policing/crimes/store.sql.hpp"
#include "tests/policing/crimes/a_crime.hpp"

namespace bluelamp::crimes {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Plan : public ACrime {
   protected:
    std::string plan_of(const db::Query& query) {
        const auto steps = read([&](db::Reader& reader) {
            return reader.many(db::raw_statement("EXPLAIN QUERY PLAN " + std::string(query.sqlite)),
                               {"", "", "", "", "", "", "", ""},
                               [](const db::Row& row) { return row.string(3) + "\n"; });
        });
        EXPECT_TRUE(steps) << access::why(steps);
        std::string plan;
        for (const std::string& step : steps.value_or(std::vector<std::string>{})) {
            plan += step;
        }
        return plan;
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Plan, testing::Values(std::string_view("sqlite")), db::engine_name);

TEST_P(Plan, looks_up_lists_references_and_owners_in_an_index) {
    const std::vector<std::pair<db::Query, std::string>> table{
        {sql::list_newest, "crimes_newest (force_id=? AND (raised_at,id)<(?,?))"},
        {sql::list_with_status, "crimes_status (force_id=? AND status=? AND (raised_at,id)<(?,?))"},
        {sql::list_of_incident, "crimes_incident (force_id=? AND incident_id=? AND (raised_at,id)<(?,?))"},
        {sql::list_by_reference, "crimes_reference (force_id=? AND folded_reference=?)"},
        {sql::list_by_number, "crimes_number (force_id=? AND number=?)"},
        {sql::unowned, "crimes_of_person (force_id=? AND owner<?)"},
        {sql::unowned, "crimes_status (force_id=? AND status=?)"},
    };
    for (const auto& [query, index] : table) {
        EXPECT_THAT(plan_of(query), AllOf(HasSubstr(index), Not(HasSubstr("SCAN c\n")))) << query.name;
    }
}

}  // namespace
}  // namespace bluelamp::crimes
