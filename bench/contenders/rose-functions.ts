// The problems as functions of rose: loops over vectors, and the data as constants.

import { add, Dual, div, fn, gt, mul, neg, opaque, Real, select, sub, sum, Vec, vec } from "rose";
import type { Network, Problem, Rosenbrock } from "../tasks/problem.js";

type Reals = Vec<Real>;
type Rows = Vec<Reals>;
type Loss = (at: Readonly<Record<string, unknown>>) => Real;
/** Indices are numbers to the types; at run time rose gives placeholders. */
const entry = <T>(of: Vec<T>, i: unknown): T => of[i as number] as T;

export function lossInRose(problem: Problem): Loss {
  switch (problem.kind) {
    case "product":
      return ({ x, y, z }) => mul(add(x as Real, y as Real), z as Real);
    case "log-loss": {
      const data = constants(problem.x);
      return ({ w }) => {
        const x = data();
        const a = sum(problem.x.length, (i) => mul(entry(w as Reals, i), entry(x, i)));
        return log(add(1, exp(neg(a))));
      };
    }
    case "rosenbrock":
      return rosenbrock(problem);
    case "network":
      return network(problem);
    case "chain":
      return ({ x, y }) => {
        let v = x as Real;
        for (let i = 0; i < problem.length; i++) v = i % 2 === 0 ? mul(v, x as Real) : add(v, y as Real);
        return v;
      };
  }
}

/** Numbers that are known when the function is made. */
function constants(data: Float64Array): () => Reals {
  return fn([], Vec(data.length, Real), () => Array.from(data)) as () => Reals;
}

function rows(data: Float64Array, count: number): () => Rows {
  const width = data.length / count;
  const entries = Array.from({ length: count }, (_, i) => Array.from(data.subarray(i * width, (i + 1) * width)));
  return fn([], Vec(count, Vec(width, Real)), () => entries) as () => Rows;
}

function rosenbrock({ parameters }: Rosenbrock): Loss {
  const n = parameters[0]?.data.length as number;
  // An index of n - 1 terms is none of n entries: the places of both entries of a term are looked up.
  const places = (shift: number) => fn([], Vec(n - 1, n), () => Array.from({ length: n - 1 }, (_, i) => i + shift)) as () => Vec<unknown>;
  const [own, shifted] = [places(0), places(1)];
  return ({ x }) => {
    const [heres, nexts] = [own(), shifted()];
    return sum(n - 1, (i) => {
      const here = entry(x as Reals, entry(heres, i));
      const off = sub(entry(x as Reals, entry(nexts, i)), mul(here, here));
      const away = sub(1, here);
      return add(mul(100, mul(off, off)), mul(away, away));
    });
  };
}

function network({ widths, batch, activation, loss, x, y }: Network): Loss {
  const last = widths.length - 1;
  const classes = widths[last] as number;
  const [instances, labels] = [rows(x, batch), rows(y, batch)];
  return (parameters) => {
    const [data, targets] = [instances(), labels()];
    return sum(batch, (i) => {
      let h = entry(data, i);
      for (let l = 1; l <= last; l++) {
        const [weights, bias, before] = [parameters[`W${l}`] as Rows, parameters[`b${l}`] as Reals, h];
        h = vec(widths[l] as number, Real, (u) => {
          const row = entry(weights, u);
          const products = sum(widths[l - 1] as number, (j) => mul(entry(row, j), entry(before, j)));
          const a = add(entry(bias, u), products);
          if (l === last) return a;
          return activation === "tanh" ? tanh(a) : select(gt(a, 0), Real, a, 0);
        });
      }
      return lossOf(loss, h, entry(targets, i), classes);
    });
  };
}

function lossOf(loss: Network["loss"], a: Reals, target: Reals, classes: number): Real {
  if (loss === "cross-entropy") {
    const total = sum(classes, (k) => exp(entry(a, k)));
    return sub(
      log(total),
      sum(classes, (k) => mul(entry(target, k), entry(a, k))),
    );
  }
  return sum(classes, (k) => {
    const error = sub(entry(a, k), entry(target, k));
    return mul(0.5, mul(error, error));
  });
}

// What rose leaves to JavaScript, with the derivatives that it asks for.

const exp = opaque([Real], Real, Math.exp);
exp.jvp = fn([Dual], Dual, ({ re, du }) => {
  const z = exp(re);
  return { re: z, du: mul(du, z) };
});

const log = opaque([Real], Real, Math.log);
log.jvp = fn([Dual], Dual, ({ re, du }) => ({ re: log(re), du: div(du, re) }));

const tanh = opaque([Real], Real, Math.tanh);
tanh.jvp = fn([Dual], Dual, ({ re, du }) => {
  const z = tanh(re);
  return { re: z, du: mul(du, sub(1, mul(z, z))) };
});
