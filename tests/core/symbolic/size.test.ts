import fc from "fast-check";
import { ConditionalNode, ConstantNode, FunctionNode, type MathNode, ParenthesisNode, parse, SymbolNode } from "mathjs/number";
import { describe, expect, it, test } from "vitest";
import { binary, negative } from "../../../src/core/differentiators/symbolic/build.js";
import {
  derivativeSize,
  derive,
  ExpressionTooLarge,
  simplified,
  text,
  treeSize,
} from "../../../src/core/differentiators/symbolic/index.js";
import { evaluate } from "./arithmetic.js";

const functions = ["sin", "cos", "exp", "tanh", "log1p", "abs", "sigmoid", "relu", "sqrt", "square", "floor"];

/** Random trees over x and y; some subtrees are shared in memory. */
const { tree } = fc.letrec<{ tree: MathNode }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, depthSize: "medium" },
    fc.constantFrom("x", "y").map((name): MathNode => new SymbolNode(name)),
    fc.integer({ min: 0, max: 3 }).map((n): MathNode => new ConstantNode(n)),
    fc.tuple(fc.constantFrom("+", "-", "*", "/", "^"), tie("tree"), tie("tree")).map(([op, a, b]) => binary(op, a, b)),
    fc.tuple(fc.constantFrom("+", "*", "/"), tie("tree")).map(([op, a]) => binary(op, a, a)),
    fc.tuple(fc.constantFrom(...functions), tie("tree")).map(([name, a]): MathNode => new FunctionNode(name, [a])),
    fc.tuple(fc.constantFrom("max", "hypot"), tie("tree"), tie("tree")).map(([name, a, b]): MathNode => new FunctionNode(name, [a, b, a])),
    tie("tree").map(negative),
    tie("tree").map((a): MathNode => new ParenthesisNode(a)),
    fc.tuple(tie("tree"), tie("tree")).map(([a, b]): MathNode => new ConditionalNode(parse("x > y"), a, b)),
  ),
}));

/** Counts by walking the whole tree, as a reader would. */
function counted(node: MathNode): number {
  let count = 0;
  node.traverse((n, path) => {
    if (n.type !== "ParenthesisNode" && path !== "fn") count++;
  });
  return count;
}

test("the size foretold is the size of the derivative that is built", () => {
  fc.assert(
    fc.property(tree, (f) => {
      const { result } = derive(f, "x", Number.POSITIVE_INFINITY);
      expect(derivativeSize(f, "x")).toBe(treeSize(result));
      if (treeSize(result) < 5000) expect(treeSize(result)).toBe(counted(result));
    }),
    { numRuns: 500 },
  );
});

test("the printed derivative reads back as the same function, and so does the simplified one where it is defined", () => {
  fc.assert(
    fc.property(tree, (f) => {
      const { result } = derive(f, "x", Number.POSITIVE_INFINITY);
      fc.pre(treeSize(result) < 2000);
      const point = { x: 1.375, y: 0.8125 };
      const value = evaluate(result, point);
      const near = (other: number) => Math.abs(other - value) <= 1e-7 * (1 + Math.abs(value));
      if (!Number.isFinite(value) || Math.abs(value) > 1e8) return;
      expect(near(evaluate(parse(text(result)), point))).toBe(true);
      // A comparison with 0/0 is false, and simplified it may be true: the law holds where every part is defined.
      if (!everyPartFinite(result, point)) return;
      expect(near(evaluate(simplified(result), point)), `${text(result)}\n${text(simplified(result))}`).toBe(true);
      expect(treeSize(simplified(result))).toBeLessThanOrEqual(treeSize(result));
    }),
    { numRuns: 500 },
  );
});

function everyPartFinite(node: MathNode, point: Parameters<typeof evaluate>[1]): boolean {
  let finite = true;
  node.traverse((part, path) => {
    if (path === "fn" || part.type === "ArrayNode" || !finite) return;
    finite = Number.isFinite(evaluate(part, point));
  });
  return finite;
}

function logistic(n: number): MathNode {
  let l: MathNode = new SymbolNode("x");
  for (let i = 1; i < n; i++) l = binary("*", binary("*", new ConstantNode(4), l), binary("-", new ConstantNode(1), l));
  return l;
}

describe("expression swell of the logistic map", () => {
  // Counted with parentheses the figures are 64 -> 231, 280 -> 1503, 1144 -> 8319: the same swell, 3.5, 5.2 and 7.1 times.
  it.each([
    [4, 43, 144],
    [6, 187, 960],
    [8, 763, 5376],
  ])("l%i has %i nodes, its derivative %i", (n, size, swollen) => {
    expect([treeSize(logistic(n)), derivativeSize(logistic(n), "x")]).toEqual([size, swollen]);
  });

  it("grows by more than four in two iterations, as f itself grows by four", () => {
    const growth = derivativeSize(logistic(16), "x") / derivativeSize(logistic(14), "x");
    expect(growth).toBeGreaterThan(4);
  });
});

describe("a derivative that is too large is refused before it is built", () => {
  const nested = (times: number) => {
    let f: MathNode = new SymbolNode("x");
    for (let i = 0; i < times; i++) f = new FunctionNode("sin", [f]);
    return f;
  };

  it.each([
    ["sin nested 1,000 times", nested(1000)],
    ["sin nested 100,000 times", nested(100_000)],
    ["the 20th logistic iterate", logistic(20)],
    ["the 3,000th logistic iterate", logistic(3000)],
  ])("%s", (_, f) => {
    // Written out, these have up to ten thousand million nodes: whoever builds them first does not come back.
    expect(() => derive(f, "x")).toThrow(ExpressionTooLarge);
  });

  it("says how large it would have been", () => {
    expect(() => derive(logistic(20), "x")).toThrow(/^the derivative written out would have 59,768,832 nodes, the limit is 100,000/);
    expect(() => derive(parse("x^3"), "x", 4)).toThrow("would have 5 nodes, the limit is 4");
  });
});

test("simplified makes the fifth logistic iterate smaller and leaves large ones alone", () => {
  const fifth = derive(logistic(5), "x").result;
  expect(treeSize(simplified(fifth))).toBeLessThan(treeSize(fifth));
  const eighth = derive(logistic(8), "x").result;
  expect(simplified(eighth)).toBe(eighth);
});

test("simplified collects like terms and cancels, for display", () => {
  const short = (formula: string) => text(simplified(parse(formula)));
  expect(["x + x", "x * x", "x^2 / x", "x - x", "2 * x * 3", "1 / 3 * x", "-(-x)", "(x^2)^0.5", "exp(0) * x", "x / 0"].map(short)).toEqual([
    "2 * x",
    "x ^ 2",
    "x",
    "0",
    "6 * x",
    "x / 3",
    "x",
    "(x ^ 2) ^ 0.5",
    "x",
    "x / 0",
  ]);
});
