// SPDX-License-Identifier: Apache-2.0
/// The sockets of bench/: connecting to a server on this machine, listening as one. Ends the program where it fails.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>
#include <string>

#include "bench/timing.hpp"

namespace bluelamp::bench {

inline sockaddr_in on_this_machine(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

inline void send_at_once(int socket) {
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

inline int connect_to(int port) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = on_this_machine(port);
    if (socket < 0 || ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        give_up(fmt::format("port {} cannot be connected to ({})", port, std::strerror(errno)));
    }
    send_at_once(socket);
    return socket;
}

/// Does not block.
inline int listen_on(int port) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    const int on = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    const sockaddr_in address = on_this_machine(port);
    if (::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(socket, 1024) != 0) {
        give_up(fmt::format("port {} cannot be listened on ({})", port, std::strerror(errno)));
    }
    return socket;
}

/// Tells `epoll` to say when `socket` can be read; `data` comes back with each event.
inline void watch(int epoll, int socket, epoll_data_t data) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data = data;
    if (::epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event) != 0) {
        give_up(fmt::format("a socket cannot be watched ({})", std::strerror(errno)));
    }
}

}  // namespace bluelamp::bench
