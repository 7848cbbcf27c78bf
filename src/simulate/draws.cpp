// SPDX-License-Identifier: Apache-2.0
#include "simulate/draws.hpp"

#include <cmath>
#include <numbers>

namespace bluelamp::simulate {

namespace {

/// splitmix64 (Sebastiano Vigna, public domain): one step of a counter, mixed.
std::uint64_t mixed(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

constexpr std::uint64_t golden = 0x9e3779b97f4a7c15ULL;

}  // namespace

std::uint64_t stream(std::uint64_t seed, std::string_view purpose, std::uint64_t number) {
    std::uint64_t state = mixed(seed + golden);
    for (const char letter : purpose) {
        state = mixed(state ^ static_cast<unsigned char>(letter)) + golden;
    }
    return mixed(state ^ mixed(number + golden));
}

std::uint64_t Draws::next() { return mixed(state_ += golden); }

double Draws::unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

std::int64_t Draws::between(std::int64_t low, std::int64_t high) {
    invariant(low <= high, "an empty range");
    return low + static_cast<std::int64_t>(next() % (static_cast<std::uint64_t>(high - low) + 1));
}

double Draws::normal() {
    const double radius = std::sqrt(-2 * std::log(1 - unit()));
    return radius * std::cos(2 * std::numbers::pi * unit());
}

std::chrono::milliseconds Draws::about(std::chrono::milliseconds median, double spread) {
    const double ms = static_cast<double>(median.count()) * std::exp(spread * normal());
    return std::chrono::milliseconds(std::max<std::int64_t>(1, std::llround(ms)));
}

std::int64_t Draws::count(double expected) {
    std::int64_t events = 0;
    for (double passed = -std::log(1 - unit()); passed < expected; passed += -std::log(1 - unit())) {
        ++events;
    }
    return events;
}

std::size_t Weights::draw(Draws& draws) const {
    invariant(!sums_.empty(), "nothing to draw from");
    const double at = draws.unit() * sums_.back();
    const auto found = std::upper_bound(sums_.begin(), sums_.end(), at);
    return std::min(static_cast<std::size_t>(found - sums_.begin()), sums_.size() - 1);
}

}  // namespace bluelamp::simulate
