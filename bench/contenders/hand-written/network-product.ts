// The Hessian of a network's loss times a vector, by differentiating the two passes along it.

import type { Network } from "../../tasks/problem.js";
import type { Ready } from "../contender.js";
import { activate, columnSums, type Layer, layersOf } from "./layers.js";
import type { Matrices, MatrixProduct } from "./matrices.js";
import { outputLoss } from "./output-loss.js";

/** @see Pearlmutter, Fast exact multiplication by the Hessian, Neural Computation 6 (1994) 147 */
export function networkProduct(problem: Network, matrices: Matrices): Ready {
  const { widths, batch, activation, loss, direction = [] } = problem;
  const layers = layersOf(problem, matrices);
  // The tangents of everything, in the same layout; the data do not move.
  const tangents = layersOf(
    {
      ...problem,
      x: new Float64Array(problem.x.length),
      parameters: problem.parameters.map((p, k) => ({ ...p, data: direction[k] as Float64Array })),
    },
    matrices,
  );
  const products = layers.map((layer, l) => productsOf(layer, tangents[l] as Layer, batch, matrices));
  const last = layers.length - 1;
  const isTanh = activation === "tanh";
  const width = widths.at(-1) as number;
  const end = layers[last] as Layer;
  const tEnd = tangents[last] as Layer;
  const lossAt = outputLoss(problem, end.after, end.delta);
  let value = 0;
  return {
    call() {
      for (let l = 0; l <= last; l++) {
        const layer = layers[l] as Layer;
        const tangent = tangents[l] as Layer;
        for (const each of products[l]?.forwards ?? []) each();
        activate(layer.after, layer.bias, l === last ? "none" : activation);
        activateTangents(layer.after, tangent, l === last ? "none" : activation);
      }
      value = lossAt();
      if (loss === "squared") tEnd.delta.set(tEnd.after);
      else softmaxTangents(end.delta, tEnd.after, problem.y, width, tEnd.delta);
      for (let l = last; l >= 0; l--) {
        const layer = layers[l] as Layer;
        const tangent = tangents[l] as Layer;
        for (const each of products[l]?.weights ?? []) each();
        columnSums(tangent.delta, tangent.dBias);
        if (l === 0) break;
        for (const each of products[l]?.backwards ?? []) each();
        throughActivation(layer, tangent, isTanh);
      }
    },
    answer: () => ({ value, parts: tangents.flatMap(({ dWeights, dBias }) => [dWeights.slice(), dBias.slice()]) }),
  };
}

function productsOf(layer: Layer, tangent: Layer, batch: number, { product }: Matrices) {
  const { units, inputs } = layer;
  const forwards = (from: Layer, by: Layer, to: Layer): MatrixProduct => ({
    rows: batch,
    columns: units,
    depth: inputs,
    left: { data: from.before, step: inputs, along: 1 },
    right: { data: by.weights, step: inputs, along: 1 },
    result: to.after,
  });
  const weights = (delta: Layer, from: Layer): MatrixProduct => ({
    rows: units,
    columns: inputs,
    depth: batch,
    left: { data: delta.delta, step: 1, along: units },
    right: { data: from.before, step: 1, along: inputs },
    result: tangent.dWeights,
  });
  const backwards = (delta: Layer, by: Layer, to: Layer): MatrixProduct => ({
    rows: batch,
    columns: inputs,
    depth: units,
    left: { data: delta.delta, step: units, along: 1 },
    right: { data: by.weights, step: 1, along: inputs },
    result: to.deltaBefore,
  });
  const then = (one: MatrixProduct, other: MatrixProduct) => [product(one), product({ ...other, adds: true })];
  return {
    forwards: [product(forwards(layer, layer, layer)), ...then(forwards(layer, tangent, tangent), forwards(tangent, layer, tangent))],
    weights: then(weights(tangent, layer), weights(layer, tangent)),
    backwards: [product(backwards(layer, layer, layer)), ...then(backwards(tangent, layer, tangent), backwards(layer, tangent, tangent))],
  };
}

function activateTangents(h: Float64Array, { after, bias }: Layer, then: "tanh" | "relu" | "none"): void {
  let at = 0;
  while (at < h.length) {
    for (let u = 0; u < bias.length; u++, at++) {
      const activated = h[at] as number;
      const moved = (after[at] as number) + (bias[u] as number);
      after[at] = then === "tanh" ? moved * (1 - activated * activated) : then === "relu" && activated <= 0 ? 0 : moved;
    }
  }
}

/** p (t - p . t), with p = delta + y */
function softmaxTangents(delta: Float64Array, t: Float64Array, y: Float64Array, width: number, out: Float64Array): void {
  for (let row = 0; row < t.length; row += width) {
    let mean = 0;
    for (let k = row; k < row + width; k++) mean += ((delta[k] as number) + (y[k] as number)) * (t[k] as number);
    for (let k = row; k < row + width; k++) out[k] = ((delta[k] as number) + (y[k] as number)) * ((t[k] as number) - mean);
  }
}

/** Both adjoints through g; its second derivative is -2 h (1 - h^2) for tanh, 0 for ReLU. */
function throughActivation({ before, deltaBefore }: Layer, tangent: Layer, isTanh: boolean): void {
  for (let i = 0; i < deltaBefore.length; i++) {
    const h = before[i] as number;
    const delta = deltaBefore[i] as number;
    const tDelta = tangent.deltaBefore[i] as number;
    if (isTanh) {
      const slope = 1 - h * h;
      // The tangent of h is that of a times the slope.
      tangent.deltaBefore[i] = tDelta * slope - 2 * h * (tangent.before[i] as number) * delta;
      deltaBefore[i] = delta * slope;
    } else if (h <= 0) {
      tangent.deltaBefore[i] = 0;
      deltaBefore[i] = 0;
    }
  }
}
