// SPDX-License-Identifier: Apache-2.0
/// Wire: one TCP socket, with TLS on top or not, behind the few calls Connection needs. Private to http/.
///
/// The one header that names Boost.Asio (docs/decisions/0003-http-library.md). Belongs to one network thread.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/steady_timer.hpp>

namespace bluelamp::http {

namespace asio = boost::asio;
using Tcp = asio::ip::tcp;
using SystemError = boost::system::error_code;
using Buffers = std::vector<asio::const_buffer>;

class Wire {
   public:
    Wire(Tcp::socket socket, asio::ssl::context* tls) : socket_(std::move(socket)) {
        SystemError ignored;  // a peer that has already left is found by the first read
        socket_.set_option(Tcp::no_delay(true), ignored);
        socket_.non_blocking(true, ignored);
        if (tls != nullptr) {
            tls_.emplace(socket_, *tls);
        }
    }

    bool secure() const { return tls_.has_value(); }

    template <class Done>
    void handshake(Done&& done) {
        tls_->async_handshake(asio::ssl::stream_base::server, std::forward<Done>(done));
    }

    template <class Done>
    void read(asio::mutable_buffer into, Done&& done) {
        secure() ? tls_->async_read_some(into, std::forward<Done>(done))
                 : socket_.async_read_some(into, std::forward<Done>(done));
    }

    template <class Done>
    void write(const Buffers& from, Done&& done) {
        secure() ? tls_->async_write_some(from, std::forward<Done>(done))
                 : socket_.async_write_some(from, std::forward<Done>(done));
    }

    /// Without waiting; plain sockets only: most answers fit the socket's buffer and need no completion.
    template <class From>
    std::size_t write_now(const From& from, SystemError& error) {
        return socket_.write_some(from, error);
    }

    /// Tells the other end that nothing more comes: TLS close_notify, then `done`; or TCP FIN, at once.
    template <class Done>
    void finish(Done&& done) {
        SystemError ignored;  // failing means that the connection is gone, which is what we want
        if (secure()) {
            socket_.cancel(ignored);
            tls_->async_shutdown(std::forward<Done>(done));
        } else {
            socket_.shutdown(Tcp::socket::shutdown_send, ignored);
        }
    }

    void close() {
        SystemError ignored;
        socket_.close(ignored);
    }

   private:
    Tcp::socket socket_;
    std::optional<asio::ssl::stream<Tcp::socket&>> tls_;
};

}  // namespace bluelamp::http
