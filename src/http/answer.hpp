// SPDX-License-Identifier: Apache-2.0
/// Answer: a Response as bytes. Private to http/.
///
/// Promises: exactly one framing per answer (RFC 9112, 6): Content-Length, chunked, or none where a body is forbidden;
/// no header value can start a second header, because CR, LF and NUL never leave.
#pragma once

#include "http/http.hpp"

namespace bluelamp::http {

/// May this be the name of a header (RFC 9110, 5.6.2)?
bool is_token(std::string_view text);

/// How the request being answered wants its answer.
struct Manner {
    bool head = false;
    bool http_1_1 = true;
    bool keep_alive = true;
    std::string_view always{};  ///< header lines of every answer, written once; must outlive the answer
};

struct Answer {
    std::string bytes;  ///< status line and headers, and the body when it is small
    std::shared_ptr<const std::string> body;
};

/// Headers as they are sent, each line with its end.
std::string header_lines(const std::vector<Header>& headers);

Answer make_answer(Response response, Manner manner);

/// Status line and headers of a stream: chunked for HTTP/1.1, up to the end of the connection for HTTP/1.0. To HEAD
/// they are the whole answer.
std::string make_stream_head(const Response& head, Manner manner);

/// Problem details (RFC 9457) for what http/ itself refuses.
Response make_problem(int status, std::string_view detail);

}  // namespace bluelamp::http
