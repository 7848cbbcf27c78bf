// SPDX-License-Identifier: Apache-2.0
/// Tasks: who must do what by when, and what came of it; and the inbox, where people are told things.
///
/// Owns tasks and notices. A task is work given to a person or team. A notice tells somebody (a person, a team, or
/// whoever holds a role) about a record: a warning, a breach, an escalation, a task. Knows no desk: a record is named
/// by kind and id.
///
/// Promises: a task always has an owner; giving, taking, finishing are one journalled act each. A notice reaches
/// exactly its addressees, in the inbox and at once on their screens (journal kind "notice", visible to the addressee
/// only), and stays until one of them has seen it. Refuses: an owner that does not exist, finishing without saying what
/// came of it, changing what is finished.
/// Instants are UTC. Start reading at raise_task.cpp.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/accounts.hpp"
#include "access/act.hpp"
#include "api/router.hpp"
#include "core/json.hpp"

namespace bluelamp::tasks {

using TaskId = Id<struct TaskTag>;
using NoticeId = Id<struct NoticeTag>;

/// The record a task, notice or promise is about.
struct About {
    std::string kind;  ///< "incident"
    std::string id;
    std::string reference;  ///< "Log 345 of 20 November": what a person can say
};
BOOST_DESCRIBE_STRUCT(About, (), (kind, id, reference))

enum class NoticeKind { warning, breach, escalation, task, message };
BOOST_DESCRIBE_ENUM(NoticeKind, warning, breach, escalation, task, message)

struct Notice {
    NoticeId id;
    NoticeKind kind = NoticeKind::message;
    std::string text;
    About about;
    std::string addressee;  ///< "person:…", "team:…", "role:…"
    Instant at;
    std::optional<Instant> seen_at;
    std::optional<std::string> seen_by;   ///< display name
    std::optional<NoticeId> replaced_by;  ///< nobody has seen it: this newer one says how the same matter stands
    std::optional<Instant> settled_at;    ///< nobody has seen the warning: it is not so any more since then
};
BOOST_DESCRIBE_STRUCT(Notice, (), (id, kind, text, about, addressee, at, seen_at, seen_by, replaced_by, settled_at))

/// Tells `to`. Part of the command that causes it; needs no permission of its own.
Result<NoticeId> tell(db::Transaction& tx, const Act& act, const access::OwnerId& to, NoticeKind kind,
                      std::string_view text, const About& about);

/// How one matter goes on that its addressee may have been told of before.
struct News {
    access::OwnerId to;
    NoticeKind kind = NoticeKind::message;
    std::string text;
    About about;
    std::string matter;  ///< the id of a promise; never empty
};
/// Tells `news.to`, and replaces what he was told of the same matter and nobody has seen.
Result<NoticeId> tell_news(db::Transaction& tx, const Act& act, const News& news);

/// What was warned of in `matter` until `since` is not so any more: puts away those warnings that nobody has seen. What
/// says that something is late stays.
Result<void> settle(db::Transaction& tx, const Act& act, std::string_view matter, Instant since);

struct NewTask {
    std::string kind;  ///< "reassurance_visit": closed by the desk that raises it
    std::string title;
    About about;
    access::OwnerId owner;  ///< a person or team; for work of a role, the team that holds it
    std::optional<Instant> due_at;
    std::int64_t visibility = 0;
};

struct Task {
    TaskId id;
    std::string kind, title;
    About about;
    std::string owner, owner_name;
    Instant raised_at;
    std::string raised_by;  ///< display name
    std::optional<Instant> due_at, done_at;
    std::optional<std::string> done_by, outcome;
    std::int64_t visibility = 0;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Task, (),
                      (id, kind, title, about, owner, owner_name, raised_at, raised_by, due_at, done_at, done_by,
                       outcome, visibility, version))

/// `to` answers for `about` now, and is told by whom and why; not whoever gives it to himself or a team of his own.
Result<void> tell_given(db::Transaction& tx, const Act& act, const access::OwnerId& to, const About& about,
                        std::string_view reason);

struct SeeNotice {
    NoticeId id;
};
BOOST_DESCRIBE_STRUCT(SeeNotice, (), (id))
/// One of the addressees has seen it: for all of them, and so what he was told with it as another of them. Seeing it
/// again changes nothing. Needs Permission::do_tasks.
Result<Notice> see_notice(db::Transaction& tx, const Act& act, const SeeNotice& wanted);

/// Raises a task and tells its owner. Part of the command that causes it; needs no permission of its own.
Result<TaskId> raise_task(db::Transaction& tx, const Act& act, const NewTask& task);

/// The record is for fewer to see: so are the tasks about it, and what was told of them.
Result<void> follow(db::Transaction& tx, const About& about, std::int64_t visibility);

struct FinishTask {
    TaskId id;
    json::Text<2'000> outcome;
};
BOOST_DESCRIBE_STRUCT(FinishTask, (), (id, outcome))
/// By its owner, a member of the owning team, or a holder of Permission::supervise. Needs Permission::do_tasks. An
/// If-Match that was sent must name the version, here and in give_task.
Result<Task> finish_task(db::Transaction& tx, const Act& act, const FinishTask& wanted);

struct GiveTask {
    TaskId id;
    std::string to;  ///< OwnerId text: "person:…" or "team:…"
    json::Text<500> reason;
};
BOOST_DESCRIBE_STRUCT(GiveTask, (), (id, to, reason))
/// By whoever may finish it; a member of the owning team takes it so.
Result<Task> give_task(db::Transaction& tx, const Act& act, const GiveTask& wanted);

/// Gives every unfinished task that the person `from` owns to `to`, and what he was told and has not seen
/// (access::MoveOwned).
Result<std::int64_t> move_owned(db::Transaction& tx, const Act& act, const access::OwnerId& from,
                                const access::OwnerId& to);

// ---- queries: Permission::do_tasks ----------------------------------------------------------------------------------

struct InboxQuery {
    std::optional<std::string> after;
    std::optional<std::int64_t> limit;  ///< 1 to 500; 50 when nobody said
};
BOOST_DESCRIBE_STRUCT(InboxQuery, (), (after, limit))

struct Inbox {
    std::vector<Notice> items;  ///< unseen ones first, then the newest first
    std::optional<std::string> next;
    std::int64_t unseen = 0;  ///< on all pages
};
BOOST_DESCRIBE_STRUCT(Inbox, (), (items, next, unseen))
/// What the reader, his teams and his roles were told; what several of them were told at once, once.
Result<Inbox> read_inbox(db::Reader& reader, const Act& act, const InboxQuery& query);

enum class Whose { mine, team, all };
BOOST_DESCRIBE_ENUM(Whose, mine, team, all)

struct TaskQuery {
    std::optional<Whose> whose;  ///< mine when nobody said; all needs Permission::supervise
    std::optional<std::string> after;
    std::optional<std::int64_t> limit;  ///< 1 to 500; 50 when nobody said
};
BOOST_DESCRIBE_STRUCT(TaskQuery, (), (whose, after, limit))
/// Open tasks, the earliest due first, those without a limit last.
Result<api::Page<Task>> list_tasks(db::Reader& reader, const Act& act, const TaskQuery& query);

struct OneTask {
    TaskId id;
};
BOOST_DESCRIBE_STRUCT(OneTask, (), (id))
Result<Task> read_task(db::Reader& reader, const Act& act, const OneTask& query);

/// The name of who is to own something: a team that there is, or a person whose account is in use and may do `needed`.
/// `invalid` on `field` otherwise: what only somebody owns who cannot act on it is lost.
Result<std::string> owner_who_may(db::Reader& reader, const Act& act, const access::OwnerId& owner, Permission needed,
                                  std::string_view field);

// ---- owned by nobody ------------------------------------------------------------------------------------------------

/// How many records of one desk have no owner that exists: no text, an account that is disabled or unknown, a team that
/// is not there. One function for each desk with owners; main lists them. The figure over all of them is always 0. In
/// SQL: `owner NOT IN (SELECT e.owner FROM existing_owners e WHERE e.force_id = $1)`.
struct Unowned {
    std::string kind;  ///< "incident"
    std::function<Result<std::int64_t>(db::Reader&, const ForceId&, Instant now)> count;
};
Unowned unowned_tasks();

struct UnownedKind {
    std::string kind;
    std::int64_t nobody = 0;
};
BOOST_DESCRIBE_STRUCT(UnownedKind, (), (kind, nobody))

struct Ownership {
    std::int64_t nobody = 0;  ///< over all kinds
    std::vector<UnownedKind> kinds;
};
BOOST_DESCRIBE_STRUCT(Ownership, (), (nobody, kinds))
Result<Ownership> count_unowned(db::Reader& reader, const Act& act, const std::vector<Unowned>& desks);

/// GET /api/v1/inbox, /api/v1/tasks, …, /api/v1/ownership ("owned by nobody").
void add_routes(api::Router& router, std::vector<Unowned> desks);

}  // namespace bluelamp::tasks
