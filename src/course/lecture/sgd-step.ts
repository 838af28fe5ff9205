// Section 1: one step of stochastic gradient descent, on one instance, with a few learning rates.

import { reverse } from "../../core/differentiators/automatic/index.js";
import type { Figure } from "./figure.js";
import type { Example, Matrix } from "./notation.js";
import type { Instance } from "./objective.js";

export interface SgdStep {
  readonly network: string;
  /** l_n and E_D before the step */
  readonly before: StepLosses;
  /** ||grad l_n||^2: a step eta against the gradient lowers l_n by eta times this, to first order in eta */
  readonly squaredNorm: number;
  readonly steps: readonly (StepLosses & { readonly eta: number })[];
}

export interface StepLosses {
  /** l_n of the instance that the step was taken for */
  readonly instance: number;
  /** E_D of the whole data set */
  readonly objective: number;
}

export const learningRates: readonly number[] = [0.001, 0.1, 1, 100];

/** W <- W - eta dl_n/dW for every W, from the same start with each learning rate. */
export function sgdStep(example: Example, data: readonly Instance[]): SgdStep {
  const { name, network, weights, x, y } = example;
  const names = Object.keys(weights);
  const { gradient } = reverse.gradient(network.lossFor(y), { wrt: names })({ x, ...weights });
  const slopes = gradient as unknown as Weights;
  const losses = (at: Weights): StepLosses => ({
    instance: network.loss({ x, y, ...at }) as number,
    objective: network.loss({ x: data.map((one) => one.x), y: data.map((one) => one.y), ...at }) as number,
  });
  return {
    network: name,
    before: losses(weights),
    squaredNorm: names.flatMap((parameter) => (slopes[parameter] as Matrix).flat()).reduce((total, slope) => total + slope * slope, 0),
    steps: learningRates.map((eta) => ({ eta, ...losses(descended(weights, slopes, eta)) })),
  };
}

type Weights = Example["weights"];

function descended(weights: Weights, slopes: Weights, eta: number): Weights {
  const entry = (parameter: string, i: number, j: number) => slopes[parameter]?.[i]?.[j] as number;
  return Object.fromEntries(
    Object.entries(weights).map(([parameter, W]) => [parameter, W.map((row, i) => row.map((w, j) => w - eta * entry(parameter, i, j)))]),
  );
}

export function sgdFigures({ network, before, squaredNorm, steps }: SgdStep): Figure[] {
  const [small] = steps;
  return [
    {
      says: `${network}: one SGD step with a small learning rate lowers the loss of its instance`,
      right: small !== undefined && squaredNorm > 0 && small.instance < before.instance,
    },
  ];
}
