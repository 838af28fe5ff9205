// A network on a single instance: plain loops over units, in which blocks would only be in the way.

import type { Network, Parameter } from "../../tasks/problem.js";
import type { Ready } from "../contender.js";
import { outputLoss } from "./output-loss.js";

export function perceptron(problem: Network): Ready {
  const { widths, activation, parameters, x } = problem;
  const isTanh = activation === "tanh";
  const last = widths.length - 1;
  const gradients = parameters.map(({ data }) => new Float64Array(data.length));
  const h = widths.map((width, l) => (l === 0 ? x : new Float64Array(width)));
  const deltas = widths.map((width) => new Float64Array(width));
  const layers = widths.slice(1).map((_, i) => {
    const [weights, bias] = [(parameters[2 * i] as Parameter).data, (parameters[2 * i + 1] as Parameter).data];
    return { weights, bias, dWeights: gradients[2 * i] as Float64Array, dBias: gradients[2 * i + 1] as Float64Array };
  });
  const loss = outputLoss(problem, h[last] as Float64Array, deltas[last] as Float64Array);
  let value = 0;
  return {
    call() {
      for (let l = 1; l <= last; l++) {
        const { weights, bias } = layers[l - 1] as (typeof layers)[number];
        forwards(h[l - 1] as Float64Array, weights, bias, h[l] as Float64Array, l === last ? "none" : isTanh ? "tanh" : "relu");
      }
      value = loss();
      for (let l = last; l >= 1; l--) {
        const { weights, dWeights, dBias } = layers[l - 1] as (typeof layers)[number];
        const below = l === 1 ? undefined : (deltas[l - 1] as Float64Array);
        backwards(deltas[l] as Float64Array, h[l - 1] as Float64Array, weights, dWeights, dBias, below, isTanh);
      }
    },
    answer: () => ({ value, parts: gradients.map((part) => part.slice()) }),
  };
}

function forwards(h: Float64Array, weights: Float64Array, bias: Float64Array, out: Float64Array, then: "tanh" | "relu" | "none"): void {
  let at = 0;
  for (let u = 0; u < out.length; u++) {
    let a = bias[u] as number;
    for (let j = 0; j < h.length; j++) a += (weights[at++] as number) * (h[j] as number);
    out[u] = then === "tanh" ? Math.tanh(a) : then === "relu" ? Math.max(0, a) : a;
  }
}

function backwards(
  delta: Float64Array,
  h: Float64Array,
  weights: Float64Array,
  dWeights: Float64Array,
  dBias: Float64Array,
  below: Float64Array | undefined,
  isTanh: boolean,
): void {
  let at = 0;
  below?.fill(0);
  for (let u = 0; u < delta.length; u++) {
    const own = delta[u] as number;
    dBias[u] = own;
    for (let j = 0; j < h.length; j++) {
      dWeights[at] = own * (h[j] as number);
      if (below !== undefined) below[j] = (below[j] as number) + own * (weights[at] as number);
      at++;
    }
  }
  if (below === undefined) return;
  for (let j = 0; j < h.length; j++) {
    const activated = h[j] as number;
    below[j] = isTanh ? (below[j] as number) * (1 - activated * activated) : activated > 0 ? (below[j] as number) : 0;
  }
}
