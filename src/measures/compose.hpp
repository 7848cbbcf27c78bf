// SPDX-License-Identifier: Apache-2.0
/// Composes readings from what was counted: value, interval, words, comparison; and the keys and labels of a series.
/// Asks no database.
#pragma once

#include <string>
#include <vector>

#include "measures/estimate.hpp"
#include "measures/measures.hpp"

namespace bluelamp::measures {

class Composer {
   public:
    /// All three must outlive this.
    Composer(const Measure& measure, const geography::Areas& areas, const Scope& scope);

    /// One key of the tallies.
    struct Part {
        std::string key;
        const Tallies& tallies;
    };

    [[nodiscard]] Reading reading(const std::string& key, const Tallies& tallies, const Coverage& coverage) const;
    /// Adds the comparison of `now` with `then`, which `earlier` was asked for and `coverage` covers.
    void compare(Reading& reading, const Part& now, const Part& then, const Composer& earlier,
                 const Coverage& coverage) const;

    /// Keys of the series in the order of showing: every month, hour and type there is, found or not; areas as found.
    [[nodiscard]] std::vector<std::string> keys(const Tallies& tallies) const;
    [[nodiscard]] std::string label(const std::string& key) const;
    /// The key of the earlier period that `key` is compared with: its own, except that a month is moved.
    [[nodiscard]] std::string earlier_key(const std::string& key, const Scope& earlier) const;

   private:
    /// What the reading for this key alone is asked with.
    [[nodiscard]] Scope alone(const std::string& key) const;
    [[nodiscard]] Exposure exposure(const std::string& key) const;
    [[nodiscard]] std::optional<Residents> residents(const std::string& key) const;
    [[nodiscard]] std::vector<std::string> notes(const std::string& key, const Tally& tally,
                                                 const Coverage& coverage) const;

    const Measure& measure_;
    const geography::Areas& areas_;
    const Scope& scope_;
    std::array<std::int64_t, 168> hours_{};
};

}  // namespace bluelamp::measures
