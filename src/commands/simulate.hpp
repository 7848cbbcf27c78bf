// SPDX-License-Identifier: Apache-2.0
/// `bluelamp simulate`: lets an invented force live some days, as fast as the database goes, and holds it against what
/// must always be so.
#pragma once

#include <string>

#include "commands/opened.hpp"
#include "policing/crimes/crimes.hpp"
#include "simulate/simulate.hpp"

namespace CLI {
class App;
}

namespace bluelamp::commands {

struct SimulateDays {
    double days = 1;
    std::string seed;  ///< a whole number; drawn, and told, when empty
    double scale = 0.05;
    std::string truth;  ///< file for the truth, JSON lines; none when empty
    std::string start;  ///< first day; so that the last one ends now when empty
    std::string score;  ///< a truth file to score instead of living
};
/// The options of the command, and what they mean.
void add_simulate_options(CLI::App& command, SimulateDays& wanted);
/// The figures, with how well callers were recognised. Goes on with the force where one has lived in the database.
Result<std::string> simulate_days(const Place& place, const SimulateDays& wanted);

/// What an invented force stands on in an opened database.
[[nodiscard]] simulate::World world_of(Opened& opened, std::shared_ptr<const crimes::Catalogue> offences,
                                       std::shared_ptr<people::Recognition> recognition);

}  // namespace bluelamp::commands
