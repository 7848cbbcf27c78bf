// SPDX-License-Identifier: Apache-2.0
/// What an import of dispatch history found and did, as counts that add up.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/json.hpp"

namespace bluelamp::cad {

/// How often each word was counted.
struct Times {
    std::map<std::string, std::int64_t, std::less<>> by;
    void add(std::string_view word) { ++by.try_emplace(std::string(word), 0).first->second; }
};

/// A clock that ran backwards, as listed for whoever looks after it.
struct BackwardClock {
    std::string id;      ///< of the incident in the other system
    std::string stage;   ///< "arrived"
    std::string before;  ///< the stage it stands before: "mobile"
    std::int64_t seconds = 0;
};
BOOST_DESCRIBE_STRUCT(BackwardClock, (), (id, stage, before, seconds))

/// rows_stored + rows_changed + rows_unchanged + rows_refused = rows_in.
struct ImportReport {
    std::string source, title, licence;
    std::int64_t rows_in = 0, rows_stored = 0, rows_changed = 0, rows_unchanged = 0, rows_refused = 0;
    Times refusals;
    std::vector<std::string> refusal_examples;
    std::int64_t roll_overs = 0;          ///< incidents that ran over midnight
    std::int64_t instants_rolled = 0;     ///< stages before which midnight came
    std::int64_t backward_clocks = 0;     ///< steps backward; the instants are kept, and measured nowhere
    std::vector<BackwardClock> backward;  ///< the first 1,000 of them
    Times missing_stages;                 ///< by stage: rows in which its column is blank
    std::int64_t geocode_errors = 0;      ///< positions that are none, or outside the map's extent: dropped
    std::int64_t outside_every_area = 0;  ///< sound positions that no area loaded here holds
    std::int64_t unknown_grades = 0;      ///< values the map does not name, and no `otherwise`
    bool dates_only = false;              ///< the file tells days, not times: no interval can be measured
    std::int64_t bytes = 0;               ///< unpacked
    double seconds = 0;
};
BOOST_DESCRIBE_STRUCT(ImportReport, (),
                      (source, title, licence, rows_in, rows_stored, rows_changed, rows_unchanged, rows_refused,
                       refusals, refusal_examples, roll_overs, instants_rolled, backward_clocks, backward,
                       missing_stages, geocode_errors, outside_every_area, unknown_grades, dates_only, bytes, seconds))

}  // namespace bluelamp::cad

namespace bluelamp::json {

/// {"word": times, …} in order of words. Written only.
template <>
struct Format<cad::Times> {
    static void write(std::string& out, const cad::Times& value);
};

}  // namespace bluelamp::json
