// SPDX-License-Identifier: Apache-2.0
// The floor of HTTP on this machine: one thread, epoll, keep-alive, one fixed answer, nothing parsed but the end of the
// request. What an honest server must stay below.
//   bench_epoll_floor PORT BYTES      BYTES: size of the JSON body it answers
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <unordered_map>

#include "bench/timing.hpp"

namespace bluelamp::bench {
namespace {

int listen_on(int port) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    const int on = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 || ::listen(socket, 1024) != 0) {
        give_up(fmt::format("port {} cannot be listened on", port));
    }
    return socket;
}

class Floor {
   public:
    Floor(int port, std::size_t body) : listener_(listen_on(port)), epoll_(::epoll_create1(0)) {
        constexpr std::size_t quotes_and_braces = 8;
        answer_ = fmt::format("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n", body);
        answer_ += "{\"a\":\"" + std::string(body - quotes_and_braces, 'a') + "\"}";
        watch(listener_);
    }

    [[noreturn]] void serve() {
        std::array<epoll_event, 256> events;
        while (true) {
            const int ready = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), -1);
            for (int i = 0; i < ready; ++i) {
                const int socket = events[static_cast<std::size_t>(i)].data.fd;
                socket == listener_ ? admit() : answer(socket);
            }
        }
    }

   private:
    void watch(int socket) {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.fd = socket;
        ::epoll_ctl(epoll_, EPOLL_CTL_ADD, socket, &event);
    }

    void admit() {
        const int on = 1;
        for (int socket = ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK); socket >= 0;
             socket = ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK)) {
            ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            watch(socket);
        }
    }

    void answer(int socket) {
        std::array<char, 16384> chunk;
        const ssize_t got = ::read(socket, chunk.data(), chunk.size());
        if (got <= 0) {
            ::close(socket);
            received_.erase(socket);
            return;
        }
        std::string& bytes = received_[socket];
        bytes.append(chunk.data(), static_cast<std::size_t>(got));
        for (auto end = bytes.find("\r\n\r\n"); end != std::string::npos; end = bytes.find("\r\n\r\n")) {
            if (::send(socket, answer_.data(), answer_.size(), MSG_NOSIGNAL) < 0) {
                return;  // gone: the next read says so
            }
            bytes.erase(0, end + 4);
        }
    }

    int listener_;
    int epoll_;
    std::string answer_;
    std::unordered_map<int, std::string> received_;
};

}  // namespace
}  // namespace bluelamp::bench

int main(int count, char** words) {
    if (count != 3) {
        bluelamp::bench::give_up("usage: bench_epoll_floor PORT BYTES");
    }
    bluelamp::bench::Floor(std::stoi(words[1]), std::stoul(words[2])).serve();
}
