// SPDX-License-Identifier: Apache-2.0
#include "policing/incidents/incident.hpp"

#include <fmt/format.h>

namespace bluelamp::incidents {

std::optional<std::int64_t> limit_s(Grade grade) {
    switch (grade) {
        case Grade::emergency: return 15 * 60;
        case Grade::priority: return 60 * 60;
        case Grade::scheduled: return 48 * 60 * 60;
        case Grade::without_deployment: return std::nullopt;
    }
    return std::nullopt;
}

std::string reference_of(LocalDate opened_on, std::int64_t number) {
    static constexpr std::string_view months[] = {"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};
    return fmt::format("Log {} of {} {}", number, opened_on.day, months[opened_on.month - 1]);
}

Result<void> not_from_the_future(Instant happened_at, Instant now) {
    if (happened_at > now + clock_tolerance) {
        return fail(ErrorCode::invalid, "happened_at",
                    "It cannot be logged before it happens; give a time that has passed.");
    }
    return {};
}

Result<void> may_stand(const Place& place) {
    if (place.latitude.has_value() != place.longitude.has_value()) {
        return fail(ErrorCode::invalid, place.latitude ? "place.longitude" : "place.latitude",
                    "A position has both; give this one too, or neither.");
    }
    if (place.latitude && !on_earth({*place.latitude, *place.longitude})) {
        return fail(ErrorCode::invalid, "place.latitude",
                    "Latitude runs from -90 to 90 and longitude from -180 to 180; check that they are not swapped.");
    }
    return {};
}

Result<void> may_open(const Report& report, Instant now) {
    TRY(may_stand(report.place));
    if (report.category) {
        const auto known = categories();
        if (std::find(known.begin(), known.end(), report.category->text) == known.end()) {
            return fail(ErrorCode::invalid, "category",
                        "Use an opening code of the national list, as in reference/nsir_categories.csv.");
        }
    }
    if (report.visibility && (*report.visibility < 0 || *report.visibility > 2)) {
        return fail(ErrorCode::invalid, "visibility", "Give 0 (everyone), 1 (restricted) or 2 (secret).");
    }
    return report.happened_at ? not_from_the_future(*report.happened_at, now) : Result<void>();
}

}  // namespace bluelamp::incidents
