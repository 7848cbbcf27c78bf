// SPDX-License-Identifier: Apache-2.0
/// The policy over HTTP: what is in force, its versions, proposing, activating, withdrawing, comparing, checking.
#pragma once

#include "api/router.hpp"
#include "policy/versions.hpp"

namespace bluelamp::policy {

/// The policy in force and how it came to be.
struct PolicyInForce {
    Policy policy;
    PolicyVersion decided;
};
BOOST_DESCRIBE_STRUCT(PolicyInForce, (), (policy, decided))

struct PolicyVersions {
    std::vector<PolicyVersion> items;
};
BOOST_DESCRIBE_STRUCT(PolicyVersions, (), (items))

struct OneVersion {
    std::string name;
    std::optional<std::string> with;  ///< the version to compare with; the one in force when nobody says
};
BOOST_DESCRIBE_STRUCT(OneVersion, (), (name, with))

struct PolicyDifferences {
    std::string before, after;  ///< names
    std::vector<std::string> lines;
};
BOOST_DESCRIBE_STRUCT(PolicyDifferences, (), (before, after, lines))

struct CheckPolicy {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(CheckPolicy, (), (text))

struct PolicyChecked {
    bool ok = false;
    std::vector<PolicyProblem> problems;
    std::vector<std::string> differences;  ///< from the policy in force; empty while there are problems
};
BOOST_DESCRIBE_STRUCT(PolicyChecked, (), (ok, problems, differences))

/// `shelf` lives longer than the router.
void add_routes(api::Router& router, Shelf& shelf);

}  // namespace bluelamp::policy
