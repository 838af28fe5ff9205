// Each pass over a graph alone: what it does, and that no bit changes.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldConstants } from "../../../src/core/execute/optimise/fold-constants.js";
import { identities } from "../../../src/core/execute/optimise/identities.js";
import { optimise } from "../../../src/core/execute/optimise/optimise.js";
import { repetitions } from "../../../src/core/execute/optimise/repetitions.js";
import { type Rule, rewrite } from "../../../src/core/execute/optimise/rewrite.js";
import { transposedProducts } from "../../../src/core/execute/optimise/transposed-products.js";
import { applyRow } from "../../../src/core/primitives/apply.js";
import { rowOf } from "../../../src/core/primitives/row.js";
import {
  add,
  div,
  type Graph,
  interpreter,
  matmul,
  mul,
  neg,
  type Point,
  pow,
  record,
  reverse,
  scale,
  share,
  sin,
  square,
  sub,
  sum,
  type TracedFunction,
  transpose,
  type Value,
  where,
} from "../../../src/index.js";
import { wildInputs, wildNumber } from "./same-bits.js";

/** The primitives of the nodes that some output needs. */
function needed(graph: Graph): string[] {
  const small = share(graph);
  return Array.from({ length: small.length }, (_, node) => small.primitive(node));
}

function expectSame(before: Graph, after: Graph, numRuns = 100): void {
  fc.assert(
    fc.property(wildInputs(before), (inputs) => {
      const [left, right] = [before, after].map((graph) => interpreter(graph)(inputs).outputs.map(({ data }) => Array.from(data)));
      expect(right).toEqual(left);
    }),
    { numRuns },
  );
}

const graphOf = (f: TracedFunction, point: Point): Graph => record(f, point).graph;

/** Rewrites with these rules, checks that the bits are the same, and gives what is left. */
function rewritten(rules: readonly Rule[], f: TracedFunction, point: Point = { x: 1 }): string[] {
  const graph = graphOf(f, point);
  const small = rewrite(graph, rules);
  expectSame(graph, small);
  return needed(small);
}

const x = (inputs: Readonly<Record<string, Value>>) => inputs["x"] as Value;
/** A constant that the trace keeps as a node. */
const constant = (value: Value, inputs: Readonly<Record<string, Value>>) =>
  applyRow(rowOf("mul"), [value, applyRow(rowOf("eq"), [x(inputs), x(inputs)])]);

describe("equal nodes become one", () => {
  it("and what no output needs goes", () => {
    const graph = graphOf(
      (inputs) => {
        sin(neg(x(inputs)));
        return mul(sin(x(inputs)), sin(x(inputs)));
      },
      { x: 1 },
    );
    const small = rewrite(graph, []);
    expectSame(graph, small);
    expect(small.length).toBe(3);
  });

  it("but 0 and -0 stay apart, also in arrays", () => {
    const graph = graphOf((inputs) => add(div(1, mul(x(inputs), [0, 0])), div(1, mul(x(inputs), [-0, 0]))), { x: 1 });
    expectSame(graph, rewrite(graph, []));
    expectSame(graph, optimise(graph));
  });
});

describe("constants are folded", () => {
  it("by the rows themselves", () => {
    const f: TracedFunction = (inputs) => {
      const { trace } = x(inputs) as { trace: { lift(value: Value): Value } } & Value;
      return mul(x(inputs), add(trace.lift(1), sin(trace.lift(2))));
    };
    expect(rewritten([foldConstants], f)).toEqual(["input", "constant", "mul"]);
  });

  it("into what IEEE arithmetic makes of them: infinities, NaN and -0", () => {
    fc.assert(
      fc.property(wildNumber, wildNumber, (a, b) => {
        const f: TracedFunction = (inputs) => {
          const { trace } = x(inputs) as { trace: { lift(value: Value): Value } } & Value;
          return div(x(inputs), div(trace.lift(a), mul(trace.lift(b), trace.lift(-1))));
        };
        const graph = graphOf(f, { x: 1 });
        expectSame(graph, rewrite(graph, [foldConstants]), 5);
      }),
    );
  });
});

describe("arithmetic that changes nothing goes", () => {
  it.each<readonly [string, TracedFunction, readonly string[]]>([
    ["x 1", (inputs) => mul(x(inputs), 1), ["input"]],
    ["1 x", (inputs) => mul(1, x(inputs)), ["input"]],
    ["x / 1", (inputs) => div(x(inputs), 1), ["input"]],
    ["x - 0", (inputs) => sub(x(inputs), 0), ["input"]],
    ["x + -0", (inputs) => add(x(inputs), -0), ["input"]],
    ["-(-x)", (inputs) => neg(neg(x(inputs))), ["input"]],
    ["x^1", (inputs) => pow(x(inputs), 1), ["input"]],
    ["x^2 is a product", (inputs) => pow(x(inputs), 2), ["input", "square"]],
    ["where(1, x, 2)", (inputs) => where(1, x(inputs), 2), ["input"]],
  ])("%s", (_, f, left) => {
    expect(rewritten([identities], f)).toEqual(left);
    expect(rewritten([identities], f, { x: [1, 2, 3] })).toEqual(left);
  });

  it.each<readonly [string, TracedFunction]>([
    ["x 0", (inputs) => mul(x(inputs), 0)],
    ["x + 0", (inputs) => add(x(inputs), 0)],
    ["x - -0", (inputs) => sub(x(inputs), -0)],
    ["x - x", (inputs) => sub(x(inputs), x(inputs))],
    ["x / x", (inputs) => div(x(inputs), x(inputs))],
    ["0 - x", (inputs) => sub(0, x(inputs))],
    ["x^0.5", (inputs) => pow(x(inputs), 0.5)],
    ["x^3", (inputs) => pow(x(inputs), 3)],
  ])("%s changes something and stays", (_, f) => {
    const kept = needed(graphOf(f, { x: 1 }));
    expect(rewritten([identities], f)).toEqual(kept);
  });

  it("scale keeps its bits for every factor", () => {
    fc.assert(
      fc.property(wildNumber, (factor) => {
        for (const point of [{ x: 1 }, { x: [1, 2] }]) {
          const graph = graphOf((inputs) => scale(x(inputs), factor), point);
          expectSame(graph, rewrite(graph, [identities]), 20);
        }
      }),
    );
    expect(rewritten([identities], (inputs) => scale(x(inputs), 3))).not.toContain("scale");
    // 0.5 times the smallest number is 0: with its sign by mul, and scale must agree.
    expect(rewritten([identities], (inputs) => scale(x(inputs), -0.5))).toContain("scale");
  });

  it("c (2 x) is (2 c) x where that changes no bit", () => {
    fc.assert(
      fc.property(wildNumber, (factor) => {
        for (const point of [{ x: 1 }, { x: [1, 2] }]) {
          const graph = graphOf((inputs) => mul(factor, mul(2, x(inputs))), point);
          expectSame(graph, rewrite(graph, [identities]), 40);
        }
      }),
    );
    const products = (factor: number) =>
      rewritten([identities], (inputs) => mul(mul(2, x(inputs)), factor)).filter((primitive) => primitive === "mul");
    expect(products(100)).toHaveLength(1);
    // 2 x may be infinite where x / 2 is not.
    expect(products(0.25)).toHaveLength(2);
    expect(products(1.7e308)).toHaveLength(2);
  });

  it("two transpositions are none", () => {
    expect(rewritten([identities], (inputs) => transpose(transpose(x(inputs))), { x: [[1, 2]] })).toEqual(["input"]);
  });
});

describe("a number repeated is computed once", () => {
  const point = { x: [1, 2, 3] };

  it("a constant array of equal entries", () => {
    const f: TracedFunction = (inputs) => mul(x(inputs), [7, 7, 7]);
    expect(rewritten([repetitions], f, point)).toEqual(["input", "constant", "broadcast", "mul"]);
    const graph = graphOf(f, point);
    expectSame(graph, rewrite(graph, [repetitions]), 20);
  });

  it("functions of such: the adjoints of a sum need no question about zeros", () => {
    const f = graphOf((inputs) => sum(mul(100, square(x(inputs)))), point);
    const gradient = reverse.graph?.(f, "gradient") as Graph;
    expect(needed(gradient)).toContain("scale");
    expect(needed(optimise(gradient))).not.toContain("scale");
    expectSame(gradient, optimise(gradient), 20);
  });

  it("but 0 and -0 are different entries", () => {
    const f: TracedFunction = (inputs) => div(x(inputs), [0, -0, 0]);
    expect(rewritten([repetitions], f, point)).toEqual(["input", "constant", "div"]);
  });
});

describe("a transposed product is a product of transposed factors", () => {
  const point = {
    x: [
      [1, 2, 3],
      [4, 5, 6],
    ],
    y: [[1], [2], [3]],
  };
  const product: TracedFunction = (inputs) => matmul(x(inputs), inputs["y"] as Value);

  it("with the same bits", () => {
    const left = rewritten([transposedProducts], (inputs) => transpose(product(inputs)), point);
    expect(left.at(-1)).toBe("matmul");
  });

  it("unless it is needed as it stands, too", () => {
    const both: TracedFunction = (inputs) => {
      const made = product(inputs);
      return add(sum(made), sum(transpose(made)));
    };
    expect(rewritten([transposedProducts], both, point).filter((primitive) => primitive === "matmul")).toHaveLength(1);
  });
});

it("all passes together change no bit", () => {
  const graph = graphOf((inputs) => constant(sum(matmul(transpose(x(inputs)), x(inputs))), { x: 1 }), {
    x: [
      [1, 2],
      [3, 4],
    ],
  });
  expectSame(graph, optimise(graph));
});
