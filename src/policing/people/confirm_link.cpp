// SPDX-License-Identifier: Apache-2.0
#include "policing/people/plain.hpp"
#include "policing/people/profiles.hpp"
#include "policing/people/recognition.hpp"
#include "policing/people/store.hpp"
#include "policing/people/store.sql.hpp"

namespace bluelamp::people {
namespace {

/// What the journal tells of a decision: which mention, what was asked and answered, whether a person was made for it.
struct Decided {
    MentionId mention;
    tasks::About record;
    SubjectId person;
    std::string title;
    bool made = false;
    std::optional<json::Text<300>> question, answer;
    std::optional<json::Text<500>> reason;
    std::string model;  ///< version of the model in force, which may have proposed it
};
BOOST_DESCRIBE_STRUCT(Decided, (), (mention, record, person, title, made, question, answer, reason, model))

Result<void> may_decide(const KeptMention& kept, const ConfirmLink& wanted) {
    if (kept.mention.anonymous) {
        return fail(ErrorCode::invalid, "mention",
                    "Whoever speaks anonymously is never matched; leave this mention as it is.");
    }
    if (kept.linked) {
        return fail(ErrorCode::conflict, "mention", "Somebody has decided who this is; undo that first.");
    }
    if (wanted.question.has_value() != wanted.answer.has_value()) {
        return fail(ErrorCode::invalid, wanted.question ? "answer" : "question",
                    "Give the question and its answer together.");
    }
    if (wanted.person && !wanted.question && !wanted.reason) {
        return fail(ErrorCode::invalid, "reason",
                    "Say what makes you sure: the question with its answer, or a reason when none was asked.");
    }
    return {};
}

std::optional<std::string> plain_text(const std::optional<json::Text<200>>& text) {
    return text ? std::optional(text->text) : std::nullopt;
}

/// A person as the mention names him, seen by whoever sees the record it was said in.
Result<KeptPerson> make_person(db::Transaction& tx, const Act& act, const KeptMention& kept) {
    const Said& said = kept.mention.said;
    KeptPerson made{{}, kept.owner};
    Person& person = made.person;
    person.given_name = plain_text(said.given_name);
    person.other_names = plain_text(said.other_names);
    person.family_name = plain_text(said.family_name);
    if (name_keys(person.given_name, person.other_names, person.family_name).empty()) {
        return fail(ErrorCode::invalid, "person",
                    "No name was said to make a person from; choose somebody on the register, or add who it is.");
    }
    person.id = act.new_id<SubjectId>();
    person.date_of_birth = said.date_of_birth;
    person.visibility = kept.visibility;
    person.title = title_of(person);
    const std::string born = said.date_of_birth ? iso(*said.date_of_birth) : "";
    TRY(tx.execute(sql::insert_person, {tx.force(), person.id, person.given_name, person.other_names,
                                        person.family_name, said.sex, born, act.now, person.visibility, made.owner}));
    TRY(write_name_keys(tx, person, {}));
    return made;
}

/// For share_known(): old decisions count ever less.
Result<void> count_decision(db::Transaction& tx, bool known) {
    constexpr std::int64_t enough = 1'000;
    db::Register& decided = TRY(tx.keep("decided lately"));
    db::Register& of_known = TRY(tx.keep("decided lately: known"));
    ++decided.number;
    of_known.number += known ? 1 : 0;
    if (decided.number >= enough) {
        decided.number /= 2;
        of_known.number /= 2;
    }
    return {};
}

}  // namespace

Result<Mention> confirm_link(db::Transaction& tx, const Act& act, const ConfirmLink& wanted) {
    TRY(act.require(Permission::record_people));
    KeptMention kept = TRY(find_mention(tx, act, wanted.mention));
    TRY(may_decide(kept, wanted));
    const KeptPerson chosen =
        wanted.person ? TRY(find_person(tx, act, *wanted.person, "person")) : TRY(make_person(tx, act, kept));
    const SubjectId& person = chosen.person.id;
    TRY(tx.execute(sql::insert_link, {tx.force(), act.new_id<LinkId>(), wanted.mention, person, wanted.question,
                                      wanted.answer, wanted.reason, act.now, act.actor.id, kept.mention.phone}));
    TRY(tx.execute(sql::involve_person, {tx.force(), wanted.mention, person}));
    TRY(say_profile(tx, wanted.mention));
    TRY(count_decision(tx, wanted.person.has_value()));
    kept.mention.person = person;
    const Decided decided{wanted.mention,      kept.mention.record, person,
                          chosen.person.title, !wanted.person,      wanted.question,
                          wanted.answer,       wanted.reason,       TRY(model_in_force(tx, tx.force()))};
    // The entry tells of both, so it is for those who may see the less open of the two.
    const bool of_person = chosen.person.visibility > kept.visibility;
    TRY(act.record(tx, {.action = "person.linked",
                        .kind = "person",
                        .record = person.text(),
                        .happened_at = act.now,
                        .content = json::to_text(decided),
                        .visibility = of_person ? chosen.person.visibility : kept.visibility,
                        .owner = of_person ? chosen.owner : kept.owner}));
    return kept.mention;
}

}  // namespace bluelamp::people
