// The forms that formulas take and the shapes that derivatives are brought into.

import { type MathNode, parse } from "mathjs/number";
import { describe, expect, it } from "vitest";
import { like, negative } from "../../../src/core/differentiators/symbolic/build.js";
import { conditions } from "../../../src/core/differentiators/symbolic/condition.js";
import { ExpressionTooDeep, ExpressionTooLarge } from "../../../src/core/differentiators/symbolic/errors.js";
import { minusOne, plus, power, times, unit } from "../../../src/core/differentiators/symbolic/fraction.js";
import { derivativeSize, derive, NoRule, simplified, stepText, text, treeSize } from "../../../src/core/differentiators/symbolic/index.js";
import { accessorName, children, depth, literal, postorder } from "../../../src/core/differentiators/symbolic/nodes.js";
import { aliases, functionRules, knownFunctions, truthValues } from "../../../src/core/differentiators/symbolic/rules.js";
import { view } from "../../../src/core/differentiators/symbolic/view.js";
import {
  exp,
  forward,
  matmul,
  mul,
  parseFormula,
  record,
  sin,
  stack,
  sum,
  symbolicWith,
  type TracedFunction,
  UnsupportedError,
  type Value,
} from "../../../src/index.js";
import { evaluate } from "./arithmetic.js";

const d = (formula: string, variable = "x") => text(derive(parse(formula), variable).result);
const firstRule = (formula: string) => derive(parse(formula), "x").steps[0]?.rule;
const first = (formula: string) => {
  const step = derive(parse(formula), "x").steps[0];
  return step === undefined ? undefined : stepText(step, "x");
};

describe("the rule that a derivation names", () => {
  it.each([
    ["7", "constant"],
    ["y", "constant"],
    ["gamma(y)", "constant"],
    ["x", "variable"],
    ["w[1] * x", "constant factor"],
    ["+x", "sum"],
    ["x + y", "sum"],
    ["x - y", "difference"],
    ["-x", "constant factor"],
    ["3 * x", "constant factor"],
    ["x * 3", "constant factor"],
    ["x * x", "product"],
    ["x / 3", "constant factor"],
    ["3 / x", "reciprocal"],
    ["x / x", "quotient"],
    ["x ^ 0", "constant"],
    ["x ^ 1", "power"],
    ["x ^ 2", "power"],
    ["x ^ 3", "power"],
    ["x ^ -2", "power"],
    ["x ^ 0.1", "power"],
    ["x ^ y", "power"],
    ["e ^ x", "exponential"],
    ["2 ^ x", "exponential"],
    ["pi ^ x", "exponential"],
    ["y ^ x", "exponential"],
    ["0 ^ x", "exponential"],
    ["x ^ x", "general power"],
    ["x > 1 ? x : 2", "conditional"],
    ["x == 1 ? x : 2", "conditional"],
    ["sin(x)", "chain rule for sin"],
    ["floor(x)", "steps of floor"],
    ["hypot(x, y)", "chain rule for hypot"],
    ["logsumexp([x, y])", "chain rule for logsumexp"],
    ["x > y", "truth value"],
    ["x > 1 and y > 1", "truth value"],
    ["not(x)", "truth value"],
    ["1 < x < 2", "truth value"],
  ])("of %s is %s", (formula, rule) => {
    expect(firstRule(formula)).toBe(rule);
  });

  it.each([
    ["e^(2 * x)", "exponential: d/dx(e ^ (2 * x)) = exp(2 * x) * d/dx(2 * x)"],
    ["2^x", "exponential: d/dx(2 ^ x) = log(2) * 2 ^ x * d/dx(x)"],
    ["pi^x", "exponential: d/dx(pi ^ x) = log(pi) * pi ^ x * d/dx(x)"],
    ["y^x", "exponential: d/dx(y ^ x) = ((abs(y) <= 0) ? 0 : (y ^ x * log(y))) * d/dx(x)"],
    // tau is no constant of formulas, so it may be 0.
    ["tau^x", "exponential: d/dx(tau ^ x) = ((abs(tau) <= 0) ? 0 : (tau ^ x * log(tau))) * d/dx(x)"],
    ["0^x", "exponential: d/dx(0 ^ x) = ((abs(0) <= 0) ? 0 : (0 ^ x * log(0))) * d/dx(x)"],
    ["(-2)^x", "exponential: d/dx((-2) ^ x) = log(-2) * (-2) ^ x * d/dx(x)"],
    ["x^3", "power: d/dx(x ^ 3) = 3 * x ^ 2 * d/dx(x)"],
    ["x^2", "power: d/dx(x ^ 2) = 2 * x * d/dx(x)"],
    ["x^1", "power: d/dx(x ^ 1) = d/dx(x)"],
    ["x^y", "power: d/dx(x ^ y) = y * x ^ (y - 1) * d/dx(x)"],
    ["x^0", "constant: d/dx(x ^ 0) = 0"],
    ["floor(x)", "steps of floor: d/dx(floor(x)) = 0"],
    ["x / 3", "constant factor: d/dx(x / 3) = d/dx(x) / 3"],
    ["3 / x", "reciprocal: d/dx(3 / x) = -3 * (1 / x) ^ 2 * d/dx(x)"],
    ["x != 1 ? x : 2", "conditional: d/dx((x != 1) ? x : 2) = d/dx(x)"],
    ["x == 1 ? x : 2", "conditional: d/dx((x == 1) ? x : 2) = d/dx(2)"],
    ["x > 1 ? x : 2", "conditional: d/dx((x > 1) ? x : 2) = (x > 1) ? (d/dx(x)) : d/dx(2)"],
    ["log(x, 10)", "constant factor: d/dx(log(x, 10)) = d/dx(log(x)) / log(10)"],
    [
      "max(x, y, 2)",
      "chain rule for max: d/dx(max(x, y, 2)) = (max(x, y) > 2) ? (d/dx(max(x, y))) : ((2 > max(x, y)) ? d/dx(2) : ((d/dx(max(x, y)) + d/dx(2)) / 2))",
    ],
    ["hypot(x, y)", "chain rule for hypot: d/dx(hypot(x, y)) = x / hypot(x, y) * d/dx(x) + y / hypot(x, y) * d/dx(y)"],
    [
      "logsumexp([x, 1])",
      "chain rule for logsumexp: d/dx(logsumexp([x, 1])) = exp(x - logsumexp([x, 1])) * d/dx(x) + exp(1 - logsumexp([x, 1])) * d/dx(1)",
    ],
    ["mean([x, 1])", "constant factor: d/dx(mean([x, 1])) = d/dx(x + 1) / 2"],
    ["dot([x, 1], [2, x])", "sum: d/dx(dot([x, 1], [2, x])) = d/dx(x * 2) + d/dx(1 * x)"],
  ])("of %s, written out", (formula, line) => {
    // The printer puts parentheses of its own around parts of conditionals.
    const bare = (line_: string | undefined) => line_?.replaceAll(/[()\s]/g, "");
    expect(bare(first(formula))).toBe(bare(line));
  });
});

describe("functions of any number of operands", () => {
  it.each([
    ["sum([x, x, 3])", "2"],
    ["sum(x, x, 3)", "2"],
    ["sum([x])", "1"],
    ["sum([x], x)", "2"],
    ["sum(x)", undefined],
    ["mean(x)", undefined],
    ["mean([x, 2], 3)", "1 / 3"],
    ["mean([]) * x", "mean([])"],
    ["add(x, x, x)", "3"],
    ["multiply(x, 2, 3)", "6"],
    ["mean([x, 2 * x, 3])", "1"],
    ["mean(x, x)", undefined],
    ["max(x)", "1"],
    ["min([x])", "1"],
    ["dot([x, 2], [3, x])", "5"],
    ["dot([x], [3])", "3"],
    ["dot([x, 2, x], [3, x, 1])", "6"],
    ["dot([x, 2], [3])", undefined],
    ["dot([x], 3)", undefined],
    ["dot(3, [x])", undefined],
    ["x + x + x", "3"],
    ["log(x, e)", "1 / x"],
    ["x .* 3", "3"],
    ["x ./ 2", "1 / 2"],
    ["x .^ 2", "2 * x"],
    ["atan2(x)", undefined],
    ["divide(x)", undefined],
    ["pow(x)", undefined],
    ["sum() * x", "sum()"],
    ["sum([]) * x", "sum([])"],
    ["x:3", undefined],
  ])("%s has the derivative %s", (formula, expected) => {
    if (expected === undefined) expect(() => derive(parse(`(${formula}) * x`), "x")).toThrow(NoRule);
    else expect(text(simplified(derive(parse(formula), "x").result))).toBe(expected);
  });

  it.each(Object.entries(aliases).filter(([name]) => !name.startsWith("dot")))("%s is another spelling of %s", (alias, name) => {
    const call = (f: string) => (f === "leakyRelu" || f === alias ? `${f}(x, 0.25)` : `${f}(x)`);
    const [a, b] = aliases[alias] === "leakyRelu" ? [call(alias), call("leakyRelu")] : [`${alias}(x)`, `${name}(x)`];
    expect(d(a)).toBe(d(b));
  });

  it("the list of what is known has every function once", () => {
    expect(new Set(knownFunctions).size).toBe(knownFunctions.length);
    expect(knownFunctions).toContain("sin");
    expect(knownFunctions).toContain("logsumexp");
    expect(knownFunctions).toHaveLength(Object.keys(functionRules).length + 2);
    expect([...truthValues].sort()).toEqual("and equal larger largerEq not or relational smaller smallerEq unequal xor".split(" "));
  });

  it("steps have derivative 0", () => {
    for (const name of ["sign", "floor", "ceil", "round", "step"]) expect(d(`${name}(x) * y`), name).toBe("0");
  });
});

describe("conditions as they hold around a point", () => {
  it.each([
    ["x == 1 ? 7 * x : x^2", "2 * x"],
    ["x != 1 ? x^2 : 7 * x", "2 * x"],
    ["1 == x ? 7 * x : x^2", "2 * x"],
    ["(x == 1) ? 7 * x : x^2", "2 * x"],
    ["x == x ? x^2 : x", "(x==x)?(2*x):1"],
    ["y == 1 ? x^2 : x", "(y==1)?(2*x):1"],
    ["floor(x) == 1 ? x^2 : x", "(floor(x)==1)?(2*x):1"],
    ["floor(x) + x == 1 ? x^2 : x", "1"],
    ["(x > 1) == 1 ? x^2 : x", "((x>1)==1)?(2*x):1"],
    ["(y > 1 ? x : 2) == 1 ? x^2 : x", "1"],
    ["(x > 1 ? 3 : 2) == 3 ? x^2 : x", "((x>1)?3:2)==3?(2*x):1"],
    ["((x == 1) * 2) ? x^2 : x", "((x==1)*2)?(2*x):1"],
    ["abs(x == 1) ? x^2 : x", "abs(x==1)?(2*x):1"],
    ["(x ? 3 : 2) == 3 ? x^2 : x", "(x?3:2)==3?(2*x):1"],
    ["(y ? 3 : x) == 3 ? x^2 : x", "1"],
    ["(x == 1 and y > 0) ? x^2 : x", "(0andy>0)?(2*x):1"],
    ["(y > 0 or x != 1) ? x^2 : x", "(y>0or1)?(2*x):1"],
    ["not (x == 1) ? x^2 : x", "(not0)?(2*x):1"],
    ["(y > 0 and y > 1) ? x^2 : x", "(y>0andy>1)?(2*x):1"],
  ])("%s", (formula, expected) => {
    const bare = (line: string) => line.replaceAll(/[()\s]/g, "");
    expect(bare(d(formula))).toBe(bare(expected));
  });
});

describe("what is thin", () => {
  const { isThin, around } = conditions(view, (node) => node.toString().includes("x"));

  it("is an equality with a side that moves, unless both sides are the same", () => {
    expect(["x == 1", "1 != x", "x + y == y", "(x == 1)"].map((formula) => isThin(parse(formula)))).toEqual([true, true, true, true]);
    expect(["x > 1", "y == 1", "x", "x == x", "not(x == 1)", "floor(x) == 1"].map((formula) => isThin(parse(formula)))).toEqual(
      new Array(6).fill(false),
    );
    // One subexpression in two places is the same, two that read alike are not looked into.
    const sine = parse("sin(x)");
    expect(isThin(like(parse("u == v"), [sine, sine]))).toBe(false);
    expect(isThin(like(parse("u == v"), [sine, parse("sin(y)")]))).toBe(true);
  });

  it("is replaced inside connectives, and a condition without it is the same node as before", () => {
    for (const formula of ["y > 0 and y > 1", "not(x > 1)", "x > 0 or (y == 1 and x < 3)", "x"]) {
      const condition = parse(formula);
      expect(around(condition), formula).toBe(condition);
    }
    expect(text(around(parse("(x == 1) or (y > 0 and x != 2)")))).toBe("0 or y > 0 and 1");
    expect(text(around(parse("(x != 1)")))).toBe("1");
  });
});

describe("elements of arrays", () => {
  it("an index that is no literal is refused, and says which array", () => {
    expect(() => derive(parse("w[i] * 2"), "w[1]")).toThrow("the index of w is not a plain number: write w[1] or the like.");
    expect(() => derive(parse("w[x]"), "x")).toThrow(NoRule);
  });

  it("a name may be written with spaces, and other elements are other variables", () => {
    expect(d("W[1,2] * W[2,1]", "W[1, 2]")).toBe("W[2, 1]");
    expect(d("w[1] * w[2] + w", "v[1]")).toBe("0");
    expect(accessorName(parse("w[1]"))).toEqual({ base: "w", full: "w[1]" });
    expect(accessorName(parse("W[1, -2]"))).toEqual({ base: "W", full: "W[1,-2]" });
    expect(accessorName(parse("w[i]"))).toEqual({ base: "w", full: undefined });
    expect(accessorName(parse("w"))).toBeUndefined();
    expect(accessorName(parse("(w)[1]"))).toMatchObject({ base: "w" });
  });
});

describe("measures of an expression", () => {
  it("literals are numbers with or without a sign", () => {
    expect(["2", "-2", "(2)", "-(2)", "x", "-x", "+2", "1 + 1", "true", '"a"', "-true"].map((formula) => literal(parse(formula)))).toEqual([
      2,
      -2,
      2,
      -2,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("depth counts the levels, size the nodes; parentheses count nothing", () => {
    expect(
      ["x", "(x)", "sin(x)", "x + sin(x)", "x > 0 ? 1 : sin(x + 1)", "[1, sin(x)]", "1 < x < sin(2)"].map((f) => depth(parse(f))),
    ).toEqual([1, 1, 2, 3, 4, 3, 3]);
    expect(
      ["x", "(x)", "sin(x)", "x + sin(x)", "x > 0 ? 1 : sin(x + 1)", "[1, sin(x)]", "1 < x < sin(2)"].map((f) => treeSize(parse(f))),
    ).toEqual([1, 1, 2, 4, 9, 4, 5]);
    expect(derivativeSize(parse("x > 0 ? x^2 : x"), "x")).toBe(treeSize(derive(parse("x > 0 ? x^2 : x"), "x").result));
  });

  it("parts come before what is made of them, each once, in the order of writing", () => {
    const root = parse("x + y * 2");
    const names = postorder(root, children).map(String);
    expect(names).toEqual(["x", "y", "2", "y * 2", "x + y * 2"]);
  });
});

describe("what is refused says how large it is", () => {
  it("in digits, in powers of ten, and beyond counting", () => {
    expect(new ExpressionTooLarge(1234567, 100).message).toMatch(
      /^the derivative written out would have 1,234,567 nodes, the limit is 100 \(/,
    );
    expect(new ExpressionTooLarge(2.5e20, 100).message).toContain("about 2.50 * 10^20 nodes");
    expect(new ExpressionTooLarge(Number.POSITIVE_INFINITY, 100).message).toContain("more than 10^308 nodes");
    expect(new ExpressionTooLarge(1e15, 100, "the formula").message).toMatch(/^the formula .*about 1\.00 \* 10\^15/);
    expect(new ExpressionTooDeep(1000, 500)).toMatchObject({
      name: "ExpressionTooDeep",
      kind: "too-deep",
      depth: 1000,
      limit: 500,
      message: expect.stringMatching(/nested 1,000 deep, at most 500/),
    });
    expect(new ExpressionTooLarge(1000, 500)).toMatchObject({ name: "ExpressionTooLarge", kind: "too-large", size: 1000, limit: 500 });
    expect(new NoRule("q")).toMatchObject({ kind: "no-rule", operation: "q" });
  });

  it("printing stops at 100,000 nodes", () => {
    let sum = parse("x");
    for (let levels = 0; levels < 17; levels++) sum = like(parse("x + x"), [sum, sum]);
    expect(() => text(sum)).toThrow(ExpressionTooLarge);
    expect(() => text(sum)).toThrow(/^the expression written out would have 262,143 nodes/);
  });

  it("printing stops at 500 levels", () => {
    const nested = (levels: number) => Array.from({ length: levels }).reduce((node: MathNode) => negative(node), parse("x"));
    expect(text(nested(499))).toContain("x");
    expect(() => text(nested(500))).toThrow(ExpressionTooDeep);
    expect(text(simplified(nested(499)))).toBe("-x");
    expect(simplified(nested(500))).toBeDefined();
  });
});

describe("simplified", () => {
  const short = (formula: string) => text(simplified(parse(formula)));
  it.each([
    ["x + x + y", "2 * x + y"],
    ["x - 3 * x", "-(2 * x)"],
    ["3 * x - x", "2 * x"],
    ["x + y - x", "y"],
    ["y - 2 * x", "y - 2 * x"],
    ["x - (y - z)", "x - y + z"],
    ["x + (y - x)", "y"],
    ["2 * (3 * x)", "6 * x"],
    ["x / 2 + x / 2", "x"],
    ["x / 3 + x / 6", "x / 2"],
    ["x * y / x", "y"],
    ["x / (x * y)", "1 / y"],
    ["x^2 * x^3", "x ^ 5"],
    ["x^2 / x^5", "1 / x ^ 3"],
    ["(x^2)^3", "x ^ 6"],
    ["x^0", "1"],
    ["x^-1", "1 / x"],
    ["x^0.5 * x^0.5", "(x ^ 0.5) ^ 2"],
    ["x^y * x^y", "(x ^ y) ^ 2"],
    ["-x * -y", "x * y"],
    ["-(x * y)", "-(x * y)"],
    ["-(2)", "-2"],
    ["-1 * x", "-x"],
    ["(-x)^3", "-x ^ 3"],
    ["(-x)^2", "x ^ 2"],
    ["0 * x", "0"],
    ["0 + x", "x"],
    ["x / x", "1"],
    ["-x / x", "-1"],
    ["2 / 6 * x", "x / 3"],
    ["0.5 * 4 * x", "2 * x"],
    ["1 + 2", "3"],
    ["1 / 3 + 1 / 3", "2 / 3"],
    ["2 * 3 - 7", "-1"],
    ["+x", "x"],
    ["exp(0)", "1"],
    ["log(1) + x", "x"],
    ["log(e)", "1"],
    ["sin(0)", "0"],
    ["cos(0)", "1"],
    ["tanh(0)", "0"],
    ["sqrt(1)", "1"],
    ["sin(x + x)", "sin(2 * x)"],
    ["y > 0 ? x : x", "x"],
    ["y > 0 ? x + x : 2 * x", "2 * x"],
    ["y > 0 ? x : 2", "(y > 0) ? x : 2"],
    ["x > 1", "x > 1"],
    ["0^-1 * x", "x / 0"],
    ["(x + y) * (x + y)", "(x + y) ^ 2"],
    ["(1 + x) / (1 + x)", "1"],
    ["a * x + b * x", "a * x + b * x"],
    ["(x + 2) * y", "(x + 2) * y"],
    ["x - x", "0"],
    ["w[2] * x + w[2] * x", "2 * w[2] * x"],
  ])("%s is %s", (formula, expected) => {
    const bare = (line: string) => line.replaceAll(" ", "");
    expect(bare(short(formula))).toBe(bare(expected));
  });

  it("is never longer than what it came from", () => {
    for (const formula of ["x * (y + z)", "x - -y", "1 / (x / y)", "x^3 / 3", "-(x - y)", "(2 * x * y)^3"]) {
      expect(treeSize(simplified(parse(formula))), formula).toBeLessThanOrEqual(treeSize(parse(formula)));
    }
  });

  it("leaves more than 500 nodes alone", () => {
    const sumOf = (terms: number) => parse(new Array(terms).fill("x").join(" + "));
    expect(text(simplified(sumOf(250)))).toBe("250 * x");
    expect(text(simplified(negative(sumOf(250))))).toBe("-(250 * x)");
    expect(treeSize(simplified(sumOf(251)))).toBe(501);
  });
});

describe("fractions", () => {
  it("are kept in lowest terms with a positive denominator", () => {
    const third = { p: 1, q: 3 };
    expect([times(third, { p: 3, q: 2 }), plus(third, { p: 1, q: 6 }), plus(third, { p: -1, q: 3 })]).toEqual([
      { p: 1, q: 2 },
      { p: 1, q: 2 },
      { p: 0, q: 1 },
    ]);
    expect([power({ p: -2, q: 3 }, 2), power({ p: -2, q: 3 }, -1), power({ p: -2, q: 3 }, -3), power(third, 0)]).toEqual([
      { p: 4, q: 9 },
      { p: -3, q: 2 },
      { p: -27, q: 8 },
      { p: 1, q: 1 },
    ]);
    expect([times(unit, minusOne), times(minusOne, minusOne)]).toEqual([minusOne, unit]);
  });

  it("become plain numbers where they are not whole, or too large to be exact", () => {
    expect(times({ p: 0.5, q: 1 }, third(3))).toEqual({ p: 0.5 / 3, q: 1 });
    expect(times({ p: 2 ** 52, q: 1 }, { p: 4, q: 1 })).toEqual({ p: 2 ** 54, q: 1 });
    expect(times({ p: 1, q: 2 ** 52 }, { p: 1, q: 4 })).toEqual({ p: 2 ** -54, q: 1 });
  });
  const third = (q: number) => ({ p: 1, q });
});

describe("the symbolic method", () => {
  const symbolic = symbolicWith({ limit: 200 });
  const f: TracedFunction = ({ W, x, s }) => sum(sin(mul(s as Value, matmul(W as Value, x as Value))));
  const at = {
    W: [
      [0.5, -1, 2],
      [1, 3, 0.25],
    ],
    x: [1, -2, 0.5],
    s: 0.75,
  };

  it("writes a formula for each entry of each input", () => {
    const [ours, theirs] = [symbolic.gradient(f)(at).gradient, forward.gradient(f)(at).gradient];
    for (const name of ["W", "x", "s"]) {
      const [left, right] = [ours[name], theirs[name]].map((part) =>
        JSON.stringify(part, (_, v) => (typeof v === "number" ? v.toPrecision(12) : v)),
      );
      expect(left).toBe(right);
    }
  });

  it("contracts the formulas with the adjoint of each output", () => {
    const pair: TracedFunction = ({ x }) => stack([mul(x as Value, 3), exp(x as Value)]);
    expect(symbolic.vjp(pair)({ x: 0 }, [2, 10]).adjoint.x).toBe(16);
    expect(symbolic.jvp(pair)({ x: 0 }, { x: 2 }).derivative).toEqual([6, 2]);
  });

  it("refuses a formula, or a derivative, beyond its limit before it is built", () => {
    const long: TracedFunction = ({ x }) => Array.from({ length: 7 }).reduce((y: Value) => mul(y, y), x as Value);
    const nested: TracedFunction = ({ x }) => Array.from({ length: 30 }).reduce((y: Value) => sin(y), x as Value);
    expect(() => symbolic.gradient(long)({ x: 1 })).toThrow(UnsupportedError);
    expect(() => symbolic.gradient(long)({ x: 1 })).toThrow(/^the formula written out would have 255 nodes, the limit is 200/);
    expect(() => symbolic.gradient(nested)({ x: 1 })).toThrow(/^the derivative written out would have \d+ nodes, the limit is 200/);
    expect(() => symbolic.gradient(nested)({ x: 1 })).toThrow(expect.objectContaining({ operation: "expression swell" }));
  });

  it("refuses a formula for each of very many variables", () => {
    const wide: TracedFunction = ({ x }) => sum(mul(x as Value, x as Value));
    const many = { x: new Float64Array(600).fill(1) };
    expect(() => symbolicWith({}).gradient(wide)(many)).toThrow(/a formula for each of 600 variables, over 1,199 operations: too many/);
    expect(record(wide, many).graph.length).toBe(3);
    expect(() => symbolicWith({}).gradient(wide)({ x: new Float64Array(100).fill(1) })).not.toThrow();
  });

  it.each(["x * y + x / y", "x^2 * y^3", "exp(x * y) * x", "y > 0 ? x : sin(x * y)", "max(x, y)^2"])(
    "of %s has the values of its formula, and of forward mode",
    (formula) => {
      const point = { x: 1.25, y: -0.5 };
      const { gradient } = symbolic.gradient(parseFormula(formula))(point);
      const theirs = forward.gradient(parseFormula(formula))(point).gradient;
      for (const name of ["x", "y"]) {
        expect(gradient[name]).toBeCloseTo(evaluate(derive(parse(formula), name).result, point), 13);
        expect(gradient[name]).toBeCloseTo(theirs[name] as number, 13);
      }
    },
  );
});
