// SPDX-License-Identifier: Apache-2.0
#include "policing/people/never_link.hpp"

#include "core/text.hpp"
#include "policing/people/merge.hpp"
#include "policing/people/never_link.sql.hpp"
#include "policing/people/store.hpp"

namespace bluelamp::people {
namespace {

constexpr int reviewed_in = 365;

struct Kept {
    NeverLink link;
    std::string owner;
};

Kept read_row(const db::Row& row) {
    Kept kept;
    NeverLink& out = kept.link;
    out.id = row.id<NeverLinkId>(0);
    out.kind = enum_of<Hiding>(row.text(1));
    out.person = row.id<SubjectId>(2);
    out.title = read_name(row, 3).title;
    if (!row.null(7)) {
        out.other = row.id<SubjectId>(7);
        out.other_title = read_name(row, 8).title;
    }
    if (const auto since = row.maybe_instant(12)) {
        out.since = in_london(*since).date;
    }
    out.reason = row.string(13);
    out.review_on = date_of(row.text(14));
    out.set_at = row.instant(15);
    out.set_by = row.string(16);
    out.visibility = row.bigint(17);
    out.version = row.bigint(18);
    kept.owner = row.string(19);
    return kept;
}

Result<void> sensible(const Act& act, const NewNeverLink& wanted) {
    const LocalDate today = in_london(act.now).date;
    const bool relocated = wanted.kind == Hiding::relocated_victim;
    if (wanted.since.has_value() != relocated) {
        return fail(ErrorCode::invalid, "since",
                    relocated ? "Give the day of the relocation: what was said since is hidden."
                              : "Only a relocation has a day; leave it out.");
    }
    if (wanted.since && *wanted.since > today) {
        return fail(ErrorCode::invalid, "since", "The relocation lies ahead; set this on the day, or give today.");
    }
    if (wanted.review_on && *wanted.review_on <= today) {
        return fail(ErrorCode::invalid, "review_on", "The review lies ahead; give a later day.");
    }
    if (wanted.other == wanted.id) {
        return fail(ErrorCode::invalid, "other", "Nobody is kept apart from himself; give the other person, or none.");
    }
    if (trim(wanted.reason.text).empty()) {
        return fail(ErrorCode::invalid, "reason", "Say why: whoever reviews this must know.");
    }
    if (wanted.visibility && (*wanted.visibility < 0 || *wanted.visibility > 2)) {
        return fail(ErrorCode::invalid, "visibility", "Give 0 (everyone), 1 (restricted) or 2 (secret).");
    }
    if (act.actor.teams.empty()) {
        return fail(ErrorCode::invalid, "owner", "A team answers for this, and you are in none; join one first.");
    }
    return {};
}

Result<void> stands_alone(db::Transaction& tx, const Act& act, const NewNeverLink& wanted) {
    if (TRY(group_of(tx, tx.force(), wanted.id)).size() > 1) {  // with one that the actor does not see, too
        return fail(ErrorCode::conflict, "id",
                    "This person is joined with another record; split them first, and set this on each.");
    }
    const auto& clearance = act.actor.clearance;
    const auto same = TRY(tx.maybe(sql::same_never_link,
                                   {tx.force(), wanted.id, wanted.other ? wanted.other->text() : std::string(),
                                    text_of(wanted.kind), clearance.level, clearance.owners},
                                   [](const db::Row& row) { return row.bigint(0); }));
    if (same) {
        return fail(ErrorCode::conflict, "id", "This stands already; remove that one first to change it.");
    }
    return {};
}

Result<void> record(db::Transaction& tx, const Act& act, std::string_view action, const Kept& kept) {
    TRY(act.record(tx, {.action = action,
                        .kind = "never_link",
                        .record = kept.link.id.text(),
                        .happened_at = act.now,
                        .content = json::to_text(kept.link),
                        .visibility = kept.link.visibility,
                        .owner = kept.owner}));
    return {};
}

Result<std::vector<Kept>> seen(db::Reader& reader, const Act& act, std::string_view only, std::string_view after,
                               std::int64_t rows) {
    const auto& clearance = act.actor.clearance;
    return reader.many(sql::never_links_seen, {act.force, clearance.level, clearance.owners, only, after, rows},
                       read_row);
}

}  // namespace

Result<NeverLink> set_never_link(db::Transaction& tx, const Act& act, const NewNeverLink& wanted) {
    TRY(act.require(Permission::keep_apart));
    TRY(sensible(act, wanted));
    Kept kept;
    NeverLink& made = kept.link;
    made.title = TRY(find_person(tx, act, wanted.id, "id")).person.title;
    if (wanted.other) {
        made.other_title = TRY(find_person(tx, act, *wanted.other, "other")).person.title;
    }
    TRY(stands_alone(tx, act, wanted));
    made.id = act.new_id<NeverLinkId>();
    made.kind = wanted.kind;
    made.person = wanted.id;
    made.other = wanted.other;
    made.since = wanted.since;
    made.reason = wanted.reason.text;
    made.review_on = wanted.review_on.value_or(plus_days(in_london(act.now).date, reviewed_in));
    made.set_at = act.now;
    made.set_by = act.actor.name;
    made.visibility = wanted.visibility.value_or(static_cast<std::int64_t>(access::Visibility::secret));
    kept.owner = access::OwnerId::team(act.actor.teams.front()).text;
    const std::optional<Instant> since = made.since ? std::optional(start_of(*made.since)) : std::nullopt;
    TRY(tx.execute(sql::insert_never_link,
                   {tx.force(), made.id, text_of(made.kind), made.person, made.other, since, made.reason,
                    iso(made.review_on), made.set_at, act.actor.id, made.visibility, kept.owner}));
    TRY(record(tx, act, "never_link.set", kept));
    return made;
}

Result<NeverLink> remove_never_link(db::Transaction& tx, const Act& act, const RemoveNeverLink& wanted) {
    TRY(act.require(Permission::keep_apart));
    auto found = TRY(seen(tx, act, wanted.id.text(), "", 1));
    if (found.empty()) {
        return fail(ErrorCode::not_found, "id", "There is no such entry, or it is not for you to see.");
    }
    Kept& kept = found.front();
    ++kept.link.version;
    TRY(tx.execute(sql::remove_never_link, {tx.force(), wanted.id, act.now, act.actor.id, wanted.reason.text}));
    kept.link.reason = wanted.reason.text;
    TRY(record(tx, act, "never_link.removed", kept));
    return kept.link;
}

Result<api::Page<NeverLink>> list_never_links(db::Reader& reader, const Act& act, const NeverLinksQuery& query) {
    TRY(act.require(Permission::keep_apart));
    const std::int64_t limit = query.limit.value_or(50);
    if (limit < 1 || limit > 500) {
        return fail(ErrorCode::invalid, "limit", "Give 1 to 500.");
    }
    auto found = TRY(seen(reader, act, "", query.after.value_or(""), limit + 1));
    api::Page<NeverLink> page;
    if (static_cast<std::int64_t>(found.size()) > limit) {
        found.pop_back();
        page.next = found.back().link.id.text();
    }
    for (Kept& kept : found) {
        page.items.push_back(std::move(kept.link));
    }
    return page;
}

Result<void> narrow_records_of(db::Transaction& tx, const Act& act, const SubjectId& person,
                               const NarrowRecord& narrow) {
    if (!narrow) {
        return {};
    }
    struct Open {
        tasks::About record;
        std::int64_t visibility = 0;
    };
    const auto open = TRY(tx.many(sql::hidden_too_open, {tx.force(), person}, [](const db::Row& row) {
        return Open{{row.string(0), row.string(1), row.string(2)}, row.bigint(3)};
    }));
    for (const auto& [record, visibility] : open) {
        TRY(narrow(tx, act, record, visibility));
    }
    return {};
}

Result<void> narrow_records_named_in(db::Transaction& tx, const Act& act, std::string_view record,
                                     const NarrowRecord& narrow) {
    const auto hidden =
        TRY(tx.many(sql::hidden_in, {tx.force(), record}, [](const db::Row& row) { return row.id<SubjectId>(0); }));
    for (const SubjectId& person : hidden) {
        TRY(narrow_records_of(tx, act, person, narrow));
    }
    return {};
}

void add_never_link_routes(api::Router& router, const NarrowRecord& narrow) {
    router.get("/api/v1/people/never-links", Permission::keep_apart, "Who is hidden, from whom and why.",
               list_never_links);
    router.post<NewNeverLink, NeverLink>(
        "/api/v1/people/persons/{id}/never-links", Permission::keep_apart,
        "Hides a person from another, or from everybody: never proposed, joined or shown together.",
        [narrow](db::Transaction& tx, const Act& act, const NewNeverLink& wanted) -> Result<NeverLink> {
            NeverLink made = TRY(set_never_link(tx, act, wanted));
            TRY(narrow_records_of(tx, act, made.person, narrow));
            return made;
        });
    router.post("/api/v1/people/never-links/{id}/remove", Permission::keep_apart, "Ends that, with its reason.",
                remove_never_link);
}

}  // namespace bluelamp::people
