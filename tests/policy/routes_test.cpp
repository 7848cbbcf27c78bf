// SPDX-License-Identifier: Apache-2.0
/// The policy over HTTP, asked through the router.
#include <gmock/gmock.h>

#include "policy/routes.hpp"
#include "tests/access/a_force.hpp"
#include "tests/policy/small_policy.hpp"

namespace bluelamp::policy {
namespace {

using access::why;
using testing::HasSubstr;

class Routes : public access::AForce {
   protected:
    void SetUp() override {
        AForce::SetUp();
        if (IsSkipped()) {
            return;
        }
        add_routes(router, shelf);
        ASSERT_TRUE(ensure_policy(database(), act(console), small_policy()));
        ASSERT_TRUE(shelf.refresh(database(), force));
    }

    /// The answer of a route that reads, as text.
    std::string ask(http::Method method, const std::string& path, const json::Object& input) {
        const auto match = router.match(method, path);
        EXPECT_NE(match.route, nullptr) << path;
        json::Object whole = input;
        for (const auto& [name, value] : match.path) {
            whole[name] = value;
        }
        const auto run = match.route->query(whole);
        EXPECT_TRUE(run) << why(run);
        const auto answer = read([&](db::Reader& reader) { return (*run)(reader, act(console)); });
        return answer ? answer->body : why(answer);
    }

    api::Router router;
    Shelf shelf;
};
INSTANTIATE_TEST_SUITE_P(Engines, Routes, db::both_engines(), db::engine_name);

TEST_P(Routes, show_the_policy_in_force_and_how_it_came_to_be) {
    const std::string shown = ask(http::Method::get, "/api/v1/policy", {});
    EXPECT_THAT(shown, HasSubstr(R"("policy":{"version":"small.1")"));
    EXPECT_THAT(shown, HasSubstr(R"("effective_from":"2026-11-20T09:00:00.000Z")"));
    EXPECT_THAT(shown, HasSubstr(R"("limit_s":900)"));
    EXPECT_THAT(ask(http::Method::get, "/api/v1/policy/versions", {}),
                HasSubstr(R"("name":"small.1","state":"active")"));
    EXPECT_THAT(ask(http::Method::get, "/api/v1/policy/versions/small.1", {}), HasSubstr(R"("title":"Fight")"));
}

TEST_P(Routes, compare_a_version_with_the_one_in_force_or_another) {
    const std::string text = replaced(replaced(small_policy(), "small.1", "small.2"), "15 min", "12 min");
    ASSERT_TRUE(write([&](db::Transaction& tx) { return propose_policy(tx, act(console), {text, {"faster"}}); }));
    const std::string path = "/api/v1/policy/versions/small.2/differences";
    EXPECT_THAT(ask(http::Method::get, path, {}), HasSubstr(R"(Level \"immediate\": limit 12 min, was 15 min)"));
    EXPECT_THAT(ask(http::Method::get, path, {{"with", "small.2"}}), HasSubstr(R"("lines":[])"));
    EXPECT_THAT(ask(http::Method::get, path, {{"with", "small.9"}}), HasSubstr("not_found"));
}

TEST_P(Routes, check_a_text_without_storing_it) {
    const std::string wrong = replaced(small_policy(), "15 min", "soon");
    EXPECT_THAT(ask(http::Method::post, "/api/v1/policy/check", {{"text", wrong}}),
                HasSubstr(R"({"ok":false,"problems":[{"file":"text","line":11,"key":"level[1].limit")"));
    const std::string sound = replaced(small_policy(), "15 min", "12 min");
    EXPECT_THAT(ask(http::Method::post, "/api/v1/policy/check", {{"text", sound}}),
                HasSubstr(R"({"ok":true,"problems":[],"differences":["Level \"immediate\": limit 12 min)"));
    EXPECT_THAT(ask(http::Method::get, "/api/v1/policy/versions", {}), testing::Not(HasSubstr("proposed\"")));
}

}  // namespace
}  // namespace bluelamp::policy
