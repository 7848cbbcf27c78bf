// SPDX-License-Identifier: Apache-2.0
#include "simulate/crime_work.hpp"

#include "core/text.hpp"

namespace bluelamp::simulate {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
constexpr milliseconds day = 24h;

/// Working hours: who records and investigates comes by day.
Instant by_day(Instant at, Draws& draws) {
    const LocalTime local = in_london(at);
    if (local.hour >= 8 && local.hour < 18) {
        return at;
    }
    const LocalDate on = local.hour >= 18 ? plus_days(local.date, 1) : local.date;
    return from_london(on, 8, 0, 0) + milliseconds(draws.between(0, 7'200'000));
}

struct Chosen {
    std::string outcome;
    crimes::Evidence evidence;
};

/// An outcome that fits what stands on the crime, with the evidence its rule asks for.
Chosen choose(const crimes::Crime& crime, double which, Instant now) {
    Chosen chosen;
    crimes::Evidence& evidence = chosen.evidence;
    const bool asked = crime.victims > 0;
    bool supports = true;
    if (crime.current_suspects > 0) {
        chosen.outcome = which < 0.4             ? "1"
                         : which < 0.5           ? "3"
                         : which < 0.75 && asked ? "16"
                         : which < 0.9 && asked  ? "15"
                                                 : "10";
        supports = chosen.outcome != "16";
    } else {
        chosen.outcome = which < 0.85 || !asked ? "18" : "14";
        supports = chosen.outcome != "14";
    }
    if (chosen.outcome == "1" || chosen.outcome == "3") {
        evidence.reference =
            json::Text<200>{chosen.outcome == "1" ? "Charge sheet of the custody record" : "Caution form"};
        evidence.offender_accepts = chosen.outcome == "3";
    }
    evidence.rationale = json::Text<2'000>{supports ? "All reasonable lines of enquiry were followed"
                                                    : "The victim does not support action; nothing overrides that"};
    if (asked) {
        evidence.victim_view = supports ? crimes::VictimView::supports : crimes::VictimView::does_not_support;
        evidence.victim_view_at = now - 1h;
        evidence.victim_view_reason = because(supports ? "Wants it to be dealt with" : "Wants to be left in peace");
    }
    return chosen;
}

}  // namespace

void CrimeWork::on_crime(const CallPtr& call, Instant at, std::string_view what, const access::Actor& by, OnCrime run) {
    stage_.timeline.act(
        at, what, by, [this, call, run = std::move(run)](db::Transaction& tx, const Act& act) -> Result<void> {
            if (!call->crime) {
                return {};
            }
            const auto whole = TRY(crimes::read_crime(tx, act, *stage_.world.offences, {*call->crime}));
            const bool over =
                whole.crime.status == crimes::Status::finalised || whole.crime.status == crimes::Status::cancelled;
            return over ? Result<void>() : run(tx, act, whole);
        });
}

void CrimeWork::raise(const CallPtr& call, Instant at) {
    const bool recorder = in_london(at).hour >= 8 && in_london(at).hour < 18 && call->draws.chance(0.6);
    const access::Actor& by = stage_.staff.on_duty(recorder ? Duty::recorder : Duty::officer, at, call->draws);
    const bool classified = !call->kind->offence.empty() && call->draws.chance(0.93);
    stage_.timeline.act(
        at, "raise a crime", by, [this, call, classified](db::Transaction& tx, const Act& act) -> Result<void> {
            if (!call->incident) {
                return {};
            }
            const auto incident = TRY(incidents::read_incident(tx, act, {*call->incident}));
            if (incident.joined_to || !TRY(incidents::list_crimes(tx, act, {incident.id})).items.empty()) {
                return {};
            }
            const auto policy = stage_.policy(act.now);
            crimes::RaiseCrime wanted;
            wanted.incident = incident.id;
            const policy::IncidentType* type = incident.type ? policy->type(*incident.type) : nullptr;
            if (classified && (type == nullptr || type->offence.empty())) {
                wanted.offence = json::Text<20>{call->kind->offence};
            }
            call->crime = TRY(crimes::raise_crime(tx, act, desk(*policy), wanted)).crime.id;
            return {};
        });
}

void CrimeWork::close_gaps(const CallPtr& call, Instant at) {
    const access::Actor& recorder = stage_.staff.on_duty(Duty::recorder, at, call->draws);
    const std::string fallback = call->kind->offence.empty() ? "49" : call->kind->offence;
    on_crime(call, at, "classify", recorder,
             [this, fallback](db::Transaction& tx, const Act& act, const crimes::WholeCrime& whole) -> Result<void> {
                 if (whole.crime.offence) {
                     return {};
                 }
                 Act one = act;
                 one.if_match = whole.version;
                 const auto policy = stage_.policy(act.now);
                 TRY(crimes::classify(tx, one, desk(*policy), {whole.crime.id, {fallback}, {}, {}}));
                 return {};
             });
    // Whose crime it is: who rang, where he was named, else somebody the recorder was told of.
    const Person& victim = stage_.people.caller(call->draws);
    people::Said said;
    said.given_name = json::Text<200>{victim.given};
    said.family_name = json::Text<200>{victim.family};
    said.date_of_birth = victim.born;
    on_crime(call, at + 2min, "say whose crime it is", recorder,
             [this, said](db::Transaction& tx, const Act& act, const crimes::WholeCrime& whole) -> Result<void> {
                 if (whole.crime.gaps.empty()) {
                     return {};
                 }
                 crimes::LinkPerson wanted;
                 wanted.id = whole.crime.id;
                 wanted.part = crimes::Part::counted_victim;
                 for (const people::Mention& mention : whole.mentions) {
                     const bool may = !mention.anonymous && mention.said.family_name &&
                                      (mention.role == people::Role::victim || mention.role == people::Role::caller);
                     if (may && !wanted.mention) {
                         wanted.mention = mention.id;
                     }
                 }
                 if (!wanted.mention) {
                     wanted.said = said;
                 }
                 const auto policy = stage_.policy(act.now);
                 TRY(crimes::link_person(tx, act, desk(*policy), wanted));
                 return {};
             });
}

void CrimeWork::suspect(const CallPtr& call, Instant at, const access::Actor& investigator) {
    const Person& who = stage_.people.caller(call->draws);
    people::Said said;
    if (call->draws.chance(0.7)) {
        said.given_name = json::Text<200>{who.given};
        said.family_name = json::Text<200>{who.family};
    } else {
        said.description = json::Text<200>{"Man of about thirty in a dark coat, seen on camera"};
    }
    on_crime(call, at, "name a suspect", investigator,
             [this, said](db::Transaction& tx, const Act& act, const crimes::WholeCrime& whole) -> Result<void> {
                 const auto waits = [](const crimes::Outcome& outcome) {
                     return outcome.state == crimes::OutcomeState::proposed;
                 };
                 if (std::any_of(whole.outcomes.begin(), whole.outcomes.end(), waits)) {
                     return {};  // it was proposed because there is none
                 }
                 // Whoever bears a name that stands there already would be one of them typed again.
                 for (const people::Mention& mention : whole.mentions) {
                     if (said.family_name && mention.said.family_name &&
                         fold(said.family_name->text) == fold(mention.said.family_name->text)) {
                         return {};
                     }
                 }
                 crimes::LinkPerson wanted;
                 wanted.id = whole.crime.id;
                 wanted.part = crimes::Part::suspect;
                 wanted.said = said;
                 const auto policy = stage_.policy(act.now);
                 TRY(crimes::link_person(tx, act, desk(*policy), wanted));
                 return {};
             });
}

void CrimeWork::investigate(const CallPtr& call, Instant at) {
    Draws& draws = call->draws;
    const access::Actor& recorder = stage_.staff.on_duty(Duty::recorder, at, draws);
    const access::Actor& investigator = stage_.staff.on_duty(Duty::investigator, at, draws);
    if (draws.chance(0.5)) {
        const std::string to = access::owner_for(investigator).id;
        on_crime(call, at, "give a crime", recorder,
                 [this, to](db::Transaction& tx, const Act& act, const crimes::WholeCrime& whole) -> Result<void> {
                     if (whole.crime.owner.id == to) {
                         return {};
                     }
                     Act one = act;
                     one.if_match = whole.version;
                     const auto policy = stage_.policy(act.now);
                     TRY(crimes::give_crime(tx, one, desk(*policy), {whole.crime.id, {to}, because("For enquiries")}));
                     return {};
                 });
    }
    const std::string line = draws.chance(0.5) ? "Camera footage viewed." : "Spoke to the victim on the telephone.";
    on_crime(call, by_day(at + draws.about(20h), draws), "note an enquiry", investigator,
             [line](db::Transaction& tx, const Act& act, const crimes::WholeCrime& whole) -> Result<void> {
                 TRY(crimes::add_line(tx, act, {whole.crime.id, {line}, {}}));
                 return {};
             });
    if (draws.chance(0.35)) {
        suspect(call, by_day(at + draws.about(30h), draws), investigator);
    }
    if (draws.chance(0.75)) {
        outcome(call, by_day(at + draws.about(6 * day, 0.7) + 2 * day, draws));
    }
}

void CrimeWork::outcome(const CallPtr& call, Instant at) {
    const access::Actor& investigator = stage_.staff.on_duty(Duty::investigator, at, call->draws);
    const double which = call->draws.unit();
    on_crime(
        call, at, "propose an outcome", investigator,
        [this, which](db::Transaction& tx, const Act& act, const crimes::WholeCrime& whole) -> Result<void> {
            if (whole.crime.status != crimes::Status::recorded) {
                return {};
            }
            const Chosen chosen = choose(whole.crime, which, act.now);
            const auto policy = stage_.policy(act.now);
            TRY(crimes::propose_outcome(tx, act, desk(*policy), {whole.crime.id, {chosen.outcome}, chosen.evidence}));
            return {};
        });
    finalise(call, at);
}

void CrimeWork::finalise(const CallPtr& call, Instant proposed_at) {
    Draws& draws = call->draws;
    const bool late = draws.chance(0.06);
    const Instant at = proposed_at + (late ? 8 * day + draws.about(day) : draws.about(20h));
    const access::Actor& supervisor = stage_.staff.on_duty(Duty::supervisor, at, draws);
    on_crime(
        call, at, "finalise an outcome", supervisor,
        [this](db::Transaction& tx, const Act& act, const crimes::WholeCrime& whole) -> Result<void> {
            for (const crimes::Outcome& outcome : whole.outcomes) {
                if (outcome.state != crimes::OutcomeState::proposed || outcome.proposed_by.id == act.actor.id.text()) {
                    continue;
                }
                crimes::FinaliseOutcome wanted;
                wanted.id = whole.crime.id;
                wanted.number = outcome.number;
                wanted.victim_informed_at = act.now - 40min;
                const auto policy = stage_.policy(act.now);
                TRY(crimes::finalise_outcome(tx, act, desk(*policy), wanted));
            }
            return {};
        });
    if (late) {
        stage_.timeline.look(at, "tell of a late outcome", [this, call](Instant) -> Result<void> {
            if (call->crime) {
                stage_.truth.late("outcome finalised", call->crime->text(), "the sergeant was on leave");
            }
            return {};
        });
    }
}

void CrimeWork::lay_out(const CallPtr& call, Instant at) {
    raise(call, at);
    const Instant gaps = by_day(at + call->draws.about(90min), call->draws);
    close_gaps(call, gaps);
    if (at > call->at + day) {
        stage_.timeline.look(at, "tell of a crime recorded late", [this, call](Instant) -> Result<void> {
            if (call->crime) {
                stage_.truth.late("crime recorded", call->crime->text(), "the officer went off duty first");
            }
            return {};
        });
    }
    investigate(call, by_day(gaps + call->draws.about(4h), call->draws));
}

void CrimeWork::go_on_with(const crimes::Crime& crime, Instant now) {
    const auto call = std::make_shared<Call>();
    call->draws = Draws(stream(stage_.settings.seed, crime.id.text()));
    call->at = now;
    call->kind = &call->draws.one_of(stage_.lists.kinds);
    call->crime = crime.id;
    const Instant gaps = by_day(now + call->draws.about(2h), call->draws);
    if (crime.status == crimes::Status::draft) {
        close_gaps(call, gaps);
    }
    finalise(call, now);  // where an outcome waits
    investigate(call, by_day(gaps + call->draws.about(12h), call->draws));
}

}  // namespace bluelamp::simulate
