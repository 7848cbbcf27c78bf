// SPDX-License-Identifier: Apache-2.0
#include "simulate/calls.hpp"

#include <fmt/format.h>

#include "simulate/recognise.hpp"

namespace bluelamp::simulate {
namespace {

using namespace std::chrono_literals;
using contacts::Channel;
using contacts::Presented;

constexpr double calls_a_week = 2'350.0 * 7 * 0.95;  // the others come with incidents that several ring about
// Shares of all calls. What remains is advice, messages and calls for somebody else.
constexpr double become_incidents = 0.405, lost_calls = 0.085, silent_calls = 0.025;
constexpr double again_by_others = 0.14;  // incidents that others ring about too
constexpr double parked_calls = 0.03;

/// How somebody gets in touch, about something that is urgent in such a share of cases.
Channel draw_channel(Draws& draws, double emergency) {
    if (draws.chance(emergency)) {
        return Channel::emergency_999;
    }
    const double other = draws.unit();
    if (other < 0.72) {
        return Channel::non_emergency_101;
    }
    return other < 0.86   ? Channel::online
           : other < 0.92 ? Channel::front_counter
           : other < 0.95 ? Channel::email
           : other < 0.98 ? Channel::officer
                          : Channel::crimestoppers;
}

bool written(Channel channel) {
    return channel == Channel::online || channel == Channel::email || channel == Channel::crimestoppers;
}

bool has_number(Channel channel) { return channel == Channel::emergency_999 || channel == Channel::non_emergency_101; }

constexpr std::string_view advised[] = {
    "Matter for the council; told whom to ring.",
    "Asked about lost property; told where to ask.",
    "Wanted to speak to the officer in the case; message passed on.",
    "Advice given; nothing for police to do.",
    "Rang the wrong force; given the right number.",
    "Asked about opening hours of the front counter.",
    "Update on an earlier report given.",
};

}  // namespace

Act Stage::looking(const access::Actor& actor, Instant now) const {
    Act act;
    act.force = world.force;
    act.actor = actor;
    act.now = now;
    act.policy_version = world.book.in_force(now)->version;
    return act;
}

void Calls::lay_out(Instant hour, Instant from) {
    const LocalTime local = in_london(hour);
    const double share = stage_.lists.rhythm.at(static_cast<std::size_t>(weekday(local.date) * 24 + local.hour));
    const auto number = static_cast<std::uint64_t>(hour.ms / 3'600'000);
    Draws draws(stage_.settings.seed, "hour", number);
    const std::int64_t many = draws.count(calls_a_week * stage_.settings.scale * share);
    for (std::int64_t i = 0; i < many; ++i) {
        const Instant at = hour + std::chrono::milliseconds(draws.between(0, 3'599'999));
        if (at > from) {
            lay_out_one(number * 10'000 + static_cast<std::uint64_t>(i), at);
        }
    }
}

CallPtr Calls::make_call(std::uint64_t number, Instant at) {
    auto call = std::make_shared<Call>();
    call->number = number;
    call->draws = Draws(stage_.settings.seed, "call", number);
    Draws& draws = call->draws;
    call->at = at;
    call->kind = &stage_.lists.kinds[stage_.lists.kind.draw(draws)];
    call->channel = draw_channel(draws, call->kind->emergency);
    call->presented = written(call->channel) ? Presented::written : Presented::spoken;
    call->handler = &stage_.staff.on_duty(Duty::handler, at, draws);
    call->caller = &stage_.people.caller(draws);
    call->home = stage_.people.home(call->caller->household, at);
    if (has_number(call->channel)) {
        call->phone = stage_.people.rings_from(*call->caller, draws);
    }
    call->anonymous = call->channel == Channel::crimestoppers || draws.chance(0.04);
    call->at_home = call->kind->where == Where::home && call->kind->caller == "victim";
    if (call->at_home) {
        call->place = {{call->home.address}, call->home.at.latitude, call->home.at.longitude};
    } else {
        const Street& street = draws.one_of(stage_.lists.streets);
        const std::string text =
            call->kind->where == Where::street ? street.name : fmt::format("{} {}", draws.between(1, 180), street.name);
        call->place = {{text}, street.at.latitude, street.at.longitude};
    }
    call->said = said_of(stage_.lists, *call->caller, call->home, draws);
    return call;
}

void Calls::lay_out_one(std::uint64_t number, Instant at) {
    const CallPtr call = make_call(number, at);
    const double fate = call->draws.unit();
    const bool spoken = call->presented == Presented::spoken && call->channel != Channel::officer;
    if (fate < become_incidents) {
        incident(call);
    } else if (fate < become_incidents + lost_calls && spoken) {
        lost(call);
    } else if (fate > 1 - silent_calls && spoken) {
        silent(call);
    } else {
        advice(call);
    }
}

void Calls::receive(const CallPtr& call) {
    stage_.timeline.act(
        call->at, "receive a call", *call->handler, [this, call](db::Transaction& tx, const Act& act) -> Result<void> {
            contacts::Receive wanted;
            wanted.channel = call->channel;
            wanted.presented = call->presented;
            if (call->phone) {
                wanted.phone = json::Text<60>{*call->phone};
            }
            const auto policy = stage_.policy(act.now);
            const auto received = TRY(contacts::receive(tx, act, {*policy, stage_.world.find_areas}, wanted));
            call->contact = received.contact.id;
            call->incident = received.contact.incident;
            return {};
        });
}

void Calls::send(const CallPtr& call, Instant at) {
    const bool carried = call->at_home && call->said.address.has_value();
    const std::string reason = call->draws.one_of(call->kind->words);
    stage_.timeline.act(
        at, "send", *call->handler, [this, call, carried, reason](db::Transaction& tx, const Act& act) -> Result<void> {
            if (TRY(contacts::read_contact(tx, act, {call->contact})).incident) {
                return {};  // sent by itself when it was received
            }
            contacts::Send wanted;
            wanted.contact = call->contact;
            wanted.place = call->place;
            wanted.reason = because(reason);
            wanted.type = json::Text<60>{call->kind->type};
            wanted.place_from = carried ? call->mention : std::nullopt;
            const auto policy = stage_.policy(act.now);
            call->incident = TRY(contacts::send(tx, act, {*policy, stage_.world.find_areas}, wanted)).incident.id;
            return {};
        });
}

void Calls::say(const CallPtr& call, Instant at, std::string text) {
    stage_.timeline.act(at, "note a line", *call->handler,
                        [call, text = std::move(text)](db::Transaction& tx, const Act& act) -> Result<void> {
                            TRY(contacts::say(tx, act, {call->contact, {text}, {}}));
                            return {};
                        });
}

void Calls::details(const CallPtr& call, Instant at) {
    contacts::Details details;
    using contacts::InformantRole;
    const std::string& who = call->kind->caller;
    details.informant = call->anonymous         ? InformantRole::anonymous
                        : who == "victim"       ? InformantRole::victim
                        : who == "witness"      ? InformantRole::witness
                        : who == "professional" ? InformantRole::professional
                                                : InformantRole::third_party;
    details.wishes = contacts::Wishes{call->draws.chance(0.7), !call->anonymous, !call->anonymous, {}};
    stage_.timeline.act(at, "note who is calling", *call->handler,
                        [call, details](db::Transaction& tx, const Act& act) -> Result<void> {
                            Act one = act;
                            one.if_match = TRY(contacts::read_contact(tx, act, {call->contact})).version;
                            contacts::Details wanted = details;
                            wanted.id = call->contact;
                            TRY(contacts::set_details(tx, one, wanted));
                            return {};
                        });
}

Instant Calls::parked(const CallPtr& call, Instant at) {
    const bool late = call->draws.chance(0.1);
    const Instant taken = at + (late ? call->draws.about(22min, 0.2) : call->draws.about(4min));
    const access::Actor& other = stage_.staff.another(Duty::handler, taken, *call->handler, call->draws);
    const auto versioned = [call](db::Transaction& tx, const Act& act) -> Result<Act> {
        Act one = act;
        one.if_match = TRY(contacts::read_contact(tx, act, {call->contact})).version;
        return one;
    };
    stage_.timeline.act(
        at, "park", *call->handler, [this, call, versioned](db::Transaction& tx, const Act& act) -> Result<void> {
            const Act one = TRY(versioned(tx, act));
            TRY(contacts::park(tx, one, *stage_.policy(act.now), {call->contact, {"Another emergency call waits"}}));
            return {};
        });
    stage_.timeline.act(taken, "take a parked call", other,
                        [this, call, versioned, late](db::Transaction& tx, const Act& act) -> Result<void> {
                            const Act one = TRY(versioned(tx, act));
                            TRY(contacts::take(tx, one, *stage_.policy(act.now), {call->contact}));
                            return {};
                        });
    call->handler = &other;
    if (late) {
        stage_.timeline.look(taken, "tell of a late call", [this, call](Instant) -> Result<void> {
            stage_.truth.late("parked call taken", call->contact.text(), "every handler had a call");
            return {};
        });
    }
    return taken;
}

void Calls::end(const CallPtr& call, Instant at, std::optional<std::string> why_no_incident) {
    stage_.timeline.act(
        at, "end a call", *call->handler,
        [this, call, why = std::move(why_no_incident)](db::Transaction& tx, const Act& act) -> Result<void> {
            Act one = act;
            const auto contact = TRY(contacts::read_contact(tx, act, {call->contact}));
            one.if_match = contact.version;
            contacts::End wanted;
            wanted.id = call->contact;
            if (why && !contact.incident) {
                wanted.because = because(*why);
            }
            if (!call->shown.empty()) {
                wanted.shown = call->shown;
            }
            TRY(contacts::end(tx, one, *stage_.policy(act.now), wanted));
            return {};
        });
}

void Calls::incident(const CallPtr& call) {
    Draws& draws = call->draws;
    receive(call);
    // Where it happens at home, he is asked first who and where he is, and the address is carried; else help goes
    // first.
    const bool named_first = call->at_home && !call->anonymous;
    Instant at = call->at + draws.about(named_first ? 25s : 40s);
    if (named_first) {
        who_is_calling(call, at);
        at = at + draws.about(30s);
        send(call, at);
    } else {
        send(call, at);
        if (!call->anonymous && draws.chance(0.82)) {
            at = at + draws.about(25s);
            who_is_calling(call, at);
        }
    }
    if (!call->kind->lines.empty() && draws.chance(0.6)) {
        at = at + draws.about(20s);
        say(call, at, draws.one_of(call->kind->lines));
    }
    if (call->kind->crime > 0.3 && call->kind->caller != "victim" && !call->anonymous && draws.chance(0.6)) {
        at = at + draws.about(20s);
        victim_named(call, at);
    }
    at = at + draws.about(15s);
    details(call, at);
    incidents_.lay_out(call, at);
    if (draws.chance(parked_calls)) {
        at = at + draws.about(20s);
        at = parked(call, at);
    }
    at = at + draws.about(60s);
    end(call, at, {});
    if (draws.chance(again_by_others) && call->kind->where == Where::street) {
        others_ring_too(call);
    }
}

/// Where something happens in the street, others see it too: they are joined at the call, or their log is later.
void Calls::others_ring_too(const CallPtr& first) {
    const std::int64_t many = first->draws.between(1, 4);
    for (std::int64_t i = 0; i < many; ++i) {
        const Instant at = first->at + first->draws.about(4min, 0.6) + 90s;
        const CallPtr call = make_call(first->number * 16 + static_cast<std::uint64_t>(i) + 1, at);
        call->kind = first->kind;
        call->channel = Channel::emergency_999;
        call->presented = Presented::spoken;
        call->phone = stage_.people.rings_from(*call->caller, call->draws);
        call->place = first->place;
        call->at_home = false;
        call->anonymous = false;
        receive(call);
        Instant next = at + call->draws.about(40s);
        if (call->draws.chance(0.75)) {
            stage_.timeline.act(next, "join a call", *call->handler,
                                [first, call](db::Transaction& tx, const Act& act) -> Result<void> {
                                    const auto own = TRY(contacts::read_contact(tx, act, {call->contact}));
                                    if (!first->incident || own.incident) {
                                        return {};
                                    }
                                    const auto told = TRY(incidents::read_incident(tx, act, {*first->incident}));
                                    if (told.status == incidents::Status::open) {
                                        TRY(contacts::join(tx, act, {call->contact, told.id}));
                                        call->incident = told.id;
                                    }
                                    return {};  // dealt with already: it ends as known
                                });
        } else {
            send(call, next);
            incidents_.lay_out_duplicate(call, first, next + call->draws.about(3min));
        }
        if (call->draws.chance(0.5)) {
            next = next + call->draws.about(25s);
            who_is_calling(call, next);
        }
        next = next + call->draws.about(20s);
        details(call, next);
        end(call, next + call->draws.about(30s), "Known already");
    }
}

void Calls::advice(const CallPtr& call) {
    Draws& draws = call->draws;
    receive(call);
    Instant at = call->at + draws.about(45s);
    say(call, at, std::string(advised[static_cast<std::size_t>(draws.between(0, std::size(advised) - 1))]));
    if (!call->anonymous && draws.chance(0.35)) {
        at = at + draws.about(30s);
        who_is_calling(call, at);
    }
    end(call, at + draws.about(90s), "No police matter, or dealt with in the call");
}

}  // namespace bluelamp::simulate
