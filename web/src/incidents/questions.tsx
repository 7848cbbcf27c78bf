// SPDX-License-Identifier: Apache-2.0
// The questions of the incident's type. What must be asked and is not answered stands first; one key answers. An
// answer that raises the grade has raised it when it is kept, and says so.
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import type { Incident } from "../api/types";
import { useDraftAct } from "../shell/draft_act";
import type { FieldError } from "../shell/form";
import { messageFor, TextField } from "../shell/form";
import type { Loaded } from "../shell/loaded";
import { isEnter, singleKeysAreOn, useTold } from "../shell/keys";
import type { Told } from "../shell/keys";
import { Empty, Show } from "../shell/page";
import { useMay } from "../shell/session";
import type { Question, QuestionSet } from "../policy/types";
import { dayAndTime } from "../words/times";
import { answerInWords, answerOfKey, askedOf, choicesOf, toAsk } from "./asked";
import type { Asked } from "./asked";
import type { GivenAnswer } from "./types";

interface Keeping { answer?: string; not_known?: string }
type Kept = (answer: GivenAnswer, because: string | null) => void;

function useAnswer(incident: string, asked: Asked, kept: Kept) {
  const { code } = asked.question;
  const act = useDraftAct(`answer.${incident}.${code}`, { words: "", unknown: "", saysUnknown: false });
  const keep = (given: Keeping) => void act.run("/api/v1/incidents/{id}/answers", {
    path: { id: incident }, body: { question: code, ...given },
  }, ({ answer, raised_because: because }) => kept(answer, because ?? null));
  const keepWords = () => {
    const words = act.draft.words.trim();
    if (words === "") return act.refuse([{ field: "answer", message: "Enter the answer" }]);
    keep({ answer: words });
  };
  const keepUnknown = () => {
    const reason = act.draft.unknown.trim();
    if (reason.length < 3) return act.refuse([{ field: "not_known", message: "Enter why nobody knows" }]);
    keep({ not_known: reason });
  };
  return { act, keep, keepWords, keepUnknown };
}

type Answering = ReturnType<typeof useAnswer>;

function Choices({ asked, answering }: { asked: Asked; answering: Answering }) {
  const { question } = asked;
  const options = question.answer === "yes_no"
    ? [["yes", "Yes", "y"], ["no", "No", "n"]] as const
    : question.choices.map((choice, index) => [choice, choice, String(index + 1)] as const);
  return options.map(([value, title, key]) => (
    <button
      key={value} type="button" className="button button--small" disabled={answering.act.busy}
      aria-keyshortcuts={key} onClick={() => answering.keep({ answer: value })}
    >
      {title} <kbd aria-hidden="true">{key}</kbd>
    </button>
  ));
}

function Words({ asked, answering }: { asked: Asked; answering: Answering }) {
  const { act, keepWords } = answering;
  const id = `answer-${asked.question.code}`;
  return (
    <span className="question__words">
      <input
        dir="auto" id={id} className="govuk-input" aria-label={`Answer: ${asked.question.text}`} value={act.draft.words}
        inputMode={asked.question.answer === "number" ? "numeric" : "text"} autoComplete="off"
        onChange={(event) => act.edit({ words: event.target.value })}
        onKeyDown={(event) => {
          if (!isEnter(event)) return;
          event.preventDefault();
          keepWords();
        }}
      />
      <button type="button" className="button button--small" onClick={keepWords} disabled={act.busy}>Keep</button>
    </span>
  );
}

function NotKnown({ asked, answering }: { asked: Asked; answering: Answering }) {
  const { act, keepUnknown } = answering;
  // The cursor goes to why nobody knows as soon as that is asked.
  const enter = useCallback((words: HTMLElement | null) => words?.querySelector("input")?.focus(), []);
  if (!act.draft.saysUnknown) {
    return (
      <button type="button" className="button button--small" onClick={() => act.edit({ saysUnknown: true })}>
        Not known<span className="govuk-visually-hidden">: {asked.question.text}</span> <kbd aria-hidden="true">u</kbd>
      </button>
    );
  }
  return (
    <span className="question__words" ref={enter}>
      <TextField
        id={`unknown-${asked.question.code}`} label="Why nobody knows" value={act.draft.unknown} autoComplete="off"
        error={messageFor(act.errors, "not_known")} onText={(unknown) => act.edit({ unknown })}
      />
      <button type="button" className="button button--small" onClick={keepUnknown} disabled={act.busy}>Keep</button>
      <button type="button" className="button button--small" onClick={() => act.edit({ saysUnknown: false })}>
        Back
      </button>
    </span>
  );
}

const problemWords = (errors: FieldError[]) => errors.filter((error) => error.field !== "not_known");

function ToAnswer({ incident, asked, kept }: { incident: string; asked: Asked; kept: Kept }) {
  const answering = useAnswer(incident, asked, kept);
  const { question } = asked;
  const choice = question.answer === "yes_no" || question.answer === "choice";
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const typing = event.target instanceof HTMLInputElement;
    const plain = !typing && !event.ctrlKey && !event.altKey && !event.metaKey && singleKeysAreOn();
    if (plain && event.key === "u") {
      event.preventDefault();
      event.stopPropagation();
      return answering.act.edit({ saysUnknown: true });
    }
    const answer = plain ? answerOfKey(question, event.key) : null;
    if (answer === null || answering.act.busy) return;
    event.preventDefault(); // the same letters go to pages elsewhere
    event.stopPropagation();
    answering.keep({ answer });
  };
  return (
    // The keys are another way to press the buttons inside, which say so.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li className="question" onKeyDown={onKeyDown} data-question={question.code}>
      <p className="question__text" id={`question-${question.code}`} tabIndex={-1}>
        {question.must ? <strong className="mark mark--must">Must</strong> : null} {question.text}
      </p>
      <div className="question__answers" role="group" aria-labelledby={`question-${question.code}`}>
        {choice ? <Choices asked={asked} answering={answering} /> : <Words asked={asked} answering={answering} />}
        <NotKnown asked={asked} answering={answering} />
      </div>
      {problemWords(answering.act.errors).map((error) => (
        <p className="govuk-error-message" key={error.message}>{error.message}</p>
      ))}
    </li>
  );
}

function Given({ asked, again }: { asked: Asked; again: (() => void) | null }) {
  const { question, given } = asked;
  if (!given) return null;
  return (
    <div className="given">
      <dt>{question.text}</dt>
      <dd>
        {answerInWords(given)}
        <span className="muted given__by"> <bdi>{given.recorded_by.name}</bdi>, {dayAndTime(given.recorded_at)}</span>
        {again ? (
          <button type="button" className="button button--small" onClick={again}>
            Answer again<span className="govuk-visually-hidden">: {question.text}</span>
          </button>
        ) : null}
      </dd>
    </div>
  );
}

interface Properties {
  incident: Incident;
  sets: readonly QuestionSet[];
  answers: Loaded<GivenAnswer[]>;
  /** After the last answer given here: one key too many must not be a key of the whole application. */
  answered: () => void;
}

/** Puts the cursor on the first question to ask. */
export function goToQuestions(): void {
  document.querySelector<HTMLElement>("[data-question] button, [data-question] input")?.focus();
}

/** The keys of the questions that are asked now. */
function toldOf(questions: readonly Question[]): Told[] {
  const choices = questions.flatMap(choicesOf).map(({ key }) => key);
  const letters = [...new Set(choices)].filter((key) => !/^\d$/.test(key));
  const digits = [...new Set(choices)].filter((key) => /^\d$/.test(key)).sort();
  return [
    ...(letters.length > 0 ? [{ keys: letters, does: "On a question: yes, no" }] : []),
    ...(digits.length > 0 ? [{ keys: digits, does: "On a question: the choice of that number" }] : []),
    ...(questions.length > 0 ? [{ keys: ["u"], does: "On a question: nobody knows, and why" }] : []),
  ];
}

/** Closed incidents are read, not asked about. */
export function Questions({ incident, sets, answers, answered }: Properties) {
  const may = useMay()("grade incidents") && incident.status === "open";
  const [again, setAgain] = useState<string | null>(null);
  const [told, setTold] = useState("");
  const [own, setOwn] = useState<readonly GivenAnswer[]>([]);
  useTold(may ? toldOf(toAsk(askedOf(sets, answers.value ?? [])).map(({ question }) => question)) : []);
  const kept: Kept = (answer, because) => {
    setAgain(null);
    setTold(because === null ? "Kept." : `The grade was raised: ${because}`);
    setOwn((was) => [...was, answer]);
    answers.again();
  };
  const latest = useRef(answered);
  useEffect(() => {
    latest.current = answered;
  });
  // The one answered has gone, and the next is there for the next key. At once, and only where the cursor has gone with
  // it: whoever went on to the line meanwhile must not answer the next question by what he writes.
  useLayoutEffect(() => {
    const at = document.activeElement;
    if (own.length === 0 || (at !== null && at !== document.body && !at.closest("[data-question]"))) return;
    if (document.querySelector("[data-question]")) goToQuestions();
    else latest.current();
  }, [own]);
  return (
    <Show what="the questions" loaded={answers}>
      {(given) => {
        const asked = askedOf(sets, [...given, ...own]);
        if (asked.length === 0) return (
          <Empty>
            {incident.type ? "This type asks nothing." : "Questions come with the type. Give it, and they stand here."}
          </Empty>
        );
        const wanted = [...asked.filter((one) => one.question.code === again), ...toAsk(asked)];
        return (
          <>
            <p className={told.startsWith("The grade") ? "done" : "govuk-visually-hidden"} role="status">{told}</p>
            {may && wanted.length > 0 ? (
              <ul className="questions">
                {wanted.map((one) => (
                  <ToAnswer key={one.question.code} incident={incident.id} asked={one} kept={kept} />
                ))}
              </ul>
            ) : null}
            {!may && wanted.length > 0 ? <p className="muted">{wanted.length} not answered.</p> : null}
            <dl className="givens">
              {asked.filter((one) => one.given && one.question.code !== again).map((one) => (
                <Given
                  key={one.question.code} asked={one} again={may ? () => setAgain(one.question.code) : null}
                />
              ))}
            </dl>
          </>
        );
      }}
    </Show>
  );
}
