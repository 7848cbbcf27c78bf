// SPDX-License-Identifier: Apache-2.0
#include "api/call.hpp"

#include <spdlog/spdlog.h>

#include "api/problem.hpp"

namespace bluelamp::api {
namespace {

Result<json::Object> body_of(const http::Request& request) {
    if (request.body.empty()) {
        return json::Object();
    }
    if (!request.header("content-type").starts_with("application/json")) {
        return fail(ErrorCode::invalid, "Content-Type", "Send application/json.");
    }
    json::Value body = TRY(json::parse(request.body));
    if (!body.is_object()) {
        return fail(ErrorCode::invalid, "body", "Send one JSON object.");
    }
    return std::move(body.get_object());
}

Result<json::Object> query_of(const http::Request& request) {
    json::Object texts;
    for (auto& [name, value] : TRY(http::parse_query(request.query))) {
        if (texts.contains(name)) {
            return fail(ErrorCode::invalid, name, "This is given twice; give it once.");
        }
        texts[name] = std::move(value);
    }
    return texts;
}

}  // namespace

void respond(const Call& call, Answer answer) {
    http::Response response;
    response.status = answer.status;
    response.content_type = answer.body.empty() ? "" : std::move(answer.content_type);
    response.body = std::move(answer.body);
    response.headers = std::move(answer.headers);
    if (answer.version) {
        response.headers.push_back({"ETag", "\"" + std::to_string(*answer.version) + "\""});
    }
    response.headers.push_back({"Cache-Control", "no-store"});
    call.reply.send(std::move(response));
}

void refuse(const Call& call, const Error& error, std::string_view code) {
    ++call.counters->refused;
    if (error.code == ErrorCode::internal || error.code == ErrorCode::unavailable) {
        ++call.counters->failed;
        spdlog::error("{} {}: {} [{}]", http::name(call.request.method), call.route ? call.route->path : "?",
                      error.message, error.cause);
    }
    respond(call, problem(error, code));
}

Result<json::Value> input_of(const Call& call) {
    const bool reads = call.request.method == http::Method::get || call.request.method == http::Method::head;
    json::Object texts = reads ? TRY(query_of(call.request)) : json::Object();
    json::Object fields = reads ? json::Object() : TRY(body_of(call.request));
    for (const auto& [name, value] : call.path) {
        if (fields.contains(name) || texts.contains(name)) {
            return fail(ErrorCode::invalid, name, "This stands in the address already; leave it out.");
        }
        texts[name] = value;
    }
    for (auto& [name, value] : call.route->coerce(std::move(texts))) {
        fields[name] = value;
    }
    return json::Value(std::move(fields));
}

}  // namespace bluelamp::api
