// SPDX-License-Identifier: Apache-2.0
#include "policing/people/store.hpp"
#include "policing/people/store.sql.hpp"

namespace bluelamp::people {
namespace {

struct Undone {
    MentionId mention;
    tasks::About record;
    SubjectId person;
    bool taken_off = false;  ///< nothing else led to the person
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(Undone, (), (mention, record, person, taken_off, reason))

/// Whoever was made for a link that is undone is on the register no more, unless something else leads to him by now.
Result<bool> take_off_unless_needed(db::Transaction& tx, const Act& act, const SubjectId& person) {
    const auto leading =
        TRY(tx.one(sql::what_leads_to, {tx.force(), person}, [](const db::Row& row) { return row.bigint(0); }));
    if (leading > 0) {
        return false;
    }
    TRY(tx.execute(sql::delete_person_names, {tx.force(), person}));
    TRY(tx.execute(sql::take_person_off, {tx.force(), person, act.now}));
    return true;
}

}  // namespace

Result<Mention> undo_link(db::Transaction& tx, const Act& act, const UndoLink& wanted) {
    TRY(act.require(Permission::record_people));
    KeptMention kept = TRY(find_mention(tx, act, wanted.mention));
    if (!kept.linked) {
        return fail(ErrorCode::conflict, "mention", "This mention is linked to nobody; there is nothing to undo.");
    }
    if (!kept.mention.person) {
        return fail(ErrorCode::not_found, "mention",
                    "This mention is linked to somebody who is not for you to see; ask whoever linked it.");
    }
    const SubjectId person = *kept.mention.person;
    const KeptPerson linked = TRY(find_person(tx, act, person, "mention"));
    TRY(tx.execute(sql::undo_link_of, {tx.force(), wanted.mention, act.now, act.actor.id, wanted.reason.text}));
    TRY(tx.execute(sql::take_back_involvements, {tx.force(), wanted.mention}));
    const bool taken_off = TRY(take_off_unless_needed(tx, act, person));
    kept.mention.person.reset();
    const bool of_person = linked.person.visibility > kept.visibility;
    const Undone undone{wanted.mention, kept.mention.record, person, taken_off, wanted.reason.text};
    TRY(act.record(tx, {.action = "person.unlinked",
                        .kind = "person",
                        .record = person.text(),
                        .happened_at = act.now,
                        .content = json::to_text(undone),
                        .visibility = of_person ? linked.person.visibility : kept.visibility,
                        .owner = of_person ? linked.owner : kept.owner}));
    return kept.mention;
}

}  // namespace bluelamp::people
