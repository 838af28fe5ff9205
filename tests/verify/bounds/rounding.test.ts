// The bound of a reverse sweep, worked out by hand: u times the sum of c |wbar w|, and no more.

import { describe, expect, test } from "vitest";
import { inputValues } from "../../../src/core/differentiators/point.js";
import {
  add,
  boundedEvaluator,
  exp,
  index,
  interpreter,
  log,
  mul,
  type Point,
  parseFormula,
  record,
  stack,
  sub,
  sum,
  type TracedFunction,
  type Value,
} from "../../../src/index.js";
import { machineEpsilon as u } from "../../../src/verify/bounds/local-error.js";

function evaluate(f: TracedFunction, point: Point) {
  const { graph } = record(f, point);
  return boundedEvaluator(graph)(inputValues(graph, point));
}

const boundsOf = (f: TracedFunction, point: Point) => [...(evaluate(f, point).outputs[0]?.bound ?? [])];
const formula = (text: string): TracedFunction => parseFormula(text).evaluate;

/** A number in units of machine epsilon, with a tolerance for its own rounding. */
const units = (bound: number | undefined) => (bound as number) / u;

describe("the bound of a reverse sweep", () => {
  test("adds up each rounding times its adjoint", () => {
    const { x, y, z } = { x: 0.1, y: 0.3, z: 0.7 };
    const [bound] = boundsOf(formula("x * y + z"), { x, y, z });
    expect(units(bound)).toBeCloseTo(x * y + (x * y + z), 12);
    const [scaled] = boundsOf(formula("(x + y) * z"), { x, y, z });
    expect(units(scaled)).toBeCloseTo((x + y) * z + (x + y) * z, 12);
  });

  test("counts a node twice that is used twice, and not at all where its uses cancel", () => {
    const twice: TracedFunction = ({ x }) => {
      const w = exp(x as Value);
      return add(w, w);
    };
    expect(units(boundsOf(twice, { x: 1 })[0])).toBeCloseTo(2 * 4 * Math.E + 2 * Math.E, 12);
    const never: TracedFunction = ({ x }) => {
      const w = exp(x as Value);
      return sub(w, w);
    };
    expect(units(boundsOf(never, { x: 1 })[0])).toBeLessThan(1e-300);
  });

  test("belongs to one entry at a time, each with its own size", () => {
    const bounds = boundsOf(({ x }) => exp(x as Value), { x: [0, 1, 5] });
    expect(bounds[0]).toBe(0);
    expect(units(bounds[1])).toBeCloseTo(4 * Math.E, 12);
    expect(units(bounds[2])).toBeCloseTo(4 * Math.exp(5), 9);
  });

  test("keeps what an entry adds though its neighbour adds nothing, and leaves out what is undefined but not used", () => {
    const first: TracedFunction = ({ x }) => mul(index(log(x as Value), 0), 3);
    const bound = 2 * 3 * Math.log(2);
    expect(units(boundsOf(first, { x: [2, 5] })[0])).toBeGreaterThan(bound);
    expect(boundsOf(first, { x: [2, -1] })).toEqual(boundsOf(first, { x: [2, 5] }));
  });

  test("follows the branch that an equality chose, though the derivative belongs to the other", () => {
    expect(units(boundsOf(formula("x == 0.5 ? exp(x) : x"), { x: 0.5 })[0])).toBeCloseTo(4 * Math.exp(0.5), 12);
    expect(units(boundsOf(formula("x != 0.5 ? x : exp(x)"), { x: 0.5 })[0])).toBeCloseTo(4 * Math.exp(0.5), 12);
    expect(boundsOf(formula("x == 0.5 ? x : exp(x)"), { x: 0.5 })).toEqual([0]);
  });

  test("reaches through values whose adjoints would underflow or overflow", () => {
    // The first product has an adjoint of 1e-330, which is no number; its error is a third of the whole.
    const tiny = units(boundsOf(formula("x * 3 * 1e-165 * 1e-165"), { x: 1.1e30 })[0]);
    expect(tiny).toBeCloseTo(3 * 3.3e-300, 302);
    expect(tiny / 3.3e-300).toBeCloseTo(3, 6);
    const large = units(boundsOf(formula("x * 3 * 1e150 * 1e150"), { x: 1.1 })[0]);
    expect(large / 3.3e300).toBeCloseTo(3, 6);
    // A value 0 has no size: its seed stays 1, so that large adjoints before it stay finite.
    const [cancelled] = boundsOf(formula("(x * 3 - y) * 1e100"), { x: 2.5, y: 7.5 });
    expect(units(cancelled)).toBeCloseTo(7.5e100, -86);
  });

  test("is not a number or infinite where the value is", () => {
    expect(boundsOf(formula("x / y"), { x: 1, y: 0 })[0]).toBe(Number.POSITIVE_INFINITY);
    expect(boundsOf(formula("log(x)"), { x: -1 })[0]).toBeNaN();
  });

  test("comes with the values, shapes and nodes of a plain evaluation", () => {
    const f: TracedFunction = ({ x }) => exp(x as Value);
    const point = { x: [1, 2] };
    const { graph } = record(f, point);
    const bounded = boundedEvaluator(graph)(inputValues(graph, point));
    const plain = interpreter(graph)(inputValues(graph, point));
    expect(bounded.outputs[0]).toMatchObject({ shape: [2], data: plain.outputs[0]?.data });
    expect(bounded.node(0)).toEqual(plain.node(0));
  });
});

describe("graphs with too many outputs for a sweep each", () => {
  /** `entries` outputs that cancel exactly, in a graph of so many nodes: a sweep sees that they cancel, one forward pass does not. */
  const cancelling =
    (entries: number, nodes: number): TracedFunction =>
    ({ x }) => {
      // x, exp(x), w - w, and at the end the stack of outputs
      const w = exp(x as Value);
      let chained: Value = sub(w, w);
      for (let k = 0; k < nodes - 4; k++) chained = sub(k % 2 === 0 ? 0 : chained, chained);
      return stack(new Array(entries).fill(chained));
    };

  const isSwept = (f: TracedFunction) => {
    const [bound] = boundsOf(f, { x: 1 });
    return units(bound) < 1e-300;
  };

  test("are bounded by one forward pass beyond twenty thousand entries times nodes", () => {
    const { graph } = record(cancelling(40, 500), { x: 1 });
    const length = (f: TracedFunction) => record(f, { x: 1 }).graph.length;
    const added = graph.length - 500;
    expect(length(cancelling(40, 500 - added))).toBe(500);
    expect(isSwept(cancelling(40, 500 - added))).toBe(true);
    expect(isSwept(cancelling(40, 501 - added))).toBe(false);
    expect(isSwept(cancelling(4, 501 - added))).toBe(true);
  });

  test("and never for one or two entries, which two sweeps serve", () => {
    const f = (entries: number): TracedFunction => cancelling(entries, 10_100);
    expect(isSwept(f(2))).toBe(true);
    expect(isSwept(f(3))).toBe(false);
  });

  test("have the values, shapes and nodes of a plain evaluation, and no error where nothing was rounded", () => {
    const point = { x: Array.from({ length: 150 }, (_, i) => i) };
    const { graph } = record(({ x }) => {
      let w: Value = x as Value;
      for (let k = 0; k < 150; k++) w = sub(0, w);
      return w;
    }, point);
    expect(150 * graph.length).toBeGreaterThan(20_000);
    const bounded = boundedEvaluator(graph)(inputValues(graph, point));
    const plain = interpreter(graph)(inputValues(graph, point));
    expect(bounded.outputs[0]).toMatchObject({ shape: [150], data: plain.outputs[0]?.data });
    expect(bounded.outputs[0]?.bound).toEqual(new Float64Array(150));
    expect(bounded.node(0)).toEqual(plain.node(0));
  });

  test("give an input as output the bound 0", () => {
    const point = { x: new Array(20_001).fill(0.5) };
    const { graph } = record(({ x }) => x as Value, point);
    expect(boundedEvaluator(graph)(inputValues(graph, point)).outputs[0]?.bound).toEqual(new Float64Array(20_001));
  });

  test("are those of all outputs together", () => {
    const point = { x: new Array(3400).fill(1), y: new Array(3400).fill(0.5) };
    const f: TracedFunction = ({ x, y }) => exp(add(sum(x as Value), y as Value));
    const { graph } = record(f, point);
    const [output] = boundedEvaluator(graph)(inputValues(graph, point)).outputs;
    expect(output?.bound).toHaveLength(3400);
  });
});
