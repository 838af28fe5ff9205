// The bounds of one forward pass: no less than the true error, and no less than the bound of a reverse sweep.

import fc from "fast-check";
import { expect, test } from "vitest";
import { inputValues } from "../../../src/core/differentiators/point.js";
import { networkAt } from "../../../src/course/networks/arbitrary.js";
import { boundedEvaluator, type Graph, interpreter, lower, type Point, parseFormula, record } from "../../../src/index.js";
import { formulaAt } from "../../../src/verify/arbitraries/formula.js";
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
