// Derivation: the symbolic derivative worked out line by line, each with the rule that was applied and what it changed.

import { formatCount } from "../../../../views/numbers.js";
import { flag, whole } from "../../address/keys.js";
import { change, stateOf } from "../../address/state.js";
import type { DerivationLine, Derived, Written } from "../../engine/handlers/derivation.js";
import { useAnswer } from "../../parts/answered.js";
import { FormulaField } from "../../parts/formula-field.js";
import { isHidden } from "../../parts/hide.js";
import { useLast } from "../../parts/last.js";
import { formulaKeys, pointOf } from "../../parts/lecture-formulas.js";
import { Mathematics } from "../../parts/mathematics.js";
import { Notices } from "../../parts/notice.js";
import { Player } from "../../parts/player.js";
import { PointFields } from "../../parts/point-fields.js";
import { VariableChoice } from "../../parts/variable-choice.js";

const end = 100_000;

const state = stateOf({
  ...formulaKeys,
  step: whole(end, { min: 0, max: end }),
  simplified: flag(true),
});

export function View() {
  const { answer, waiting, failure } = useAnswer("live", "derivation", () => {
    const { f, at, wrt } = state.value.values;
    return { formula: f, at: pointOf({ f, at }), variable: wrt };
  });
  const { values, problems } = state.value;
  const refused = answer !== undefined && "error" in answer ? answer : undefined;
  const derived = useLast(answer !== undefined && "lines" in answer ? answer : undefined);
  const vectors = answer?.point !== undefined && Object.values(answer.point).some((value) => typeof value !== "number");
  return (
    <div class="view derivation" aria-busy={waiting}>
      <Notices sentences={problems} kind="problem" />
      <div class="inputs">
        <FormulaField formula={values.f} mistake={refused?.error} />
        {answer?.names !== undefined && answer.point !== undefined && vectors && (
          <>
            <PointFields names={answer.names} point={answer.point} />
            <p class="about">Of the values only the sizes of the vectors matter here: the formula is written out entry by entry.</p>
          </>
        )}
      </div>
      {failure !== undefined && <Notices sentences={[failure]} kind="problem" />}
      {derived !== undefined && (
        <div inert={refused !== undefined}>
          <Worked derived={derived} step={values.step} short={values.simplified} />
        </div>
      )}
    </div>
  );
}

function Worked({ derived, step: asked, short }: { readonly derived: Derived; readonly step: number; readonly short: boolean }) {
  const { lines, start, result, simplified, size, notes, variables, variable } = derived;
  const step = Math.min(asked, lines.length);
  const shown = lines.slice(0, step);
  return (
    <>
      <Notices sentences={notes} />
      <div class="choices">
        <VariableChoice variables={variables} variable={variable} label="Differentiate by" />
        {!isHidden("simplified") && (
          <label>
            <input
              type="checkbox"
              checked={short}
              onChange={({ currentTarget }) => change({ simplified: currentTarget.checked ? undefined : "0" })}
            />{" "}
            simplify the result
          </label>
        )}
      </div>
      {!isHidden("play") && <Player count={lines.length} step={step} onStep={(to) => change({ step: String(to) }, "step")} what="Rule" />}
      <p class="start">
        <Shown of={start} />
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section class="scrolls" aria-label="Lines" tabIndex={0}>
        <ol class="lines">
          {shown.map((line, i) => (
            <li key={`${line.rule} ${line.before.plain}`} class={i === step - 1 ? "newest" : undefined}>
              <Line line={line} />
            </li>
          ))}
        </ol>
      </section>
      {step === lines.length && !isHidden("answer") && (
        <section class="card result" aria-label="Result">
          <h2>The derivative</h2>
          <p>
            <Shown of={result} />
          </p>
          {short && !isHidden("simplified") && simplified.plain !== result.plain && (
            <>
              <h3>Simplified, to look at</h3>
              <p>
                <Shown of={simplified} />
              </p>
            </>
          )}
          <p class="about">
            Nodes: formula {formatCount(size)}, derivative {formatCount(result.size)}
            {short && !isHidden("simplified") && `, simplified ${formatCount(simplified.size)}`}.
          </p>
        </section>
      )}
    </>
  );
}

function Line({ line: { rule, before, after, whole: all } }: { readonly line: DerivationLine }) {
  return (
    <>
      <p class="rule">
        <strong>{rule}</strong> <Mathematics tex={`${before.tex} = ${after.tex}`} plain={`${before.plain} = ${after.plain}`} />
      </p>
      {all !== undefined && (
        <p class="whole">
          <Mathematics tex={`= ${all.tex}`} plain={`= ${all.plain}`} display />
        </p>
      )}
    </>
  );
}

function Shown({ of }: { readonly of: Written }) {
  return <Mathematics tex={of.tex} plain={of.plain} display />;
}
