// SPDX-License-Identifier: Apache-2.0
#include "policing/incidents/incidents.hpp"

namespace bluelamp::incidents {
namespace {

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
    if (row.action == "incident.owner_changed") {
        line.text = "Given to its owner's team.";
        return line;
    }
    const char* words = row.action == "incident.line_added" ? "text" : "summary";
    const char* author = row.action == "incident.line_added" ? "author" : "opened_by";
    if (const auto* text = said.if_contains(words); text != nullptr && text->is_string()) {
        line.text = std::string(text->get_string());
    }
    if (const auto* who = said.if_contains(author); who != nullptr && who->is_object()) {
        line.author.name = std::string(who->at("name").get_string());
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
