// SPDX-License-Identifier: Apache-2.0
#include <fmt/ranges.h>

#include "policing/contacts/opening.hpp"
#include "policing/contacts/rules.hpp"
#include "policing/contacts/store.sql.hpp"

namespace bluelamp::contacts {
namespace {

constexpr std::string_view tapped_set = "silent_call";

Result<const policy::Question*> question_of(const policy::Policy& policy, const Tap& wanted) {
    const policy::QuestionSet* set = policy.question_set(tapped_set);
    if (set == nullptr) {
        return fail(ErrorCode::conflict, "question",
                    "The force's policy has no questions for silent calls; write the answer as a line.");
    }
    std::string known;
    for (const policy::Question& question : set->questions) {
        if (question.code == wanted.question.text) {
            return &question;
        }
        known += (known.empty() ? "" : ", ") + question.code;
    }
    return fail(ErrorCode::invalid, "question", fmt::format("There is no such question; use one of: {}.", known));
}

Result<void> may_answer(const policy::Question& question, std::string_view answer) {
    std::vector<std::string> choices = question.choices;
    if (question.answer == policy::AnswerKind::yes_no) {
        choices = {"yes", "no"};
    }
    choices.emplace_back("not known");
    const bool free = question.answer == policy::AnswerKind::text || question.answer == policy::AnswerKind::number;
    if (free || std::find(choices.begin(), choices.end(), answer) != choices.end()) {
        return {};
    }
    return fail(ErrorCode::invalid, "answer", fmt::format("Answer with one of: {}.", fmt::join(choices, ", ")));
}

}  // namespace

Result<Tapped> answer_by_tap(db::Transaction& tx, const Act& act, const policy::Policy& policy, const Tap& wanted) {
    TRY(act.require(Permission::take_calls));
    const Contact contact = TRY(contact_row(tx, act, wanted.id));
    if (contact.incident) {
        return fail(ErrorCode::conflict, "id",
                    fmt::format("{} was sent as {}: answer there.", contact.reference, *contact.incident_reference));
    }
    const policy::Question* question = TRY(question_of(policy, wanted));
    TRY(may_answer(*question, wanted.answer.text));
    const std::string line = fmt::format("{} {}", question->text, wanted.answer.text);
    const auto where = TRY(note(tx, act, contact, {"contact.answered", line}));
    TRY(tx.execute(sql::insert_answer, {tx.force(), contact.id, where.seq, wanted.question.text, wanted.answer.text}));
    policy::Situation situation;
    situation.answers = TRY(answers_of(tx, act.force, contact.id));
    situation.silent_or_dropped_999 = contact.channel == Channel::emergency_999 && without_a_word(contact.presented);
    TRY(add_known(tx, act, policy, contact, situation));
    const policy::Proposal proposed = policy::judge(policy, situation);
    return Tapped{situation.answers, proposed.level, proposed.reasons};
}

}  // namespace bluelamp::contacts
