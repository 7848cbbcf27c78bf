// SPDX-License-Identifier: Apache-2.0
/// A force's database, opened for one command: migrated, with its first teams, its areas, its policy and the account
/// that acts.
#pragma once

#include <memory>
#include <string>

#include "access/first_start.hpp"
#include "core/id.hpp"
#include "core/instant.hpp"
#include "db/database.hpp"
#include "geography/geography.hpp"
#include "policy/versions.hpp"

namespace bluelamp::commands {

/// Options that every command on records takes.
struct Place {
    std::string data;       ///< --data
    std::string database;   ///< --database
    std::string force;      ///< --force; the only one in the database, or city-of-london, when empty
    std::string reference;  ///< --reference; found beside or above the program when empty
};

struct Opened {
    std::unique_ptr<db::Database> database;
    SystemClock clock;
    RandomIds ids;
    ForceId force;
    std::string force_name;
    std::string reference;  ///< folder
    access::Started started;
    access::Actor actor;  ///< the command line's account
    std::shared_ptr<const geography::Areas> areas;
    policy::Shelf shelf;

    /// A fresh act of the command line, now.
    [[nodiscard]] Act act();
    /// Hands one step to the write lane as one act.
    [[nodiscard]] Result<void> in_lane(const std::function<Result<void>(db::Transaction&, const Act&)>& step);
};

/// `settings` for the server, whose requests wait in the database's queue; commands take the defaults.
Result<std::unique_ptr<Opened>> open(const Place& place, const db::Settings& settings = {});

/// For commands that only look: refuses a folder without records instead of making an empty force in it.
Result<std::unique_ptr<Opened>> open_existing(const Place& place);

}  // namespace bluelamp::commands
