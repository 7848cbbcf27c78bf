// SPDX-License-Identifier: Apache-2.0
#include "http/outbox.hpp"

#include "core/together.hpp"
#include "http/answer.hpp"

namespace bluelamp::http {

void Outbox::put(Errand errand) {
    std::unique_lock lock(mutex_);
    if (!closed_) {
        errands_.push_back(std::move(errand));
        const bool asleep = !std::exchange(awake_, true);
        lock.unlock();
        if (asleep) {
            Together::owe(this, [self = shared_from_this()] { self->wake(); });
        }
        return;
    }
    lock.unlock();
    if (errand.stream) {
        errand.stream->end();
    }
}

void Outbox::wake() {
    const std::lock_guard lock(waking_);
    if (wake_) {
        wake_();  // under the lock, so that nobody wakes a loop that close() has let go
    }
}

void Outbox::take(std::vector<Errand>& errands) {
    const std::lock_guard lock(mutex_);
    errands.swap(errands_);
    awake_ = false;
}

void Outbox::begin_turn() {
    const std::lock_guard lock(mutex_);
    awake_ = true;
}

void Outbox::close() {
    std::vector<Errand> dropped;
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
        dropped.swap(errands_);
    }
    {
        const std::lock_guard lock(waking_);
        wake_ = nullptr;
    }
    for (auto& errand : dropped) {
        if (errand.stream) {
            errand.stream->end();
        }
    }
}

bool StreamState::send(std::shared_ptr<const std::string> bytes) {
    std::unique_lock lock(mutex_);
    if (ended_ || closing_ || queued_ + bytes->size() > limit_) {
        return false;
    }
    if (!bytes->empty()) {  // an empty chunk would end the body (RFC 9112, 7.1)
        queued_ += bytes->size();
        waiting_.push_back(std::move(bytes));
        pump(std::move(lock));
    }
    return true;
}

void StreamState::close() {
    std::unique_lock lock(mutex_);
    if (!ended_ && !std::exchange(closing_, true)) {
        pump(std::move(lock));
    }
}

void StreamState::pump(std::unique_lock<std::mutex> lock) {
    if (pumping_.exchange(true)) {
        return;
    }
    lock.unlock();
    outbox_->put({Errand::Kind::pump_stream, connection_, 0, {}, nullptr});
}

bool StreamState::open() const {
    const std::lock_guard lock(mutex_);
    return !ended_ && !closing_;
}

std::size_t StreamState::queued_bytes() const {
    const std::lock_guard lock(mutex_);
    return queued_;
}

void StreamState::on_close(std::function<void()> callback) {
    {
        const std::lock_guard lock(mutex_);
        if (!ended_) {
            callbacks_.push_back(std::move(callback));
            return;
        }
    }
    callback();
}

bool StreamState::take(std::vector<std::shared_ptr<const std::string>>& parts) {
    const std::lock_guard lock(mutex_);
    pumping_ = false;
    parts.swap(waiting_);
    return closing_;
}

void StreamState::written(std::size_t bytes) {
    const std::lock_guard lock(mutex_);
    queued_ -= std::min(bytes, queued_);
}

void StreamState::end() {
    std::vector<std::function<void()>> callbacks;
    {
        const std::lock_guard lock(mutex_);
        ended_ = true;
        waiting_.clear();
        queued_ = 0;
        callbacks.swap(callbacks_);
    }
    for (auto& callback : callbacks) {
        callback();
    }
}

Exchange::~Exchange() {
    if (!answered_.load()) {
        send(
            make_problem(500, "The server gave no answer to this request. Try again; if it happens again, report it."));
    }
}

namespace {
void check(const Response& response) {
    invariant(response.status >= 200 && response.status <= 599, "the status of an answer is between 200 and 599");
}
}  // namespace

void Exchange::send(Response response) {
    check(response);
    if (!answered_.exchange(true)) {
        outbox_->put({Errand::Kind::answer, connection_, turn_, std::move(response), nullptr});
    }
}

std::shared_ptr<Stream> Exchange::stream(Response head) {
    check(head);
    auto state = std::make_shared<StreamState>(outbox_, connection_, stream_queue_);
    if (answered_.exchange(true)) {
        state->end();
    } else {
        outbox_->put({Errand::Kind::start_stream, connection_, turn_, std::move(head), state});
    }
    return std::make_shared<StreamHandle>(std::move(state));
}

}  // namespace bluelamp::http
