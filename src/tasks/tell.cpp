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

Result<void> mark_seen(db::Transaction& tx, const Act& act, Notice& notice, std::string_view action = "notice.seen") {
    notice.seen_at = act.now;
    notice.seen_by = act.actor.name;
    TRY(tx.execute(sql::set_seen,
                   {tx.force(), notice.id, act.now, act.actor.id, notice.replaced_by, notice.settled_at}));
    return note(tx, act, action, notice, 0);
}

Result<NoticeId> give(db::Transaction& tx, const Act& act, const Notice& notice, std::string_view matter) {
    TRY(tx.execute(sql::insert_notice,
                   {tx.force(), notice.id, notice.addressee, json::Format<NoticeKind>::name(notice.kind), notice.text,
                    notice.about.kind, notice.about.id, notice.about.reference, act.now, matter}));
    TRY(note(tx, act, "notice.given", notice, 1));
    return notice.id;
}

}  // namespace

// Its signature is imposed by the desks that tell somebody in one line of a command.
Result<NoticeId> tell(db::Transaction& tx, const Act& act, const access::OwnerId& to, NoticeKind kind,
                      std::string_view text, const About& about) {
    return give(tx, act, {act.new_id<NoticeId>(), kind, std::string(text), about, to.text, act.now, {}, {}, {}, {}},
                "");
}

Result<NoticeId> tell_news(db::Transaction& tx, const Act& act, const News& news) {
    const auto before = TRY(tx.many(sql::unseen_of_matter, {tx.force(), news.matter, news.to.text},
                                    [](const db::Row& row) { return row.id<NoticeId>(0); }));
    const auto id = TRY(
        give(tx, act, {act.new_id<NoticeId>(), news.kind, news.text, news.about, news.to.text, act.now, {}, {}, {}, {}},
             news.matter));
    for (const NoticeId& each : before) {
        Notice old = TRY(find(tx, each, "," + news.to.text + ",")).value();
        old.replaced_by = id;
        TRY(mark_seen(tx, act, old, "notice.replaced"));
    }
    return id;
}

Result<void> settle(db::Transaction& tx, const Act& act, std::string_view matter, Instant since) {
    struct Warned {
        NoticeId id;
        std::string addressee;
    };
    const auto warned = TRY(tx.many(sql::unseen_warnings_of, {tx.force(), matter, since}, [](const db::Row& row) {
        return Warned{row.id<NoticeId>(0), row.string(1)};
    }));
    for (const Warned& each : warned) {
        Notice notice = TRY(find(tx, each.id, "," + each.addressee + ",")).value();
        notice.settled_at = since;
        TRY(mark_seen(tx, act, notice, "notice.settled"));
    }
    return {};
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
