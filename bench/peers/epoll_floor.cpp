// SPDX-License-Identifier: Apache-2.0
// The floor of HTTP on this machine: one thread, epoll, keep-alive, one fixed answer, nothing parsed but the end of the
// request. What an honest server must stay below.
//   bench_epoll_floor PORT BYTES      BYTES: size of the JSON body it answers
#include <array>
#include <unordered_map>

#include "bench/sockets.hpp"

namespace bluelamp::bench {
namespace {

class Floor {
   public:
    Floor(int port, std::size_t body) : listener_(listen_on(port)), epoll_(::epoll_create1(0)) {
        constexpr std::size_t quotes_and_braces = 8;
        answer_ = fmt::format("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n", body);
        answer_ += "{\"a\":\"" + std::string(body - quotes_and_braces, 'a') + "\"}";
        watch(epoll_, listener_, {.fd = listener_});
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
    void admit() {
        for (int socket = ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK); socket >= 0;
             socket = ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK)) {
            send_at_once(socket);
            watch(epoll_, socket, {.fd = socket});
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
