// SPDX-License-Identifier: Apache-2.0
#include "core/text.hpp"
#include "policing/contacts/opening.hpp"
#include "policing/contacts/rules.hpp"
#include "policing/contacts/store.sql.hpp"

namespace bluelamp::contacts {
namespace {

/// A name may come in parts, "Ruth" first and "Example" later; only the same part again is typed twice.
bool same_part(const people::Said& one, const people::Said& other) {
    return (one.given_name && other.given_name) || (one.family_name && other.family_name);
}

bool same_number(std::string_view one, std::string_view other) {
    const std::string plain = people::plain_number(one);
    return plain.empty() ? one == other : plain == people::plain_number(other);
}

/// Asked for again although the contact held it: the caller's name, number or address. Several victims or witnesses
/// have each their own; a call has one caller.
Result<void> count_typed_twice(db::Transaction& tx, const Act& act, const Contact& contact, const people::Said& said) {
    const auto held = TRY(people::mentions_of(tx, act.force, contact.id.text()));
    const auto count = [&](std::string_view kind, auto again) -> Result<void> {
        const bool any = std::any_of(held.begin(), held.end(), [&](const people::Mention& each) {
            return each.role == people::Role::caller && again(each.said);
        });
        return any ? incidents::typed_twice(tx, act, about_of(contact), {std::string(kind), "caller"}) : Result<void>();
    };
    TRY(count("name", [&](const people::Said& each) { return same_part(each, said); }));
    TRY(count("phone", [&](const people::Said& each) {
        return each.phone && said.phone && same_number(each.phone->text, said.phone->text);
    }));
    return count("place", [&](const people::Said& each) {
        return each.address && said.address && fold(each.address->text) == fold(said.address->text);
    });
}

/// "Caller: Ruth Example born 1970-05-03 07700 900123": everything that was said.
std::string line_of(const NameSomebody& wanted) {
    const people::Said& said = wanted.said;
    std::string words = in_words(wanted.role) + ":";
    words.front() = static_cast<char>(words.front() - 'a' + 'A');
    const auto add = [&](const auto& field) { words += field ? " " + field->text : std::string(); };
    add(said.given_name);
    add(said.other_names);
    add(said.family_name);
    add(said.sex);
    if (said.date_of_birth) {
        words += " born " + iso(*said.date_of_birth);
    }
    add(said.phone);
    add(said.email);
    add(said.address);
    add(said.postcode);
    add(said.registration);
    add(said.description);
    return words;
}

Result<void> carry_to_incident(db::Transaction& tx, const Act& act, const Contact& contact) {
    if (!contact.incident) {
        return {};
    }
    return carry(tx, act, contact, TRY(incidents::read_incident(tx, act, {*contact.incident})));
}

/// Whether the caller stays anonymous: as is said now, or was said before and nobody took back.
Result<bool> stays_anonymous(db::Transaction& tx, const Act& act, const Contact& contact, const NameSomebody& wanted) {
    if (wanted.anonymous || wanted.role != people::Role::caller) {
        return wanted.anonymous.value_or(false);
    }
    const auto held = TRY(people::mentions_of(tx, act.force, contact.id.text()));
    return std::any_of(held.begin(), held.end(),
                       [](const people::Mention& each) { return each.role == people::Role::caller && each.anonymous; });
}

}  // namespace

Result<people::Mention> name_somebody(db::Transaction& tx, const Act& act, const NameSomebody& wanted) {
    TRY(act.require(Permission::take_calls));
    const Contact contact = TRY(contact_row(tx, act, wanted.id));
    if (wanted.role == people::Role::caller && !wanted.verifies.value_or(false)) {
        TRY(count_typed_twice(tx, act, contact, wanted.said));
    }
    people::NewMention mention;
    mention.record = about_of(contact);
    mention.role = wanted.role;
    mention.said = wanted.said;
    mention.anonymous = TRY(stays_anonymous(tx, act, contact, wanted)) || !may_be_matched(contact);
    if (wanted.role == people::Role::caller && mention.anonymous) {  // what was said before leads nowhere either
        TRY(people::make_anonymous(tx, act, about_of(contact)));
    }
    // Whoever is named as the caller is named with the number he rings from: carried, so that nobody types it.
    if (wanted.role == people::Role::caller && !mention.said.phone && contact.phone && !mention.anonymous) {
        mention.said.phone = json::Text<60>{*contact.phone};
    }
    auto kept = TRY(people::mention(tx, act, mention, contact.owner.id, contact.visibility));
    if (wanted.role == people::Role::caller && wanted.said.phone && !contact.phone && !mention.anonymous) {
        const std::string plain = people::plain_number(wanted.said.phone->text);
        TRY(tx.execute(sql::set_phone, {tx.force(), contact.id, wanted.said.phone->text,
                                        plain.empty() ? std::nullopt : std::optional(plain)}));
    }
    TRY(note(tx, act, contact, {"contact.named", line_of(wanted)}));
    TRY(carry_to_incident(tx, act, contact));
    return kept;
}

}  // namespace bluelamp::contacts
