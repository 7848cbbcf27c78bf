// SPDX-License-Identifier: Apache-2.0
#include "policy/routes.hpp"

namespace bluelamp::policy {
namespace {

Result<PolicyVersions> versions(db::Reader& reader, const Act& act, const api::Nothing&) {
    return PolicyVersions{TRY(list_versions(reader, act))};
}

Result<PolicyInForce> one_version(db::Reader& reader, const Act& act, const OneVersion& query) {
    return PolicyInForce{TRY(read_policy(reader, act, query.name)), TRY(read_version(reader, act, query.name))};
}

Result<PolicyDifferences> compare(db::Reader& reader, const Act& act, const Shelf& shelf, const OneVersion& query) {
    const Policy after = TRY(read_policy(reader, act, query.name));
    const Policy before = query.with ? TRY(read_policy(reader, act, *query.with)) : *shelf.in_force(act.now);
    return PolicyDifferences{before.version, after.version, differences(before, after)};
}

PolicyChecked check(const Shelf& shelf, const Act& act, const CheckPolicy& wanted) {
    PolicyChecked checked{true, problems(wanted.text, "text"), {}};
    checked.ok = checked.problems.empty();
    if (checked.ok) {
        checked.differences = differences(*shelf.in_force(act.now), *parse(wanted.text, "text"));
    }
    return checked;
}

/// Asks with a body and stores nothing: a query, although it is posted.
void add_check(api::Router& router, Shelf& shelf) {
    api::Route& route = router.raw<CheckPolicy, PolicyChecked>(
        http::Method::post, "/api/v1/policy/check", Permission::propose_policy,
        "Everything wrong with the text of a policy, with its lines; stores nothing.", {});
    route.query = [&shelf](const json::Value& input) -> Result<api::RunQuery> {
        auto in = std::make_shared<const CheckPolicy>(TRY(json::read<CheckPolicy>(input)));
        return api::RunQuery([&shelf, in](db::Reader&, const Act& act) -> Result<api::Answer> {
            return api::Router::written(check(shelf, act, *in), 200);
        });
    };
}

}  // namespace

void add_routes(api::Router& router, Shelf& shelf) {
    router.get<api::Nothing, PolicyInForce>(
        "/api/v1/policy", Permission::read_policy, "The policy in force, who proposed it and who activated it.",
        [&shelf](db::Reader& reader, const Act& act, const api::Nothing&) -> Result<PolicyInForce> {
            const auto policy = shelf.in_force(act.now);
            return PolicyInForce{*policy, TRY(read_version(reader, act, policy->version))};
        });
    router.get("/api/v1/policy/versions", Permission::read_policy, "All versions, newest proposal first.", versions);
    router.get("/api/v1/policy/versions/{name}", Permission::read_policy, "One version as a whole.", one_version);
    router.get<OneVersion, PolicyDifferences>(
        "/api/v1/policy/versions/{name}/differences", Permission::read_policy,
        "What a version changes, in words, from the policy in force or from another version.",
        [&shelf](db::Reader& reader, const Act& act, const OneVersion& query) {
            return compare(reader, act, shelf, query);
        });
    router.post("/api/v1/policy/versions", Permission::propose_policy, "Proposes a new version.", propose_policy);
    router.post("/api/v1/policy/versions/{name}/activate", Permission::activate_policy,
                "Activates a version that somebody else proposed.", activate_policy);
    router.post("/api/v1/policy/versions/{name}/withdraw", Permission::propose_policy,
                "Withdraws a version that has not been in force.", withdraw_policy);
    add_check(router, shelf);
    router.topic("policy", "policy", Permission::read_policy);
}

}  // namespace bluelamp::policy
