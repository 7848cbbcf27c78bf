// SPDX-License-Identifier: Apache-2.0
#include "policing/contacts/ending.hpp"
#include "policing/contacts/rules.hpp"

namespace bluelamp::contacts {

Result<void> tell_shown(db::Transaction& tx, const Act& act, const Contact& contact,
                        const std::optional<std::vector<people::SubjectId>>& shown) {
    return shown && !shown->empty() ? people::shown(tx, act, about_of(contact), *shown) : Result<void>();
}

Result<Contact> end(db::Transaction& tx, const Act& act, const policy::Policy& policy, const End& wanted) {
    TRY(act.require(Permission::take_calls));
    Contact contact = TRY(contact_row(tx, act, wanted.id));
    TRY(expect_version(act, contact));
    TRY(may(Step::end, contact));
    if (!contact.incident && !wanted.because) {
        return fail(ErrorCode::invalid, "because",
                    "There is no incident: say why none is needed, or send before you end the call.");
    }
    contact.state = ContactState::ended;
    contact.ended_at = act.now;
    contact.parked_because.reset();
    std::string said = "Ended.";
    if (wanted.because) {
        contact.ended_because = wanted.because->text;
        said = "Ended: " + wanted.because->text;
    }
    TRY(update(tx, act, contact, {"contact.ended", said}));
    TRY(deadlines::on(tx, act, policy, subject_of(contact), {"contact.ended", act.now}));
    TRY(tell_shown(tx, act, contact, wanted.shown));
    return contact;
}

}  // namespace bluelamp::contacts
