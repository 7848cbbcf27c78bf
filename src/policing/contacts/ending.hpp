// SPDX-License-Identifier: Apache-2.0
/// What every end of a contact has in common.
#pragma once

#include "policing/contacts/store.hpp"

namespace bluelamp::contacts {

/// The people who stood on the screen during the contact: one act for all of them, not one for each keystroke.
Result<void> tell_shown(db::Transaction& tx, const Act& act, const Contact& contact,
                        const std::optional<std::vector<people::SubjectId>>& shown);

}  // namespace bluelamp::contacts
