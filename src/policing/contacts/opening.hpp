// SPDX-License-Identifier: Apache-2.0
/// What receiving and sending share: making a contact, what is known of its number, and tying it to its incident.
#pragma once

#include "policing/contacts/store.hpp"

namespace bluelamp::contacts {

/// A contact with the day's next number, not stored yet. Refuses a receipt in the future.
Result<Numbered> make_contact(db::Transaction& tx, const Act& act, const Receive& wanted);

/// The number that a new contact was presented with is named in it; then its limits begin to run.
Result<void> begin(db::Transaction& tx, const Act& act, const policy::Policy& policy, const Contact& contact);

/// What is known of the number: markers behind it and, by the policy's rule, a repeat caller. Nothing of somebody who
/// may not be matched.
Result<void> add_known(db::Transaction& tx, const Act& act, const policy::Policy& policy, const Contact& contact,
                       policy::Situation& situation);

/// What is to be opened, and what the policy judges it by.
struct Opening {
    incidents::Report report;
    policy::Situation situation;
};
/// Opens it as told in `contact`, graded no lower than the policy proposes; the contact holds it then, unstored.
Result<incidents::Incident> open(db::Transaction& tx, const Act& act, const incidents::Ground& ground,
                                 const Opening& opening, Contact& contact);

/// The contact is about this incident, and known no more widely.
void hold(Contact& contact, const incidents::Incident& incident);

/// Everybody named in the contact is named in its incident: the same mentions, nothing typed again. Nobody of a contact
/// that may not be matched.
Result<void> carry(db::Transaction& tx, const Act& act, const Contact& contact, const incidents::Incident& incident);

/// Somebody speaks now, unless the caller has gone.
void answer(Contact& contact, Instant now);

/// What was told of `contact` is for no more than `visibility` to see; the last that others are told is that it is so.
Result<void> out_of_sight(db::Transaction& tx, const Act& act, const Contact& contact, std::int64_t visibility);

/// Its owner or visibility changed: promises, and what people know, follow.
Result<void> follow(db::Transaction& tx, const Act& act, const Contact& contact);

}  // namespace bluelamp::contacts
