import "../../../src/index.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyRow, shapeOf } from "../../../src/core/primitives/apply.js";
import { type ArrayRow, allRows, type ElementwiseRow, rowOf } from "../../../src/core/primitives/row.js";
import {
  add,
  broadcast,
  crossEntropy,
  dot,
  exp,
  type Graph,
  gt,
  index,
  logsumexp,
  lower,
  matmul,
  mean,
  mul,
  type Point,
  record,
  reshape,
  slice,
  square,
  stack,
  sum,
  sumTo,
  type TracedFunction,
  transpose,
  type Value,
} from "../../../src/index.js";
import { boundedMethods } from "../../../src/verify/methods.js";
import { referenceGradient, referenceValue } from "../../../src/verify/reference/index.js";

const isElementwise = (row: { kind: string }): row is ElementwiseRow => row.kind === "elementwise";
const elementwise = allRows().filter(isElementwise);
const arrayRows = allRows().filter((row): row is ArrayRow => row.kind === "array");

const whereTex = elementwise.find(({ name }) => name === "where")?.spelling.tex;
const UNIT = 2 ** -53;
/** Points for each elementwise row: the 64-digit reference takes milliseconds for each. */
const POINTS = Number(process.env["TRIGRAD_POINTS"] ?? 200);
const flat = (value: unknown): number[] => (Array.isArray(value) ? value.flatMap(flat) : [value as number]);

/** Numbers of [-range, range] with six decimals, evenly spread. */
const numbers = (range = 3) => fc.integer({ min: -range * 1e6, max: range * 1e6 }).map((n) => n / 1e6);

describe("every row says what it is", () => {
  it.each(allRows().map((row) => [row.name, row] as const))("%s has a spelling", (_, { kind, spelling }) => {
    expect(spelling.tex).toContain("#1");
    for (const name of spelling.names) expect(name).toMatch(/^\p{L}\w*$/u);
    // Rows that formulas write in another way, or not at all, have no name of their own.
    if (kind === "elementwise" && spelling.tex !== whereTex)
      expect(spelling.names.length + (spelling.infix === undefined ? 0 : 1)).toBeGreaterThan(0);
  });

  it("no two rows share a spelling", () => {
    const names = allRows().flatMap(({ spelling }) => [...new Set(spelling.names)]);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  it("each row with a domain says it in words, and only those do", () => {
    for (const row of elementwise)
      expect(row.domainText !== undefined && row.domainText.length > 0, row.name).toBe(row.domain !== undefined);
  });

  it("each kink states its convention", () => {
    for (const { name, kinks = [] } of elementwise) {
      for (const { convention } of kinks) expect(convention, name).toMatch(/\S/);
    }
  });
});

describe("values, derivatives and bounds of the elementwise rows hold against the 64-digit reference", () => {
  it.each(elementwise.map((row) => [row.name, row] as const))("%s", (_, row) => {
    const graph = record(functionOf(row), Object.fromEntries(["x", "y", "w"].slice(0, row.arity).map((name) => [name, 1]))).graph;
    const points = fc
      .sample(operandsOf(row), POINTS)
      .map((values): Point => Object.fromEntries(values.map((value, k) => ["xyw"[k], value])));
    const unclear = check(graph, points);
    expect(unclear, "points at which the numerical method does not answer").toBeLessThan(0.05 * points.length);
  });
});

const connectives = ["and", "or", "not"];

/** The function of x, y, w that a row computes. Truth values are comparisons, as in programs. */
function functionOf(row: ElementwiseRow): TracedFunction {
  return (inputs) => {
    const isTruth = (k: number) => connectives.includes(row.name) || (row.name === "where" && k === 0);
    const operands = Object.values(inputs).map((operand, k) => (isTruth(k) ? gt(operand, 0) : operand));
    return applyRow(row, operands);
  };
}

/** Operands in the domain, not within a thousandth of a kink, a singular point or the edge of the domain. */
function operandsOf(row: ElementwiseRow): fc.Arbitrary<number[]> {
  if (row.name === "where") return fc.tuple(numbers(), numbers(), numbers()).filter(([x]) => Math.abs(x) > 1e-3);
  const clearOfZero = numbers().filter((x) => Math.abs(x) > 1e-3);
  if (connectives.includes(row.name)) return fc.array(clearOfZero, { minLength: row.arity, maxLength: row.arity });
  // From alpha = 1 on it is no ReLU any more.
  if (row.name === "leakyRelu")
    return fc
      .tuple(
        numbers(),
        fc.integer({ min: 1, max: 999 }).map((n) => n / 1000),
      )
      .filter(([x]) => clear(row, x, 0));
  return fc.array(numbers(), { minLength: row.arity, maxLength: row.arity }).filter(([x = 0, y = 0]) => clear(row, x, y));
}

function clear(row: ElementwiseRow, x: number, y: number): boolean {
  const active = [true, true, true];
  const near = (v: number) => [v, v - 1e-3, v + 1e-3, Math.round(v * 500) / 500];
  const inside = near(x).every((a) => near(y).every((b) => (row.domain?.(a, b) ?? true) && !(row.singular?.(a, b, active) ?? false)));
  return inside && (row.kinks ?? []).every(({ distance }) => Math.abs(distance(x, y)) > 1e-3);
}

/** Every method within its bound at every point; gives at how many the numerical method does not answer. */
function check(graph: Graph, points: readonly Point[]): number {
  const scalars = lower(graph);
  const methods = boundedMethods.map((method) => ({ name: method.name, at: method.prepare(graph, "gradient") }));
  let unclear = 0;
  for (const point of points) {
    const reference = referenceGradient(scalars, point);
    const value = referenceValue(graph, point).outputs[0];
    expect(
      value?.minus(reference.value).abs().toNumber(),
      `value of the graph and of its scalar form at ${JSON.stringify(point)}`,
    ).toBeLessThan(1e-50);
    let answered = true;
    for (const { name: method, at } of methods) {
      const { value: computed, gradient, bound } = at(point);
      const at64 = reference.value.toNumber();
      expect(Math.abs((computed as number) - at64), `value by ${method} at ${JSON.stringify(point)}`).toBeLessThanOrEqual(
        1e-13 * Math.max(1, Math.abs(at64)),
      );
      expect(bound, `${method} gives bounds`).toBeDefined();
      for (const { name } of graph.inputs) {
        const parts = flat(gradient[name]);
        const bounds = flat((bound as typeof gradient)[name]);
        expect(parts).toHaveLength((reference.gradient[name] ?? []).length);
        for (const [k, exact] of (reference.gradient[name] ?? []).entries()) {
          const [part = NaN, allowed = NaN] = [parts[k], bounds[k]];
          if (method === "numerical" && !(Number.isFinite(part) && Number.isFinite(allowed))) {
            answered = false;
            continue;
          }
          const error = exact.minus(part).abs().toNumber();
          const limit = allowed + UNIT * exact.abs().toNumber();
          if (!(error <= limit)) {
            const where = `${method}, d/d${name}[${k}] at ${JSON.stringify(point)}`;
            expect.fail(`${where}: ${part} is ${error} from ${exact.toString()}, more than its bound ${limit}`);
          }
        }
      }
    }
    if (!answered) unclear++;
  }
  return unclear;
}

type Shapes = Readonly<Record<string, readonly number[]>>;
type Case = readonly [title: string, row: string, shapes: Shapes, op: TracedFunction];
const slopeOf = (a: Value, p: Value) => applyRow(rowOf("crossEntropySlope"), [a, p]);
const v = (inputs: Readonly<Record<string, Value>>, name: string) => inputs[name] as Value;

const cases: readonly Case[] = [
  ["the dot product of two vectors", "dot", { x: [3], y: [3] }, (i) => dot(v(i, "x"), v(i, "y"))],
  ["the dot product of a vector with itself", "dot", { x: [4] }, (i) => dot(v(i, "x"), v(i, "x"))],
  ["a matrix times a matrix", "matmul", { a: [2, 3], b: [3, 2] }, (i) => matmul(v(i, "a"), v(i, "b"))],
  ["a matrix times a vector", "matmul", { a: [2, 3], b: [3] }, (i) => matmul(v(i, "a"), v(i, "b"))],
  ["a vector times a matrix", "matmul", { a: [3], b: [3, 2] }, (i) => matmul(v(i, "a"), v(i, "b"))],
  ["a square matrix times itself", "matmul", { a: [2, 2] }, (i) => matmul(v(i, "a"), v(i, "a"))],
  ["the transpose", "transpose", { a: [2, 3] }, (i) => square(transpose(v(i, "a")))],
  ["the sum of a vector", "sum", { x: [5] }, (i) => square(sum(v(i, "x")))],
  ["the sum of a matrix", "sum", { a: [2, 3] }, (i) => exp(sum(mul(v(i, "a"), 0.25)))],
  ["sums of the columns", "sum", { a: [2, 3] }, (i) => square(sumTo(v(i, "a"), [3]))],
  ["sums of the rows", "sum", { a: [2, 3] }, (i) => square(sumTo(v(i, "a"), [2, 1]))],
  ["the mean of a vector", "mean", { x: [5] }, (i) => square(mean(v(i, "x")))],
  ["the mean of a matrix", "mean", { a: [3, 2] }, (i) => square(mean(v(i, "a")))],
  ["an entry of a vector", "index", { x: [3] }, (i) => mul(index(v(i, "x"), 1), index(v(i, "x"), 2))],
  ["an entry of a matrix", "index", { a: [2, 3] }, (i) => square(index(v(i, "a"), 1, 2))],
  ["a row of a matrix", "index", { a: [3, 2] }, (i) => square(index(v(i, "a"), 1))],
  ["a slice of a vector", "index", { x: [5] }, (i) => square(slice(v(i, "x"), 1, [3]))],
  ["a stack of numbers, one of them twice", "stack", { x: [], y: [] }, (i) => square(stack([v(i, "x"), v(i, "y"), v(i, "x")]))],
  ["a stack of vectors", "stack", { x: [2], y: [2] }, (i) => square(stack([v(i, "x"), v(i, "y"), v(i, "x")]))],
  ["a number added to a vector", "broadcast", { x: [3], s: [] }, (i) => square(add(v(i, "x"), v(i, "s")))],
  ["a number added to a matrix", "broadcast", { a: [2, 2], s: [] }, (i) => square(add(v(i, "s"), v(i, "a")))],
  ["a row added to each row of a matrix", "broadcast", { a: [2, 3], b: [3] }, (i) => square(add(v(i, "a"), v(i, "b")))],
  ["a column repeated", "broadcast", { c: [2, 1] }, (i) => square(broadcast(v(i, "c"), [2, 3]))],
  ["a vector as a matrix", "reshape", { x: [6] }, (i) => square(reshape(v(i, "x"), [2, 3]))],
  ["a matrix as a vector", "reshape", { a: [2, 3] }, (i) => square(reshape(v(i, "a"), [6]))],
  ["logsumexp of a vector", "logsumexp", { x: [4] }, (i) => logsumexp(v(i, "x"))],
  ["logsumexp of the rows of a matrix", "logsumexp", { a: [3, 2] }, (i) => logsumexp(v(i, "a"))],
  ["cross entropy of logits and a one-hot target", "crossEntropy", { x: [4] }, (i) => crossEntropy(v(i, "x"), [0, 0, 1, 0])],
  ["cross entropy of logits and weights", "crossEntropy", { x: [3], p: [3] }, (i) => crossEntropy(v(i, "x"), v(i, "p"))],
  ["cross entropy by rows", "crossEntropy", { a: [2, 3], p: [2, 3] }, (i) => crossEntropy(v(i, "a"), v(i, "p"))],
  ["cross entropy of a single logit", "crossEntropy", { x: [1], p: [1] }, (i) => crossEntropy(v(i, "x"), v(i, "p"))],
  ["the slope of the cross entropy", "crossEntropySlope", { x: [3], p: [3] }, (i) => slopeOf(v(i, "x"), v(i, "p"))],
  ["the slope of the cross entropy by rows", "crossEntropySlope", { a: [2, 2], p: [2, 2] }, (i) => slopeOf(v(i, "a"), v(i, "p"))],
  ["the slope of the cross entropy of a single logit", "crossEntropySlope", { x: [1], p: [1] }, (i) => slopeOf(v(i, "x"), v(i, "p"))],
];

/** A function with a single value: the entries of op with unequal weights. */
const weighed =
  (op: TracedFunction): TracedFunction =>
  (inputs) => {
    const result = op(inputs);
    const [rows = 1, columns = 1] = shapeOf(result);
    const weight = (k: number) => 1.25 - 0.4375 * k + 0.07 * k * k;
    if (shapeOf(result).length === 0) return mul(result, weight(0));
    const vector = (row: number, size: number) => Array.from({ length: size }, (_, k) => weight(row * size + k));
    const weights = shapeOf(result).length === 1 ? vector(0, rows) : Array.from({ length: rows }, (_, row) => vector(row, columns));
    return sum(mul(result, weights));
  };

function pointsOf(shapes: Shapes): fc.Arbitrary<Point> {
  const entries = Object.entries(shapes).map(([name, shape]) => {
    const filled = [...shape]
      .reverse()
      .reduce<fc.Arbitrary<unknown>>((inner, n) => fc.array(inner, { minLength: n, maxLength: n }), numbers());
    return [name, filled] as const;
  });
  return fc.record(Object.fromEntries(entries)) as fc.Arbitrary<Point>;
}

describe("values, derivatives and bounds of the array rows hold against the 64-digit reference", () => {
  it("each array row that users can call has a case", () => {
    const covered = new Set(cases.map(([, row]) => row));
    // "place" is the adjoint of "index": every case of index runs it.
    expect(arrayRows.map(({ name }) => name).filter((name) => !covered.has(name))).toEqual(["place"]);
  });

  it.each(cases)("%s (%s)", (_, row, shapes, op) => {
    const points = fc.sample(pointsOf(shapes), Math.min(POINTS, 20));
    const { graph } = record(weighed(op), points[0] as Point);
    const primitives = Array.from({ length: graph.length }, (_node, node) => graph.primitive(node));
    expect(primitives).toContain(row);
    expect(check(graph, points)).toBeLessThan(0.05 * points.length);
  });
});
