// SPDX-License-Identifier: Apache-2.0
// What is refused, and that each refusal names the field and what there is instead.
#include "tests/measures/figures_fixture.hpp"

#include <gmock/gmock.h>

namespace bluelamp::measures {
namespace {

using testing::HasSubstr;

class AQuestion : public FiguresOver {};
INSTANTIATE_TEST_SUITE_P(Engines, AQuestion, testing::Values(std::string_view("sqlite")), db::engine_name);

TEST_P(AQuestion, is_refused_by_field_with_what_there_is) {
    const Month june_2021{2021, 6};
    const struct {
        const char* measure;
        Question question;
        const char* field;
        const char* says;
    } table[] = {
        {"crimes", june(), "name", "published_crimes"},
        {"published_crimes", june({{"type", "theft"}}), "type", "burglary"},
        {"published_crimes", june({{"colour", "red"}}), "colour", "type"},
        {"published_crimes", {"Atlantis", june_2021, june_2021, {}}, "area", "hertfordshire"},
        {"published_crimes", {"all", june_2021, {2021, 5}, {}}, "to", "before it begins"},
        {"published_crimes", {"all", {1999, 1}, june_2021, {}}, "from", "ten years"},
        {"response_within_limit", june({{"limit_minutes", "0"}}), "limit_minutes", "whole number"},
        {"response_within_limit", june({{"limit_minutes", "soon"}}), "limit_minutes", "whole number"},
        {"response_time_median", june({{"interval", "arrived_called"}}), "interval", "called_arrived"},
    };
    for (const auto& row : table) {
        const auto refused = read(row.measure, row.question);
        ASSERT_FALSE(refused) << row.measure << " " << row.field;
        EXPECT_EQ(refused.error().field, row.field);
        EXPECT_THAT(refused.error().message, HasSubstr(row.says));
    }
}

TEST_P(AQuestion, for_a_group_that_is_not_there_lists_the_groups) {
    const auto refused = series("published_crimes", "weather", june());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().field, "by");
    EXPECT_THAT(refused.error().message, HasSubstr("month"));
}

TEST_P(AQuestion, for_records_refuses_a_foreign_cursor_and_a_page_too_long) {
    import_published("2021-06-hertfordshire-street.csv", "Crime ID,Crime type\na,Drugs\n");
    const struct {
        const char* measure;
        Paging paging;
        const char* field;
    } table[] = {
        {"published_crimes", {"elsewhere", 50}, "after"},
        {"incidents_opened", {"5-6", 50}, "after"},
        {"published_crimes", {"", 501}, "limit"},
        {"published_crimes", {"", 0}, "limit"},
    };
    for (const auto& row : table) {
        Result<Records> refused = Records{};
        const auto done = database().read([&](db::Reader& reader) -> Result<void> {
            refused = figures.records(reader, asker, row.measure, june(), row.paging);
            return {};
        });
        ASSERT_TRUE(done);
        ASSERT_FALSE(refused) << row.measure;
        EXPECT_EQ(refused.error().field, row.field);
    }
}

TEST_P(AQuestion, finds_its_area_by_code_name_and_police_uk_name) {
    for (const char* area :
         {"hertfordshire", "Hertfordshire Constabulary", "E07000096", "Dacorum", "dacorum", "Adeyfield", "all"}) {
        const auto reading = read("published_crimes", {area, {2021, 6}, {2021, 6}, {}});
        EXPECT_TRUE(reading) << area << ": " << why(reading);
    }
}

}  // namespace
}  // namespace bluelamp::measures
