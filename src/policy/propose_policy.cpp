// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "policy/store.hpp"
#include "policy/store.sql.hpp"

namespace bluelamp::policy {
namespace {

/// The policy, or its first problem and how many there are.
Result<Policy> sound(std::string_view text) {
    auto parsed = parse(text, "text");
    if (parsed) {
        return parsed;
    }
    const std::size_t others = problems(text, "text").size() - 1;
    const std::string more = others == 0 ? "" : fmt::format(" And {} more: check the text to see them all.", others);
    return fail(ErrorCode::invalid, "text",
                fmt::format("{}: {}.{}", parsed.error().field, parsed.error().message, more));
}

Result<void> name_is_free(db::Transaction& tx, const Act& act, const std::string& name) {
    if (TRY(tx.maybe(sql::policy_row, {act.force, name}, read_version_row))) {
        return fail(
            ErrorCode::conflict, "text",
            fmt::format("The version \"{}\" is there already and is never changed; write another version in the "
                        "text.",
                        name));
    }
    return {};
}

}  // namespace

Result<PolicyVersion> propose_policy(db::Transaction& tx, const Act& act, const ProposePolicy& wanted) {
    TRY(act.require(Permission::propose_policy));
    const Policy policy = TRY(sound(wanted.text));
    if (policy.force != act.force.text()) {
        return fail(
            ErrorCode::invalid, "text",
            fmt::format("This is a policy of \"{}\"; write force = \"{}\" in it.", policy.force, act.force.text()));
    }
    TRY(name_is_free(tx, act, policy.version));
    Act because = act;
    because.reason = wanted.reason.text;
    TRY(tx.execute(sql::insert_policy, {act.force, policy.version, wanted.text, "proposed", act.actor.id, act.now,
                                        because.reason, std::optional<std::string>(), std::optional<Instant>()}));
    const PolicyVersion proposed = TRY(stored_version(tx, act.force, policy.version));
    TRY(note(tx, because, "policy.proposed", proposed, wanted.text));
    return proposed;
}

std::string shipped_file(const ForceId& force) {
    const std::string id = force.text();
    const bool shipped = id == "city-of-london" || id == "hertfordshire";
    return id == "metropolitan" ? "met-2014.toml" : shipped ? id + "-2014.toml" : "example.toml";
}

Result<bool> ensure_policy(db::Database& database, const Act& act, std::string_view text) {
    TRY(act.require(Permission::activate_policy));
    const Policy policy = TRY(sound(text));
    bool stored = false;
    const auto store = [&](db::Transaction& tx) -> Result<void> {
        const auto active =
            TRY(tx.maybe(sql::active_policies, {act.force}, [](const db::Row& row) { return row.string(0); }));
        stored = !active;
        if (active) {
            return {};
        }
        TRY(name_is_free(tx, act, policy.version));
        Act because = act;
        because.reason = "Shipped with Bluelamp.";
        TRY(tx.execute(sql::insert_policy, {act.force, policy.version, text, "active", act.actor.id, act.now,
                                            because.reason, act.actor.id, act.now}));
        const PolicyVersion first = TRY(stored_version(tx, act.force, policy.version));
        return note(tx, because, "policy.shipped", first, text);
    };
    TRY(database.write(act.force, store));
    return stored;
}

}  // namespace bluelamp::policy
