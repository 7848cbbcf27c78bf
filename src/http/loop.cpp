// SPDX-License-Identifier: Apache-2.0
#include "http/loop.hpp"

#include <fmt/format.h>
#include <sys/eventfd.h>

#include <system_error>

#include "core/result.hpp"
#include "core/together.hpp"

namespace bluelamp::http {
namespace {

/// How often deadlines are looked at: a quarter of the shortest, within reason.
std::chrono::milliseconds sweep_period(const Limits& limits) {
    const auto shortest =
        std::min({limits.read_timeout, limits.idle_timeout, limits.answer_timeout, limits.write_timeout});
    return std::clamp(shortest / 4, std::chrono::milliseconds{10}, std::chrono::milliseconds{500});
}

int make_bell() {
    const int bell = ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (bell < 0) {
        throw std::system_error(errno, std::generic_category(), "eventfd");
    }
    return bell;
}

}  // namespace

// Not asio::post: it holds the lock of the context while it wakes this thread, which would wake to wait for it.
Loop::Loop(Shared& shared)
    : shared_(shared),
      bell_(io_, make_bell()),
      outbox_(std::make_shared<Outbox>([bell = bell_.native_handle()] { ::eventfd_write(bell, 1); })) {
    deliver_when_rung();
    sweep_later();
}

Loop::~Loop() {
    outbox_->close();
    join();
}

void Loop::run_in_thread() {
    thread_ = std::thread([this] {
        while (!io_.stopped()) {
            take_turn();
        }
    });
}

/// What came while this thread was busy is handled in one turn, at whose end each thread that was given something is
/// woken once. Bounded, so that the first does not wait for the last.
void Loop::take_turn() {
    constexpr int most = 64;
    const Together together;
    io_.run_one();
    for (int handled = 1; handled < most && io_.poll_one() > 0; ++handled) {
    }
}

void Loop::join() {
    if (thread_.joinable()) {
        thread_.join();
    }
}

void Loop::add(Tcp::socket socket) {
    ++shared_.connections;
    auto moved = std::make_shared<Tcp::socket>(std::move(socket));  // post() wants a copyable function
    asio::post(io_, [this, moved] {
        SystemError error;
        const auto peer = moved->remote_endpoint(error);
        if (error || draining_) {
            --shared_.connections;
            return;
        }
        const auto id = next_connection_++;
        auto connection = std::make_shared<Connection>(*this, id, std::move(*moved), peer.address().to_string());
        connections_.emplace(id, connection);
        connection->start();
    });
}

void Loop::forget(std::uint64_t connection) {
    if (connections_.erase(connection) > 0) {
        --shared_.connections;
    }
    if (draining_ && connections_.empty()) {
        finish();
    }
}

void Loop::deliver_when_rung() {
    bell_.async_read_some(asio::buffer(&rung_, sizeof rung_), [this](SystemError error, std::size_t) {
        if (error) {
            // Without it answers would wait for ever, and nobody would know why.
            invariant(error == asio::error::operation_aborted, "what wakes the network thread cannot be read");
            return;
        }
        deliver();
        deliver_when_rung();
    });
}

/// Runs the errands of one burst; each connection touched writes once.
void Loop::deliver() {
    auto errands = std::exchange(spare_, {});
    outbox_->take(errands);
    std::vector<std::shared_ptr<Connection>> touched;
    touched.reserve(errands.size());
    for (auto& errand : errands) {
        const auto found = connections_.find(errand.connection);
        if (found != connections_.end()) {
            found->second->accept(errand);
            touched.push_back(found->second);
        } else if (errand.stream) {
            errand.stream->end();
        }
    }
    errands.clear();
    spare_ = std::move(errands);
    for (const auto& connection : touched) {
        connection->flush();
    }
    chunks_ = {};
}

/// One piece instead of three for each stream: a write of one costs the kernel less, and nobody writes the frame again.
std::shared_ptr<const std::string> Loop::chunk_of(std::shared_ptr<const std::string> bytes) {
    for (const Chunk& chunk : chunks_) {
        if (chunk.bytes == bytes) {
            return chunk.framed;
        }
    }
    auto framed = std::make_shared<const std::string>(fmt::format("{:x}\r\n{}\r\n", bytes->size(), *bytes));
    chunks_[next_chunk_] = {std::move(bytes), framed};
    next_chunk_ = (next_chunk_ + 1) % chunks_.size();
    return framed;
}

std::vector<std::shared_ptr<Connection>> Loop::everyone() const {
    std::vector<std::shared_ptr<Connection>> all;
    all.reserve(connections_.size());
    for (const auto& [id, connection] : connections_) {
        all.push_back(connection);
    }
    return all;
}

void Loop::sweep_later() {
    timer_.expires_after(sweep_period(limits()));
    timer_.async_wait([this](SystemError error) {
        if (!error) {
            sweep();
            sweep_later();
        }
    });
}

void Loop::sweep() {
    const auto now = Connection::Clock::now();
    for (const auto& connection : everyone()) {
        connection->sweep(now);
    }
    if (draining_ && now >= drain_until_) {
        for (const auto& connection : everyone()) {
            connection->end();
        }
    }
}

void Loop::drain(Connection::Clock::time_point until) {
    asio::post(io_, [this, until] {
        draining_ = true;
        drain_until_ = until;
        for (const auto& connection : everyone()) {
            connection->drain();
        }
        if (connections_.empty()) {
            finish();
        }
    });
}

void Loop::finish() {
    outbox_->close();
    stay_.reset();
    io_.stop();
}

}  // namespace bluelamp::http
