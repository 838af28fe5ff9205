// What each elementwise primitive means, in decimal arithmetic. NaN stands for "outside the domain".

import type { Decimal } from "decimal.js";
import { type Arithmetic, narrow, widen } from "./arithmetic.js";
import * as e from "./exponentials.js";
import { erf, pow } from "./special.js";
import * as t from "./trigonometry.js";

/** Operands beyond the arity are ignored. */
export type ReferenceFunction = (x: Decimal, y: Decimal, w: Decimal) => Decimal;

/** A function of two operands is never asked about NaN. */
type WideFunction = (a: Arithmetic, x: Decimal, y: Decimal) => Decimal;

const smooth: Readonly<Record<string, WideFunction>> = {
  exp: e.exp,
  log: e.log,
  log2: (a, x) => e.log(a, x).div(a.ln2),
  log10: (a, x) => e.log(a, x).div(a.ln10),
  log1p: e.log1p,
  expm1: e.expm1,
  sinh: e.sinh,
  cosh: e.cosh,
  tanh: e.tanh,
  asinh: e.asinh,
  acosh: e.acosh,
  atanh: e.atanh,
  sigmoid: e.sigmoid,
  softplus: (a, x) => e.logSum(a, x.isNegative() ? new a.Wide(0) : x, x.abs()),
  logaddexp: (a, x, y) => (x.eq(y) ? x.plus(a.ln2) : e.logSum(a, x.gt(y) ? x : y, x.minus(y).abs())),
  xlogy: (a, x, y) => (x.isZero() ? new a.Wide(0) : y.gt(0) ? x.times(e.log(a, y)) : new a.Wide(Number.NaN)),
  asin: t.asin,
  acos: t.acos,
  atan: t.atan,
  atan2: t.atan2,
  sqrt: (_, x) => x.sqrt(),
  cbrt: (_, x) => x.cbrt(),
  hypot: (_, x, y) => x.times(x).plus(y.times(y)).sqrt(),
  pow,
  erf,
};

const angular: Readonly<Record<string, WideFunction>> = { sin: t.sin, cos: t.cos, tan: t.tan };

const single = new Set(
  "exp log log2 log10 log1p expm1 sinh cosh tanh asinh acosh atanh sigmoid softplus asin acos atan sqrt cbrt erf".split(" "),
);

/**
 * All elementwise primitives by name. Every result is NaN when an operand it depends on is: `where` looks at the branch taken
 * only, a 0 decides `scale` and `and`, a 1 decides `or`.
 * @example
 * import { Decimal } from "decimal.js";
 * import { arithmeticOf } from "./arithmetic.js";
 * referenceFunctions(arithmeticOf(64)).get("cbrt")(new Decimal(-8)).toNumber()   // -2
 */
export function referenceFunctions(a: Arithmetic): ReadonlyMap<string, ReferenceFunction> {
  const known = made.get(a);
  if (known !== undefined) return known;
  const functions = new Map(Object.entries(exactOnes(a)));
  for (const [name, f] of Object.entries(smooth)) {
    functions.set(
      name,
      single.has(name)
        ? (x) => narrow(a, f(a, widen(a, x), x))
        : (x, y) => (x.isNaN() || y.isNaN() ? new a.Value(Number.NaN) : narrow(a, f(a, widen(a, x), widen(a, y)))),
    );
  }
  // Angles keep all their digits: those before the point decide where on the circle a large one ends.
  for (const [name, f] of Object.entries(angular)) functions.set(name, (x, y) => narrow(a, f(a, x, y)));
  made.set(a, functions);
  return functions;
}

const made = new WeakMap<Arithmetic, ReadonlyMap<string, ReferenceFunction>>();

/** Arithmetic, choices and comparisons: one rounding at most. */
function exactOnes({ Value }: Arithmetic): Record<string, ReferenceFunction> {
  const outside = new Value(Number.NaN);
  const zero = new Value(0);
  const one = new Value(1);
  const times = (x: Decimal, y: Decimal) => Value.mul(x, y);
  const atLeast = (x: Decimal, y: Decimal) => (x.isNaN() || y.isNaN() ? outside : x.gte(y) ? x : y);
  const comparison =
    (holds: (x: Decimal, y: Decimal) => boolean): ReferenceFunction =>
    (x, y) =>
      x.isNaN() || y.isNaN() ? outside : holds(x, y) ? one : zero;
  const isFalse = (x: Decimal) => !x.isNaN() && x.isZero();
  const isTrue = (x: Decimal) => !x.isNaN() && !x.isZero();
  return {
    neg: (x) => x.neg(),
    add: (x, y) => Value.add(x, y),
    sub: (x, y) => Value.sub(x, y),
    mul: times,
    scale: (x, y) => (isFalse(x) || isFalse(y) ? zero : times(x, y)),
    div: (x, y) => (isFalse(y) ? outside : Value.div(x, y)),
    square: (x) => times(x, x),
    abs: (x) => x.abs(),
    sign: (x) => (x.isNaN() || x.isZero() ? x : x.isNegative() ? one.neg() : one),
    floor: (x) => x.floor(),
    ceil: (x) => x.ceil(),
    // Half away from zero, the rounding mode of the class.
    round: (x) => new Value(x).round(),
    max: atLeast,
    min: (x, y) => atLeast(x.neg(), y.neg()).neg(),
    relu: (x) => atLeast(x, zero),
    leakyRelu: (x, alpha) => atLeast(times(alpha, x), x),
    step: (x) => (x.isNaN() ? outside : x.gt(0) ? one : zero),
    lt: comparison((x, y) => x.lt(y)),
    le: comparison((x, y) => x.lte(y)),
    gt: comparison((x, y) => x.gt(y)),
    ge: comparison((x, y) => x.gte(y)),
    eq: comparison((x, y) => x.eq(y)),
    ne: comparison((x, y) => !x.eq(y)),
    and: (x, y) => (isFalse(x) || isFalse(y) ? zero : isTrue(x) && isTrue(y) ? one : outside),
    or: (x, y) => (isTrue(x) || isTrue(y) ? one : isFalse(x) && isFalse(y) ? zero : outside),
    not: (x) => (x.isNaN() ? outside : x.isZero() ? one : zero),
    where: (c, x, y) => (c.isNaN() ? outside : c.isZero() ? y : x),
  };
}
