// SPDX-License-Identifier: Apache-2.0
/// Complaints of officers about the systems they have, as tests of this one.
#include <array>
#include <cstdio>
#include <fstream>

#include "tests/commands/every_route.hpp"

namespace bluelamp::commands {
namespace {

class Complaint : public EveryRoute {
   protected:
    std::shared_ptr<api::Screen> follow(const std::string& token, const std::string& topics) {
        // Accounts made just now are still being looked up again: their screens would be told to come back.
        const std::int64_t newest = journal_rows().back().position;
        for (int i = 0; i < 1'000 && live->position() < newest; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        EXPECT_EQ(get("/api/v1/session", token).status, 200);  // known in memory, the stream is opened at once
        const auto opening = std::make_shared<api::Opening>();
        http::Request request;
        request.method = http::Method::get;
        request.path = "/api/v1/live";
        request.query = "topics=" + topics;
        request.headers = {{"Cookie", "bluelamp=" + token}};
        api->handle(std::move(request), http::Reply(opening));
        if (!opening->screen) {
            throw std::runtime_error(opening->refused ? opening->refused->body : "no answer");
        }
        EXPECT_TRUE(opening->screen->sees(": following"));
        return opening->screen;
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Complaint, db::both_engines(), db::engine_name);

// "We must press refresh to see that something has changed."
TEST_P(Complaint, complaint_01_screens_are_pushed_live) {
    const std::string jo = token_of("jo", {"call_handler"});
    const std::string ann = token_of("ann", {"dispatcher"});
    const auto board = follow(ann, "incidents");
    const api::Answered opened = open_incident(jo, "Shop window broken");
    ASSERT_EQ(opened.status, 201) << opened.body;
    ASSERT_TRUE(board->sees("event: incident.opened\n")) << board->seen();
    EXPECT_NE(board->seen().find("\"content\":" + opened.body), std::string::npos)
        << "what is pushed is the incident as it was answered: " << board->seen();
    const std::string id = opened.text("id");
    const auto log = follow(ann, "incident:" + id);
    ASSERT_EQ(add_line(jo, id, "Keyholder on scene.").status, 201);
    ASSERT_TRUE(log->sees("event: incident.line_added\n"));
    EXPECT_NE(log->seen().find("Keyholder on scene."), std::string::npos);
    ASSERT_TRUE(board->sees("event: incident.line_added\n")) << "the board follows the log as well";
}

std::string first_line_of(const std::string& command) {
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    std::array<char, 4096> line{};
    return std::fgets(line.data(), line.size(), pipe.get()) == nullptr ? "" : line.data();
}

// "Installing it takes a consultant and a week." The whole of it is shown by tools/fresh-machine, which needs a
// network; here stands what can be checked without one.
TEST(Complaints, complaint_31_one_command_installs_on_stock_debian) {
    EXPECT_EQ(std::system("bash -n " BLUELAMP_SOURCE_DIR "/run"), 0);
    EXPECT_EQ(std::system("bash -n " BLUELAMP_SOURCE_DIR "/tools/fresh-machine"), 0);
    const std::string help = first_line_of(BLUELAMP_SOURCE_DIR "/run --help");
    EXPECT_EQ(help, "Usage: ./run [--port P] [--data DIR] [--force F] [--database URL] [--empty]\n");
    EXPECT_NE(std::system(BLUELAMP_SOURCE_DIR "/run --nonsense 2>/dev/null"), 0);
    std::ifstream file(BLUELAMP_SOURCE_DIR "/packages.txt");
    std::string section;
    std::set<std::string> listed;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("[")) {
            section = line;
        } else if (!line.empty() && !line.starts_with("#")) {
            const std::size_t reason = line.find(" # ");
            const std::string package = line.substr(0, line.find(' '));
            EXPECT_NE(reason, std::string::npos) << package << " needs a reason";
            EXPECT_FALSE(line.substr(std::min(line.size(), reason + 3)).empty()) << package << " needs a reason";
            EXPECT_NE(section, "") << package << " stands in no section";
            EXPECT_TRUE(listed.insert(package).second) << package << " is listed twice";
        }
    }
    for (const char* needed : {"g++", "cmake", "ninja-build", "libsqlite3-dev", "libpq-dev", "nodejs", "tzdata"}) {
        EXPECT_TRUE(listed.contains(needed)) << needed;
    }
}

}  // namespace
}  // namespace bluelamp::commands
