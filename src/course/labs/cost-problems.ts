// The functions whose derivatives the lab on cost pays for: more and more inputs, and more and more outputs.

import type { Point } from "../../core/graph/tensor.js";
import type { TracedFunction, Value } from "../../core/graph/trace.js";
import { add, dot, log, matmul, mul, neg, sigmoid, sin, slice, square, sub, sum, tanh } from "../../core/primitives/index.js";

export interface Problem {
  readonly name: string;
  /** as the slides write it */
  readonly formula: string;
  /** what grows: the inputs of R^n -> R, or the outputs of R^n -> R^m */
  readonly grows: "inputs" | "outputs";
  /** the smallest size that makes sense */
  readonly from: number;
  at(size: number): Sized;
}

/** A problem at one size. The inputs to differentiate by are all there are. */
export interface Sized {
  readonly inputs: number;
  readonly outputs: number;
  readonly f: TracedFunction;
  readonly point: Point;
}

// Numbers without a pattern that an operation could profit from, the same in every run.
const numbers = (n: number, scale = 1) => Array.from({ length: n }, (_, i) => scale * Math.sin(i + 1));

/** The lecture's exercise with n weights. */
export const logLoss: Problem = {
  name: "log-loss",
  formula: "-log sigmoid(w . x)",
  grows: "inputs",
  from: 1,
  at(n) {
    const x = numbers(n, 1 / Math.sqrt(n));
    return { inputs: n, outputs: 1, f: ({ w }) => neg(log(sigmoid(dot(w as Value, x)))), point: { w: numbers(n) } };
  },
};

/** @see Rosenbrock, The Computer Journal 3 (1960) 175, in its usual form for n variables */
export const rosenbrock: Problem = {
  name: "rosenbrock",
  formula: "sum_i 100 (x_i+1 - x_i^2)^2 + (1 - x_i)^2",
  grows: "inputs",
  from: 2,
  at(n) {
    const f: TracedFunction = ({ x }) => {
      const [here, next] = [slice(x as Value, 0, [n - 1]), slice(x as Value, 1, [n - 1])];
      return sum(add(mul(100, square(sub(next, square(here)))), square(sub(1, here))));
    };
    return { inputs: n, outputs: 1, f, point: { x: numbers(n) } };
  },
};

/** One input, m outputs. */
export const curve: Problem = {
  name: "curve",
  formula: "(sin t, sin 2t, ..., sin mt)",
  grows: "outputs",
  from: 1,
  at(m) {
    const k = Array.from({ length: m }, (_, i) => i + 1);
    return { inputs: 1, outputs: m, f: ({ t }) => sin(mul(k, t as Value)), point: { t: 0.3 } };
  },
};

/** A layer with a fixed number of inputs and ever more neurons, by its inputs. */
export const layer = (n: number): Problem => ({
  name: "layer",
  formula: `tanh(W x), x of ${n} numbers`,
  grows: "outputs",
  from: 1,
  at(m) {
    const weights = Array.from({ length: m }, (_, i) => numbers(n, Math.cos(i + 1)));
    return { inputs: n, outputs: m, f: ({ x }) => tanh(matmul(weights, x as Value)), point: { x: numbers(n) } };
  },
});
