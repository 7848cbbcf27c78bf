// SPDX-License-Identifier: Apache-2.0
/// Charts of a linkage as one page: what the model has learned, how the weights of the compared pairs lie, and why some
/// pairs have theirs.
///
/// Promises: opens anywhere without a network: no script, nothing loaded; reads on a phone, in the dark, and as tables
/// with a screen reader; the steps of every waterfall add up to its last line as they are shown. Pure. The examples
/// show what was written about people, and the page says so.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/identity/identity.hpp"

namespace bluelamp::linkage {

/// Two records whose weight is explained, by the names that whoever reads knows them by.
struct Example {
    std::string left, right;
    identity::Explanation why;
};

struct Charted {
    std::string title;  ///< "people.csv"
    std::uint64_t records = 0;
    double threshold = 0.5;
    std::shared_ptr<const identity::Model> model;
    std::vector<std::uint64_t> histogram;  ///< as in identity::Linked; no chart when all are 0
    std::uint64_t compared = 0, linked = 0;
    std::vector<Example> examples;
};

[[nodiscard]] std::string charts(const Charted& what);

/// A waterfall rounded so that its parts add up: the running totals are rounded, and a step is their difference.
struct Bar {
    std::string words;
    double from = 0, to = 0;  ///< totals before and after, hundredths exact
};
[[nodiscard]] std::vector<Bar> waterfall(const identity::Explanation& why);

}  // namespace bluelamp::linkage
