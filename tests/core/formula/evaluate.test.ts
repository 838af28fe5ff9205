import fc from "fast-check";
import { evaluate } from "mathjs/number";
import { describe, expect, test } from "vitest";
import { nodeToProgram, parseFormula } from "../../../src/core/formula/index.js";
import { record } from "../../../src/core/graph/trace.js";
import "../../../src/core/primitives/index.js";

const at = {
  x: 2,
  y: 3,
  z: -4,
  w: [1, 2, 3],
  v: [4, 5, 6],
  W: [
    [1, 2, 3],
    [4, 5, 6],
  ],
  theta: 0.5,
  σ: 10,
}; // each name as students use it

const common: fc.Arbitrary<string> = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom("x", "y", "z", "pi", "1", "2.5", "1e-3"),
    fc.tuple(tie("text"), fc.constantFrom("+", "-", "*", "/"), tie("text")).map(([a, op, b]) => `(${a}) ${op} (${b})`),
    fc.tuple(fc.constantFrom("sin", "cos", "exp", "tanh", "abs", "atan"), tie("text")).map(([f, a]) => `${f}(${a})`),
    fc.tuple(tie("text"), fc.constantFrom("2", "3", "-1")).map(([a, n]) => `-(${a})^${n}`),
    fc.tuple(tie("text"), tie("text")).map(([a, b]) => `2 ${a.startsWith("-") ? `(${a})` : a.replace(/^\d.*/, "x")} - ${b}`),
    fc.tuple(tie("text"), tie("text"), tie("text")).map(([a, b, c]) => `(${a} < ${b} ? ${b} : ${c})`),
  ),
})).text;

describe("a formula evaluates", () => {
  test("as mathjs does where both know it", () => {
    fc.assert(
      fc.property(common, (text) => {
        const expected = evaluate(text, { x: 2, y: 3, z: -4 }) as number;
        const value = parseFormula(text).evaluate({ x: 2, y: 3, z: -4 }) as number;
        if (Number.isFinite(expected)) expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
        else expect(value).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });

  const values: readonly (readonly [string, unknown])[] = [
    ["(x + y) * z", -20],
    ["2x", 4],
    ["e^x", Math.exp(2)],
    ["x**2", 4],
    ["ln(x)", Math.log(2)],
    ["|z|", 4],
    ["||z| - |x||", 2],
    ["|x||y|", 6],
    ["2|z|", 8],
    ["|z + |z - 1||", 1],
    ["x²", 4],
    ["x⁻¹", 0.5],
    ["2π", 2 * Math.PI],
    ["x × y ÷ 2", 3],
    ["x − y", -1],
    ["1/2x", 1],
    ["x/2y", 1 / 3],
    ["σ(0)", 0.5],
    ["sigma(0)", 0.5],
    ["sigmoid(0)", 0.5],
    ["σ x", 20],
    ["relu(z)", 0],
    ["w . v", 32],
    ["w·v", 32],
    ["w.v", 32],
    ["dot(w, v)", 32],
    ["x . y", 6],
    ["[1, 1, -1.5] . w", -1.5],
    ["W*w", [14, 32]],
    ["W w", [14, 32]],
    ["2 w", [2, 4, 6]],
    ["w .* v", [4, 10, 18]],
    ["w .^ 2", [1, 4, 9]],
    ["w[1] + W[2, 3]", 7],
    ["W[1]", [1, 2, 3]],
    [
      "[x, y; 1, 2]",
      [
        [2, 3],
        [1, 2],
      ],
    ],
    [
      "[[x, y], [1, 2]]",
      [
        [2, 3],
        [1, 2],
      ],
    ],
    [
      "W'",
      [
        [1, 4],
        [2, 5],
        [3, 6],
      ],
    ],
    ["x > 0 ? x : 0", 2],
    ["0 < x < 3", 1],
    ["x < 1 or y > 2 and not (z > 0)", 1],
    ["x && 0", 0],
    ["x || 0", 1],
    ["x ≠ y", 1],
    ["x ≤ y", 1],
    ["max(x, y, z)", 3],
    ["min(x, y, z)", -4],
    ["max(w)", 3],
    ["sum(w)", 6],
    ["mean(w)", 2],
    ["leakyRelu(z, 0.5)", -2],
    ["2(x)(y)", 12],
    [".5x", 1],
    ["2.*x", 4],
    ["x > 0 ? y > 0 ? 1 : 2 : 3", 1],
    ["x > 0 ? z > 0 ? 1 : 2 : 3", 2],
    ["--x", 2],
    ["2^3^2", 512],
    ["-x^2", -4],
    ["arctan(0)", 0],
    ["theta", 0.5],
  ];
  test.each(values)("%s", (text, value) => expect(parseFormula(text).evaluate(at)).toEqual(value));

  test("names are listed in order of appearance, without e and pi, with their places", () => {
    const formula = parseFormula("e*zeta + π*a_1 - |zeta| + x₂");
    expect(formula.names).toEqual(["zeta", "a_1", "x2"]);
    expect(formula.positionOf("a_1")).toBe(11);
    expect(formula.positionOf("e")).toBeUndefined();
  });

  test("e^x is recorded as exp, and arithmetic on constants stays in the graph", () => {
    const { graph } = record((inputs) => parseFormula("e^x + 1/3").evaluate(inputs), { x: 1 });
    const primitives = Array.from({ length: graph.length }, (_, node) => graph.primitive(node));
    expect(primitives).toContain("exp");
    expect(primitives).toContain("div");
  });

  test("with products by scale, a factor 0 wins over infinity", () => {
    const { node } = parseFormula("x * (1/y)");
    expect(nodeToProgram(node)({ x: 0, y: 0 })).toBeNaN();
    expect(nodeToProgram(node, { products: "scale" })({ x: 0, y: 0 })).toBe(0);
  });

  test("a sum of 9,000 terms and a product of 9,000 factors do not overflow the stack", () => {
    expect(parseFormula(Array(9000).fill("x").join(" + ")).evaluate({ x: 1 })).toBe(9000);
    expect(parseFormula(Array(9000).fill("x").join(" ")).evaluate({ x: 1 })).toBe(1);
  });
});
