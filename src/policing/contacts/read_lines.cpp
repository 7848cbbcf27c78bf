// SPDX-License-Identifier: Apache-2.0
#include "policing/contacts/lines.hpp"
#include "policing/contacts/store.hpp"

namespace bluelamp::contacts {
namespace {

constexpr std::int64_t page_of_journal = 500;

/// What a journal row says in a line. Content that was erased by law says so.
ContactLine line_of(const journal::Row& row) {
    ContactLine line;
    line.contact = ContactId(row.record);
    line.seq = row.seq;
    line.action = row.action;
    line.happened_at = row.happened_at;
    line.recorded_at = row.recorded_at;
    line.author = {row.actor, {}};
    line.role = row.role;
    line.text = "This line was erased.";
    if (row.content) {
        const auto content = json::parse(*row.content);
        invariant(content && content->is_object(), "journal content of a contact is not an object");
        const json::Object& told = content->get_object();
        if (const auto* text = told.if_contains("text"); text != nullptr && text->is_string()) {
            line.text = std::string(text->get_string());
        }
        if (const auto* author = told.if_contains("author"); author != nullptr && author->is_object()) {
            line.author.name = std::string(author->get_object().at("name").get_string());
        }
    }
    return line;
}

}  // namespace

Result<std::vector<ContactLine>> said_in(db::Reader& reader, const ForceId& force, const ContactId& id) {
    std::vector<ContactLine> said;
    std::int64_t after = 0;
    std::size_t read = page_of_journal;
    while (read == page_of_journal) {
        const auto rows = TRY(journal::of_record(reader, force, id.text(), after, page_of_journal));
        for (const journal::Row& row : rows) {
            after = row.seq;
            if (row.action == "contact.said" || row.action == "contact.answered") {
                said.push_back(line_of(row));
            }
        }
        read = rows.size();
    }
    return said;
}

Result<api::Page<ContactLine>> read_lines(db::Reader& reader, const Act& act, const LinesQuery& query) {
    TRY(act.require(Permission::read_contacts));
    const std::int64_t limit = query.limit.value_or(100);
    if (limit < 1 || limit > 500) {
        return fail(ErrorCode::invalid, "limit", "Give 1 to 500.");
    }
    TRY(contact_row(reader, act, query.id));
    const auto rows = TRY(journal::of_record(reader, act.force, query.id.text(), query.after.value_or(0), limit + 1));
    api::Page<ContactLine> page;
    for (const journal::Row& row : rows) {
        if (static_cast<std::int64_t>(page.items.size()) == limit) {
            page.next = std::to_string(page.items.back().seq);
            break;
        }
        page.items.push_back(line_of(row));
    }
    return page;
}

}  // namespace bluelamp::contacts
