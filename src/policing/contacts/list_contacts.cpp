// SPDX-License-Identifier: Apache-2.0
#include "core/text.hpp"
#include "policing/contacts/cursor.hpp"
#include "policing/contacts/store.hpp"
#include "policing/contacts/store.sql.hpp"

namespace bluelamp::contacts {

Result<Cursor> read_cursor(const std::optional<std::string>& text, std::int64_t start) {
    if (!text) {
        return Cursor{start, {}};
    }
    const std::size_t dot = text->find('.');
    const auto at = parse_int(std::string_view(*text).substr(0, dot));
    if (dot == std::string::npos || !at || !is_uuid(std::string_view(*text).substr(dot + 1))) {
        return fail(ErrorCode::invalid, "after", "Use the `next` of the page before, unchanged.");
    }
    return Cursor{*at, text->substr(dot + 1)};
}

std::optional<std::string> cut(std::vector<Contact>& contacts, std::int64_t limit) {
    if (static_cast<std::int64_t>(contacts.size()) <= limit) {
        return std::nullopt;
    }
    contacts.resize(static_cast<std::size_t>(limit));
    return fmt::format("{}.{}", contacts.back().received_at.ms, contacts.back().id.text());
}

Result<api::Page<Contact>> list_contacts(db::Reader& reader, const Act& act, const ContactQuery& query) {
    TRY(act.require(Permission::read_contacts));
    const std::int64_t limit = query.limit.value_or(50);
    if (limit < 1 || limit > 500) {
        return fail(ErrorCode::invalid, "limit", "Give 1 to 500.");
    }
    const Cursor from = TRY(read_cursor(query.after, std::numeric_limits<std::int64_t>::max()));
    const auto& clearance = act.actor.clearance;
    const std::string mine = query.mine.value_or(false) ? act.actor.id.text() : std::string();
    api::Page<Contact> page;
    page.items =
        TRY(reader.many(sql::list_contacts,
                        {act.force, clearance.level, clearance.owners,
                         code_of(query.state.value_or(ContactState::live)), mine, from.received_at, from.id, limit + 1},
                        read_contact_row));
    page.next = cut(page.items, limit);
    return page;
}

Result<Contact> read_contact(db::Reader& reader, const Act& act, const OneContact& query) {
    TRY(act.require(Permission::read_contacts));
    return contact_row(reader, act, query.id);
}

}  // namespace bluelamp::contacts
