// SPDX-License-Identifier: Apache-2.0
#include "policing/contacts/store.hpp"
#include "policing/contacts/store.sql.hpp"

namespace bluelamp::contacts {

Result<std::int64_t> move_owned(db::Transaction& tx, const Act& act, const access::OwnerId& from,
                                const access::OwnerId& to) {
    std::vector<Contact> owned;
    TRY(tx.each(sql::owned_by_person, {tx.force(), from.text}, [&](const db::Row& row) {
        Contact contact;
        contact.id = row.id<ContactId>(0);
        contact.visibility = row.bigint(1);
        contact.owner.id = to.text;
        owned.push_back(std::move(contact));
    }));
    for (const Contact& contact : owned) {
        TRY(tx.execute(sql::set_owner, {tx.force(), contact.id, to.text}));
        TRY(note(tx, act, contact, {"contact.owner_changed", "Given to its owner's team."}));
    }
    return static_cast<std::int64_t>(owned.size());
}

std::vector<tasks::Unowned> unowned_contacts() {
    return {{"contact", [](db::Reader& reader, const ForceId& force, Instant) {
                 return reader.one(sql::unowned_contacts, {force}, [](const db::Row& row) { return row.bigint(0); });
             }}};
}

}  // namespace bluelamp::contacts
