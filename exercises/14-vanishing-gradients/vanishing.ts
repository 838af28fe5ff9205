// Exercise 14: find the layer at which the gradient stops, and repair it.

export type Activation = "identity" | "relu" | "sigmoid" | "tanh";

export interface Layer {
  W: number[][];
  g: Activation;
}

/** The Frobenius norm of the derivative of the loss 1/2 ||y - h^(L)||^2 with respect to each weight matrix. */
export function gradientNorms(layers: Layer[], x: number[], y: number[]): number[] {
  throw new Error("not yet written: gradientNorms");
}

/** For each layer ||dl/da|| / ||dl/dh||: the share of what arrives at h that gets through g. 0 where nothing arrives. */
export function shares(layers: Layer[], x: number[], y: number[]): number[] {
  throw new Error("not yet written: shares");
}

/** The number, counted from 1, of the layer with the smallest share; of several the one nearest to the output. */
export function stoppedLayer(layers: Layer[], x: number[], y: number[]): number {
  throw new Error("not yet written: stoppedLayer");
}

/** The layers with the weights of the stopped layer scaled by one positive number, so that its largest |a| is 1. */
export function repair(layers: Layer[], x: number[], y: number[]): Layer[] {
  throw new Error("not yet written: repair");
}
