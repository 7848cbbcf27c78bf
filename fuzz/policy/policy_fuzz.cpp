// SPDX-License-Identifier: Apache-2.0
/// Any bytes as a policy. It is read, or everything wrong with it is said with its line; what is read judges every type
/// it knows, differs in nothing from itself, and includes nothing that was not asked for.
#include <cstdint>

#include "fuzz/require.hpp"
#include "policy/judge.hpp"

namespace {

using namespace bluelamp;
using namespace bluelamp::policy;

void use(const Policy& policy) {
    require(!policy.levels.empty() && !policy.types.empty());
    require(differences(policy, policy).empty());
    for (const IncidentType& type : policy.types) {
        Situation situation;
        situation.type = type.code;
        situation.silent_or_dropped_999 = true;
        situation.assessment = {3, 3, 3, 3, 3, 3};
        for (const MarkerKind& marker : policy.markers) {
            situation.markers.push_back(marker.code);
        }
        const Proposal proposal = judge(policy, situation);
        require(policy.level(proposal.level) != nullptr);
        require(!proposal.reasons.empty() && !proposal.attend_reasons.empty());
        require(!lower(policy, type.floor, proposal.level));
    }
}

void include(std::string_view text) {
    const auto whole = whole_text(text, "fuzz.toml", [&](std::string_view name) -> Result<std::string> {
        require(name.find('/') == std::string_view::npos && name.ends_with(".toml"));
        return std::string(text);
    });
    require(whole || !whole.error().message.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto parsed = parse(bytes, "fuzz.toml");
    const auto wrong = problems(bytes, "fuzz.toml");
    require(parsed.has_value() == wrong.empty());
    for (const PolicyProblem& problem : wrong) {
        require(problem.line >= 0 && !problem.message.empty());
    }
    if (parsed) {
        use(*parsed);
    }
    include(bytes);
    if (const auto limit = parse_limit(bytes)) {
        const auto again = parse_limit(in_words(*limit));
        require(again && again->s == limit->s && again->days == limit->days && again->basis == limit->basis);
    }
    return 0;
}
