// SPDX-License-Identifier: Apache-2.0
/// Session rows. For this folder only; others include sessions.hpp.
#pragma once

#include "access/sessions.hpp"
#include "access/store.hpp"

namespace bluelamp::access {

struct StoredSession {
    SessionId id;
    AccountId account;
    Instant made_at, last_seen_at, expires_at;
    std::optional<std::int64_t> idle_limit_ms;
    std::optional<Instant> locked_at, ended_at;
    std::string device;

    /// Signed in at `now`, as far as this row tells.
    [[nodiscard]] bool lives(Instant now) const;
};

StoredSession read_stored_session(const db::Row& row);
/// `not_found` unless there.
Result<StoredSession> session_row(db::Reader& reader, const ForceId& force, const SessionId& id);
/// One's own living session, or `unauthenticated`.
Result<StoredSession> own_session(db::Reader& reader, const Act& act, const SessionId& id);

Result<SessionState> state_of(db::Reader& reader, const ForceId& force, const StoredSession& session,
                              const StoredAccount& account, Instant now);

template <class Content>
Result<void> note(db::Transaction& tx, const Act& act, const SessionId& session, std::string_view action,
                  const Content& content) {
    const std::string text = json::to_text(content);
    const StoredAccount account = TRY(account_row(tx, act.force, content.account));
    TRY(act.record(tx, {.action = action,
                        .kind = "session",
                        .record = session.text(),
                        .happened_at = act.now,
                        .content = text,
                        .visibility = account.visibility,
                        .owner = account.owner}));
    return {};
}

/// What is told of locking, unlocking and signing out.
struct OfAccount {
    AccountId account;
};
BOOST_DESCRIBE_STRUCT(OfAccount, (), (account))

}  // namespace bluelamp::access
