// SPDX-License-Identifier: Apache-2.0
/// Live: the journal as server-sent events, one stream per browser.
///
/// Owns the open streams and the thread that follows the journal (woken after each commit here, otherwise every 200 ms,
/// so that acts of other servers and of the command line arrive as well).
/// Promises: every act after the position a stream resumed from is sent once and in order, if the reader's roles,
/// clearance and topics let him see it; durable events carry `id: position`. A reader that cannot keep up, or asks for
/// a position too long ago, is told to `resync` and never buffered without bound. When a session ends, its streams get
/// `bye` and are closed; whoever still may opens another. Whoever follows one record (incident:ID) is told who else
/// does (event `watching`, ephemeral, of this server's screens). Times: a comment line every 15 s keeps proxies from
/// closing an idle stream; none is sent while the journal cannot be read, so that pages see that they are not live.
/// Start reading at Live::follow.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <list>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "api/api.hpp"
#include "journal/journal.hpp"

namespace bluelamp::api {

class Live {
   public:
    Live(const Services& services, const Router& router);
    ~Live();
    Live(const Live&) = delete;
    Live& operator=(const Live&) = delete;

    /// Serves GET /api/v1/live?topics=incidents,incident:ID. Adds the stream; never blocks.
    void open(const CallPtr& call);

    /// Something was committed: look at the journal now.
    void wake();

    /// Ends the following thread and closes every stream. Idempotent.
    void stop();

    [[nodiscard]] std::int64_t streams() const { return streams_; }
    [[nodiscard]] std::int64_t events_sent() const { return events_sent_; }
    [[nodiscard]] std::int64_t position() const { return position_; }

   private:
    struct Wish {
        std::string kind;
        std::string record;  ///< empty: every record of the kind
    };
    struct Screen {
        std::shared_ptr<http::Stream> stream;
        std::shared_ptr<const Act> act;
        std::string session;
        std::vector<Wish> wishes;
        std::int64_t resume_after = 0;
        bool behind = false;  ///< bytes were refused; owed a resync
    };

    Result<std::vector<Wish>> wishes_of(const Call& call) const;
    void follow();
    bool wait_for_more();
    void round();
    void welcome();
    void replay(Screen& screen);
    bool pass_on_next();
    void deliver(const std::vector<journal::Row>& rows);
    void keep_alive(bool heartbeat);
    void resync(Screen& screen);
    void touch(const Screen& screen);
    void tell_watchers();
    static bool wants(const Screen& screen, const journal::Row& row);

    Services services_;
    const Router& router_;
    std::atomic<std::int64_t> position_{0}, streams_{0}, events_sent_{0};
    std::mutex mutex_;
    std::shared_ptr<std::condition_variable> wake_ = std::make_shared<std::condition_variable>();
    bool woken_ = false, stopping_ = false;
    std::vector<Screen> arriving_;   ///< guarded by mutex_
    std::list<Screen> screens_;      ///< these two are touched by the following thread only
    std::set<std::string> touched_;  ///< records whose watchers changed
    bool access_changed_ = false;
    bool reading_ = true;  ///< false while the journal cannot be read
    std::chrono::steady_clock::time_point last_round_{}, last_heartbeat_ = std::chrono::steady_clock::now();
    std::thread thread_;
};

}  // namespace bluelamp::api
