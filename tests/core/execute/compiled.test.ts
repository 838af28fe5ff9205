// Compiled code gives the bits of the interpreter. TRIGRAD_FORMULAS=100000 TRIGRAD_NETWORKS=2000 looks further.

import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { stagesOf } from "../../../src/core/execute/stages.js";
import { shapeOf } from "../../../src/core/primitives/apply.js";
import { splice } from "../../../src/core/primitives/splice.js";
import { formulaAt, networkAt } from "../../../src/fast-check.js";
import {
  adaptive,
  add,
  compiled,
  dot,
  forward,
  type Graph,
  index,
  interpreter,
  matmul,
  mean,
  mul,
  type Nested,
  parseFormula,
  record,
  reshape,
  reverse,
  sin,
  slice,
  square,
  sum,
  sumTo,
  type TracedFunction,
  transpose,
  type Value,
} from "../../../src/index.js";
import { expectSameBits, inputsOf, ways, wildInputs, wildNumber } from "./same-bits.js";

const formulas = Number(process.env["TRIGRAD_FORMULAS"] ?? 300);
const networks = Number(process.env["TRIGRAD_NETWORKS"] ?? 100);

// As many as are asked for take their time.
vi.setConfig({ testTimeout: 3_000_000 });

/** From whatever shape to a number, through sums of several kinds and entries that are used one by one. */
const reductions: readonly ((value: Value) => Value)[] = [
  (value) => sum(value),
  (value) => mean(mul(value, value)),
  (value) => {
    const flat = reshape(value, [shapeOf(value).reduce((a, b) => a * b, 1)]);
    return dot(flat, sin(flat));
  },
  (value) => {
    const size = shapeOf(value).reduce((a, b) => a * b, 1);
    const flat = reshape(value, [size]);
    const entries = Array.from({ length: size }, (_, i) => mul(index(flat, i), index(flat, (2 * i) % size)));
    return add(
      entries.reduce((total, entry) => add(total, entry)),
      sum(square(slice(flat, 0, [Math.max(1, size - 1)]))),
    );
  },
  (value) =>
    shapeOf(value).length === 2
      ? sum(square(add(matmul(value, transpose(value)), sumTo(value, [shapeOf(value)[0] as number, 1]))))
      : sum(value),
];

const graphOf = (text: string, at: Readonly<Record<string, number>>): Graph =>
  record((inputs) => parseFormula(text).evaluate(inputs), at).graph;

/** The graph itself, its gradient, its tangent and its Hessian-vector product: each has the inputs of f, then directions. */
function* derivativesOf(graph: Graph): Generator<Graph> {
  yield graph;
  if (graph.inputs.length === 0) return;
  for (const operator of ["gradient", "hvp"] as const) yield reverse.graph?.(graph, operator) as Graph;
  for (const operator of ["jvp", "hvp"] as const) yield forward.graph?.(graph, operator) as Graph;
}

describe("on random formulas the bits are those of the interpreter", () => {
  it(`at points of their domain: value, gradient, jvp and hvp of ${formulas}`, () => {
    fc.assert(
      fc.property(formulaAt(), fc.infiniteStream(wildNumber), ({ formula, at }, directions) => {
        for (const graph of derivativesOf(graphOf(formula, at))) {
          const inputs = graph.inputs.map(({ name }) => Float64Array.of(at[name] ?? (directions.next().value as number)));
          for (const way of ways) expectSameBits(graph, inputs, way);
        }
      }),
      { numRuns: formulas },
    );
  });

  it("at any numbers: NaN, infinities, both zeros and the smallest numbers among them", () => {
    fc.assert(
      fc.property(
        formulaAt().chain(({ formula, at }) => {
          const graph = graphOf(formula, at);
          return fc.record({ formula: fc.constant(formula), graph: fc.constant(graph), inputs: wildInputs(graph) });
        }),
        ({ graph, inputs }) => {
          const gradient = reverse.graph?.(graph, "gradient") as Graph;
          for (const way of ways) for (const each of [graph, gradient]) expectSameBits(each, inputs, way);
        },
      ),
      { numRuns: formulas },
    );
  });
});

describe("on formulas of vectors and matrices, which meet row by row, column by column or entry by entry,", () => {
  const shapes = [[], [1], [5], [3, 5], [3, 1], [1, 5], [1, 1]] as const;
  const fill = (shape: readonly number[]): Nested => {
    if (shape.length === 0) return 1;
    return Array.from({ length: shape[0] as number }, () => (shape.length === 1 ? 1 : new Array(shape[1] as number).fill(1))) as Nested;
  };

  it("the bits are those of the interpreter", () => {
    fc.assert(
      fc.property(
        fc
          .record({ drawn: formulaAt(), x: fc.constantFrom(...shapes), y: fc.constantFrom(...shapes), by: fc.constantFrom(...reductions) })
          .chain(({ drawn: { formula, at }, x, y, by }) => {
            const scalars = graphOf(formula, { x: 1, y: 1, ...at });
            const f: TracedFunction = (inputs) => {
              const [value] = splice(
                scalars,
                scalars.inputs.map(({ name }) => inputs[name] as Value),
              ) as [Value];
              return by(value);
            };
            const point = Object.fromEntries(scalars.inputs.map(({ name }, i) => [name, fill(i === 0 ? x : y)]));
            const { graph } = record(f, point);
            return fc.record({ formula: fc.constant(formula), graph: fc.constant(graph), inputs: wildInputs(graph) });
          }),
        ({ graph, inputs }) => {
          const gradient = reverse.graph?.(graph, "gradient") as Graph;
          for (const way of ways) for (const each of [graph, gradient]) expectSameBits(each, inputs, way);
        },
      ),
      { numRuns: formulas },
    );
  });
});

describe("on random networks the bits are those of the interpreter", () => {
  it(`the loss, its gradient, and a tangent, of ${networks}`, () => {
    fc.assert(
      fc.property(networkAt({ layers: 4, width: 24, instances: 6 }), ({ network, point, target }) => {
        const { graph } = record(network.lossFor(target), point);
        const inputs = inputsOf(graph, point);
        const gradient = reverse.graph?.(graph, "gradient") as Graph;
        const tangent = forward.graph?.(graph, "jvp") as Graph;
        for (const way of ways) {
          expectSameBits(graph, inputs, way);
          expectSameBits(gradient, inputs, way);
          expectSameBits(tangent, [...inputs, ...inputs], way);
        }
      }),
      { numRuns: networks },
    );
  });

  it("with weights and instances that are not finite, or zeros", () => {
    fc.assert(
      fc.property(
        networkAt({ layers: 3, width: 16, instances: 5 }).chain(({ network, point, target }) => {
          const { graph } = record(network.lossFor(target), point);
          return fc.record({ graph: fc.constant(graph), inputs: wildInputs(graph) });
        }),
        ({ graph, inputs }) => {
          for (const way of ways) expectSameBits(reverse.graph?.(graph, "gradient") as Graph, inputs, way);
        },
      ),
      { numRuns: networks / 2 },
    );
  });

  it("the Hessian-vector product of a few", () => {
    fc.assert(
      fc.property(networkAt({ layers: 2, width: 6 }), ({ network, point, target }) => {
        const { graph } = record(network.lossFor(target), point);
        const inputs = inputsOf(graph, point);
        for (const way of ways) expectSameBits(reverse.graph?.(graph, "hvp") as Graph, [...inputs, ...inputs], way);
      }),
      { numRuns: networks / 5 },
    );
  });
});

describe("the evaluators that compile", () => {
  const term = "sin(x) * y + x^2";
  // Long enough for more than one way.
  const formula = parseFormula(Array.from({ length: 40 }, (_, i) => `${i}*(${term})`).join(" + "));
  const { graph } = record((inputs) => formula.evaluate(inputs), { x: 1, y: 2 });

  it("adaptive has more than one way for the formula of these tests", () => {
    expect(stagesOf(graph)).toHaveLength(2);
  });

  it.each([["compiled", compiled] as const, ["adaptive", adaptive] as const])(
    "%s gives outputs that later calls leave alone",
    (_, evaluator) => {
      const evaluate = evaluator(graph);
      // More calls than the interpreter serves.
      const points = Array.from({ length: 1000 }, (_x, i) => i).map((x) => [Float64Array.of(x), Float64Array.of(-x)]);
      const evaluations = points.map((inputs) => evaluate(inputs));
      evaluations.forEach(({ outputs }, i) => {
        expect(outputs).toEqual(interpreter(graph)(points[i] as Float64Array[]).outputs);
      });
    },
  );

  it.each([["compiled", compiled] as const, ["adaptive", adaptive] as const])(
    "%s knows the value of every node, also after later calls",
    (_, evaluator) => {
      const evaluate = evaluator(graph);
      const inputs = [Float64Array.of(2), Float64Array.of(3)];
      const evaluations = Array.from({ length: 1000 }, () => evaluate(inputs)).slice(-2);
      const expected = interpreter(graph)([Float64Array.of(2), Float64Array.of(3)]);
      (inputs[0] as Float64Array)[0] = 100;
      for (const evaluation of evaluations) {
        for (let node = 0; node < graph.length; node++) expect(evaluation.node(node)).toEqual(expected.node(node));
      }
    },
  );

  it("an output that is an input, a constant, or given twice", () => {
    const { graph: three } = record(({ x }) => x as never, { x: [1, 2, 3] });
    for (const way of ways) expectSameBits(three, [Float64Array.of(1, -0, Number.NaN)], way);
    const twice = graph.withOutputs([graph.inputs[0]?.node as number, graph.outputs[0] as number, graph.outputs[0] as number]);
    for (const way of ways) expectSameBits(twice, [Float64Array.of(1), Float64Array.of(2)], way);
    const seven = record(() => 7, { x: 1 }).graph;
    for (const way of ways) expectSameBits(seven, [Float64Array.of(1)], way);
  });
});
