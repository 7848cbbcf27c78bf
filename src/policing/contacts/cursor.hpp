// SPDX-License-Identifier: Apache-2.0
/// Pages of contacts by when they were received.
#pragma once

#include "policing/contacts/contacts.hpp"

namespace bluelamp::contacts {

/// Where a page ended: received_at and id of its last contact, as "1700000000000.0190…".
struct Cursor {
    std::int64_t received_at = 0;
    std::string id;
};

/// `start` is the received_at before the first page. Refuses a cursor that no page gave.
Result<Cursor> read_cursor(const std::optional<std::string>& text, std::int64_t start);

/// Takes off what stands beyond `limit`; the cursor of the next page, if there is one.
std::optional<std::string> cut(std::vector<Contact>& contacts, std::int64_t limit);

}  // namespace bluelamp::contacts
