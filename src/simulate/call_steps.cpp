// SPDX-License-Identifier: Apache-2.0
// Who is calling; calls without words, and calls that are lost.
#include <fmt/format.h>

#include "simulate/calls.hpp"
#include "simulate/recognise.hpp"

namespace bluelamp::simulate {

using namespace std::chrono_literals;

void Calls::tell_who_was_made() {
    std::erase_if(made_, [this](const CallPtr& call) {
        if (!call->person) {
            return false;
        }
        if (!call->decision->person) {
            stage_.truth.made(*call->caller, *call->person);
        }
        return true;
    });
}

void Calls::who_is_calling(const CallPtr& call, Instant at) {
    const bool victim = call->kind->caller == "victim";
    stage_.timeline.act(at, "name the caller", *call->handler,
                        [call, victim](db::Transaction& tx, const Act& act) -> Result<void> {
                            contacts::NameSomebody wanted;
                            wanted.id = call->contact;
                            wanted.role = victim ? people::Role::victim : people::Role::caller;
                            wanted.said = call->said;
                            if (victim && call->phone) {
                                wanted.said.phone = json::Text<60>{*call->phone};
                                wanted.verifies = true;  // the number was presented, and is said again
                            }
                            call->mention = TRY(contacts::name_somebody(tx, act, wanted)).id;
                            return {};
                        });
    look_up(call, at + 2s);
}

void Calls::look_up(const CallPtr& call, Instant at) {
    stage_.timeline.look(at, "look somebody up", [this, call](Instant now) -> Result<void> {
        tell_who_was_made();
        TRY(recognise(stage_, *call, now));
        made_.push_back(call);
        return {};
    });
    stage_.timeline.act(at + call->draws.about(9s), "say who it is", *call->handler,
                        [call](db::Transaction& tx, const Act& act) -> Result<void> {
                            if (!call->mention || !call->decision) {
                                return {};
                            }
                            const Decision& decision = *call->decision;
                            people::ConfirmLink link;
                            link.mention = *call->mention;
                            link.person = decision.person;
                            if (decision.question) {
                                link.question = json::Text<300>{*decision.question};
                                link.answer = json::Text<300>{*decision.answer};
                            } else {
                                link.reason = because(decision.reason);
                            }
                            call->person = TRY(people::confirm_link(tx, act, link)).person;
                            return {};
                        });
}

/// Somebody else it happened to, as far as the caller knows him; who it is nobody decides now.
void Calls::victim_named(const CallPtr& call, Instant at) {
    const Person& victim =
        call->draws.chance(0.3) ? stage_.people.beside(*call->caller, call->draws) : stage_.people.caller(call->draws);
    if (victim.number == call->caller->number) {
        return;
    }
    people::Said said;
    said.family_name = json::Text<200>{victim.family};
    said.given_name = json::Text<200>{victim.given};
    stage_.timeline.act(at, "name a victim", *call->handler,
                        [call, said](db::Transaction& tx, const Act& act) -> Result<void> {
                            contacts::NameSomebody wanted;
                            wanted.id = call->contact;
                            wanted.role = people::Role::victim;
                            wanted.said = said;
                            TRY(contacts::name_somebody(tx, act, wanted));
                            return {};
                        });
}

/// Nobody speaks: questions are answered by tap, then help is sent or the call ends as one made by mistake.
void Calls::silent(const CallPtr& call) {
    Draws& draws = call->draws;
    call->channel = contacts::Channel::emergency_999;
    const bool mobile = call->phone && call->phone->starts_with("07");
    call->presented =
        mobile && draws.chance(0.5) ? contacts::Presented::pressed_55 : contacts::Presented::silent_connected;
    receive(call);
    const bool help = draws.chance(0.35);
    const auto policy = stage_.policy(call->at);
    const policy::QuestionSet* set = policy->question_set("silent_call");
    Instant at = call->at;
    for (const policy::Question& question : set == nullptr ? std::vector<policy::Question>() : set->questions) {
        at = at + draws.about(8s);
        const std::string answer = help && question.code == "silent_help" ? "yes" : "no";
        stage_.timeline.act(
            at, "answer by tap", *call->handler,
            [this, call, code = question.code, answer](db::Transaction& tx, const Act& act) -> Result<void> {
                if (TRY(contacts::read_contact(tx, act, {call->contact})).incident) {
                    return {};
                }
                TRY(contacts::answer_by_tap(tx, act, *stage_.policy(act.now), {call->contact, {code}, {answer}}));
                return {};
            });
    }
    at = at + draws.about(10s);
    const Kind* kind = stage_.lists.find(policy->silent_type);
    if (help && kind != nullptr) {
        call->kind = kind;
        call->at_home = false;
        call->place = {{"unknown"}, {}, {}};
        send(call, at);
        incidents_.lay_out(call, at);
    }
    end(call, at + draws.about(40s), "Rung by mistake in a pocket; background noise only");
}

/// Dropped before anybody answered: it is rung back, and somebody decides.
void Calls::lost(const CallPtr& call) {
    Draws& draws = call->draws;
    call->channel = contacts::Channel::emergency_999;
    call->presented = draws.chance(0.6) ? contacts::Presented::dropped : contacts::Presented::abandoned;
    receive(call);
    const bool late = draws.chance(0.08);
    Instant at = call->at + (late ? draws.about(25min, 0.3) + 10min : draws.about(3min));
    const access::Actor& handler = stage_.staff.on_duty(Duty::handler, at, draws);
    const std::int64_t tries = draws.between(1, 3);
    using contacts::AttemptOutcome;
    for (std::int64_t i = 1; i <= tries; ++i) {
        const AttemptOutcome outcome = !call->phone        ? AttemptOutcome::withheld
                                       : i == tries        ? AttemptOutcome::reached
                                       : draws.chance(0.3) ? AttemptOutcome::engaged
                                                           : AttemptOutcome::no_answer;
        stage_.timeline.act(at, "ring back", handler,
                            [this, call, outcome](db::Transaction& tx, const Act& act) -> Result<void> {
                                TRY(contacts::attempt(tx, act, *stage_.policy(act.now), {call->contact, outcome, {}}));
                                return {};
                            });
        at = at + draws.about(50s);
    }
    const bool reached = call->phone.has_value();
    stage_.timeline.act(at, "decide about a lost call", handler,
                        [this, call, reached](db::Transaction& tx, const Act& act) -> Result<void> {
                            Act one = act;
                            const auto contact = TRY(contacts::read_contact(tx, act, {call->contact}));
                            one.if_match = contact.version;
                            contacts::Decide wanted;
                            wanted.id = call->contact;
                            using contacts::Decision;
                            wanted.decision = contact.incident ? Decision::incident
                                              : reached        ? Decision::reached
                                                               : Decision::no_further_action;
                            wanted.reason = because(reached ? "Reached; all is well, rung by mistake"
                                                            : "Number withheld and nothing heard");
                            TRY(contacts::decide(tx, one, *stage_.policy(act.now), wanted));
                            return {};
                        });
    if (late) {
        stage_.timeline.look(at, "tell of a late call", [this, call](Instant) -> Result<void> {
            stage_.truth.late("lost call rung back", call->contact.text(), "every handler had a call");
            return {};
        });
    }
    incidents_.lay_out_if_opened(call, at + 1min);
}

}  // namespace bluelamp::simulate
