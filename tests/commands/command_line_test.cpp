// SPDX-License-Identifier: Apache-2.0
/// The real program: what it answers, what it refuses and with which exit code.
#include <gmock/gmock.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "core/json.hpp"

namespace bluelamp::commands {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class CommandLine : public testing::Test {
   protected:
    struct Told {
        int code = -1;
        std::string out, err;
        [[nodiscard]] json::Object last_line() const {
            const std::size_t end = out.find_last_not_of('\n');
            const std::size_t from = end == std::string::npos ? 0 : out.rfind('\n', end) + 1;
            return json::parse(out.substr(from, end - from + 1)).value().as_object();
        }
    };

    static void SetUpTestSuite() {
        std::string made = (fs::temp_directory_path() / "bluelamp-command-line.XXXXXX").string();
        ASSERT_NE(mkdtemp(made.data()), nullptr);
        folder = made;
    }
    static void TearDownTestSuite() { fs::remove_all(folder); }

    static std::string text_of(const fs::path& path) {
        std::ifstream file(path);
        std::stringstream text;
        text << file.rdbuf();
        return text.str();
    }
    /// DATA in `arguments` stands for the folder of the records.
    static Told run(std::string arguments, const std::string& input = "") {
        for (std::size_t at = arguments.find("DATA"); at != std::string::npos; at = arguments.find("DATA")) {
            arguments.replace(at, 4, (folder / "records").string());
        }
        std::ofstream(folder / "in") << input;
        const std::string command = std::string(BLUELAMP_PROGRAM) + " " + arguments + " <" + (folder / "in").string() +
                                    " >" + (folder / "out").string() + " 2>" + (folder / "err").string();
        const int status = std::system(command.c_str());
        return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, text_of(folder / "out"), text_of(folder / "err")};
    }

    static fs::path folder;
};
fs::path CommandLine::folder;

TEST_F(CommandLine, refuses_with_1_naming_what_is_wrong_and_what_to_do) {
    ASSERT_EQ(run("user add jo --name Jo --role dispatcher --data DATA", "three random words\n").code, 0);
    struct Case {
        std::string arguments, field, remedy;
    };
    const std::vector<Case> table{
        {"verify --data DATA --force atlantis", "--force", "reference/forces.csv"},
        {"verify", "--data", "Name the folder"},
        {"verify --data DATA-not-there", "--data", "no records"},
        {"verify --data DATA --reference /nowhere", "--reference", "reference"},
        {"verify --database 'postgresql://nobody@/x?host=/nowhere'", "--database", "start it or correct the URL"},
        {"measure incidents_opened --from 2026-13 --to 2026-11 --data DATA", "--from", "2026-11"},
        {"measure incidents_opened --from 2026-11 --to November --data DATA", "--to", "2026-11"},
        {"measure nonsense --from 2026-11 --to 2026-11 --data DATA", "name", "incidents_opened"},
        {"measure --data DATA", "NAME", "--list"},
        {"measure incidents_opened --area Atlantis --from 2026-11 --to 2026-11 --data DATA", "area", ""},
        {"measure incidents_opened --option grade --from 2026-11 --to 2026-11 --data DATA", "--option", "name=value"},
        {"measure incidents_opened --grade red --from 2026-11 --to 2026-11 --data DATA", "grade", "emergency"},
        {"import police-uk /nowhere --data DATA", "/nowhere", "permissions"},
        {"import cad /nowhere.csv --map /nowhere.toml --data DATA", "/nowhere", ""},
        {"serve --address 0.0.0.0 --data DATA", "--address", "--tls-cert"},
        {"serve --tls-cert x.pem --data DATA", "--tls-key", "together"},
        {"serve --web /nowhere --data DATA", "web", ""},
        {"user add ann --name Ann --role king --data DATA", "role", "dispatcher"},
    };
    for (const Case& each : table) {
        const Told told = run(each.arguments, "three random words\n");
        EXPECT_EQ(told.code, 1) << each.arguments << " " << told.err;
        EXPECT_THAT(told.err, testing::StartsWith("bluelamp: ")) << each.arguments;
        EXPECT_THAT(told.err, HasSubstr(each.field)) << each.arguments;
        EXPECT_THAT(told.err, HasSubstr(each.remedy)) << each.arguments;
        EXPECT_EQ(told.out, "") << each.arguments;
    }
}

// The bug: a mistyped folder was made, filled with an empty force and called whole.
TEST_F(CommandLine, verifies_and_measures_only_records_that_are_there) {
    for (const std::string command : {"verify", "measure incidents_opened --from 2026-11 --to 2026-11"}) {
        EXPECT_EQ(run(command + " --data DATA-mistyped").code, 1);
        EXPECT_FALSE(fs::exists(folder / "records-mistyped")) << command;
    }
}

TEST_F(CommandLine, answers_wrong_use_with_2) {
    for (const char* arguments :
         {"", "nonsense", "serve --nonsense", "serve --port 99999 --data DATA", "import cad x.csv --data DATA",
          "import police-uk --data DATA", "verify --data DATA --database x", "user add --data DATA"}) {
        const Told told = run(arguments);
        EXPECT_EQ(told.code, 2) << arguments;
        EXPECT_THAT(told.err + told.out, HasSubstr("--help")) << arguments;
    }
    EXPECT_EQ(run("--help").code, 0);
    EXPECT_EQ(run("import cad --help").code, 0);
}

TEST_F(CommandLine, takes_a_password_from_standard_input_and_none_that_is_too_short) {
    const Told refused = run("user add ann --name Ann --role dispatcher --data DATA", "short\n");
    EXPECT_EQ(refused.code, 1);
    EXPECT_THAT(refused.err, HasSubstr("password: Use at least"));
    const Told made = run("user add ann --name Ann --role dispatcher --data DATA --json", "three random words\n");
    EXPECT_EQ(made.code, 0) << made.err;
    EXPECT_EQ(made.last_line().at("username").as_string(), "ann");
    EXPECT_THAT(made.out, testing::Not(HasSubstr("three random words")));
    const Told twice = run("user add ann --name Ann --role dispatcher --data DATA", "three random words\n");
    EXPECT_EQ(twice.code, 1);
    EXPECT_THAT(twice.err, HasSubstr("username"));
}

TEST_F(CommandLine, answers_one_json_object_on_its_last_line) {
    const Told list = run("measure --list --json");
    EXPECT_EQ(list.code, 0);
    EXPECT_TRUE(list.last_line().contains("measures"));
    ASSERT_EQ(run("user add kim --name Kim --role dispatcher --data DATA", "three random words\n").code, 0);
    const Told verified = run("verify --data DATA --json");
    EXPECT_EQ(verified.code, 0) << verified.err;
    EXPECT_EQ(verified.last_line().at("ok"), true);
    EXPECT_TRUE(verified.last_line().at("first_bad").is_null());
    EXPECT_GT(verified.last_line().at("acts").as_int64(), 0);
    const Told figure = run("measure incidents_opened --from 2026-10 --to 2026-11 --data DATA --json");
    EXPECT_EQ(figure.code, 0) << figure.err;
    for (const char* member : {"value", "numerator", "denominator", "low", "high", "definition", "basis"}) {
        EXPECT_TRUE(figure.last_line().contains(member)) << member;
    }
}

}  // namespace
}  // namespace bluelamp::commands
