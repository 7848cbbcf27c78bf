// SPDX-License-Identifier: Apache-2.0
/// Versions of a force's policy: proposed by one person, activated by another, from an instant that has not passed.
///
/// Owns the table policies and the memory of what is in force. Promises: a version's text is never changed and never
/// deleted; each step is one journalled act that names the SHA-256 of the text. Refuses: a text with problems, a name
/// that is taken, a second person who is the first, an instant in the past, withdrawing what has been in force.
/// Functions are safe to call from any thread. Start reading at propose_policy.cpp.
#pragma once

#include <map>
#include <mutex>

#include "access/act.hpp"
#include "core/json.hpp"
#include "policy/policy.hpp"

namespace bluelamp::policy {

enum class VersionState { proposed, active, withdrawn };
BOOST_DESCRIBE_ENUM(VersionState, proposed, active, withdrawn)

struct PolicyVersion {
    std::string name;  ///< Policy::version: "city-of-london-2014.1"
    VersionState state = VersionState::proposed;
    std::string proposed_by, proposed_by_name;
    Instant proposed_at;
    std::string reason;
    std::optional<std::string> activated_by, activated_by_name;
    std::optional<Instant> activated_at, effective_from, withdrawn_at;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(PolicyVersion, (),
                      (name, state, proposed_by, proposed_by_name, proposed_at, reason, activated_by, activated_by_name,
                       activated_at, effective_from, withdrawn_at, version))

struct ProposePolicy {
    std::string text;  ///< the whole text
    json::Text<500> reason;
};
BOOST_DESCRIBE_STRUCT(ProposePolicy, (), (text, reason))
/// Needs Permission::propose_policy.
Result<PolicyVersion> propose_policy(db::Transaction& tx, const Act& act, const ProposePolicy& wanted);

struct ActivatePolicy {
    std::string name;
    std::optional<Instant> effective_from;  ///< now when nobody says
    json::Text<500> reason;
};
BOOST_DESCRIBE_STRUCT(ActivatePolicy, (), (name, effective_from, reason))
/// By somebody other than who proposed it. Needs Permission::activate_policy.
Result<PolicyVersion> activate_policy(db::Transaction& tx, const Act& act, const ActivatePolicy& wanted);

struct WithdrawPolicy {
    std::string name;
    json::Text<500> reason;
};
BOOST_DESCRIBE_STRUCT(WithdrawPolicy, (), (name, reason))
/// Takes back what is proposed, or activated for an instant still to come. By whoever proposed it, or with
/// Permission::activate_policy. Needs Permission::propose_policy.
Result<PolicyVersion> withdraw_policy(db::Transaction& tx, const Act& act, const WithdrawPolicy& wanted);

/// Stores `text` as the first active version when there is none: "shipped with Bluelamp". `act.actor` is the command
/// line's. Answers whether it did. Not for the write lane: it waits for it.
Result<bool> ensure_policy(db::Database& database, const Act& act, std::string_view text);

/// The name of the file in forces/ that suits the force: its own, else "example.toml".
[[nodiscard]] std::string shipped_file(const ForceId& force);

Result<PolicyVersion> read_version(db::Reader& reader, const Act& act, std::string_view name);
/// Newest proposal first. Needs Permission::read_policy.
Result<std::vector<PolicyVersion>> list_versions(db::Reader& reader, const Act& act);
/// The whole text of a version, read again. Needs Permission::read_policy.
Result<Policy> read_policy(db::Reader& reader, const Act& act, std::string_view name);

/// All active versions in memory. Never null after the first refresh.
class Shelf final : public Book {
   public:
    /// Reads what became active since. Call it at the start and every second or so: other servers activate too.
    Result<void> refresh(db::Database& database, const ForceId& force);
    [[nodiscard]] bool empty() const { return volumes()->empty(); }

    [[nodiscard]] std::shared_ptr<const Policy> in_force(Instant now) const override;
    [[nodiscard]] std::shared_ptr<const Policy> version(std::string_view name, Instant now) const override;

   private:
    struct Volume {
        Instant effective_from;
        std::shared_ptr<const Policy> policy;
    };
    using Volumes = std::vector<Volume>;  ///< as they come into force
    [[nodiscard]] std::shared_ptr<const Volumes> volumes() const;

    mutable std::mutex mutex_;
    std::shared_ptr<const Volumes> volumes_ = std::make_shared<const Volumes>();
};

}  // namespace bluelamp::policy
