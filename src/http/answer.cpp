// SPDX-License-Identifier: Apache-2.0
#include "http/answer.hpp"

#include <fmt/compile.h>

#include <array>

#include "core/instant.hpp"

namespace bluelamp::http {
namespace {

/// Up to here copying a body behind its headers costs less than a second buffer in the system call.
constexpr std::size_t small_body = 8 * 1024;

/// Reason phrases of RFC 9110 and RFC 6585; clients ignore them, people reading a trace do not.
std::string_view reason(int status) {
    static constexpr std::array<std::pair<int, std::string_view>, 34> phrases{{
        {200, "OK"},
        {201, "Created"},
        {202, "Accepted"},
        {204, "No Content"},
        {206, "Partial Content"},
        {301, "Moved Permanently"},
        {302, "Found"},
        {303, "See Other"},
        {304, "Not Modified"},
        {307, "Temporary Redirect"},
        {308, "Permanent Redirect"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {406, "Not Acceptable"},
        {408, "Request Timeout"},
        {409, "Conflict"},
        {410, "Gone"},
        {412, "Precondition Failed"},
        {413, "Content Too Large"},
        {414, "URI Too Long"},
        {415, "Unsupported Media Type"},
        {416, "Range Not Satisfiable"},
        {422, "Unprocessable Content"},
        {423, "Locked"},
        {428, "Precondition Required"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {500, "Internal Server Error"},
        {501, "Not Implemented"},
        {503, "Service Unavailable"},
        {505, "HTTP Version Not Supported"},
    }};
    const auto* found = std::find_if(phrases.begin(), phrases.end(), [&](auto& p) { return p.first == status; });
    return found == phrases.end() ? std::string_view{"Status"} : found->second;
}

bool is_framing(std::string_view header_name) {
    std::string folded(header_name);
    std::transform(folded.begin(), folded.end(), folded.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
    return folded == "content-length" || folded == "connection" || folded == "transfer-encoding";
}

void append_header(std::string& out, std::string_view header_name, std::string_view value) {
    out.append(header_name).append(": ");
    const auto breaks_lines = [](char c) { return c == '\r' || c == '\n' || c == '\0'; };
    if (std::none_of(value.begin(), value.end(), breaks_lines)) {
        out.append(value);
    } else {
        std::remove_copy_if(value.begin(), value.end(), std::back_inserter(out), breaks_lines);
    }
    out.append("\r\n");
}

/// "Sat, 21 Nov 2026 09:56:09 GMT" (RFC 9110, 5.6.7): pages correct a wrong workstation clock by it. Written once a
/// second.
std::string_view date_now() {
    static constexpr std::string_view days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static constexpr std::string_view months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    thread_local std::int64_t written_for = -1;
    thread_local std::string written;
    const Instant now = SystemClock().now();
    if (now.ms / 1000 != written_for) {
        written_for = now.ms / 1000;
        const auto day = parse_date(rfc3339(now).substr(0, 10)).value_or(LocalDate{});
        const std::int64_t second = written_for % 86'400;
        written = fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", days[weekday(day)], day.day,
                              months[day.month - 1], day.year, second / 3600, second / 60 % 60, second % 60);
    }
    return written;
}

void append_headers(std::string& out, const std::vector<Header>& headers) {
    for (const auto& header : headers) {
        if (is_token(header.name) && !is_framing(header.name)) {
            append_header(out, header.name, header.value);
        }
    }
}

std::string begin_head(const Response& response, Manner manner) {
    std::string out;
    out.reserve(1'024 + std::min(response.body.size(), small_body));
    fmt::format_to(std::back_inserter(out), FMT_COMPILE("HTTP/1.1 {} {}\r\n"), response.status,
                   reason(response.status));
    append_header(out, "Date", date_now());
    if (!response.content_type.empty()) {
        append_header(out, "Content-Type", response.content_type);
    }
    append_headers(out, response.headers);
    out.append(manner.always);
    return out;
}

void append_connection(std::string& out, Manner manner) {
    if (!manner.keep_alive) {
        out.append("Connection: close\r\n");
    } else if (!manner.http_1_1) {
        out.append("Connection: keep-alive\r\n");
    }
}

}  // namespace

bool is_token(std::string_view text) {
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";  // RFC 9110, 5.6.2
    return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
               marks.find(c) != std::string_view::npos;
    });
}

std::string header_lines(const std::vector<Header>& headers) {
    std::string lines;
    append_headers(lines, headers);
    return lines;
}

Answer make_answer(Response response, Manner manner) {
    const std::size_t length = response.shared_body ? response.shared_body->size() : response.body.size();
    const bool bodiless = response.status == 204 || response.status == 304;
    Answer answer{begin_head(response, manner), nullptr};
    append_connection(answer.bytes, manner);
    if (!bodiless) {
        fmt::format_to(std::back_inserter(answer.bytes), FMT_COMPILE("Content-Length: {}\r\n"), length);
    }
    answer.bytes.append("\r\n");
    if (bodiless || manner.head || length == 0) {
        return answer;
    }
    if (length <= small_body) {
        answer.bytes.append(response.shared_body ? *response.shared_body : response.body);
    } else {
        answer.body = response.shared_body ? std::move(response.shared_body)
                                           : std::make_shared<const std::string>(std::move(response.body));
    }
    return answer;
}

std::string make_stream_head(const Response& head, Manner manner) {
    auto out = begin_head(head, manner);
    // A stream lasts as long as its connection, so nothing can follow it.
    manner.keep_alive = manner.keep_alive && manner.head;
    append_connection(out, manner);
    out.append(manner.http_1_1 ? "Transfer-Encoding: chunked\r\n\r\n" : "\r\n");
    return out;
}

namespace {

/// The public code and the field of a refusal made before any route was found, as api/problem.cpp gives them elsewhere.
std::pair<std::string_view, std::string_view> code_and_field(int status) {
    switch (status) {
        case 413: return {"too_large", "body"};
        case 414: return {"too_large", "path"};
        case 431: return {"too_large", "headers"};
        case 500: return {"internal", ""};
        case 503: return {"unavailable", ""};
        default: return {"invalid", "request"};
    }
}

}  // namespace

Response make_problem(int status, std::string_view detail) {
    Response problem;
    problem.status = status;
    problem.content_type = "application/problem+json";
    std::string escaped;
    for (const char c : detail) {
        if (c == '"' || c == '\\') {
            escaped.push_back('\\');
        }
        escaped.push_back(c >= ' ' && c <= '~' ? c : '?');  // a header name in the text may hold anything
    }
    const auto [code, field] = code_and_field(status);
    constexpr std::string_view shape =
        R"({{"type":"urn:bluelamp:problem:{}","title":"{}","status":{},"code":"{}","field":"{}","detail":"{}"}})";
    problem.body = fmt::format(shape, code, reason(status), status, code, field, escaped);
    return problem;
}

}  // namespace bluelamp::http
