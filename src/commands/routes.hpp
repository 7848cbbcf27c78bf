// SPDX-License-Identifier: Apache-2.0
/// Every route of the server, in one visible list.
#pragma once

#include "api/access_routes.hpp"
#include "api/router.hpp"
#include "geography/geography.hpp"
#include "policing/crimes/crimes.hpp"
#include "policing/people/people.hpp"
#include "policy/versions.hpp"

namespace bluelamp::commands {

struct LiveQuery {
    std::string topics;
};
BOOST_DESCRIBE_STRUCT(LiveQuery, (), (topics))

/// What the routes stand on; the shelf lives longer than the router.
struct Ground {
    std::shared_ptr<const geography::Areas> areas;
    policy::Shelf& shelf;
    std::shared_ptr<const crimes::Catalogue> offences;
    std::shared_ptr<people::Recognition> recognition = std::make_shared<people::Recognition>();
};

/// Ends with GET /api/v1/openapi.json, which describes everything registered before it. `follow` opens a live stream.
void add_all_routes(api::Router& router, const api::AccessDoor& door, const Ground& ground,
                    std::function<void(const api::CallPtr&)> follow);

/// The ward and borough of a position, as incidents ask for them.
[[nodiscard]] incidents::FindAreas find_areas(std::shared_ptr<const geography::Areas> areas);

/// Every kind of record that somebody owns, for "owned by nobody".
[[nodiscard]] std::vector<tasks::Unowned> desks_with_owners();

/// What moves with its owner when an account is disabled: one function for each desk whose records have an owner.
access::OwnedRecords owned_records();

}  // namespace bluelamp::commands
