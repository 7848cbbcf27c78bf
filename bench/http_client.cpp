// SPDX-License-Identifier: Apache-2.0
#include "bench/http_client.hpp"

#include <array>
#include <charconv>

#include "bench/sockets.hpp"

namespace bluelamp::bench {
namespace {

/// Length of the whole answer at the front of `bytes`, 0 while it is not all there.
std::size_t answer_length(std::string_view bytes) {
    constexpr std::string_view length_header = "\r\nContent-Length: ";
    const auto head = bytes.find("\r\n\r\n");
    if (head == std::string_view::npos) {
        return 0;
    }
    const auto header = bytes.substr(0, head + 2).find(length_header);
    if (header == std::string_view::npos) {
        give_up("an answer does not tell its length");
    }
    std::size_t body = 0;
    const char* const digits = bytes.data() + header + length_header.size();
    std::from_chars(digits, bytes.data() + head, body);
    const std::size_t whole = head + 4 + body;
    return bytes.size() < whole ? 0 : whole;
}

struct Caller {
    int socket = -1;
    std::string received;
    Clock::time_point asked_at;
};

class Client {
   public:
    Client(const Load& load, Requests& requests) : load_(load), requests_(requests), epoll_(::epoll_create1(0)) {
        callers_.resize(static_cast<std::size_t>(load.connections));
        for (Caller& caller : callers_) {
            caller.socket = connect_to(load.port);
            watch(epoll_, caller.socket, {.ptr = &caller});
        }
    }

    ~Client() {
        for (const Caller& caller : callers_) {
            ::close(caller.socket);
        }
        ::close(epoll_);
    }

    Measured run() {
        const auto start = Clock::now();
        for (Caller& caller : callers_) {
            ask(caller);
        }
        std::array<epoll_event, 256> events;
        while (true) {
            const int ready = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), 10'000);
            if (ready <= 0) {
                give_up("no answer within 10 s");
            }
            const double elapsed = seconds_since(start);
            if (!counting_ && elapsed >= load_.warm_up_s) {
                counting_ = true;
                counted_from_ = Clock::now();
            }
            if (elapsed >= load_.warm_up_s + load_.seconds) {
                break;
            }
            for (int i = 0; i < ready; ++i) {
                hear(*static_cast<Caller*>(events[static_cast<std::size_t>(i)].data.ptr));
            }
        }
        measured_.seconds = seconds_since(counted_from_);
        return std::move(measured_);
    }

   private:
    void ask(Caller& caller) {
        request_.clear();
        requests_.write(request_);
        caller.asked_at = Clock::now();
        if (::send(caller.socket, request_.data(), request_.size(), MSG_NOSIGNAL) !=
            static_cast<ssize_t>(request_.size())) {
            give_up("the server does not take a request");
        }
    }

    void hear(Caller& caller) {
        std::array<char, 65536> chunk;
        const ssize_t got = ::recv(caller.socket, chunk.data(), chunk.size(), 0);
        if (got <= 0) {
            give_up("the server ended a connection");
        }
        caller.received.append(chunk.data(), static_cast<std::size_t>(got));
        if (const std::size_t whole = answer_length(caller.received); whole > 0) {
            count(caller, whole);
            caller.received.erase(0, whole);
            ask(caller);
        }
    }

    void count(const Caller& caller, std::size_t whole) {
        constexpr std::size_t status_at = 9;  // "HTTP/1.1 "
        ++measured_.answered;
        if (caller.received[status_at] != '2') {
            if (measured_.refused++ == 0) {
                measured_.first_refusal = caller.received.substr(0, whole);
            }
        } else if (counting_) {
            ++measured_.done;
            measured_.microseconds.push_back(static_cast<float>(seconds_since(caller.asked_at) * 1e6));
        }
    }

    const Load& load_;
    Requests& requests_;
    int epoll_;
    std::vector<Caller> callers_;
    std::string request_;
    bool counting_ = false;
    Clock::time_point counted_from_;
    Measured measured_;
};

}  // namespace

Measured run(const Load& load, Requests& requests) { return Client(load, requests).run(); }

}  // namespace bluelamp::bench
