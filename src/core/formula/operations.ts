// The operators of formulas, and what * / ^ mean for vectors and matrices.

import { describeShape } from "../graph/shape.js";
import type { Value } from "../graph/trace.js";
import { shapeOf } from "../primitives/apply.js";
import { add, and, div, dot, eq, ge, gt, le, lt, matmul, mul, ne, neg, not, or, pow, scale, sub, transpose } from "../primitives/index.js";
import type { FormulaError, FormulaErrorKind } from "./errors.js";

type Binary = (x: Value, y: Value) => Value;
type Unary = (x: Value) => Value;
type Fail = (kind: FormulaErrorKind, message: string) => FormulaError;

/** How products are formed: plainly, or so that a factor 0 wins. */
export type Products = "mul" | "scale";

const unaries: ReadonlyMap<string, Unary> = new Map<string, Unary>([
  ["-", neg],
  ["+", (x) => x],
  ["not", not],
]);

const elementwise: ReadonlyMap<string, Binary> = new Map([
  ["+", add],
  ["-", sub],
  ["./", div],
  [".^", pow],
  ["<", lt],
  ["<=", le],
  [">", gt],
  [">=", ge],
  ["==", eq],
  ["!=", ne],
  ["and", and],
  ["or", or],
  ["mod", dot],
]);

const comparisons: ReadonlyMap<string, Binary> = new Map([
  ["smaller", lt],
  ["smallerEq", le],
  ["larger", gt],
  ["largerEq", ge],
  ["equal", eq],
  ["unequal", ne],
]);

/** A link of a chain a < b <= c, by the name that mathjs gives it. */
export function comparison(name: string): Binary {
  return comparisons.get(name) as Binary;
}

/** The operator with this symbol and number of operands; undefined when formulas have none. */
export function operation(
  symbol: string,
  count: number,
  products: Products,
  fail: Fail,
): ((operands: readonly Value[]) => Value) | undefined {
  if (count === 1) {
    const f = symbol === "'" ? transposed(fail) : unaries.get(symbol);
    return f === undefined ? undefined : ([x]) => f(x as Value);
  }
  const times: Binary = products === "scale" ? scale : mul;
  const special = new Map([
    [".*", times],
    ["*", product(times, fail)],
    ["/", scalarOnly("/", div, fail)],
    ["^", scalarOnly("^", pow, fail)],
  ]);
  const f = count === 2 ? (special.get(symbol) ?? elementwise.get(symbol)) : undefined;
  return f === undefined ? undefined : ([x, y]) => f(x as Value, y as Value);
}

/** A scalar times anything, or the product of matrices and vectors. */
function product(times: Binary, fail: Fail): Binary {
  return (x, y) => {
    const ranks = [shapeOf(x).length, shapeOf(y).length] as const;
    if (ranks[0] === 0 || ranks[1] === 0) return times(x, y);
    if (ranks[0] === 2 || ranks[1] === 2) return matmul(x, y);
    throw fail(
      "not-scalar",
      "The product of two vectors can mean two things: write dot(w, x) for the scalar product, w .* x entry by entry.",
    );
  };
}

/** Division by an array and powers of arrays are written with a point, entry by entry. */
function scalarOnly(symbol: "/" | "^", f: Binary, fail: Fail): Binary {
  return (x, y) => {
    const wrong = [y, ...(symbol === "^" ? [x] : [])].find((operand) => shapeOf(operand).length > 0);
    if (wrong === undefined) return f(x, y);
    throw fail(
      "not-scalar",
      `"${symbol}" takes a scalar ${symbol === "/" ? "divisor" : "base and exponent"}, not ${describeShape(shapeOf(wrong))}: write .${symbol} to work entry by entry.`,
    );
  };
}

function transposed(fail: Fail): Unary {
  return (x) => {
    const rank = shapeOf(x).length;
    if (rank === 0) return x;
    if (rank === 2) return transpose(x);
    throw fail("not-scalar", "A vector is not transposed: write dot(w, x) for the product of two vectors.");
  };
}
