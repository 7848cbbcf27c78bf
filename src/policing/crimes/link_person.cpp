// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "policing/crimes/store.hpp"
#include "policing/crimes/store.sql.hpp"

namespace bluelamp::crimes {
namespace {

constexpr std::string_view in_words(Part part) {
    switch (part) {
        case Part::counted_victim: return "victim";
        case Part::entitled: return "person entitled";
        case Part::suspect: return "suspect";
    }
    return "";
}

const people::Mention* among(const std::vector<people::Mention>& mentions, const people::MentionId& id) {
    const auto found =
        std::find_if(mentions.begin(), mentions.end(), [&](const people::Mention& each) { return each.id == id; });
    return found == mentions.end() ? nullptr : &*found;
}

/// Somebody the chain names. What was said in the incident since the crime was raised is carried over first.
Result<people::Mention> known(db::Transaction& tx, const Act& act, const Crime& crime, const people::MentionId& id) {
    if (crime.incident) {
        TRY(people::carry(tx, act, {"incident", crime.incident->text(), *crime.incident_reference}, about(crime), "",
                          crime.owner.id, crime.visibility));
    }
    const auto mentions = TRY(people::mentions_of(tx, act.force, crime.id.text()));
    const people::Mention* found = among(mentions, id);
    if (found == nullptr) {
        return fail(ErrorCode::invalid, "mention", "Nobody of this crime or its incident has this id; choose another.");
    }
    return *found;
}

people::Role role_of(Part part) {
    switch (part) {
        case Part::counted_victim: return people::Role::victim;
        case Part::entitled: return people::Role::other;
        case Part::suspect: return people::Role::suspect;
    }
    return people::Role::other;
}

}  // namespace

Result<WholeCrime> link_person(db::Transaction& tx, const Act& act, const Desk& desk, const LinkPerson& wanted) {
    TRY(act.require(Permission::record_crimes));
    const Crime crime = TRY(to_change(tx, act, wanted.id));
    if (wanted.mention.has_value() == wanted.said.has_value()) {
        return fail(ErrorCode::invalid, "mention", "Give somebody already named, or what was said of somebody new.");
    }
    if (wanted.openly && !wanted.said) {
        return fail(ErrorCode::invalid, "openly",
                    "Say this only of somebody new; who is named already stays as he is.");
    }
    if ((wanted.part == Part::entitled) != wanted.entitled.has_value()) {
        return fail(ErrorCode::invalid, "entitled", "Say why somebody is entitled, and only of somebody entitled.");
    }
    if (wanted.said) {
        const auto named = TRY(people::mentions_of(tx, act.force, crime.id.text()));
        for (const incidents::TypedTwice& field : said_before(*wanted.said, named)) {
            TRY(incidents::typed_twice(tx, act, about(crime), field));
        }
    }
    const people::Mention mention =
        wanted.mention ? TRY(known(tx, act, crime, *wanted.mention))
                       : TRY(name_anew(tx, act, crime, {role_of(wanted.part), *wanted.said, wanted.openly}));
    if (wanted.part == Part::counted_victim) {
        TRY(put_victim(tx, act, crime.id, mention.id));
    } else {
        std::optional<std::string> state, entitled;
        if (wanted.part == Part::suspect) {
            state = text_of(SuspectState::current);
        } else {
            entitled = text_of(*wanted.entitled);
        }
        TRY(tx.execute(sql::link, {tx.force(), crime.id, mention.id, text_of(wanted.part), state, entitled,
                                   act.actor.id, act.now}));
    }
    const std::string text = "Named as " + std::string(in_words(wanted.part)) + ": " + name_of(mention.said) + ".";
    return finish(tx, act, desk, crime.id, {"crime.person_linked", {text, acting(act), {json::to_text(wanted)}}});
}

Result<WholeCrime> unlink_person(db::Transaction& tx, const Act& act, const Desk& desk, const UnlinkPerson& wanted) {
    TRY(act.require(Permission::record_crimes));
    const Crime crime = TRY(to_change(tx, act, wanted.id));
    const WholeCrime before = TRY(whole(tx, act, desk.catalogue, crime));
    const auto linked = std::find_if(before.people.begin(), before.people.end(), [&](const Linked& each) {
        return each.mention == wanted.mention && each.part == wanted.part;
    });
    if (linked == before.people.end()) {
        return fail(ErrorCode::invalid, "mention",
                    "Nobody with this id has this part in the crime; look at its people.");
    }
    const bool suspect = wanted.part == Part::suspect;
    if (suspect) {
        TRY(tx.execute(sql::eliminate,
                       {tx.force(), crime.id, wanted.mention, wanted.reason.text, act.actor.id, act.now}));
    } else {
        TRY(tx.execute(sql::unlink, {tx.force(), crime.id, wanted.mention, text_of(wanted.part)}));
    }
    const std::string text =
        (suspect ? "Suspect eliminated: " : "No longer " + std::string(in_words(wanted.part)) + ": ") + linked->name +
        ". " + wanted.reason.text;
    const std::string_view action = suspect ? "crime.suspect_eliminated" : "crime.person_unlinked";
    return finish(tx, act, desk, crime.id, {action, {text, acting(act), {json::to_text(wanted)}}});
}

}  // namespace bluelamp::crimes
