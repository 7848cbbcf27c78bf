// SPDX-License-Identifier: Apache-2.0
/// A screen that follows the live stream without a socket, and that can be made slow.
#pragma once

#include <condition_variable>
#include <mutex>

#include "http/http.hpp"

namespace bluelamp::api {

class Screen final : public http::Stream {
   public:
    bool send(std::shared_ptr<const std::string> bytes) override {
        const std::lock_guard lock(mutex_);
        if (closed_ || stuck_) {
            return false;
        }
        seen_ += *bytes;
        changed_.notify_all();
        return true;
    }
    void close() override {
        std::function<void()> told;
        {
            const std::lock_guard lock(mutex_);
            closed_ = true;
            told.swap(on_close_);
            changed_.notify_all();
        }
        if (told) {
            told();
        }
    }
    bool open() const override {
        const std::lock_guard lock(mutex_);
        return !closed_;
    }
    std::size_t queued_bytes() const override {
        const std::lock_guard lock(mutex_);
        return stuck_ ? 1 : 0;
    }
    void on_close(std::function<void()> callback) override {
        const std::lock_guard lock(mutex_);
        on_close_ = std::move(callback);
    }

    /// The reader takes nothing more, and its queue is full; or it reads again.
    void get_stuck(bool stuck) {
        const std::lock_guard lock(mutex_);
        stuck_ = stuck;
    }
    /// Waits until `text` was seen; false after 10 s.
    bool sees(const std::string& text) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, std::chrono::seconds(10), [&] { return seen_.find(text) != std::string::npos; });
    }
    bool ends() {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, std::chrono::seconds(10), [&] { return closed_; });
    }
    std::string seen() const {
        const std::lock_guard lock(mutex_);
        return seen_;
    }
    /// The ids of the events seen, in order, each followed by a space.
    std::string ids() const {
        const std::string all = seen();
        std::string found;
        for (std::size_t at = all.find("id: "); at != std::string::npos; at = all.find("\nid: ", at + 1)) {
            const std::size_t from = at + (all[at] == '\n' ? 5 : 4);
            found += all.substr(from, all.find('\n', from) - from) + " ";
        }
        return found;
    }

   private:
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::string seen_;
    std::function<void()> on_close_;
    bool closed_ = false, stuck_ = false;
};

/// Catches the stream, or the refusal.
class Opening final : public http::Reply::Sink {
   public:
    void send(http::Response response) override { refused = std::move(response); }
    std::shared_ptr<http::Stream> stream(http::Response response) override {
        head = std::move(response);
        screen = std::make_shared<Screen>();
        return screen;
    }

    std::optional<http::Response> refused;
    http::Response head;
    std::shared_ptr<Screen> screen;
};

}  // namespace bluelamp::api
