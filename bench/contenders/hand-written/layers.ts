// The arrays of a network, layer by layer, and the loops between its matrix products.

import type { Network, Parameter } from "../../tasks/problem.js";
import type { Matrices } from "./matrices.js";

export interface Layer {
  readonly units: number;
  readonly inputs: number;
  readonly weights: Float64Array;
  readonly bias: Float64Array;
  readonly dWeights: Float64Array;
  readonly dBias: Float64Array;
  /** what comes in, what goes out, and the adjoints of both; by instances */
  readonly before: Float64Array;
  readonly after: Float64Array;
  readonly deltaBefore: Float64Array;
  readonly delta: Float64Array;
}

/** Copies of the weights, where the products want them. */
export function layersOf({ widths, batch, parameters, x }: Network, { array }: Matrices): readonly Layer[] {
  const copy = (data: Float64Array) => {
    const own = array(data.length);
    own.set(data);
    return own;
  };
  const h = widths.map((width, l) => (l === 0 ? copy(x) : array(batch * width)));
  const deltas = widths.map((width) => array(batch * width));
  return widths.slice(1).map((units, i): Layer => {
    const [weights, bias] = [(parameters[2 * i] as Parameter).data, (parameters[2 * i + 1] as Parameter).data];
    return {
      units,
      inputs: widths[i] as number,
      weights: copy(weights),
      bias: copy(bias),
      dWeights: array(weights.length),
      dBias: array(bias.length),
      before: h[i] as Float64Array,
      after: h[i + 1] as Float64Array,
      deltaBefore: deltas[i] as Float64Array,
      delta: deltas[i + 1] as Float64Array,
    };
  });
}

/** h = g(a + b), by instances */
export function activate(a: Float64Array, bias: Float64Array, then: "tanh" | "relu" | "none"): void {
  let at = 0;
  while (at < a.length) {
    for (let u = 0; u < bias.length; u++) {
      const own = (a[at] as number) + (bias[u] as number);
      a[at++] = then === "tanh" ? Math.tanh(own) : then === "relu" ? Math.max(0, own) : own;
    }
  }
}

/** The adjoint of a from that of h, in its place; g' from the value of h. */
export function throughActivation(delta: Float64Array, h: Float64Array, isTanh: boolean): void {
  for (let i = 0; i < delta.length; i++) {
    const activated = h[i] as number;
    delta[i] = isTanh ? (delta[i] as number) * (1 - activated * activated) : activated > 0 ? (delta[i] as number) : 0;
  }
}

/** The sum over the instances. */
export function columnSums(rows: Float64Array, out: Float64Array): void {
  out.fill(0);
  let at = 0;
  while (at < rows.length) for (let u = 0; u < out.length; u++) out[u] = (out[u] as number) + (rows[at++] as number);
}
