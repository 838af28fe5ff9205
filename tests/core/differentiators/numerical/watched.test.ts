// Where only outputs are kept, the nodes that tell smooth pieces apart are kept with them: nothing changes but the time.

import fc from "fast-check";
import { expect, test } from "vitest";
import { numericalWith } from "../../../../src/core/differentiators/numerical/index.js";
import type { Evaluator } from "../../../../src/core/execute/evaluator.js";
import { formulaAt, networkAt } from "../../../../src/fast-check.js";
import { type Graph, interpreter, type Point, parseFormula, record } from "../../../../src/index.js";

/** Keeps the values of all nodes. */
const whole: Evaluator = (graph) => interpreter(graph);
const gradients = (graph: Graph, point: Point) =>
  [interpreter, whole].map((evaluator) => numericalWith({ evaluator }).prepare(graph, "gradient")(point));

test("random formulas, with kinks, jumps and branches: the same numbers and error bars", () => {
  fc.assert(
    fc.property(formulaAt(), ({ formula, at }) => {
      const [kept, all] = gradients(record((inputs) => parseFormula(formula).evaluate(inputs), at).graph, at);
      expect(kept).toEqual(all);
    }),
    { numRuns: 300 },
  );
});

test("random networks: the same numbers and error bars", () => {
  fc.assert(
    fc.property(networkAt({ layers: 3, width: 5, instances: 2 }), ({ network, point, target }) => {
      const [kept, all] = gradients(record(network.lossFor(target), point).graph, point);
      expect(kept).toEqual(all);
    }),
    { numRuns: 20 },
  );
});
