// Every problem as operations on single numbers, for contenders that know no arrays: written once, over whatever plays the number.

import type { Chain, LogLoss, Network, Problem, Rosenbrock } from "./problem.js";

/** What plays the number. A contender that treats constants apart does so in its own `constant`. */
export interface Scalars<T> {
  constant(value: number): T;
  add(x: T, y: T): T;
  sub(x: T, y: T): T;
  mul(x: T, y: T): T;
  exp(x: T): T;
  log(x: T): T;
  tanh(x: T): T;
  relu(x: T): T;
}

/**
 * The value of the function.
 * @param parameters the entries of each parameter, in row-major order
 */
export function valueInScalars<T>(problem: Problem, scalars: Scalars<T>, parameters: readonly (readonly T[])[]): T {
  const [first = []] = parameters;
  switch (problem.kind) {
    case "product": {
      const [x, y, z] = parameters.map((part) => part[0] as T) as [T, T, T];
      return scalars.mul(scalars.add(x, y), z);
    }
    case "log-loss":
      return logLossOf(problem, scalars, first);
    case "rosenbrock":
      return rosenbrockOf(problem, scalars, first);
    case "network":
      return networkOf(problem, scalars, parameters);
    case "chain":
      return chainOf(problem, scalars, parameters.map((part) => part[0] as T) as [T, T]);
  }
}

function logLossOf<T>({ x }: LogLoss, { constant, add, sub, mul, exp, log }: Scalars<T>, w: readonly T[]): T {
  const a = total(
    add,
    w.map((weight, i) => mul(weight, constant(x[i] as number))),
  );
  // -log sigmoid(a) = log(1 + exp(-a))
  return log(add(exp(sub(constant(0), a)), constant(1)));
}

function rosenbrockOf<T>(_: Rosenbrock, { constant, add, sub, mul }: Scalars<T>, x: readonly T[]): T {
  const terms = x.slice(0, -1).map((here, i) => {
    const off = sub(x[i + 1] as T, mul(here, here));
    const away = sub(constant(1), here);
    return add(mul(mul(off, off), constant(100)), mul(away, away));
  });
  return total(add, terms);
}

function networkOf<T>(problem: Network, scalars: Scalars<T>, parameters: readonly (readonly T[])[]): T {
  const { widths, batch, x, y } = problem;
  const [inputs, outputs] = [widths[0] as number, widths.at(-1) as number];
  const losses = Array.from({ length: batch }, (_, i) => {
    const logits = forwardPass(problem, scalars, Array.from(x.subarray(i * inputs, (i + 1) * inputs), scalars.constant), parameters);
    return lossOf(problem, scalars, logits, y.subarray(i * outputs, (i + 1) * outputs));
  });
  return total(scalars.add, losses);
}

function forwardPass<T>(
  { widths, activation }: Network,
  { add, mul, tanh, relu }: Scalars<T>,
  instance: readonly T[],
  parameters: readonly (readonly T[])[],
): readonly T[] {
  let h = instance;
  for (let l = 1; l < widths.length; l++) {
    const [weights = [], bias = []] = [parameters[2 * l - 2], parameters[2 * l - 1]];
    const width = h.length;
    const before = h;
    h = bias.map((offset, unit) => {
      const products = before.map((value, j) => mul(weights[unit * width + j] as T, value));
      const a = add(total(add, products), offset);
      if (l === widths.length - 1) return a;
      return activation === "tanh" ? tanh(a) : relu(a);
    });
  }
  return h;
}

function lossOf<T>({ loss }: Network, { constant, add, sub, mul, exp, log }: Scalars<T>, a: readonly T[], y: Float64Array): T {
  if (loss === "squared") {
    const errors = a.map((output, k) => sub(output, constant(y[k] as number)));
    return mul(
      total(
        add,
        errors.map((error) => mul(error, error)),
      ),
      constant(0.5),
    );
  }
  // The classes are one-hot, and the logits of these problems are small: nothing overflows.
  return sub(log(total(add, a.map(exp))), a[y.indexOf(1)] as T);
}

function chainOf<T>({ length }: Chain, { add, mul }: Scalars<T>, [x, y]: [T, T]): T {
  let v = x;
  for (let i = 0; i < length; i++) v = i % 2 === 0 ? mul(v, x) : add(v, y);
  return v;
}

function total<T>(add: (x: T, y: T) => T, terms: readonly T[]): T {
  return terms.reduce(add);
}
