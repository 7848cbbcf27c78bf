// SPDX-License-Identifier: Apache-2.0
import { get } from "../api/client";
import type { Measure } from "../api/types";
import { useLoaded } from "../shell/loaded";
import { SelectField, TextField } from "../shell/form";
import { readAreas } from "../geography/areas";
import { asMonth, otherMeasure } from "./choice";
import type { Choice } from "./choice";

interface Properties {
  measures: readonly Measure[];
  choice: Choice;
  change: (changes: Record<string, string>) => void;
}

function AreaChoice({ value, choose }: { value: string; choose: (area: string) => void }) {
  const areas = useLoaded(async (signal) => {
    const layers = (await get("/api/v1/geography/layers", { signal })).items;
    return readAreas(layers, signal);
  }, "areas");
  const known = areas.value ?? [];
  const listed = known.map((area) => ({ value: area.code, title: area.title }));
  const options = [{ value: "", title: "Every area" }, ...listed];
  // An area of the address that is not in the list, a bookmark for instance, must stay visible as what it is.
  if (value !== "" && !known.some((area) => area.code === value)) options.push({ value, title: value });
  return <SelectField id="area" label="Area" value={value} options={options} onChoose={choose} />;
}

interface MonthProperties { id: string; label: string; value: string; choose: (month: string) => void }

function MonthField({ id, label, value, choose }: MonthProperties) {
  return (
    <TextField
      key={value} id={id} label={label} type="month" defaultValue={value} placeholder="2014-11" pattern="\d{4}-\d{2}"
      onText={(text) => (asMonth(text) !== "" || text === "") && choose(text)}
    />
  );
}

type Option = Measure["options"][number];

function wordsOf(value: string): string {
  return value.charAt(0).toUpperCase() + value.slice(1).replaceAll("_", " ").replaceAll("-", " ");
}

/** An option without a list of values takes a whole number. */
function OptionField({ option, value, choose }: { option: Option; value: string; choose: (value: string) => void }) {
  const id = `option-${option.name}`;
  const label = wordsOf(option.title);
  const standard = option.standard === "" ? "All" : wordsOf(option.standard);
  if (option.values.length === 0) {
    return (
      <TextField
        id={id} label={label} inputMode="numeric" pattern="[1-9][0-9]*" placeholder={standard} defaultValue={value}
        onText={(text) => /^([1-9]\d{0,5})?$/.test(text) && choose(text)}
      />
    );
  }
  const others = option.values.filter((each) => each !== option.standard);
  const options = [{ value: "", title: standard }, ...others.map((each) => ({ value: each, title: wordsOf(each) }))];
  return <SelectField id={id} label={label} value={value} options={options} onChoose={choose} />;
}

function Example({ measure }: { measure: Measure }) {
  return (
    <details className="tabled">
      <summary>A worked example</summary>
      <p className="example">{measure.example}</p>
    </details>
  );
}

export function Choose({ measures, choice, change }: Properties) {
  const measure = measures.find((known) => known.name === choice.measure);
  return (
    <form className="panel choose" aria-label="Choose a figure" onSubmit={(event) => event.preventDefault()}>
      <SelectField
        id="measure" label="Measure" value={choice.measure}
        options={measures.map((known) => ({ value: known.name, title: known.title }))}
        onChoose={(name) => change(otherMeasure(name, measure))}
      />
      <AreaChoice value={choice.area} choose={(area) => change({ area })} />
      <div className="form-row">
        <MonthField id="from" label="From" value={choice.from} choose={(from) => change({ from })} />
        <MonthField id="to" label="To" value={choice.to} choose={(to) => change({ to })} />
      </div>
      {measure?.options.map((option) => (
        <OptionField
          key={option.name} option={option} value={choice.options[option.name] ?? ""}
          choose={(value) => change({ [option.name]: value })}
        />
      ))}
      {measure ? <Example measure={measure} /> : null}
    </form>
  );
}
