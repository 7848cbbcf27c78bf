// SPDX-License-Identifier: Apache-2.0
#include "policing/contacts/opening.hpp"
#include "policing/contacts/rules.hpp"

namespace bluelamp::contacts {

Result<Contact> join(db::Transaction& tx, const Act& act, const Join& wanted) {
    TRY(act.require(Permission::take_calls));
    Contact contact = TRY(contact_row(tx, act, wanted.id));
    if (contact.incident) {
        return fail(ErrorCode::conflict, "id",
                    fmt::format("{} belongs to {} already; join that incident to the other one.", contact.reference,
                                *contact.incident_reference));
    }
    TRY(may(Step::send, contact));
    const auto incident = TRY(incidents::read_incident(tx, act, {wanted.incident}));
    TRY(incidents::add_contact(tx, act, incident.id, about_of(contact)));
    if (contact.visibility < incident.visibility) {
        TRY(out_of_sight(tx, act, contact, incident.visibility));
    }
    hold(contact, incident);
    answer(contact, act.now);
    TRY(update(tx, act, contact, {"contact.joined", fmt::format("Tells of {}.", incident.reference)}));
    TRY(follow(tx, act, contact));
    TRY(carry(tx, act, contact, incident));
    return contact;
}

}  // namespace bluelamp::contacts
