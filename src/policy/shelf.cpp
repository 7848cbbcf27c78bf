// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "policy/store.hpp"
#include "policy/store.sql.hpp"

namespace bluelamp::policy {

std::shared_ptr<const Shelf::Volumes> Shelf::volumes() const {
    const std::lock_guard lock(mutex_);
    return volumes_;
}

Result<void> Shelf::refresh(db::Database& database, const ForceId& force) {
    const auto known = volumes();
    auto fresh = std::make_shared<Volumes>();
    const auto read = [&](db::Reader& reader) -> Result<void> {
        const auto active = TRY(reader.many(sql::active_policies, {force}, [](const db::Row& row) {
            return std::pair(row.string(0), row.instant(1));
        }));
        for (const auto& [name, from] : active) {
            const auto kept = std::find_if(known->begin(), known->end(), [&, &its = name](const Volume& each) {
                return each.policy->version == its;
            });
            if (kept != known->end()) {
                fresh->push_back({from, kept->policy});
                continue;
            }
            const std::string text = TRY(stored_text(reader, force, name));
            auto policy = parse(text, name);
            if (!policy) {
                return fail(ErrorCode::invalid, "policy",
                            fmt::format("The version \"{}\" in force cannot be read by this Bluelamp ({}: {}); use the "
                                        "one that wrote it, and activate a corrected version there.",
                                        name, policy.error().field, policy.error().message));
            }
            fresh->push_back({from, std::make_shared<const Policy>(*std::move(policy))});
        }
        return {};
    };
    TRY(database.read(read));
    const std::lock_guard lock(mutex_);
    volumes_ = std::move(fresh);
    return {};
}

std::shared_ptr<const Policy> Shelf::in_force(Instant now) const {
    const auto all = volumes();
    invariant(!all->empty(), "a policy is asked for before one was stored and read");
    // What happened before the first version came into force is judged by the first.
    auto policy = all->front().policy;
    for (const Volume& each : *all) {
        if (each.effective_from <= now) {
            policy = each.policy;
        }
    }
    return policy;
}

std::shared_ptr<const Policy> Shelf::version(std::string_view name, Instant now) const {
    const auto all = volumes();
    for (const Volume& each : *all) {
        if (each.policy->version == name) {
            return each.policy;
        }
    }
    return in_force(now);
}

}  // namespace bluelamp::policy
