// Two evaluations for the tests that know no derivative rule: in doubles, and in 64-digit decimals.

import { all, type BigNumber, create, type FactoryFunctionMap } from "mathjs";
import { FunctionNode, isArrayNode, isFunctionNode, type MathNode } from "mathjs/number";

const sigmoid = (x: number) => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));
const logaddexp = (x: number, y: number) => Math.max(x, y) + Math.log1p(Math.exp(-Math.abs(x - y)));

const doubles = {
  ...{ sin: Math.sin, cos: Math.cos, tan: Math.tan, sinh: Math.sinh, cosh: Math.cosh, exp: Math.exp, sqrt: Math.sqrt, cbrt: Math.cbrt },
  ...{ hypot: Math.hypot, sign: Math.sign, log: Math.log, tanh: Math.tanh, log1p: Math.log1p, expm1: Math.expm1 },
  sigmoid,
  softplus: (x: number) => logaddexp(0, x),
  logaddexp,
  logsumexp: (...items: number[]) => items.reduce(logaddexp),
  xlogy: (x: number, y: number) => x * Math.log(y),
  step: (x: number) => (x > 0 ? 1 : 0),
  relu: (x: number) => Math.max(0, x),
  leakyRelu: (x: number, alpha: number) => Math.max(alpha * x, x),
};

export function evaluate(node: MathNode, point: Readonly<Record<string, number>>): number {
  return Number(
    node
      .transform(spread)
      .compile()
      .evaluate({ ...doubles, ...point }),
  );
}

// mathjs/number cannot evaluate arrays: logsumexp([x, y]) becomes logsumexp(x, y).
const spread = (node: MathNode): MathNode =>
  isFunctionNode(node) && isArrayNode(node.args[0]) ? new FunctionNode(node.fn.name, node.args[0].items) : node;

const math = create(all as FactoryFunctionMap, { number: "BigNumber", precision: 80 });
const big = (x: number | string): BigNumber => math.bignumber(x);
const lse = (x: BigNumber, y: BigNumber) => x.exp().plus(y.exp()).ln();
const bigMax = (x: BigNumber, y: BigNumber) => (x.gt(y) ? x : y);

const decimals = {
  log1p: (x: BigNumber) => x.plus(1).ln(),
  expm1: (x: BigNumber) => x.exp().minus(1),
  sigmoid: (x: BigNumber) => big(1).div(x.neg().exp().plus(1)),
  softplus: (x: BigNumber) => lse(x, big(0)),
  logaddexp: lse,
  xlogy: (x: BigNumber, y: BigNumber) => x.times(y.ln()),
  relu: (x: BigNumber) => bigMax(x, big(0)),
  leakyRelu: (x: BigNumber, alpha: BigNumber) => bigMax(x.times(alpha), x),
  erf,
  step: (x: BigNumber) => big(x.gt(0) ? 1 : 0),
  logsumexp: (items: { toArray(): BigNumber[] }) => items.toArray().reduce(lse),
};

/** erf x = 2/sqrt(pi) sum (-1)^n x^(2n+1) / (n! (2n+1)) */
function erf(x: BigNumber): BigNumber {
  let power = x;
  let sum = x;
  for (let n = 1; n < 400; n++) {
    power = power.times(x).times(x).div(-n);
    sum = sum.plus(power.div(2 * n + 1));
  }
  return sum.times(2).div(big(math.evaluate("sqrt(pi)")));
}

const h = big("1e-20");

/** (f(x + h) - f(x - h)) / 2h with h = 1e-20: about 38 right digits. The point must have short decimal expansions. */
export function slope(formula: string, variable: string, point: Readonly<Record<string, number>>): number {
  const compiled = math.compile(formula);
  const exact = Object.fromEntries(Object.entries(point).map(([name, x]) => [name, big(x)]));
  const at = (x: BigNumber) => compiled.evaluate({ ...decimals, ...exact, [variable]: x }) as BigNumber;
  const x = big(point[variable] as number);
  return at(x.plus(h))
    .minus(at(x.minus(h)))
    .div(h.times(2))
    .toNumber();
}
