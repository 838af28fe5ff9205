// The expression tree of the formula or of a derivative of it, and how these trees grow.

import { useSignal } from "@preact/signals";
import { useEffect, useId } from "preact/hooks";
import { formatCount, formatNumber } from "../../../../views/numbers.js";
import { change } from "../../address/state.js";
import { useAnswer } from "../../parts/answered.js";
import { Drawing } from "../../parts/drawing.js";
import { VariableChoice } from "../../parts/variable-choice.js";

export interface TreeProps {
  readonly formula: string;
  readonly at: string;
  readonly variable: string;
  readonly variables: readonly string[];
  readonly order: number;
}

const names = ["f", "f'", "f''", "f'''", "f''''"];

export function Tree({ formula, at, variable, variables, order }: TreeProps) {
  const id = useId();
  const asked = useSignal({ formula, at, variable, order });
  useEffect(() => {
    asked.value = { formula, at, variable, order };
  }, [formula, at, variable, order]);
  const { answer, waiting, failure } = useAnswer("plot", "tree", () => (asked.value.variable === "" ? undefined : asked.value));
  if (variable === "") return null;
  return (
    <section class="card tree" aria-labelledby={id} aria-busy={waiting}>
      <h2 id={id}>The expression tree that symbolic differentiation rewrites</h2>
      <p class="about">A tree writes everything out: what the graph computes once and uses twice stands here twice. Derivatives grow.</p>
      <VariableChoice variables={variables} variable={variable} label="Differentiate by" />
      {failure !== undefined && <p class="mistake">{failure}</p>}
      {answer !== undefined && "refused" in answer && <p>{answer.refused}</p>}
      {answer !== undefined && "sizes" in answer && (
        <>
          <ul class="sizes">
            {answer.sizes.map((size, i) => (
              <li key={names[i]}>
                <button type="button" aria-pressed={i === order} onClick={() => change({ order: String(i) })}>
                  {names[i]}
                </button>
                <span class="bar" aria-hidden="true">
                  <span style={{ width: `${(100 * Math.log(size + 1)) / Math.log(Math.max(...answer.sizes) + 1)}%` }} />
                </span>
                <span>
                  {size < 1e9 ? formatCount(size) : formatNumber(size, 3)} {size === 1 ? "node" : "nodes"}
                </span>
              </li>
            ))}
          </ul>
          <p class="about">
            The bars are on a logarithmic scale. Reverse mode computes f and its whole gradient in {formatCount(answer.reverseOperations)}{" "}
            operations.
          </p>
          {answer.svg === undefined ? <p>{answer.reason}</p> : <Drawing svg={answer.svg} label="Drawing of the tree" />}
        </>
      )}
    </section>
  );
}
