// SPDX-License-Identifier: Apache-2.0
#include "access/session_store.hpp"

#include "access/store.sql.hpp"
#include "core/sha256.hpp"

namespace bluelamp::access {

bool StoredSession::lives(Instant now) const {
    const bool idle = idle_limit_ms && now - last_seen_at >= std::chrono::milliseconds(*idle_limit_ms);
    return !ended_at && now < expires_at && !idle;
}

StoredSession read_stored_session(const db::Row& row) {
    StoredSession out;
    out.id = row.id<SessionId>(0);
    out.account = row.id<AccountId>(1);
    out.made_at = row.instant(2);
    out.last_seen_at = row.instant(3);
    out.expires_at = row.instant(4);
    out.idle_limit_ms = row.maybe_bigint(5);
    out.locked_at = row.maybe_instant(6);
    out.ended_at = row.maybe_instant(7);
    out.device = row.text(8);
    return out;
}

Result<StoredSession> session_row(db::Reader& reader, const ForceId& force, const SessionId& id) {
    auto found = TRY(reader.maybe(sql::session_by_id, {force, id}, read_stored_session));
    if (!found) {
        return fail(ErrorCode::not_found, "session", "There is no such session.");
    }
    return *std::move(found);
}

/// The idle limit is judged where requests are seen (Sessions), because last_seen_at may be a minute old here.
Result<StoredSession> own_session(db::Reader& reader, const Act& act, const SessionId& id) {
    auto found = TRY(reader.maybe(sql::session_by_id, {act.force, id}, read_stored_session));
    if (!found || found->account != act.actor.id || found->ended_at || act.now >= found->expires_at) {
        return fail(ErrorCode::unauthenticated, "session", "Sign in first, or sign in again.");
    }
    return *std::move(found);
}

std::string new_token(IdSource& ids) {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string token;
    std::uint32_t bits = 0;
    int held = 0;
    for (const char byte : ids.bytes(32)) {
        bits = (bits << 8U) | static_cast<unsigned char>(byte);
        for (held += 8; held >= 6; held -= 6) {
            token += alphabet[(bits >> static_cast<unsigned>(held - 6)) & 63U];
        }
    }
    token += alphabet[(bits << static_cast<unsigned>(6 - held)) & 63U];
    return token;
}

std::string hash_of_token(std::string_view token) { return sha256_hex(token); }

Result<void> write_seen(db::Transaction& tx, const std::vector<Seen>& seen) {
    for (const Seen& each : seen) {
        TRY(tx.execute(sql::set_last_seen, {tx.force(), each.session, each.at}));
    }
    return {};
}

Result<bool> delete_dead_sessions(db::Transaction& tx, Instant now) {
    constexpr std::chrono::hours kept{24 * 35};
    TRY(tx.execute(sql::delete_dead_sessions, {tx.force(), now - kept}));
    const auto left = TRY(tx.maybe(sql::oldest_end, {tx.force()}, [](const db::Row& row) { return row.instant(0); }));
    return left && *left < now - kept;
}

Result<SessionState> read_session(db::Reader& reader, const Act& act, std::string_view session) {
    const StoredSession stored = TRY(own_session(reader, act, SessionId(std::string(session))));
    return state_of(reader, act.force, stored, TRY(account_row(reader, act.force, stored.account)), act.now);
}

Result<SessionState> state_of(db::Reader& reader, const ForceId& force, const StoredSession& session,
                              const StoredAccount& account, Instant now) {
    SessionState state;
    state.account = TRY(account_view(reader, force, account, now));
    state.expires_at = session.expires_at;
    state.locked = session.locked_at.has_value();
    state.force_name = TRY(reader.one(sql::force_row, {force}, [](const db::Row& row) { return row.string(0); }));
    return state;
}

Result<Credentials> credentials(db::Reader& reader, const ForceId& force, std::string_view username) {
    const auto account = TRY(account_named(reader, force, username));
    if (!account) {
        return Credentials{};
    }
    // A disabled account is judged like one with another password: only who knows it is told nothing more either.
    const bool may = !account->disabled_at && account->password_hash;
    return Credentials{account->id, may ? *account->password_hash : ""};
}

Result<Credentials> credentials_of(db::Reader& reader, const ForceId& force, const AccountId& id) {
    const auto account = TRY(account_row(reader, force, id));
    const bool may = !account.disabled_at && account.password_hash;
    return Credentials{account.id, may ? *account.password_hash : ""};
}

}  // namespace bluelamp::access
