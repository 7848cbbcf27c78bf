// SPDX-License-Identifier: Apache-2.0
/// What clients were told stays so: the API document and the answers of a few routes, to the byte.
/// BLUELAMP_UPDATE_GOLDEN=1 writes them anew; the difference is then for the reviewer.
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "tests/commands/every_route.hpp"

namespace bluelamp::commands {
namespace {

class Golden : public EveryRoute {
   protected:
    static void compare(const std::string& path, const std::string& now) {
        const std::string whole = std::string(BLUELAMP_SOURCE_DIR "/") + path;
        if (std::getenv("BLUELAMP_UPDATE_GOLDEN") != nullptr) {
            std::ofstream(whole, std::ios::trunc | std::ios::binary) << now;
            return;
        }
        std::ifstream file(whole, std::ios::binary);
        std::stringstream kept;
        kept << file.rdbuf();
        EXPECT_EQ(kept.str(), now) << path << ": if the change is meant, run this test with BLUELAMP_UPDATE_GOLDEN=1.";
    }
    void tell(const std::string& what, const api::Answered& answer) {
        told += what + " -> " + std::to_string(answer.status) + "\n" + answer.body + "\n\n";
    }

    std::string told;
};
INSTANTIATE_TEST_SUITE_P(Engines, Golden, db::both_engines(), db::engine_name);

TEST_P(Golden, the_api_document_is_the_one_the_web_pages_were_built_from) {
    compare("docs/openapi.json", api::openapi(*router, BLUELAMP_VERSION));
    const api::Answered served = get("/api/v1/openapi.json", "");
    EXPECT_EQ(served.status, 200);
    EXPECT_EQ(served.body, api::openapi(*router, BLUELAMP_VERSION));
}

TEST_P(Golden, the_answers_of_a_shift_are_the_same_on_both_databases) {
    const api::Answered entered = (a_person("jo", {"dispatcher"}), enter("jo", password_of("jo")));
    const std::string token = token_in(entered);
    tell("POST /api/v1/session", entered);
    const api::Answered opened =
        post("/api/v1/incidents",
             R"({"summary":"Man on the railing — \"come quick\"","grade":"emergency",)"
             R"("category":"Concern for safety","place":{"text":"Southwark Bridge","latitude":51.51,)"
             R"("longitude":-0.0942},"happened_at":"2026-11-20T08:58:00+00:00","visibility":0})",
             token);
    tell("POST /api/v1/incidents", opened);
    ASSERT_EQ(opened.status, 201) << opened.body;
    const std::string id = opened.text("id");
    clock.advance(std::chrono::minutes(3));
    tell("POST /api/v1/incidents/{id}/lines", add_line(token, id, "Passer-by is talking to him."));
    tell("GET /api/v1/incidents/{id}", get("/api/v1/incidents/" + id, token));
    tell("GET /api/v1/incidents/{id}/lines", get("/api/v1/incidents/" + id + "/lines", token));
    tell("GET /api/v1/incidents?status=all&grade=emergency",
         get("/api/v1/incidents?status=all&grade=emergency", token));
    tell("GET /api/v1/incidents?reference=2", get("/api/v1/incidents?reference=2", token));
    tell("GET /api/v1/incidents?limit=0", get("/api/v1/incidents?limit=0", token));
    tell("GET /api/v1/accounts", get("/api/v1/accounts", token));
    tell("GET /api/v1/nowhere", get("/api/v1/nowhere", token));
    tell("GET /api/v1/session", get("/api/v1/session", token));
    compare("tests/golden/answers.txt", told);
}

}  // namespace
}  // namespace bluelamp::commands
