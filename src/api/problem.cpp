// SPDX-License-Identifier: Apache-2.0
#include "api/problem.hpp"

namespace bluelamp::api {
namespace {

std::string_view title(ErrorCode code) {
    switch (code) {
        case ErrorCode::invalid: return "Something in the request is not right";
        case ErrorCode::unauthenticated: return "You are not signed in";
        case ErrorCode::forbidden: return "You may not do this";
        case ErrorCode::not_found: return "There is no such thing";
        case ErrorCode::conflict: return "This has already happened or changed";
        case ErrorCode::stale: return "Somebody changed this before you";
        case ErrorCode::key_reused: return "This key was used for another request";
        case ErrorCode::too_large: return "This is too large";
        case ErrorCode::too_many: return "Too many attempts";
        case ErrorCode::unavailable: return "Bluelamp cannot answer now";
        case ErrorCode::internal: return "Bluelamp made a mistake";
    }
    return "Bluelamp made a mistake";
}

}  // namespace

int status_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::invalid: return 400;
        case ErrorCode::unauthenticated: return 401;
        case ErrorCode::forbidden: return 403;
        case ErrorCode::not_found: return 404;
        case ErrorCode::conflict: return 409;
        case ErrorCode::stale: return 412;
        case ErrorCode::too_large: return 413;
        case ErrorCode::key_reused: return 422;
        case ErrorCode::too_many: return 429;
        case ErrorCode::unavailable: return 503;
        case ErrorCode::internal: return 500;
    }
    return 500;
}

Answer problem(const Error& error, std::string_view code, std::optional<int> status) {
    const std::string_view public_code = code.empty() ? name(error.code) : code;
    Answer answer;
    answer.status = status.value_or(status_of(error.code));
    answer.content_type = "application/problem+json";
    std::string& out = answer.body;
    out += R"({"type":)";
    json::write_string(out, "urn:bluelamp:problem:" + std::string(public_code));
    out += R"(,"title":)";
    json::write_string(out, title(error.code));
    out += R"(,"status":)" + std::to_string(answer.status) + R"(,"code":)";
    json::write_string(out, public_code);
    out += R"(,"field":)";
    json::write_string(out, error.field);
    out += R"(,"detail":)";
    json::write_string(out, error.message);
    out += '}';
    if (error.code == ErrorCode::unavailable || error.code == ErrorCode::too_many) {
        answer.headers.push_back({"Retry-After", error.code == ErrorCode::unavailable ? "1" : "60"});
    }
    return answer;
}

}  // namespace bluelamp::api
