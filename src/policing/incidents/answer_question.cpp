// SPDX-License-Identifier: Apache-2.0
#include "core/text.hpp"
#include "policing/incidents/grading.hpp"
#include "policing/incidents/regrading.hpp"
#include "policing/incidents/store.hpp"
#include "policing/incidents/store.sql.hpp"

namespace bluelamp::incidents {
namespace {

/// The answer as it is kept: yes and no and choices in the policy's own spelling.
Result<std::string> checked(const policy::Question& question, std::string_view given) {
    const std::string folded = fold(given);
    switch (question.answer) {
        case policy::AnswerKind::yes_no:
            if (folded == "yes" || folded == "no") {
                return folded;
            }
            return fail(ErrorCode::invalid, "answer", "Answer yes or no, or say in `not_known` why nobody knows.");
        case policy::AnswerKind::choice: {
            std::string choices;
            for (const std::string& choice : question.choices) {
                if (fold(choice) == folded) {
                    return choice;
                }
                choices += (choices.empty() ? "" : ", ") + choice;
            }
            return fail(ErrorCode::invalid, "answer", "Use one of: " + choices + ".");
        }
        case policy::AnswerKind::number:
            if (parse_real(trim(given))) {
                return std::string(trim(given));
            }
            return fail(ErrorCode::invalid, "answer", "Give a number.");
        case policy::AnswerKind::text: break;
    }
    return std::string(given);
}

Result<Answer> answer_of(const Act& act, const policy::Policy& policy, const NewAnswer& wanted) {
    const policy::Question* question = policy.question(wanted.question.text);
    if (question == nullptr) {
        return fail(ErrorCode::invalid, "question", "The policy has no such question; use a code of its sets.");
    }
    if (wanted.answer.has_value() == wanted.not_known.has_value()) {
        return fail(ErrorCode::invalid, "answer",
                    "Give an answer, or in `not_known` why nobody knows: one of the two.");
    }
    Answer answer;
    answer.question = question->code;
    if (wanted.answer) {
        answer.answer = TRY(checked(*question, wanted.answer->text));
    } else {
        answer.not_known = wanted.not_known->text;
    }
    answer.recorded_at = act.now;
    answer.recorded_by = {act.actor.id.text(), act.actor.name};
    return answer;
}

/// What this answer changes, all of it together: the fastest level, somebody at risk, a crime.
policy::Raises raised_by(const policy::Policy& policy, const policy::Question& question, const Answer& answer) {
    policy::Raises all;
    const std::string given = fold(answer.answer.value_or("not known"));
    for (const policy::Raises& each : question.raises) {
        if (fold(each.when) != given) {
            continue;
        }
        if (policy.level(each.level) != nullptr &&
            (all.level.empty() || policy::lower(policy, each.level, all.level))) {
            all.level = each.level;
            all.because = each.because;
        }
        all.vulnerable = all.vulnerable || each.vulnerable;
        all.crime = all.crime || each.crime;
    }
    return all;
}

}  // namespace

Result<AnswerKept> answer_question(db::Transaction& tx, const Act& act, const Ground& ground, const NewAnswer& wanted) {
    TRY(act.require(Permission::grade_incidents));
    AnswerKept out{TRY(answer_of(act, ground.policy, wanted)), {}, {}};
    Incident incident = TRY(seen_open(tx, act, wanted.id));
    Answer& answer = out.answer;
    answer.seq = incident.last_seq + 1;
    TRY(tx.execute(sql::insert_answer, {tx.force(), incident.id, answer.seq, answer.question, answer.answer,
                                        answer.not_known, act.now, act.actor.id}));
    const policy::Question& question = *ground.policy.question(answer.question);
    const policy::Raises found = raised_by(ground.policy, question, answer);
    std::string text = question.text + " " + (answer.answer ? *answer.answer : "Not known: " + *answer.not_known);
    bool changed = TRY(keep_in_mind(tx, act, ground.policy, incident, found));
    const policy::Level* level = ground.policy.level(found.level);
    if (level != nullptr && is_higher(ground, incident, *level)) {
        TRY(raise(tx, act, ground, incident, {level, {found.because}}));
        text += fmt::format(". Graded {}: {}", level->title, found.because);
        out.raised_because = found.because;
        changed = true;
    } else if (level != nullptr && TRY(overtake(tx, act, ground, incident.id, {level, {found.because}}))) {
        text += fmt::format(". The lower grade that was proposed waits no more: {}", found.because);
    }
    const Telling telling{"incident.answered", text, act.now};
    TRY(changed ? keep(tx, act, incident, telling, answer) : tell(tx, act, incident, telling, answer));
    out.incident = std::move(incident);
    return out;
}

}  // namespace bluelamp::incidents
