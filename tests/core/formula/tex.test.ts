import fc from "fast-check";
import katex from "katex";
import { expect, test } from "vitest";
import { formulaTex, graphToNode, parseFormula } from "../../../src/core/formula/index.js";
import { record } from "../../../src/core/graph/trace.js";
import { functionOf, trees } from "./arbitrary.js";

test.each([
  ["(x + y) * z", "\\left(x + y\\right) z"],
  ["x/y", "\\frac{x}{y}"],
  ["(x/y)^2", "\\left(\\frac{x}{y}\\right)^{2}"],
  ["(x+1)/(y-1)", "\\frac{x + 1}{y - 1}"],
  ["theta1 * w[1]", "\\theta_{1} w_{1}"],
  ["θ * W[1,2]", "\\theta W_{1,2}"],
  ["x*2", "x \\cdot 2"],
  ["2x", "2 x"],
  ["-x^2", "-x^{2}"],
  ["(-x)*y", "-x y"],
  ["(-1)*x*y", "\\left(-1\\right) x y"],
  ["((-x)*y)^2", "\\left(-x y\\right)^{2}"],
  ["z - (-x)*y", "z - \\left(-x y\\right)"],
  ["x*(-y)", "x \\left(-y\\right)"],
  ["x - (y - z)", "x - \\left(y - z\\right)"],
  ["exp(x)^2", "\\left(e^{x}\\right)^{2}"],
  ["e^(x+1)", "e^{x + 1}"],
  ["sqrt(x+1)", "\\sqrt{x + 1}"],
  ["sigma(w . x)", "\\sigma(w \\cdot x)"],
  ["|x+1|", "\\left|x + 1\\right|"],
  ["square(x+1)", "{\\left(x + 1\\right)}^2"],
  ["x > 0 ? x : 0", "\\begin{cases} x & \\text{if } x > 0 \\\\ 0 & \\text{else} \\end{cases}"],
  ["[1, 2; 3, 4]", "\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}"],
  ["[1, x]", "\\begin{pmatrix} 1 \\\\ x \\end{pmatrix}"],
  ["1e-7", "1e-7".replace("1e-7", "1 \\cdot 10^{-7}")],
  ["pi * learning_rate", "\\pi \\mathit{learning\\_rate}"],
  ["x <= y and y != z", "x \\le y \\land y \\ne z"],
  ["sum(w)^2", "\\left(\\sum w\\right)^{2}"],
  ["max(x, y, z)", "\\max(x, y, z)"],
  ["log(x)", "\\log(x)"],
  ["log(a/b)", "\\log\\left(\\frac{a}{b}\\right)"],
  ["-log(1/(1+exp(-w*x)))", "-\\log\\left(\\frac{1}{1 + e^{-w x}}\\right)"],
  ["sin(cos(x/y))", "\\sin\\left(\\cos\\left(\\frac{x}{y}\\right)\\right)"],
  ["max(x, y/2)", "\\max\\left(x, \\frac{y}{2}\\right)"],
  ["max(x, y/2, z)", "\\max\\left(x, \\frac{y}{2}, z\\right)"],
  ["leakyRelu(x/2, a)", "\\operatorname{LeakyReLU}\\left(\\frac{x}{2}, a\\right)"],
  ["floor(x)", "\\lfloor x \\rfloor"],
  ["floor(x/2)", "\\left\\lfloor \\frac{x}{2} \\right\\rfloor"],
  ["|x/2|", "\\left|\\frac{x}{2}\\right|"],
  ["relu(sum(w))", "\\operatorname{ReLU}\\left(\\sum w\\right)"],
  ["sum([x, y])", "\\sum \\begin{pmatrix} x \\\\ y \\end{pmatrix}"],
])("%s", (text, tex) => expect(formulaTex(parseFormula(text).node)).toBe(tex));

test("whatever can be said can be set", () => {
  fc.assert(
    fc.property(trees, (tree) => {
      const tex = formulaTex(graphToNode(record(functionOf(tree), { x: 0.7, y: -1.3, z: 2.5 }).graph));
      expect(katex.renderToString(tex, { throwOnError: true, strict: true })).toContain("katex");
    }),
    { numRuns: 200 },
  );
});
