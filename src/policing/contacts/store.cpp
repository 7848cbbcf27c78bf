// SPDX-License-Identifier: Apache-2.0
#include "policing/contacts/store.hpp"

#include "policing/contacts/rules.hpp"
#include "policing/contacts/store.sql.hpp"

namespace bluelamp::contacts {
namespace {

std::optional<std::int64_t> flag(const std::optional<bool>& said) {
    return said ? std::optional<std::int64_t>(*said ? 1 : 0) : std::nullopt;
}

std::optional<bool> maybe_flag(const db::Row& row, int column) {
    return row.null(column) ? std::nullopt : std::optional(row.bigint(column) != 0);
}

std::optional<std::string> safe_when(const Wishes& wishes) {
    return wishes.safe_when ? std::optional(wishes.safe_when->text) : std::nullopt;
}

/// The number by which history finds the contact; none where nobody may look for the informant.
std::optional<std::string> number_to_find(const Contact& contact) {
    if (!contact.phone || !may_be_matched(contact)) {
        return std::nullopt;
    }
    std::string plain = people::plain_number(*contact.phone);
    return plain.empty() ? std::nullopt : std::optional(std::move(plain));
}

std::optional<Decided> read_decided(const db::Row& row) {
    if (row.null(22)) {
        return std::nullopt;
    }
    return Decided{enum_of<Decision>(row.text(22)), row.string(23), {row.string(24), row.string(25)}, row.instant(26)};
}

Wishes read_wishes(const db::Row& row) {
    Wishes wishes{maybe_flag(row, 12), maybe_flag(row, 13), maybe_flag(row, 14), {}};
    if (!row.null(15)) {
        wishes.safe_when = json::Text<300>{row.string(15)};
    }
    return wishes;
}

Result<journal::Recorded> record(db::Transaction& tx, const Act& act, const Contact& contact, const What& what,
                                 const Told& told) {
    return act.record(tx, {.action = what.action,
                           .kind = "contact",
                           .record = contact.id.text(),
                           .seq = what.seq,
                           .happened_at = what.happened_at.value_or(act.now),
                           .content = json::to_text(told),
                           .visibility = contact.visibility,
                           .owner = contact.owner.id});
}

incidents::Named author(const Act& act) { return {act.actor.id.text(), act.actor.name}; }

}  // namespace

// Columns count as in the view: 0 force_id, 1 id, 2 received_on, ...
Contact read_contact_row(const db::Row& row) {
    Contact out;
    out.id = row.id<ContactId>(1);
    const auto day = parse_date(row.text(2));
    invariant(day.has_value(), "received_on is not a date");
    out.reference = reference_of(*day, row.bigint(3));
    out.channel = enum_of<Channel>(row.text(4));
    out.presented = enum_of<Presented>(row.text(5));
    out.state = enum_of<ContactState>(row.text(6));
    out.received_at = row.instant(7);
    out.answered_at = row.maybe_instant(8);
    out.ended_at = row.maybe_instant(9);
    out.phone = row.maybe_text(10);
    out.informant = enum_of<InformantRole>(row.text(11));
    out.wishes = read_wishes(row);
    out.language = row.maybe_text(16);
    out.interpreter = row.bigint(17) != 0;
    if (!row.null(18)) {
        out.incident = row.id<incidents::IncidentId>(18);
    }
    out.incident_reference = row.maybe_text(19);
    out.ended_because = row.maybe_text(20);
    out.parked_because = row.maybe_text(21);
    out.decided = read_decided(row);
    out.handler = {row.string(27), row.string(28)};
    out.owner = {row.string(29), row.string(30)};
    out.visibility = row.bigint(31);
    out.exercise = row.bigint(32) != 0;
    out.version = row.bigint(33);
    out.gaps = gaps_of(out);
    return out;
}

Result<Contact> contact_row(db::Reader& reader, const Act& act, const ContactId& id) {
    const auto& clearance = act.actor.clearance;
    auto found =
        TRY(reader.maybe(sql::one_contact, {act.force, id, clearance.level, clearance.owners}, read_contact_row));
    if (!found) {
        return fail(ErrorCode::not_found, "id", "There is no such contact, or it is not for you to see.");
    }
    return *std::move(found);
}

Result<void> insert(db::Transaction& tx, const Act& act, const Numbered& made, const What& what) {
    const Contact& contact = made.contact;
    const std::string day = iso(made.received_on);
    TRY(tx.execute(sql::insert_contact,
                   {tx.force(), contact.id, day, made.number, code_of(contact.channel), code_of(contact.presented),
                    code_of(contact.state), contact.received_at, contact.answered_at, contact.phone,
                    number_to_find(contact), code_of(contact.informant), contact.incident, contact.incident_reference,
                    contact.handler.id, contact.owner.id, contact.visibility, flag(contact.exercise)}));
    What first = what;
    first.seq = 1;
    TRY(record(tx, act, contact, first, {what.text, author(act), contact}));
    return {};
}

Result<void> update(db::Transaction& tx, const Act& act, Contact& contact, const What& what) {
    ++contact.version;
    contact.gaps = gaps_of(contact);
    const Wishes& wishes = contact.wishes;
    TRY(tx.execute(sql::update_contact, {tx.force(),
                                         contact.id,
                                         code_of(contact.state),
                                         contact.answered_at,
                                         contact.ended_at,
                                         contact.phone,
                                         number_to_find(contact),
                                         code_of(contact.informant),
                                         flag(wishes.seen),
                                         flag(wishes.named),
                                         flag(wishes.contacted),
                                         safe_when(wishes),
                                         contact.language,
                                         flag(contact.interpreter),
                                         contact.incident,
                                         contact.incident_reference,
                                         contact.ended_because,
                                         contact.parked_because,
                                         contact.handler.id,
                                         contact.owner.id,
                                         contact.visibility,
                                         contact.version}));
    if (contact.decided) {
        const Decided& decided = *contact.decided;
        TRY(tx.execute(sql::set_decision,
                       {tx.force(), contact.id, code_of(decided.decision), decided.reason, decided.by.id, decided.at}));
    }
    TRY(record(tx, act, contact, what, {what.text, author(act), contact}));
    return {};
}

Result<journal::Recorded> note(db::Transaction& tx, const Act& act, const Contact& contact, const What& what) {
    return record(tx, act, contact, what, {what.text, author(act), {}});
}

Result<std::vector<policy::Answered>> answers_of(db::Reader& reader, const ForceId& force, const ContactId& id) {
    return reader.many(sql::newest_answers, {force, id}, [](const db::Row& row) {
        return policy::Answered{row.string(0), row.string(1)};
    });
}

}  // namespace bluelamp::contacts
