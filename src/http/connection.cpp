// SPDX-License-Identifier: Apache-2.0
#include "http/connection.hpp"

#include <cstdio>
#include <numeric>

#include "http/loop.hpp"

namespace bluelamp::http {
namespace {

constexpr std::size_t most_buffers = 64;  ///< Asio hands no more than this to one system call
constexpr std::chrono::seconds linger_time{2};
constexpr std::size_t most_unwanted = 1024 * 1024;  ///< bytes a client may send that nobody will read

}  // namespace

Connection::Connection(Loop& loop, std::uint64_t id, Tcp::socket socket, std::string peer)
    : loop_(loop),
      id_(id),
      peer_(std::move(peer)),
      wire_(std::move(socket), loop.tls()),
      parser_(loop.limits()),
      deadline_(Clock::now() + loop.limits().read_timeout) {}

void Connection::start() {
    if (!wire_.secure()) {
        enter(Phase::idle);
        read();
        return;
    }
    wire_.handshake([self = shared_from_this()](SystemError error) {
        if (error) {
            self->end();
        } else if (self->phase_ == Phase::handshake) {
            self->enter(Phase::idle);
            self->read();
        }
    });
}

// ---- in -------------------------------------------------------------------------------------------------------------

void Connection::read() {
    const bool shutting_tls = phase_ == Phase::lingering && wire_.secure();  // its handshake reads for itself
    if (reading_ || phase_ == Phase::ended || in_begin_ < in_end_ || shutting_tls) {
        return;
    }
    reading_ = true;
    wire_.read(asio::buffer(in_), [self = shared_from_this()](SystemError error, std::size_t bytes) {
        self->reading_ = false;
        self->on_read(error, bytes);
    });
}

void Connection::on_read(SystemError error, std::size_t bytes) {
    if (phase_ == Phase::ended) {
        return;
    }
    if (error) {
        const bool closing_tls = phase_ == Phase::lingering && wire_.secure();  // finish() will tell
        const bool half_closed = error == asio::error::eof && !turns_.empty() && !stream_;
        no_more_requests_ = true;
        if (!closing_tls && (!half_closed || phase_ == Phase::lingering)) {
            end();
        }
        return;  // half closed: the client has sent its last request and still reads our answers
    }
    if (stream_ || no_more_requests_) {  // read and thrown away, to notice the end
        unwanted_ += bytes;
        return unwanted_ > most_unwanted ? end() : read();
    }
    in_begin_ = 0;
    in_end_ = bytes;
    process();
}

/// Turns what was read into requests, until the bytes or the pipelining limit end.
void Connection::process() {
    if (processing_) {
        return;  // an answer given at once came back here; the loop below goes on by itself
    }
    const auto self = shared_from_this();
    processing_ = true;
    loop_.begin_turn();
    while (phase_ != Phase::ended && in_begin_ < in_end_ && take_one()) {
    }
    loop_.end_turn();
    processing_ = false;
    if (no_more_requests_) {
        in_begin_ = in_end_ = 0;
    }
    flush();
    // After the other connections that are ready: by then the next request has often arrived, which saves asking in
    // vain.
    asio::post(loop_.io(), [self] { self->read(); });
}

bool Connection::take_one() {
    if (no_more_requests_ || stream_ || turns_.size() >= loop_.limits().pipelined) {
        return false;
    }
    in_begin_ += parser_.feed({in_.data() + in_begin_, in_end_ - in_begin_});
    if (parser_.state() == Parser::State::complete) {
        dispatch();
    } else if (parser_.state() == Parser::State::refused) {
        refuse(parser_.refusal());
    } else if (parser_.take_expectation() && turns_.empty()) {
        out_.push_back({"HTTP/1.1 100 Continue\r\n\r\n", nullptr, 0});
    }
    return true;
}

void Connection::dispatch() {
    auto request = parser_.take();
    request.peer = peer_;
    request.secure = wire_.secure();
    const Manner manner{request.method == Method::head, parser_.speaks_http_1_1(), parser_.keep_alive(),
                        loop_.always()};
    if (!manner.keep_alive) {
        no_more_requests_ = true;
    }
    const auto turn = first_turn_ + turns_.size();
    turns_.push_back({manner, false, {}, nullptr});
    const Reply reply(std::make_shared<Exchange>(loop_.outbox(), id_, turn, loop_.limits().stream_queue));
    try {
        loop_.handler()(std::move(request), reply);
    } catch (const std::exception& broken) {
        fmt::print(stderr, "http: the handler failed: {}\n", broken.what());
        reply.send(make_problem(500, "The server failed on this request; nothing was changed. Report it."));
    }
}

void Connection::refuse(const Refusal& refusal) {
    no_more_requests_ = true;
    const Manner manner{false, true, false, loop_.always()};
    turns_.push_back({manner, true, make_answer(make_problem(refusal.status, refusal.detail), manner), nullptr});
}

// ---- out ------------------------------------------------------------------------------------------------------------

Connection::Turn* Connection::find(std::uint64_t turn) {
    const bool waiting = turn >= first_turn_ && turn - first_turn_ < turns_.size();
    return waiting ? &turns_[turn - first_turn_] : nullptr;
}

void Connection::accept(Errand& errand) {
    if (errand.kind == Errand::Kind::pump_stream) {
        return;  // gather() looks at the stream anyway
    }
    auto* turn = find(errand.turn);
    if (turn == nullptr) {
        if (errand.stream) {
            errand.stream->end();
        }
        return;
    }
    if (loop_.draining() && turn == &turns_.back()) {
        turn->manner.keep_alive = false;  // the answers before it still go out
    }
    turn->ready = true;
    if (errand.kind == Errand::Kind::answer) {
        turn->answer = make_answer(std::move(errand.response), turn->manner);
        return;
    }
    turn->answer.bytes = make_stream_head(errand.response, turn->manner);
    if (turn->manner.head) {
        errand.stream->end();
    } else {
        turn->stream = std::move(errand.stream);
    }
}

/// Moves what is ready, in order, to out_.
void Connection::gather() {
    while (!stream_ && !last_answer_gathered_ && !turns_.empty() && turns_.front().ready) {
        auto& turn = turns_.front();
        out_.push_back({std::move(turn.answer.bytes), nullptr, 0});
        if (turn.answer.body) {
            out_.push_back({{}, std::move(turn.answer.body), 0});
        }
        stream_ = std::move(turn.stream);
        chunked_ = turn.manner.http_1_1;
        last_answer_gathered_ = !stream_ && !turn.manner.keep_alive;
        turns_.pop_front();
        ++first_turn_;
    }
    if (stream_ && !last_answer_gathered_ && stream_->has_more()) {
        gather_stream();
    }
}

/// Everything that waits leaves as one chunk (RFC 9112, 7.1). Most often that is one thing, given to many streams at
/// once: they share its chunk. Of several things the bytes are only pointed at, for a slow reader's may be many.
void Connection::gather_stream() {
    std::vector<std::shared_ptr<const std::string>> parts;
    const bool finished = stream_->take(parts);
    if (chunked_ && parts.size() == 1) {
        const auto credit = parts.front()->size();
        out_.push_back({{}, loop_.chunk_of(std::move(parts.front())), credit});
    } else if (!parts.empty()) {
        gather_parts(std::move(parts));
    }
    if (finished) {
        last_answer_gathered_ = true;
        if (chunked_) {
            out_.push_back({"0\r\n\r\n", nullptr, 0});
        }
    }
}

void Connection::gather_parts(std::vector<std::shared_ptr<const std::string>> parts) {
    if (chunked_) {
        const auto sum = [](std::size_t so_far, const auto& part) { return so_far + part->size(); };
        const auto bytes = std::accumulate(parts.begin(), parts.end(), std::size_t{0}, sum);
        out_.push_back({fmt::format("{:x}\r\n", bytes), nullptr, 0});
    }
    for (auto& part : parts) {
        const auto credit = part->size();
        out_.push_back({{}, std::move(part), credit});
    }
    if (chunked_) {
        out_.push_back({"\r\n", nullptr, 0});
    }
}

asio::const_buffer Connection::first_buffer() const {
    const auto view = out_.front().view();
    return {view.data() + out_offset_, view.size() - out_offset_};
}

Buffers Connection::buffers() const {
    Buffers all;
    all.reserve(std::min(out_.size(), most_buffers));
    for (const auto& piece : out_) {
        if (all.size() == most_buffers) {
            break;
        }
        const auto skip = all.empty() ? out_offset_ : 0;
        all.emplace_back(piece.view().data() + skip, piece.view().size() - skip);
    }
    return all;
}

void Connection::consume(std::size_t bytes) {
    while (bytes > 0) {
        const auto left = out_.front().view().size() - out_offset_;
        if (bytes < left) {
            out_offset_ += bytes;
            return;
        }
        bytes -= left;
        if (stream_ && out_.front().credit > 0) {
            stream_->written(out_.front().credit);
        }
        out_.pop_front();
        out_offset_ = 0;
    }
}

void Connection::flush() {
    if (writing_ || processing_ || phase_ == Phase::ended || phase_ == Phase::handshake) {
        return;
    }
    gather();
    while (!out_.empty()) {
        if (wire_.secure()) {
            return write_later();
        }
        SystemError error;
        const auto bytes =
            out_.size() == 1 ? wire_.write_now(first_buffer(), error) : wire_.write_now(buffers(), error);
        if (error == asio::error::would_block) {
            return write_later();
        }
        if (error) {
            return end();
        }
        consume(bytes);
        gather();
    }
    settle();
}

void Connection::write_later() {
    writing_ = true;
    enter(Phase::writing);
    wire_.write(buffers(), [self = shared_from_this()](SystemError error, std::size_t bytes) {
        self->writing_ = false;
        if (self->phase_ == Phase::ended) {
            return;
        }
        if (error) {
            return self->end();
        }
        self->consume(bytes);
        self->flush();
    });
}

/// Nothing left to write for now: what are we waiting for?
void Connection::settle() {
    if (phase_ == Phase::lingering) {
        return;
    }
    if (last_answer_gathered_ || (no_more_requests_ && turns_.empty() && !stream_)) {
        return linger();
    }
    if (stream_) {
        enter(Phase::streaming);
    } else if (!turns_.empty()) {
        enter(Phase::answering);
    } else if (parser_.started()) {
        enter(Phase::reading);
    } else {
        enter(Phase::idle);
    }
    if (in_begin_ < in_end_ && turns_.size() < loop_.limits().pipelined) {
        process();
    }
}

// ---- time and end ---------------------------------------------------------------------------------------------------

void Connection::enter(Phase phase) {
    if (phase_ == phase && phase == Phase::reading) {
        return;  // the time for a request runs from its first byte
    }
    const auto& limits = loop_.limits();
    phase_ = phase;
    switch (phase) {
        case Phase::idle: deadline_ = Clock::now() + limits.idle_timeout; break;
        case Phase::handshake:
        case Phase::reading: deadline_ = Clock::now() + limits.read_timeout; break;
        case Phase::answering: deadline_ = Clock::now() + limits.answer_timeout; break;
        case Phase::writing: deadline_ = Clock::now() + limits.write_timeout; break;
        case Phase::lingering: deadline_ = Clock::now() + linger_time; break;
        case Phase::streaming:
        case Phase::ended: deadline_ = Clock::time_point::max(); break;
    }
}

void Connection::sweep(Clock::time_point now) {
    if (now < deadline_) {
        return;
    }
    if (phase_ != Phase::reading) {
        return end();
    }
    refuse({408, "The request did not arrive in time. Send it again, in one go."});
    flush();
}

void Connection::drain() {
    no_more_requests_ = true;
    if (stream_) {
        stream_->close();
    } else if (turns_.empty() && !writing_) {
        end();
    }
}

void Connection::linger() {
    if (loop_.draining()) {
        return end();
    }
    if (stream_) {
        std::exchange(stream_, nullptr)->end();
    }
    no_more_requests_ = true;
    in_begin_ = in_end_ = 0;
    enter(Phase::lingering);
    wire_.finish([self = shared_from_this()](SystemError) { self->end(); });
    if (!wire_.secure()) {
        read();
    }
}

void Connection::end() {
    if (std::exchange(phase_, Phase::ended) == Phase::ended) {
        return;
    }
    const auto self = shared_from_this();
    wire_.close();
    loop_.forget(id_);
    if (stream_) {
        stream_->end();
    }
    for (auto& turn : turns_) {
        if (turn.stream) {
            turn.stream->end();
        }
    }
    turns_.clear();
}

}  // namespace bluelamp::http
