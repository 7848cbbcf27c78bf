// SPDX-License-Identifier: Apache-2.0
/// `bluelamp link` and `bluelamp identity train|report` as a user meets them: the real program on real files.
#include <gmock/gmock.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <set>
#include <sstream>

#include "core/csv.hpp"
#include "core/file.hpp"
#include "core/json.hpp"
#include "tests/support/scratch_folder.hpp"

namespace bluelamp::commands {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using Rows = std::vector<std::vector<std::string>>;

constexpr std::string_view map = R"(id = "nr"
[columns]
first = "given_name"
last = "surname"
born = "date_of_birth"
phone = "phone"
house = "address"
street = "address"
)";

/// An invented person; `slip` as somebody else took the same person down.
std::string person(int i, const std::string& id, bool slip) {
    static const std::vector<std::string> first{"Amelia", "Bernard", "Clara", "Dennis", "Edith", "Frank", "Greta"};
    static const std::vector<std::string> last{"Ashdown",  "Birkett",  "Cawthorne", "Dunstable", "Eastgate", "Fenwick",
                                               "Garrould", "Hopcraft", "Inglewood", "Jessop",    "Kilner"};
    const std::string surname = last[static_cast<std::size_t>(i) % last.size()];
    return fmt::format("{},{},{},19{:02}-{:02}-{:02},07700 900{:03},{},{} Street\n", id,
                       first[static_cast<std::size_t>(i) % first.size()],
                       slip ? surname.substr(0, 3) + surname.substr(4) : surname, 30 + i * 7 % 70, 1 + i % 12,
                       1 + i * 5 % 28, i, 1 + i % 40, last[static_cast<std::size_t>(i / 3) % last.size()]);
}

class LinkFilesOf : public testing::Test {
   protected:
    struct Told {
        int code = -1;
        std::string out, err;
    };

    void SetUp() override {
        std::string left = heading, right = heading, both = heading;
        for (int i = 0; i < 200; ++i) {
            left += person(i, fmt::format("L{}", i), false);
            right += person(i, fmt::format("R{}", i), true);
            both += person(i, fmt::format("L{}", i), false) + person(i, fmt::format("R{}", i), true);
        }
        write("left.csv", left);
        write("right.csv", right);
        write("both.csv", both);
        write("map.toml", std::string(map));
    }

    void write(const std::string& name, const std::string& text) const { folder.write(name, text); }
    [[nodiscard]] std::string text_of(const std::string& name) const { return folder.text_of(name); }
    /// In the folder, so that files need no path.
    [[nodiscard]] Told run(const std::string& arguments) const {
        const std::string command =
            fmt::format("cd '{}' && {} {} >out.txt 2>err.txt", folder.path().string(), BLUELAMP_PROGRAM, arguments);
        const int status = std::system(command.c_str());
        return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, text_of("out.txt"), text_of("err.txt")};
    }
    [[nodiscard]] Rows rows_of(const std::string& name) const {
        const auto source = open_file(folder / name).value();
        CsvReader reader(*source, name);
        Rows rows;
        CsvRow row;
        while (reader.next(row).value()) {
            rows.emplace_back(row.fields.begin(), row.fields.end());
        }
        return rows;
    }
    [[nodiscard]] bool there(const std::string& name) const { return fs::exists(folder / name); }
    /// What a run that was refused may leave: nothing that was not there.
    [[nodiscard]] std::set<std::string> files() const {
        std::set<std::string> names;
        for (const auto& each : fs::directory_iterator(folder.path())) {
            names.insert(each.path().filename().string());
        }
        return names;
    }

    const std::string heading = "nr,first,last,born,phone,house,street\n";
    const ScratchFolder folder;
};

/// How many of the two hundred stand together: L5 and R5.
int together(const Rows& clusters) {
    std::map<std::string, std::string> of;
    for (const auto& row : clusters) {
        of[row.at(0)] = row.at(1);
    }
    int found = 0;
    for (int i = 0; i < 200; ++i) {
        found += of[fmt::format("L{}", i)] == of[fmt::format("R{}", i)] ? 1 : 0;
    }
    return found;
}

TEST_F(LinkFilesOf, one_file_have_every_record_once_in_the_clusters) {
    const Told told = run("link both.csv --map map.toml --out pairs.csv --clusters clusters.csv --json");
    ASSERT_EQ(told.code, 0) << told.err;
    const Rows clusters = rows_of("clusters.csv");
    ASSERT_EQ(clusters.size(), 401U);
    EXPECT_THAT(clusters.front(), ElementsAre("id", "cluster"));
    std::set<std::string> ids;
    for (std::size_t i = 1; i < clusters.size(); ++i) {
        EXPECT_TRUE(ids.insert(clusters[i][0]).second) << clusters[i][0];
    }
    EXPECT_EQ(ids.size(), 400U);
    EXPECT_GE(together(clusters), 195);
    const Rows pairs = rows_of("pairs.csv");
    EXPECT_THAT(pairs.front(), ElementsAre("id_left", "id_right", "probability", "weight"));
    for (std::size_t i = 1; i < pairs.size(); ++i) {
        EXPECT_GE(std::stod(pairs[i][2]), 0.5);
        EXPECT_NE(pairs[i][0], pairs[i][1]);
    }
    const auto answer = json::parse(told.out)->as_object();
    EXPECT_EQ(answer.at("records").as_int64(), 400);
    EXPECT_EQ(answer.at("pairs_linked").as_int64(), static_cast<std::int64_t>(pairs.size() - 1));
}

TEST_F(LinkFilesOf, two_files_are_linked_only_across) {
    ASSERT_EQ(run("link left.csv right.csv --map map.toml --out pairs.csv --clusters clusters.csv").code, 0);
    const Rows pairs = rows_of("pairs.csv");
    ASSERT_GE(pairs.size(), 190U);
    for (std::size_t i = 1; i < pairs.size(); ++i) {
        EXPECT_EQ(pairs[i][0].front(), 'L');
        EXPECT_EQ(pairs[i][1].front(), 'R');
    }
    EXPECT_GE(together(rows_of("clusters.csv")), 195);
}

TEST_F(LinkFilesOf, explains_two_records_by_a_table_that_adds_up) {
    const Told words = run("link both.csv --map map.toml --explain L7 R7");
    ASSERT_EQ(words.code, 0) << words.err;
    EXPECT_THAT(words.out, testing::StartsWith("L7 and R7\n"));
    std::istringstream lines(words.out.substr(words.out.find("why\n") + 4));
    long total = 0;
    std::string line;
    while (std::getline(lines, line) && !line.empty()) {
        total += std::lround(std::stod(line.substr(0, 8)) * 100);
        EXPECT_EQ(total, std::lround(std::stod(line.substr(9, 8)) * 100)) << line;
    }
    EXPECT_THAT(words.out, HasSubstr(fmt::format("Together {:+.2f}: one person", static_cast<double>(total) / 100)));

    const Told told = run("link both.csv --map map.toml --explain L7 R7 --json");
    const auto why = json::parse(told.out)->at("explanation").as_object();
    double sum = why.at("prior").as_double();
    for (const auto& step : why.at("steps").as_array()) {
        sum += step.at("weight").to_number<double>();
    }
    EXPECT_NEAR(sum, why.at("weight").as_double(), 1e-4);
}

TEST_F(LinkFilesOf, people_go_on_past_broken_rows_and_name_them) {
    write("left.csv", text_of("left.csv") + "L900,too,few\n,No,Id,1970-01-01,,,\n");
    const Told told = run("link left.csv right.csv --map map.toml --out pairs.csv --clusters clusters.csv --json");
    ASSERT_EQ(told.code, 0) << told.err;
    EXPECT_THAT(told.err, HasSubstr("left.csv:202: The row has another number of columns"));
    EXPECT_THAT(told.err, HasSubstr("left.csv:203: The row has no id"));
    const auto answer = json::parse(told.out)->as_object();
    EXPECT_EQ(answer.at("rows_refused").as_int64(), 2);
    EXPECT_EQ(answer.at("rows_in").as_int64(), 402);
    EXPECT_EQ(rows_of("clusters.csv").size(), 401U);
}

TEST_F(LinkFilesOf, a_field_of_a_kind_unknown_here_is_used_and_said) {
    write("other.toml", std::string(map) + "nr = \"badge\"\n");
    const Told told = run("link both.csv --map other.toml --out pairs.csv");
    EXPECT_EQ(told.code, 0) << told.err;
    EXPECT_THAT(told.err, HasSubstr("\"badge\" is no kind known here"));
}

TEST_F(LinkFilesOf, what_cannot_be_linked_are_refused_and_nothing_is_left_behind) {
    write("twice.csv", text_of("left.csv") + "L0,A,B,,,,\n");
    write("empty.csv", "");
    write("head.csv", heading);
    write("wrong.toml", "id = \"nr\"\n[columns]\nfirst = 5\n");
    write("missing.toml", "id = \"nr\"\n[columns]\nsurname = \"surname\"\n");
    write("nonsense.model", "a model\n");
    struct Case {
        std::string arguments, field, remedy;
    };
    const std::vector<Case> table{
        {"left.csv --map map.toml", "--out", "Name the file"},
        {"twice.csv --map map.toml --out p.csv", "twice.csv:202", "in line 2"},
        {"empty.csv --map map.toml --out p.csv", "empty.csv", "first line must name the columns"},
        {"head.csv --map map.toml --out p.csv", "head.csv", "no record below the heading"},
        {"none.csv --map map.toml --out p.csv", "none.csv", "Check the name"},
        {"left.csv --map none.toml --out p.csv", "none.toml", "Check the name"},
        {"left.csv --map wrong.toml --out p.csv", "wrong.toml:3", "one word in quotes"},
        {"left.csv --map missing.toml --out p.csv", "left.csv", "no column \"surname\""},
        {"left.csv --map map.toml --out p.csv --threshold 1", "--threshold", "between 0 and 1"},
        {"left.csv --map map.toml --out p.csv --threshold nan", "--threshold", "between 0 and 1"},
        {"left.csv --map map.toml --out none/p.csv", "none/p.csv", "Check the folder"},
        {"left.csv --map map.toml --out .", ".", "Name a file in it"},
        {"left.csv --map map.toml --out left.csv", "--out", "name another file"},
        {"left.csv --map map.toml --out p.csv --clusters p.csv", "--clusters", "a file of its own"},
        {"left.csv left.csv --map map.toml --out p.csv", "left.csv", "Name it once"},
        {"left.csv --map map.toml --out p.csv --explain L1 L999", "--explain", "\"L999\""},
        {"left.csv --map map.toml --out p.csv --explain L1 L1", "--explain", "ids of two"},
        {"left.csv both.csv --map map.toml --out p.csv --clusters c.csv", "--clusters", "letter before the ids"},
        {"left.csv --map map.toml --out p.csv --model nonsense.model", "nonsense.model", ""},
    };
    ASSERT_EQ(run("link --help").code, 0);  // leaves the files of what was said, which every run does
    const auto before = files();
    for (const Case& each : table) {
        const Told told = run("link " + each.arguments);
        EXPECT_EQ(told.code, 1) << each.arguments << " " << told.err;
        EXPECT_THAT(told.err, testing::StartsWith("bluelamp: ")) << each.arguments;
        EXPECT_THAT(told.err, HasSubstr(each.field)) << each.arguments;
        EXPECT_THAT(told.err, HasSubstr(each.remedy)) << each.arguments;
        EXPECT_EQ(files(), before) << each.arguments;
    }
    EXPECT_EQ(run("link left.csv --map map.toml --out p.csv --threshold half").code, 2);
    EXPECT_EQ(run("link left.csv --out p.csv").code, 2);
}

TEST_F(LinkFilesOf, bad_values_get_an_answer) {
    std::string odd = heading;
    int i = 0;
    for (const std::string& name :
         {std::string(), std::string("X"), std::string(10'000, 'a'), std::string("unknown"), std::string("refused"),
          std::string("محمد"), std::string("Анна Smith"), std::string("\"a\nb\"")}) {
        for (int copy = 0; copy < 2; ++copy) {
            odd += fmt::format("{},{},{},01/01/1970,,,\n", ++i, name, name);
        }
    }
    write("odd.csv", odd);
    const Told told = run("link odd.csv --map map.toml --out p.csv --clusters c.csv --charts c.html");
    EXPECT_EQ(told.code, 0) << told.err;
    EXPECT_EQ(rows_of("c.csv").size(), 17U);
}

TEST_F(LinkFilesOf, a_model_trained_once_links_another_file_without_training) {
    const Told trained = run("identity train --file both.csv --map map.toml --out people.model --json");
    ASSERT_EQ(trained.code, 0) << trained.err;
    const Told linked = run("link left.csv right.csv --map map.toml --out p.csv --model people.model --json");
    ASSERT_EQ(linked.code, 0) << linked.err;
    EXPECT_EQ(json::parse(linked.out)->at("model"), json::parse(trained.out)->at("model"));
}

TEST_F(LinkFilesOf, a_report_is_a_page_and_repeats_itself) {
    ASSERT_EQ(run("identity report --file both.csv --map map.toml --out one.html").code, 0);
    ASSERT_EQ(run("link both.csv --map map.toml --charts two.html").code, 0);
    EXPECT_THAT(text_of("one.html"), HasSubstr("<h2>How the weights lie</h2>"));
    EXPECT_THAT(text_of("one.html"), HasSubstr("400 records"));
    EXPECT_EQ(text_of("one.html"), text_of("two.html"));
}

}  // namespace
}  // namespace bluelamp::commands
