// SPDX-License-Identifier: Apache-2.0
/// Outbox: how answers from any thread reach the network thread that owns the connection. Private to http/.
///
/// Owns the errands not yet run. Promises: however many errands arrive between two turns of the network thread, it is
/// woken once (one write to its eventfd). After close() errands are dropped, so a Reply or Stream may outlive the
/// server.
#pragma once

#include "http/http.hpp"

namespace bluelamp::http {

class StreamState;

/// Something to do for one connection, which may be gone by then.
struct Errand {
    enum class Kind { answer, start_stream, pump_stream };
    Kind kind;
    std::uint64_t connection;
    std::uint64_t turn;  ///< which request of that connection, counted from 0
    Response response;
    std::shared_ptr<StreamState> stream;
};

class Outbox : public std::enable_shared_from_this<Outbox> {
   public:
    explicit Outbox(std::function<void()> wake) : wake_(std::move(wake)) {}

    void put(Errand errand);
    /// Network thread only: takes everything; the next put wakes again.
    void take(std::vector<Errand>& errands);
    /// Network thread only: between begin_turn and the next take, errands need no wake-up.
    void begin_turn();
    void close();

   private:
    void wake();

    std::mutex mutex_;
    std::vector<Errand> errands_;
    bool awake_ = false;  ///< a take() is certain to come
    bool closed_ = false;
    std::mutex waking_;  ///< of its own: what is woken takes at once, and must not find mutex_ held by whoever woke it
    std::function<void()> wake_;  ///< empty once the loop was let go
};

/// The queue between the threads that publish and the one connection that writes them out.
class StreamState : public std::enable_shared_from_this<StreamState> {
   public:
    StreamState(std::shared_ptr<Outbox> outbox, std::uint64_t connection, std::size_t limit)
        : outbox_(std::move(outbox)), connection_(connection), limit_(limit) {}

    bool send(std::shared_ptr<const std::string> bytes);
    void close();
    bool open() const;
    std::size_t queued_bytes() const;
    void on_close(std::function<void()> callback);

    /// Network side: whether take() would bring something new. Costs no lock, because every write asks.
    bool has_more() const { return pumping_.load(std::memory_order_acquire); }
    /// Network side. Moves what waits to `parts`; it still counts as queued until written(). True when close() was
    /// called: nothing more comes.
    bool take(std::vector<std::shared_ptr<const std::string>>& parts);
    void written(std::size_t bytes);
    /// The connection is gone: runs the callbacks.
    void end();

   private:
    void pump(std::unique_lock<std::mutex> lock);

    const std::shared_ptr<Outbox> outbox_;
    const std::uint64_t connection_;
    const std::size_t limit_;
    mutable std::mutex mutex_;
    std::vector<std::shared_ptr<const std::string>> waiting_;
    std::vector<std::function<void()>> callbacks_;
    std::size_t queued_ = 0;
    std::atomic<bool> pumping_{false};  ///< an errand is under way; changed under the mutex only
    bool closing_ = false;
    bool ended_ = false;
};

/// What the application holds; the last one dropped closes the stream.
class StreamHandle final : public Stream {
   public:
    explicit StreamHandle(std::shared_ptr<StreamState> state) : state_(std::move(state)) {}
    ~StreamHandle() override { state_->close(); }

    bool send(std::shared_ptr<const std::string> bytes) override { return state_->send(std::move(bytes)); }
    void close() override { state_->close(); }
    bool open() const override { return state_->open(); }
    std::size_t queued_bytes() const override { return state_->queued_bytes(); }
    void on_close(std::function<void()> callback) override { state_->on_close(std::move(callback)); }

   private:
    std::shared_ptr<StreamState> state_;
};

/// One request waiting for its answer.
class Exchange final : public Reply::Sink {
   public:
    Exchange(std::shared_ptr<Outbox> outbox, std::uint64_t connection, std::uint64_t turn, std::size_t stream_queue)
        : outbox_(std::move(outbox)), connection_(connection), turn_(turn), stream_queue_(stream_queue) {}
    ~Exchange() override;

    void send(Response response) override;
    std::shared_ptr<Stream> stream(Response head) override;

   private:
    const std::shared_ptr<Outbox> outbox_;
    const std::uint64_t connection_;
    const std::uint64_t turn_;
    const std::size_t stream_queue_;
    std::atomic<bool> answered_{false};
};

}  // namespace bluelamp::http
