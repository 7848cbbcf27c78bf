// SPDX-License-Identifier: Apache-2.0
/// How SQLite finds what the board asks while somebody types: by an index, however long the history.
#include "policing/incidents/store.sql.hpp"
#include "tests/policing/incidents/an_incident.hpp"

namespace bluelamp::incidents {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Plan : public AnIncident {
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

// A number was looked for, and a rare grade, in all incidents there ever were.
TEST_P(Plan, looks_up_a_number_a_grade_and_a_status_in_an_index) {
    const std::string board = "USING INDEX incidents_board (force_id=? AND status=? AND (opened_at,id)<(?,?))";
    const std::string graded =
        "USING INDEX incidents_graded (force_id=? AND status=? AND grade=? AND (opened_at,id)<(?,?))";
    const std::vector<std::pair<db::Query, std::string>> table{
        {sql::list_with_status, board},
        {sql::list_all, board},
        {sql::list_graded, graded},
        {sql::list_by_number, "USING INDEX incidents_reference (force_id=? AND opened_on=? AND number=?)"},
    };
    for (const auto& [query, index] : table) {
        EXPECT_THAT(plan_of(query), AllOf(HasSubstr("SEARCH i " + index), Not(HasSubstr("SCAN i")))) << query.name;
    }
    EXPECT_THAT(plan_of(sql::list_by_number), HasSubstr("incidents_reference (force_id=? AND opened_on<?)"));
}

}  // namespace
}  // namespace bluelamp::incidents
