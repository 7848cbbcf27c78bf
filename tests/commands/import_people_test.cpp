// SPDX-License-Identifier: Apache-2.0
/// Persons brought in by a file and recognised line by line, by the real program.
#include <gmock/gmock.h>
#include <sqlite3.h>
#include <sys/wait.h>

#include <cstdlib>
#include <sstream>

#include "core/json.hpp"
#include "tests/support/scratch_folder.hpp"

namespace bluelamp::commands {
namespace {

using testing::HasSubstr;

class PeopleFiles : public testing::Test {
   protected:
    struct Told {
        int code = -1;
        std::string out, err;
        [[nodiscard]] std::vector<json::Value> lines() const {
            std::vector<json::Value> all;
            std::istringstream text(out);
            for (std::string line; std::getline(text, line);) {
                auto value = json::parse(line);
                EXPECT_TRUE(value) << line;
                all.push_back(value ? *value : json::Value());
            }
            return all;
        }
    };

    void SetUp() override {
        put("people.toml",
            "id = \"ref\"\n[columns]\nfirst = \"given_name\"\nlast = \"surname\"\ndob = \"date_of_birth\"\n"
            "tel = \"phone\"\nhome = \"address\"\npc = \"postcode\"\n");
        std::string rows = "ref,first,last,dob,tel,home,pc,colour\n";
        for (int i = 0; i < 120; ++i) {
            rows += "T" + std::to_string(i) + ",Person" + std::string(1, static_cast<char>('A' + i % 26)) + ",Town" +
                    std::string(1, static_cast<char>('a' + i / 26)) + "ley,19" + std::to_string(40 + i % 50) + "-03-1" +
                    std::to_string(i % 9) + ",07700 900" + std::to_string(100 + i) + "," + std::to_string(i + 1) +
                    " Mill Lane,AL1 1AA,blue\n";
        }
        put("people.csv", rows +
                              "X17,Ada,Pembertonvale,1941-03-12,020 7946 0123,8 Harbour Steps,SG12 9AB,red\n"
                              "X17,Ida,Otherwise,1941-03-12,,,,red\n"   // its id stood before
                              "X18,,,1941-03-12,020 7946 0124,,,red\n"  // names nobody
                              "X19,Eve,Broken\n");                      // too few columns
    }

    void put(const std::string& name, const std::string& text) const { folder.write(name, text); }
    [[nodiscard]] Told run(const std::string& arguments, const std::string& input = "") const {
        put("in", input);
        const std::string command = "cd " + folder.path().string() + " && " + std::string(BLUELAMP_PROGRAM) + " " +
                                    arguments + " --data records <in >out 2>err";
        const int status = std::system(command.c_str());
        return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, folder.text_of("out"), folder.text_of("err")};
    }

    /// Changes one row of the records behind the program's back.
    void alter(const char* statement) const {
        sqlite3* records = nullptr;
        ASSERT_EQ(sqlite3_open((folder / "records" / "bluelamp.sqlite").c_str(), &records), SQLITE_OK);
        EXPECT_EQ(sqlite3_exec(records, statement, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(records);
        EXPECT_EQ(sqlite3_changes(records), 1);
        sqlite3_close(records);
    }

    const ScratchFolder folder;
};

TEST_F(PeopleFiles, are_imported_once_and_each_refused_row_is_counted) {
    const Told imported = run("import people people.csv --map people.toml --json");
    ASSERT_EQ(imported.code, 0) << imported.err;
    const json::Object report = imported.lines().back().as_object();
    EXPECT_EQ(report.at("rows_in").as_int64(), 124);
    EXPECT_EQ(report.at("rows_stored").as_int64(), 121);
    EXPECT_EQ(report.at("rows_refused").as_int64(), 3);
    EXPECT_EQ(report.at("refusals").at("repeated_id").as_int64(), 1);
    EXPECT_EQ(report.at("refusals").at("no_name").as_int64(), 1);
    EXPECT_THAT(imported.out, HasSubstr("people.csv:123 repeated_id"));
    const Told again = run("import people people.csv --map people.toml --json");
    EXPECT_EQ(again.code, 1);
    EXPECT_THAT(again.err, HasSubstr("This file was imported on"));
    // The bug: the newer file of the same system made everybody a second time.
    put("people.csv", folder.text_of("people.csv") + "X20,Una,Newcomer,1950-01-02,,,,red\n");
    const Told newer = run("import people people.csv --map people.toml --json");
    ASSERT_EQ(newer.code, 0) << newer.err;
    const json::Object more = newer.lines().back().as_object();
    EXPECT_EQ(more.at("rows_known").as_int64(), 121);
    EXPECT_EQ(more.at("rows_stored").as_int64(), 1);
    EXPECT_EQ(more.at("rows_refused").as_int64(), 3);
    const Told verified = run("verify --json");
    EXPECT_EQ(verified.code, 0) << verified.out << verified.err;
}

TEST_F(PeopleFiles, are_looked_up_line_by_line_and_a_wrong_line_disturbs_no_other) {
    ASSERT_EQ(run("import people people.csv --map people.toml").code, 0);
    const Told told =
        run("lookup",
            "{\"full_name\":\"Ida Pembertonvail\",\"date_of_birth\":\"1941-03-12\",\"phone\":\"02079460123\"}\n"
            "not json\n"
            "{\"fullname\":7}\n"
            "{\"full_name\":7}\n"
            "\n"
            "{\"full_name\":\"" +
                std::string(10'000, 'x') +
                "\"}\n"
                "{\"given_name\":\"Nobody\",\"surname\":\"Atallington\"}\n");
    ASSERT_EQ(told.code, 0) << told.err;
    const auto lines = told.lines();
    ASSERT_EQ(lines.size(), 7U) << told.out;
    const json::Array& persons = lines[0].at("persons").as_array();
    ASSERT_FALSE(persons.empty());
    const json::Value& first = persons[0];
    EXPECT_EQ(first.at("id").as_string(), "X17");
    EXPECT_EQ(first.at("level").as_string(), "certain");
    double sum = first.at("prior").as_double();
    for (const json::Value& reason : first.at("reasons").as_array()) {
        sum += reason.at("weight").to_number<double>();
        EXPECT_FALSE(reason.at("words").as_string().empty());
    }
    EXPECT_NEAR(sum, first.at("weight").to_number<double>(), 1e-9);
    EXPECT_GT(lines[0].at("elapsed_us").as_int64(), 0);
    EXPECT_EQ(lines[1].at("error").at("field").as_string(), "line");
    EXPECT_EQ(lines[3].at("error").at("field").as_string(), "full_name");
    EXPECT_EQ(lines[4].at("error").at("field").as_string(), "line");
    EXPECT_TRUE(lines[5].as_object().contains("persons"));
    for (const json::Value& person : lines[6].at("persons").as_array()) {
        EXPECT_NE(person.at("level").as_string(), "certain");
    }
}

// The look-up by lines asked for nobody's protection.
TEST_F(PeopleFiles, who_are_hidden_are_not_recognised) {
    ASSERT_EQ(run("import people people.csv --map people.toml").code, 0);
    const std::string asked = "{\"phone\":\"02079460123\",\"address\":\"8 Harbour Steps\"}\n";
    EXPECT_THAT(run("lookup", asked).out, HasSubstr("\"X17\""));
    alter(
        "INSERT INTO never_links (force_id, id, kind, person_id, reason, review_on, set_at, set_by, visibility, owner, "
        "version) SELECT force_id, 'n1', 'protected_person', person_id, 'Order', '2030-01-01', 0, 'console', 2, "
        "'team:x', 1 FROM person_profiles WHERE source_id = 'X17'");
    EXPECT_THAT(run("lookup", asked).out, testing::Not(HasSubstr("X17")));
}

TEST_F(PeopleFiles, are_reported_in_charts_as_a_file_is) {
    EXPECT_EQ(run("identity report --out report.html").code, 1) << "there are no records yet";
    ASSERT_EQ(run("import people people.csv --map people.toml").code, 0);
    put("again.csv", "ref,first,last,dob,tel,home,pc\nY1,Ada,Pembertonvail,1941-03-12,,8 Harbour Steps,SG12 9AB\n");
    ASSERT_EQ(run("import people again.csv --map people.toml").code, 0);
    const Told told = run("identity report --out report.html --json");
    ASSERT_EQ(told.code, 0) << told.err;
    const json::Object report = told.lines().back().as_object();
    EXPECT_EQ(report.at("persons").as_int64(), 122);
    EXPECT_EQ(report.at("records").as_int64(), 122);
    EXPECT_GE(report.at("pairs_linked").as_int64(), 1);
    const std::string page = folder.text_of("report.html");
    EXPECT_THAT(page, HasSubstr("<h1>Linkage of the register of "));
    EXPECT_THAT(page, HasSubstr("<h2>How the weights lie</h2>"));
    EXPECT_THAT(page, HasSubstr("Model " + std::string(report.at("model").as_string().c_str())));
    EXPECT_THAT(page, HasSubstr("nearly")) << "the surname with a slip, in a waterfall";
    EXPECT_EQ(run("identity report --out report.html --threshold 2").code, 1);
    EXPECT_EQ(run("identity report").code, 2);
}

TEST_F(PeopleFiles, served_under_a_model_that_cannot_be_read_are_so_by_the_standard_one_and_the_log_says_so_once) {
    ASSERT_EQ(run("import people people.csv --map people.toml").code, 0);
    alter(
        "INSERT INTO identity_models (force_id, number, version, model, records, trained_at, trained_by) SELECT "
        "force_id, 1, 'ffffffffffff', 'bluelamp identity model 99', 5, 0, 'x' FROM persons LIMIT 1");
    const std::string served = (folder / "served").string();
    // Until the log says both and three seconds more, in which it must not say it again.
    const std::string command =
        "cd " + folder.path().string() + " && { " + BLUELAMP_PROGRAM + " serve --port 0 --data records >" + served +
        " 2>&1 & server=$!; for i in $(seq 600); do grep -q 'ready http' served && grep -q 'cannot be read by' served "
        "&& break; sleep 0.1; done; sleep 3; kill -TERM $server; wait $server; }";
    EXPECT_NE(std::system(command.c_str()), -1);
    const std::string log = folder.text_of("served");
    ASSERT_THAT(log, HasSubstr("ready http"));
    const std::string said = "cannot be read by this program";
    const std::size_t first = log.find(said);
    ASSERT_NE(first, std::string::npos) << log;
    EXPECT_EQ(log.find(said, first + 1), std::string::npos) << "once, not every second";
}

TEST_F(PeopleFiles, that_cannot_be_read_are_refused_with_what_to_do) {
    put("wrong.toml", "id = \"ref\"\n[columns]\nnothere = \"surname\"\n");
    const Told missing = run("import people people.csv --map wrong.toml");
    EXPECT_EQ(missing.code, 1);
    EXPECT_THAT(missing.err, HasSubstr("nothere"));
    EXPECT_EQ(run("import people none.csv --map people.toml").code, 1);
    EXPECT_EQ(run("lookup").code, 1) << "there are no records yet";
}

}  // namespace
}  // namespace bluelamp::commands
