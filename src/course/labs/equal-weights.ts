// Networks of different depth with nearly the same number of weights.

export interface Shape {
  /** hidden layers */
  readonly depth: number;
  /** units of each */
  readonly width: number;
  /** weights and biases of the whole network */
  readonly weights: number;
}

/**
 * Weights and biases of a network with hidden layers of one width.  sum over l of d_l (d_(l-1) + 1)
 * @example
 * weightsOf({ inputs: 2, outputs: 1, depth: 2, width: 3 })   // 25
 */
export function weightsOf({
  inputs,
  outputs,
  depth,
  width,
}: Omit<Shape, "weights"> & { readonly inputs: number; readonly outputs: number }): number {
  return width * (inputs + 1) + (depth - 1) * width * (width + 1) + outputs * (width + 1);
}

/**
 * The width with which the network comes nearest to the number of weights; of two that are equally near the narrower one.
 * @example
 * shapeNear(100, { inputs: 2, outputs: 1, depth: 1 })   // { depth: 1, width: 25, weights: 101 }
 * shapeNear(100, { inputs: 2, outputs: 1, depth: 3 })   // { depth: 3, width: 6, weights: 109 }
 */
export function shapeNear(
  weights: number,
  { inputs, outputs, depth }: { readonly inputs: number; readonly outputs: number; readonly depth: number },
): Shape {
  const of = (width: number): Shape => ({ depth, width, weights: weightsOf({ inputs, outputs, depth, width }) });
  let best = of(1);
  // Weights grow with the width: once they are above, nothing nearer comes.
  for (let width = 2; best.weights < weights; width++) {
    const next = of(width);
    if (Math.abs(next.weights - weights) >= Math.abs(best.weights - weights)) break;
    best = next;
  }
  return best;
}
