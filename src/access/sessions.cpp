// SPDX-License-Identifier: Apache-2.0
#include "access/sessions.hpp"

#include "access/session_store.hpp"
#include "access/store.sql.hpp"

namespace bluelamp::access {
namespace {

constexpr std::size_t token_characters = 43;
constexpr std::chrono::seconds doubt_lasts{30};
constexpr std::chrono::minutes seen_written_every{1};
constexpr std::size_t most_doubted = 1'000;

tl::unexpected<Error> not_signed_in() {
    return fail(ErrorCode::unauthenticated, "session", "Sign in first, or sign in again.");
}

}  // namespace

SignedInPtr Sessions::cached(std::string_view token, Instant now) {
    if (token.size() != token_characters) {
        return nullptr;
    }
    const std::string token_hash = hash_of_token(token);
    const std::scoped_lock lock(mutex_);
    const auto at = by_token_.find(token_hash);
    if (at == by_token_.end()) {
        return nullptr;
    }
    Entry& entry = *at->second;
    // A clock set back makes what is remembered older than it looks: ask the database.
    if (!entry.lives(now) || now >= entry.fresh_until || now < entry.loaded_at) {
        return nullptr;
    }
    entries_.splice(entries_.begin(), entries_, at->second);
    note_seen(entry, now);
    return entry.signed_in;
}

Result<SignedInPtr> Sessions::load(db::Reader& reader, std::string_view token, Instant now) {
    if (token.size() != token_characters) {
        return not_signed_in();
    }
    const std::string token_hash = hash_of_token(token);
    std::uint64_t epoch = 0;
    {
        const std::scoped_lock lock(mutex_);
        epoch = epoch_;
    }
    auto session = TRY(reader.maybe(sql::session_by_token, {force_, token_hash}, read_stored_session));
    if (session) {
        // Requests of the last minute may not have been written yet.
        const std::scoped_lock lock(mutex_);
        const auto seen = seen_.find(session->id.text());
        session->last_seen_at =
            seen == seen_.end() ? session->last_seen_at : std::max(session->last_seen_at, seen->second);
    }
    const auto account = session && session->lives(now)
                             ? TRY(reader.maybe(sql::account_by_id, {force_, session->account}, read_stored_account))
                             : std::nullopt;
    if (!account || account->disabled_at) {
        drop_token(token_hash);
        return not_signed_in();
    }
    DatedActor dated = TRY(dated_actor(reader, force_, *account, now));
    Entry entry;
    entry.token_hash = token_hash;
    entry.signed_in =
        std::make_shared<const SignedIn>(SignedIn{session->id.text(), std::move(dated.actor), session->locked_at,
                                                  TRY(state_of(reader, force_, *session, *account, now))});
    entry.loaded_at = now;
    entry.fresh_until = now + settings_.remembered;
    entry.ends_at = std::min(session->expires_at, dated.changes_at.value_or(session->expires_at));
    entry.last_seen_at = now;
    entry.written_at = session->last_seen_at;
    entry.idle_ms = session->idle_limit_ms;
    SignedInPtr signed_in = entry.signed_in;
    remember(std::move(entry), epoch);
    return signed_in;
}

bool Sessions::Entry::lives(Instant now) const {
    const bool idle = idle_ms && now - last_seen_at >= std::chrono::milliseconds(*idle_ms);
    return now < ends_at && !idle;
}

bool Sessions::follows(std::string_view session, const Actor& actor, Instant now) const {
    const std::scoped_lock lock(mutex_);
    const auto found = by_session_.find(std::string(session));
    if (found == by_session_.end() || !found->second->lives(now)) {
        return false;
    }
    const SignedIn& is = *found->second->signed_in;
    return !is.locked_at && is.actor.permissions == actor.permissions && is.actor.clearance == actor.clearance;
}

void Sessions::drop_token(const std::string& token_hash) {
    const std::scoped_lock lock(mutex_);
    if (const auto found = by_token_.find(token_hash); found != by_token_.end()) {
        drop(found->second);
    }
}

void Sessions::remember(Entry entry, std::uint64_t epoch) {
    const std::scoped_lock lock(mutex_);
    note_seen(entry, entry.loaded_at);
    if (epoch != epoch_) {
        return;  // something ended while this was being read
    }
    if (doubted(entry.signed_in->actor.id, entry.loaded_at)) {
        entry.fresh_until = entry.loaded_at;  // known to exist, but asked for again each time
    }
    if (const auto old = by_token_.find(entry.token_hash); old != by_token_.end()) {
        drop(old->second);
    }
    while (entries_.size() >= settings_.most) {
        drop(std::prev(entries_.end()));
    }
    entries_.push_front(std::move(entry));
    const Entry& first = entries_.front();
    by_token_.emplace(first.token_hash, entries_.begin());
    by_session_.emplace(first.signed_in->session, entries_.begin());
    by_account_.emplace(first.signed_in->actor.id.text(), entries_.begin());
}

void Sessions::drop(Entries::iterator entry) {
    if (entry->last_seen_at > entry->written_at && seen_.size() < settings_.most) {
        seen_[entry->signed_in->session] = entry->last_seen_at;
    }
    by_token_.erase(entry->token_hash);
    by_session_.erase(entry->signed_in->session);
    const auto [from, to] = by_account_.equal_range(entry->signed_in->actor.id.text());
    const auto own = std::find_if(from, to, [&](const auto& each) { return each.second == entry; });
    invariant(own != to, "every remembered session is known by its account");
    by_account_.erase(own);
    entries_.erase(entry);
}

void Sessions::note_seen(Entry& entry, Instant now) {
    entry.last_seen_at = std::max(entry.last_seen_at, now);
    if (now - entry.written_at >= seen_written_every && seen_.size() < settings_.most) {
        entry.written_at = now;
        seen_[entry.signed_in->session] = now;
    }
}

bool Sessions::doubted(const AccountId& account, Instant now) {
    const auto found = doubted_.find(account.text());
    if (found == doubted_.end()) {
        return false;
    }
    if (now < found->second) {
        return true;
    }
    doubted_.erase(found);
    return false;
}

void Sessions::forget(const AccountId& account) {
    const std::scoped_lock lock(mutex_);
    ++epoch_;
    for (auto at = by_account_.find(account.text()); at != by_account_.end(); at = by_account_.find(account.text())) {
        drop(at->second);
    }
}

void Sessions::forget_session(std::string_view session) {
    const std::scoped_lock lock(mutex_);
    ++epoch_;
    if (const auto at = by_session_.find(std::string(session)); at != by_session_.end()) {
        drop(at->second);
    }
}

void Sessions::doubt(const AccountId& account, Instant now) {
    forget(account);
    const std::scoped_lock lock(mutex_);
    if (doubted_.size() >= most_doubted) {
        std::erase_if(doubted_, [&](const auto& each) { return each.second <= now; });
    }
    doubted_[account.text()] = now + doubt_lasts;
}

void Sessions::heed(const journal::Row& row) {
    if (!row.action.starts_with("access.") || row.action == "access.signed_in" ||
        row.action == "access.sign_in_refused") {
        return;
    }
    if (row.kind == "session") {
        forget_session(row.record);
    } else if (row.kind == "account") {
        forget(AccountId(row.record));
    }
}

std::vector<Seen> Sessions::take_seen() {
    const std::scoped_lock lock(mutex_);
    std::vector<Seen> out;
    out.reserve(seen_.size());
    for (const auto& [session, at] : seen_) {
        out.push_back({session, at});
    }
    seen_.clear();
    return out;
}

std::size_t Sessions::remembered() const {
    const std::scoped_lock lock(mutex_);
    return entries_.size();
}

}  // namespace bluelamp::access
