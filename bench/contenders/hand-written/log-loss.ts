// -log sigmoid(w . x) by w

import type { LogLoss, Parameter } from "../../tasks/problem.js";
import type { Ready } from "../contender.js";

export function logLoss({ parameters, x }: LogLoss): Ready {
  const w = (parameters[0] as Parameter).data;
  const gradient = new Float64Array(w.length);
  let value = 0;
  return {
    call() {
      const a = dot(w, x);
      // -log sigmoid(a) and its slope -sigmoid(-a), without overflow on either side.
      const small = Math.exp(-Math.abs(a));
      value = Math.log1p(small) + Math.max(0, -a);
      const slope = (a >= 0 ? -small : -1) / (1 + small);
      for (let i = 0; i < gradient.length; i++) gradient[i] = slope * (x[i] as number);
    },
    answer: () => ({ value, parts: [gradient.slice()] }),
  };
}

/** In four sums, so that an addition need not wait for the one before. */
function dot(w: Float64Array, x: Float64Array): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = 0;
  for (; i + 3 < w.length; i += 4) {
    s0 += (w[i] as number) * (x[i] as number);
    s1 += (w[i + 1] as number) * (x[i + 1] as number);
    s2 += (w[i + 2] as number) * (x[i + 2] as number);
    s3 += (w[i + 3] as number) * (x[i + 3] as number);
  }
  for (; i < w.length; i++) s0 += (w[i] as number) * (x[i] as number);
  return s0 + s1 + (s2 + s3);
}
