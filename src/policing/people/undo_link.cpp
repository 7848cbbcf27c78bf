// SPDX-License-Identifier: Apache-2.0
#include "policing/people/profiles.hpp"
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
    TRY(take_profiles_off(tx, act, person));
    return true;
}

}  // namespace

Result<void> unlink(db::Transaction& tx, const Act& act, const Linked& linked, std::string_view reason) {
    const auto profile = TRY(said_profile(tx, linked.mention));
    TRY(tx.execute(sql::undo_link_of, {tx.force(), linked.mention, act.now, act.actor.id, reason}));
    TRY(tx.execute(sql::take_back_involvements, {tx.force(), linked.mention}));
    if (profile) {
        TRY(unsay_profile(tx, act, *profile));
    }
    const bool taken_off = TRY(take_off_unless_needed(tx, act, linked.person));
    const Undone undone{linked.mention, linked.record, linked.person, taken_off, std::string(reason)};
    TRY(act.record(tx, {.action = "person.unlinked",
                        .kind = "person",
                        .record = linked.person.text(),
                        .happened_at = act.now,
                        .content = json::to_text(undone),
                        .visibility = linked.visibility,
                        .owner = linked.owner}));
    return {};
}

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
    const KeptPerson linked = TRY(find_person(tx, act, *kept.mention.person, "mention"));
    const bool of_person = linked.person.visibility > kept.visibility;
    TRY(unlink(tx, act,
               {wanted.mention, kept.mention.record, *kept.mention.person,
                of_person ? linked.person.visibility : kept.visibility, of_person ? linked.owner : kept.owner},
               wanted.reason.text));
    kept.mention.person.reset();
    return kept.mention;
}

}  // namespace bluelamp::people
