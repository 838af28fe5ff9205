// The bounds of one forward pass: no less than the true error, and no less than the bound of a reverse sweep.

import fc from "fast-check";
import { expect, test } from "vitest";
import { inputValues } from "../../../src/core/differentiators/point.js";
import { networkAt } from "../../../src/course/networks/arbitrary.js";
import {
  boundedEvaluator,
  dot,
  exp,
  type Graph,
  interpreter,
  logsumexp,
  lower,
  mul,
  neg,
  type Point,
  parseFormula,
  record,
  stack,
  sum,
  type TracedFunction,
  type Value,
} from "../../../src/index.js";
import { formulaAt } from "../../../src/verify/arbitraries/formula.js";
import { machineEpsilon as u } from "../../../src/verify/bounds/local-error.js";
import { runningErrors } from "../../../src/verify/bounds/running.js";
import { exactDecimal, referenceValue } from "../../../src/verify/reference/index.js";

function boundsOf(graph: Graph, point: Point): { readonly computed: Float64Array; readonly bound: Float64Array } {
  const inputs = inputValues(graph, point);
  const evaluation = interpreter(graph)(inputs);
  const output = graph.outputs[0] as number;
  const size = evaluation.node(output).length;
  return { computed: evaluation.node(output), bound: runningErrors(graph)(inputs, evaluation)[output] ?? new Float64Array(size) };
}

function expectBounded(graph: Graph, point: Point): void {
  const { computed, bound } = boundsOf(graph, point);
  const exact = referenceValue(lower(graph), point).outputs;
  computed.forEach((value, i) => {
    if (!Number.isFinite(value) || !Number.isFinite(bound[i])) return;
    const error = exact[i]?.minus(exactDecimal(value)).abs().toNumber() as number;
    // First order: a hundredth more for what squares of roundings add.
    expect(error).toBeLessThanOrEqual(1.01 * (bound[i] as number));
  });
}

test("no formula is further from its 64-digit value than the bound", () => {
  fc.assert(
    fc.property(formulaAt(), ({ formula, at }) => {
      const { graph } = record((inputs) => parseFormula(formula).evaluate(inputs), at);
      const evaluation = interpreter(graph)(inputValues(graph, at));
      fc.pre(Number.isFinite(evaluation.outputs[0]?.data[0]));
      expectBounded(graph, at);
    }),
    { numRuns: 200, endOnFailure: true },
  );
});

test("no output of a network is further from its 64-digit value than the bound", () => {
  fc.assert(
    fc.property(
      networkAt({ layers: 3, width: 5, activations: ["sigmoid", "tanh", "softplus", "identity", "relu"] }),
      ({ network, point }) => {
        expectBounded(record(network.output, point).graph, point);
      },
    ),
    { numRuns: 60, endOnFailure: true },
  );
});

test("no loss of a network is further from its 64-digit value than the bound", () => {
  fc.assert(
    fc.property(networkAt({ layers: 2, width: 4, activations: ["sigmoid", "tanh", "identity"] }), ({ network, point, target }) => {
      expectBounded(record(network.lossFor(target), point).graph, point);
    }),
    { numRuns: 60, endOnFailure: true },
  );
});

test("a forward pass forgets that errors can cancel: its bound is no tighter than that of a reverse sweep", () => {
  fc.assert(
    fc.property(networkAt({ layers: 3, width: 6 }), ({ network, point, target }) => {
      const { graph } = record(network.lossFor(target), point);
      const sweep = boundedEvaluator(graph)(inputValues(graph, point)).outputs[0]?.bound?.[0] as number;
      const { bound } = boundsOf(graph, point);
      expect(bound[0]).toBeGreaterThanOrEqual(sweep * (1 - 1e-12));
    }),
    { endOnFailure: true },
  );
});

/** Bound of each node in units of machine epsilon, in their order. */
function nodeErrors(f: TracedFunction, point: Point): (readonly number[] | undefined)[] {
  const { graph } = record(f, point);
  const inputs = inputValues(graph, point);
  return runningErrors(graph)(inputs, interpreter(graph)(inputs)).map((error) => error && [...error].map((entry) => entry / u));
}

const close = (...numbers: readonly number[]) => numbers.map((number) => expect.closeTo(number, 12));

test("errors are worked out by hand: each operand's, times the slope, and the rounding of the operation itself", () => {
  const errors = nodeErrors(parseFormula("exp(x) * y + x").evaluate, { x: 0.5, y: -3 });
  const [e, product] = [Math.exp(0.5), 3 * Math.exp(0.5)];
  expect(errors.filter((error) => error !== undefined)).toEqual([
    close(4 * e),
    close(3 * 4 * e + product),
    close(3 * 4 * e + product + (product - 0.5)),
  ]);
});

test("inputs, constants and what moves them have no error at all", () => {
  expect(nodeErrors(({ x }) => neg(stack([x as Value, 1])), { x: 0.1 })).toEqual([undefined, undefined, undefined, undefined]);
});

test("a slope of 0 wins over an infinite error, and no error over an infinite slope", () => {
  const infinite = nodeErrors(parseFormula("x > 0 ? x : exp(1 / y)").evaluate, { x: 0.5, y: 0 });
  expect(infinite.at(-1)).toEqual([0]);
  // sqrt has an infinite slope at 0, where the product before it is exact.
  const exact = nodeErrors(parseFormula("sqrt(x * y)").evaluate, { x: 0, y: 0.3 });
  expect(exact.at(-1)).toEqual([0]);
});

test("errors of arrays go through sums, products and stacks entry by entry", () => {
  const [a, b] = [Math.exp(1), Math.exp(2)];
  const weighted: TracedFunction = ({ x, w }) => dot(exp(x as Value), w as Value);
  const product = nodeErrors(weighted, { x: [1, 2], w: [-3, 0.5] }).at(-1);
  expect(product).toEqual(close(4 * (3 * a + 0.5 * b) + 2 * (3 * a + 0.5 * b)));
  const both: TracedFunction = ({ x }) => dot(exp(x as Value), exp(x as Value));
  expect(nodeErrors(both, { x: [1, 2] }).at(-1)).toEqual(close(2 * 4 * (a * a + b * b) + 2 * (a * a + b * b)));
  const stacked: TracedFunction = ({ x, y }) => stack([exp(x as Value), y as Value, exp(y as Value)]);
  expect(nodeErrors(stacked, { x: 1, y: 2 }).at(-1)).toEqual(close(4 * a, 0, 4 * b));
  const summed: TracedFunction = ({ x }) => sum(mul(exp(x as Value), 3));
  expect(nodeErrors(summed, { x: [1, 2] }).at(-1)).toEqual(close((12 + 3) * (a + b) + 2 * 3 * (a + b)));
});

test("a log-sum-exp weighs the errors of its entries by their softmax", () => {
  const f: TracedFunction = ({ x }) => logsumexp(exp(x as Value));
  const [a, b] = [Math.exp(1), Math.exp(-1)];
  const errors = nodeErrors(f, { x: [1, -1] });
  const [rounded] = errors.at(-1) as readonly number[];
  const alone = nodeErrors(({ x }) => logsumexp(x as Value), { x: [a, b] }).at(-1) as readonly number[];
  const share = 1 / (1 + Math.exp(b - a));
  expect((rounded as number) - (alone[0] as number)).toBeCloseTo(4 * (share * a + (1 - share) * b), 10);
});
