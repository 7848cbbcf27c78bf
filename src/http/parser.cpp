// SPDX-License-Identifier: Apache-2.0
#include "http/parser.hpp"

#include "http/answer.hpp"

namespace bluelamp::http {
namespace {

/// A client in the middle of sending an oversized body reads our 413 only if we let it finish; this much, and no more,
/// is read and thrown away for its sake.
constexpr std::size_t most_discarded = 16 * 1024 * 1024;

constexpr int go_on = 0;
constexpr int stop = -1;  // any other value has a meaning of its own in on_headers_complete

Method method_of(unsigned code) {
    switch (code) {
        case HTTP_GET: return Method::get;
        case HTTP_HEAD: return Method::head;
        case HTTP_POST: return Method::post;
        case HTTP_PUT: return Method::put;
        case HTTP_PATCH: return Method::patch;
        case HTTP_DELETE: return Method::del;
        case HTTP_OPTIONS: return Method::options;
        default: return Method::other;
    }
}

// http_parser is built lenient in Debian: it lets control characters through, and spaces in header names, which other
// programs in the path read differently (request smuggling). So the characters are checked here.
bool is_target(std::string_view text) {  // RFC 9112, 3.2: visible ASCII; everything else is percent-encoded
    return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
}

bool is_value(std::string_view text) {  // RFC 9110, 5.5
    return std::none_of(text.begin(), text.end(), [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == 0x7f; });
}

Refusal malformed(http_errno error) {
    if (error == HPE_HEADER_OVERFLOW) {
        return {431, "The header fields together are too long. Send fewer or shorter cookies and header fields."};
    }
    return {400, fmt::format("This is not valid HTTP/1.1: {}. Correct the request.", http_errno_description(error))};
}

}  // namespace

Parser::Parser(const Limits& limits) : limits_(limits) { start_over(); }

const http_parser_settings& Parser::callbacks() {
    static const http_parser_settings settings = [] {
        http_parser_settings s;
        http_parser_settings_init(&s);
        s.on_url = [](http_parser* p, const char* at, std::size_t n) { return of(p).on_url({at, n}); };
        s.on_header_field = [](http_parser* p, const char* at, std::size_t n) { return of(p).on_field({at, n}); };
        s.on_header_value = [](http_parser* p, const char* at, std::size_t n) { return of(p).on_value({at, n}); };
        s.on_headers_complete = [](http_parser* p) { return of(p).on_headers_complete(); };
        s.on_body = [](http_parser* p, const char* at, std::size_t n) { return of(p).on_body({at, n}); };
        s.on_message_complete = [](http_parser* p) { return of(p).on_message_complete(); };
        return s;
    }();
    return settings;
}

void Parser::start_over() {
    http_parser_init(&machine_, HTTP_REQUEST);
    machine_.data = this;
    state_ = State::reading;
    request_ = Request{};
    target_.clear();
    discarded_ = 0;
    value_follows_ = in_trailers_ = started_ = expectation_ = false;
}

std::size_t Parser::feed(std::string_view bytes) {
    if (state_ != State::reading || bytes.empty()) {
        return 0;
    }
    started_ = true;
    const auto taken = http_parser_execute(&machine_, &callbacks(), bytes.data(), bytes.size());
    if (state_ == State::reading && HTTP_PARSER_ERRNO(&machine_) != HPE_OK) {
        const auto refused = malformed(HTTP_PARSER_ERRNO(&machine_));
        refuse(refused.status, refused.detail);
    }
    if (state_ == State::complete && refusal_) {
        state_ = State::refused;  // an oversized body, now read to its end
    }
    return taken;
}

Request Parser::take() {
    invariant(state_ == State::complete, "a request is taken when it is complete");
    request_.method = method_of(machine_.method);
    // An offered upgrade is ignored, as RFC 9110, 7.8 allows; the parser would otherwise end the connection for it.
    machine_.upgrade = 0;
    keep_alive_ = http_should_keep_alive(&machine_) != 0;
    http_1_1_ = machine_.http_major == 1 && machine_.http_minor >= 1;
    auto request = std::move(request_);
    start_over();
    return request;
}

int Parser::refuse(int status, std::string detail) {
    refusal_ = Refusal{status, std::move(detail)};
    state_ = State::refused;
    return stop;
}

int Parser::on_url(std::string_view bytes) {
    if (target_.size() + bytes.size() > limits_.url) {
        return refuse(414, fmt::format("The address is longer than {} bytes. Shorten it.", limits_.url));
    }
    if (!is_target(bytes)) {
        return refuse(400,
                      "The address holds a character that must be percent-encoded. Encode it as UTF-8, like %C3%A9.");
    }
    target_.append(bytes);
    return go_on;
}

int Parser::on_field(std::string_view bytes) {
    if (in_trailers_) {
        return go_on;  // RFC 9110, 6.5.1: trailers may be discarded
    }
    if (!value_follows_) {
        if (request_.headers.size() >= limits_.header_count) {
            return refuse(431, fmt::format("There are more than {} header fields. Send fewer.", limits_.header_count));
        }
        request_.headers.emplace_back();
        value_follows_ = true;
    }
    auto& field = request_.headers.back().name;
    if (field.size() + bytes.size() > limits_.header_name) {
        return refuse(431, fmt::format("A header name is longer than {} bytes. Shorten it.", limits_.header_name));
    }
    if (!bytes.empty() && !is_token(bytes)) {  // empty where a read ends just before the name
        return refuse(400, "A header name holds a space or another character that is not allowed there. Remove it.");
    }
    field.append(bytes);
    return go_on;
}

int Parser::on_value(std::string_view bytes) {
    if (in_trailers_) {
        return go_on;
    }
    value_follows_ = false;
    auto& [field, value] = request_.headers.back();
    if (value.size() + bytes.size() > limits_.header_value) {
        return refuse(431,
                      fmt::format("The header {} is longer than {} bytes. Shorten it.", field, limits_.header_value));
    }
    if (!is_value(bytes)) {
        return refuse(400, fmt::format("The header {} holds a control character. Remove it.", field));
    }
    value.append(bytes);
    return go_on;
}

// RFC 9112, 3.2: a request of version 1.1 without Host, or with two, must be answered 400.
bool Parser::names_one_host() const {
    const auto is_host = [](const Header& header) {
        return header.name.size() == 4 && (header.name[0] | 0x20) == 'h' && (header.name[1] | 0x20) == 'o' &&
               (header.name[2] | 0x20) == 's' && (header.name[3] | 0x20) == 't';
    };
    const auto hosts = std::count_if(request_.headers.begin(), request_.headers.end(), is_host);
    return hosts == 1 || (hosts == 0 && machine_.http_minor == 0);
}

// RFC 9112, 3.2.2: the absolute form ("GET http://host/path") must be accepted, and means the same.
bool Parser::split_target() {
    std::string_view target = target_;
    if (machine_.method == HTTP_CONNECT) {
        request_.path = target_;
        return true;
    }
    if (!target.empty() && target.front() != '/' && target != "*") {
        const auto authority = target.find("://");
        if (authority == std::string_view::npos) {
            return false;
        }
        const auto path = target.find_first_of("/?", authority + 3);
        target.remove_prefix(path == std::string_view::npos ? target.size() : path);
    }
    target = target.substr(0, target.find('#'));
    const auto mark = target.find('?');
    request_.path = target.substr(0, mark);
    request_.query = mark == std::string_view::npos ? std::string_view{} : target.substr(mark + 1);
    if (request_.path.empty()) {
        request_.path.assign(1, '/');
    }
    return true;
}

int Parser::on_headers_complete() {
    in_trailers_ = true;
    if (machine_.http_major != 1) {
        return refuse(505, "Only HTTP/1.0 and HTTP/1.1 are spoken here. Use one of them.");
    }
    if (!names_one_host()) {
        return refuse(400, "A request must carry exactly one Host header. Send it once.");
    }
    if (!split_target()) {
        return refuse(400, "The address must begin with '/'. Correct it.");
    }
    const bool waits = !request_.header("expect").empty() && machine_.http_minor >= 1;
    const bool sized = (machine_.flags & F_CONTENTLENGTH) != 0;
    const std::uint64_t announced = sized ? machine_.content_length : 0;
    if (announced > limits_.body && (waits || announced > most_discarded)) {
        return refuse_body();
    }
    const bool body_follows = announced > 0 || (machine_.flags & F_CHUNKED) != 0;
    expectation_ = waits && body_follows;
    request_.body.reserve(announced > limits_.body ? 0 : static_cast<std::size_t>(announced));
    return go_on;
}

int Parser::refuse_body() {
    return refuse(413, fmt::format("The body is longer than {} bytes. Send it in smaller parts.", limits_.body));
}

int Parser::on_body(std::string_view bytes) {
    if (request_.body.size() + bytes.size() <= limits_.body && discarded_ == 0) {
        request_.body.append(bytes);
        return go_on;
    }
    if (discarded_ == 0) {
        refuse_body();
        state_ = State::reading;  // the rest is read for the client's sake, see most_discarded
        discarded_ = request_.body.size();
        request_.body = std::string{};
    }
    discarded_ += bytes.size();
    return discarded_ > most_discarded ? refuse_body() : go_on;
}

int Parser::on_message_complete() {
    state_ = State::complete;
    http_parser_pause(&machine_, 1);
    return go_on;
}

}  // namespace bluelamp::http
