// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "core/text.hpp"
#include "policing/crimes/store.hpp"
#include "policing/crimes/store.sql.hpp"

namespace bluelamp::crimes {
namespace {

/// What the report says, before an incident is asked.
Crime from_request(const Act& act, const RaiseCrime& wanted) {
    Crime crime;
    crime.id = act.new_id<CrimeId>();
    crime.raised_at = act.now;
    crime.raised_by = acting(act);
    crime.owner = access::owner_for(act.actor);
    crime.received_at = wanted.received_at.value_or(act.now);
    crime.policy_version = act.policy_version;
    crime.visibility = wanted.visibility.value_or(0);
    crime.summary = wanted.summary ? wanted.summary->text : std::string();
    if (wanted.place) {
        crime.place.text = wanted.place->text.text;
        crime.place.latitude = wanted.place->latitude;
        crime.place.longitude = wanted.place->longitude;
    }
    crime.occurred_from = wanted.occurred_from.value_or(std::min(act.now, wanted.occurred_to.value_or(act.now)));
    crime.occurred_to = wanted.occurred_to.value_or(crime.occurred_from);
    return crime;
}

/// Everything the incident holds that was not said again.
void carry_over(Crime& crime, const RaiseCrime& wanted, const incidents::Incident& incident) {
    crime.incident = incident.id;
    crime.incident_reference = incident.reference;
    crime.owner = incident.owner;
    crime.exercise = incident.exercise;
    crime.visibility = std::max(crime.visibility, incident.visibility);
    crime.received_at = std::min(crime.received_at, incident.received_at.value_or(incident.opened_at));
    if (!wanted.summary) {
        crime.summary = incident.summary;
    }
    if (!wanted.place) {
        crime.place = incident.place;
    }
    if (!wanted.occurred_from) {
        crime.occurred_from =
            wanted.occurred_to ? std::min(incident.happened_at, *wanted.occurred_to) : incident.happened_at;
        crime.occurred_to = wanted.occurred_to.value_or(incident.happened_at);
    }
}

Result<incidents::Incident> incident_of(db::Transaction& tx, const Act& act, const IncidentId& id) {
    auto found = incidents::read_incident(tx, act, {id});
    if (!found && found.error().code == ErrorCode::not_found) {
        return fail(ErrorCode::not_found, "incident", "There is no such incident, or it is not for you to see.");
    }
    const incidents::Incident incident = TRY(std::move(found));
    if (incident.joined_to) {
        return fail(ErrorCode::conflict, "incident",
                    "This log was joined to another; raise the crime from the log it was joined to.");
    }
    return incident;
}

Result<void> may_raise(const Act& act, const RaiseCrime& wanted, const Crime& crime) {
    if (crime.summary.empty()) {
        return fail(ErrorCode::invalid, "summary", "Without an incident this is needed; say what happened.");
    }
    if (crime.place.text.empty()) {
        return fail(ErrorCode::invalid, "place", "Without an incident this is needed; \"unknown\" is a place.");
    }
    if (crime.place.latitude.has_value() != crime.place.longitude.has_value()) {
        return fail(ErrorCode::invalid, crime.place.latitude ? "place.longitude" : "place.latitude",
                    "A position has both; give this one too, or neither.");
    }
    if (crime.place.latitude && !on_earth({*crime.place.latitude, *crime.place.longitude})) {
        return fail(ErrorCode::invalid, "place.latitude",
                    "Latitude runs from -90 to 90 and longitude from -180 to 180; check that they are not swapped.");
    }
    if (crime.visibility < 0 || crime.visibility > 2) {
        return fail(ErrorCode::invalid, "visibility", "Give 0 (everyone), 1 (restricted) or 2 (secret).");
    }
    if (!act.actor.clearance.sees(crime.visibility, crime.owner.id)) {
        return fail(ErrorCode::invalid, "visibility",
                    "You could not see the crime yourself; leave it as the incident's.");
    }
    if (wanted.received_at && *wanted.received_at > act.now + incidents::clock_tolerance) {
        return fail(ErrorCode::invalid, "received_at",
                    "It cannot have been received yet; give a time that has passed.");
    }
    return may_have_occurred(crime.occurred_from, crime.occurred_to, act.now);
}

/// What the person supplied although the incident held it. The offence is never among it: the type proposes one, and
/// choosing is not typing.
std::vector<incidents::TypedTwice> typed_again(const RaiseCrime& wanted, const incidents::Incident& incident,
                                               const std::vector<people::Mention>& mentions) {
    std::vector<incidents::TypedTwice> again;
    if (wanted.place && fold(incident.place.text) != "unknown") {
        again.push_back({"place", "incident"});
    }
    if (wanted.summary) {
        again.push_back({"summary", "incident"});
    }
    // An incident that was told no time happened when it was opened: nobody typed that.
    if (wanted.occurred_from && incident.happened_at != incident.opened_at) {
        again.push_back({"happened_at", "incident"});
    }
    for (const NewPerson& person : wanted.people.value_or(std::vector<NewPerson>{})) {
        const auto before = said_before(person.said, mentions);
        again.insert(again.end(), before.begin(), before.end());
    }
    return again;
}

/// Whose crime it is: who was named as such and everybody new who is a victim, else the victims there are. Where each
/// has a crime of his own and there are several, somebody says which one this is.
Result<std::vector<people::MentionId>> victims_of(const RaiseCrime& wanted, const std::vector<people::Mention>& all,
                                                  const std::vector<people::MentionId>& added, bool one_each) {
    std::vector<people::MentionId> victims = wanted.victims.value_or(std::vector<people::MentionId>{});
    for (const people::MentionId& each : victims) {
        if (std::none_of(all.begin(), all.end(), [&](const people::Mention& m) { return m.id == each; })) {
            return fail(ErrorCode::invalid, "victims", "Nobody of the incident has this id; give one of its people.");
        }
    }
    victims.insert(victims.end(), added.begin(), added.end());
    if (victims.empty() && !wanted.victims) {
        for (const people::Mention& mention : all) {
            if (mention.role == people::Role::victim) {
                victims.push_back(mention.id);
            }
        }
        if (victims.size() > 1 && one_each) {
            victims.clear();
        }
    }
    return victims;
}

Result<void> store(db::Transaction& tx, const Desk& desk, Crime& crime) {
    if (crime.place.latitude && !crime.place.ward && !crime.place.borough) {
        const incidents::Areas areas =
            desk.find_areas({*crime.place.latitude, *crime.place.longitude}, in_london(crime.occurred_from).date);
        crime.place.ward = areas.ward;
        crime.place.borough = areas.borough;
    }
    const int year = in_london(crime.raised_at).date.year;
    db::Register& numbers = TRY(tx.keep(fmt::format("crime {}", year)));
    const std::int64_t number = ++numbers.number;
    crime.reference = reference_of(desk.policy.recording.reference, number, year);
    return insert(tx, crime, number);
}

/// Mentions of the chain, and those who are named only now; answers the new victims.
Result<std::vector<people::MentionId>> name_people(db::Transaction& tx, const Act& act, const Crime& crime,
                                                   const RaiseCrime& wanted) {
    // Without an incident there is nobody to carry over, but the line under which this crime is shown with its people.
    const tasks::About from =
        crime.incident ? tasks::About{"incident", crime.incident->text(), *crime.incident_reference} : about(crime);
    TRY(people::carry(tx, act, from, about(crime), crime.summary + ", " + crime.place.text, crime.owner.id,
                      crime.visibility));
    std::vector<people::MentionId> victims;
    for (const NewPerson& person : wanted.people.value_or(std::vector<NewPerson>{})) {
        const people::Mention made = TRY(name_anew(tx, act, crime, person));
        if (person.role == people::Role::victim) {
            victims.push_back(made.id);
        }
    }
    return victims;
}

/// The offence that was chosen, else the one the incident's type proposes.
std::optional<std::string> offence_for(const RaiseCrime& wanted, const Desk& desk,
                                       const std::optional<incidents::Incident>& incident) {
    if (wanted.offence) {
        return wanted.offence->text;
    }
    const policy::IncidentType* type = incident && incident->type ? desk.policy.type(*incident->type) : nullptr;
    const Offence* proposed = type == nullptr ? nullptr : desk.catalogue.find(type->offence);
    return proposed != nullptr && proposed->home_office ? std::optional(proposed->code) : std::nullopt;
}

/// Offence, victims, suspects and flags of a crime that was stored as a bare draft.
Result<void> fill_in(db::Transaction& tx, const Act& act, const Desk& desk, const Crime& crime,
                     const std::pair<const RaiseCrime&, std::optional<std::string>>& request) {
    const auto& [wanted, offence] = request;
    const auto added = TRY(name_people(tx, act, crime, wanted));
    const auto mentions = TRY(people::mentions_of(tx, act.force, crime.id.text()));
    const Offence* chosen = offence ? desk.catalogue.find(*offence) : nullptr;
    const Counting* counting = chosen && chosen->home_office ? desk.catalogue.counting(*chosen->home_office) : nullptr;
    const bool one_each = counting == nullptr || counting->counted_as == CountedAs::victim;
    for (const people::MentionId& victim : TRY(victims_of(wanted, mentions, added, one_each))) {
        TRY(put_victim(tx, act, crime.id, victim));
    }
    for (const people::Mention& mention : mentions) {
        if (mention.role == people::Role::suspect) {
            const std::optional<std::string> none;
            TRY(tx.execute(sql::link, {tx.force(), crime.id, mention.id, text_of(Part::suspect),
                                       std::optional(text_of(SuspectState::current)), none, act.actor.id, act.now}));
        }
    }
    if (offence) {
        TRY(put_offence(tx, act, desk, crime, {*offence, wanted.state_victim}));
    }
    for (const Flag flag : wanted.flags.value_or(std::vector<Flag>{})) {
        TRY(tx.execute(sql::add_flag, {tx.force(), crime.id, text_of(flag), act.actor.id, act.now}));
    }
    return {};
}

}  // namespace

Result<WholeCrime> raise_crime(db::Transaction& tx, const Act& act, const Desk& desk, const RaiseCrime& wanted) {
    TRY(act.require(Permission::record_crimes));
    Crime crime = from_request(act, wanted);
    std::optional<incidents::Incident> incident;
    std::vector<incidents::TypedTwice> again;
    if (wanted.incident) {
        incident = TRY(incident_of(tx, act, *wanted.incident));
        carry_over(crime, wanted, *incident);
        again = typed_again(wanted, *incident, TRY(people::mentions_of(tx, act.force, incident->id.text())));
    }
    TRY(may_raise(act, wanted, crime));
    TRY(store(tx, desk, crime));
    for (const incidents::TypedTwice& field : again) {
        TRY(incidents::typed_twice(tx, act, about(crime), field));
    }
    TRY(fill_in(tx, act, desk, crime, {wanted, offence_for(wanted, desk, incident)}));
    // The incident's own limit runs already and is met when the crime is recorded; a crime without one, and a draft
    // that may be the second of its incident, have a limit of their own.
    const Crime filled = TRY(find_crime(tx, act, crime.id));
    if (!incident || !filled.gaps.empty()) {
        TRY(deadlines::on(tx, act, desk.policy, subject_of(filled),
                          {.name = "crime.suspected", .at = crime.received_at}));
    }
    const std::string from = incident ? "Raised from " + incident->reference + ": " : "Reported directly: ";
    return finish(tx, act, desk, crime.id,
                  {"crime.drafted", {from + crime.summary + ".", acting(act), {json::to_text(filled)}}});
}

}  // namespace bluelamp::crimes
