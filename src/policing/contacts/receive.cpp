// SPDX-License-Identifier: Apache-2.0
#include "policing/contacts/opening.hpp"
#include "policing/contacts/rules.hpp"

namespace bluelamp::contacts {
namespace {

constexpr std::string_view landlines_have_no_55 =
    "This is a landline: pressing 55 is not used there, so treat the call by what can be heard.";
constexpr std::string_view gives_no_location = "Pressing 55 gives no location: ask by questions answered with a tap.";

/// "Silent 999 call": what a dispatcher should read first.
std::string kind_of_call(Presented presented) {
    switch (presented) {
        case Presented::pressed_55: return "Silent 999 call, 55 pressed,";
        case Presented::dropped: return "Dropped 999 call";
        case Presented::abandoned: return "Abandoned 999 call";
        default: return "Silent 999 call";
    }
}

/// The titles of the high-risk markers that a number leads to; their texts are not for everybody who takes calls.
std::string high_risk_titles(const std::vector<people::Marker>& markers) {
    std::string titles;
    for (const people::Marker& marker : markers) {
        if (marker.high_risk && titles.find(marker.title) == std::string::npos) {
            titles += (titles.empty() ? "" : "; ") + marker.title;
        }
    }
    return titles;
}

/// complaint 35: nobody waits for words when the number leads to somebody at high risk.
Result<std::optional<incidents::Incident>> send_at_once(db::Transaction& tx, const Act& act,
                                                        const incidents::Ground& ground, Received& received) {
    Contact& contact = received.contact;
    if (contact.channel != Channel::emergency_999 || !without_a_word(contact.presented) || !contact.phone) {
        return std::nullopt;
    }
    const auto markers = TRY(people::markers_behind(tx, act.force, ground.policy, *contact.phone, act.now));
    const std::string titles = high_risk_titles(markers);
    if (titles.empty()) {
        return std::nullopt;
    }
    Opening opening;
    opening.situation.silent_or_dropped_999 = true;
    // What its log says of a marker and of a place is for whoever may know of them where they are known from.
    std::int64_t visibility = 0;
    for (const people::Marker& marker : markers) {
        opening.situation.markers.push_back(marker.marker);
        visibility = std::max(visibility, marker.visibility);
    }
    received.because.push_back(
        fmt::format("{} from a number with the marker {}.", kind_of_call(contact.presented), titles));
    opening.report.summary.text = received.because.front();
    const auto place = TRY(people::last_place_of(tx, act.force, *contact.phone));
    opening.report.place.text.text = place ? place->text : "unknown";
    if (place) {
        opening.report.place.latitude = place->latitude;
        opening.report.place.longitude = place->longitude;
        visibility = std::max(visibility, place->visibility);
        received.because.push_back(fmt::format("Last known place of the number: {}.", place->text));
    }
    opening.report.visibility = visibility;
    opening.report.level = json::Text<60>{ground.policy.fastest().code};
    if (!ground.policy.silent_type.empty()) {
        opening.report.type = json::Text<60>{ground.policy.silent_type};
        opening.situation.type = ground.policy.silent_type;
    }
    return TRY(open(tx, act, ground, opening, contact));
}

Result<void> tell_supervisor(db::Transaction& tx, const Act& act, const policy::Policy& policy,
                             const incidents::Incident& incident) {
    const auto supervisor = access::OwnerId::holders_of(policy.deciders.abandoned_calls);
    TRY(tasks::tell(tx, act, supervisor, tasks::NoticeKind::warning, "Sent to at once: " + incident.summary,
                    incidents::subject_of(incident).about));
    return {};
}

std::vector<std::string> advice_on(const Contact& contact) {
    if (contact.presented != Presented::pressed_55) {
        return {};
    }
    const bool landline = contact.phone && is_landline(people::plain_number(*contact.phone));
    return {std::string(landline ? landlines_have_no_55 : gives_no_location)};
}

}  // namespace

Result<Received> receive(db::Transaction& tx, const Act& act, const incidents::Ground& ground, const Receive& wanted) {
    TRY(act.require(Permission::take_calls));
    Numbered made = TRY(make_contact(tx, act, wanted));
    Received received;
    received.contact = made.contact;
    received.advice = advice_on(made.contact);
    received.incident = TRY(send_at_once(tx, act, ground, received));
    made.contact = received.contact;
    std::string said = "Received: " + how_it_came(made.contact) + ".";
    for (const std::string& reason : received.because) {
        said += " " + reason;
    }
    TRY(insert(tx, act, made, {"contact.received", said}));
    TRY(begin(tx, act, ground.policy, made.contact));
    if (received.incident) {
        TRY(carry(tx, act, made.contact, *received.incident));
        TRY(tell_supervisor(tx, act, ground.policy, *received.incident));
    }
    return received;
}

}  // namespace bluelamp::contacts
