// SPDX-License-Identifier: Apache-2.0
// The questions of the type beside the log: the cursor goes to them and, after the last one, back to the line.
import type { Incident } from "../api/types";
import { askedOf, toAsk } from "../incidents/asked";
import { useAnswers } from "../incidents/parts";
import { goToQuestions, Questions } from "../incidents/questions";
import { setsOf, typeOf, usePolicy } from "../policy/use_policy";

export function goToQuestionsOrOut(): void {
  (document.activeElement as HTMLElement | null)?.blur();
  goToQuestions();
}

export function CallQuestions({ incident, answered }: { incident: Incident; answered: () => void }) {
  const policy = usePolicy();
  const answers = useAnswers(incident.id);
  const sets = setsOf(policy, typeOf(policy, incident.type)?.question_sets ?? []);
  const open = answers.value === null ? null : toAsk(askedOf(sets, answers.value));
  const musts = open?.filter((one) => one.question.must).length ?? 0;
  return (
    <section className="panel" aria-labelledby="questions">
      <h2 id="questions" tabIndex={-1}>
        Questions <kbd>q</kbd> {musts > 0 ? <span className="close">{musts} must still be asked</span> : null}
      </h2>
      <Questions incident={incident} sets={sets} answers={answers} answered={answered} />
    </section>
  );
}
