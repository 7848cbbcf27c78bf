// SPDX-License-Identifier: Apache-2.0
/// Rows to types for contacts, and what each act says of one in the journal; known to this desk only.
#pragma once

#include "policing/contacts/contacts.hpp"

namespace bluelamp::contacts {

/// One row of the view contact_rows.
Contact read_contact_row(const db::Row& row);

/// The contact as it is, for whoever may see it; `not_found` for everybody else.
Result<Contact> contact_row(db::Reader& reader, const Act& act, const ContactId& id);

/// A code as it is stored.
template <class Enum>
[[nodiscard]] std::string_view code_of(Enum value) {
    return json::Format<Enum>::name(value);
}

/// The database's own CHECK lists hold these names, so another one is a broken invariant.
template <class Enum>
[[nodiscard]] Enum enum_of(std::string_view text) {
    const auto value = json::Format<Enum>::parse(text, "");
    invariant(value.has_value(), "a stored name is not in its list");
    return *value;
}

/// What one act says: in words, and the whole contact after it.
struct Told {
    std::string text;
    incidents::Named author;
    std::optional<Contact> contact;  ///< nothing where the act did not change it
};
BOOST_DESCRIBE_STRUCT(Told, (), (text, author, contact))

struct What {
    std::string_view action;
    std::string text;
    std::optional<Instant> happened_at{};  ///< the act's now when nobody said
    std::int64_t seq = 0;                  ///< 0: the next one
};

/// A contact that is not stored yet, with the day's number that its reference says.
struct Numbered {
    Contact contact;
    LocalDate received_on;
    std::int64_t number = 0;
};

/// Stores a new contact and records `what` as its first act.
Result<void> insert(db::Transaction& tx, const Act& act, const Numbered& made, const What& what);

/// Stores what changed as its next version and records it.
Result<void> update(db::Transaction& tx, const Act& act, Contact& contact, const What& what);

/// Records something that changes no field of the contact; answers where it stands.
Result<journal::Recorded> note(db::Transaction& tx, const Act& act, const Contact& contact, const What& what);

/// The newest answer of each question answered by tap.
Result<std::vector<policy::Answered>> answers_of(db::Reader& reader, const ForceId& force, const ContactId& id);

}  // namespace bluelamp::contacts
