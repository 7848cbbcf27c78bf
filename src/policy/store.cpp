// SPDX-License-Identifier: Apache-2.0
#include "policy/store.hpp"

#include "core/sha256.hpp"
#include "policy/store.sql.hpp"

namespace bluelamp::policy {
namespace {

/// What the journal keeps of a step: who and when stand beside it.
struct VersionNoted {
    std::string name;
    VersionState state;
    std::optional<Instant> effective_from;
    std::string text_sha256;
};
BOOST_DESCRIBE_STRUCT(VersionNoted, (), (name, state, effective_from, text_sha256))

VersionState state_of(std::string_view text) {
    const auto state = json::Format<VersionState>::parse(text, "state");
    invariant(state.has_value(), "policies.state holds a state");
    return *state;
}

/// The team that acts answers for the version.
std::string owner_of(const access::Actor& actor) {
    return (actor.teams.empty() ? access::OwnerId::person(actor.id) : access::OwnerId::team(actor.teams.front())).text;
}

}  // namespace

PolicyVersion read_version_row(const db::Row& row) {
    PolicyVersion out;
    out.name = row.string(0);
    out.state = state_of(row.text(1));
    out.proposed_by = row.string(2);
    out.proposed_by_name = row.string(3);
    out.proposed_at = row.instant(4);
    out.reason = row.string(5);
    out.activated_by = row.maybe_text(6);
    out.activated_by_name = row.maybe_text(7);
    out.activated_at = row.maybe_instant(8);
    out.effective_from = row.maybe_instant(9);
    out.withdrawn_at = row.maybe_instant(10);
    out.version = row.bigint(11);
    return out;
}

Result<PolicyVersion> stored_version(db::Reader& reader, const ForceId& force, std::string_view name) {
    auto found = TRY(reader.maybe(sql::policy_row, {force, name}, read_version_row));
    if (!found) {
        return fail(ErrorCode::not_found, "name", "There is no such version; choose one from the list of versions.");
    }
    return *std::move(found);
}

Result<std::string> stored_text(db::Reader& reader, const ForceId& force, std::string_view name) {
    auto found = TRY(reader.maybe(sql::policy_text, {force, name}, [](const db::Row& row) { return row.string(0); }));
    if (!found) {
        return fail(ErrorCode::not_found, "name", "There is no such version; choose one from the list of versions.");
    }
    return *std::move(found);
}

Result<PolicyVersion> read_version(db::Reader& reader, const Act& act, std::string_view name) {
    TRY(act.require(Permission::read_policy));
    return stored_version(reader, act.force, name);
}

Result<std::vector<PolicyVersion>> list_versions(db::Reader& reader, const Act& act) {
    TRY(act.require(Permission::read_policy));
    return reader.many(sql::policy_rows, {act.force}, read_version_row);
}

Result<Policy> read_policy(db::Reader& reader, const Act& act, std::string_view name) {
    TRY(act.require(Permission::read_policy));
    const std::string text = TRY(stored_text(reader, act.force, name));
    return parse(text, name);
}

Result<void> note(db::Transaction& tx, const Act& act, std::string_view action, const PolicyVersion& version,
                  std::string_view text) {
    const std::string content =
        json::to_text(VersionNoted{version.name, version.state, version.effective_from, sha256_hex(text)});
    const std::string owner = owner_of(act.actor);
    TRY(act.record(tx, {.action = action,
                        .kind = "policy",
                        .record = version.name,
                        .happened_at = act.now,
                        .content = content,
                        .owner = owner}));
    return {};
}

}  // namespace bluelamp::policy
