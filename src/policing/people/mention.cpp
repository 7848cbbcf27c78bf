// SPDX-License-Identifier: Apache-2.0
#include "core/text.hpp"
#include "policing/people/plain.hpp"
#include "policing/people/profiles.hpp"
#include "policing/people/store.hpp"
#include "policing/people/store.sql.hpp"

namespace bluelamp::people {
namespace {

Result<void> sensible(const Act& act, const NewMention& wanted) {
    const Said& said = wanted.said;
    const bool something = said.given_name || said.family_name || said.other_names || said.date_of_birth || said.sex ||
                           said.phone || said.email || said.address || said.postcode || said.registration ||
                           said.description;
    if (!something) {
        return fail(ErrorCode::invalid, "said", "Give what was said: a name, a number, an address or a description.");
    }
    if (said.date_of_birth && *said.date_of_birth > in_london(act.now).date) {
        return fail(ErrorCode::invalid, "said.date_of_birth", "Nobody is born in the future; ask for the year again.");
    }
    if (wanted.latitude.has_value() != wanted.longitude.has_value()) {
        return fail(ErrorCode::invalid, "latitude", "Give latitude and longitude, or neither.");
    }
    return {};
}

Result<std::optional<SubjectId>> keep_phone(db::Transaction& tx, const Said& said) {
    constexpr std::size_t shortest = 5;  // fewer digits are no number that anybody could be rung on
    const std::string number = said.phone ? plain_number(said.phone->text) : "";
    if (number.size() < shortest) {
        return std::optional<SubjectId>();
    }
    const SubjectId id = subject_named(SubjectKind::phone, number);
    TRY(tx.execute(sql::insert_phone, {tx.force(), id, number}));
    return std::optional(id);
}

Result<std::optional<SubjectId>> keep_address(db::Transaction& tx, const Said& said) {
    constexpr std::size_t most = 8;  // words from which an address is found
    const std::string postcode = said.postcode ? said.postcode->text : "";
    const PlainAddress plain = plain_address(said.address ? said.address->text : "", postcode);
    if (!plain.names_a_place()) {
        return std::optional<SubjectId>();
    }
    const std::string folded = plain.folded();
    const SubjectId id =
        subject_named(SubjectKind::address, json::to_text(std::vector{folded, plain.flat, plain.postcode}));
    const bool apart = !postcode.empty() && plain_address(said.address->text, "").postcode.empty();
    const std::string title = said.address->text + (apart ? ", " + postcode : "");
    TRY(tx.execute(sql::insert_address, {tx.force(), id, title, plain.flat, folded, plain.postcode}));
    for (std::size_t first = 0; first < std::min(most, plain.words.size()); ++first) {
        const std::string key = joined({plain.words.begin() + static_cast<std::ptrdiff_t>(first), plain.words.end()});
        TRY(tx.execute(sql::insert_address_key, {tx.force(), key, static_cast<std::int64_t>(first), plain.flat, id}));
    }
    return std::optional(id);
}

Result<std::optional<SubjectId>> keep_vehicle(db::Transaction& tx, const Said& said) {
    const std::string registration = said.registration ? plain_registration(said.registration->text) : "";
    if (registration.empty()) {
        return std::optional<SubjectId>();
    }
    const SubjectId id = subject_named(SubjectKind::vehicle, registration);
    TRY(tx.execute(sql::insert_vehicle, {tx.force(), id, registration, said.registration->text}));
    return std::optional(id);
}

Result<void> insert(db::Transaction& tx, const Act& act, const NewMention& wanted, const Mention& mention) {
    const Said& said = mention.said;
    const std::optional<std::string> born = said.date_of_birth ? std::optional(iso(*said.date_of_birth)) : std::nullopt;
    TRY(tx.execute(sql::insert_mention,
                   {tx.force(),      mention.id,        mention.record.id, text_of(mention.role),
                    said.given_name, said.family_name,  said.other_names,  born,
                    said.sex,        said.phone,        said.email,        said.address,
                    said.postcode,   said.registration, said.description,  mention.anonymous ? 1 : 0,
                    wanted.latitude, wanted.longitude,  mention.said_at,   act.actor.id,
                    mention.phone,   mention.address,   mention.vehicle}));
    return tx.execute(sql::insert_mention_record, {tx.force(), mention.record.id, mention.id, mention.said_at});
}

/// Persons on the register only by what was said there are for no more to see; and so is every decision who was meant
/// there.
Result<void> narrow_persons(db::Transaction& tx, const tasks::About& record, std::int64_t visibility) {
    const auto links = TRY(tx.many(sql::links_of_record, {tx.force(), record.id},
                                   [](const db::Row& row) { return std::pair(row.id<SubjectId>(0), row.string(1)); }));
    for (const auto& [person, mention] : links) {
        TRY(tx.execute(sql::narrow_person, {tx.force(), person, visibility}));
        const auto narrow = TRY(tx.maybe(sql::is_narrow, {tx.force(), person, visibility},
                                         [](const db::Row& row) { return row.bigint(0); }));
        TRY(narrow ? journal::narrow(tx, person.text(), visibility)
                   : journal::narrow_about(tx, person.text(), mention, visibility));
    }
    return {};
}

struct Told {
    const tasks::About& record;
    std::string_view line, owner;
    std::int64_t visibility = 0;
};

/// Keeps the record under which something is said; where others may see it by now, that follows.
Result<void> know(db::Transaction& tx, const Act& act, const Told& told) {
    const auto& [record, line, owner, visibility] = told;
    const auto is_other = TRY(tx.maybe(sql::known_record, {tx.force(), record.id}, [&told](const db::Row& row) {
        return row.bigint(0) != told.visibility || row.text(1) != told.owner;
    }));
    TRY(tx.execute(sql::know_record, {tx.force(), record.id, record.kind, record.reference, line, visibility, owner}));
    return is_other.value_or(false) ? follow(tx, act, record, owner, visibility) : Result<void>{};
}

}  // namespace

Result<Mention> mention(db::Transaction& tx, const Act& act, const NewMention& wanted, std::string_view owner,
                        std::int64_t visibility) {
    TRY(sensible(act, wanted));
    const tasks::About& record = wanted.record;
    TRY(know(tx, act, {record, "", owner, visibility}));
    Mention mention;
    mention.id = act.new_id<MentionId>();
    mention.record = record;
    mention.role = wanted.role;
    mention.said = wanted.said;
    mention.anonymous = wanted.anonymous;
    mention.said_at = act.now;
    mention.said_by = act.actor.name;
    if (!wanted.anonymous) {
        mention.phone = TRY(keep_phone(tx, wanted.said));
        mention.address = TRY(keep_address(tx, wanted.said));
        mention.vehicle = TRY(keep_vehicle(tx, wanted.said));
    }
    TRY(insert(tx, act, wanted, mention));
    const std::pair<SubjectKind, const std::optional<SubjectId>&> named[] = {{SubjectKind::phone, mention.phone},
                                                                             {SubjectKind::address, mention.address},
                                                                             {SubjectKind::vehicle, mention.vehicle}};
    for (const auto& [kind, subject] : named) {
        if (subject) {
            TRY(tx.execute(sql::insert_involvement, {tx.force(), *subject, record.id, text_of(mention.role), mention.id,
                                                     text_of(kind), mention.said_at}));
        }
    }
    return mention;
}

Result<void> involve(db::Transaction& tx, const Act& act, const Involvement& involvement) {
    if (involvement.at > act.now) {
        return fail(ErrorCode::invalid, "at", "Nobody is involved in what has not happened yet; give now or earlier.");
    }
    const tasks::About& record = involvement.record;
    TRY(know(tx, act, {record, involvement.line, involvement.owner, involvement.visibility}));
    const std::string mention = involvement.mention ? involvement.mention->text() : "";
    return tx.execute(sql::insert_involvement, {tx.force(), involvement.subject, record.id, text_of(involvement.role),
                                                mention, text_of(involvement.kind), involvement.at});
}

// The signature is imposed by the desks that carry.
Result<void> carry(db::Transaction& tx, const Act& act, const tasks::About& from, const tasks::About& to,
                   std::string_view line, std::string_view owner, std::int64_t visibility) {
    TRY(tx.execute(sql::know_carried, {tx.force(), to.id, to.kind, to.reference, line, visibility, owner, from.id}));
    TRY(tx.execute(sql::carry_mentions, {tx.force(), from.id, to.id, act.now}));
    TRY(touch_record(tx, to.id));
    return tx.execute(sql::carry_involvements, {tx.force(), from.id, to.id, act.now});
}

Result<void> follow(db::Transaction& tx, const Act& /*act*/, const tasks::About& record, std::string_view owner,
                    std::int64_t visibility) {
    TRY(tx.execute(sql::follow_record, {tx.force(), record.id, visibility, owner}));
    TRY(touch_record(tx, record.id));
    return visibility > 0 ? narrow_persons(tx, record, visibility) : Result<void>{};
}

}  // namespace bluelamp::people
