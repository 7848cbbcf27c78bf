// SPDX-License-Identifier: Apache-2.0
#include "policing/contacts/opening.hpp"

#include "policing/contacts/rules.hpp"
#include "policing/contacts/store.sql.hpp"

namespace bluelamp::contacts {
namespace {

Result<void> may_arrive(const Receive& wanted, Instant now) {
    if (wanted.received_at && *wanted.received_at > now + incidents::clock_tolerance) {
        return fail(ErrorCode::invalid, "received_at", "A contact cannot arrive in the future; leave it out for now.");
    }
    if (wanted.channel == Channel::crimestoppers && wanted.phone) {
        return fail(ErrorCode::invalid, "phone", std::string(crimestoppers_has_no_number));
    }
    return {};
}

Result<bool> is_repeat_caller(db::Transaction& tx, const Act& act, const policy::Repeat& repeat,
                              const Contact& contact) {
    const Instant since = act.now - std::chrono::hours(24) * repeat.days;
    const auto before = TRY(tx.one(
        sql::contacts_since, {act.force, people::plain_number(*contact.phone), since, contact.id, repeat.caller_times},
        [](const db::Row& row) { return row.bigint(0); }));
    return before + 1 >= repeat.caller_times;
}

std::string joined(const std::vector<std::string>& sentences) {
    std::string all;
    for (const std::string& sentence : sentences) {
        all += (all.empty() ? "" : " ") + sentence;
    }
    return all;
}

}  // namespace

Result<Numbered> make_contact(db::Transaction& tx, const Act& act, const Receive& wanted) {
    TRY(may_arrive(wanted, act.now));
    Numbered made;
    made.received_on = in_london(act.now).date;
    db::Register& numbers = TRY(tx.keep("contact " + iso(made.received_on)));
    made.number = ++numbers.number;
    Contact& contact = made.contact;
    contact.id = act.new_id<ContactId>();
    contact.reference = reference_of(made.received_on, made.number);
    contact.channel = wanted.channel;
    contact.presented = wanted.presented;
    contact.received_at = wanted.received_at.value_or(act.now);
    const bool lost = wanted.presented == Presented::dropped || wanted.presented == Presented::abandoned;
    contact.state = lost ? ContactState::abandoned : ContactState::live;
    if (!lost && wanted.presented != Presented::written) {
        contact.answered_at = act.now;
    }
    contact.phone = wanted.phone ? std::optional(wanted.phone->text) : std::nullopt;
    contact.handler = {act.actor.id.text(), act.actor.name};
    contact.owner = access::owner_for(act.actor);
    contact.exercise = wanted.exercise.value_or(false);
    contact.gaps = gaps_of(contact);
    return made;
}

Result<void> begin(db::Transaction& tx, const Act& act, const policy::Policy& policy, const Contact& contact) {
    if (contact.phone) {
        people::NewMention caller;
        caller.record = about_of(contact);
        caller.role = people::Role::caller;
        caller.said.phone = json::Text<60>{*contact.phone};
        TRY(people::mention(tx, act, caller, contact.owner.id, contact.visibility));
    }
    TRY(deadlines::on(tx, act, policy, subject_of(contact), {"contact.received", contact.received_at}));
    if (contact.state == ContactState::abandoned) {
        TRY(deadlines::on(tx, act, policy, subject_of(contact), {"contact.abandoned", contact.received_at}));
    }
    return {};
}

Result<void> add_known(db::Transaction& tx, const Act& act, const policy::Policy& policy, const Contact& contact,
                       policy::Situation& situation) {
    if (!contact.phone || !may_be_matched(contact) || people::plain_number(*contact.phone).empty()) {
        return {};
    }
    for (const people::Marker& marker : TRY(people::markers_behind(tx, act.force, policy, *contact.phone, act.now))) {
        situation.markers.push_back(marker.marker);
    }
    situation.repeat_caller = TRY(is_repeat_caller(tx, act, policy.repeat, contact));
    return {};
}

Result<incidents::Incident> open(db::Transaction& tx, const Act& act, const incidents::Ground& ground,
                                 const Opening& opening, Contact& contact) {
    const policy::Proposal proposed = policy::judge(ground.policy, opening.situation);
    incidents::Source source;
    source.contact = about_of(contact);
    source.received_at = contact.received_at;
    source.answered_at = contact.answered_at;
    source.at_least = proposed.level;
    source.because = joined(proposed.reasons);
    source.vulnerable = proposed.vulnerable;
    source.exercise = contact.exercise;
    auto incident = TRY(incidents::open_incident(tx, act, ground, opening.report, source));
    hold(contact, incident);
    return incident;
}

void hold(Contact& contact, const incidents::Incident& incident) {
    contact.incident = incident.id;
    contact.incident_reference = incident.reference;
    contact.visibility = std::max(contact.visibility, incident.visibility);
}

Result<void> carry(db::Transaction& tx, const Act& act, const Contact& contact, const incidents::Incident& incident) {
    if (!may_be_matched(contact)) {
        return {};
    }
    const deadlines::Subject to = incidents::subject_of(incident);
    const std::string line = fmt::format("{}, {}", incident.summary, incident.place.text);
    return people::carry(tx, act, about_of(contact), to.about, line, to.owner, to.visibility);
}

void answer(Contact& contact, Instant now) {
    if (contact.state != ContactState::abandoned && !contact.answered_at) {
        contact.answered_at = now;
    }
}

Result<void> out_of_sight(db::Transaction& tx, const Act& act, const Contact& contact, std::int64_t visibility) {
    TRY(journal::narrow(tx, contact.id.text(), visibility));
    TRY(note(tx, act, contact, {"contact.restricted", "For fewer to see from now on."}));
    return {};
}

Result<void> follow(db::Transaction& tx, const Act& act, const Contact& contact) {
    TRY(deadlines::follow(tx, act, subject_of(contact)));
    TRY(tasks::follow(tx, about_of(contact), contact.visibility));
    return people::follow(tx, act, about_of(contact), contact.owner.id, contact.visibility);
}

}  // namespace bluelamp::contacts
