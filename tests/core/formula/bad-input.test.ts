import { describe, expect, test } from "vitest";
import { explain, FormulaError, type FormulaErrorKind, parseFormula } from "../../../src/core/formula/index.js";
import "../../../src/core/primitives/index.js";

const at = {
  x: 2,
  y: 3,
  theta: 1,
  w: [1, 2, 3],
  v: [4, 5, 6],
  W: [
    [1, 2, 3],
    [4, 5, 6],
  ],
};

function errorOf(text: string, point: Readonly<Record<string, unknown>> = at): FormulaError {
  try {
    parseFormula(text).evaluate(point as typeof at);
  } catch (error) {
    if (error instanceof FormulaError) return error;
    throw error;
  }
  throw new Error(`${text} was accepted`);
}

/** formula, kind, a fragment of the message, the place */
const bad: readonly (readonly [text: string, kind: FormulaErrorKind, fragment: string, position: number])[] = [
  ["", "syntax", "empty", 0],
  ["   ", "syntax", "empty", 0],
  ["x +", "syntax", 'missing after "+"', 3],
  ["x + + * y", "syntax", 'missing before "*"', 6],
  ["* x", "syntax", 'missing before "*"', 0],
  ["x // y", "syntax", 'missing before "/"', 3],
  ["(x + y", "syntax", "never closed", 0],
  ["x + y)", "syntax", "never opened", 5],
  ["(x + y]", "syntax", '")" was expected', 6],
  ["[1, 2)", "syntax", '"]" was expected', 5],
  ["x ) ( y", "syntax", "never opened", 2],
  ["()", "syntax", "missing", 1],
  ["sin()", "syntax", "missing", 4],
  ["[]", "syntax", "missing", 1],
  ["[1,]", "syntax", 'missing before "]"', 3],
  ["(1, 2)", "syntax", "comma", 2],
  ["1,5", "syntax", "2.5", 1],
  ["2 3", "syntax", "directly after", 2],
  ["x 2", "syntax", "x*2 or x^2", 2],
  ["(x + 1)2", "syntax", "directly after", 7],
  ["[1 2]", "syntax", "comma", 3],
  ["1.2.3", "syntax", "two decimal points", 3],
  ["1..2", "syntax", "two decimal points", 2],
  ["2.x", "syntax", "2*x", 1],
  ["x..y", "syntax", "missing", 2],
  ["x.^", "syntax", "missing", 3],
  ["|x", "syntax", "never closed", 0],
  ["x|", "syntax", "missing", 2],
  ["|x + (y|", "syntax", "missing", 8],
  ["x ? y", "syntax", 'no ":"', 2],
  ["x > 0 ? : 1", "syntax", "missing", 8],
  ["sin x", "syntax", "write sin(x)", 0],
  ["sin 2x", "syntax", "write sin(2)", 0],
  ["sin^2(x)", "syntax", "write sin(x)^2", 0],
  ["sin²(x)", "syntax", "write sin(x)^2", 0],
  ["x + exp", "syntax", "write exp(x)", 4],
  ["sin(x, y)", "syntax", "one argument", 0],
  ["atan2(x)", "syntax", "2 arguments", 0],
  ["dot(w)", "syntax", "2 arguments", 0],
  ["[1, 2; 3]", "syntax", "same number", 8],
  ["[[1, 2], [3]]", "syntax", "same number", 0],
  ["[[1, 2], 3]", "syntax", "same number", 0],
  ["2[1, 2]", "syntax", "put *", 1],
  ["w[1](x)", "syntax", "put *", 4],
  ["W' w", "syntax", "put *", 3],
  ["x \u200b y", "syntax", "invisible", 2],
  ["x ♥ y", "syntax", "U+2665", 2],
  ["数", "syntax", "U+6570", 0],
  ["sine(x)", "unknown-name", "did you mean sin?", 0],
  ["sgimoid(x)", "unknown-name", "did you mean sigmoid?", 0],
  ["Sin(x)", "unknown-name", "did you mean sin?", 0],
  ["tanhh(x)", "unknown-name", "did you mean tanh?", 0],
  ["squrt(x)", "unknown-name", "did you mean sqrt?", 0],
  ["x(y + 1)", "unknown-name", "write x*(", 0],
  ["theta(x)", "unknown-name", "write theta*(", 0],
  ["pi(x)", "unknown-name", "write pi*(", 0],
  ["zeros(1e9)", "unknown-name", 'no function "zeros"', 0],
  ["import(x)", "unknown-name", 'no function "import"', 0],
  ["eval(x)", "unknown-name", '"eval"', 0],
  ["parse(x)", "unknown-name", '"parse"', 0],
  ["derivative(x, y)", "unknown-name", '"derivative"', 0],
  ["constructor(x)", "unknown-name", "JavaScript", 0],
  ["toString(x)", "unknown-name", "JavaScript", 0],
  ["__proto__", "unknown-name", "JavaScript", 0],
  ["x + valueOf", "unknown-name", "JavaScript", 4],
  ["hasOwnProperty", "unknown-name", "JavaScript", 0],
  ["x.constructor", "unknown-name", "JavaScript", 2],
  ["xy", "unknown-name", "write x*y", 0],
  ["x + 2xy", "unknown-name", "write x*y", 5],
  ["x2", "unknown-name", "x^2", 0],
  ["thet + x", "unknown-name", "did you mean theta?", 0],
  ["θ", "unknown-name", "did you mean theta?", 0],
  ["x + q", "missing-value", "--at x=1,q=1", 4],
  ["loss", "missing-value", "loss", 0],
  ["w * v", "not-scalar", "dot(w, x)", 2],
  ["x / w", "not-scalar", "./", 2],
  ["w^2", "not-scalar", ".^", 1],
  ["2^w", "not-scalar", ".^", 1],
  ["w'", "not-scalar", "dot(w, x)", 1],
  ["x = 3", "unsupported", "assigns nothing", 2],
  ["f(x) = x", "unsupported", "assigns nothing", 5],
  ["x := 3", "unsupported", "assigns nothing", 3],
  ["1:3", "unsupported", "there are no ranges", 1],
  ["x; y", "unsupported", "One formula at a time", 1],
  ['"abc"', "unsupported", "quotes", 0],
  ["`x`", "unsupported", "quotes", 0],
  ["{a: 1}", "unsupported", "Curly", 0],
  ["x!", "unsupported", "factorial", 1],
  ["x % 2", "unsupported", "floor", 2],
  ["x & y", "unsupported", '"and"', 2],
  ["√x", "unsupported", "sqrt(x)", 0],
  ["∞", "unsupported", "1e300", 0],
  ["\\frac{x}{y}", "unsupported", "TeX", 0],
  ["$x$", "unsupported", "leave it out", 0],
  ["5 cm", "unsupported", "no units", 2],
  ["2 in", "unsupported", "units", 2],
  ["true", "unsupported", "write 1", 0],
  ["null", "unsupported", "write a number", 0],
  ["x mod 2", "unsupported", "floor", 2],
  ["log(x, 2)", "unsupported", "log2(x)", 0],
  ["w[0]", "unsupported", "counted from 1", 0],
  ["w[x]", "unsupported", "constant positions", 0],
  ["w[1.5]", "unsupported", "constant positions", 0],
  ["w[1:2]", "unsupported", "there are no ranges", 3],
  ["[[[1]]]", "unsupported", "Vectors and matrices only", 0],
  ["0x10", "unsupported", "decimal", 0],
  ["w[4]", "bad-value", "no entry [4] in a vector of 3", 0],
  ["w + [1, 2]", "bad-value", "a vector of 3 and a vector of 2", 2],
  ["x + [1, 2; 3, 4] * [1, 2, 3]", "bad-value", "matmul", 17],
  ["dot(w, [1, 2])", "bad-value", "one length", 0],
  ["1e400", "bad-value", "too large", 0],
  ["1e-400 x", "bad-value", "too small", 0],
];

describe("bad formulas", () => {
  test("are a hundred or more", () => expect(bad.length).toBeGreaterThanOrEqual(100));

  test.each(bad)("%s is refused as %s: %s", (text, kind, fragment, position) => {
    const error = errorOf(text);
    expect(error).toMatchObject({ kind, text, position });
    expect(error.message).toContain(fragment);
    expect(error.message).toMatch(/[.?)]$/u);
  });
});

describe("bad values", () => {
  test.each([
    [{}, "missing-value", "--at x=1"],
    [{ x: Number.NaN }, "bad-value", "finite"],
    [{ x: Number.POSITIVE_INFINITY }, "bad-value", "finite"],
    [{ x: "3" }, "bad-value", "x=2"],
    [{ x: [] }, "bad-value", "x=2"],
    [{ x: [[1, 2], [3]] }, "bad-value", "one length"],
    [{ x: 1, e: 2 }, "bad-value", "choose another name"],
    [{ x: 1, pi: 3 }, "bad-value", "choose another name"],
  ])("%o", (point, kind, fragment) => {
    const error = errorOf("x + pi", point);
    expect(error.kind).toBe(kind);
    expect(error.message).toContain(fragment);
  });

  test("a value is not looked up on the prototype of the inputs", () => {
    expect(errorOf("x", Object.create({ x: 1 }) as object as typeof at).kind).toBe("missing-value");
  });
});

test("the caret stands under the place, also in a long formula", () => {
  expect(explain(errorOf("x + sine(y)"))).toBe('There is no function "sine": did you mean sin?\n  x + sine(y)\n      ^');
  const [, line = "", caret = ""] = explain(errorOf(`${"x + ".repeat(100)}sine(y)${" + x".repeat(100)}`)).split("\n");
  expect(line.slice(caret.indexOf("^")).startsWith("sine(y)")).toBe(true);
  expect(line.length).toBeLessThan(140);
});
