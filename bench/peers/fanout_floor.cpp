// SPDX-License-Identifier: Apache-2.0
// The floor of pushing on this machine: one thread, epoll. Whoever sends a GET is a screen from then on; each POST is
// answered at once with a fixed answer, and the bytes of FILE are then written to every screen. Nothing is stored,
// parsed or looked at; a screen that does not take its bytes ends the program.
//   bench_fanout_floor PORT FILE      FILE: one change as a screen of Bluelamp received it, to the byte
#include <array>
#include <fstream>
#include <iterator>
#include <vector>

#include "bench/sockets.hpp"

namespace bluelamp::bench {
namespace {

constexpr std::string_view screen_head =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\ne\r\n: following\n\n\r\n";
constexpr std::string_view act_answer =
    "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";

class Fanout {
   public:
    Fanout(int port, std::string change)
        : listener_(listen_on(port)), epoll_(::epoll_create1(0)), change_(std::move(change)) {
        watch(epoll_, listener_, {.fd = listener_});
    }

    [[noreturn]] void serve() {
        std::array<epoll_event, 256> events;
        while (true) {
            const int ready = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), -1);
            for (int i = 0; i < ready; ++i) {
                const int socket = events[static_cast<std::size_t>(i)].data.fd;
                socket == listener_ ? admit() : hear(socket);
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

    /// A request of the load client fits into one segment, and comes in one piece.
    void hear(int socket) {
        std::array<char, 16384> chunk;
        const ssize_t got = ::read(socket, chunk.data(), chunk.size());
        if (got <= 0) {
            ::close(socket);
            std::erase(screens_, socket);
        } else if (chunk[0] == 'G') {
            screens_.push_back(socket);
            write(socket, screen_head);
        } else {
            write(socket, act_answer);
            for (const int screen : screens_) {
                write(screen, change_);
            }
        }
    }

    static void write(int socket, std::string_view bytes) {
        if (::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(bytes.size())) {
            give_up("a screen does not take its bytes");
        }
    }

    int listener_;
    int epoll_;
    std::string change_;
    std::vector<int> screens_;
};

}  // namespace
}  // namespace bluelamp::bench

int main(int count, char** words) {
    using namespace bluelamp::bench;
    if (count != 3) {
        give_up("usage: bench_fanout_floor PORT FILE");
    }
    std::ifstream file(words[2], std::ios::binary);
    std::string change{std::istreambuf_iterator<char>(file), {}};
    if (change.empty()) {
        give_up(std::string(words[2]) + " holds no change: let bench_live keep one first");
    }
    Fanout(std::stoi(words[1]), std::move(change)).serve();
}
