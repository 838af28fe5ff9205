// Exercise 10: the forward pass of a multi-layer perceptron in the lecture's notation.

export type Activation = "identity" | "step" | "sigmoid" | "tanh" | "relu";

/** W has a row for each neuron of the layer and a column for each neuron before it; g is applied to every entry. */
export interface Layer {
  W: number[][];
  g: Activation;
}

export interface LayerValues {
  a: number[];
  h: number[];
}

export interface Instance {
  x: number[];
  y: number[];
}

/** a = W h. Throws an error that names both sizes when a row of W has not as many entries as h. */
export function preActivation(W: number[][], h: number[]): number[] {
  throw new Error("not yet written: preActivation");
}

/** a and h of the layers l = 1, ..., L, where h of the layer 0 is x. */
export function forward(layers: Layer[], x: number[]): LayerValues[] {
  throw new Error("not yet written: forward");
}

/** The sum over all instances of 1/2 ||y - h^(L)||^2. */
export function objective(layers: Layer[], data: Instance[]): number {
  throw new Error("not yet written: objective");
}

/** The number of weights of a network whose layers 0, ..., L have these widths. */
export function weightCount(widths: number[]): number {
  throw new Error("not yet written: weightCount");
}
