// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "commands/commands.hpp"
#include "core/json.hpp"
#include "policy/policy.hpp"

namespace bluelamp::commands {
namespace {

struct Checked {
    bool ok = false;
    std::vector<policy::PolicyProblem> problems;
};
BOOST_DESCRIBE_STRUCT(Checked, (), (ok, problems))

struct Compared {
    std::string before, after;  ///< versions
    std::vector<std::string> differences;
};
BOOST_DESCRIBE_STRUCT(Compared, (), (before, after, differences))

}  // namespace

Result<Verification> check_policy(const std::string& file) {
    const std::string text = TRY(policy::read_whole(file));
    Checked checked{true, policy::problems(text, file)};
    checked.ok = checked.problems.empty();
    std::string words = checked.ok ? file + ": nothing is wrong." : "";
    for (const policy::PolicyProblem& problem : checked.problems) {
        words += fmt::format("{}{}:{}: {}{}{}", words.empty() ? "" : "\n", problem.file, problem.line, problem.key,
                             problem.key.empty() ? "" : ": ", problem.message);
    }
    return Verification{checked.ok, json::to_text(checked), words};
}

Result<Verification> diff_policies(const std::string& before, const std::string& after) {
    const std::string old_text = TRY(policy::read_whole(before));
    const std::string new_text = TRY(policy::read_whole(after));
    const policy::Policy old_policy = TRY(policy::parse(old_text, before));
    const policy::Policy new_policy = TRY(policy::parse(new_text, after));
    const Compared compared{old_policy.version, new_policy.version, policy::differences(old_policy, new_policy)};
    std::string words;
    for (const std::string& line : compared.differences) {
        words += (words.empty() ? "" : "\n") + line;
    }
    return Verification{true, json::to_text(compared), words.empty() ? "They do not differ." : words};
}

Result<std::string> show_policy(const std::string& file) {
    std::string text = TRY(policy::read_whole(file));
    TRY(policy::parse(text, file));
    return text;
}

}  // namespace bluelamp::commands
