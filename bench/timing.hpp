// SPDX-License-Identifier: Apache-2.0
/// What every program of bench/ needs: a clock that never goes back, a fast random number, percentiles, and the one
/// line of JSON in which a program tells what it measured. Not for src/.
#pragma once

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace bluelamp::bench {

using Clock = std::chrono::steady_clock;

inline double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// splitmix64 (Steele, Lea, Flood 2014): random enough to spread keys, and cheap enough not to be what is measured.
class Random {
   public:
    explicit Random(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
        return z ^ (z >> 31);
    }
    std::uint64_t below(std::uint64_t limit) { return next() % limit; }

   private:
    std::uint64_t state_;
};

/// Seeded from the wall clock, so that two runs on one database do not draw the same keys.
inline Random fresh_random() {
    return Random(static_cast<std::uint64_t>(std::chrono::system_clock::now().time_since_epoch().count()));
}

/// A UUID of version 4: what a client sends as its Idempotency-Key (RFC 9562 section 5.4).
inline std::string random_uuid(Random& random) {
    const std::uint64_t a = random.next();
    const std::uint64_t b = random.next();
    return fmt::format("{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}", a >> 32, a >> 16 & 0xffff, a & 0xfff,
                       0x8000 | (b >> 48 & 0x3fff), b & 0xffffffffffffU);
}

/// Nearest rank; 0 when nothing was measured.
inline double percentile(std::vector<float>& sample, double share) {
    if (sample.empty()) {
        return 0;
    }
    const auto rank = std::min(sample.size() - 1, static_cast<std::size_t>(share * static_cast<double>(sample.size())));
    std::nth_element(sample.begin(), sample.begin() + static_cast<std::ptrdiff_t>(rank), sample.end());
    return sample[rank];
}

/// Processor time of this process so far: unlike a rate, it hardly changes when neighbours work.
inline double cpu_seconds() {
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

/// What a program measured. `cpu_s` is its own processor time, `answered` how many it was spent on.
struct Told {
    std::size_t done = 0;
    double seconds = 0;
    std::size_t answered = 0;
    double cpu_s = 0;
};

/// The last line of every program's output. Latencies in microseconds.
inline void tell(const Told& told, std::vector<float>& microseconds) {
    fmt::print(
        R"({{"done":{},"seconds":{:.4f},"per_s":{:.1f},"p50_us":{:.2f},"p99_us":{:.2f},"answered":{},"cpu_s":{:.4f}}})"
        "\n",
        told.done, told.seconds, static_cast<double>(told.done) / told.seconds, percentile(microseconds, 0.5),
        percentile(microseconds, 0.99), told.answered, told.cpu_s);
}

[[noreturn]] inline void give_up(const std::string& why) {
    fmt::print(stderr, "bench: {}\n", why);
    std::exit(1);
}

}  // namespace bluelamp::bench
