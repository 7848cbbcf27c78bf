// SPDX-License-Identifier: Apache-2.0
/// Every route states who may ask it, and every role is refused where it should be.
#include <gmock/gmock.h>

#include "tests/commands/every_route.hpp"

namespace bluelamp::commands {
namespace {

class Routes : public EveryRoute {
   protected:
    /// An address of the route with something in place of each field.
    static std::string address(const api::Route& route) {
        std::string path = route.path;
        for (std::size_t open = path.find('{'); open != std::string::npos; open = path.find('{')) {
            path.replace(open, path.find('}') - open + 1, "0190c0de-0000-7000-8000-000000000000");
        }
        return path;
    }
    api::Answered ask_for(const api::Route& route, const std::string& token) {
        return ask({.method = route.method,
                    .path = address(route),
                    .body = route.method == http::Method::post ? "{}" : "",
                    .token = token,
                    .key = ids.uuid(clock.now())});
    }
    static std::string what(const api::Route& route) {
        return std::string(http::name(route.method)) + " " + route.path;
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Routes, testing::Values(std::string_view("sqlite")), db::engine_name);

TEST_P(Routes, state_a_permission_unless_they_are_one_of_the_few_open_ones) {
    std::vector<std::string> open;
    for (const auto& route : router->routes()) {
        EXPECT_TRUE(route->path.starts_with("/api/v1/")) << route->path;
        EXPECT_TRUE(route->summary.ends_with(".")) << what(*route) << " needs a sentence: " << route->summary;
        if (!route->permission) {
            open.push_back(what(*route));
        }
    }
    EXPECT_THAT(open, testing::UnorderedElementsAre("POST /api/v1/session", "GET /api/v1/openapi.json"));
}

TEST_P(Routes, do_one_thing_each) {
    for (const auto& route : router->routes()) {
        const int ways =
            (route->command ? 1 : 0) + (route->query ? 1 : 0) + (route->answer ? 1 : 0) + (route->raw ? 1 : 0);
        EXPECT_EQ(ways, 1) << what(*route);
        if (route->command) {
            EXPECT_NE(route->method, http::Method::get) << what(*route) << " changes something";
        }
        if (route->while_locked) {
            EXPECT_EQ(route->permission, Permission::stay_signed_in) << what(*route);
        }
    }
}

TEST_P(Routes, refuse_whoever_is_not_signed_in) {
    for (const auto& route : router->routes()) {
        if (route->permission) {
            const api::Answered refused = ask_for(*route, "");
            EXPECT_EQ(refused.status, 401) << what(*route);
            EXPECT_EQ(refused.text("code"), "unauthenticated") << what(*route);
        }
    }
}

TEST_P(Routes, refuse_each_role_exactly_what_it_may_not_do) {
    int refusals = 0, others = 0;
    for (const access::Role& role : access::roles()) {
        const std::string token = token_of("the-" + std::string(role.name), {std::string(role.name)});
        for (const auto& route : router->routes()) {
            if (!route->permission || route->permission == Permission::stay_signed_in) {
                continue;
            }
            const bool may = role.permissions.test(static_cast<std::size_t>(*route->permission));
            const api::Answered answer = ask_for(*route, token);
            // What the force's policy leaves to one role it refuses to the others that may, naming the role.
            const bool by_policy = may && answer.status == 403 && answer.text("field") == "role";
            EXPECT_EQ(answer.status == 403 && !by_policy, !may)
                << role.name << " " << what(*route) << " " << answer.body;
            EXPECT_LT(answer.status, 500) << role.name << " " << what(*route) << " " << answer.body;
            (may ? others : refusals) += 1;
        }
    }
    EXPECT_GT(refusals, 50);
    EXPECT_GT(others, 50);
}

TEST_P(Routes, refuse_a_field_that_is_not_there_by_its_name) {
    const std::string token = token_of("all", {"supervisor", "administrator", "importer", "inspector", "registrar"});
    for (const auto& route : router->routes()) {
        if (route->permission && !route->raw && !route->streams) {
            const bool body = route->method == http::Method::post;
            const api::Answered refused = ask({.method = route->method,
                                               .path = address(*route) + (body ? "" : "?colour=red"),
                                               .body = body ? R"({"colour":"red"})" : "",
                                               .token = token,
                                               .key = ids.uuid(clock.now())});
            EXPECT_EQ(refused.status, 400) << what(*route) << " " << refused.body;
            EXPECT_EQ(refused.text("field"), "colour") << what(*route);
        }
    }
}

}  // namespace
}  // namespace bluelamp::commands
