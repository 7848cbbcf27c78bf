// SPDX-License-Identifier: Apache-2.0
/// Deadlines: every promise the force makes, kept, paused, broken or ended; the late list and the look-ahead list.
///
/// Owns promises. A rule (policy::DeadlineRule) names the events that start and meet it; a desk reports events by name,
/// in its own transaction, and knows no rule. State derives from instants; telling somebody is an act.
///
/// Promises: an event and the promises it starts, meets or ends are one transaction. A promise keeps the policy version
/// it was made under. A tick reads only promises whose next telling is due (partial index), at most 50, in order, and
/// catches up after downtime, recording when a promise fell due and when that was told. A met promise is met for ever;
/// a late meeting says so. Refuses: pausing what may not pause, or for a reason the rule does not list.
/// Instants are UTC; working days are those of England and Wales. Start reading at on.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/act.hpp"
#include "api/router.hpp"
#include "core/json.hpp"
#include "policy/policy.hpp"
#include "tasks/tasks.hpp"

namespace bluelamp::deadlines {

using PromiseId = Id<struct PromiseTag>;

/// The record the promises belong to, as it is now.
struct Subject {
    tasks::About about;
    std::string owner;  ///< OwnerId text
    std::int64_t visibility = 0;
};

/// Something that happened to a record.
struct Event {
    std::string_view name;                        ///< "incident.graded"
    Instant at;                                   ///< from which limits run: first receipt for recording a crime
    std::optional<std::int64_t> level_limit_s{};  ///< the limit of the incident's level, for rules "by level"
};

/// Starts, meets and ends what the rules of `policy` say. A rule already open for the record is not started again,
/// except by_level rules, which are started anew when the level's limit changes (the older one ends) until one was met:
/// who has attended need not attend again. Sends statements only, reads nothing.
Result<void> on(db::Transaction& tx, const Act& act, const policy::Policy& policy, const Subject& subject,
                const Event& event);

/// The record has another owner or visibility now; its open promises follow.
Result<void> follow(db::Transaction& tx, const Act& act, const Subject& subject);

enum class State { running, warned, late, paused, met, met_late, ended };
BOOST_DESCRIBE_ENUM(State, running, warned, late, paused, met, met_late, ended)

struct Promise {
    PromiseId id;
    std::string rule, title;
    tasks::About about;
    std::string owner, owner_name;
    std::int64_t visibility = 0;
    State state = State::running;  ///< at the act's now
    Instant starts_at;
    std::optional<Instant> due_at;  ///< unknown while paused
    std::optional<Instant> met_at, paused_at, ended_at;
    std::optional<std::int64_t> left_ms;  ///< of a paused one
    std::optional<std::string> pause_reason;
    std::vector<std::string> pause_reasons;  ///< for which it may be paused
    std::string policy_version;
    std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Promise, (),
                      (id, rule, title, about, owner, owner_name, visibility, state, starts_at, due_at, met_at,
                       paused_at, ended_at, left_ms, pause_reason, pause_reasons, policy_version, version))

struct PausePromise {
    PromiseId id;
    std::string reason;  ///< one of the rule's
    json::Text<500> note;
};
BOOST_DESCRIBE_STRUCT(PausePromise, (), (id, reason, note))
/// Needs Permission::pause_deadlines. Refuses also what is late already: a pause must not hide it.
Result<Promise> pause(db::Transaction& tx, const Act& act, const policy::Book& book, const PausePromise& wanted);

struct ResumePromise {
    PromiseId id;
};
BOOST_DESCRIBE_STRUCT(ResumePromise, (), (id))
/// What was left of the limit runs from now: elapsed time as it stood, working days counted anew.
Result<Promise> resume(db::Transaction& tx, const Act& act, const policy::Book& book, const ResumePromise& wanted);

/// Promises of one record, oldest first, as far as the reader may know of them. Needs Permission::read_deadlines.
Result<std::vector<Promise>> of_record(db::Reader& reader, const Act& act, std::string_view record);

/// The titles of this record's paused promises: closing a record while a clock stands still is refused.
Result<std::vector<std::string>> paused_on(db::Reader& reader, const ForceId& force, std::string_view record);

struct Ticked {
    std::int64_t visited = 0;  ///< rows read, at most 50: no more than are due
    std::int64_t told = 0;
    bool more = false;  ///< something due is left: call again
};
/// Tells what is due at act.now, at most 50 times, in the order in which it fell due. Journalled on the record as
/// "deadline.warned", "deadline.breached", "deadline.escalated" (Told); no warning once the breach is due. Of at
/// most 50 promises it puts away unread warnings that are not so any more. By the command line's account.
Result<Ticked> tick(db::Transaction& tx, const Act& act, const policy::Book& book);

/// Whether a tick would find something: a read, so that an idle server writes nothing.
Result<bool> anything_due(db::Reader& reader, const ForceId& force, Instant now);

/// The content of the journal entry for a telling.
struct Told {
    PromiseId promise;
    std::string rule, text, to;
    Instant due_at, tell_at, told_at;  ///< when it fell due, when somebody was to be told, when that was done
};
BOOST_DESCRIBE_STRUCT(Told, (), (promise, rule, text, to, due_at, tell_at, told_at))

/// Recomputes working-day promises that run under another list of holidays than the one in force; one act. At most 200
/// at a time: call again until it answers 0.
Result<std::int64_t> recompute(db::Transaction& tx, const Act& act, const policy::Book& book);

/// Moves what is still owed by `from` (access::MoveOwned); each is told in the log of its record.
Result<std::int64_t> move_owned(db::Transaction& tx, const Act& act, const access::OwnerId& from,
                                const access::OwnerId& to);
tasks::Unowned unowned_promises();

enum class List { late, day, week };
BOOST_DESCRIBE_ENUM(List, late, day, week)
enum class Whose { mine, all };
BOOST_DESCRIBE_ENUM(Whose, mine, all)

struct ListQuery {
    std::optional<List> list;    ///< late, due in the next 24 hours, due in the next 7 days; late when nobody said
    std::optional<Whose> owner;  ///< mine is the reader's own and his teams'; all when nobody said
    std::optional<std::string> after;
    std::optional<std::int64_t> limit;  ///< 1 to 200; 50 when nobody said
};
BOOST_DESCRIBE_STRUCT(ListQuery, (), (list, owner, after, limit))

/// What is late and what is coming up, the earliest due first; what is paused is neither. Needs
/// Permission::read_deadlines.
Result<api::Page<Promise>> list_promises(db::Reader& reader, const Act& act, const ListQuery& query);

/// GET /api/v1/deadlines?list=late|day|week&owner=mine|all, /api/v1/deadlines/of/{record}; pause, resume. `book` lives
/// as long as the router.
void add_routes(api::Router& router, const policy::Book& book);

}  // namespace bluelamp::deadlines
