// A network on a batch: three matrix products for each layer, and what is between them.

import type { Network } from "../../tasks/problem.js";
import type { Ready } from "../contender.js";
import { activate, columnSums, type Layer, layersOf, throughActivation } from "./layers.js";
import type { Matrices } from "./matrices.js";
import { outputLoss } from "./output-loss.js";

export function network(problem: Network, matrices: Matrices): Ready {
  const { batch, activation } = problem;
  const layers = layersOf(problem, matrices);
  const products = layers.map((layer) => productsOf(layer, batch, matrices));
  const last = layers.length - 1;
  const isTanh = activation === "tanh";
  const end = layers[last] as Layer;
  const loss = outputLoss(problem, end.after, end.delta);
  let value = 0;
  return {
    call() {
      for (let l = 0; l <= last; l++) {
        const { after, bias } = layers[l] as Layer;
        products[l]?.forwards();
        activate(after, bias, l === last ? "none" : activation);
      }
      value = loss();
      for (let l = last; l >= 0; l--) {
        const { before, deltaBefore, delta, dBias } = layers[l] as Layer;
        products[l]?.weights();
        columnSums(delta, dBias);
        // Nobody wants the gradient by the data.
        if (l === 0) break;
        products[l]?.backwards();
        throughActivation(deltaBefore, before, isTanh);
      }
    },
    answer: () => ({ value, parts: layers.flatMap(({ dWeights, dBias }) => [dWeights.slice(), dBias.slice()]) }),
  };
}

function productsOf({ units, inputs, weights, dWeights, before, after, deltaBefore, delta }: Layer, batch: number, { product }: Matrices) {
  return {
    /** A = H W^T */
    forwards: product({
      rows: batch,
      columns: units,
      depth: inputs,
      left: { data: before, step: inputs, along: 1 },
      right: { data: weights, step: inputs, along: 1 },
      result: after,
    }),
    /** dl/dW = Delta^T H */
    weights: product({
      rows: units,
      columns: inputs,
      depth: batch,
      left: { data: delta, step: 1, along: units },
      right: { data: before, step: 1, along: inputs },
      result: dWeights,
    }),
    /** dl/dH = Delta W */
    backwards: product({
      rows: batch,
      columns: inputs,
      depth: units,
      left: { data: delta, step: units, along: 1 },
      right: { data: weights, step: 1, along: inputs },
      result: deltaBefore,
    }),
  };
}
