// SPDX-License-Identifier: Apache-2.0
#include "api/live.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>

#include "core/text.hpp"
#include "core/together.hpp"

namespace bluelamp::api {
namespace {

using namespace std::chrono_literals;

constexpr auto look_every = 200ms;         // acts of other servers are seen at most this late
constexpr auto heartbeat_every = 15s;      // below the 30-60 s after which proxies drop idle connections
constexpr std::int64_t rows_at_once = 64;  // one bit each in the mask below
constexpr std::int64_t longest_replay = 1'000;

std::shared_ptr<const std::string> text(std::string bytes) {
    return std::make_shared<const std::string>(std::move(bytes));
}

/// "data" is one line because JSON written by us holds no line break.
std::string event_of(const journal::Row& row) {
    std::string out = "id: " + std::to_string(row.position) + "\nevent: " + row.action +
                      "\ndata: {\"position\":" + std::to_string(row.position) + ",\"kind\":";
    json::write_string(out, row.kind);
    out += ",\"record\":";
    json::write_string(out, row.record);
    out += ",\"seq\":" + std::to_string(row.seq) + ",\"action\":";
    json::write_string(out, row.action);
    out += ",\"happened_at\":";
    json::write(out, row.happened_at);
    out += ",\"recorded_at\":";
    json::write(out, row.recorded_at);
    out += ",\"actor\":";
    json::write_string(out, row.actor);
    out += ",\"content\":" + row.content.value_or("null") + "}\n\n";
    return out;
}

/// The events of the rows in `mask`, one after another; `events` keeps each as it is written for the first time.
std::string joined(const std::vector<journal::Row>& rows, std::uint64_t mask, std::vector<std::string>& events) {
    std::string out;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if ((mask >> i & 1) == 0) {
            continue;
        }
        if (events[i].empty()) {
            events[i] = event_of(rows[i]);
        }
        out += events[i];
    }
    return out;
}

}  // namespace

Live::Live(const Services& services, const Router& router) : services_(services), router_(router) {
    const auto start = services_.database.read([&](db::Reader& reader) -> Result<void> {
        position_ = TRY(journal::head(reader, services_.force));
        return {};
    });
    if (!start) {
        // The following thread reads again; screens that come meanwhile resume from what they name.
        spdlog::warn("the journal's head cannot be read yet: {}", start.error().message);
    }
    thread_ = std::thread([this] { follow(); });
}

Live::~Live() { stop(); }

void Live::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_->notify_all();
    if (thread_.joinable()) {
        thread_.join();
    }
    welcome();  // those that came too late to be followed are closed as well
    for (Screen& screen : screens_) {
        screen.stream->close();
    }
    screens_.clear();
}

void Live::wake() {
    const std::lock_guard lock(mutex_);
    if (!woken_) {
        woken_ = true;
        Together::owe(wake_);
    }
}

Result<std::vector<Live::Wish>> Live::wishes_of(const Call& call) const {
    std::string asked;
    for (const auto& [name, value] : TRY(http::parse_query(call.request.query))) {
        if (name != "topics") {
            return fail(ErrorCode::invalid, name, "There is no such field; use: topics.");
        }
        asked = value;
    }
    std::vector<Wish> wishes;
    for (std::size_t from = 0; from < asked.size();) {
        const std::size_t end = std::min(asked.find(',', from), asked.size());
        const std::string_view topic = std::string_view(asked).substr(from, end - from);
        from = end + 1;
        const std::size_t colon = topic.find(':');
        const bool one = colon != std::string_view::npos;
        bool known = false;
        for (const Router::Topic& offered : router_.topics()) {
            if (one ? topic.substr(0, colon) == offered.kind : topic == offered.name) {
                TRY(call.act->require(offered.permission));
                wishes.push_back({offered.kind, std::string(one ? topic.substr(colon + 1) : "")});
                known = true;
            }
        }
        if (!known) {
            return fail(ErrorCode::invalid, "topics",
                        fmt::format("There is no topic '{}'; use incidents or incident:ID.", topic));
        }
    }
    if (wishes.empty() || wishes.size() > 100) {
        return fail(ErrorCode::invalid, "topics", "Name 1 to 100 topics, as topics=incidents,incident:ID.");
    }
    return wishes;
}

void Live::open(const CallPtr& call) {
    auto wishes = wishes_of(*call);
    if (!wishes) {
        return refuse(*call, wishes.error());
    }
    http::Response head;
    head.content_type = "text/event-stream";
    head.headers.push_back({"Cache-Control", "no-store"});
    head.headers.push_back({"X-Accel-Buffering", "no"});
    // Without a position it follows from here, not from when it is welcomed: acts passed on in between would be lost.
    // One that is no number of ours is told to read everything again.
    const std::string_view last = call->request.header("last-event-id");
    const std::int64_t from = last.empty() ? position_.load() : parse_int(last).value_or(-1);
    Screen screen{
        call->reply.stream(std::move(head)), call->act, call->signed_in->session, std::move(*wishes), from, false};
    ++streams_;
    screen.stream->on_close([this] { --streams_; });
    screen.stream->send(text("retry: 2000\n: following\n\n"));
    {
        const std::lock_guard lock(mutex_);
        if (stopping_) {
            return screen.stream->close();
        }
        arriving_.push_back(std::move(screen));
    }
    wake();
}

bool Live::wait_for_more() {
    std::unique_lock lock(mutex_);
    wake_->wait_for(lock, look_every, [this] { return woken_ || stopping_; });
    woken_ = false;
    return !stopping_;
}

void Live::follow() {
    while (wait_for_more()) {
        try {
            round();
        } catch (const std::exception& broken) {
            spdlog::error("the live feed met a broken record and goes on: {}", broken.what());
        }
    }
}

/// A journal that never pauses must not keep newcomers, revocations and the end of the server waiting: one batch a
/// round.
void Live::round() {
    welcome();
    tell_watchers();
    if (pass_on_next()) {
        wake();
    }
    // Looking at every screen after every act would cost more than the act; a revocation does not wait for the round.
    const auto now = std::chrono::steady_clock::now();
    if (now - last_round_ < look_every && !access_changed_) {
        return;
    }
    last_round_ = now;
    access_changed_ = false;
    const bool heartbeat = reading_ && now - last_heartbeat_ >= heartbeat_every;
    last_heartbeat_ = heartbeat ? now : last_heartbeat_;
    keep_alive(heartbeat);
}

void Live::welcome() {
    std::vector<Screen> arriving;
    {
        const std::lock_guard lock(mutex_);
        arriving.swap(arriving_);
    }
    for (Screen& screen : arriving) {
        if (screen.resume_after != position_) {
            replay(screen);
        }
        touch(screen);
        screens_.push_back(std::move(screen));
    }
}

void Live::touch(const Screen& screen) {
    for (const Wish& wish : screen.wishes) {
        if (!wish.record.empty()) {
            touched_.insert(wish.record);
        }
    }
}

/// Everybody with the record open hears who has, himself included, once each however many screens he has.
void Live::tell_watchers() {
    for (const std::string& record : std::exchange(touched_, {})) {
        std::map<std::string, std::string> people;
        std::vector<Screen*> watching;
        for (Screen& screen : screens_) {
            const auto here = [&](const Wish& wish) { return wish.record == record; };
            if (std::any_of(screen.wishes.begin(), screen.wishes.end(), here)) {
                people.emplace(screen.act->actor.id.text(), screen.act->actor.name);
                watching.push_back(&screen);
            }
        }
        std::string event = "event: watching\ndata: {\"record\":";
        json::write_string(event, record);
        event += ",\"people\":[";
        for (const auto& [id, name] : people) {
            event += event.back() == '[' ? "{\"id\":" : ",{\"id\":";
            json::write_string(event, id);
            event += ",\"name\":";
            json::write_string(event, name);
            event += '}';
        }
        const auto bytes = text(event + "]}\n\n");
        for (Screen* screen : watching) {
            screen->behind = screen->behind || !screen->stream->send(bytes);
        }
    }
}

void Live::replay(Screen& screen) {
    // A position from another database, or from before a long absence: reading everything again is cheaper and surer.
    if (screen.resume_after < 0 || screen.resume_after > position_ ||
        position_ - screen.resume_after > longest_replay) {
        return resync(screen);
    }
    const auto read = services_.database.read([&](db::Reader& reader) -> Result<void> {
        for (std::int64_t from = screen.resume_after; from < position_;) {
            const auto rows =
                TRY(journal::after(reader, services_.force, from, std::min(rows_at_once, position_ - from)));
            for (const journal::Row& row : rows) {
                from = row.position;
                if (wants(screen, row) && !screen.stream->send(text(event_of(row)))) {
                    screen.behind = true;
                    return {};
                }
            }
            if (rows.empty()) {
                return {};
            }
        }
        return {};
    });
    if (!read) {
        resync(screen);
    }
}

/// Whether more is waiting.
bool Live::pass_on_next() {
    std::vector<journal::Row> rows;
    const auto read = services_.database.read([&](db::Reader& reader) -> Result<void> {
        rows = TRY(journal::after(reader, services_.force, position_, rows_at_once));
        return {};
    });
    if (!read && reading_) {
        spdlog::error("the live feed cannot read the journal: {} [{}]", read.error().message, read.error().cause);
    }
    reading_ = read.has_value();
    if (rows.empty()) {
        return false;
    }
    for (const journal::Row& row : rows) {
        services_.sessions.heed(row);
        access_changed_ = access_changed_ || row.action.starts_with("access.");
    }
    deliver(rows);
    position_ = rows.back().position;
    return static_cast<std::int64_t>(rows.size()) == rows_at_once;
}

bool Live::wants(const Screen& screen, const journal::Row& row) {
    for (const Wish& wish : screen.wishes) {
        if (wish.kind == row.kind && (wish.record.empty() || wish.record == row.record)) {
            return screen.act->actor.clearance.sees(row.visibility, row.owner);
        }
    }
    return false;
}

/// Screens that see the same rows of a batch share one buffer, whatever their number.
void Live::deliver(const std::vector<journal::Row>& rows) {
    constexpr int screens_together = 100;  // the network thread is woken once for so many, and nobody waits for more
    std::optional<Together> together;
    int given = 0;
    std::vector<std::string> events(rows.size());  // each written when the first screen wants it
    std::unordered_map<std::uint64_t, std::shared_ptr<const std::string>> shared;
    for (Screen& screen : screens_) {
        if (given++ % screens_together == 0) {
            together.emplace();
        }
        std::uint64_t mask = 0;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            mask |= wants(screen, rows[i]) ? std::uint64_t{1} << i : 0;
        }
        if (mask == 0 || screen.behind) {
            continue;
        }
        auto& bytes = shared[mask];
        if (!bytes) {
            bytes = text(joined(rows, mask, events));
        }
        screen.behind = !screen.stream->send(bytes);
        ++events_sent_;
    }
}

void Live::keep_alive(bool heartbeat) {
    static const auto beat = text(": still here\n\n");
    static const auto bye = text("event: bye\ndata: {}\n\n");
    const Together together;
    const Instant now = services_.clock.now();
    for (auto screen = screens_.begin(); screen != screens_.end();) {
        if (!services_.sessions.follows(screen->session, screen->act->actor, now)) {
            screen->stream->send(bye);
            screen->stream->close();
        }
        if (!screen->stream->open()) {
            touch(*screen);
            screen = screens_.erase(screen);
            continue;
        }
        if (screen->behind && screen->stream->queued_bytes() == 0) {
            resync(*screen);
        } else if (heartbeat) {
            screen->stream->send(beat);
        }
        ++screen;
    }
}

void Live::resync(Screen& screen) {
    screen.behind = !screen.stream->send(text("id: " + std::to_string(position_) + "\nevent: resync\ndata: {}\n\n"));
}

}  // namespace bluelamp::api
