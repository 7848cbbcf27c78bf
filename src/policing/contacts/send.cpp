// SPDX-License-Identifier: Apache-2.0
#include "core/text.hpp"
#include "policing/contacts/lines.hpp"
#include "policing/contacts/opening.hpp"
#include "policing/contacts/rules.hpp"

namespace bluelamp::contacts {
namespace {

Opening opening_of(const Send& wanted, const Contact& contact) {
    Opening opening;
    opening.report.summary = wanted.reason;
    opening.report.place = wanted.place;
    opening.report.type = wanted.type;
    opening.report.level = wanted.level;
    if (wanted.type) {
        opening.situation.type = wanted.type->text;
    }
    opening.situation.silent_or_dropped_999 =
        contact.channel == Channel::emergency_999 && without_a_word(contact.presented);
    return opening;
}

What sent(const incidents::Incident& incident) {
    return {"contact.sent", fmt::format("Sent as {}: {}", incident.reference, incident.summary)};
}

/// The whole of a call in one act: nothing of it was stored before.
Result<Sent> send_now(db::Transaction& tx, const Act& act, const incidents::Ground& ground, const Send& wanted) {
    const Channel channel = wanted.channel.value_or(Channel::emergency_999);
    Numbered made =
        TRY(make_contact(tx, act, {channel, usual_for(channel), wanted.phone, std::nullopt, wanted.exercise}));
    Contact& contact = made.contact;
    answer(contact, act.now);
    Opening opening = opening_of(wanted, contact);
    TRY(add_known(tx, act, ground.policy, contact, opening.situation));
    const auto incident = TRY(open(tx, act, ground, opening, contact));
    TRY(insert(tx, act, made, sent(incident)));
    TRY(begin(tx, act, ground.policy, contact));
    if (contact.phone) {
        TRY(carry(tx, act, contact, incident));
    }
    return Sent{contact, incident};
}

/// What was said before stands in the log too, by whom and when; dispatchers read one log only.
Result<void> carry_lines(db::Transaction& tx, const Act& act, const Contact& contact,
                         const std::vector<ContactLine>& said) {
    for (const ContactLine& line : said) {
        if (line.action == "contact.answered") {
            continue;  // carried as an answer
        }
        const bool mine = line.author.id == act.actor.id.text();
        incidents::NewLine carried{*contact.incident, {line.text}, line.happened_at, json::Text<60>{contact.id.text()}};
        if (!mine) {
            carried.text.text = fmt::format("{}: {}", line.author.name, line.text);
        }
        TRY(incidents::add_line(tx, act, carried));
    }
    return {};
}

/// Questions answered by tap are answered: nobody asks them again.
Result<void> carry_answers(db::Transaction& tx, const Act& act, const incidents::Ground& ground,
                           const incidents::IncidentId& incident, const std::vector<policy::Answered>& answers) {
    for (const policy::Answered& each : answers) {
        incidents::NewAnswer carried;
        carried.id = incident;
        carried.question.text = each.question;
        if (each.answer == "not known") {
            carried.not_known = json::Text<300, 3>{"Not known in the call"};
        } else {
            carried.answer = json::Text<2'000>{each.answer};
        }
        TRY(incidents::answer_question(tx, act, ground, carried));
    }
    return {};
}

/// Whatever of `wanted` the contact held already and nobody carried over.
Result<void> count_typed_twice(db::Transaction& tx, const Act& act, const Contact& before, const Send& wanted,
                               const std::vector<ContactLine>& said) {
    const auto count = [&](std::string_view kind, std::string_view subject) {
        return incidents::typed_twice(tx, act, about_of(before), {std::string(kind), std::string(subject)});
    };
    if (wanted.phone && before.phone) {
        TRY(count("phone", "caller"));
    }
    const auto again = [&](const ContactLine& line) { return fold(line.text) == fold(wanted.reason.text); };
    if (std::any_of(said.begin(), said.end(), again)) {
        TRY(count("summary", "incident"));
    }
    for (const people::Mention& mention : TRY(people::mentions_of(tx, act.force, before.id.text()))) {
        const bool carried = wanted.place_from == mention.id;
        if (!carried && mention.said.address && fold(mention.said.address->text) == fold(wanted.place.text.text)) {
            return count("place", "incident");
        }
    }
    return {};
}

Result<Contact> to_be_sent(db::Transaction& tx, const Act& act, const ContactId& id) {
    auto contact = TRY(contact_row(tx, act, id));
    if (contact.incident) {
        return fail(ErrorCode::conflict, "contact",
                    fmt::format("{} was sent already: it is {}. Add what is new as lines there.", contact.reference,
                                *contact.incident_reference));
    }
    TRY(may(Step::send, contact));
    return contact;
}

/// A number given with the send where none was presented.
Result<void> add_phone(db::Transaction& tx, const Act& act, const Send& wanted, Contact& contact) {
    if (contact.phone || !wanted.phone) {
        return {};
    }
    if (contact.channel == Channel::crimestoppers) {
        return fail(ErrorCode::invalid, "phone", std::string(crimestoppers_has_no_number));
    }
    contact.phone = wanted.phone->text;
    people::NewMention caller;
    caller.record = about_of(contact);
    caller.role = people::Role::caller;
    caller.said.phone = wanted.phone;
    caller.anonymous = !may_be_matched(contact);
    TRY(people::mention(tx, act, caller, contact.owner.id, contact.visibility));
    return {};
}

/// A contact that stood before: everything it held goes with it.
Result<Sent> send_held(db::Transaction& tx, const Act& act, const incidents::Ground& ground, const Send& wanted) {
    const Contact before = TRY(to_be_sent(tx, act, *wanted.contact));
    Contact contact = before;
    answer(contact, act.now);
    TRY(add_phone(tx, act, wanted, contact));
    Opening opening = opening_of(wanted, contact);
    opening.situation.answers = TRY(answers_of(tx, act.force, contact.id));
    TRY(add_known(tx, act, ground.policy, contact, opening.situation));
    const auto incident = TRY(open(tx, act, ground, opening, contact));
    if (contact.visibility != before.visibility) {
        TRY(out_of_sight(tx, act, before, contact.visibility));
        TRY(follow(tx, act, contact));
    }
    TRY(update(tx, act, contact, sent(incident)));
    const auto said = TRY(said_in(tx, act.force, contact.id));
    TRY(carry_lines(tx, act, contact, said));
    TRY(carry_answers(tx, act, ground, incident.id, opening.situation.answers));
    TRY(carry(tx, act, contact, incident));
    TRY(count_typed_twice(tx, act, before, wanted, said));
    return Sent{contact, TRY(incidents::read_incident(tx, act, {incident.id}))};
}

}  // namespace

Result<Sent> send(db::Transaction& tx, const Act& act, const incidents::Ground& ground, const Send& wanted) {
    TRY(act.require(Permission::take_calls));
    return wanted.contact ? send_held(tx, act, ground, wanted) : send_now(tx, act, ground, wanted);
}

}  // namespace bluelamp::contacts
