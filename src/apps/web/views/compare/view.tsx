// Compare: one formula at one point, four methods side by side, and whether they agree.

import { real } from "../../address/keys.js";
import { stateOf } from "../../address/state.js";
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
  const { answer, waiting, failure } = useAnswer("live", "compare", () => {
    const { f, at } = state.value.values;
    return { formula: f, at: pointOf({ f, at }) };
  });
  const { f, wrt, h } = state.value.values;
  const refused = answer !== undefined && "error" in answer ? answer : undefined;
  const compared = useLast(answer !== undefined && "comparison" in answer ? answer : undefined);
  const known = useLast(answer !== undefined && "names" in answer ? answer : undefined);
  const variables = compared === undefined ? [] : variablesOf(compared.point);
  return (
    <div class={waiting ? "view compare waits" : "view compare"} aria-busy={waiting}>
      <Notices sentences={state.value.problems} kind="problem" />
      <div class="inputs">
        <FormulaField formula={f} mistake={refused?.error} />
        {known !== undefined && known.tex !== "" && <Mathematics tex={known.tex} plain={f} display />}
        {known !== undefined && <PointFields names={known.names} point={known.point} />}
      </div>
      {failure !== undefined && <Notices sentences={[failure]} kind="problem" />}
      {compared !== undefined && (
        <div inert={refused !== undefined}>
          {!isHidden("verdict") && <VerdictLine comparison={compared.comparison} />}
          {!isHidden("methods") && <Methods comparison={compared.comparison} />}
          <Notices sentences={[...compared.comparison.notes, ...compared.notes]} />
          {!isHidden("curve") && compared.comparison.verdict === "agree" && variables.length > 0 && (
            <StepCurve formula={compared.comparison.formula} point={compared.point} variables={variables} wrt={wrt} exponent={h} />
          )}
        </div>
      )}
    </div>
  );
}
