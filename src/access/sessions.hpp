// SPDX-License-Identifier: Apache-2.0
/// Sessions: who is signed in, from the token a request carries to the Actor that acts.
///
/// Owns the table sessions and this server's memory of it. A token is 32 random bytes, base64url; only its SHA-256 is
/// stored.
///
/// Promises: a session ends after 12 hours, after 60 minutes without a request (within a minute where several servers
/// are used in turn), when signed out, when its account is disabled or its password changed. What another server ends,
/// this one stops honouring when `heed` sees the journal row; `doubt` makes that immediate where the act is made. What
/// is remembered is read again after a minute, so that a feed that stands still keeps an ended session for no longer.
/// Memory is bounded; the least recently used go first.
///
/// Refuses: unknown, ended and expired tokens with `unauthenticated`; it does not say which.
/// Safe from any thread; `cached` and `follows` do no I/O. Signing in: ask the throttle (throttle.hpp), read
/// `credentials`, compare on a worker (passwords.hpp), then the command sign_in. Start reading at sessions.cpp.
#pragma once

#include <chrono>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "access/accounts.hpp"

namespace bluelamp::access {

using SessionId = Id<struct SessionTag>;

/// A session as its owner sees it.
struct SessionState {
    Account account;
    Instant expires_at;
    bool locked = false;
    std::string force_name;
};

/// Who asks, and through which session. `session` names the session in journal rows (kind "session") and is no secret.
struct SignedIn {
    std::string session;
    Actor actor;
    std::optional<Instant> locked_at;
    SessionState state;
};
using SignedInPtr = std::shared_ptr<const SignedIn>;

struct SessionSettings {
    std::chrono::milliseconds longest{std::chrono::hours(12)};
    std::chrono::milliseconds idle{std::chrono::minutes(60)};
    std::chrono::milliseconds remembered{std::chrono::minutes(1)};  ///< until the database is asked again
    std::size_t most = 20'000;                                      ///< sessions remembered
};

/// When a session was last used.
struct Seen {
    std::string session;
    Instant at;
};

class Sessions {
   public:
    explicit Sessions(ForceId force, SessionSettings settings = {}) : force_(std::move(force)), settings_(settings) {}

    /// From memory; null when the database must be asked. For network threads.
    SignedInPtr cached(std::string_view token, Instant now);
    /// From the database, then remembered. For workers.
    Result<SignedInPtr> load(db::Reader& reader, std::string_view token, Instant now);

    void forget(const AccountId& account);
    void forget_session(std::string_view session);
    /// Forgets, and for half a minute asks the database for every request of `account`: call it before the act that
    /// ends its sessions is handed to the lane, so that the act holds from its commit on.
    void doubt(const AccountId& account, Instant now);
    /// Whether a live stream that `actor` opened by `session` may go on. False when the session ended, was locked, or
    /// its account may do other things now: the stream is closed and opened again by whoever still may. Is no sign of
    /// life by itself.
    [[nodiscard]] bool follows(std::string_view session, const Actor& actor, Instant now) const;
    /// Forgets what `row` may have changed. The journal feed calls it for every row.
    void heed(const journal::Row& row);

    /// The sessions used since they were last written, each at most once a minute; hand them to write_seen in the lane.
    std::vector<Seen> take_seen();

    [[nodiscard]] const SessionSettings& settings() const { return settings_; }
    [[nodiscard]] std::size_t remembered() const;

   private:
    struct Entry {
        std::string token_hash;
        SignedInPtr signed_in;
        Instant loaded_at, fresh_until;
        Instant ends_at;  ///< the session itself, or a role or membership by its date
        Instant last_seen_at, written_at;
        std::optional<std::int64_t> idle_ms;

        [[nodiscard]] bool lives(Instant now) const;
    };
    using Entries = std::list<Entry>;  // most recently used first

    void remember(Entry entry, std::uint64_t epoch);
    void drop(Entries::iterator entry);
    void drop_token(const std::string& token_hash);
    void note_seen(Entry& entry, Instant now);
    bool doubted(const AccountId& account, Instant now);

    const ForceId force_;
    const SessionSettings settings_;
    mutable std::mutex mutex_;
    std::uint64_t epoch_ = 0;  // grows when anything is forgotten: what was read before it is not remembered
    Entries entries_;
    std::unordered_map<std::string, Entries::iterator> by_token_;
    std::unordered_map<std::string, Entries::iterator> by_session_;
    std::unordered_multimap<std::string, Entries::iterator> by_account_;
    std::unordered_map<std::string, Instant> doubted_;
    std::unordered_map<std::string, Instant> seen_;
};

/// 32 random bytes as 43 characters of base64url (RFC 4648 section 5).
std::string new_token(IdSource& ids);
/// What is stored of a token, and what commands take.
std::string hash_of_token(std::string_view token);

/// What signing in compares with. `password_hash` is empty when nobody can sign in so: check_password then takes as
/// long.
struct Credentials {
    std::optional<AccountId> account;
    std::string password_hash;
};
Result<Credentials> credentials(db::Reader& reader, const ForceId& force, std::string_view username);
/// The same for an account that is signed in already (unlocking, changing the password).
Result<Credentials> credentials_of(db::Reader& reader, const ForceId& force, const AccountId& account);

// ---- commands -------------------------------------------------------------------------------------------------------

struct Session {
    SessionId id;
    AccountId account;
    Instant made_at;
    Instant expires_at;
};

struct SignIn {
    AccountId account;
    std::string token_hash;
    std::string checked_hash;  ///< of the password as it was compared; if it changed meanwhile, nobody signs in
    std::optional<std::string> new_hash;  ///< the same password at today's cost
    std::string peer;                     ///< network address
    std::string device;                   ///< User-Agent
    SessionSettings limits;
};
/// `act.actor` must be the account itself (actor_of).
Result<Session> sign_in(db::Transaction& tx, const Act& act, const SignIn& wanted);

struct SignInRefused {
    std::optional<AccountId>
        account;  ///< nullopt: no such username; it is not kept, because people type passwords there
    std::string peer;
    std::int64_t failures = 1;
};
/// Journals failed attempts. Nobody is signed in, so no permission is asked; the throttle says how often.
Result<void> refuse_sign_in(db::Transaction& tx, const Act& act, const SignInRefused& refused);

struct SignOut {
    SessionId session;
};
/// One's own session or token; another's needs Permission::manage_accounts.
Result<void> sign_out(db::Transaction& tx, const Act& act, const SignOut& wanted);

struct LockSession {
    SessionId session;
};
Result<void> lock_session(db::Transaction& tx, const Act& act, const LockSession& wanted);

struct UnlockSession {
    SessionId session;
    std::string checked_hash;
};
Result<void> unlock_session(db::Transaction& tx, const Act& act, const UnlockSession& wanted);

struct ChangePassword {
    std::string checked_hash;  ///< of the old one as it was compared
    std::string new_hash;
    SessionId keep;  ///< the session in which it is changed; all others end
};
Result<void> change_password(db::Transaction& tx, const Act& act, const ChangePassword& wanted);

struct CreateToken {
    AccountId account;  ///< a service
    std::string token_hash;
    std::string name;  ///< which device or program
    std::int64_t days = 365;
};
Result<Session> create_token(db::Transaction& tx, const Act& act, const CreateToken& wanted);

/// Not an act: nothing is journalled.
Result<void> write_seen(db::Transaction& tx, const std::vector<Seen>& seen);
/// Deletes sessions that expired over 35 days ago, at most 200; true when more are waiting. Not an act: the journal
/// keeps that they were.
Result<bool> delete_dead_sessions(db::Transaction& tx, Instant now);

/// From the database; the commands that change a session answer with it.
Result<SessionState> read_session(db::Reader& reader, const Act& act, std::string_view session);

}  // namespace bluelamp::access
