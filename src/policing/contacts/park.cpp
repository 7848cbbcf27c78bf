// SPDX-License-Identifier: Apache-2.0
// Who has a call: parking, taking, handing over.
#include "policing/contacts/opening.hpp"
#include "policing/contacts/rules.hpp"

namespace bluelamp::contacts {
namespace {

Result<Contact> at_hand(db::Transaction& tx, const Act& act, const ContactId& id, Step step) {
    TRY(act.require(Permission::take_calls));
    auto contact = TRY(contact_row(tx, act, id));
    TRY(expect_version(act, contact));
    TRY(may(step, contact));
    return contact;
}

}  // namespace

Result<Contact> park(db::Transaction& tx, const Act& act, const policy::Policy& policy, const Park& wanted) {
    Contact contact = TRY(at_hand(tx, act, wanted.id, Step::park));
    contact.state = ContactState::parked;
    contact.parked_because = wanted.reason.text;
    TRY(update(tx, act, contact, {"contact.parked", "Parked: " + wanted.reason.text}));
    TRY(deadlines::on(tx, act, policy, subject_of(contact), {"contact.parked", act.now}));
    return contact;
}

Result<Contact> take(db::Transaction& tx, const Act& act, const policy::Policy& policy, const Take& wanted) {
    Contact contact = TRY(at_hand(tx, act, wanted.id, Step::take));
    const bool speaks = contact.state == ContactState::live && contact.handler.id == act.actor.id.text();
    if (speaks) {
        return fail(ErrorCode::conflict, "id", "You have " + contact.reference + " already.");
    }
    if (contact.state == ContactState::parked) {
        contact.state = ContactState::live;
    }
    contact.parked_because.reset();
    answer(contact, act.now);
    contact.handler = {act.actor.id.text(), act.actor.name};
    contact.owner = access::owner_for(act.actor);
    TRY(update(tx, act, contact, {"contact.taken", "Taken by " + act.actor.name + "."}));
    TRY(follow(tx, act, contact));
    TRY(deadlines::on(tx, act, policy, subject_of(contact), {"contact.taken", act.now}));
    return contact;
}

Result<Contact> hand_over(db::Transaction& tx, const Act& act, const policy::Policy& policy, const HandOver& wanted) {
    Contact contact = TRY(at_hand(tx, act, wanted.id, Step::hand_over));
    contact.owner = {wanted.to, TRY(tasks::owner_who_may(tx, act, {wanted.to}, Permission::take_calls, "to"))};
    std::string said = fmt::format("Handed over to {}", contact.owner.name);
    said += wanted.reason ? ": " + wanted.reason->text : ".";
    const bool parks = contact.state == ContactState::live;
    if (parks) {
        contact.state = ContactState::parked;
        contact.parked_because = said;
    }
    TRY(update(tx, act, contact, {"contact.handed_over", said}));
    TRY(follow(tx, act, contact));
    TRY(tasks::tell(tx, act, {contact.owner.id}, tasks::NoticeKind::message,
                    fmt::format("{} from {}. {}", contact.reference, act.actor.name, said), about_of(contact)));
    if (parks) {
        TRY(deadlines::on(tx, act, policy, subject_of(contact), {"contact.parked", act.now}));
    }
    return contact;
}

}  // namespace bluelamp::contacts
