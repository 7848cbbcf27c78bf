// SPDX-License-Identifier: Apache-2.0
#include "commands/figures.hpp"

#include "exchange/police_uk/measures.hpp"
#include "policing/incidents/incidents.hpp"

namespace bluelamp::commands {

std::shared_ptr<const measures::Figures> figures_of(const geography::Areas& areas) {
    std::vector<measures::Measure> all = police_uk::measures();
    for (measures::Measure& measure : incidents::measures()) {
        all.push_back(std::move(measure));
    }
    return std::make_shared<const measures::Figures>(std::move(all), areas);
}

}  // namespace bluelamp::commands
