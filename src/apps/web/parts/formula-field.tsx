// The field of the formula, with the message and a caret under the place of a mistake.

import { useId } from "preact/hooks";
import { caretLines } from "../../../views/caret.js";
import { change } from "../address/state.js";
import { isHidden } from "./hide.js";
import { lectureFormulas } from "./lecture-formulas.js";

export interface Mistake {
  readonly message: string;
  /** in the formula, from 0 */
  readonly position?: number;
}

export function FormulaField({ formula, mistake }: { readonly formula: string; readonly mistake: Mistake | undefined }) {
  const id = useId();
  return (
    <section class="formula" aria-label="Formula">
      {!isHidden("formula") && (
        <>
          <label for={id}>Formula</label>
          <input
            id={id}
            class="formula-input"
            value={formula}
            spellcheck={false}
            autocomplete="off"
            autocapitalize="off"
            aria-invalid={mistake !== undefined}
            aria-describedby={`${id}-mistake`}
            onInput={({ currentTarget }) => change({ f: currentTarget.value }, "f")}
          />
        </>
      )}
      <div id={`${id}-mistake`} aria-live="polite">
        {mistake !== undefined && (
          <div class="mistake">
            {mistake.position !== undefined && <pre aria-hidden="true">{caretLines(formula, mistake.position).join("\n")}</pre>}
            <p>{mistake.message}</p>
          </div>
        )}
      </div>
      {!isHidden("formula") && !isHidden("examples") && <Examples formula={formula} />}
    </section>
  );
}

function Examples({ formula }: { readonly formula: string }) {
  const id = useId();
  const known = lectureFormulas.findIndex((one) => one.f === formula);
  return (
    <p class="examples">
      <label for={id}>From the lecture</label>
      <select
        id={id}
        value={String(known)}
        onChange={({ currentTarget }) => {
          const chosen = lectureFormulas[Number(currentTarget.value)];
          if (chosen !== undefined) change({ f: chosen.f, at: chosen.at, wrt: undefined, step: undefined });
        }}
      >
        <option value="-1">choose a formula</option>
        {lectureFormulas.map(({ title }, i) => (
          <option key={title} value={String(i)}>
            {title}
          </option>
        ))}
      </select>
    </p>
  );
}
