// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "policing/crimes/store.hpp"
#include "policing/crimes/store.sql.hpp"

namespace bluelamp::crimes {

Result<WholeCrime> classify(db::Transaction& tx, const Act& act, const Desk& desk, const Classify& wanted) {
    TRY(act.require(Permission::record_crimes));
    const Crime crime = TRY(to_change(tx, act, wanted.id));
    TRY(act.expect_version(crime.version));
    if (crime.status != Status::draft && !wanted.reason) {
        return fail(ErrorCode::invalid, "reason", "The crime is recorded; say why its class changes.");
    }
    TRY(put_offence(tx, act, desk, crime, {wanted.offence.text, wanted.state_victim}));
    const Crime now = TRY(find_crime(tx, act, wanted.id));
    std::string text = crime.offence ? fmt::format("Class {} instead of {}.", now.offence->code, crime.offence->code)
                                     : fmt::format("Class {}, {}.", now.offence->code, now.offence->title);
    if (wanted.reason) {
        text += " " + wanted.reason->text;
    }
    return finish(tx, act, desk, crime.id, {"crime.classified", {text, acting(act), {json::to_text(wanted)}}});
}

Result<WholeCrime> set_flags(db::Transaction& tx, const Act& act, const Desk& desk, const SetFlags& wanted) {
    TRY(act.require(Permission::record_crimes));
    const Crime crime = TRY(to_change(tx, act, wanted.id));
    TRY(act.expect_version(crime.version));
    const WholeCrime before = TRY(whole(tx, act, desk.catalogue, crime));
    for (const Flagged& each : before.flags) {
        if (std::find(wanted.flags.begin(), wanted.flags.end(), each.flag) == wanted.flags.end()) {
            TRY(tx.execute(sql::drop_flag, {tx.force(), crime.id, text_of(each.flag)}));
        }
    }
    std::string text = "Flags:";
    for (const Flag flag : wanted.flags) {
        TRY(tx.execute(sql::add_flag, {tx.force(), crime.id, text_of(flag), act.actor.id, act.now}));
        text += " " + text_of(flag);
    }
    TRY(tx.execute(sql::touch, {tx.force(), crime.id}));
    return finish(
        tx, act, desk, crime.id,
        {"crime.flagged",
         {wanted.flags.empty() ? std::string("No flags.") : text + ".", acting(act), {json::to_text(wanted)}}});
}

}  // namespace bluelamp::crimes
