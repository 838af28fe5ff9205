// Formulas written out entry by entry become loops again, with the bits of the interpreter.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { flatten } from "../../../src/core/execute/compile/flatten.js";
import { rolled } from "../../../src/core/execute/compile/rolled.js";
import { optimise } from "../../../src/core/execute/optimise/optimise.js";
import { splice } from "../../../src/core/primitives/splice.js";
import { formulaAt } from "../../../src/fast-check.js";
import { add, type Graph, mul, type Point, parseFormula, record, reverse, sub, type Value } from "../../../src/index.js";
import { expectSameBits, wildInputs } from "./same-bits.js";

const lanes = 40;

/** x1, x2, ... one by one. */
const pointOf = (n: number): Point => Object.fromEntries(Array.from({ length: n }, (_, i) => [`x${i + 1}`, i / n]));
const entriesOf = (inputs: Readonly<Record<string, Value>>, n: number) => Array.from({ length: n }, (_, i) => inputs[`x${i + 1}`] as Value);
const gradientOf = (graph: Graph) => reverse.graph?.(graph, "gradient") as Graph;

/** How many operations one node of the vector graph stands for. */
function saving(graph: Graph): number {
  const program = flatten(optimise(graph));
  const runs = rolled(program, 1);
  return runs === undefined ? 1 : program.codes.length / runs.graph.length;
}

function rosenbrock(n: number): Graph {
  return record((inputs) => {
    const x = entriesOf(inputs, n);
    const terms = x.slice(1).map((next, i) => {
      const here = x[i] as Value;
      const off = sub(next, mul(here, here));
      const away = sub(1, here);
      return add(mul(mul(off, off), 100), mul(away, away));
    });
    return terms.reduce((total, term) => add(total, term));
  }, pointOf(n)).graph;
}

describe("a sum of terms that differ in their entries only", () => {
  it("becomes a few loops: Rosenbrock's function and its gradient, with the bits of the interpreter at any numbers", () => {
    const graph = rosenbrock(lanes);
    const gradient = gradientOf(graph);
    expect(saving(graph)).toBeGreaterThan(10);
    expect(saving(gradient)).toBeGreaterThan(10);
    fc.assert(
      fc.property(wildInputs(graph), (inputs) => {
        expectSameBits(graph, inputs, { form: "runs" });
        expectSameBits(gradient, inputs, { form: "runs" });
      }),
      { numRuns: 50 },
    );
  });

  it("keeps -0 where every term is -0, and 0 where the sum begins at 0", () => {
    const { graph } = record((inputs) => entriesOf(inputs, lanes).reduce((total, x) => add(total, mul(x, 3))), pointOf(lanes));
    for (const zero of [0, -0]) {
      const inputs = Array.from({ length: lanes }, () => Float64Array.of(zero));
      expectSameBits(graph, inputs, { form: "runs" });
    }
  });

  it("whatever the term is, with numbers of its own in each", () => {
    fc.assert(
      fc.property(
        formulaAt().chain(({ formula }) => {
          const names = ["x", "y"];
          const term = record((inputs) => parseFormula(formula).evaluate(inputs), { x: 1, y: 2 }).graph;
          const { graph } = record(
            (inputs) => {
              const x = entriesOf(inputs, lanes + 1);
              const terms = x.slice(1).map((next, i): Value => {
                const at: Readonly<Record<string, Value>> = { x: mul(x[i] as Value, 1 + i), y: next };
                return splice(
                  term,
                  term.inputs.map(({ name }) => at[names.includes(name) ? name : "x"] as Value),
                )[0] as Value;
              });
              return terms.reduce((total, each) => add(total, each));
            },
            pointOf(lanes + 1),
          );
          return fc.record({ formula: fc.constant(formula), graph: fc.constant(graph), inputs: wildInputs(graph) });
        }),
        ({ graph, inputs }) => {
          expectSameBits(graph, inputs, { form: "runs" });
          expectSameBits(gradientOf(graph), inputs, { form: "runs" });
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("outputs", () => {
  it("that are inputs, constants, or entries of several runs are arrays of their own", () => {
    const { graph } = record((inputs) => {
      const x = entriesOf(inputs, lanes);
      return x.reduce((total, each) => add(total, mul(each, each)));
    }, pointOf(lanes));
    const shown = graph.withOutputs([...graph.outputs, graph.inputs[3]?.node as number, graph.inputs[3]?.node as number]);
    const inputs = Array.from({ length: lanes }, (_, i) => Float64Array.of(i / 7));
    expectSameBits(shown, inputs, { form: "runs" });
  });
});

describe("what has no runs is left as it is", () => {
  it("a chain in which each step needs the one before", () => {
    const { graph } = record(
      ({ x, y }) =>
        Array.from({ length: 500 }, (_, i) => i % 2 === 0).reduce(
          (v, even) => (even ? mul(v, x as Value) : add(v, y as Value)),
          x as Value,
        ),
      { x: 0.9, y: 0.3 },
    );
    expect(rolled(flatten(graph), 2)).toBeUndefined();
    expectSameBits(graph, [Float64Array.of(0.9), Float64Array.of(0.3)], { form: "runs" });
  });
});
