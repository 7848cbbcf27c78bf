// SPDX-License-Identifier: Apache-2.0
import type { Policy, Question } from "./types";
import { listed, raisesInWords } from "./in_words";

function answersOf(question: Question): string {
  if (question.answer === "yes_no") return "Yes or no";
  if (question.answer === "number") return "A number";
  return question.answer === "text" ? "In words" : listed(question.choices, "or");
}

export function PolicyQuestions({ policy }: { policy: Policy }) {
  return (
    <section className="panel" aria-labelledby="questions">
      <h2 id="questions" tabIndex={-1}>Questions</h2>
      {policy.question_sets.map((set) => (
        <details className="tabled" key={set.code}>
          <summary>{set.title} <span className="muted">({set.questions.length})</span></summary>
          <ol className="asked">
            {set.questions.map((question) => (
              <li key={question.code}>
                {question.text}{" "}
                <span className="muted">
                  {answersOf(question)}.{question.must ? " Must be asked before closing." : ""}
                  {question.verifies ? " Asked again to be sure." : ""}
                </span>
                {raisesInWords(question, policy).map((words) => <span className="under" key={words}>{words}</span>)}
              </li>
            ))}
          </ol>
        </details>
      ))}
    </section>
  );
}
