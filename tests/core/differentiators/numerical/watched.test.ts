// Where only outputs are kept, the nodes that tell smooth pieces apart are kept with them: nothing changes but the time.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { numericalWith } from "../../../../src/core/differentiators/numerical/index.js";
import type { Evaluator } from "../../../../src/core/execute/evaluator.js";
import { formulaAt, networkAt } from "../../../../src/fast-check.js";
import {
  adaptive,
  add,
  compiled,
  type Differentiator,
  dot,
  type Graph,
  interpreter,
  mul,
  type Point,
  parseFormula,
  primal,
  record,
  sin,
  square,
  sum,
  type TracedFunction,
  type Value,
} from "../../../../src/index.js";

/** Keeps the values of all nodes, and copies all inputs for each sample. */
const whole: Evaluator = (graph) => interpreter(graph);
const gradients = (graph: Graph, point: Point) =>
  [interpreter, whole].map((evaluator) => numericalWith({ evaluator }).prepare(graph, "gradient")(point));

describe("what is evaluated in place gives the numbers and error bars of what is copied", () => {
  const numbers = fc.double({ min: -3, max: 3, noNaN: true });
  const point = fc.record({ x: fc.array(numbers, { minLength: 3, maxLength: 3 }), y: numbers });
  const smooth: TracedFunction = ({ x, y }) => sum(mul(sin(mul(x as Value, y as Value)), add(square(x as Value), y as Value)));
  /** Another graph on either side of y = 0, where samples of one line may lie on both. */
  const branching: TracedFunction = ({ x, y }) =>
    primal(y as Value) > 0 ? sum(mul(x as Value, y as Value)) : mul(dot(x as Value, x as Value), y as Value);
  const operators: Readonly<Record<string, (method: Differentiator) => (at: Point, direction: Point) => unknown>> = {
    gradient: (method) => method.gradient(smooth),
    hessian: (method) => method.hessian(smooth),
    jvp: (method) => method.jvp(smooth),
    hvp: (method) => method.hvp(smooth),
  };

  describe.each(Object.entries({ interpreter, compiled, adaptive }))("with %s", (_, evaluator) => {
    const [placed, copied] = [numericalWith({ evaluator }), numericalWith({ evaluator: whole })];

    test.each(Object.entries(operators))("%s, one prepared function from point to point", (_, prepared) => {
      const [some, all] = [prepared(placed), prepared(copied)];
      fc.assert(
        fc.property(point, point, (at, direction) => {
          expect(some(at, direction)).toEqual(all(at, direction));
        }),
        { numRuns: 20 },
      );
    });

    test("a function that branches on its numbers", () => {
      fc.assert(
        fc.property(point, fc.boolean(), ({ x, y }, isNear) => {
          const at = { x, y: isNear ? y / 1e6 : y };
          expect(placed.gradient(branching)(at)).toEqual(copied.gradient(branching)(at));
        }),
        { numRuns: 30 },
      );
    });
  });
});

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
