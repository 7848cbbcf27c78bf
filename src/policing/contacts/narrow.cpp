// SPDX-License-Identifier: Apache-2.0
#include "policing/contacts/opening.hpp"
#include "policing/contacts/rules.hpp"
#include "policing/contacts/store.sql.hpp"

namespace bluelamp::contacts {
namespace {

Result<void> narrow_one(db::Transaction& tx, const Act& act, const std::string& id, std::int64_t visibility) {
    // Only what more may see than that: nobody's clearance counts here, and no owner's.
    auto wider = TRY(tx.maybe(sql::one_contact, {tx.force(), id, visibility - 1, ","}, read_contact_row));
    if (!wider) {
        return {};
    }
    TRY(out_of_sight(tx, act, *wider, visibility));
    wider->visibility = visibility;
    TRY(tx.execute(sql::set_visibility, {tx.force(), id, visibility}));
    return follow(tx, act, *wider);
}

}  // namespace

Result<bool> told_anonymously(db::Reader& reader, const ForceId& force, const ContactId& id) {
    constexpr auto all = static_cast<std::int64_t>(access::Visibility::secret);
    return !may_be_matched(TRY(reader.one(sql::one_contact, {force, id, all, ","}, read_contact_row)));
}

Result<std::optional<incidents::IncidentId>> narrow_contact(db::Transaction& tx, const Act& act, const ContactId& id,
                                                            std::int64_t visibility) {
    TRY(narrow_one(tx, act, id.text(), visibility));
    constexpr auto all = static_cast<std::int64_t>(access::Visibility::secret);
    return TRY(tx.one(sql::one_contact, {tx.force(), id, all, ","}, read_contact_row)).incident;
}

Result<void> narrow(db::Transaction& tx, const Act& act, const incidents::Incident& incident) {
    for (const incidents::ReportedBy& each : TRY(incidents::list_contacts(tx, act, {incident.id})).items) {
        if (!each.joined_from) {
            TRY(narrow_one(tx, act, each.contact.id, incident.visibility));
        }
    }
    return {};
}

}  // namespace bluelamp::contacts
