// SPDX-License-Identifier: Apache-2.0
#include "db/postgres/writer.hpp"

#include "db/lane.sql.hpp"

namespace bluelamp::db::postgres {
namespace {

/// A server that hangs while it holds a force's turn is thrown out, so that the others go on.
constexpr auto writer_settings =
    "SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = '30s'; SET default_transaction_read_only = off";

constexpr Query begin_batch{"db.begin", "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE", {}};
constexpr Query commit_batch{"db.commit", "COMMIT", {}};
constexpr Query rollback_batch{"db.rollback", "ROLLBACK", {}};
constexpr Query set_savepoint{"db.savepoint", "SAVEPOINT command", {}};
constexpr Query release_savepoint{"db.release", "RELEASE SAVEPOINT command", {}};
constexpr Query to_savepoint{"db.to_savepoint", "ROLLBACK TO SAVEPOINT command", {}};

constexpr std::chrono::milliseconds first_pause{100};
constexpr std::chrono::milliseconds longest_pause{5'000};

}  // namespace

Result<Session*> Line::get() {
    if (session_ && session_->alive()) {
        return session_.get();
    }
    session_.reset();
    const auto now = std::chrono::steady_clock::now();
    if (last_ && now < not_before_) {
        return tl::unexpected(*last_);
    }
    auto made = Session::connect(url_, settings_);
    if (!made) {
        pause_ = std::clamp(pause_ * 2, first_pause, longest_pause);
        not_before_ = std::chrono::steady_clock::now() + pause_;
        last_ = made.error();
        last_->message = "The database cannot be reached; nothing was kept. Try again.";
        return tl::unexpected(*last_);
    }
    last_.reset();
    pause_ = {};
    session_ = *std::move(made);
    return session_.get();
}

LaneWriter::LaneWriter(const std::string& url) : line_(url, writer_settings) {}

Result<void> LaneWriter::begin(const ForceId& force, Pace pace) {
    pace_ = pace;
    Session& session = *TRY(line_.get());
    session.trim();
    TRY(session.send(begin_batch, {}));
    const Value parameters[] = {force};
    return execute(sql::take_turn, parameters);
}

Result<void> LaneWriter::commit() {
    Session& session = *line_.now();
    TRY(session.send(commit_batch, {}));
    TRY(session.settle());
    // COMMIT of a transaction that had failed succeeds as a ROLLBACK.
    if (session.last_tag() != "COMMIT") {
        return tl::unexpected(failure("25P02", "commit", "the server answered " + session.last_tag()));
    }
    return {};
}

void LaneWriter::rollback() {
    Session* session = line_.now();
    if (session == nullptr) {
        return;
    }
    session->drop_pending();
    if (session->in_transaction() && !session->ask(rollback_batch, {}, {})) {
        line_.hang_up();
    }
}

bool LaneWriter::in_transaction() const {
    const Session* session = line_.now();
    return session != nullptr && session->in_transaction();
}

Result<void> LaneWriter::savepoint() { return line_.now()->ask(set_savepoint, {}, {}); }

Result<void> LaneWriter::release() { return line_.now()->send(release_savepoint, {}); }

Result<void> LaneWriter::roll_back() {
    TRY(line_.now()->send(to_savepoint, {}));
    TRY(release());
    return settle();
}

Result<void> LaneWriter::execute(const Query& query, std::span<const Value> parameters) {
    TRY(line_.now()->send(query, parameters));
    return pace_ == Pace::careful ? settle() : Result<void>();
}

Result<void> LaneWriter::each(const Query& query, std::span<const Value> parameters, const Visitor& visit) {
    return line_.now()->ask(query, parameters, visit);
}

Result<void> LaneWriter::ask(const Query& query, std::span<const Value> parameters, Visitor visit) {
    TRY(line_.now()->send(query, parameters, std::move(visit)));
    return pace_ == Pace::careful ? settle() : Result<void>();
}

Result<void> LaneWriter::settle() { return line_.now()->settle(); }

}  // namespace bluelamp::db::postgres
