// SPDX-License-Identifier: Apache-2.0
/// Store: rows of access to types and back. For this folder only; others include accounts.hpp or sessions.hpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/accounts.hpp"

namespace bluelamp::access {

/// One row of accounts. The password's hash leaves this folder only through Credentials (sessions.hpp).
struct StoredAccount {
    AccountId id;
    AccountKind kind = AccountKind::person;
    std::string username, display_name;
    std::optional<std::string> password_hash;
    Visibility clearance = Visibility::everyone;
    TeamId home;
    Instant made_at;
    std::optional<Instant> disabled_at;
    std::int64_t visibility = 0;
    std::string owner;
    std::int64_t version = 1;
};

struct StoredTeam {
    TeamId id;
    std::string name;
    std::int64_t visibility = 0;
    std::string owner;
    std::int64_t version = 1;
};

/// A role given or a membership: what, from when, to when.
struct Dated {
    std::string id;    ///< of the row
    std::string what;  ///< role name or team id
    std::string name;  ///< of the team
    Instant from_at;
    std::optional<Instant> to_at;

    [[nodiscard]] bool holds(Instant now) const { return from_at <= now && (!to_at || *to_at > now); }
};

StoredAccount read_stored_account(const db::Row& row);
StoredTeam read_stored_team(const db::Row& row);

/// `not_found` unless there.
Result<StoredAccount> account_row(db::Reader& reader, const ForceId& force, const AccountId& id);
Result<StoredTeam> team_row(db::Reader& reader, const ForceId& force, const TeamId& id);
Result<std::optional<StoredAccount>> account_named(db::Reader& reader, const ForceId& force, std::string_view username);

/// Those that have not ended at `now`, the earliest first.
Result<std::vector<Dated>> roles_of(db::Reader& reader, const ForceId& force, const AccountId& id, Instant now);
Result<std::vector<Dated>> teams_of(db::Reader& reader, const ForceId& force, const AccountId& id, Instant now);

/// An actor, and the next instant at which a role or membership begins or ends by itself.
struct DatedActor {
    Actor actor;
    std::optional<Instant> changes_at;
};
/// Of an account that was looked up already, disabled or not.
Result<DatedActor> dated_actor(db::Reader& reader, const ForceId& force, const StoredAccount& account, Instant now);

/// The whole account as it stands at `now`.
Result<Account> account_view(db::Reader& reader, const ForceId& force, const StoredAccount& stored, Instant now);
Result<Team> team_view(db::Reader& reader, const Act& act, const StoredTeam& stored);

/// Whether a person other than `id` can administer accounts today and tomorrow.
Result<bool> another_administrator(db::Reader& reader, const ForceId& force, const AccountId& id);

/// Journals one act on an account; content is any described struct that holds no secret.
template <class Content>
Result<void> note(db::Transaction& tx, const Act& act, const StoredAccount& account, std::string_view action,
                  const Content& content) {
    const std::string text = json::to_text(content);
    TRY(act.record(tx, {.action = action,
                        .kind = "account",
                        .record = account.id.text(),
                        .happened_at = act.now,
                        .content = text,
                        .visibility = account.visibility,
                        .owner = account.owner}));
    return {};
}

/// Writes a new account with its home team and roles and journals it. Everything was checked.
Result<void> enrol(db::Transaction& tx, const Act& act, const StoredAccount& account,
                   const std::vector<std::string>& roles);
/// Writes and journals a new team, owned by `administration` (which owns itself). Everything was checked.
Result<StoredTeam> found_team(db::Transaction& tx, const Act& act, const TeamName& team, const TeamId& administration);
/// The team that owns teams.
Result<TeamId> administration_team(db::Reader& reader, const ForceId& force);

/// `invalid` on the field "reason" when nothing was written.
Result<std::string> need_reason(std::string_view reason);
/// Trimmed text of 1 to `most` characters without control characters, or `invalid` on `field`.
Result<std::string> need_line(std::string_view text, std::string_view field, std::size_t most);
/// The roles once each, in the order of roles(); `invalid` on "roles" for an unknown one.
Result<std::vector<std::string>> need_roles(const std::vector<std::string>& wanted);

}  // namespace bluelamp::access
