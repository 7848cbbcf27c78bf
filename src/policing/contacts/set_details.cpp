// SPDX-License-Identifier: Apache-2.0
#include "policing/contacts/rules.hpp"
#include "policing/contacts/store.hpp"

namespace bluelamp::contacts {
namespace {

void add(std::string& words, const std::string& sentence) { words += (words.empty() ? "" : " ") + sentence; }

void set_wishes(Wishes& wishes, const Wishes& wanted, std::string& words) {
    const auto set = [&](std::optional<bool>& field, const std::optional<bool>& said, std::string_view what) {
        if (said) {
            field = said;
            add(words, fmt::format("{} to be {}.", *said ? "Wishes" : "Does not wish", what));
        }
    };
    set(wishes.seen, wanted.seen, "seen");
    set(wishes.named, wanted.named, "named");
    set(wishes.contacted, wanted.contacted, "contacted");
    if (wanted.safe_when) {
        wishes.safe_when = wanted.safe_when;
        add(words, fmt::format("Safe to contact: {}.", wanted.safe_when->text));
    }
}

}  // namespace

Result<Contact> set_details(db::Transaction& tx, const Act& act, const Details& wanted) {
    TRY(act.require(Permission::take_calls));
    Contact contact = TRY(contact_row(tx, act, wanted.id));
    TRY(expect_version(act, contact));
    const bool could_be_matched = may_be_matched(contact);
    std::string words;
    if (wanted.informant) {
        contact.informant = *wanted.informant;
        add(words, fmt::format("Informant: {}.", in_words(*wanted.informant)));
    }
    if (wanted.wishes) {
        set_wishes(contact.wishes, *wanted.wishes, words);
    }
    if (wanted.language) {
        contact.language = wanted.language->text;
        add(words, fmt::format("Speaks {}.", wanted.language->text));
    }
    if (wanted.interpreter) {
        contact.interpreter = *wanted.interpreter;
        add(words, *wanted.interpreter ? "Needs an interpreter." : "Needs no interpreter.");
    }
    if (words.empty()) {
        return fail(ErrorCode::invalid, "informant",
                    "Nothing is said: give informant, wishes, language or interpreter.");
    }
    TRY(update(tx, act, contact, {"contact.described", words}));
    if (could_be_matched && !may_be_matched(contact)) {
        TRY(people::make_anonymous(tx, act, about_of(contact)));
    }
    return contact;
}

}  // namespace bluelamp::contacts
