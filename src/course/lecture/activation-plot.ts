// Section 3: value and derivative of an activation over x, for measuring and for drawing.

import { reverse } from "../../core/differentiators/automatic/index.js";
import type { TracedFunction } from "../../core/graph/trace.js";
import type { Plot } from "../labs/plot.js";
import { activations, defaultAlpha } from "../networks/activations.js";
import type { SlideActivation } from "./activation-notes.js";

export interface CurvePoint {
  readonly x: number;
  readonly value: number;
  readonly slope: number;
}

export interface Spread {
  readonly from: number;
  readonly to: number;
  readonly intervals: number;
}

/** g and g' at evenly spread x, both ends included. */
export function curveOf(g: TracedFunction, spread: Spread): readonly CurvePoint[] {
  return curveAt(g, spreadOver(spread));
}

function curveAt(g: TracedFunction, xs: readonly number[]): readonly CurvePoint[] {
  const derivative = reverse.derivative(g);
  return xs.map((x) => {
    const found = derivative({ x });
    return { x, value: found.value as number, slope: found.derivative as number };
  });
}

function spreadOver({ from, to, intervals }: Spread): readonly number[] {
  return Array.from({ length: intervals + 1 }, (_, i) => from + ((to - from) * i) / intervals);
}

/** Right behind 0: a jump there is drawn upright. */
const behindZero = 1e-12;

export function activationPlot(name: SlideActivation, g: TracedFunction): Plot {
  const xs = [...spreadOver({ from: -4, to: 4, intervals: 160 }), behindZero].sort((a, b) => a - b);
  const curve = curveAt(g, xs);
  const { title, definition } = activations[name];
  return {
    name,
    title: `${title}: g(x) = ${definition}${definition.includes("alpha") ? `, alpha = ${defaultAlpha}` : ""}`,
    x: { label: "x", scale: "linear" },
    y: { label: "g(x), g'(x)", scale: "linear" },
    series: [
      { name: "value g(x)", points: curve.map(({ x, value }) => ({ x, y: value })) },
      { name: "derivative g'(x)", points: curve.map(({ x, slope }) => ({ x, y: slope })) },
    ],
  };
}
