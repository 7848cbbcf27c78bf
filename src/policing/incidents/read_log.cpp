// SPDX-License-Identifier: Apache-2.0
#include "policing/incidents/incidents.hpp"

namespace bluelamp::incidents {
namespace {

std::string text_in(const json::Object& said, std::string_view member) {
    const auto* text = said.if_contains(member);
    return text != nullptr && text->is_string() ? std::string(text->get_string()) : "";
}

/// What an act says of itself. Acts of this desk hold their words; an opening and what an import replaced are whole
/// incidents; deadlines name the promise and what became of it.
std::string words_of(const std::string& action, const json::Object& said) {
    if (action == "incident.owner_changed") {
        return "Given to its owner's team.";
    }
    for (const char* member : {"text", "summary"}) {
        if (std::string words = text_in(said, member); !words.empty()) {
            return words;
        }
    }
    return {};
}

/// What a journal row says in a line of the log. Content that was erased by law says so.
Line line_of(const journal::Row& row) {
    Line line;
    line.incident = IncidentId(row.record);
    line.seq = row.seq;
    line.action = row.action;
    line.happened_at = row.happened_at;
    line.recorded_at = row.recorded_at;
    line.author = {row.actor, {}};
    line.role = row.role;
    if (!row.content) {
        line.text = "This line was erased.";
        return line;
    }
    const auto content = json::parse(*row.content);
    invariant(content && content->is_object(), "journal content of an incident is not an object");
    const json::Object& said = content->get_object();
    line.text = words_of(row.action, said);
    for (const char* member : {"author", "opened_by"}) {
        if (const auto* who = said.if_contains(member); who != nullptr && who->is_object()) {
            line.author.name = text_in(who->get_object(), "name");
            break;
        }
    }
    if (std::string contact = text_in(said, "contact"); !contact.empty()) {
        line.contact = std::move(contact);
    }
    return line;
}

}  // namespace

Result<api::Page<Line>> read_log(db::Reader& reader, const Act& act, const LogQuery& query) {
    TRY(act.require(Permission::read_incidents));
    const std::int64_t limit = query.limit.value_or(100);
    if (limit < 1 || limit > 500) {
        return fail(ErrorCode::invalid, "limit", "Give 1 to 500.");
    }
    TRY(read_incident(reader, act, {query.id}));
    const auto rows = TRY(journal::of_record(reader, act.force, query.id.text(), query.after.value_or(0), limit + 1));
    api::Page<Line> page;
    for (const journal::Row& row : rows) {
        if (static_cast<std::int64_t>(page.items.size()) == limit) {
            page.next = std::to_string(page.items.back().seq);
            break;
        }
        page.items.push_back(line_of(row));
    }
    return page;
}

}  // namespace bluelamp::incidents
