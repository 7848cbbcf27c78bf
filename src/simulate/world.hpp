// SPDX-License-Identifier: Apache-2.0
/// What an invented force stands on: the database and the desks' ground, as the server has them.
#pragma once

#include "policing/crimes/crimes.hpp"
#include "policing/people/people.hpp"

namespace bluelamp::simulate {

struct World {
    db::Database& database;
    ForceId force;
    const policy::Book& book;
    incidents::FindAreas find_areas;
    std::shared_ptr<const crimes::Catalogue> offences;
    std::shared_ptr<people::Recognition> recognition;
    access::Actor command_line;         ///< makes teams and accounts, tells of deadlines
    std::vector<tasks::Unowned> desks;  ///< whose records have owners
    std::string reference;              ///< folder
};

struct Settings {
    std::uint64_t seed = 1;
    double scale = 0.05;  ///< 1 is a force of average size: 2,350 calls a day
    Instant from;         ///< the force's first instant
};

}  // namespace bluelamp::simulate
