// What works row by row on a whole graph: lowered, shared, spliced and cut graphs compute the same function.

import { describe, expect, it } from "vitest";
import { inputValues } from "../../../src/core/differentiators/point.js";
import { cutAt } from "../../../src/core/primitives/cut.js";
import { splice, spliceNodes } from "../../../src/core/primitives/splice.js";
import {
  add,
  div,
  type Graph,
  index,
  interpreter,
  lower,
  matmul,
  mul,
  type Point,
  parseFormula,
  primal,
  record,
  reverse,
  ShapeError,
  share,
  sin,
  square,
  stack,
  sub,
  sum,
  type TracedFunction,
  transpose,
  type Value,
} from "../../../src/index.js";

const f: TracedFunction = ({ W, x, s }) => {
  const a = add(matmul(W as Value, x as Value), mul([0.5, -1], s as Value));
  return stack([sum(square(a)), index(a, 1), div(s as Value, -0), sin(index(transpose(W as Value), 2, 0))]);
};
const point = {
  W: [
    [1, 2, 3],
    [-1, 0.5, 4],
  ],
  x: [0.25, -2, 1],
  s: 3,
};
const graph = record(f, point).graph;
const valuesOf = (of: Graph, at: Point) => interpreter(of)(inputValues(of, at)).outputs.flatMap(({ data }) => [...data]);
const primitives = (of: Graph) => Array.from({ length: of.length }, (_, node) => of.primitive(node));
const count = (of: Graph, primitive: string) => primitives(of).filter((name) => name === primitive).length;
const names = (of: Graph) => of.inputs.map(({ name, shape }) => [name, shape]);

describe("the scalar form", () => {
  const scalars = lower(graph);
  it("computes the same, entry by entry", () => {
    expect(valuesOf(scalars, point)).toEqual(valuesOf(graph, point));
    expect(scalars.outputs).toHaveLength(4);
  });

  it("keeps the inputs and has scalars everywhere else", () => {
    expect(names(scalars)).toEqual(names(graph));
    for (let node = 0; node < scalars.length; node++) {
      if (scalars.primitive(node) !== "input") expect(scalars.shape(node)).toEqual([]);
    }
  });

  it("reads each entry of an input once, by its flat position; a scalar input is read as it is", () => {
    expect(count(scalars, "index")).toBe(6 + 3);
    expect(count(scalars, "mul")).toBe(6 + 2);
  });

  it("puts an entry back into zeros, as the adjoint of reading it does", () => {
    const picked: TracedFunction = ({ x }) => square(index(x as Value, 1));
    const derived = reverse.graph?.(record(picked, { x: [1, 2, 3] }).graph, "gradient") as Graph;
    expect(count(derived, "place")).toBeGreaterThan(0);
    expect(valuesOf(lower(derived), { x: [5, 7, 9] })).toEqual([49, 0, 14, 0]);
    const row: TracedFunction = ({ A }) => sum(square(index(A as Value, 1)));
    const point = {
      A: [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
    };
    const rows = reverse.graph?.(record(row, point).graph, "gradient") as Graph;
    expect(valuesOf(lower(rows), point)).toEqual([25, 0, 0, 6, 8, 0, 0]);
  });

  it("keeps arithmetic on constants", () => {
    const sums = lower(record(({ x }) => add(x as Value, add(matmul([[1, 2]], [3, 4]), 0)), { x: [1] }).graph);
    expect(valuesOf(sums, { x: [1] })).toEqual([12]);
    const traced = lower(record(({ x }) => add(x as Value, mul([2, 3], stack([1, index(x as Value, 0)]))), { x: [1, 2] }).graph);
    expect(count(traced, "mul")).toBe(2);
  });
});

describe("the shared form", () => {
  const lengthOf = (g: TracedFunction, at: Point = { x: 2, y: 3 }) => share(record(g, at).graph).length;
  it("computes every subexpression once, and the same values", () => {
    const twice = record(({ x }) => add(sin(mul(x as Value, 2)), sin(mul(x as Value, 2))), { x: 1 }).graph;
    expect(primitives(share(twice))).toEqual(["input", "constant", "mul", "sin", "add"]);
    expect(valuesOf(share(graph), point)).toEqual(valuesOf(graph, point));
  });

  it("drops what no output needs, but keeps every input", () => {
    const unused = record(
      ({ x, y }) => {
        sin(y as Value);
        return square(x as Value);
      },
      { x: 2, y: 3 },
    ).graph;
    expect(primitives(share(unused))).toEqual(["input", "input", "square"]);
    expect(names(share(unused))).toEqual(names(unused));
  });

  it("tells apart what differs in operands, their order, attribute or shape", () => {
    expect(lengthOf(({ x, y }) => add(sub(x as Value, y as Value), sub(y as Value, x as Value)))).toBe(5);
    expect(lengthOf(({ x, y }) => add(sin(x as Value), sin(y as Value)))).toBe(5);
    expect(lengthOf(({ x }) => add(index(x as Value, 0), index(x as Value, 1)), { x: [1, 2] })).toBe(4);
    expect(lengthOf(({ x }) => add(index(x as Value, 0), index(x as Value, 0)), { x: [1, 2] })).toBe(3);
  });

  it("tells the numbers of operands apart, not only their digits", () => {
    // Fourteen inputs: 1 and 12 stand as close as 11 and 2.
    const names = Array.from({ length: 14 }, (_, i) => `x${i}`);
    const at = (i: number) => (inputs: Readonly<Record<string, Value>>) => inputs[`x${i}`] as Value;
    const both: TracedFunction = (i) => sub(mul(at(1)(i), at(12)(i)), mul(at(11)(i), at(2)(i)));
    const point = Object.fromEntries(names.map((name, i) => [name, i + 1]));
    expect(valuesOf(share(record(both, point).graph), point)).toEqual([2 * 13 - 12 * 3]);
  });

  it("tells a row of constants from a column", () => {
    const ones = Array.from({ length: 11 }, () => 1);
    const both: TracedFunction = ({ x }) =>
      add(
        sum(mul(x as Value, [ones])),
        sum(
          mul(
            x as Value,
            ones.map((one) => [one]),
          ),
        ),
      );
    const recorded = record(both, { x: 2 }).graph;
    expect(count(share(recorded), "constant")).toBe(2);
    expect(valuesOf(share(recorded), { x: 2 })).toEqual([44]);
  });

  it("tells 0 from -0", () => {
    const both: TracedFunction = ({ x }) => add(mul(div(1, mul(x as Value, 0)), 0), div(1, mul(x as Value, -0)));
    const recorded = record(both, { x: 2 }).graph;
    const zeros = share(recorded);
    expect(count(zeros, "constant")).toBe(count(recorded, "constant"));
    expect(count(share(record(({ x }) => add(mul(x as Value, -0), mul(x as Value, -0)), { x: 2 }).graph), "constant")).toBe(1);
  });
});

describe("a spliced graph", () => {
  it("computes outputs and all nodes, arrays included", () => {
    const small = record(({ x, y }) => add(mul(x as Value, [2, 3]), y as Value), { x: [1, 1], y: 5 }).graph;
    expect(splice(small, [[10, 20], 1])).toEqual([[21, 61]]);
    expect(spliceNodes(small, [[10, 20], 1])).toHaveLength(small.length);
    expect(spliceNodes(small, [[10, 20], 1]).slice(0, 2)).toEqual([[10, 20], 1]);
  });

  it("records where an input is traced, constants and their arithmetic included", () => {
    const constant = record(({ x }) => mul(add(2, x as Value), 3), { x: 1 }).graph;
    const outer = record(({ u }) => splice(constant, [u as Value])[0] as Value, { u: 4 }).graph;
    expect(primitives(outer).sort()).toEqual(["add", "constant", "constant", "input", "mul"]);
    expect(valuesOf(outer, { u: 4 })).toEqual([18]);
    // 2 * 3 is arithmetic on constants alone: its rounding belongs to the result, so it is not folded.
    const written = record((inputs) => parseFormula("x + 2 * 3").evaluate(inputs), { x: 1 }).graph;
    const folded = record(({ u }) => splice(written, [u as Value])[0] as Value, { u: 4 }).graph;
    expect(primitives(folded).sort()).toEqual(["add", "constant", "constant", "input", "mul"]);
    const idle = record(({ x }) => add(index(x as Value, 0), 0), { x: [1] }).graph;
    expect(valuesOf(record(({ u }) => splice(idle, [u as Value])[0] as Value, { u: [4] }).graph, { u: [4] })).toEqual([4]);
  });
});

describe("a graph cut open at a node", () => {
  const g = record(({ x, y }) => add(mul(sin(x as Value), y as Value), mul(sin(x as Value), [1, 2])), { x: 0.5, y: [3, 4] }).graph;
  const sine = primitives(g).indexOf("sin");

  it("takes the node's value as its last input, in place of what the node was made of", () => {
    const cut = cutAt(g, sine, "s");
    expect(names(cut)).toEqual([
      ["x", []],
      ["y", [2]],
      ["s", []],
    ]);
    const [first, second] = valuesOf(cut, { x: 0.5, y: [3, 4], s: 10 });
    const rest = Math.sin(0.5);
    expect([first, second]).toEqual([30 + rest, 40 + 2 * rest]);
  });

  it("keeps constants as they are: without operands", () => {
    const cut = cutAt(g, sine, "s");
    const constants = primitives(cut).flatMap((name, node) => (name === "constant" ? [cut.operandCount(node)] : []));
    expect(constants).toEqual([0]);
  });

  it("computes the same as before when it is given the node's own value", () => {
    for (let node = 0; node < g.length; node++) {
      if (g.shape(node).length > 0) continue;
      const own = interpreter(g)(inputValues(g, { x: 0.5, y: [3, 4] })).node(node)[0] as number;
      expect(valuesOf(cutAt(g, node, "s"), { x: 0.5, y: [3, 4], s: own })).toEqual(valuesOf(g, { x: 0.5, y: [3, 4] }));
    }
  });

  it("cut at its output it hands the new input on", () => {
    const scalar = record(({ x }) => sin(x as Value), { x: 1 }).graph;
    expect(valuesOf(cutAt(scalar, scalar.outputs[0] as number, "s"), { x: 1, s: 7 })).toEqual([7]);
  });
});

describe("the number behind a traced value", () => {
  it("is that of a plain number, and of every traced scalar at the point", () => {
    const seen: number[] = [];
    const { lookedAtPoint } = record(
      ({ x, y }) => {
        const product = mul(x as Value, index(y as Value, 1));
        seen.push(primal(product), primal(add(product, 0.5)), primal(x as Value), primal(sum(mul([1, 2], y as Value))));
        return product;
      },
      { x: 3, y: [5, 7] },
    );
    expect(seen).toEqual([21, 21.5, 3, 19]);
    expect(lookedAtPoint).toBe(true);
    expect([primal(2), record(({ x }) => x as Value, { x: 1 }).lookedAtPoint]).toEqual([2, false]);
  });

  it("sees through an inner function to the values it closes over", () => {
    const seen: number[] = [];
    record(
      ({ x }) => {
        const inner = record(
          ({ t }) => {
            const product = mul(t as Value, x as Value);
            seen.push(primal(product));
            return product;
          },
          { t: 10 },
        );
        expect(inner.captured).toHaveLength(1);
        expect(inner.lookedAtPoint).toBe(true);
        return x as Value;
      },
      { x: 3 },
    );
    expect(seen).toEqual([30]);
  });

  it("of a vector is refused", () => {
    expect(() => primal([1, 2])).toThrow(ShapeError);
    expect(() => primal([1, 2])).toThrow("primal takes a scalar, not a vector of 2.");
    expect(() => record(({ x }) => mul(primal(x as Value), 2), { x: [1, 2] })).toThrow(ShapeError);
  });
});
