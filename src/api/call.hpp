// SPDX-License-Identifier: Apache-2.0
/// Call: one request on its way through the API, and the ways to answer it.
///
/// Promises: every refusal is problem details, counted, and logged with its
/// cause when the fault is ours. Refuses: bodies that are not one JSON object, fields given twice.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "access/sessions.hpp"
#include "core/json.hpp"
#include "http/http.hpp"

namespace bluelamp::api {

struct Route;

/// What a handler answers with, already written. `version` becomes the ETag.
struct Answer {
    int status = 200;
    std::string body;
    std::string content_type = "application/json";
    std::optional<std::int64_t> version;
    std::vector<http::Header> headers;
};

/// Counts for /metrics.
struct Counters {
    std::atomic<std::int64_t> requests{0}, refused{0}, failed{0}, replayed{0};
};

struct Call {
    http::Request request;
    http::Reply reply;
    const Route* route = nullptr;                             ///< null when there is none at the address
    std::vector<std::pair<std::string, std::string>> path{};  ///< decoded fields of the path
    std::shared_ptr<Counters> counters = std::make_shared<Counters>();
    std::shared_ptr<const Act> act{};  ///< these two are null where nobody is signed in, on routes open to everybody
    access::SignedInPtr signed_in{};
};
using CallPtr = std::shared_ptr<const Call>;

void respond(const Call& call, Answer answer);
void refuse(const Call& call, const Error& error, std::string_view code = {});

/// The fields of the path with those of the query string (GET) or the body, as one object.
Result<json::Value> input_of(const Call& call);

/// The same, read into In.
template <class In>
Result<In> input_as(const Call& call) {
    return json::read<In>(TRY(input_of(call)));
}

}  // namespace bluelamp::api
