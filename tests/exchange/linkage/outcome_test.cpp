// SPDX-License-Identifier: Apache-2.0
#include "exchange/linkage/outcome.hpp"

#include <gmock/gmock.h>

#include "core/file.hpp"
#include "exchange/linkage/charts.hpp"
#include "tests/support/scratch_folder.hpp"

namespace bluelamp::linkage {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

/// Three records of which the first two were linked.
identity::Linked linked_two() {
    identity::Linked linked;
    linked.pairs = {{0, 1, 3.0F, 3.0F}};
    linked.clusters = {0, 0, 2};
    linked.model = identity::Model::standard();
    return linked;
}

class Outcome : public testing::Test {
   protected:
    void SetUp() override {
        for (const std::string& id : ids) {
            ASSERT_TRUE(files.left.add(id, 2, "f"));
        }
    }
    /// The rows of the file as a reader of CSV sees them.
    std::vector<std::vector<std::string>> rows_of_file(const std::string& name) const {
        const auto source = open_file(folder / name).value();
        CsvReader reader(*source, name);
        std::vector<std::vector<std::string>> rows;
        CsvRow row;
        while (reader.next(row).value()) {
            rows.emplace_back(row.fields.begin(), row.fields.end());
        }
        return rows;
    }
    const std::vector<std::string> ids{"a,1", "say \"b\"", "c"};
    Files files;
    const ScratchFolder folder;
};

TEST_F(Outcome, has_the_columns_of_the_contract_and_ids_as_they_were) {
    const auto pairs = NewFile::create(folder / "pairs.csv").value();
    const auto clusters = NewFile::create(folder / "clusters.csv").value();
    ASSERT_TRUE(write_pairs(files, linked_two(), *pairs) && write_clusters(files, linked_two(), *clusters));
    ASSERT_TRUE(pairs->finish() && clusters->finish());
    EXPECT_THAT(rows_of_file("pairs.csv"), ElementsAre(ElementsAre("id_left", "id_right", "probability", "weight"),
                                                       ElementsAre("a,1", "say \"b\"", "0.888889", "3.0000")));
    EXPECT_THAT(rows_of_file("clusters.csv"), ElementsAre(ElementsAre("id", "cluster"), ElementsAre("a,1", "a,1"),
                                                          ElementsAre("say \"b\"", "a,1"), ElementsAre("c", "c")));
}

TEST_F(Outcome, finds_the_two_records_to_explain_or_says_which_is_not_there) {
    const auto two = rows_of(files, "c", "a,1");
    ASSERT_TRUE(two);
    EXPECT_EQ(two->left, 2U);
    EXPECT_EQ(two->right, 0U);
    EXPECT_THAT(rows_of(files, "c", "nobody").error().message, HasSubstr("\"nobody\""));
    EXPECT_THAT(rows_of(files, "c", "c").error().message, HasSubstr("of one record"));
    ASSERT_TRUE(files.right.add("c", 2, "r"));
    EXPECT_EQ(rows_of(files, "c", "c")->right, 3U);
    EXPECT_THAT(rows_of(files, "c", "a,1").error().message, HasSubstr("of RIGHT"));
}

identity::Explanation thirds() {
    identity::Explanation why{-10.004, {}, 0, 0.25};
    why.weight = why.prior;
    for (int i = 0; i < 30; ++i) {
        why.steps.push_back({"name", "equal", fmt::format("Step {}.", i), 1.0 / 3});
        why.weight += 1.0 / 3;
    }
    return why;
}

// Rounded one by one, thirty thirds are 9.90.
TEST(Waterfall, adds_up_to_the_hundredth_as_it_is_shown) {
    const auto bars = waterfall(thirds());
    ASSERT_EQ(bars.size(), 31U);
    long total = 0;
    for (const Bar& bar : bars) {
        EXPECT_EQ(std::lround(bar.from * 100), total);
        total += std::lround((bar.to - bar.from) * 100);
    }
    EXPECT_EQ(total, std::lround(thirds().weight * 100));
    EXPECT_THAT(explained(thirds(), "1", "2"), HasSubstr("Together +0.00: one person with probability 0.250000."));
}

TEST(Charts, are_one_page_that_loads_nothing_and_takes_no_text_for_markup) {
    identity::Explanation why{-5, {{"name", "equal", "Name: equal (<script>alert(1)</script>).", 7.5}}, 2.5, 0.85};
    const std::string page = charts({"a & b.csv",
                                     1'234'567,
                                     0.5,
                                     identity::Model::standard(),
                                     std::vector<std::uint64_t>(80, 3),
                                     240,
                                     60,
                                     {{"<1>", "\"2\"", why}}});
    EXPECT_THAT(page, HasSubstr("<title>Linkage: a &amp; b.csv</title>"));
    EXPECT_THAT(page, HasSubstr("1,234,567 records"));
    EXPECT_THAT(page, HasSubstr("&lt;1&gt; and &quot;2&quot;"));
    EXPECT_THAT(page, HasSubstr("Name: equal (&lt;script&gt;alert(1)&lt;/script&gt;)."));
    for (const std::string_view loads : {"<script", "<link", "<img", "src=", "url(", "http:", "https:", "@import"}) {
        EXPECT_THAT(page, Not(HasSubstr(loads)));
    }
    for (const auto& comparison : identity::Model::standard()->shares()) {
        EXPECT_THAT(page, HasSubstr("<h3>" + comparison.comparison + "</h3>"));
    }
    EXPECT_THAT(page, HasSubstr("<svg viewBox=\"0 0 360 186\" role=\"img\""));
}

TEST(Charts, say_so_when_no_pair_was_compared) {
    const std::string page = charts({"one.csv", 1, 0.5, identity::Model::standard(), {}, 0, 0, {}});
    EXPECT_THAT(page, Not(HasSubstr("How the weights lie")));
    EXPECT_THAT(page, HasSubstr("No pair reached the threshold"));
}

}  // namespace
}  // namespace bluelamp::linkage
