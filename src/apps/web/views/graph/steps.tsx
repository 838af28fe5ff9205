// The steps in words: the current one large, and all of them to choose from.

import type { GraphStep } from "../../../../views/step-text.js";

export interface NowProps {
  readonly steps: readonly GraphStep[];
  readonly step: number;
}

export interface StepsProps extends NowProps {
  readonly onStep: (step: number) => void;
}

const ruleNames: Readonly<Record<NonNullable<GraphStep["rule"]>, string>> = {
  start: "start",
  branch: "branch",
  add: "add rule",
  multiply: "multiply rule",
  function: "function rule",
  copy: "copy",
};

export function Now({ steps, step }: NowProps) {
  const now = step > 0 ? steps[step - 1] : undefined;
  return (
    <p class="now" role="status">
      {now === undefined ? "Nothing is computed yet: the first step gives the first input its value." : <Line step={now} />}
    </p>
  );
}

export function Steps({ steps, step, onStep }: StepsProps) {
  return (
    <details>
      <summary>All {steps.length} steps</summary>
      <ol class="steps">
        {steps.map((one, i) => (
          <li key={`${one.pass} ${one.text}`}>
            <button type="button" aria-current={i === step - 1 ? "step" : undefined} onClick={() => onStep(i + 1)}>
              <Line step={one} />
            </button>
          </li>
        ))}
      </ol>
    </details>
  );
}

function Line({ step: { pass, rule, text } }: { readonly step: GraphStep }) {
  return (
    <>
      <span class={`pass ${pass}`}>{pass}</span> {rule !== undefined && <strong>{ruleNames[rule]}: </strong>}
      <span class="number">{text}</span>
    </>
  );
}
