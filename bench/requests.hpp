// SPDX-License-Identifier: Apache-2.0
/// What the load client asks: an endless row of HTTP requests of one kind, each different from the one before.
#pragma once

#include <string>
#include <vector>

#include "bench/timing.hpp"

namespace bluelamp::bench {

enum class Kind {
    open,  ///< POST /api/v1/incidents
    line,  ///< POST /api/v1/incidents/{id}/lines, of a random incident
    send,  ///< POST /api/v1/contacts/send: the send keystroke, from one of a thousand numbers
    get,   ///< GET of one path; "{id}" in it becomes a random incident
};

class Requests {
   public:
    /// `ids` is needed where incidents are named; `cookie` is the session's.
    Requests(Kind kind, std::string path, std::string cookie, std::vector<std::string> ids);

    /// Appends the next request to `out`.
    void write(std::string& out);

   private:
    void write_post(std::string& out, const std::string& path, const std::string& body);
    [[nodiscard]] std::string report();
    [[nodiscard]] std::string call();
    [[nodiscard]] const std::string& any_id() { return ids_[random_.below(ids_.size())]; }

    Kind kind_;
    std::string path_;
    std::string headers_;
    std::vector<std::string> ids_;
    Random random_ = fresh_random();
};

}  // namespace bluelamp::bench
