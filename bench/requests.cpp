// SPDX-License-Identifier: Apache-2.0
#include "bench/requests.hpp"

namespace bluelamp::bench {
namespace {

/// Those that promise that somebody comes, so that each act writes the same rows.
constexpr std::string_view grades[] = {"emergency", "priority", "scheduled"};

}  // namespace

Requests::Requests(Kind kind, std::string path, std::string cookie, std::vector<std::string> ids)
    : kind_(kind), path_(std::move(path)), ids_(std::move(ids)) {
    headers_ = " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n";
    if (!cookie.empty()) {
        headers_ += "Cookie: bluelamp=" + cookie + "\r\n";
    }
    const bool names_incidents = kind_ == Kind::line || path_.find("{id}") != std::string::npos;
    if (names_incidents && ids_.empty()) {
        give_up("these requests name incidents: give --ids FILE");
    }
}

void Requests::write(std::string& out) {
    switch (kind_) {
        case Kind::open: return write_post(out, "/api/v1/incidents", report());
        case Kind::send: return write_post(out, "/api/v1/contacts/send", call());
        case Kind::line:
            return write_post(out, "/api/v1/incidents/" + any_id() + "/lines",
                              fmt::format(R"({{"text":"Second caller, same group, now about {} people, walking )"
                                          R"(towards the station; the first caller has gone back inside."}})",
                                          2 + random_.below(8)));
        case Kind::get: break;
    }
    std::string path = path_;
    if (const auto hole = path.find("{id}"); hole != std::string::npos) {
        path.replace(hole, 4, any_id());
    }
    out += "GET " + path + headers_ + "\r\n";
}

void Requests::write_post(std::string& out, const std::string& path, const std::string& body) {
    fmt::format_to(std::back_inserter(out),
                   "POST {}{}Idempotency-Key: {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
                   path, headers_, random_uuid(random_), body.size(), body);
}

/// Somewhere in the City of London, so that its ward is looked up as it would be.
std::string Requests::report() {
    return fmt::format(
        R"({{"summary":"Man trying door handles of parked vans, dark jacket, grey rucksack, walking north; )"
        R"(the caller can see him from a window","place":{{"text":"Bartholomew Close, near number {}",)"
        R"("latitude":51.5{},"longitude":-0.0{}}},"grade":"{}","category":"Suspicious circumstances"}})",
        1 + random_.below(99), 1200 + random_.below(600), 8000 + random_.below(1900),
        grades[random_.below(std::size(grades))]);
}

/// The same man, told by telephone.
std::string Requests::call() {
    return fmt::format(
        R"({{"channel":"emergency_999","phone":"07700 900{:03}","reason":"Man trying door handles of parked vans, )"
        R"(dark jacket, grey rucksack, walking north; the caller can see him from a window","place":{{"text":)"
        R"("Bartholomew Close, near number {}","latitude":51.5{},"longitude":-0.0{}}}}})",
        random_.below(1000), 1 + random_.below(99), 1200 + random_.below(600), 8000 + random_.below(1900));
}

}  // namespace bluelamp::bench
