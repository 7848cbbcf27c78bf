// SPDX-License-Identifier: Apache-2.0
#include "api/openapi.hpp"
#include "commands/commands.hpp"
#include "commands/routes.hpp"

namespace bluelamp::commands {

Result<std::string> describe_api(const Place& place) {
    const auto opened = TRY(open(place));
    access::Sessions sessions(opened->force);
    access::Throttle throttle;
    api::Workers workers(1, 1);
    const api::Services services{*opened->database, opened->clock, opened->ids,
                                 opened->force,     sessions,      [](Instant) { return std::string(); }};
    const api::AccessDoor door{services, workers, workers, throttle, owned_records(), {}, false};
    api::Router router;
    add_all_routes(router, door, {opened->areas, opened->shelf, TRY(crimes::Catalogue::load(opened->reference))},
                   [](const api::CallPtr&) {});
    return api::openapi(router, BLUELAMP_VERSION);
}

}  // namespace bluelamp::commands
