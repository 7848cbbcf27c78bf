// SPDX-License-Identifier: Apache-2.0
/// Loop: one network thread and its connections. Private to http/.
///
/// Owns the io_context, the thread, the connections by number and the sweep of their deadlines. Everything but add(),
/// drain() and join() runs on its thread. Promises: after join() no handler runs and every stream has ended.
#pragma once

#include "http/connection.hpp"

namespace bluelamp::http {

/// What all loops of one server share; it outlives them.
struct Shared {
    Config config;
    Handler handler;
    std::optional<asio::ssl::context> tls;
    std::string always;  ///< the headers of every answer, as lines
    std::atomic<int> connections{0};
};

class Loop {
   public:
    explicit Loop(Shared& shared);
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;
    ~Loop();

    void run_in_thread();
    /// From any thread.
    void add(Tcp::socket socket);
    /// From any thread: nothing new; ends when the answers in flight are out, or at `until`.
    void drain(Connection::Clock::time_point until);
    void join();
    asio::io_context& io() { return io_; }

    asio::ssl::context* tls() { return shared_.tls ? &*shared_.tls : nullptr; }
    const Limits& limits() const { return shared_.config.limits; }
    std::string_view always() const { return shared_.always; }
    const Handler& handler() const { return shared_.handler; }
    const std::shared_ptr<Outbox>& outbox() const { return outbox_; }
    bool draining() const { return draining_; }

    /// Errands put in between are delivered by end_turn, without waking anybody.
    void begin_turn() { outbox_->begin_turn(); }
    void end_turn() { deliver(); }
    void forget(std::uint64_t connection);
    /// `bytes` as one chunk (RFC 9112, 7.1), made once for all streams that are given the same bytes in one burst.
    std::shared_ptr<const std::string> chunk_of(std::shared_ptr<const std::string> bytes);

   private:
    void take_turn();
    void deliver();
    void deliver_when_rung();
    void sweep_later();
    void sweep();
    void finish();
    std::vector<std::shared_ptr<Connection>> everyone() const;

    Shared& shared_;
    asio::io_context io_{1};  // one thread runs it
    asio::executor_work_guard<asio::io_context::executor_type> stay_{io_.get_executor()};
    asio::steady_timer timer_{io_};
    asio::posix::stream_descriptor bell_;  ///< rung by whoever puts the first errand
    std::uint64_t rung_ = 0;
    std::shared_ptr<Outbox> outbox_;
    std::unordered_map<std::uint64_t, std::shared_ptr<Connection>> connections_;
    std::uint64_t next_connection_ = 0;
    std::vector<Errand> spare_;
    struct Chunk {
        std::shared_ptr<const std::string> bytes, framed;
    };
    std::array<Chunk, 8> chunks_;  ///< the last that were made; screens with the same topics share one
    std::size_t next_chunk_ = 0;
    bool draining_ = false;
    Connection::Clock::time_point drain_until_;
    std::thread thread_;
};

}  // namespace bluelamp::http
