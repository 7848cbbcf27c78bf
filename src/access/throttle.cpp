// SPDX-License-Identifier: Apache-2.0
#include "access/throttle.hpp"

#include <limits>

#include "core/text.hpp"

namespace bluelamp::access {
namespace {

constexpr std::chrono::minutes quiet{15};
constexpr std::chrono::milliseconds first_wait{15'000};
constexpr std::chrono::milliseconds longest_wait{15 * 60'000};
constexpr std::chrono::minutes told_every{1};
constexpr int free_from_one_address = 5;
constexpr int free_from_all = 20;

/// Usernames are at most 60 characters long; what is longer is not one.
std::string name_key(std::string_view username) { return "name " + fold(first_code_points(username, 61)); }
std::string pair_key(std::string_view username, std::string_view peer) {
    return "pair " + fold(first_code_points(username, 61)) + " " + std::string(peer);
}

/// How long after the last attempt the next one may be made.
std::chrono::milliseconds wait_after(int failures, int free) {
    if (failures < free) {
        return std::chrono::milliseconds(0);
    }
    std::chrono::milliseconds wait = first_wait;
    for (int i = free; i < failures && wait < longest_wait; ++i) {
        wait *= 2;
    }
    return std::min(wait, longest_wait);
}

}  // namespace

Throttle::Tried& Throttle::tried(const std::string& key) {
    if (const auto found = by_key_.find(key); found != by_key_.end()) {
        all_.splice(all_.begin(), all_, found->second);
        return all_.front();
    }
    while (all_.size() >= most_) {
        by_key_.erase(all_.back().key);
        all_.pop_back();
    }
    all_.push_front({key, 0, {}, {}, 0});
    by_key_.emplace(key, all_.begin());
    return all_.front();
}

/// When the next attempt may be made; forgets first what has been quiet for long enough, or lies ahead of a clock set
/// back.
Instant Throttle::next(Tried& of, int free, Instant now) {
    const Instant until = of.last + wait_after(of.failures, free);
    if (now < of.last || now - until >= quiet) {
        of.failures = 0;
        return now;
    }
    return until;
}

Result<void> Throttle::attempt(std::string_view username, std::string_view peer, Instant now) {
    const std::scoped_lock lock(mutex_);
    Tried& name = tried(name_key(username));
    Tried& pair = tried(pair_key(username, peer));
    const Instant until = std::max(next(name, free_from_all, now), next(pair, free_from_one_address, now));
    if (until > now) {
        return fail(ErrorCode::too_many, "username", "Too many attempts; try again at " + rfc3339(until) + ".");
    }
    for (Tried* each : {&name, &pair}) {
        ++each->failures;
        each->last = now;
    }
    return {};
}

void Throttle::forgive(const std::string& key, int failures) {
    if (const auto found = by_key_.find(key); found != by_key_.end()) {
        found->second->failures = std::max(0, found->second->failures - failures);
    }
}

void Throttle::succeeded(std::string_view username, std::string_view peer) {
    const std::scoped_lock lock(mutex_);
    forgive(name_key(username), 1);
    forgive(pair_key(username, peer), std::numeric_limits<int>::max());
}

void Throttle::not_judged(std::string_view username, std::string_view peer) {
    const std::scoped_lock lock(mutex_);
    forgive(name_key(username), 1);
    forgive(pair_key(username, peer), 1);
}

std::int64_t Throttle::to_tell(std::optional<std::string_view> existing_username, Instant now) {
    const std::scoped_lock lock(mutex_);
    Tried& name = tried(existing_username ? name_key(*existing_username) : "nobody");
    ++name.untold;
    if (name.told_at && now >= *name.told_at && now - *name.told_at < told_every) {
        return 0;
    }
    name.told_at = now;
    return std::exchange(name.untold, 0);
}

std::size_t Throttle::remembered() const {
    const std::scoped_lock lock(mutex_);
    return all_.size();
}

}  // namespace bluelamp::access
