// SPDX-License-Identifier: Apache-2.0
#include "simulate/timeline.hpp"

#include <fmt/format.h>

#include <condition_variable>

#include "core/together.hpp"
#include "simulate/draws.hpp"

namespace bluelamp::simulate {
namespace {

constexpr std::size_t at_once = 50;

/// The ids of one command, always the same, and how many acts it recorded: each takes 16 bytes of salt.
class CommandIds final : public IdSource {
   public:
    explicit CommandIds(std::uint64_t state) : ids_(state) {}
    std::string uuid(Instant now) override { return ids_.uuid(now); }
    std::string bytes(std::size_t length) override {
        constexpr std::size_t salt = 16;
        recorded_ += length == salt ? 1 : 0;
        return ids_.bytes(length);
    }
    [[nodiscard]] std::int64_t recorded() const { return recorded_; }

   private:
    SeededIds ids_;
    std::int64_t recorded_ = 0;
};

/// What came of the commands of one batch, told by the lane's thread.
class Answers {
   public:
    explicit Answers(std::size_t many) : left_(many), results_(many), recorded_(many, 0) {}

    void answered(std::size_t which, Result<void> result) {
        const std::lock_guard lock(mutex_);
        results_[which] = std::move(result);
        --left_;
        all_.notify_one();
    }
    void wait() {
        std::unique_lock lock(mutex_);
        all_.wait(lock, [this] { return left_ == 0; });
    }
    Result<void>& result(std::size_t which) { return results_[which]; }
    std::int64_t& recorded(std::size_t which) { return recorded_[which]; }

   private:
    std::mutex mutex_;
    std::condition_variable all_;
    std::size_t left_;
    std::vector<Result<void>> results_;
    std::vector<std::int64_t> recorded_;
};

/// Somebody else was quicker: the record has changed, ended or gone out of sight.
bool too_late(const Error& error) {
    return error.code == ErrorCode::conflict || error.code == ErrorCode::stale || error.code == ErrorCode::not_found;
}

}  // namespace

void Timeline::act(Instant at, std::string_view what, const access::Actor& by, Command command) {
    steps_.push({std::max(at, now_), ++numbers_, what, &by, std::move(command), {}});
}

void Timeline::look(Instant at, std::string_view what, Look look) {
    steps_.push({std::max(at, now_), ++numbers_, what, nullptr, {}, std::move(look)});
}

std::optional<Instant> Timeline::next() const { return steps_.empty() ? std::nullopt : std::optional(steps_.top().at); }

Timeline::Step Timeline::take() {
    Step step = steps_.top();
    steps_.pop();
    return step;
}

Error Timeline::failed(const Step& step, const Error& error) const {
    Error out = error;
    out.message = fmt::format("{} at {} (seed {}): {}{}{}", step.what, rfc3339(step.at), settings_.seed,
                              error.field.empty() ? "" : error.field + ": ", error.message,
                              error.cause.empty() ? "" : " [" + error.cause + "]");
    out.field = "simulation";
    return out;
}

Result<void> Timeline::run(std::vector<Step>& batch) {
    Answers answers(batch.size());
    {
        const Together together;  // so that the lane takes them as one batch
        for (std::size_t i = 0; i < batch.size(); ++i) {
            const auto one = [this, &answers, &step = batch[i], i](db::Transaction& tx) -> Result<void> {
                CommandIds ids(
                    stream(settings_.seed ^ static_cast<std::uint64_t>(settings_.from.ms), "ids", step.number));
                Act act;
                act.force = world_.force;
                act.actor = *step.by;
                act.now = step.at;
                act.ids = &ids;
                act.policy_version = world_.book.in_force(step.at)->version;
                auto done = step.command(tx, act);
                answers.recorded(i) = ids.recorded();
                return done;
            };
            world_.database.submit(
                {world_.force, one, [&answers, i](Result<void> result) { answers.answered(i, std::move(result)); }});
        }
    }
    answers.wait();
    std::optional<Error> wrong;
    for (std::size_t i = 0; i < batch.size(); ++i) {
        const Result<void>& result = answers.result(i);
        const bool passed_over = !result && forgiving && too_late(result.error());
        counts_.acknowledged += result ? 1 : 0;
        counts_.passed_over += passed_over ? 1 : 0;
        counts_.entries += result ? answers.recorded(i) : 0;
        if (!result && !passed_over) {
            wrong = wrong ? wrong : failed(batch[i], result.error());
            if (forgiving && result.error().code == ErrorCode::unavailable) {
                steps_.push(std::move(batch[i]));  // the database is away: later
            }
        }
    }
    if (wrong) {
        return tl::unexpected(*std::move(wrong));
    }
    batch.clear();
    return {};
}

Result<void> Timeline::run_until(Instant until) {
    std::vector<Step> batch;
    while (!steps_.empty() && steps_.top().at <= until) {
        Step step = take();
        if (step.command) {
            now_ = std::max(now_, step.at);
            batch.push_back(std::move(step));
        }
        const bool look = !batch.empty() && step.look;
        if (batch.size() == at_once || look) {
            TRY(run(batch));
        }
        if (step.look) {
            now_ = std::max(now_, step.at);
            if (auto looked = step.look(step.at); !looked) {
                return tl::unexpected(failed(step, looked.error()));
            }
        }
    }
    if (!batch.empty()) {
        TRY(run(batch));
    }
    now_ = std::max(now_, until);
    return {};
}

}  // namespace bluelamp::simulate
