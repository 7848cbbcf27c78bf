// SPDX-License-Identifier: Apache-2.0
// docs/measures.md is written from the measures themselves. BLUELAMP_WRITE_DOCS=1 writes it again.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include <fmt/format.h>

#include "core/file.hpp"
#include "tests/measures/figures_fixture.hpp"

namespace bluelamp::measures {
namespace {

constexpr const char* where = BLUELAMP_SOURCE_DIR "/docs/measures.md";

std::string head() {
    return "# Measures\n\n"
           "What each figure of Bluelamp counts. This page is written from the measures themselves and compared with "
           "them by\n"
           "a test; `bluelamp measure --list` prints the same. Every example is run as a test on both databases, and "
           "every\n"
           "reading opens to as many records as its numerator. Why figures are made this way: "
           "decisions/0009-measures.md.\n\n"
           "Every reading gives value, numerator, denominator, low and high (95 %), definition, basis, unit, a "
           "comparison\n"
           "and notes. Areas: \"all\", a force, borough or ward by code or name. Months are inclusive, "
           "Europe/London.\n";
}

std::string page_of(const Measure& measure) {
    std::string page = fmt::format("\n## {}\n\n{}\n\n", measure.name, measure.definition());
    page += fmt::format("Unit: {}. Basis: {}.\n", measure.unit, measure.basis);
    for (const Option& option : measure.options) {
        page += fmt::format(
            "- `--{}`: {}{}\n", option.name,
            option.values.empty() ? std::string("a whole number") : fmt::format("{}", fmt::join(option.values, ", ")),
            option.standard.empty() ? "" : fmt::format(" (when not asked: {})", option.standard));
    }
    page += "- `--by`: ";
    for (const Group& group : measure.groups) {
        page += fmt::format("{}{}", &group == measure.groups.data() ? "" : ", ", group.name);
    }
    return page + fmt::format("\n\n```text\n{}\n```\n", example_in_words(measure));
}

TEST(MeasuresPage, says_what_the_measures_say) {
    std::string page = head();
    for (const Measure& measure : all_measures()) {
        page += page_of(measure);
    }
    if (std::getenv("BLUELAMP_WRITE_DOCS") != nullptr) {
        std::ofstream(where) << page;
    }
    const auto written = read_all(where, 1 << 20);
    ASSERT_TRUE(written) << "run with BLUELAMP_WRITE_DOCS=1";
    EXPECT_EQ(*written, page) << "a measure changed: run with BLUELAMP_WRITE_DOCS=1 and read the difference";
}

}  // namespace
}  // namespace bluelamp::measures
