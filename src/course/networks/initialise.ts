// First weights: random, scaled by the widths of the layers so that signals neither die nor explode.

import type { Nested } from "../../core/graph/tensor.js";
import type { Network, Parameter, Parameters } from "./mlp.js";
import { type Random, randomFrom } from "./random.js";

/**
 * glorot: uniform with variance 2 / (fan-in + fan-out); he: normal with variance 2 / fan-in.
 * @see Glorot & Bengio (2010); He, Zhang, Ren & Sun (2015)
 */
export type Scheme = "glorot" | "he";

export interface InitialiseOptions {
  /** he for layers with a rectifier, glorot for the others, unless given */
  readonly scheme?: Scheme;
  readonly seed: number;
  /** factor on every weight, to see what too small or too large first weights do */
  readonly gain?: number;
}

/**
 * Weights drawn at random, biases 0.
 * @example
 * import { mlp } from "./mlp.js";
 * const network = mlp({ inputs: 2, layers: [{ units: 1, activation: "tanh" }], loss: "squared", bias: true });
 * initialise(network, { seed: 1 })   // { W1: [[...]], b1: [0] }
 */
export function initialise(network: Network, { scheme, seed, gain = 1 }: InitialiseOptions): Parameters {
  const random = randomFrom(seed);
  return Object.fromEntries(
    network.parameters.map((parameter) => [
      parameter.name,
      parameter.kind === "bias" ? zeros(parameter) : weights(parameter, scheme ?? schemeFor(network, parameter), random, gain),
    ]),
  );
}

function schemeFor({ spec }: Network, { layer }: Parameter): Scheme {
  const activation = spec.layers[layer - 1]?.activation;
  return activation === "relu" || activation === "leakyRelu" || activation === "softplus" ? "he" : "glorot";
}

function zeros({ shape }: Parameter): Nested {
  return Array.from({ length: shape[0] as number }, () => 0);
}

function weights({ shape }: Parameter, scheme: Scheme, random: Random, gain: number): Nested {
  const [fanOut = 1, fanIn = 1] = shape;
  const limit = Math.sqrt(6 / (fanIn + fanOut));
  const draw = () => gain * (scheme === "he" ? random.normal(Math.sqrt(2 / fanIn)) : random.uniform(-limit, limit));
  return Array.from({ length: fanOut }, () => Array.from({ length: fanIn }, draw));
}
