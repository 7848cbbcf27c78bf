// SPDX-License-Identifier: Apache-2.0
/// The whole API as the server has it, without a socket: every route, the live stream, no areas.
#pragma once

#include "api/live.hpp"
#include "api/openapi.hpp"
#include "commands/routes.hpp"
#include "tests/api/a_screen.hpp"
#include "tests/api/a_server.hpp"

namespace bluelamp::commands {

class EveryRoute : public api::AServer {
   protected:
    void SetUp() override {
        api::AServer::SetUp();
        if (!IsSkipped()) {
            compose();
        }
    }
    void TearDown() override {
        live.reset();
        api::AServer::TearDown();
    }

    /// Builds everything on the database as it is open now.
    void compose() {
        sessions = std::make_unique<access::Sessions>(force);
        const api::Services services{
            database(), clock, ids, force, *sessions, [this](Instant now) { return shelf.in_force(now)->version; }};
        door = std::make_unique<api::AccessDoor>(
            api::AccessDoor{services, workers, slow, throttle, owned_records(), access::cheap, false});
        router = std::make_unique<api::Router>();
        if (!offences) {
            offences = *crimes::Catalogue::load(BLUELAMP_SOURCE_DIR "/reference");
            const auto text = *policy::read_whole(BLUELAMP_SOURCE_DIR "/forces/" + policy::shipped_file(force));
            EXPECT_TRUE(policy::ensure_policy(database(), act(console), text));
        }
        EXPECT_TRUE(shelf.refresh(database(), force));
        areas = std::make_shared<geography::Areas>(std::vector<geography::Layer>(), std::vector<geography::Area>(),
                                                   std::vector<geography::Population>());
        add_all_routes(*router, *door, {areas, shelf, offences},
                       [this](const api::CallPtr& call) { live->open(call); });
        api = std::make_unique<api::Api>(services, *router, workers, workers);
        live = std::make_unique<api::Live>(services, *router);
        *services.committed = [this] { live->wake(); };
    }

    /// As after a restart, with other settings.
    void restart(const db::Settings& settings = {}) {
        live.reset();
        api.reset();
        open_again(settings);
        compose();
    }

    api::Answered open_incident(const std::string& token, const std::string& summary, const std::string& key = "") {
        return post("/api/v1/incidents", R"({"summary":")" + summary + R"(","place":{"text":"Bank junction"}})", token,
                    key);
    }
    api::Answered add_line(const std::string& token, const std::string& incident, const std::string& text) {
        return post("/api/v1/incidents/" + incident + "/lines", R"({"text":")" + text + R"("})", token);
    }

    std::shared_ptr<const geography::Areas> areas;
    policy::Shelf shelf;
    std::shared_ptr<const crimes::Catalogue> offences;
    std::unique_ptr<api::Live> live;
};

}  // namespace bluelamp::commands
