// SPDX-License-Identifier: Apache-2.0
#include "policing/crimes/store.hpp"

namespace bluelamp::crimes {
namespace {

/// What a journal row says in a line of the log, whether this desk wrote it or another: a deadline tells of itself.
/// Content that was erased by law says so.
CrimeLine line_of(const CrimeId& crime, const journal::Row& row) {
    CrimeLine line{crime,           row.seq,         row.action,      "This line was erased.",
                   row.happened_at, row.recorded_at, {row.actor, {}}, row.role};
    if (row.content) {
        const auto content = json::parse(*row.content);
        invariant(content && content->is_object(), "journal content of a crime is not an object");
        const json::Object& told = content->get_object();
        line.text = std::string(told.at("text").get_string());
        if (const auto* author = told.if_contains("author")) {
            line.author.name = std::string(author->get_object().at("name").get_string());
        }
    }
    return line;
}

}  // namespace

Result<CrimeLine> add_line(db::Transaction& tx, const Act& act, const NewLine& line) {
    TRY(act.require(Permission::add_line));
    const Instant happened_at = line.happened_at.value_or(act.now);
    TRY(incidents::not_from_the_future(happened_at, act.now));
    const Crime crime = TRY(find_crime(tx, act, line.id));
    CrimeLine added{line.id, crime.last_seq + 1, "crime.line_added", line.text.text, happened_at,
                    act.now, acting(act),        act.actor.role};
    TRY(act.record(tx, {.action = added.action,
                        .kind = "crime",
                        .record = line.id.text(),
                        .seq = added.seq,
                        .happened_at = happened_at,
                        .content = json::to_text(Told{added.text, added.author, {}}),
                        .visibility = crime.visibility,
                        .owner = crime.owner.id}));
    return added;
}

Result<api::Page<CrimeLine>> read_log(db::Reader& reader, const Act& act, const LogQuery& query) {
    TRY(act.require(Permission::read_crimes));
    const std::int64_t limit = query.limit.value_or(100);
    if (limit < 1 || limit > 500) {
        return fail(ErrorCode::invalid, "limit", "Give 1 to 500.");
    }
    TRY(find_crime(reader, act, query.id));
    const auto rows = TRY(journal::of_record(reader, act.force, query.id.text(), query.after.value_or(0), limit + 1));
    api::Page<CrimeLine> page;
    for (const journal::Row& row : rows) {
        if (static_cast<std::int64_t>(page.items.size()) == limit) {
            page.next = std::to_string(page.items.back().seq);
            break;
        }
        page.items.push_back(line_of(query.id, row));
    }
    return page;
}

}  // namespace bluelamp::crimes
