// Compare: one formula at one point, four methods side by side, and whether they agree.

import { real } from "../../address/keys.js";
import { stateOf } from "../../address/state.js";
import type { Compared, Differentiated } from "../../engine/handlers/compare.js";
import { variablesOf } from "../../engine/handlers/variables.js";
import { useAnswer } from "../../parts/answered.js";
import { FormulaField } from "../../parts/formula-field.js";
import { isHidden } from "../../parts/hide.js";
import { useLast } from "../../parts/last.js";
import { formulaKeys, pointOf } from "../../parts/lecture-formulas.js";
import { Mathematics } from "../../parts/mathematics.js";
import { Notices } from "../../parts/notice.js";
import { PointFields } from "../../parts/point-fields.js";
import { Methods } from "./methods.js";
import { StepCurve } from "./step-curve.js";
import { VerdictLine } from "./verdict.js";

const state = stateOf({
  ...formulaKeys,
  h: real(-8, { min: -300, max: 10 }),
});

export function View() {
  const { answer, waiting, progress, failure } = useAnswer("live", "compare", () => {
    const { f, at } = state.value.values;
    return { formula: f, at: pointOf({ f, at }) };
  });
  const { f, wrt, h } = state.value.values;
  const newest = (waiting ? (progress?.partial as Differentiated | undefined) : undefined) ?? answer;
  const refused = newest !== undefined && "error" in newest ? newest : undefined;
  const judged = useLast(answer !== undefined && "notes" in answer ? answer : undefined);
  const latest = useLast(newest !== undefined && "comparison" in newest ? newest : undefined);
  const shown = waiting && refused === undefined ? latest : judged;
  const known = useLast(newest !== undefined && "names" in newest ? newest : undefined);
  const pending = shown !== judged;
  return (
    <div class={waiting ? "view compare waits" : "view compare"} aria-busy={waiting}>
      <Notices sentences={state.value.problems} kind="problem" />
      <div class="inputs">
        <FormulaField formula={f} mistake={refused?.error} />
        {known !== undefined && known.tex !== "" && <Mathematics tex={known.tex} plain={known.formula} display />}
        {known !== undefined && <PointFields names={known.names} point={known.point} />}
      </div>
      {failure !== undefined && <Notices sentences={[failure]} kind="problem" />}
      {shown !== undefined && (
        <div inert={refused !== undefined}>
          {!isHidden("verdict") && <VerdictLine value={shown.comparison.value} judged={judged?.comparison} pending={pending} />}
          {!isHidden("methods") && <Methods methods={shown.comparison.methods} judged={pending ? judged?.comparison.methods : undefined} />}
          {judged !== undefined && <Judged judged={judged} wrt={wrt} exponent={h} />}
        </div>
      )}
    </div>
  );
}

interface JudgedProps {
  readonly judged: Compared;
  readonly wrt: string;
  readonly exponent: number;
}

/** What follows the verdict. */
function Judged({ judged: { formula, point, notes, comparison }, wrt, exponent }: JudgedProps) {
  const variables = variablesOf(point);
  return (
    <>
      <Notices sentences={[...comparison.notes, ...notes]} />
      {!isHidden("curve") && comparison.verdict === "agree" && variables.length > 0 && (
        <StepCurve formula={formula} point={point} variables={variables} wrt={wrt} exponent={exponent} />
      )}
    </>
  );
}
