// Exercise 13: stochastic gradient descent, until a small network has learnt XOR.

/** One hidden layer: h = tanh(W1 [x, 1]) and the logit a = W2 . [h, 1]. The last column of W1 and the last entry of W2 belong to the 1. */
export interface Network {
  W1: number[][];
  W2: number[];
}

/** y is the class, 0 or 1. */
export interface Instance {
  x: number[];
  y: number;
}

/** The weights after one step of gradient descent with the learning rate eta. */
export function sgdStep(w: number[], gradient: number[], eta: number): number[] {
  throw new Error("not yet written: sgdStep");
}

/** The derivatives of the binary cross entropy of one instance, in the shapes of W1 and W2. */
export function instanceGradient(network: Network, instance: Instance): Network {
  throw new Error("not yet written: instanceGradient");
}

/** One pass over the data: after every instance a step, so that the next one meets the new weights. */
export function epoch(network: Network, data: Instance[], eta: number): Network {
  throw new Error("not yet written: epoch");
}

/** A network that gives every instance of the data its class. */
export function learn(data: Instance[]): Network {
  throw new Error("not yet written: learn");
}
