// SPDX-License-Identifier: Apache-2.0
// Deciding which person somebody is: a question that only that person answers, and the answer, or why none was asked.
import { useId, useState } from "react";
import type { FormEvent } from "react";
import { TextField } from "../shell/form";

/** What a person decided, as the record keeps it. */
export interface Decision {
  person: string | null;
  question?: string;
  answer?: string;
  reason?: string;
}

/** What stands in the record when the answer was right and nobody wrote it down. */
export const answeredRight = "Asked and answered";

export function decisionOf(person: string | null, question: string | null, words: string): Decision {
  const said = words.trim();
  if (question !== null) return { person, question, answer: said === "" ? answeredRight : said };
  return { person, reason: said };
}

interface Properties {
  person: string | null;
  question: string | null;
  busy: boolean;
  decide: (decision: Decision) => void;
}

export function ConfirmForm({ person, question, busy, decide }: Properties) {
  const [words, setWords] = useState("");
  const [error, setError] = useState("");
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (question === null && words.trim() === "") return setError("Enter why you are sure");
    decide(decisionOf(person, question, words));
  };
  return (
    <form className="confirm" onSubmit={submit} noValidate>
      {question === null ? null : <p className="confirm__ask"><span className="muted">Ask:</span> {question}</p>}
      <TextField
        id={id} label={question === null ? "Why you are sure" : "What was answered"} value={words} onText={setWords}
        error={error} autoComplete="off" maxLength={300}
      />
      <button type="submit" className="button" disabled={busy}>
        {question === null ? "This is who was meant" : "Asked and answered"}
      </button>
    </form>
  );
}
