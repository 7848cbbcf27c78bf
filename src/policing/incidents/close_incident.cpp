// SPDX-License-Identifier: Apache-2.0
#include "policing/incidents/closing.hpp"
#include "policing/incidents/store.hpp"

namespace bluelamp::incidents {
namespace {

Result<const policy::ResultCode*> result_of(const policy::Policy& policy, std::string_view code) {
    const policy::ResultCode* result = policy.result(code);
    if (result == nullptr) {
        std::string codes;
        for (const policy::ResultCode& each : policy.recording.results) {
            codes += (codes.empty() ? "" : ", ") + each.code;
        }
        return fail(ErrorCode::invalid, "result", "The policy has no such result; use one of: " + codes + ".");
    }
    return result;
}

Result<void> are_known(const policy::Policy& policy, const Incident& incident, const Closing& closing) {
    const auto codes = categories();
    const policy::IncidentType* type = incident.type ? policy.type(*incident.type) : nullptr;
    const bool own_title = type != nullptr && closing.closing_code == type->title;
    if (!own_title && std::ranges::find(codes, closing.closing_code) == codes.end()) {
        return fail(ErrorCode::invalid, "closing_code",
                    "Use a code of the national list, as in reference/nsir_categories.csv.");
    }
    const auto listed = qualifiers();
    for (const std::string& qualifier : closing.qualifiers) {
        if (std::ranges::find(listed, qualifier) == listed.end()) {
            return fail(ErrorCode::invalid, "qualifiers",
                        "\"" + qualifier + "\" is not a qualifier of the national list; use its spelling.");
        }
    }
    const auto& reasons = policy.recording.no_crime_reasons;
    if (closing.no_crime_reason && std::ranges::find(reasons, *closing.no_crime_reason) == reasons.end()) {
        return fail(ErrorCode::invalid, "no_crime_reason",
                    fmt::format("The policy has no such reason; use one of: {}.", fmt::join(reasons, ", ")));
    }
    return {};
}

Result<Closing> closing_of(const policy::Policy& policy, const Incident& incident, const CloseIncident& wanted) {
    Closing closing;
    closing.result = TRY(result_of(policy, wanted.result.text));
    closing.closing_code = wanted.closing_code ? wanted.closing_code->text : standard_code(policy, incident);
    closing.qualifiers = wanted.qualifiers.value_or(std::vector<std::string>());
    closing.no_crime_reason = wanted.no_crime_reason ? std::optional(wanted.no_crime_reason->text) : std::nullopt;
    TRY(are_known(policy, incident, closing));
    return closing;
}

/// All gaps in one refusal, so that nobody is sent round and round.
Result<void> whole(const std::vector<Gap>& gaps) {
    if (gaps.empty()) {
        return {};
    }
    std::string all;
    for (const Gap& gap : gaps) {
        all += (all.empty() ? "" : " ") + gap.message;
    }
    return fail(ErrorCode::conflict, gaps.front().field, all);
}

}  // namespace

Result<Incident> close_incident(db::Transaction& tx, const Act& act, const Ground& ground,
                                const CloseIncident& wanted) {
    TRY(act.require(Permission::result_incidents));
    Incident incident = TRY(seen_open(tx, act, wanted.id));
    TRY(act.expect_version(incident.version));
    const Closing closing = TRY(closing_of(ground.policy, incident, wanted));
    const auto gaps_found = TRY(find_gaps(tx, act, ground.policy, incident, closing));
    TRY(whole(gaps_found));
    incident.status = Status::closed;
    incident.intervals.closed_at = act.now;
    incident.policy_version = ground.policy.version;
    incident.ended = Ended{closing.result->code, closing.closing_code, closing.qualifiers, closing.no_crime_reason,
                           wanted.note ? std::optional(wanted.note->text) : std::nullopt};
    std::string text = fmt::format("Closed: {}, {}.", closing.result->title, closing.closing_code);
    if (!closing.qualifiers.empty()) {
        text += fmt::format(" {}.", fmt::join(closing.qualifiers, ", "));
    }
    if (closing.no_crime_reason) {
        text += " No crime: " + *closing.no_crime_reason + ".";
    }
    text += wanted.note ? " " + wanted.note->text : "";
    TRY(keep(tx, act, incident, {"incident.closed", text, act.now}, wanted));
    if (closing.no_crime_reason) {
        TRY(happened(tx, act, ground.policy, incident, {"incident.no_crime_decided", act.now}));
    }
    TRY(happened(tx, act, ground.policy, incident, {"incident.closed", act.now}));
    return incident;
}

}  // namespace bluelamp::incidents
