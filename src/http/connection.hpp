// SPDX-License-Identifier: Apache-2.0
/// Connection: one client, from handshake to close. Private to http/.
///
/// Owns the socket, the half-read request, the answers waiting for their turn and one deadline for what it is doing
/// now. Promises: answers leave in the order of their requests, those ready together in one write; a connection that
/// ends for whatever reason ends its stream and leaves the Loop; after our last answer the client's remaining bytes are
/// read for a moment, because closing with unread bytes makes TCP discard that answer (RFC 9112, 9.6).
/// Lives on its Loop's thread only. Start reading at process() for the way in and flush() for the way out.
#pragma once

#include <array>
#include <deque>

#include "http/answer.hpp"
#include "http/outbox.hpp"
#include "http/parser.hpp"
#include "http/wire.hpp"

namespace bluelamp::http {

class Loop;

class Connection : public std::enable_shared_from_this<Connection> {
   public:
    using Clock = std::chrono::steady_clock;

    Connection(Loop& loop, std::uint64_t id, Tcp::socket socket, std::string peer);
    void start();

    /// Stores what an errand brings; flush() sends it.
    void accept(Errand& errand);
    void flush();

    /// Ends what has overstayed its deadline.
    void sweep(Clock::time_point now);
    /// The server is stopping: answers in flight still go out, everything else ends.
    void drain();
    /// Closes now. Idempotent.
    void end();

   private:
    enum class Phase { handshake, idle, reading, answering, writing, streaming, lingering, ended };

    /// A request handed to the handler, in the order of arrival.
    struct Turn {
        Manner manner;
        bool ready = false;
        Answer answer;
        std::shared_ptr<StreamState> stream;
    };
    struct Piece {
        std::string own;
        std::shared_ptr<const std::string> shared;
        std::size_t credit = 0;  ///< bytes of the stream's queue that are written when this piece is
        std::string_view view() const { return shared ? std::string_view(*shared) : std::string_view(own); }
    };

    void read();
    void on_read(SystemError error, std::size_t bytes);
    void process();
    bool take_one();
    void dispatch();
    void refuse(const Refusal& refusal);
    void gather();
    void gather_stream();
    void gather_parts(std::vector<std::shared_ptr<const std::string>> parts);
    asio::const_buffer first_buffer() const;
    Buffers buffers() const;
    void consume(std::size_t bytes);
    void write_later();
    void settle();
    void linger();
    void enter(Phase phase);
    Turn* find(std::uint64_t turn);

    Loop& loop_;
    const std::uint64_t id_;
    const std::string peer_;
    Wire wire_;
    Parser parser_;
    Phase phase_ = Phase::handshake;
    Clock::time_point deadline_;

    std::size_t in_begin_ = 0;
    std::size_t in_end_ = 0;
    std::deque<Turn> turns_;
    std::uint64_t first_turn_ = 0;  ///< the number of turns_.front()
    std::deque<Piece> out_;
    std::size_t out_offset_ = 0;  ///< bytes of out_.front() already written
    std::shared_ptr<StreamState> stream_;
    std::size_t unwanted_ = 0;  ///< bytes thrown away
    bool chunked_ = false;
    bool reading_ = false;
    bool writing_ = false;
    bool processing_ = false;
    bool no_more_requests_ = false;  ///< refused, draining, or the client sent its last byte
    bool last_answer_gathered_ = false;
    std::array<char, 4096> in_;  ///< last: what every write touches stands together before it
};

}  // namespace bluelamp::http
