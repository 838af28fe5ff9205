// sum_i 100 (x_(i+1) - x_i^2)^2 + (1 - x_i)^2: gradient, and product of the Hessian with a vector, each in one pass.

import type { Parameter, Rosenbrock } from "../../tasks/problem.js";
import type { Ready } from "../contender.js";

export function rosenbrock({ parameters }: Rosenbrock): Ready {
  const x = (parameters[0] as Parameter).data;
  const gradient = new Float64Array(x.length);
  let value = 0;
  return {
    call() {
      let total = 0;
      let here = x[0] as number;
      // What the term before has given to the entry that both share.
      let received = 0;
      const last = x.length - 1;
      for (let i = 0; i < last; i++) {
        const next = x[i + 1] as number;
        const off = next - here * here;
        const away = 1 - here;
        total += 100 * off * off + away * away;
        const slope = 200 * off;
        gradient[i] = received - 2 * here * slope - 2 * away;
        received = slope;
        here = next;
      }
      gradient[last] = received;
      value = total;
    },
    answer: () => ({ value, parts: [gradient.slice()] }),
  };
}

export function rosenbrockProduct({ parameters, direction }: Rosenbrock): Ready {
  const x = (parameters[0] as Parameter).data;
  const v = direction?.[0] as Float64Array;
  const result = new Float64Array(x.length);
  let value = 0;
  return {
    call() {
      let total = 0;
      let received = 0;
      const last = x.length - 1;
      for (let i = 0; i < last; i++) {
        const here = x[i] as number;
        const next = x[i + 1] as number;
        const t = v[i] as number;
        const tNext = v[i + 1] as number;
        const off = next - here * here;
        const away = 1 - here;
        total += 100 * off * off + away * away;
        // The tangents of `off` and of the slope.
        const tOff = tNext - 2 * here * t;
        const tSlope = 200 * tOff;
        result[i] = received - 2 * t * (200 * off) - 2 * here * tSlope + 2 * t;
        received = tSlope;
      }
      result[last] = received;
      value = total;
    },
    answer: () => ({ value, parts: [result.slice()] }),
  };
}
