// SPDX-License-Identifier: Apache-2.0
/// What is counted of incidents opened here: attendance by type, the limits of the force's own levels, downgrades.
#include "measures/measures.hpp"
#include "tests/policing/incidents/an_incident.hpp"

namespace bluelamp::incidents {
namespace {

class Figures : public AnIncident {
   protected:
    /// "3 of 4" by key of the group.
    std::map<std::string, std::string> tallied(const std::string& name, const std::string& by) {
        const auto all = measures();
        const auto measure = std::ranges::find(all, name, &measures::Measure::name);
        measures::Scope scope;
        scope.asker = {force, {2, ","}};
        scope.area.layer = "all";
        scope.from = scope.to = {2026, 11};
        scope.by = by;
        const auto found = read([&](db::Reader& reader) { return measure->source.tally(reader, scope); });
        EXPECT_TRUE(found) << access::why(found);
        std::map<std::string, std::string> out;
        for (const auto& [key, tally] : found.value_or(measures::Tallies{})) {
            out[key] = fmt::format("{} of {}", tally.numerator, tally.denominator);
        }
        return out;
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Figures, db::both_engines(), db::engine_name);

TEST_P(Figures, finding_H2_attendance_is_known_by_type) {
    attended(open_type("robbery").id);
    RecordAttendance nobody;
    nobody.id = open_type("robbery").id;
    nobody.reason = json::Text<60>{"declined"};
    done(record_attendance, nobody);
    open_type("robbery");
    attended(open_type("alarm").id);
    const auto rate = tallied("attendance_rate", "type");
    EXPECT_EQ(rate.at("robbery"), "1 of 2") << "of the third nobody has said";
    EXPECT_EQ(rate.at("alarm"), "1 of 1");
}

TEST_P(Figures, finding_C3_compliance_is_known_by_level_on_the_clock_of_the_policy) {
    policy = &policy::city_policy();
    const Incident in_time = open_type("violence_in_progress"), late = open_type("violence_in_progress");
    clock.advance(std::chrono::minutes(11));
    attended(in_time.id);
    clock.advance(std::chrono::minutes(2));
    attended(late.id);
    open_type("violence_in_progress");
    EXPECT_EQ(tallied("arrival_within_level", "level").at("Immediate"), "1 of 2") << "12 minutes in the City";
}

TEST_P(Figures, complaint_16_downgrades_are_counted) {
    const Incident incident = open();
    open();
    clock.advance(std::chrono::minutes(1));
    assessed(incident.id, 0);
    const auto lower = done(grade_incident, SetGrade{incident.id, {"telephone"}, {"Nobody there"}});
    EXPECT_EQ(tallied("downgrades", "force").at("hertfordshire"), "0 of 2") << "proposed is not lowered";
    ASSERT_TRUE(run(sue, approve_downgrade, DecideDowngrade{incident.id, lower.id, {"Agreed"}}));
    EXPECT_EQ(tallied("downgrades", "force").at("hertfordshire"), "1 of 2");
}

}  // namespace
}  // namespace bluelamp::incidents
