// SPDX-License-Identifier: Apache-2.0
/// The real program: what it answers, what it refuses and with which exit code.
#include <gmock/gmock.h>
#include <pty.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "access/passwords.hpp"
#include "access/sessions.hpp"
#include "commands/figures.hpp"
#include "core/json.hpp"
#include "geography/areas.hpp"

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

    /// Whether somebody could sign in so.
    static bool is_password(const std::string& username, const std::string& password) {
        const auto database = db::Database::open({(folder / "records").string(), {}});
        access::Credentials known;
        const auto read = (*database)->read([&](db::Reader& reader) -> Result<void> {
            known = TRY(access::credentials(reader, ForceId("city-of-london"), username));
            return {};
        });
        return read && access::check_password(known.password_hash, password);
    }

    /// The prompt comes just before the terminal shows nothing of what is typed.
    static void wait_until_silent(int terminal) {
        termios now{};
        for (int tries = 0; tries < 1'000; ++tries) {
            if (tcgetattr(terminal, &now) == 0 && (now.c_lflag & ECHO) == 0) {
                return;
            }
            usleep(10'000);
        }
        ADD_FAILURE() << "the terminal shows what is typed";
    }

    /// On a terminal: everything it shows, when `lines` are typed one after each prompt.
    static Told type(const std::string& arguments, const std::vector<std::string>& lines) {
        int terminal = -1;
        const pid_t child = forkpty(&terminal, nullptr, nullptr, nullptr);
        if (child == 0) {
            const std::string command =
                std::string(BLUELAMP_PROGRAM) + " " + arguments + " --data " + (folder / "records").string();
            execl("/bin/sh", "sh", "-c", ("exec " + command).c_str(), nullptr);
            _exit(127);
        }
        Told told;
        std::size_t typed = 0;
        char seen[256];
        for (ssize_t got = 0; (got = read(terminal, seen, sizeof(seen))) > 0;) {
            told.out.append(seen, static_cast<std::size_t>(got));
            if (typed < lines.size() && told.out.ends_with(": ")) {
                wait_until_silent(terminal);
                const std::string line = lines[typed++] + "\n";
                EXPECT_EQ(write(terminal, line.data(), line.size()), static_cast<ssize_t>(line.size()));
            }
        }
        close(terminal);
        int status = 0;
        waitpid(child, &status, 0);
        told.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        return told;
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

// The bug: "localhost" was called an address beyond this machine.
TEST_F(CommandLine, serves_on_localhost_without_tls) {
    const Told told = run("serve --address localhost --port 0 --web /nowhere --data DATA");
    EXPECT_THAT(told.err, testing::Not(HasSubstr("--address"))) << "it is the folder of the pages that is not there";
    EXPECT_THAT(told.err, HasSubstr("/nowhere"));
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

// The bug: a blank or a carriage return after the password was hashed with it, and no sign-in could match.
TEST_F(CommandLine, a_password_is_its_line_without_the_line_end) {
    struct Case {
        std::string username, input, password;
    };
    const std::vector<Case> table{{"unix", "three random words\n", "three random words"},
                                  {"windows", "three random words\r\n", "three random words"},
                                  {"endless", "three random words", "three random words"},
                                  {"blank", " three random words \nnot this\n", " three random words "}};
    for (const Case& each : table) {
        const Told made = run("user add " + each.username + " --name x --role dispatcher --data DATA", each.input);
        EXPECT_EQ(made.code, 0) << each.username << made.err;
        EXPECT_TRUE(is_password(each.username, each.password)) << each.username;
    }
}

TEST_F(CommandLine, asks_for_a_password_twice_on_a_terminal_and_never_shows_it) {
    const Told made = type("user add tess --name Tess --role dispatcher", {"three random words", "three random words"});
    EXPECT_EQ(made.code, 0) << made.out;
    EXPECT_THAT(made.out, HasSubstr("The same again: "));
    EXPECT_THAT(made.out, testing::Not(HasSubstr("three random words")));
    EXPECT_TRUE(is_password("tess", "three random words"));
    const Told other = type("user add tom --name Tom --role dispatcher", {"three random words", "three random wrods"});
    EXPECT_EQ(other.code, 1);
    EXPECT_THAT(other.out, HasSubstr("password: The two are not the same"));
}

TEST_F(CommandLine, says_its_version) {
    const Told told = run("--version");
    EXPECT_EQ(told.code, 0);
    EXPECT_EQ(told.out, "bluelamp " BLUELAMP_VERSION "\n");
}

// The bug: --origin, --limit_minutes and --officer_ethnicity were documented and not there.
TEST_F(CommandLine, takes_every_option_of_every_measure_by_its_name) {
    ASSERT_EQ(run("user add max --name Max --role dispatcher --data DATA", "three random words\n").code, 0);
    const geography::Areas nowhere({}, {}, {});
    const auto figures = figures_of(nowhere);
    for (const measures::Measure& measure : figures->list()) {
        for (const measures::Option& option : measure.options) {
            std::string hyphened = option.name;
            std::replace(hyphened.begin(), hyphened.end(), '_', '-');
            for (const std::string& name : std::set<std::string>{option.name, hyphened}) {
                const Told told =
                    run(fmt::format("measure {} --{} {} --from 2026-10 --to 2026-11 --json --data DATA", measure.name,
                                    name, option.values.empty() ? "8" : option.values.front()));
                EXPECT_EQ(told.code, 0) << measure.name << " --" << name << ": " << told.err;
            }
        }
    }
    const Told refused =
        run("measure response_within_limit --limit-minutes soon --from 2026-10 --to 2026-11 --data DATA");
    EXPECT_EQ(refused.code, 1);
    EXPECT_THAT(refused.err, HasSubstr("limit_minutes: Give a whole number"));
}

// The bug: a folder of which nothing could be read was imported with success.
TEST_F(CommandLine, fails_after_the_summary_when_a_file_was_refused_whole) {
    fs::create_directories(folder / "published");
    const std::string name = "2021-06-city-of-london-street.csv.gz";
    const fs::path sound = fs::path(BLUELAMP_SOURCE_DIR) / "tests/exchange/excerpts/earlier/city-of-london" / name;
    fs::copy(sound, folder / "published" / name);
    std::ofstream(folder / "published" / "2021-07-city-of-london-street.csv") << "Nonsense\n1\n";
    const Told told = run("import police-uk " + (folder / "published").string() + " --json --data DATA");
    EXPECT_EQ(told.code, 1);
    EXPECT_EQ(told.last_line().at("files_refused").as_array().size(), 1U);
    EXPECT_GT(told.last_line().at("rows_stored").as_int64(), 0) << "the sound file is here";
    EXPECT_THAT(told.err, HasSubstr("1 of the files were refused whole"));
    EXPECT_EQ(run("import police-uk " + sound.string() + " --data DATA").code, 0);
}

TEST_F(CommandLine, shows_people_lines_of_80_columns_and_no_json) {
    std::ofstream(folder / "calls.csv") << "ID,Date,Station Name,Description,TOC,ORD,MOB,IA,LS,AH,MAV,CD\n"
                                           "1,01/07/2020,A,F/CAR,10:00:00,10:01:00,10:02:00,10:01:00,,,,\n"
                                           "2,32/07/2020,A,F/CAR,10:00:00,,,,,,,\n";
    const std::string map = std::string(BLUELAMP_SOURCE_DIR) + "/reference/maps/dublin-fire-brigade.toml";
    struct Case {
        std::string arguments, line;
    };
    const std::vector<Case> table{
        {"import cad " + (folder / "calls.csv").string() + " --map " + map + " --data DATA",
         "  id 1, stage arrived, before mobile, seconds 60\n"},
        {"measure --list", "response_time_median (minutes)\n    Median response time. Counts incidents whose"},
        {"measure incidents_opened --from 2020-07 --to 2020-07 --data DATA", "numerator              1\n"},
        {"measure incidents_opened --by month --from 2020-07 --to 2020-07 --data DATA",
         "\n2020-07  1      0.0253178  5.57164  1          -\n"},
        {"measure incidents_opened --records --from 2020-07 --to 2020-07 --data DATA", "  F/CAR  "},
        {"verify --data DATA", " acts: every hash, position, seal and record holds.\n"},
        {"user add pat --name Pat --role dispatcher --data DATA", "username               pat\n"},
    };
    for (const Case& each : table) {
        const Told told = run(each.arguments, "three random words\n");
        EXPECT_EQ(told.code, 0) << each.arguments << told.err;
        EXPECT_THAT(told.out, HasSubstr(each.line)) << each.arguments;
        EXPECT_THAT(told.out, testing::Not(testing::ContainsRegex("[{}]"))) << each.arguments;
        if (each.arguments.find("--records") == std::string::npos) {
            EXPECT_THAT(told.out, testing::Not(testing::ContainsRegex("[^\n]{81}"))) << each.arguments;
        }
    }
}

}  // namespace
}  // namespace bluelamp::commands
