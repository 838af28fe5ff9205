// The loss at the end of a network, and where its adjoints start.

import type { Network } from "../../tasks/problem.js";

/** A call that gives the loss of the outputs `a` and writes its gradient by them into `delta`. */
export function outputLoss({ loss, batch, y }: Network, a: Float64Array, delta: Float64Array): () => number {
  const width = a.length / batch;
  return loss === "squared" ? () => squaredError(a, y, delta) : () => crossEntropy(a, y, width, delta);
}

function squaredError(a: Float64Array, y: Float64Array, delta: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) {
    const error = (a[i] as number) - (y[i] as number);
    delta[i] = error;
    total += error * error;
  }
  return total / 2;
}

function crossEntropy(a: Float64Array, y: Float64Array, width: number, delta: Float64Array): number {
  let total = 0;
  for (let row = 0; row < a.length; row += width) {
    let largest = a[row] as number;
    for (let k = row + 1; k < row + width; k++) largest = Math.max(largest, a[k] as number);
    let sum = 0;
    for (let k = row; k < row + width; k++) {
      const term = Math.exp((a[k] as number) - largest);
      delta[k] = term;
      sum += term;
    }
    total += largest + Math.log(sum);
    for (let k = row; k < row + width; k++) {
      total -= (y[k] as number) * (a[k] as number);
      delta[k] = (delta[k] as number) / sum - (y[k] as number);
    }
  }
  return total;
}
