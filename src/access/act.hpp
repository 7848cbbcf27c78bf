// SPDX-License-Identifier: Apache-2.0
/// Act: one thing somebody does: who, in which role, why, when, under which policy, with which key.
///
/// A command is a function of (db::Transaction&, const Act&, request). It never opens a transaction: route, import,
/// simulator and tick hand it to the write lane. The Act carries time, ids and randomness, so that a command can be run
/// again and tested. It stands in access/ rather than api/ because signing in and giving roles are acts too.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/describe.hpp>

#include "access/permission.hpp"
#include "core/id.hpp"
#include "core/instant.hpp"
#include "core/result.hpp"
#include "db/database.hpp"
#include "journal/journal.hpp"

namespace bluelamp::access {

/// A person or a team: whoever answers for a record. Every record has exactly one at every instant. A notice may also
/// be addressed to whoever holds a role.
struct OwnerId {
    std::string text;  ///< "team:<uuid>" or "person:<uuid>"; of notices also "role:<name>"
    static OwnerId team(const TeamId& id) { return {"team:" + id.text()}; }
    static OwnerId person(const AccountId& id) { return {"person:" + id.text()}; }
    static OwnerId holders_of(std::string_view role) { return {"role:" + std::string(role)}; }
    friend bool operator==(const OwnerId&, const OwnerId&) = default;
};

/// Somebody named in an answer: the id, and the name as it is now.
struct Named {
    std::string id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(Named, (), (id, name))

/// How widely a record may be known. A reader sees a record when its visibility is at most his clearance, or he or one
/// of his teams owns it.
enum class Visibility : std::int64_t { everyone = 0, restricted = 1, secret = 2 };
BOOST_DESCRIBE_ENUM(Visibility, everyone, restricted, secret)

/// What a reader may know of. Every list, count and look-up takes one. In SQL the rule reads
/// `(visibility <= $level OR replace($owners, ',' || owner || ',', '') <> $owners)`, which both engines understand.
struct Clearance {
    std::int64_t level = 0;    ///< highest Visibility seen without owning
    std::string owners = ",";  ///< OwnerId texts of the reader, his roles and teams between commas: ",person:x,team:a,"

    /// The same rule for rows already in memory (the live feed).
    [[nodiscard]] bool sees(std::int64_t visibility, std::string_view owner) const;
    friend bool operator==(const Clearance&, const Clearance&) = default;
};

struct Actor {
    AccountId id;
    std::string name;  ///< display name
    std::string role;  ///< roles joined by "+"
    Permissions permissions;
    Clearance clearance;
    std::vector<TeamId> teams;   ///< first one is the home team
    std::string home_team_name;  ///< of the first team
};

/// Who answers for what `actor` opens: his home team, or himself when he has none. The id is an OwnerId's text.
[[nodiscard]] Named owner_for(const Actor& actor);

struct Act {
    ForceId force;
    Actor actor;
    std::string reason;
    Instant now;
    IdSource* ids = nullptr;
    std::string policy_version;            ///< the version in force at `now`; decisions are made under it
    std::string key;                       ///< Idempotency-Key, empty when none was sent
    std::optional<std::int64_t> if_match;  ///< version named by If-Match

    /// `forbidden`, naming the permission, unless the actor has it.
    [[nodiscard]] Result<void> require(Permission permission) const;
    /// `stale` unless If-Match names `version`; `invalid` when it was not sent.
    [[nodiscard]] Result<void> expect_version(std::int64_t version) const;

    template <class AnId>
    [[nodiscard]] AnId new_id() const {
        return ids->make<AnId>(now);
    }
    [[nodiscard]] journal::By by() const { return {actor.id.text(), actor.role, reason, policy_version, now}; }
    /// Records `entry` as this act.
    Result<journal::Recorded> record(db::Transaction& tx, const journal::Entry& entry) const {
        return journal::record(tx, by(), ids->bytes(16), entry);
    }
};

}  // namespace bluelamp::access

namespace bluelamp {
using access::Act;
using access::Permission;
}  // namespace bluelamp
