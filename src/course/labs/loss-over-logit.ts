// Squared error beside cross entropy as functions of one logit, with their derivatives: the curves of the lab on losses.

import { reverse } from "../../core/differentiators/automatic/index.js";
import type { TracedFunction, Value } from "../../core/graph/trace.js";
import { sigmoid, softmax, stack } from "../../core/primitives/index.js";
import { losses, squaredError } from "../networks/losses.js";

export const outputNames = ["sigmoid", "softmax"] as const;
export type OutputName = (typeof outputNames)[number];
export const comparedLosses = ["squared", "cross-entropy"] as const;
export type ComparedLoss = (typeof comparedLosses)[number];

export interface LossPoint {
  /** a; the unit is right where it is large */
  readonly logit: number;
  readonly loss: number;
  /** dl/da */
  readonly derivative: number;
}

export interface LossCurve {
  readonly output: OutputName;
  readonly loss: ComparedLoss;
  readonly points: readonly LossPoint[];
  /** the logit where |dl/da| is largest, and that slope */
  readonly steepest: LossPoint;
  /** |dl/da| at the most wrong logit, as a part of the largest */
  readonly remains: number;
}

/**
 * The four curves: a sigmoid unit that should answer 1, and a softmax over logits (a, 0, ..., 0) that should choose the first class.
 * @param classes of the softmax
 * @example
 * const mostWrong = lossCurves([-10, 0, 10], 3).map(({ points }) => points[0].derivative.toFixed(6));
 * mostWrong.slice(0, 2)   // ["-0.000045", "-0.999955"]
 */
export function lossCurves(logits: readonly number[], classes: number): readonly LossCurve[] {
  return outputNames.flatMap((output) => comparedLosses.map((loss) => curve(output, loss, logits, classes)));
}

function curve(output: OutputName, loss: ComparedLoss, logits: readonly number[], classes: number): LossCurve {
  const derivative = reverse.derivative(lossOfLogit(output, loss, classes));
  const points = logits.map((logit): LossPoint => {
    const at = derivative({ a: logit });
    return { logit, loss: at.value as number, derivative: at.derivative as number };
  });
  const steepest = points.reduce((best, point) => (Math.abs(point.derivative) > Math.abs(best.derivative) ? point : best));
  const mostWrong = points.reduce((worst, point) => (point.logit < worst.logit ? point : worst));
  return { output, loss, points, steepest, remains: Math.abs(mostWrong.derivative / steepest.derivative) };
}

function lossOfLogit(output: OutputName, loss: ComparedLoss, classes: number): TracedFunction {
  if (output === "sigmoid") {
    return ({ a }) => {
      return loss === "squared" ? squaredError(sigmoid(a as Value), 1) : losses["binary-cross-entropy"].apply(a as Value, 1);
    };
  }
  const others = Array.from({ length: classes - 1 }, () => 0);
  const target = [1, ...others];
  return ({ a }) => {
    const logits = stack([a as Value, ...others]);
    return loss === "squared" ? squaredError(softmax(logits), target) : losses["cross-entropy"].apply(logits, target);
  };
}
