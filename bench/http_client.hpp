// SPDX-License-Identifier: Apache-2.0
/// A load client: keep-alive connections on one thread (epoll), each with one request on its way at a time.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "bench/requests.hpp"

namespace bluelamp::bench {

struct Load {
    int port = 0;
    int connections = 64;
    double warm_up_s = 0.5;  ///< answered before this is not counted
    double seconds = 3;
};

struct Measured {
    std::size_t done = 0;      ///< counted, after the warm-up
    std::size_t answered = 0;  ///< all of them
    std::size_t refused = 0;   ///< answers that are not 2xx
    double seconds = 0;
    std::vector<float> microseconds;
    std::string first_refusal;
};

/// Gives up (ends the program) when a connection breaks: a server that drops callers has no rate worth telling.
Measured run(const Load& load, Requests& requests);

}  // namespace bluelamp::bench
