// A quick look at every rule: forward and reverse mode against difference quotients of the function itself.

import { describe, expect, it } from "vitest";
import { applyRow, shapeOf } from "../../../src/core/primitives/apply.js";
import { allRows, type ElementwiseRow, rowOf } from "../../../src/core/primitives/row.js";
import {
  add,
  broadcast,
  crossEntropy,
  dot,
  forward,
  index,
  logsumexp,
  matmul,
  mean,
  mul,
  type Point,
  reshape,
  reverse,
  slice,
  softmax,
  square,
  stack,
  sum,
  sumTo,
  type TracedFunction,
  transpose,
  type Value,
} from "../../../src/index.js";

const flat = (value: unknown): number[] => (Array.isArray(value) ? value.flatMap(flat) : [value as number]);
const names = ["x", "y", "w"];
const v = (inputs: Readonly<Record<string, Value>>, name: string) => inputs[name] as Value;

/** The same structure with one number moved. */
function moved(value: unknown, at: number, by: number): unknown {
  let position = 0;
  const walk = (part: unknown): unknown => (Array.isArray(part) ? part.map(walk) : (part as number) + (position++ === at ? by : 0));
  return walk(value);
}

/** Every partial derivative of f, a number of numbers and arrays, as both modes and a central difference see it. */
function expectSlopes(f: TracedFunction, point: Point): void {
  const found = [forward.gradient(f)(point).gradient, reverse.gradient(f)(point).gradient];
  for (const [name, value] of Object.entries(point)) {
    flat(value).forEach((_, k) => {
      const h = 1e-5;
      const at = (by: number) => f({ ...point, [name]: moved(value, k, by) as Value }) as number;
      const quotient = (at(h) - at(-h)) / (2 * h);
      for (const gradient of found) {
        const slope = flat(gradient[name])[k] as number;
        expect(Math.abs(slope - quotient), `d/d${name}[${k}] ${slope}, not ${quotient}`).toBeLessThan(
          1e-7 * Math.max(1, Math.abs(quotient)),
        );
      }
    });
  }
}

const rows = allRows().filter((row): row is ElementwiseRow => row.kind === "elementwise");
/** Clear of kinks, jumps and edges. */
const places = [
  [0.375, 0.8125, 0.3],
  [-0.625, 1.3125, 0.7],
  [2.3125, -0.4375, -1.2],
] as const;

describe("the rules of one, two or three numbers", () => {
  it.each(rows.map((row) => [row.name, row] as const))("%s", (_, row) => {
    const f: TracedFunction = (inputs) => mul(applyRow(row, Object.values(inputs)), 3);
    const inside = places.filter(([x, y]) => [-0.01, 0, 0.01].every((h) => row.domain?.(x + h, y) ?? true));
    const points = inside.length > 0 ? inside : ([[1.5, 2.5, 1]] as const);
    for (const place of points) expectSlopes(f, Object.fromEntries(place.slice(0, row.arity).map((x, k) => [names[k] as string, x])));
  });
});

const x = [0.5, -1.25, 2];
const p = [0.2, 0.5, 0.4];
const A = [
  [0.5, -1, 2],
  [1.5, 0.25, -0.75],
];
const B = [
  [1, 0.5],
  [-1, 2],
  [0.25, 3],
];
const P = [
  [0.1, 0.6, 0.2],
  [0.3, 0.4, 0.5],
];
const slopeOf = (a: Value, q: Value) => applyRow(rowOf("crossEntropySlope"), [a, q]);

describe("the rules of vectors and matrices", () => {
  const cases: readonly (readonly [string, Point, TracedFunction])[] = [
    ["dot", { x, p }, (i) => dot(v(i, "x"), v(i, "p"))],
    ["matmul of matrices", { A, B }, (i) => matmul(v(i, "A"), v(i, "B"))],
    ["matmul of a matrix and a vector", { A, x }, (i) => matmul(v(i, "A"), v(i, "x"))],
    ["matmul of a vector and a matrix", { x, B }, (i) => matmul(v(i, "x"), v(i, "B"))],
    ["transpose", { A }, (i) => transpose(v(i, "A"))],
    ["sum", { A }, (i) => sum(v(i, "A"))],
    ["sums of columns", { A }, (i) => sumTo(v(i, "A"), [3])],
    ["sums of rows", { A }, (i) => sumTo(v(i, "A"), [2, 1])],
    ["mean", { A }, (i) => mean(v(i, "A"))],
    ["an entry", { A }, (i) => index(v(i, "A"), 1, 2)],
    ["a row", { A }, (i) => index(v(i, "A"), 1)],
    ["a slice", { x }, (i) => slice(v(i, "x"), 1, [2])],
    ["stack of numbers", { x: 1.5, y: -2 }, (i) => stack([v(i, "x"), v(i, "y"), v(i, "x")])],
    ["stack of vectors", { x, p }, (i) => stack([v(i, "x"), v(i, "p"), v(i, "x")])],
    ["broadcast of a number", { A, s: 0.5 }, (i) => add(v(i, "A"), v(i, "s"))],
    ["broadcast of a row", { A, x }, (i) => mul(v(i, "A"), v(i, "x"))],
    ["broadcast of a column", { c: [[2], [-1]] }, (i) => broadcast(v(i, "c"), [2, 3])],
    ["reshape", { A }, (i) => reshape(v(i, "A"), [3, 2])],
    ["logsumexp", { x }, (i) => logsumexp(v(i, "x"))],
    ["logsumexp by rows", { A }, (i) => logsumexp(v(i, "A"))],
    ["softmax", { x }, (i) => softmax(v(i, "x"))],
    ["softmax by rows", { A }, (i) => softmax(v(i, "A"))],
    ["cross entropy", { x, p }, (i) => crossEntropy(v(i, "x"), v(i, "p"))],
    ["cross entropy by rows", { A, P }, (i) => crossEntropy(v(i, "A"), v(i, "P"))],
    ["slope of the cross entropy", { x, p }, (i) => slopeOf(v(i, "x"), v(i, "p"))],
    ["slope of the cross entropy by rows", { A, P }, (i) => slopeOf(v(i, "A"), v(i, "P"))],
  ];
  it.each(cases)("%s", (_, point, op) => {
    // Unequal weights and a square, so that no entry stands for another, and adjoints are no constants.
    const f: TracedFunction = (inputs) => {
      const result = op(inputs);
      const [m = 1, n = 1] = shapeOf(result);
      const weight = (k: number) => 0.75 - 0.3125 * k + 0.07 * k * k;
      if (shapeOf(result).length === 0) return add(square(result), mul(result, 3));
      const row = (i: number, size: number) => Array.from({ length: size }, (_entry, k) => weight(i * size + k));
      const weights = shapeOf(result).length === 1 ? row(0, m) : Array.from({ length: m }, (_row, i) => row(i, n));
      return add(sum(mul(result, weights)), mul(0.25, sum(square(result))));
    };
    expectSlopes(f, point);
  });
});
