// SPDX-License-Identifier: Apache-2.0
/// What the journal says of a contact, as lines.
#pragma once

#include "policing/contacts/contacts.hpp"

namespace bluelamp::contacts {

/// What was said in the contact itself, answers by tap included, oldest first.
Result<std::vector<ContactLine>> said_in(db::Reader& reader, const ForceId& force, const ContactId& id);

}  // namespace bluelamp::contacts
