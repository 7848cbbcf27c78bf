// SPDX-License-Identifier: Apache-2.0
#include "exchange/cad/zone.hpp"

#include <date/tz.h>
#include <fmt/format.h>

namespace bluelamp::cad {

Result<Zone> Zone::find(const std::string& name) {
    try {
        return Zone(date::locate_zone(name));
    } catch (const std::exception& error) {  // the library has no other way to say that there is no such zone
        return fail(ErrorCode::invalid, "",
                    fmt::format("There is no time zone \"{}\"; give a name such as Europe/London.", name),
                    error.what());
    }
}

Instant Zone::at(LocalDate day, int seconds) const {
    const date::local_days midnight{date::year(day.year) / date::month(day.month) / date::day(day.day)};
    const date::local_seconds local = midnight + std::chrono::seconds(seconds);
    const date::local_info info = zone_->get_info(local);
    if (info.result == date::local_info::nonexistent) {
        return {std::chrono::duration_cast<std::chrono::milliseconds>(info.first.end.time_since_epoch()).count()};
    }
    const auto utc = local.time_since_epoch() - info.first.offset;
    return {std::chrono::duration_cast<std::chrono::milliseconds>(utc).count()};
}

}  // namespace bluelamp::cad
