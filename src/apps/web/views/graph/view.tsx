// Graph: the computation graph as on the slides, played step by step, and the expression tree that symbolic differentiation works on.

import { css } from "../../../../views/graph/svg-style.js";
import { writePoint } from "../../../../views/point-text.js";
import { choice, whole } from "../../address/keys.js";
import { change, stateOf } from "../../address/state.js";
import type { DrawnGraph } from "../../engine/handlers/graph.js";
import { useAnswer } from "../../parts/answered.js";
import { drawingWidth } from "../../parts/drawing.js";
import { FormulaField } from "../../parts/formula-field.js";
import { isHidden } from "../../parts/hide.js";
import { useLast } from "../../parts/last.js";
import { formulaKeys, pointOf } from "../../parts/lecture-formulas.js";
import { Mathematics } from "../../parts/mathematics.js";
import { Notices } from "../../parts/notice.js";
import { Player } from "../../parts/player.js";
import { PointFields } from "../../parts/point-fields.js";
import { addPictureStyles } from "../../parts/theme.js";
import { VariableChoice } from "../../parts/variable-choice.js";
import { Picture } from "./picture.js";
import { Now, Steps } from "./steps.js";
import { Tree } from "./tree.js";

addPictureStyles(css);

/** More steps than any graph has that can be drawn: the end. */
const end = 100_000;

const state = stateOf({
  ...formulaKeys,
  mode: choice(["reverse", "forward"], "reverse"),
  step: whole(end, { min: 0, max: end }),
  order: whole(0, { min: 0, max: 4 }),
});

export function View() {
  const { answer, waiting, failure } = useAnswer("live", "graph", () => {
    const { f, at, wrt, mode } = state.value.values;
    // In reverse mode no variable is chosen: the drawing does not depend on it.
    return { formula: f, at: pointOf({ f, at }), mode, variable: mode === "forward" ? wrt : "" };
  });
  const { values, problems } = state.value;
  const { f, mode, wrt, order } = values;
  const refused = answer !== undefined && "error" in answer ? answer : undefined;
  const drawn = useLast(answer !== undefined && "svg" in answer ? answer : undefined);
  const known = useLast(answer !== undefined && answer.names !== undefined && answer.point !== undefined ? answer : undefined);
  return (
    <div class="view graph" aria-busy={waiting}>
      <Notices sentences={problems} kind="problem" />
      <div class="inputs">
        <FormulaField formula={f} mistake={refused?.error} />
        {known?.tex !== undefined && known.tex !== "" && <Mathematics tex={known.tex} plain={f} display />}
        {known?.names !== undefined && known.point !== undefined && <PointFields names={known.names} point={known.point} />}
      </div>
      {failure !== undefined && <Notices sentences={[failure]} kind="problem" />}
      {drawn !== undefined && (
        <div inert={refused !== undefined}>
          <Notices sentences={drawn.notes} />
          <ModeChoice drawn={drawn} mode={mode} />
          <div class="side-by-side">
            <Played drawn={drawn} step={values.step} formula={f} />
            {!isHidden("tree") && (
              <Tree
                formula={drawn.formula}
                at={writePoint(drawn.point)}
                variable={drawn.variables.includes(wrt) ? wrt : drawn.variable}
                variables={drawn.variables}
                order={order}
              />
            )}
          </div>
        </div>
      )}
    </div>
  );
}

function ModeChoice({ drawn, mode }: { readonly drawn: DrawnGraph; readonly mode: "reverse" | "forward" }) {
  return (
    <div class="choices">
      <fieldset>
        <legend>Mode</legend>
        {(["reverse", "forward"] as const).map((one) => (
          <label key={one}>
            <input type="radio" name="mode" value={one} checked={mode === one} onChange={() => change({ mode: one, step: undefined })} />{" "}
            {one === "reverse" ? "reverse, all gradients at once" : "forward, for one variable"}
          </label>
        ))}
      </fieldset>
      {mode === "forward" && <VariableChoice variables={drawn.variables} variable={drawn.variable} label="Variable that moves" />}
    </div>
  );
}

/** The steps that a teacher lets be seen. */
function stepsOf({ steps }: DrawnGraph) {
  return isHidden("backward") ? steps.filter(({ pass }) => pass === "forward").map(({ completes: _, ...step }) => step) : steps;
}

function Played({ drawn, step: asked, formula }: { readonly drawn: DrawnGraph; readonly step: number; readonly formula: string }) {
  const steps = stepsOf(drawn);
  const step = Math.min(asked, steps.length);
  const go = (to: number) => change({ step: String(to) }, "step");
  return (
    <section class="played" aria-label="Computation graph" style={{ "--natural": `${drawingWidth(drawn.svg)}px` }}>
      {!isHidden("play") && <Player count={steps.length} step={step} onStep={go} what="Step" />}
      <Now steps={steps} step={step} />
      <Picture svg={drawn.svg} steps={steps} step={step} name={formula} />
      <Steps steps={steps} step={step} onStep={go} />
    </section>
  );
}
