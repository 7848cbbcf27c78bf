// SPDX-License-Identifier: Apache-2.0
#include <sys/resource.h>

#include "http/loop.hpp"

namespace bluelamp::http {
namespace {

using Context = asio::ssl::context;

/// Files, pipes and the database need descriptors too.
constexpr std::size_t descriptors_kept_back = 256;

/// The first of `offered` (length-prefixed names, RFC 7301) that we speak; without it browsers would ask for HTTP/2.
/// The parameters are imposed by OpenSSL.
int choose_protocol(SSL*, const unsigned char** out, unsigned char* length, const unsigned char* offered, unsigned size,
                    void*) {
    constexpr std::string_view ours = "http/1.1";
    for (unsigned i = 0; i < size && i + offered[i] < size; i += 1U + offered[i]) {
        if (std::string_view(reinterpret_cast<const char*>(offered + i + 1), offered[i]) == ours) {
            *out = offered + i + 1;
            *length = offered[i];
            return SSL_TLSEXT_ERR_OK;
        }
    }
    return SSL_TLSEXT_ERR_NOACK;
}

/// TLS 1.2 with forward secrecy and authenticated encryption only, or 1.3 (RFC 9325, 4.2).
Result<Context> make_tls(const Config& config) {
    if (config.tls_cert.empty() || config.tls_key.empty()) {
        return fail(ErrorCode::invalid, config.tls_cert.empty() ? "tls_cert" : "tls_key",
                    "TLS needs a certificate and its key. Give both, or neither.");
    }
    Context context(Context::tls_server);
    SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
    SSL_CTX_set_options(context.native_handle(), SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_alpn_select_cb(context.native_handle(), choose_protocol, nullptr);
    if (SSL_CTX_set_cipher_list(context.native_handle(), "ECDHE+AESGCM:ECDHE+CHACHA20") != 1) {
        return fail(ErrorCode::unavailable, "tls_cert", "This OpenSSL offers no acceptable cipher. Update OpenSSL.");
    }
    SystemError error;
    if (context.use_certificate_chain_file(config.tls_cert, error); error) {
        return fail(
            ErrorCode::invalid, "tls_cert",
            fmt::format("The certificate {} cannot be used. Give a readable PEM file with the certificate chain.",
                        config.tls_cert),
            error.message());
    }
    if (context.use_private_key_file(config.tls_key, Context::pem, error); error) {
        return fail(ErrorCode::invalid, "tls_key",
                    fmt::format("The key {} cannot be used. Give the readable, unencrypted PEM file of the private key "
                                "that belongs to the certificate.",
                                config.tls_key),
                    error.message());
    }
    return context;
}

/// Makes room for the connections wanted, as far as the system lets us; the rest are refused with 503, never by a
/// failing accept.
std::size_t reserve_descriptors(std::size_t connections) {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) {
        return connections;
    }
    const rlim_t wanted = connections + descriptors_kept_back;
    if (limit.rlim_cur < wanted) {
        rlimit raised = limit;
        raised.rlim_cur = std::min(wanted, limit.rlim_max);
        if (setrlimit(RLIMIT_NOFILE, &raised) == 0) {
            limit = raised;
        }
    }
    const std::size_t room = limit.rlim_cur > 2 * descriptors_kept_back
                                 ? static_cast<std::size_t>(limit.rlim_cur) - descriptors_kept_back
                                 : static_cast<std::size_t>(limit.rlim_cur) / 2;
    return std::min(connections, room);
}

Error port_error(const Config& config, SystemError error) {
    if (error == asio::error::address_in_use) {
        return {ErrorCode::conflict, "port",
                fmt::format("Port {} of {} is in use. Stop the program that uses it or choose another port.",
                            config.port, config.address),
                error.message()};
    }
    if (error == asio::error::access_denied) {
        return {ErrorCode::invalid, "port",
                fmt::format("Port {} is not allowed to this user. Choose one from 1024 up.", config.port),
                error.message()};
    }
    return {ErrorCode::invalid, "address",
            fmt::format("{} is no address of this machine. Give one of its addresses.", config.address),
            error.message()};
}

class Listener final : public Server {
   public:
    Listener(Config config, Handler handler) : shared_{std::move(config), std::move(handler), std::nullopt, {}, {}} {
        shared_.always = header_lines(shared_.config.headers);
        shared_.config.limits.connections = reserve_descriptors(shared_.config.limits.connections);
        for (int i = 0; i < shared_.config.threads; ++i) {
            loops_.push_back(std::make_unique<Loop>(shared_));
        }
        acceptor_.emplace(loops_.front()->io());
        pause_.emplace(loops_.front()->io());
    }
    ~Listener() override { stop(); }

    Result<void> open();
    std::uint16_t port() const override { return port_; }
    int connections() const override { return shared_.connections; }
    void stop() override;

   private:
    void accept_next();
    void turn_away(Tcp::socket socket);

    Shared shared_;
    std::vector<std::unique_ptr<Loop>> loops_;
    std::optional<Tcp::acceptor> acceptor_;
    std::optional<asio::steady_timer> pause_;
    std::size_t next_loop_ = 0;
    std::uint16_t port_ = 0;
    std::once_flag stopped_;
};

Result<void> Listener::open() {
    const auto& config = shared_.config;
    SystemError error;
    const auto address = asio::ip::make_address(config.address == "localhost" ? "127.0.0.1" : config.address, error);
    if (error) {
        return fail(ErrorCode::invalid, "address", "This is no IP address. Write it like 127.0.0.1 or ::1.");
    }
    if (!config.tls_cert.empty() || !config.tls_key.empty()) {
        shared_.tls.emplace(TRY(make_tls(config)));
    }
    const Tcp::endpoint endpoint(address, config.port);
    acceptor_->open(endpoint.protocol(), error);
    if (!error) {
        acceptor_->set_option(Tcp::acceptor::reuse_address(true), error);
    }
    if (!error) {
        acceptor_->bind(endpoint, error);
    }
    if (!error) {
        acceptor_->listen(Tcp::acceptor::max_listen_connections, error);
    }
    if (error) {
        return tl::unexpected(port_error(config, error));
    }
    port_ = acceptor_->local_endpoint().port();
    accept_next();
    for (auto& loop : loops_) {
        loop->run_in_thread();
    }
    return {};
}

/// Connections go to the loops in turn. A failed accept (out of descriptors, out of memory) is tried again: a server
/// that has once been short of them must not stay deaf.
void Listener::accept_next() {
    auto& loop = *loops_[next_loop_++ % loops_.size()];
    acceptor_->async_accept(loop.io(), [this, &loop](SystemError error, Tcp::socket socket) {
        if (error == asio::error::operation_aborted || !acceptor_->is_open()) {
            return;
        }
        if (error) {
            pause_->expires_after(std::chrono::milliseconds{100});
            pause_->async_wait([this](SystemError aborted) {
                if (!aborted) {
                    accept_next();
                }
            });
            return;
        }
        if (static_cast<std::size_t>(shared_.connections) >= shared_.config.limits.connections) {
            turn_away(std::move(socket));
        } else {
            loop.add(std::move(socket));
        }
        accept_next();
    });
}

void Listener::turn_away(Tcp::socket socket) {
    if (shared_.tls) {
        return;  // a handshake is just the work we have no room for
    }
    const auto answer = make_answer(make_problem(503, "The server has no room for more connections. Try again soon."),
                                    Manner{false, true, false, shared_.always});
    SystemError ignored;  // best effort: the connection closes either way
    socket.non_blocking(true, ignored);
    socket.write_some(asio::buffer(answer.bytes), ignored);
    socket.shutdown(Tcp::socket::shutdown_send, ignored);
}

void Listener::stop() {
    std::call_once(stopped_, [this] {
        asio::post(loops_.front()->io(), [this] {
            SystemError ignored;
            acceptor_->close(ignored);
            pause_->cancel();
        });
        for (auto& loop : loops_) {
            loop->drain(Connection::Clock::now() + shared_.config.drain);
        }
        for (auto& loop : loops_) {
            loop->join();
        }
        acceptor_.reset();
        pause_.reset();
        loops_.clear();
    });
}

}  // namespace

Result<std::unique_ptr<Server>> Server::start(Config config, Handler handler) {
    if (config.threads < 1 || config.threads > 64) {
        return fail(ErrorCode::invalid, "threads", "The number of network threads is from 1 to 64.");
    }
    auto listener = std::make_unique<Listener>(std::move(config), std::move(handler));
    TRY(listener->open());
    return std::unique_ptr<Server>(std::move(listener));
}

}  // namespace bluelamp::http
