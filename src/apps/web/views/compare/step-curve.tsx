// How wrong a difference quotient is, over its step h: the V-curve, with a handle that moves along the steps.

import { useSignal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import type { Point } from "../../../../core/graph/tensor.js";
import type { DifferenceName } from "../../../../course/labs/step-size-curves.js";
import { formatNumber } from "../../../../views/numbers.js";
import { css } from "../../../../views/plots/svg-style.js";
import { writePoint } from "../../../../views/point-text.js";
import { change } from "../../address/state.js";
import type { ChosenStep, StepSizeFound } from "../../engine/handlers/step-size.js";
import { useAnswer } from "../../parts/answered.js";
import { Drawing } from "../../parts/drawing.js";
import { addPictureStyles } from "../../parts/theme.js";

addPictureStyles(css);

/** Milliseconds without a change. */
const rest = 150;

export interface StepCurveProps {
  readonly formula: string;
  readonly point: Point;
  /** every number that one may differentiate by */
  readonly variables: readonly string[];
  /** the chosen one; the first where it names none */
  readonly wrt: string;
  /** the chosen step is 10 to the power of this */
  readonly exponent: number;
}

export function StepCurve({ formula, point, variables, wrt, exponent }: StepCurveProps) {
  const id = useId();
  const variable = variables.includes(wrt) ? wrt : (variables[0] as string);
  const at = writePoint(point);
  const asked = useSignal({ formula, at, variable });
  // The curve follows when the typing or dragging rests: its hundred quotients would hold up the next answer.
  useEffect(() => {
    const resting = setTimeout(() => {
      asked.value = { formula, at, variable };
    }, rest);
    return () => clearTimeout(resting);
  }, [formula, at, variable]);
  const { answer, waiting, failure } = useAnswer("plot", "stepSize", () => asked.value);
  const isOld = asked.value.formula !== formula || asked.value.at !== at || asked.value.variable !== variable;
  return (
    <section class="card curve" aria-labelledby={id} aria-busy={waiting || isOld}>
      <h2 id={id}>The step of a difference quotient</h2>
      {variables.length > 1 && (
        <p>
          <label for={`${id}-by`}>Differentiate by</label>{" "}
          <select id={`${id}-by`} value={variable} onChange={({ currentTarget }) => change({ wrt: currentTarget.value })}>
            {variables.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </p>
      )}
      {failure !== undefined && <p class="mistake">{failure}</p>}
      {answer === undefined ? (
        failure === undefined && <p class="waiting">Measuring ...</p>
      ) : "refused" in answer ? (
        <p>{answer.refused}</p>
      ) : (
        <Curve found={answer} exponent={exponent} />
      )}
    </section>
  );
}

function Curve({ found, exponent }: { readonly found: StepSizeFound; readonly exponent: number }) {
  const id = useId();
  const area = useRef<HTMLDivElement>(null);
  const { steps, frame } = found;
  const chosen = nearest(steps, (step) => Math.abs(Math.log10(step.step) - exponent));
  const choose = (i: number) => change({ h: formatNumber(Math.log10((steps[i] as ChosenStep).step), 6) }, "h");
  const drag = (event: PointerEvent) => {
    const { left, width } = (area.current as HTMLElement).getBoundingClientRect();
    const position = ((event.clientX - left) / width - frame.left) / (frame.right - frame.left);
    choose(nearest(steps, (step) => Math.abs(step.position - position)));
  };
  const step = steps[chosen] as ChosenStep;
  const across = frame.left + step.position * (frame.right - frame.left);
  return (
    <div class="measured">
      <div class="plotted">
        <div class="scroll">
          <div
            class="with-handle"
            ref={area}
            onPointerDown={(event) => {
              event.currentTarget.setPointerCapture(event.pointerId);
              drag(event);
            }}
            onPointerMove={(event) => {
              if (event.currentTarget.hasPointerCapture(event.pointerId)) drag(event);
            }}
          >
            <Drawing svg={found.svg} label="Plot of the errors" fit />
            <span
              class="handle"
              aria-hidden="true"
              style={{ left: `${100 * across}%`, top: `${100 * frame.top}%`, height: `${100 * (frame.bottom - frame.top)}%` }}
            />
          </div>
        </div>
        <div class="chosen">
          <label for={id}>
            Step h = <span class="number">{formatNumber(step.step, 3)}</span>
          </label>
          <input
            id={id}
            type="range"
            min={0}
            max={steps.length - 1}
            step={1}
            value={chosen}
            aria-valuetext={`h = ${formatNumber(step.step, 3)}`}
            onInput={({ currentTarget }) => choose(Number(currentTarget.value))}
          />
        </div>
      </div>
      <div class="quotients">
        <table>
          <caption>
            The derivative is <span class="number">{formatNumber(Number(found.exact), 15)}</span>
          </caption>
          <thead>
            <tr>
              <th scope="col">difference</th>
              <th scope="col">gives</th>
              <th scope="col">error</th>
              <th scope="col">because</th>
            </tr>
          </thead>
          <tbody>
            {(["forward", "central"] as const).map((name) => (
              <Quotient key={name} name={name} step={step} />
            ))}
          </tbody>
        </table>
        <p class="about">
          Large steps truncate: the slope of a chord is not that of the tangent. Small steps round: the values of f share most of their
          digits, and what is left is divided by h. The best power of ten is {formatNumber(found.best.forward, 3)} for the forward and{" "}
          {formatNumber(found.best.central, 3)} for the central difference.
        </p>
      </div>
    </div>
  );
}

const written: Readonly<Record<DifferenceName, string>> = {
  forward: "(f(x + h) - f(x)) / h",
  central: "(f(x + h) - f(x - h)) / 2h",
};

function Quotient({ name, step }: { readonly name: DifferenceName; readonly step: ChosenStep }) {
  const point = step.quotients[name];
  return (
    <tr>
      <th scope="row">
        {name} <span class="about">{written[name]}</span>
      </th>
      {point === undefined ? (
        <td colSpan={3}>leaves the domain of f</td>
      ) : (
        <>
          <td class="number">{formatNumber(point.quotient, 15)}</td>
          <td class="number">{formatNumber(point.error, 3)}</td>
          <td>{point.error === 0 ? "nothing is left" : point.error > point.rounding ? "mostly truncated" : "rounding explains it"}</td>
        </>
      )}
    </tr>
  );
}

function nearest(steps: readonly ChosenStep[], distance: (step: ChosenStep) => number): number {
  return steps.reduce((best, step, i) => (distance(step) < distance(steps[best] as ChosenStep) ? i : best), 0);
}
