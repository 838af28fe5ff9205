// Random small programs that use one row of the table, with a point at which each is defined.

import fc from "fast-check";
import { type Shape, sizeOf } from "../../../src/core/graph/shape.js";
import { applyRow, shapeOf } from "../../../src/core/primitives/apply.js";
import { type ElementwiseRow, rowOf } from "../../../src/core/primitives/row.js";
import {
  add,
  broadcast,
  crossEntropy,
  div,
  dot,
  eq,
  gt,
  index,
  logsumexp,
  matmul,
  mean,
  mul,
  type Nested,
  ne,
  type Point,
  reshape,
  slice,
  square,
  stack,
  sub,
  sum,
  sumTo,
  type TracedFunction,
  transpose,
  type Value,
} from "../../../src/index.js";

export interface Sample {
  readonly program: TracedFunction;
  readonly point: Point;
}

/** Programs that use the row, at points where they have a value. Whole numbers are drawn often, so that kinks are met. */
export function samplesOf(name: string): fc.Arbitrary<Sample> {
  const row = rowOf(name);
  return row.kind === "elementwise" ? elementwise(row) : ofArrays(name);
}

type Inner = (x: Value, y: Value) => Value;

const inners: readonly Inner[] = [
  (x) => x,
  (_, y) => y,
  (x, y) => add(x, y),
  (x, y) => sub(x, y),
  (x, y) => mul(x, y),
  (x) => mul(x, x),
  (x, y) => add(mul(x, x), y),
  (x) => add(mul(0.5, x), 0.25),
  (x, y) => div(x, add(2, square(y))),
];
const numbers = (...values: readonly number[]): readonly Inner[] => values.map((value) => () => value);
const conditions: readonly Inner[] = [(x, y) => gt(x, y), (x) => gt(x, 0), (x) => eq(x, 1), (x) => ne(x, 1), (x) => gt(mul(x, x), 2)];

/** What may stand at an operand, where not everything may, or something special should. */
const operands: Readonly<Record<string, readonly (readonly Inner[])[]>> = {
  mul: [
    [...inners, ...numbers(2)],
    [...inners, ...numbers(-0.5)],
  ],
  div: [
    [...inners, ...numbers(2)],
    [...inners, ...numbers(4)],
  ],
  // Exponents that are plain numbers have textbook rules of their own.
  pow: [
    [...inners, ...numbers(2, Math.E)],
    [...numbers(0, 1, 2, 3, -1, 0.5, 0.3), (x) => x, (_, y) => y, (x, y) => add(x, y)],
  ],
  where: [conditions, inners, inners],
};

const outers: readonly ((f: Value, x: Value, y: Value) => Value)[] = [
  (f) => f,
  (f, x) => mul(f, x),
  (f, _, y) => mul(y, f),
  (f, x, y) => add(f, mul(x, y)),
  (f, x) => sub(x, f),
  (f) => mul(f, f),
  (f, x) => div(f, add(1, square(x))),
  (f, _, y) => mul(add(f, y), 3),
];

const fine = fc.integer({ min: -2500, max: 2500 }).map((n) => n / 1000);
const whole = fc.integer({ min: -2, max: 2 });

function elementwise(row: ElementwiseRow): fc.Arbitrary<Sample> {
  const share = row.kinks === undefined ? 1 : 6;
  const points = fc.oneof(
    { arbitrary: fc.record({ x: fine, y: fine }), weight: 6 },
    { arbitrary: fc.record({ x: whole, y: whole }), weight: share },
  );
  const forms = fc.tuple(...Array.from({ length: row.arity }, (_, k) => fc.constantFrom(...(operands[row.name]?.[k] ?? inners))));
  return fc
    .record({ point: points, forms, outer: fc.constantFrom(...outers) })
    .filter(({ point: { x, y }, forms: inner, outer }) => {
      const [a = 0, b = 0] = inner.map((form) => form(x, y) as number);
      const inside = (row.domain?.(a, b) ?? true) && !(row.singular?.(a, b, [true, true]) ?? false);
      const moves = row.arity > 1 || inner[0]?.(0.5, 0.25) !== inner[0]?.(0.75, 0.375);
      return inside && moves && Number.isFinite(outer(row.value(a, b, inner[2]?.(x, y) as number), x, y));
    })
    .map(({ point, forms: inner, outer }) => ({
      point,
      program: (inputs) => {
        const [x, y] = [inputs["x"] as Value, inputs["y"] as Value];
        return outer(
          applyRow(
            row,
            inner.map((form) => form(x, y)),
          ),
          x,
          y,
        );
      },
    }));
}

interface Case {
  readonly shapes: Readonly<Record<string, Shape>>;
  readonly of: (inputs: Readonly<Record<string, Value>>) => Value;
}

const of =
  (f: (...values: readonly Value[]) => Value): Case["of"] =>
  (inputs) =>
    f(...Object.values(inputs));
const single = (name: string) => of((...values) => applyRow(rowOf(name), values));

const cases: Readonly<Record<string, readonly Case[]>> = {
  broadcast: [
    { shapes: { x: [3], s: [] }, of: of((x, s) => mul(x as Value, s as Value)) },
    { shapes: { a: [2, 3], b: [3] }, of: of((a, b) => mul(a as Value, b as Value)) },
    { shapes: { c: [2, 1] }, of: of((c) => broadcast(c as Value, [2, 3])) },
  ],
  sum: [
    { shapes: { x: [4] }, of: of((x) => sum(x as Value)) },
    { shapes: { a: [2, 3] }, of: of((a) => sumTo(a as Value, [3])) },
  ],
  mean: [
    { shapes: { x: [4] }, of: of((x) => mean(x as Value)) },
    { shapes: { a: [2, 3] }, of: of((a) => mean(a as Value)) },
  ],
  reshape: [
    { shapes: { x: [6] }, of: of((x) => reshape(x as Value, [2, 3])) },
    { shapes: { a: [2, 3] }, of: of((a) => reshape(a as Value, [6])) },
  ],
  transpose: [
    { shapes: { a: [2, 3] }, of: of((a) => transpose(a as Value)) },
    { shapes: { a: [2, 2] }, of: of((a) => transpose(a as Value)) },
  ],
  index: [
    { shapes: { x: [3] }, of: of((x) => mul(index(x as Value, 1), index(x as Value, 2))) },
    { shapes: { a: [3, 2] }, of: of((a) => index(a as Value, 1)) },
    { shapes: { x: [5] }, of: of((x) => slice(x as Value, 1, [3])) },
  ],
  place: [{ shapes: { x: [2] }, of: of((x) => applyRow(rowOf("place"), [x as Value], [1, 4])) }],
  stack: [
    { shapes: { x: [], y: [] }, of: of((x, y) => stack([x as Value, y as Value, x as Value])) },
    { shapes: { x: [2], y: [2] }, of: of((x, y) => stack([x as Value, y as Value])) },
  ],
  dot: [
    { shapes: { x: [3], y: [3] }, of: single("dot") },
    { shapes: { x: [3] }, of: of((x) => dot(x as Value, mul(x as Value, x as Value))) },
  ],
  matmul: [
    { shapes: { a: [2, 3], b: [3, 2] }, of: single("matmul") },
    { shapes: { a: [2, 2], b: [2, 2] }, of: single("matmul") },
    { shapes: { w: [2, 3], x: [3] }, of: of((w, x) => matmul(w as Value, x as Value)) },
    { shapes: { w: [2, 2], x: [2] }, of: of((w, x) => matmul(w as Value, matmul(w as Value, x as Value))) },
  ],
  logsumexp: [
    { shapes: { x: [3] }, of: of((x) => logsumexp(x as Value)) },
    { shapes: { a: [2, 2] }, of: of((a) => logsumexp(a as Value)) },
  ],
  crossEntropy: [
    { shapes: { a: [3] }, of: of((a) => crossEntropy(a as Value, [0, 1, 0])) },
    { shapes: { a: [3], p: [3] }, of: of((a, p) => crossEntropy(a as Value, p as Value)) },
    { shapes: { a: [2, 2], p: [2, 2] }, of: of((a, p) => crossEntropy(a as Value, p as Value)) },
  ],
  crossEntropySlope: [
    { shapes: { a: [3], p: [3] }, of: single("crossEntropySlope") },
    { shapes: { a: [2, 2], p: [2, 2] }, of: single("crossEntropySlope") },
  ],
};

const before: readonly ((value: Value) => Value)[] = [
  (value) => value,
  (value) => mul(value, value),
  (value) => sub(mul(0.5, value), 0.25),
];

function ofArrays(name: string): fc.Arbitrary<Sample> {
  const known = cases[name];
  if (known === undefined) throw new Error(`no program uses ${name}: add one to samples.ts.`);
  return fc.constantFrom(...known).chain(({ shapes, of: f }) => {
    const values = Object.entries(shapes).map(([input, shape]) => [input, arrayOf(shape)] as const);
    return fc
      .record({
        point: fc.record(Object.fromEntries(values)) as fc.Arbitrary<Point>,
        inner: fc.constantFrom(...before),
        isSquared: fc.boolean(),
      })
      .map(({ point, inner, isSquared }) => ({
        point,
        program: (inputs): Value => {
          const total = weighed(f(Object.fromEntries(Object.entries(inputs).map(([input, value]) => [input, inner(value)]))));
          return isSquared ? square(total) : total;
        },
      }));
  });
}

function arrayOf(shape: Shape): fc.Arbitrary<Nested> {
  const [rows = 0, columns = 0] = shape;
  const vector = (length: number) => fc.array(fine, { minLength: length, maxLength: length });
  if (shape.length === 0) return fine;
  return shape.length === 1 ? vector(rows) : fc.array(vector(columns), { minLength: rows, maxLength: rows });
}

/** A single number, in which every entry counts with another weight. */
function weighed(value: Value): Value {
  const shape = shapeOf(value);
  if (shape.length === 0) return value;
  const weights = Array.from({ length: sizeOf(shape) }, (_, k) => 1.25 - 0.4375 * k + 0.07 * k * k);
  return dot(reshape(value, [weights.length]), weights);
}
