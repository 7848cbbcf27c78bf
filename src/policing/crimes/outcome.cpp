// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "policing/crimes/store.hpp"
#include "policing/crimes/store.sql.hpp"

namespace bluelamp::crimes {
namespace {

/// Refused naming each thing that is missing.
Result<void> has_evidence(const OutcomeRule& rule, const Crime& crime, const Evidence& evidence,
                          const std::pair<const Catalogue&, Instant>& known) {
    const auto missing = missing_for(rule, crime, evidence, known.first, known.second);
    if (missing.empty()) {
        return {};
    }
    std::string all;
    for (const CrimeGap& gap : missing) {
        all += fmt::format("{}{}: {}", all.empty() ? "" : "; ", gap.field, gap.message);
    }
    return fail(ErrorCode::invalid, missing[0].field, fmt::format("Outcome {} needs more. {}.", rule.outcome, all));
}

Result<void> nothing_in_the_future(const Evidence& evidence, Instant now) {
    if (evidence.victim_view_at && *evidence.victim_view_at > now + incidents::clock_tolerance) {
        return fail(ErrorCode::invalid, "evidence.victim_view_at", "Give a time that has passed.");
    }
    if (evidence.cps_decided_on && *evidence.cps_decided_on > in_london(now).date) {
        return fail(ErrorCode::invalid, "evidence.cps_decided_on", "Give a day that has come.");
    }
    return {};
}

}  // namespace

Result<WholeCrime> propose_outcome(db::Transaction& tx, const Act& act, const Desk& desk,
                                   const ProposeOutcome& wanted) {
    TRY(act.require(Permission::record_crimes));
    const Crime crime = TRY(to_change(tx, act, wanted.id));
    if (crime.status == Status::draft) {
        return fail(ErrorCode::conflict, "status", "A draft has no outcome; close its gaps, so that it is recorded.");
    }
    const OutcomeRules rules = desk.catalogue.outcome_rules(in_london(act.now).date);
    const OutcomeRule* rule = rules.find(wanted.outcome.text);
    if (rule == nullptr) {
        return fail(ErrorCode::invalid, "outcome",
                    "This is not an outcome type in use; 0 only counts what is still open. Choose one of the list.");
    }
    TRY(nothing_in_the_future(wanted.evidence, act.now));
    TRY(has_evidence(*rule, crime, wanted.evidence, {desk.catalogue, act.now}));
    const auto before = TRY(outcomes_of(tx, act.force, crime.id));
    const std::int64_t number = static_cast<std::int64_t>(before.size()) + 1;
    TRY(tx.execute(sql::supersede, {tx.force(), crime.id, text_of(OutcomeState::proposed)}));
    TRY(tx.execute(sql::insert_outcome, {tx.force(), crime.id, number, rule->outcome, rule->name, rules.rules_version,
                                         json::to_text(wanted.evidence), act.actor.id, act.now, act.policy_version}));
    TRY(tx.execute(sql::touch, {tx.force(), crime.id}));
    const std::string text = fmt::format("Outcome {} proposed: {}.", rule->outcome, rule->name);
    TRY(deadlines::on(tx, act, desk.policy, subject_of(crime), {.name = "crime.outcome_proposed", .at = act.now}));
    TRY(tasks::tell(tx, act, access::OwnerId::holders_of(desk.policy.deciders.finalise_outcome),
                    tasks::NoticeKind::message, fmt::format("Crime {}: {}", crime.reference, text), about(crime)));
    return finish(tx, act, desk, crime.id, {"crime.outcome_proposed", {text, acting(act), {json::to_text(wanted)}}});
}

Result<WholeCrime> finalise_outcome(db::Transaction& tx, const Act& act, const Desk& desk,
                                    const FinaliseOutcome& wanted) {
    TRY(act.require(Permission::finalise_outcomes));
    TRY(require_role(act, desk.policy.deciders.finalise_outcome));
    const Crime crime = TRY(to_change(tx, act, wanted.id));
    const auto all = TRY(outcomes_of(tx, act.force, crime.id));
    const auto proposed =
        std::find_if(all.begin(), all.end(), [&](const Outcome& each) { return each.number == wanted.number; });
    if (proposed == all.end() || proposed->state != OutcomeState::proposed) {
        return fail(ErrorCode::conflict, "number", "This outcome is not waiting to be finalised; look at the newest.");
    }
    if (proposed->proposed_by.id == act.actor.id.text()) {
        return fail(ErrorCode::forbidden, "number", "You proposed it; somebody else finalises it.");
    }
    TRY(victim_was_told(crime, wanted.victim_informed_at, wanted.not_informed_because, act.now));
    // Suspects and class may have changed since it was proposed; it is judged by the rules it was proposed under.
    const OutcomeRules rules = desk.catalogue.outcome_rules(TRY(parse_date(proposed->rules_version)));
    const OutcomeRule* rule = rules.find(proposed->outcome);
    invariant(rule != nullptr, "an outcome was proposed without a rule");
    TRY(has_evidence(*rule, crime, proposed->evidence, {desk.catalogue, act.now}));
    const std::optional<std::string> why_not =
        wanted.not_informed_because ? std::optional(wanted.not_informed_because->text) : std::nullopt;
    TRY(tx.execute(sql::supersede, {tx.force(), crime.id, text_of(OutcomeState::finalised)}));
    TRY(tx.execute(sql::finalise,
                   {tx.force(), crime.id, wanted.number, act.actor.id, act.now, wanted.victim_informed_at, why_not}));
    TRY(tx.execute(sql::set_status, {tx.force(), crime.id, text_of(Status::finalised), act.policy_version}));
    TRY(deadlines::on(tx, act, desk.policy, subject_of(crime), {.name = "crime.outcome_finalised", .at = act.now}));
    const std::string text = fmt::format("Outcome {} finalised: {}.", proposed->outcome, proposed->name);
    return finish(tx, act, desk, crime.id, {"crime.outcome_finalised", {text, acting(act), {json::to_text(wanted)}}});
}

}  // namespace bluelamp::crimes
