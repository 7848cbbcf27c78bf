// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "core/text.hpp"
#include "policing/contacts/contacts.hpp"
#include "policing/crimes/store.hpp"
#include "policing/crimes/store.sql.hpp"

namespace bluelamp::crimes {
namespace {

/// "3 hours" of a lateness, for the log.
std::string in_words(std::chrono::milliseconds late) {
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(late).count();
    return minutes < 60 ? fmt::format("{} minutes", minutes) : fmt::format("{} hours", minutes / 60);
}

/// Recording meets the limit of the crime, and of the incident it was raised from.
Result<std::string> record_it(db::Transaction& tx, const Act& act, const Desk& desk, const Crime& crime) {
    const auto limit = recording_limit(desk.policy);
    const auto took = act.now - crime.received_at;
    const bool late = limit && took > *limit;
    TRY(tx.execute(sql::set_recorded, {tx.force(), crime.id, act.now, act.actor.id, late ? 1 : 0, act.policy_version}));
    TRY(deadlines::on(tx, act, desk.policy, subject_of(crime), {.name = "crime.recorded", .at = act.now}));
    if (crime.incident) {
        TRY(incidents::crime_raised(tx, act, {desk.policy, desk.find_areas}, *crime.incident, about(crime)));
    }
    return late ? fmt::format(" Recorded {} after the limit.", in_words(took - *limit)) : std::string();
}

}  // namespace

tasks::About about(const Crime& crime) { return {"crime", crime.id.text(), crime.reference}; }

deadlines::Subject subject_of(const Crime& crime) { return {about(crime), crime.owner.id, crime.visibility}; }

Result<void> tell(db::Transaction& tx, const Act& act, const Crime& crime, std::string_view action, const Told& told) {
    TRY(act.record(tx, {.action = action,
                        .kind = "crime",
                        .record = crime.id.text(),
                        .happened_at = act.now,
                        .content = json::to_text(told),
                        .visibility = crime.visibility,
                        .owner = crime.owner.id}));
    return {};
}

Result<WholeCrime> finish(db::Transaction& tx, const Act& act, const Desk& desk, const CrimeId& id,
                          std::pair<std::string_view, Told> done) {
    Crime crime = TRY(find_crime(tx, act, id));
    auto& [action, told] = done;
    if (crime.status == Status::draft && crime.gaps.empty()) {
        told.text += TRY(record_it(tx, act, desk, crime));
        action = "crime.recorded";
    } else if (crime.status == Status::recorded || crime.status == Status::finalised) {
        // What is recorded stays countable: a change that opens a gap again is refused.
        if (const auto gaps = gaps_of(crime); !gaps.empty()) {
            return fail(ErrorCode::conflict, gaps[0].field, gaps[0].message);
        }
    }
    TRY(tell(tx, act, crime, action, told));
    crime = TRY(find_crime(tx, act, id));
    return whole(tx, act, desk.catalogue, std::move(crime));
}

Result<void> put_offence(db::Transaction& tx, const Act& act, const Desk& desk, const Crime& crime,
                         std::pair<std::string_view, std::optional<bool>> offence_and_state) {
    const auto& [code, state] = offence_and_state;
    const Offence* chosen = desk.catalogue.find(code);
    if (chosen == nullptr || !chosen->in_use) {
        return fail(ErrorCode::invalid, "offence", "There is no such offence; look it up by its words or its code.");
    }
    if (!chosen->home_office) {
        return fail(ErrorCode::invalid, "offence",
                    fmt::format("The lists do not tell which class {} is; choose one of {}.", chosen->code,
                                fmt::join(chosen->classes, ", ")));
    }
    const Offence* home_office = desk.catalogue.find(*chosen->home_office);
    const Counting* counting = desk.catalogue.counting(*chosen->home_office);
    invariant(home_office != nullptr && counting != nullptr, "a class without its counting");
    const bool is_victim = state.value_or(counting->state_victim == StateVictim::yes);
    if (is_victim && counting->state_victim == StateVictim::no) {
        return fail(ErrorCode::invalid, "state_victim", "This class has victims of its own; name them.");
    }
    const std::optional<std::string> cjs = chosen->trial ? std::optional(chosen->code) : std::nullopt;
    return tx.execute(sql::set_offence, {tx.force(), crime.id, home_office->code, home_office->title, cjs,
                                         text_of(counting->counted_as), is_victim ? 1 : 0, act.policy_version});
}

Result<void> put_victim(db::Transaction& tx, const Act& act, const CrimeId& id, const people::MentionId& mention) {
    const std::optional<std::string> none;
    TRY(tx.execute(sql::link,
                   {tx.force(), id, mention, text_of(Part::counted_victim), none, none, act.actor.id, act.now}));
    return tx.execute(sql::entitle, {tx.force(), id, mention, act.actor.id, act.now});
}

Result<void> require_role(const Act& act, std::string_view role) {
    if (("+" + act.actor.role + "+").find("+" + std::string(role) + "+") == std::string::npos) {
        return fail(ErrorCode::forbidden, "role",
                    fmt::format("The force's policy leaves this to the role {}; ask somebody who has it.", role));
    }
    return {};
}

Result<bool> told_anonymously(db::Reader& reader, const Act& act, const Crime& crime) {
    if (!crime.incident) {
        return false;
    }
    for (const people::Mention& each : TRY(people::mentions_of(reader, act.force, crime.incident->text()))) {
        if (each.anonymous) {
            return true;
        }
    }
    Act all = act;  // whoever may not see the log must not name its informant either
    all.actor.clearance = {static_cast<std::int64_t>(access::Visibility::secret), ","};
    for (const incidents::ReportedBy& each : TRY(incidents::list_contacts(reader, all, {*crime.incident})).items) {
        if (TRY(contacts::told_anonymously(reader, act.force, contacts::ContactId(each.contact.id)))) {
            return true;
        }
    }
    return false;
}

Result<people::Mention> name_anew(db::Transaction& tx, const Act& act, const Crime& crime, const NewPerson& person) {
    const bool suspected = person.role == people::Role::suspect || person.role == people::Role::offender;
    const bool anonymous = !suspected && !person.openly.value_or(false) && TRY(told_anonymously(tx, act, crime));
    return people::mention(tx, act, {about(crime), person.role, person.said, anonymous}, crime.owner.id,
                           crime.visibility);
}

std::vector<incidents::TypedTwice> said_before(const people::Said& said, const std::vector<people::Mention>& named) {
    const auto same = [](const auto& a, const auto& b) { return a && b && fold(a->text) == fold(b->text); };
    std::vector<incidents::TypedTwice> again;
    for (const people::Mention& mention : named) {
        if (same(said.family_name, mention.said.family_name) && same(said.given_name, mention.said.given_name)) {
            again.push_back({"name", mention.id.text()});
        }
        if (said.phone && mention.said.phone &&
            people::plain_number(said.phone->text) == people::plain_number(mention.said.phone->text)) {
            again.push_back({"phone", mention.id.text()});
        }
    }
    return again;
}

Result<void> victim_was_told(const Crime& crime, const std::optional<Instant>& at,
                             const std::optional<json::Text<500>>& why_not, Instant now) {
    const bool nobody = crime.state_victim && crime.victims == 0;
    if (!at && !why_not && !nobody) {
        return fail(ErrorCode::invalid, "victim_informed_at",
                    "Say when the victim was told, or in not_informed_because why not.");
    }
    if (at && *at > now + incidents::clock_tolerance) {
        return fail(ErrorCode::invalid, "victim_informed_at", "Give a time that has passed.");
    }
    return {};
}

}  // namespace bluelamp::crimes
