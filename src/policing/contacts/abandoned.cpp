// SPDX-License-Identifier: Apache-2.0
// The queue of abandoned calls: ringing back, deciding.
#include "policing/contacts/cursor.hpp"
#include "policing/contacts/ending.hpp"
#include "policing/contacts/rules.hpp"
#include "policing/contacts/store.sql.hpp"

namespace bluelamp::contacts {
namespace {

Attempt read_attempt(const db::Row& row) {
    return {row.instant(0), {row.string(1), row.string(2)}, enum_of<AttemptOutcome>(row.text(3)), row.maybe_text(4)};
}

OtherContact read_other(const db::Row& row) {
    const auto day = parse_date(row.text(1));
    invariant(day.has_value(), "received_on is not a date");
    return {row.id<ContactId>(0), reference_of(*day, row.bigint(2)), enum_of<Presented>(row.text(3)), row.instant(4),
            row.maybe_text(5)};
}

Result<void> needs_incident(const Decide& wanted, const Contact& contact) {
    const bool sent = wanted.decision == Decision::incident || wanted.decision == Decision::officer_sent;
    if (sent && !contact.incident) {
        return fail(ErrorCode::conflict, "decision",
                    contact.reference + " has no incident: send it, or join it to one, and then decide.");
    }
    return {};
}

}  // namespace

Result<Attempt> attempt(db::Transaction& tx, const Act& act, const policy::Policy& policy, const Try& wanted) {
    TRY(act.require(Permission::take_calls));
    const Contact contact = TRY(contact_row(tx, act, wanted.id));
    TRY(may(Step::attempt, contact));
    Attempt made{act.now, {act.actor.id.text(), act.actor.name}, wanted.outcome, {}};
    std::string said = fmt::format("Rung back: {}.", in_words(wanted.outcome));
    if (wanted.note) {
        made.note = wanted.note->text;
        said += " " + wanted.note->text;
    }
    const auto where = TRY(note(tx, act, contact, {"contact.rung_back", said}));
    TRY(tx.execute(sql::insert_attempt,
                   {tx.force(), contact.id, where.seq, code_of(wanted.outcome), made.note, act.now, act.actor.id}));
    if (wanted.outcome == AttemptOutcome::reached) {
        TRY(deadlines::on(tx, act, policy, subject_of(contact), {"contact.called_back", act.now}));
    }
    return made;
}

Result<Contact> decide(db::Transaction& tx, const Act& act, const policy::Policy& policy, const Decide& wanted) {
    TRY(act.require(Permission::take_calls));
    Contact contact = TRY(contact_row(tx, act, wanted.id));
    TRY(expect_version(act, contact));
    TRY(may(Step::decide, contact));
    TRY(needs_incident(wanted, contact));
    contact.decided = Decided{wanted.decision, wanted.reason.text, {act.actor.id.text(), act.actor.name}, act.now};
    contact.state = ContactState::ended;
    contact.ended_at = act.now;
    const std::string said = fmt::format("Decided, {}: {}", in_words(wanted.decision), wanted.reason.text);
    TRY(update(tx, act, contact, {"contact.decided", said}));
    TRY(deadlines::on(tx, act, policy, subject_of(contact), {"contact.called_back", act.now}));
    TRY(deadlines::on(tx, act, policy, subject_of(contact), {"contact.ended", act.now}));
    TRY(tell_shown(tx, act, contact, wanted.shown));
    return contact;
}

Result<api::Page<AbandonedCall>> abandoned_calls(db::Reader& reader, const Act& act, const QueueQuery& query) {
    TRY(act.require(Permission::read_contacts));
    const std::int64_t limit = query.limit.value_or(20);
    if (limit < 1 || limit > 50) {
        return fail(ErrorCode::invalid, "limit", "Give 1 to 50.");
    }
    const Cursor from = TRY(read_cursor(query.after, std::numeric_limits<std::int64_t>::min()));
    const auto& clearance = act.actor.clearance;
    auto calls = TRY(reader.many(sql::abandoned_calls,
                                 {act.force, clearance.level, clearance.owners, from.received_at, from.id, limit + 1},
                                 read_contact_row));
    api::Page<AbandonedCall> page;
    page.next = cut(calls, limit);
    for (Contact& contact : calls) {
        AbandonedCall call;
        call.attempts = TRY(reader.many(sql::attempts_of, {act.force, contact.id}, read_attempt));
        call.others = TRY(
            reader.many(sql::other_contacts, {act.force, contact.id, clearance.level, clearance.owners}, read_other));
        call.promises = TRY(deadlines::of_record(reader, act, contact.id.text()));
        call.contact = std::move(contact);
        page.items.push_back(std::move(call));
    }
    return page;
}

}  // namespace bluelamp::contacts
