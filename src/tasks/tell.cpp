// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "tasks/store.hpp"
#include "tasks/store.sql.hpp"

namespace bluelamp::tasks {
namespace {

/// Above every clearance, so that the live feed shows it to the addressee alone.
constexpr std::int64_t for_addressee_only = 3;

/// `seq` 0 asks for the next one.
Result<void> note(db::Transaction& tx, const Act& act, std::string_view action, const Notice& notice,
                  std::int64_t seq) {
    TRY(act.record(tx, {.action = action,
                        .kind = "notice",
                        .record = notice.id.text(),
                        .seq = seq,
                        .happened_at = act.now,
                        .content = json::to_text(notice),
                        .visibility = for_addressee_only,
                        .owner = notice.addressee}));
    return {};
}

Result<std::optional<Notice>> find(db::Transaction& tx, const NoticeId& id, std::string_view owners) {
    return tx.maybe(sql::one_notice, {tx.force(), id, owners}, read_notice_row);
}

Result<void> mark_seen(db::Transaction& tx, const Act& act, Notice& notice) {
    notice.seen_at = act.now;
    notice.seen_by = act.actor.name;
    TRY(tx.execute(sql::set_seen, {tx.force(), notice.id, act.now, act.actor.id}));
    return note(tx, act, "notice.seen", notice, 0);
}

}  // namespace

// Its signature is imposed by the desks that tell somebody in one line of a command.
Result<NoticeId> tell(db::Transaction& tx, const Act& act, const access::OwnerId& to, NoticeKind kind,
                      std::string_view text, const About& about) {
    const Notice notice{act.new_id<NoticeId>(), kind, std::string(text), about, to.text, act.now, {}, {}};
    TRY(tx.execute(sql::insert_notice, {tx.force(), notice.id, notice.addressee, json::Format<NoticeKind>::name(kind),
                                        notice.text, about.kind, about.id, about.reference, act.now}));
    TRY(note(tx, act, "notice.given", notice, 1));
    return notice.id;
}

Result<void> tell_given(db::Transaction& tx, const Act& act, const access::OwnerId& to, const About& about,
                        std::string_view reason) {
    if (act.actor.clearance.owners.find("," + to.text + ",") != std::string::npos) {
        return {};
    }
    TRY(tell(tx, act, to, NoticeKind::message,
             fmt::format("Given to you by {}: {}. {}", act.actor.name, about.reference, reason), about));
    return {};
}

Result<Notice> see_notice(db::Transaction& tx, const Act& act, const SeeNotice& wanted) {
    TRY(act.require(Permission::do_tasks));
    auto notice = TRY(find(tx, wanted.id, act.actor.clearance.owners));
    if (!notice) {
        return fail(ErrorCode::not_found, "id", "There is no such notice for you.");
    }
    if (notice->seen_at) {
        return *std::move(notice);
    }
    TRY(mark_seen(tx, act, *notice));
    const auto same = TRY(tx.many(sql::told_together, {tx.force(), wanted.id, act.actor.clearance.owners},
                                  [](const db::Row& row) { return row.id<NoticeId>(0); }));
    for (const NoticeId& id : same) {
        Notice other = TRY(find(tx, id, act.actor.clearance.owners)).value();
        TRY(mark_seen(tx, act, other));
    }
    return *std::move(notice);
}

Result<std::int64_t> move_notices(db::Transaction& tx, const Act& act, const access::OwnerId& from,
                                  const access::OwnerId& to) {
    const auto ids = TRY(
        tx.many(sql::unseen_ids_to, {tx.force(), from.text}, [](const db::Row& row) { return row.id<NoticeId>(0); }));
    for (const NoticeId& id : ids) {
        Notice notice = TRY(find(tx, id, "," + from.text + ",")).value();
        notice.addressee = to.text;
        TRY(tx.execute(sql::readdress, {tx.force(), id, to.text}));
        TRY(note(tx, act, "notice.readdressed", notice, 0));
    }
    return static_cast<std::int64_t>(ids.size());
}

}  // namespace bluelamp::tasks
