// SPDX-License-Identifier: Apache-2.0
/// A time zone by its name in the tz database ("Europe/Dublin"), for files whose clocks are not London's.
#pragma once

#include <string>
#include <string_view>

#include "core/instant.hpp"

namespace date {
class time_zone;
}

namespace bluelamp::cad {

class Zone {
   public:
    [[nodiscard]] static Result<Zone> find(const std::string& name);

    /// The instant of a wall-clock time. An hour that does not exist gives the instant of the change; one that exists
    /// twice gives the first. The tz database holds what the law of the place said at the time.
    [[nodiscard]] Instant at(LocalDate day, int seconds) const;

   private:
    explicit Zone(const date::time_zone* zone) : zone_(zone) {}
    const date::time_zone* zone_;
};

}  // namespace bluelamp::cad
