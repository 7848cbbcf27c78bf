// SPDX-License-Identifier: Apache-2.0
/// Parser: one connection's bytes into requests, within Limits. Private to http/.
///
/// Owns the half-read request. Promises: memory stays within Limits plus one read, whatever arrives; each refusal
/// carries the status and the remedy for the client; bytes after a complete request are left to the caller
/// (pipelining). Refuses what is not HTTP/1.0 or 1.1 and what leaves the end of a message in doubt (request smuggling,
/// RFC 9112, 11.2). Knows no sockets, so that the fuzzer can drive it. Not thread safe.
#pragma once

#include <http_parser.h>

#include "http/http.hpp"

namespace bluelamp::http {

struct Refusal {
    int status;
    std::string detail;  ///< what is wrong and what to do
};

class Parser {
   public:
    enum class State { reading, complete, refused };

    /// `limits` must outlive the parser.
    explicit Parser(const Limits& limits);
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;

    /// Takes bytes up to the end of the current request; returns how many. After `complete` call take(), after
    /// `refused` nothing more can be read from this connection.
    std::size_t feed(std::string_view bytes);
    State state() const { return state_; }
    const Refusal& refusal() const { return *refusal_; }

    /// The complete request without peer and secure; the parser is then ready for the next one.
    Request take();
    /// About the request last taken.
    bool keep_alive() const { return keep_alive_; }
    bool speaks_http_1_1() const { return http_1_1_; }

    bool started() const { return started_; }  ///< some of a request was read, but not all
    /// True once when the client waits for "100 Continue" before it sends the body (RFC 9110, 10.1.1).
    bool take_expectation() { return std::exchange(expectation_, false); }

   private:
    static const http_parser_settings& callbacks();
    static Parser& of(http_parser* machine) { return *static_cast<Parser*>(machine->data); }

    int on_url(std::string_view bytes);
    int on_field(std::string_view bytes);
    int on_value(std::string_view bytes);
    int on_headers_complete();
    int on_body(std::string_view bytes);
    int on_message_complete();

    int refuse(int status, std::string detail);
    int refuse_body();
    bool names_one_host() const;
    bool split_target();
    void start_over();

    const Limits& limits_;
    http_parser machine_;
    State state_ = State::reading;
    std::optional<Refusal> refusal_;
    Request request_;
    std::string target_;
    std::size_t discarded_ = 0;   ///< bytes of an oversized body read and thrown away
    bool value_follows_ = false;  ///< the last header callback was a name
    bool in_trailers_ = false;
    bool started_ = false;
    bool expectation_ = false;
    bool keep_alive_ = false;
    bool http_1_1_ = false;
};

}  // namespace bluelamp::http
