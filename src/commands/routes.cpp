// SPDX-License-Identifier: Apache-2.0
#include "commands/routes.hpp"

#include "api/openapi.hpp"
#include "commands/figures.hpp"
#include "measures/routes.hpp"
#include "policing/contacts/contacts.hpp"
#include "policy/routes.hpp"

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

std::vector<tasks::Unowned> desks_with_owners() {
    std::vector<tasks::Unowned> desks = contacts::unowned_contacts();
    for (tasks::Unowned& desk : std::vector{incidents::unowned_incidents(), crimes::unowned_crimes(),
                                            tasks::unowned_tasks(), deadlines::unowned_promises()}) {
        desks.push_back(std::move(desk));
    }
    return desks;
}

incidents::FindAreas find_areas(std::shared_ptr<const geography::Areas> areas) {
    return [areas = std::move(areas)](LatLon where, LocalDate day) {
        const auto code = [&](std::string_view layer) {
            const geography::Area* area = areas->at(where, day, layer);
            return area == nullptr ? std::nullopt : std::optional(area->key.code);
        };
        return incidents::Areas{code("ward"), code("borough")};
    };
}

void add_all_routes(api::Router& router, const api::AccessDoor& door, const Ground& ground,
                    std::function<void(const api::CallPtr&)> follow) {
    const auto areas = find_areas(ground.areas);
    api::add_session_routes(router, door);
    api::add_account_routes(router, door);
    policy::add_routes(router, ground.shelf);
    tasks::add_routes(router, desks_with_owners());
    deadlines::add_routes(router, ground.shelf);
    people::add_routes(router, ground.shelf, ground.recognition, crimes::narrow_record);
    contacts::add_routes(router, ground.shelf, areas, crimes::narrow_record);
    incidents::add_routes(router, ground.shelf, areas, {contacts::narrow, crimes::narrow});
    crimes::add_routes(router, ground.shelf, areas, ground.offences);
    measures::add_routes(router, figures_of(*ground.areas));
    geography::add_routes(router, ground.areas);
    router
        .raw<LiveQuery, api::Nothing>(http::Method::get, "/api/v1/live", Permission::stay_signed_in,
                                      "Acts as they happen: topics=incidents,incident:ID. Resumes after Last-Event-ID.",
                                      std::move(follow))
        .streams = true;
    add_description(router);
}

access::OwnedRecords owned_records() {
    return {{tasks::move_owned, deadlines::move_owned, people::move_owned, contacts::move_owned, incidents::move_owned,
             crimes::move_owned}};
}

}  // namespace bluelamp::commands
