// SPDX-License-Identifier: Apache-2.0
/// Draws: chance that repeats. Each purpose has a stream of its own, named by words and a number, so that what is drawn
/// for one call never moves what is drawn for another, and the same seed gives the same force on every machine.
#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/instant.hpp"
#include "core/result.hpp"

namespace bluelamp::simulate {

/// The state of the stream `purpose` and `number` of `seed`.
[[nodiscard]] std::uint64_t stream(std::uint64_t seed, std::string_view purpose, std::uint64_t number = 0);

class Draws {
   public:
    explicit Draws(std::uint64_t state) : state_(state) {}
    Draws(std::uint64_t seed, std::string_view purpose, std::uint64_t number = 0)
        : state_(stream(seed, purpose, number)) {}

    std::uint64_t next();
    double unit();                                              ///< from 0, less than 1
    bool chance(double share) { return unit() < share; }        ///< true in that share of draws
    std::int64_t between(std::int64_t low, std::int64_t high);  ///< both included
    /// A time that is as often shorter as longer than `median`; `spread` 0.5 is usual, 1 has a long tail.
    std::chrono::milliseconds about(std::chrono::milliseconds median, double spread = 0.5);
    /// How many events of a Poisson process come where `expected` are.
    std::int64_t count(double expected);
    template <class T>
    const T& one_of(const std::vector<T>& all) {
        invariant(!all.empty(), "nothing to draw from");
        return all[static_cast<std::size_t>(between(0, static_cast<std::int64_t>(all.size()) - 1))];
    }

   private:
    double normal();

    std::uint64_t state_;
};

/// Weights to draw by, added up once.
class Weights {
   public:
    void add(double weight) { sums_.push_back((sums_.empty() ? 0 : sums_.back()) + weight); }
    [[nodiscard]] bool empty() const { return sums_.empty(); }
    [[nodiscard]] std::size_t draw(Draws& draws) const;  ///< which of those added; there must be one

   private:
    std::vector<double> sums_;
};

}  // namespace bluelamp::simulate
