// SPDX-License-Identifier: Apache-2.0
import { SelectField, TextAreaField, TextField } from "../shell/form";
import { serverNow } from "../api/client";
import { toLondonInput } from "../words/times";
import type { EvidenceDraft, EvidenceField } from "./outcome_rules";

interface Properties {
  field: EvidenceField;
  evidence: EvidenceDraft;
  error: string;
  edit: (changes: EvidenceDraft) => void;
}

const choices = {
  yes_no: [["", "Not said"], ["yes", "Yes"], ["no", "No"]],
  view: [["", "Not asked"], ["supports", "Supports the investigation"], ["does_not_support", "Does not support it"]],
} as const;

/** One field of the evidence, as its kind wants it. */
export function EvidenceInput({ field, evidence, error, edit }: Properties) {
  const { name, label, kind, hint } = field;
  const id = `evidence-${name}`;
  const value = evidence[name] ?? "";
  const onText = (text: string) => edit({ [name]: text });
  const same = { id, label, error, ...(hint === undefined ? {} : { hint }) };
  if (kind === "yes_no" || kind === "view") {
    const options = choices[kind].map(([code, title]) => ({ value: code, title }));
    return <SelectField {...same} value={value} options={options} onChoose={onText} />;
  }
  if (kind === "area") return <TextAreaField {...same} rows={2} value={value} onText={onText} />;
  const now = toLondonInput(new Date(serverNow()));
  if (kind === "day") return <TextField {...same} type="date" max={now.slice(0, 10)} value={value} onText={onText} />;
  if (kind === "instant") {
    return <TextField {...same} type="datetime-local" step={1} max={now} value={value} onText={onText} />;
  }
  return <TextField {...same} value={value} autoComplete="off" onText={onText} />;
}
