// SPDX-License-Identifier: Apache-2.0
/// Access: who may act for a force, in which roles, in which teams, from when to when.
///
/// Owns forces, teams, accounts, memberships, roles given and sessions (sessions.hpp). Does not know any desk: what a
/// disabled account owned is moved by functions that main lists (OwnedRecords).
///
/// Promises: every command asks for its permission itself and is one journalled act; the journal never holds a
/// password, a hash of one, or a token. Usernames are unique per force as compared by `fold` ("Ｊｏ" is "jo"). Roles and
/// memberships are dated and never deleted: who could do what on a day can be told years later. An account always has a
/// home team, which owns it.
///
/// Refuses: to disable one's own account, the command line's account, or the last administrator, who cannot lose that
/// role either.
///
/// Commands are run in the write lane, where a force's writes take turns: looking before writing is enough here.
/// Instants are UTC. Start reading at create_account.cpp.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "access/act.hpp"
#include "core/json.hpp"

namespace bluelamp::access {

enum class AccountKind {
    person,        ///< signs in with a password
    service,       ///< a program or device: bearer tokens only
    command_line,  ///< whoever runs the binary on the server; cannot sign in
};
BOOST_DESCRIBE_ENUM(AccountKind, person, service, command_line)

struct TeamName {
    TeamId id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(TeamName, (), (id, name))

struct Account {
    AccountId id;
    AccountKind kind = AccountKind::person;
    std::string username;
    std::string display_name;
    std::vector<std::string> roles;  ///< in force now
    std::vector<TeamName> teams;     ///< in force now, the home team first
    Visibility clearance = Visibility::everyone;
    Instant made_at;
    std::optional<Instant> disabled_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Account, (),
                      (id, kind, username, display_name, roles, teams, clearance, made_at, disabled_at, version))

struct Member {
    AccountId id;
    std::string username;
    std::string display_name;
};
BOOST_DESCRIBE_STRUCT(Member, (), (id, username, display_name))

struct Team {
    TeamId id;
    std::string name;
    std::vector<Member> members;  ///< in force now; left out are accounts this reader may not know of
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Team, (), (id, name, members, version))

// ---- commands: Permission::manage_accounts --------------------------------------------------------------------------

struct CreateAccount {
    AccountKind kind = AccountKind::person;  ///< person or service
    std::string username;
    std::string display_name;
    std::optional<std::string> password_hash;  ///< of hash_password, for a person; a service has none
    std::vector<std::string> roles;
    std::optional<TeamId> home_team;  ///< the team of whoever makes the account unless given
    Visibility clearance = Visibility::everyone;
    Visibility visibility = Visibility::everyone;  ///< who may know that the account exists
};
Result<Account> create_account(db::Transaction& tx, const Act& act, const CreateAccount& wanted);

/// What moves the records of one desk from an owner to another and answers how many. It journals each move as that desk
/// does.
using MoveOwned =
    std::function<Result<std::int64_t>(db::Transaction&, const Act&, const OwnerId& from, const OwnerId& to)>;

/// One function for each desk whose records have an owner; main lists them.
struct OwnedRecords {
    std::vector<MoveOwned> desks;
};

struct DisableAccount {
    AccountId id;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(DisableAccount, (), (id, reason))
/// Ends the account's sessions and tokens and moves what it owns to its home team, in this act.
Result<Account> disable_account(db::Transaction& tx, const Act& act, const OwnedRecords& owned,
                                const DisableAccount& wanted);

struct EnableAccount {
    AccountId id;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(EnableAccount, (), (id, reason))
/// Sessions ended by disabling stay ended.
Result<Account> enable_account(db::Transaction& tx, const Act& act, const EnableAccount& wanted);

struct GiveRoles {
    AccountId id;
    std::vector<std::string> roles;
    std::string reason;
    std::optional<Instant> until;  ///< the roles end then ("acting supervisor until Friday"); open-ended unless given
};
BOOST_DESCRIBE_STRUCT(GiveRoles, (), (id, roles, reason, until))
/// From now on the account has exactly `roles`.
Result<Account> give_roles(db::Transaction& tx, const Act& act, const GiveRoles& wanted);

struct CreateTeam {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(CreateTeam, (), (name))
/// The new team belongs to the administration team.
Result<Team> create_team(db::Transaction& tx, const Act& act, const CreateTeam& wanted);

struct JoinTeam {
    TeamId team;
    AccountId account;
};
Result<Team> join_team(db::Transaction& tx, const Act& act, const JoinTeam& wanted);

struct LeaveTeam {
    TeamId team;
    AccountId account;
};
/// Leaving the home team makes the team joined earliest among the others the new home; the last team cannot be left.
Result<Team> leave_team(db::Transaction& tx, const Act& act, const LeaveTeam& wanted);

struct ResetPassword {
    AccountId id;
    std::string password_hash;
    std::string reason;
};
/// For somebody who forgot it. Ends all sessions of the account.
Result<Account> reset_password(db::Transaction& tx, const Act& act, const ResetPassword& wanted);

// ---- queries: Permission::read_accounts -----------------------------------------------------------------------------

struct AccountPage {
    std::vector<Account> items;
    std::optional<std::string> next;  ///< give it as `after` for the next ones
};
BOOST_DESCRIBE_STRUCT(AccountPage, (), (items, next))

/// By username, at most `limit` (1 to 200).
Result<AccountPage> list_accounts(db::Reader& reader, const Act& act, const std::string& after, std::int64_t limit);
Result<Account> read_account(db::Reader& reader, const Act& act, const AccountId& id);
Result<std::vector<Team>> list_teams(db::Reader& reader, const Act& act);

/// What `account` may do at `now`; nullopt when there is no such account or it is disabled. For jobs that act in
/// somebody's name.
Result<std::optional<Actor>> actor_of(db::Reader& reader, const ForceId& force, const AccountId& account, Instant now);

}  // namespace bluelamp::access
