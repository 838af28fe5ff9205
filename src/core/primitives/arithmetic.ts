// Rows of the four operations, in the order of lecture section 4.

import type { Value } from "../graph/trace.js";
import { binary, unary } from "./define.js";

const everywhere = ["anywhere", "anywhere"] as const;

/** z = x + y */
export const add = binary({
  name: "add",
  value: (x, y) => x + y,
  pull: [(delta) => delta, (delta) => delta],
  rule: "add",
  ulps: 1,
  gates: everywhere,
  spelling: { names: ["add"], infix: { symbol: "+", strength: 4 }, tex: "#1 + #2" },
});

/** z = x - y */
export const sub = binary({
  name: "sub",
  value: (x, y) => x - y,
  pull: [(delta) => delta, (delta) => neg(delta)],
  rule: "add",
  ulps: 1,
  gates: everywhere,
  spelling: { names: ["subtract"], infix: { symbol: "-", strength: 4 }, tex: "#1 - #2" },
});

/** z = x y */
export const mul = binary({
  name: "mul",
  value: (x, y) => x * y,
  pull: [(delta, { y }) => scale(delta, y), (delta, { x }) => scale(delta, x)],
  rule: "multiply",
  ulps: 1,
  gates: everywhere,
  spelling: { names: ["multiply"], infix: { symbol: "*", strength: 5 }, tex: "#1 #2" },
});

const scaleRow = binary({
  name: "scale",
  value: (x, y) => (x === 0 || y === 0 ? 0 : x * y),
  pull: [(delta, { y }) => scale(delta, y), (delta, { x }) => scale(delta, x)],
  rule: "multiply",
  ulps: 1,
  gates: everywhere,
  spelling: { names: [], infix: { symbol: "*", strength: 5 }, tex: "#1 #2" },
});

/**
 * An adjoint or tangent times a local derivative: x y, where a factor 0 wins over an infinite or undefined one.
 * It keeps a branch that was not taken from poisoning the others, as TensorFlow's multiply_no_nan does.
 */
export function scale(x: Value, y: Value): Value {
  // A seed of 1 would only copy: the slide writes y, not 1 y.
  if (x === 1) return y;
  if (y === 1) return x;
  return scaleRow(x, y);
}

/** z = x / y */
export const div = binary({
  name: "div",
  value: (x, y) => x / y,
  pull: [(delta, { y }) => scale(delta, div(1, y)), (delta, { y }, z) => scale(delta, neg(div(z, y)))],
  domain: (_, y) => y !== 0,
  domainText: "the divisor is not 0",
  ulps: 1,
  gates: ["anywhere", "by-half"],
  spelling: { names: ["divide"], infix: { symbol: "/", strength: 5 }, tex: "\\frac{#1}{#2}" },
});

/** z = -x */
export const neg = unary({
  name: "neg",
  value: (x) => -x,
  pull: [(delta) => neg(delta)],
  ulps: 0,
  gates: everywhere,
  spelling: { names: ["unaryMinus"], infix: { symbol: "-", strength: 6 }, tex: "-#1" },
});
