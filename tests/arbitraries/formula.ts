// Random formulas with a point; they shrink to their smallest parts.

import fc from "fast-check";

export interface FormulaAt {
  readonly formula: string;
  readonly at: { readonly x: number; readonly y: number };
}

/** Functions that mathjs's own `derivative` knows too. */
const smoothFunctions = ["sin", "cos", "exp", "log", "sqrt", "tan", "atan", "asin", "sinh", "cosh", "tanh", "asinh"];
const otherFunctions = [
  "abs",
  "relu",
  "sigmoid",
  "softplus",
  "cbrt",
  "log1p",
  "expm1",
  "erf",
  "square",
  "step",
  "acosh",
  "atanh",
  "log2",
  "log10",
];

/** @param smooth only what mathjs can differentiate */
export function formulaAt({ smooth = false }: { readonly smooth?: boolean } = {}): fc.Arbitrary<FormulaAt> {
  // Evenly spread: doubles drawn by their bits would nearly all be next to 0.
  const number = fc.noBias(fc.integer({ min: -3000, max: 3000 })).map((n) => (n === 0 ? 0.5 : n / 1000));
  const leaf = fc.oneof(
    fc.constantFrom("x", "y"),
    number.map((x) => (x < 0 ? `(${x})` : String(x))),
  );
  const names = smooth ? smoothFunctions : [...smoothFunctions, ...otherFunctions];
  const { expression } = fc.letrec<{ expression: string }>((tie) => ({
    expression: fc.oneof(
      { maxDepth: 5, depthSize: "small" },
      leaf,
      fc.tuple(tie("expression"), fc.constantFrom("+", "-", "*", "/"), tie("expression")).map(([a, op, b]) => `(${a} ${op} ${b})`),
      fc.tuple(fc.constantFrom(...names), tie("expression")).map(([f, a]) => `${f}(${a})`),
      fc.tuple(tie("expression"), fc.constantFrom(2, 3, 0.5, -1)).map(([a, n]) => `(${a})^(${n})`),
      ...(smooth
        ? []
        : [
            fc.tuple(tie("expression"), tie("expression")).map(([a, b]) => `max(${a}, ${b})`),
            fc.tuple(tie("expression"), tie("expression")).map(([a, b]) => `(x > y ? ${a} : ${b})`),
          ]),
    ),
  }));
  return fc.record({ formula: expression, at: fc.record({ x: number, y: number }) });
}
