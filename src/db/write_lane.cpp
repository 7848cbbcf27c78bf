// SPDX-License-Identifier: Apache-2.0
#include "db/write_lane.hpp"

#include "core/together.hpp"
#include "db/batch.hpp"
#include "db/lane.sql.hpp"

namespace bluelamp::db {
namespace {

/// Which lane's command or answer runs on this thread, and whether it is a command.
thread_local const WriteLane* lane_here = nullptr;
thread_local bool inside_command = false;

}  // namespace

WriteLane::WriteLane(std::unique_ptr<Writer> writer, const Settings& settings)
    : settings_(settings), writer_(std::move(writer)), thread_([this] { run(); }) {}

WriteLane::~WriteLane() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    more_->notify_one();
    thread_.join();
}

bool WriteLane::is_this_thread() const { return lane_here == this; }

void WriteLane::submit(Command command) {
    invariant(!(is_this_thread() && inside_command),
              "a command inside a command: it would be handed in again when run again");
    {
        const std::lock_guard lock(mutex_);
        if (waiting_ < settings_.waiting) {
            auto& queue = queues_[command.force];
            if (queue.empty()) {
                turns_.push_back(command.force);
            }
            queue.push_back(std::move(command));
            ++waiting_;
            Together::owe(more_);
            return;
        }
    }
    ++refused_;
    command.done(fail(ErrorCode::unavailable, "", "Too many are waiting; try again."));
}

void WriteLane::run() {
    lane_here = this;
    while (true) {
        Batch batch = take();
        if (batch.empty()) {
            return;
        }
        Answers answers = work(batch);
        answer(batch, answers);
    }
}

WriteLane::Batch WriteLane::take() {
    std::unique_lock lock(mutex_);
    const auto woken = [this] { return waiting_ > 0 || stopping_; };
    while (!more_->wait_for(lock, reason_.empty() ? settings_.idle : std::chrono::seconds(1), woken)) {
        lock.unlock();
        probe();  // nobody writes, so nobody would notice that storage has gone or come back
        lock.lock();
    }
    Batch batch;
    if (waiting_ == 0) {
        return batch;
    }
    const ForceId force = std::move(turns_.front());
    turns_.pop_front();
    auto& queue = queues_[force];
    while (!queue.empty() && batch.size() < static_cast<std::size_t>(settings_.batch)) {
        batch.push_back(std::move(queue.front()));
        queue.pop_front();
    }
    waiting_ -= batch.size();
    if (!queue.empty()) {
        turns_.push_back(force);
    }
    return batch;
}

WriteLane::Answers WriteLane::work(Batch& batch) {
    const ForceId& force = batch.front().force;
    auto& likely = used_registers_[force];
    inside_command = true;
    Pace pace = writer_->optimistic() ? Pace::optimistic : Pace::careful;
    while (true) {
        Attempt attempt(*writer_, force, pace);
        auto answers = attempt.run(batch, likely);
        if (!answers) {
            ++reruns_;
            pace = Pace::careful;
            continue;
        }
        likely = attempt.used_registers();
        inside_command = false;
        trouble(attempt.trouble() ? &*attempt.trouble() : nullptr);
        return *std::move(answers);
    }
}

void WriteLane::answer(Batch& batch, Answers& answers) {
    ++batches_;
    const Together together;  // a network thread is woken once for the batch
    for (std::size_t i = 0; i < batch.size(); ++i) {
        ++(answers[i] ? commands_ : refused_);
        batch[i].done(std::move(answers[i]));
        batch[i] = {};  // what a command holds on to is let go before its neighbour is answered
    }
}

/// Writes something small, in the lane of no force so that it waits for no other server's batch.
void WriteLane::probe() {
    const ForceId nobody;
    const Value parameters[] = {nobody};
    const auto written = writer_->begin(nobody, Pace::careful)
                             .and_then([&] { return writer_->execute(sql::take_turn, parameters); })
                             .and_then([&] { return writer_->commit(); });
    if (!written) {
        writer_->rollback();
    }
    trouble(written ? nullptr : &written.error());
}

void WriteLane::trouble(const Error* error) {
    const std::lock_guard lock(mutex_);
    reason_ = error == nullptr ? "" : error->message;
}

Database::Health WriteLane::health() const {
    Database::Health health;
    health.commands = commands_;
    health.batches = batches_;
    health.refused = refused_;
    health.reruns = reruns_;
    const std::lock_guard lock(mutex_);
    health.waiting = static_cast<std::int64_t>(waiting_);
    health.reason = reason_;
    health.ready = reason_.empty();
    return health;
}

}  // namespace bluelamp::db
