// SPDX-License-Identifier: Apache-2.0
/// HTTP: bytes in, bytes out, TLS, live streams.
///
/// Owns sockets, the HTTP/1.1 parser, TLS, limits and timeouts. Knows nothing of routes, JSON schemas, sessions or
/// security headers (api/ adds those), and alone names the HTTP library (docs/decisions/0003-http-library.md).
///
/// Promises: every request that was parsed reaches the handler exactly once, on a network thread. Answers may be given
/// from any thread, at once or later, in any order; they leave in the order the requests came (RFC 9112, 9.3.2), and
/// answers given in one burst by another thread cost one wake-up. A Reply dropped without an answer sends a 500, so a
/// client never waits for nothing. HEAD never gets a body. TCP_NODELAY is on.
/// Refuses: anything over Limits with 413, 414, 431 or 503, malformed HTTP with 400, each as problem details (RFC
/// 9457), and then closes the connection. A stream whose reader is too slow refuses bytes instead of buffering without
/// bound. Sizes are bytes. Reply, Stream and Server may be used from any thread.
/// Start reading at Server::start, then server.cpp.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.hpp"

namespace bluelamp::http {

enum class Method { get, head, post, put, patch, del, options, other };

/// The method as written in HTTP: "GET", "DELETE"; "OTHER" for those we do not serve.
std::string_view name(Method method);

struct Header {
    std::string name;  ///< in requests as the client wrote it; compare without regard to case
    std::string value;
};

/// One request, owning its bytes. The target is split at the first '?', both halves still percent-encoded.
struct Request {
    Method method = Method::other;
    std::string path;   ///< raw; decode a segment with percent_decode after cutting at '/'
    std::string query;  ///< raw, without the '?'; see parse_query
    std::string body;
    std::string peer;     ///< numeric address of the other end of the socket, without port
    bool secure = false;  ///< arrived over TLS on this server
    std::vector<Header> headers;

    /// Value of the first such header, empty when absent. `lower_case_name` must be lower case.
    std::string_view header(std::string_view lower_case_name) const;
    /// Value of a cookie, without surrounding quotes, empty when absent.
    std::string_view cookie(std::string_view name) const;
};

/// Date, Content-Length, Connection and Transfer-Encoding are ours; header values may not contain CR or LF (they are
/// dropped).
struct Response {
    int status = 200;
    std::string content_type;  ///< no Content-Type header when empty
    std::vector<Header> headers;
    std::string body;
    std::shared_ptr<const std::string> shared_body;  ///< instead of `body` when set: static files, never copied
};

/// One server-sent-event (or any chunked) connection. Thread safe. Dropping the last handle closes the stream.
class Stream {
   public:
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;
    virtual ~Stream() = default;

    /// Queues bytes that many streams may share; they are not copied. False when the reader is gone or when more than
    /// Limits::stream_queue bytes would wait for it: the caller decides whether to close or to tell it to resync.
    virtual bool send(std::shared_ptr<const std::string> bytes) = 0;
    /// Sends what is queued, ends the chunked body and closes the connection. Idempotent.
    virtual void close() = 0;
    virtual bool open() const = 0;
    virtual std::size_t queued_bytes() const = 0;
    /// Called once, on a network thread, when the stream ends for whatever reason; at once when it already has.
    virtual void on_close(std::function<void()> callback) = 0;

   protected:
    Stream() = default;
};

/// The right to answer one request. Copies share it; the first answer wins and later ones are ignored.
class Reply {
   public:
    /// What the server implements; nothing outside http/ names it, apart from tests that want to catch an answer.
    class Sink {
       public:
        Sink(const Sink&) = delete;
        Sink& operator=(const Sink&) = delete;
        virtual ~Sink() = default;
        virtual void send(Response response) = 0;
        virtual std::shared_ptr<Stream> stream(Response head) = 0;

       protected:
        Sink() = default;
    };

    explicit Reply(std::shared_ptr<Sink> sink) : sink_(std::move(sink)) {}

    void send(Response response) const { sink_->send(std::move(response)); }
    /// Sends status and headers of `head` (its body is ignored); a chunked body follows through the Stream. The Stream
    /// is never null, but may already be closed when the client left in the meantime.
    std::shared_ptr<Stream> stream(Response head) const { return sink_->stream(std::move(head)); }

   private:
    std::shared_ptr<Sink> sink_;
};

/// Called on a network thread: must not block. Throwing answers 500.
using Handler = std::function<void(Request&&, Reply)>;

struct Limits {
    std::size_t url = 8 * 1024;
    std::size_t header_name = 256;
    std::size_t header_value = 8 * 1024;
    std::size_t header_count = 100;
    std::size_t body = 1024 * 1024;
    std::size_t pipelined = 16;  ///< requests of one connection being handled at once; more wait in the socket
    std::size_t connections = 12'000;
    std::size_t stream_queue = 1024 * 1024;          ///< bytes waiting for one stream's reader
    std::chrono::milliseconds read_timeout{10'000};  ///< first byte to last byte of a request (slow loris)
    std::chrono::milliseconds idle_timeout{60'000};  ///< between requests on a kept-alive connection
    std::chrono::milliseconds answer_timeout{
        120'000};  ///< handler given the request to its answer; then the connection closes
    std::chrono::milliseconds write_timeout{15'000};  ///< a write in which the reader takes nothing
};

struct Config {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  ///< 0: the system chooses, see Server::port
    std::string tls_cert;    ///< PEM file with the certificate chain; both or neither of these two
    std::string tls_key;     ///< PEM file with the private key
    Limits limits;
    int threads = 1;
    std::vector<Header> headers;             ///< sent with every answer, our own refusals included
    std::chrono::milliseconds drain{5'000};  ///< how long stop() waits for answers in flight
};

class Server {
   public:
    /// Fails with the field ("address", "port", "tls_cert", "tls_key", "threads") and the remedy. On success it already
    /// listens.
    static Result<std::unique_ptr<Server>> start(Config config, Handler handler);

    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    virtual ~Server() = default;  ///< calls stop()

    virtual std::uint16_t port() const = 0;
    /// Stops accepting, closes streams, lets answers in flight go out for up to Config::drain, then closes everything.
    /// Returns when no network thread is left. Idempotent. Must not be called from a handler.
    virtual void stop() = 0;
    virtual int connections() const = 0;

   protected:
    Server() = default;
};

/// nullopt when an escape is cut short or not hexadecimal, or when it decodes to a NUL. '+' stays '+'.
std::optional<std::string> percent_decode(std::string_view text);

/// Pairs of "a=1&b=2" in order, decoded, '+' as space; a key without '=' has an empty value. A malformed escape is
/// refused with the name of its parameter as the field.
Result<std::vector<std::pair<std::string, std::string>>> parse_query(std::string_view query);

}  // namespace bluelamp::http
