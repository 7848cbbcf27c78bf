// SPDX-License-Identifier: Apache-2.0
/// A tiny blocking HTTP client, so that the server is tested by other code than its own.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>
#include <stdexcept>

#include "http/http.hpp"

namespace bluelamp::http::test {

struct Got {
    int status = 0;
    std::string head;
    std::string body;
};

class Client {
   public:
    explicit Client(std::uint16_t port) : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const timeval patience{10, 0};
        ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        if (::connect(fd_, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) {
            throw std::runtime_error(std::string("connect: ") + std::strerror(errno));
        }
    }
    Client(Client&& other) noexcept : fd_(std::exchange(other.fd_, -1)), seen_(std::move(other.seen_)) {}
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;
    ~Client() { leave(); }

    void leave() {
        if (fd_ >= 0) {
            ::close(std::exchange(fd_, -1));
        }
    }
    void finish_sending() { ::shutdown(fd_, SHUT_WR); }
    int descriptor() const { return fd_; }

    /// False when the server has closed meanwhile.
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) {
                return false;
            }
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    /// One read; false at the end of the connection, whichever way it ends.
    bool more() {
        char buffer[65536];
        const auto got = ::recv(fd_, buffer, sizeof buffer, 0);
        if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
            throw std::runtime_error("the server neither answered nor closed within 10 s");
        }
        if (got > 0) {
            seen_.append(buffer, static_cast<std::size_t>(got));
        }
        return got > 0;
    }

    /// The next answer with a Content-Length; status 0 when the connection ends first. `bodiless` for HEAD.
    Got answer(bool bodiless = false) {
        while (seen_.find("\r\n\r\n") == std::string::npos) {
            if (!more()) {
                return {};
            }
        }
        Got got;
        const auto end = seen_.find("\r\n\r\n") + 4;
        got.head = seen_.substr(0, end);
        got.status = std::stoi(got.head.substr(9, 3));
        const auto at = got.head.find("Content-Length: ");
        const std::size_t length = at == std::string::npos || bodiless ? 0 : std::stoul(got.head.substr(at + 16));
        while (seen_.size() < end + length && more()) {
        }
        got.body = seen_.substr(end, length);
        seen_.erase(0, end + length);
        return got;
    }

    Got get(const std::string& target) {
        send("GET " + target + " HTTP/1.1\r\nHost: test\r\n\r\n");
        return answer();
    }

    /// Reads until `text` was seen; false when the connection ends first.
    bool see(std::string_view text) {
        while (seen_.find(text) == std::string::npos) {
            if (!more()) {
                return false;
            }
        }
        return true;
    }

    /// Reads to the end and says whether the server closed.
    bool ended() {
        while (more()) {
        }
        return true;
    }
    const std::string& seen() const { return seen_; }

   private:
    int fd_;
    std::string seen_;
};

inline std::unique_ptr<Server> serve(Handler handler, Limits limits = {}, int threads = 1) {
    Config config;
    config.limits = limits;
    config.threads = threads;
    config.drain = std::chrono::milliseconds{2'000};
    auto server = Server::start(config, std::move(handler));
    if (!server) {
        throw std::runtime_error(server.error().message);
    }
    return std::move(*server);
}

inline Response text(std::string body) {
    Response response;
    response.content_type = "text/plain";
    response.body = std::move(body);
    return response;
}

/// Answers with what it understood of the request.
inline void echo(Request&& request, const Reply& reply) {
    reply.send(text(fmt::format("{} {}?{} {}", name(request.method), request.path, request.query, request.body)));
}

inline std::shared_ptr<const std::string> shared(std::string bytes) {
    return std::make_shared<const std::string>(std::move(bytes));
}

/// Waits up to 10 s for something another thread does.
template <class Condition>
bool eventually(Condition condition) {
    for (int i = 0; i < 2'000; ++i) {
        if (condition()) {
            return true;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
    return false;
}

}  // namespace bluelamp::http::test
