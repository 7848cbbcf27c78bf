// SPDX-License-Identifier: Apache-2.0
#include "policing/contacts/store.hpp"

namespace bluelamp::contacts {
namespace {

Result<ContactLine> say_in_log(db::Transaction& tx, const Act& act, const Contact& contact, const Say& wanted) {
    const incidents::NewLine line{*contact.incident, wanted.text, wanted.happened_at,
                                  json::Text<60>{contact.id.text()}};
    const auto added = TRY(incidents::add_line_of_contact(tx, act, line));
    return ContactLine{contact.id,        added.incident,    added.seq,    added.action, added.text,
                       added.happened_at, added.recorded_at, added.author, added.role};
}

}  // namespace

Result<ContactLine> say(db::Transaction& tx, const Act& act, const Say& wanted) {
    TRY(act.require(Permission::take_calls));
    const Instant happened_at = wanted.happened_at.value_or(act.now);
    TRY(incidents::not_from_the_future(happened_at, act.now));
    const Contact contact = TRY(contact_row(tx, act, wanted.id));
    if (contact.incident) {
        return say_in_log(tx, act, contact, wanted);
    }
    if (contact.state == ContactState::ended) {
        return fail(
            ErrorCode::conflict, "id",
            contact.reference + " has ended without an incident; send what is said now as a contact of its own.");
    }
    const auto where = TRY(note(tx, act, contact, {"contact.said", wanted.text.text, happened_at}));
    return ContactLine{contact.id,       {},          where.seq, "contact.said",
                       wanted.text.text, happened_at, act.now,   {act.actor.id.text(), act.actor.name},
                       act.actor.role};
}

}  // namespace bluelamp::contacts
