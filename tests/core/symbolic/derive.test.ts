import { type MathNode, parse } from "mathjs/number";
import { describe, expect, it } from "vitest";
import { binary } from "../../../src/core/differentiators/symbolic/build.js";
import { unexpanded } from "../../../src/core/differentiators/symbolic/derive.js";
import { derive, ExpressionTooDeep, NoRule, simplified, stepText, text } from "../../../src/core/differentiators/symbolic/index.js";
import { evaluate } from "./arithmetic.js";

const d = (formula: string, variable = "x") => text(derive(parse(formula), variable).result);
const value = (formula: string, point: Record<string, number>, variable = "x") => evaluate(derive(parse(formula), variable).result, point);
const steps = (formula: string, variable: string) => derive(parse(formula), variable).steps.map((step) => stepText(step, variable));

describe("a derivation reads like a page of homework", () => {
  it("(x + y) * z", () => {
    expect(steps("(x + y) * z", "x")).toMatchInlineSnapshot(`
      [
        "constant factor: d/dx((x + y) * z) = z * d/dx(x + y)",
        "sum: d/dx(x + y) = d/dx(x) + d/dx(y)",
        "variable: d/dx(x) = 1",
        "constant: d/dx(y) = 0",
      ]
    `);
  });

  it("the lecture's logistic loss", () => {
    expect(steps("-log(1/(1+exp(-(w1*x1))))", "w1")).toMatchInlineSnapshot(`
      [
        "constant factor: d/dw1(-log(1 / (1 + exp(-(w1 * x1))))) = -d/dw1(log(1 / (1 + exp(-(w1 * x1)))))",
        "chain rule for log: d/dw1(log(1 / (1 + exp(-(w1 * x1))))) = 1 / (1 / (1 + exp(-(w1 * x1)))) * d/dw1(1 / (1 + exp(-(w1 * x1))))",
        "reciprocal: d/dw1(1 / (1 + exp(-(w1 * x1)))) = -1 * (1 / (1 + exp(-(w1 * x1)))) ^ 2 * d/dw1(1 + exp(-(w1 * x1)))",
        "sum: d/dw1(1 + exp(-(w1 * x1))) = d/dw1(1) + d/dw1(exp(-(w1 * x1)))",
        "constant: d/dw1(1) = 0",
        "chain rule for exp: d/dw1(exp(-(w1 * x1))) = exp(-(w1 * x1)) * d/dw1(-(w1 * x1))",
        "constant factor: d/dw1(-(w1 * x1)) = -d/dw1(w1 * x1)",
        "constant factor: d/dw1(w1 * x1) = x1 * d/dw1(w1)",
        "variable: d/dw1(w1) = 1",
      ]
    `);
    expect(text(simplified(derive(parse("-log(1/(1+exp(-(w1*x1))))"), "w1").result))).toMatchInlineSnapshot(
      `"-(exp(-(w1 * x1)) * x1 / (1 + exp(-(w1 * x1))))"`,
    );
  });

  it("product, quotient, general power", () => {
    expect(
      ["x * sin(x)", "x / (1 + x)", "x^x", "sum([x, 3])"].flatMap((formula) => steps(formula, "x").slice(0, 1)),
    ).toMatchInlineSnapshot(`
      [
        "product: d/dx(x * sin(x)) = sin(x) * d/dx(x) + x * d/dx(sin(x))",
        "quotient: d/dx(x / (1 + x)) = (d/dx(x) - x / (1 + x) * d/dx(1 + x)) / (1 + x)",
        "general power: d/dx(x ^ x) = x * x ^ (x - 1) * d/dx(x) + ((abs(x) <= 0) ? 0 : (x ^ x * log(x))) * d/dx(x)",
        "sum: d/dx(sum([x, 3])) = d/dx(x) + d/dx(3)",
      ]
    `);
  });

  it("works nothing out twice: the variable, an equal constant, a part that is shared", () => {
    const rulesOf = (node: MathNode) => derive(node, "x").steps.map(({ rule, before }) => `${rule}: ${before}`);
    expect(rulesOf(parse("x * x + x"))).toEqual(["sum: x * x + x", "product: x * x", "variable: x"]);
    expect(rulesOf(parse("x + 2 + y + 2 + y"))).toEqual([
      "sum: x + 2 + y + 2 + y",
      "sum: x + 2 + y + 2",
      "sum: x + 2 + y",
      "sum: x + 2",
      "variable: x",
      "constant: 2",
      "constant: y",
    ]);
    const sine = parse("sin(x)");
    expect(rulesOf(binary("+", sine, sine))).toEqual(["sum: sin(x) + sin(x)", "chain rule for sin: sin(x)", "variable: x"]);
  });

  it("works out what is written twice twice, as one does on paper", () => {
    const rules = derive(parse("sin(x) + sin(x)"), "x").steps.map(({ rule }) => rule);
    expect(rules).toEqual(["sum", "chain rule for sin", "variable", "chain rule for sin"]);
    expect(derive(parse("w[1] + w[1]"), "w[1]").steps.map(({ rule }) => rule)).toEqual(["sum", "variable"]);
  });

  it("marks what is still to be worked out as D(u, x), and takes nothing else for it", () => {
    const part = unexpanded(parse("D(sin(y), x)"));
    expect([part?.operand, part?.variable].map(String)).toEqual(["sin(y)", "x"]);
    for (const other of ["D()", "D(x)", "d(x, y)", "x", "D", "D + x"]) expect(unexpanded(parse(other)), other).toBeUndefined();
  });

  it("ends with the result of its first step", () => {
    const { steps: all, result } = derive(parse("x * sin(x)"), "x");
    expect(all[0]?.result).toBe(result);
  });
});

describe("what is dropped and what stays", () => {
  it("leaves out terms and factors without the variable", () => {
    expect([d("3 * x + y"), d("y * z"), d("x"), d("x - y"), d("y - x"), d("a * x * b")]).toEqual(["3", "0", "1", "1", "-1", "b * a"]);
  });

  it("keeps what could change the domain", () => {
    expect(d("x^2 / x")).toBe("(2 * x - x ^ 2 / x) / x");
    expect(value("(x^2)^0.5", { x: -3 })).toBe(-1);
  });

  it("x^0 has derivative 0", () => expect(d("x^0")).toBe("0"));

  it("an exponent is reduced only where that is exact", () => {
    expect([d("x^3"), d("x^-2"), d("x^0.1")]).toEqual(["3 * x ^ 2", "-2 * x ^ (-3)", "0.1 * x ^ (0.1 - 1)"]);
  });

  it("x^y at (0, 2) is 0, 0", () => {
    expect(value("x^y", { x: 0, y: 2 })).toBe(0);
    expect(value("x^y", { x: 0, y: 2 }, "y")).toBe(0);
    expect(value("(x * t)^(y * t)", { x: 0, y: 2, t: 1 }, "t")).toBe(0);
  });

  it("1/(1 + exp(-x)) at -800 has a partial of 0, not NaN", () => {
    expect(value("c / x", { x: Number.POSITIVE_INFINITY, c: 1 })).toBe(-0);
  });

  it("third derivative of x^2 is 0", () => {
    const thrice = [1, 2, 3].reduce((node: MathNode) => derive(node, "x").result, parse("x^2"));
    expect(text(thrice)).toBe("0");
  });
});

describe("branches and kinks follow the declared conventions", () => {
  it("the branch of an equality holds on a single point", () => {
    expect([d("x == 1 ? 1 : x^2"), d("x != 1 ? x^2 : 1"), d("y == 1 ? x : x^2")]).toEqual(["2 * x", "2 * x", "(y == 1) ? 1 : (2 * x)"]);
  });

  it("relu, leakyRelu, abs, max at the kink", () => {
    expect(value("relu(x)", { x: 0 })).toBe(0);
    expect(value("leakyRelu(x, 0.125)", { x: 0 })).toBe(0.125);
    expect(value("abs(x)", { x: 0 })).toBe(0);
    expect(value("max(x, y)", { x: 2, y: 2 })).toBe(0.5);
  });

  it("the branch that is not taken is not evaluated", () => expect(value("x < 1 ? x : sqrt(x)", { x: 0 })).toBe(1));
});

describe("variables", () => {
  it("may be elements of vectors and matrices", () => {
    expect(d("w[1] * x + w[2] * y", "w[2]")).toBe("y");
    expect(d("W[1, 2]^2 + W[2, 1]", "W[1,2]")).toBe("2 * W[1, 2]");
    expect(d("dot([w[1], w[2]], [3, w[1]])", "w[1]")).toBe("3 + w[2]");
  });

  it("must not stand as a whole array", () => {
    expect(() => derive(parse("sum(w)"), "w[1]")).toThrow('"w" is an array');
    expect(() => derive(parse("w[1]"), "w")).toThrow('"w" is an array');
  });
});

describe("refusals", () => {
  it("names the function without a rule", () => {
    expect(() => derive(parse("gamma(x)"), "x")).toThrow(NoRule);
    expect(() => derive(parse("gamma(x)"), "x")).toThrow(
      /^no derivative rule for "gamma": symbolic knows sin, cos, .*forward or reverse\.$/,
    );
    expect(() => derive(parse("sin(x, x)"), "x")).toThrow("of 2 operands: expected 1");
  });

  it.each(["constructor(x)", "toString(x)", "x!", "x'", "x % 2", "[x, 1]", "a = x", "x:3", "dot(x, y)"])("declines %s", (formula) => {
    expect(() => derive(parse(formula), "x")).toThrow(NoRule);
  });

  it("needs no rule where the variable does not occur", () => expect(d("gamma(y) * x")).toBe("gamma(y)"));
});

describe("long and deep expressions", () => {
  it("a sum of 20,000 terms is derived, and printing it is refused politely", () => {
    let sum: MathNode = parse("x^2");
    for (let i = 1; i < 20_000; i++) sum = binary("+", sum, parse(i % 2 === 0 ? "x" : "y * x"));
    const { result, steps: all } = derive(sum, "x");
    expect(all.length).toBeGreaterThan(20_000);
    expect(() => text(result)).toThrow(ExpressionTooDeep);
    expect(simplified(result)).toBe(result);
  });

  it("a shared subtree is derived once and the results share nodes", () => {
    const shared = parse("sin(x)");
    const { result } = derive(binary("+", shared, shared), "x");
    expect((result as unknown as { args: MathNode[] }).args[0]).toBe((result as unknown as { args: MathNode[] }).args[1]);
  });
});
