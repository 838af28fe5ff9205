// The error of difference quotients over their step, with the places of the drawing where the page puts its handle.

import { oneVariable } from "../../../../course/labs/one-variable.js";
import { requireSmooth, vCurve } from "../../../../course/labs/step-size.js";
import { type DifferenceName, type StepPoint, stepSizeData } from "../../../../course/labs/step-size-curves.js";
import { framedPlot } from "../../../../views/plots/svg.js";
import { writeValue } from "../../../../views/point-text.js";
import { type FormulaQuestion, readQuestion } from "./read.js";

export interface StepSizeQuestion extends FormulaQuestion {
  /** x, or an entry such as w[2] */
  readonly variable: string;
}

/** One step h, and what both quotients give with it. */
export interface ChosenStep {
  readonly step: number;
  /** left end 0, right end 1 of the plot's frame */
  readonly position: number;
  readonly quotients: Readonly<Partial<Record<DifferenceName, StepPoint>>>;
}

export interface StepSizeFound {
  readonly svg: string;
  /** the plot's frame, as parts of the drawing's width and height */
  readonly frame: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  /** from the smallest step to the largest */
  readonly steps: readonly ChosenStep[];
  readonly exact: string;
  readonly variable: string;
  /** the step where the central quotient came nearest */
  readonly best: Readonly<Record<DifferenceName, number>>;
}

export type StepSizeAnswer = StepSizeFound | { readonly refused: string };

const grid = { largest: 1, smallest: 1e-16, perDecade: 4 };

export function stepSizeHandler(question: StepSizeQuestion): StepSizeAnswer {
  const read = readQuestion(question);
  if ("error" in read) return { refused: read.error.message };
  const values = Object.fromEntries(Object.entries(read.point).map(([name, value]) => [name, writeValue(value)]));
  try {
    const of = oneVariable({ formula: question.formula, wrt: question.variable, values });
    requireSmooth(of);
    const data = stepSizeData(of, grid);
    const { svg, frame, x } = framedPlot(vCurve(data));
    const all = new Map<number, Partial<Record<DifferenceName, StepPoint>>>();
    for (const { name, points } of [data.forward, data.central])
      for (const point of points) all.set(point.step, { ...all.get(point.step), [name]: point });
    const steps = [...all].sort(([a], [b]) => a - b).map(([step, quotients]) => ({ step, position: x.position(step), quotients }));
    return {
      svg,
      frame,
      steps,
      exact: data.exact,
      variable: data.variable,
      best: { forward: data.forward.best.step, central: data.central.best.step },
    };
  } catch (error) {
    if (error instanceof RangeError) return { refused: error.message };
    throw error;
  }
}
