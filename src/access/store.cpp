// SPDX-License-Identifier: Apache-2.0
#include "access/store.hpp"

#include "access/store.sql.hpp"
#include "core/text.hpp"

namespace bluelamp::access {
namespace {

AccountKind kind_of(std::string_view text) {
    const auto kind = json::Format<AccountKind>::parse(text, "kind");
    invariant(kind.has_value(), "accounts.kind holds a kind");
    return *kind;
}

Dated read_role(const db::Row& row) { return {row.string(0), row.string(1), {}, row.instant(2), row.maybe_instant(3)}; }

Dated read_membership(const db::Row& row) {
    return {row.string(0), row.string(1), row.string(2), row.instant(3), row.maybe_instant(4)};
}

/// The home team first, then as joined.
std::vector<TeamName> teams_at(const std::vector<Dated>& dated, const TeamId& home, Instant now) {
    std::vector<TeamName> teams;
    for (const Dated& membership : dated) {
        if (membership.holds(now)) {
            const bool first = membership.what == home.text();
            teams.insert(first ? teams.begin() : teams.end(), TeamName{TeamId(membership.what), membership.name});
        }
    }
    return teams;
}

std::vector<std::string> roles_at(const std::vector<Dated>& dated, Instant now) {
    std::vector<std::string> held;
    for (const Role& role : roles()) {
        const bool has = std::any_of(dated.begin(), dated.end(),
                                     [&](const Dated& given) { return given.what == role.name && given.holds(now); });
        if (has) {
            held.emplace_back(role.name);
        }
    }
    return held;
}

void soonest(std::optional<Instant>& changes_at, const std::vector<Dated>& dated, Instant now) {
    for (const Dated& each : dated) {
        for (const auto& at : {std::optional(each.from_at), each.to_at}) {
            if (at && *at > now && (!changes_at || *at < *changes_at)) {
                changes_at = at;
            }
        }
    }
}

}  // namespace

StoredAccount read_stored_account(const db::Row& row) {
    StoredAccount out;
    out.id = row.id<AccountId>(0);
    out.kind = kind_of(row.text(1));
    out.username = row.text(2);
    out.display_name = row.text(3);
    out.password_hash = row.maybe_text(4);
    out.clearance = static_cast<Visibility>(row.bigint(5));
    out.home = row.id<TeamId>(6);
    out.made_at = row.instant(7);
    out.disabled_at = row.maybe_instant(8);
    out.visibility = row.bigint(9);
    out.owner = row.text(10);
    out.version = row.bigint(11);
    return out;
}

StoredTeam read_stored_team(const db::Row& row) {
    return {row.id<TeamId>(0), row.string(1), row.bigint(2), row.string(3), row.bigint(4)};
}

Result<StoredAccount> account_row(db::Reader& reader, const ForceId& force, const AccountId& id) {
    auto found = TRY(reader.maybe(sql::account_by_id, {force, id}, read_stored_account));
    if (!found) {
        return fail(ErrorCode::not_found, "id", "There is no such account; choose one from the list of accounts.");
    }
    return *std::move(found);
}

Result<StoredTeam> team_row(db::Reader& reader, const ForceId& force, const TeamId& id) {
    auto found = TRY(reader.maybe(sql::team_by_id, {force, id}, read_stored_team));
    if (!found) {
        return fail(ErrorCode::not_found, "team_id", "There is no such team; choose one from the list of teams.");
    }
    return *std::move(found);
}

Result<std::optional<StoredAccount>> account_named(db::Reader& reader, const ForceId& force,
                                                   std::string_view username) {
    return reader.maybe(sql::account_by_username, {force, fold(username)}, read_stored_account);
}

Result<std::vector<Dated>> roles_of(db::Reader& reader, const ForceId& force, const AccountId& id, Instant now) {
    return reader.many(sql::roles_of, {force, id, now}, read_role);
}

Result<std::vector<Dated>> teams_of(db::Reader& reader, const ForceId& force, const AccountId& id, Instant now) {
    return reader.many(sql::teams_of, {force, id, now}, read_membership);
}

Result<DatedActor> dated_actor(db::Reader& reader, const ForceId& force, const StoredAccount& account, Instant now) {
    const auto given = TRY(roles_of(reader, force, account.id, now));
    const auto joined = TRY(teams_of(reader, force, account.id, now));
    DatedActor out;
    out.actor.id = account.id;
    out.actor.name = account.display_name;
    out.actor.clearance.level = static_cast<std::int64_t>(account.clearance);
    out.actor.clearance.owners = "," + OwnerId::person(account.id).text + ",";
    for (const std::string& role : roles_at(given, now)) {
        out.actor.role += (out.actor.role.empty() ? "" : "+") + role;
        out.actor.clearance.owners += OwnerId::holders_of(role).text + ",";
        out.actor.permissions |= find_role(role)->permissions;
    }
    // Whoever is signed in may at least sign out, even between two roles.
    out.actor.permissions.set(static_cast<std::size_t>(Permission::stay_signed_in));
    for (TeamName& team : teams_at(joined, account.home, now)) {
        if (out.actor.teams.empty()) {
            out.actor.home_team_name = team.name;
        }
        out.actor.clearance.owners += OwnerId::team(team.id).text + ",";
        out.actor.teams.push_back(std::move(team.id));
    }
    soonest(out.changes_at, given, now);
    soonest(out.changes_at, joined, now);
    return out;
}

Result<std::optional<Actor>> actor_of(db::Reader& reader, const ForceId& force, const AccountId& account, Instant now) {
    const auto found = TRY(reader.maybe(sql::account_by_id, {force, account}, read_stored_account));
    if (!found || found->disabled_at) {
        return std::nullopt;
    }
    return TRY(dated_actor(reader, force, *found, now)).actor;
}

Result<Account> account_view(db::Reader& reader, const ForceId& force, const StoredAccount& stored, Instant now) {
    Account out;
    out.id = stored.id;
    out.kind = stored.kind;
    out.username = stored.username;
    out.display_name = stored.display_name;
    out.roles = roles_at(TRY(roles_of(reader, force, stored.id, now)), now);
    out.teams = teams_at(TRY(teams_of(reader, force, stored.id, now)), stored.home, now);
    out.clearance = stored.clearance;
    out.made_at = stored.made_at;
    out.disabled_at = stored.disabled_at;
    out.version = stored.version;
    return out;
}

Result<bool> another_administrator(db::Reader& reader, const ForceId& force, const AccountId& id) {
    const auto others =
        TRY(reader.one(sql::other_administrators, {force, id}, [](const db::Row& row) { return row.bigint(0); }));
    return others > 0;
}

Result<std::string> need_line(std::string_view text, std::string_view field, std::size_t most) {
    const std::string_view kept = trim(text);
    if (kept.empty()) {
        return fail(ErrorCode::invalid, std::string(field), "This is empty; write something.");
    }
    const bool control = std::any_of(kept.begin(), kept.end(),
                                     [](char byte) { return static_cast<unsigned char>(byte) < 0x20 || byte == 0x7f; });
    if (!valid_utf8(kept) || control) {
        return fail(ErrorCode::invalid, std::string(field), "Use letters, digits and punctuation on one line.");
    }
    if (first_code_points(kept, most).size() < kept.size()) {
        return fail(ErrorCode::invalid, std::string(field), "Use at most " + std::to_string(most) + " characters.");
    }
    return std::string(kept);
}

Result<std::string> need_reason(std::string_view reason) {
    if (trim(reason).empty()) {
        return fail(ErrorCode::invalid, "reason", "Say why; it is kept with the act.");
    }
    return need_line(reason, "reason", 1'000);
}

Result<std::vector<std::string>> need_roles(const std::vector<std::string>& wanted) {
    for (const std::string& role : wanted) {
        if (!find_role(role)) {
            std::string known;
            for (const Role& each : roles()) {
                known += (known.empty() ? "" : ", ") + std::string(each.name);
            }
            return fail(ErrorCode::invalid, "roles",
                        "There is no role \"" + std::string(first_code_points(role, 40)) + "\"; use " + known + ".");
        }
    }
    std::vector<std::string> once;
    for (const Role& each : roles()) {
        if (std::find(wanted.begin(), wanted.end(), each.name) != wanted.end()) {
            once.emplace_back(each.name);
        }
    }
    return once;
}

}  // namespace bluelamp::access
