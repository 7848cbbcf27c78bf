// SPDX-License-Identifier: Apache-2.0
#include "commands/routes.hpp"

#include "api/openapi.hpp"
#include "commands/figures.hpp"
#include "measures/routes.hpp"

namespace bluelamp::commands {
namespace {

constexpr std::string_view version = BLUELAMP_VERSION;

void add_description(api::Router& router) {
    auto document = std::make_shared<std::string>();
    const auto send = [document](const api::CallPtr& call) {
        call->reply.send({200, "application/json", {}, *document, nullptr});
    };
    router.raw<api::Nothing, api::Nothing>(http::Method::get, "/api/v1/openapi.json", std::nullopt, "This document.",
                                           send);
    *document = api::openapi(router, version);
}

}  // namespace

incidents::FindAreas find_areas(std::shared_ptr<const geography::Areas> areas) {
    return [areas = std::move(areas)](LatLon where, LocalDate day) {
        const auto code = [&](std::string_view layer) {
            const geography::Area* area = areas->at(where, day, layer);
            return area == nullptr ? std::nullopt : std::optional(area->key.code);
        };
        return incidents::Areas{code("ward"), code("borough")};
    };
}

void add_all_routes(api::Router& router, const api::AccessDoor& door,
                    const std::shared_ptr<const geography::Areas>& areas,
                    std::function<void(const api::CallPtr&)> follow) {
    api::add_session_routes(router, door);
    api::add_account_routes(router, door);
    incidents::add_routes(router, find_areas(areas));
    measures::add_routes(router, figures_of(*areas));
    geography::add_routes(router, areas);
    router
        .raw<LiveQuery, api::Nothing>(http::Method::get, "/api/v1/live", Permission::stay_signed_in,
                                      "Acts as they happen: topics=incidents,incident:ID. Resumes after Last-Event-ID.",
                                      std::move(follow))
        .streams = true;
    add_description(router);
}

access::OwnedRecords owned_records() { return {{incidents::move_owned}}; }

}  // namespace bluelamp::commands
