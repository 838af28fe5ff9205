// Units that answer the same to every instance, counted while a network trains: no gradient passes them any more.

import type { ActivationName } from "../networks/activations.js";
import { type DataSetName, dataSet, networkFor } from "../networks/data/index.js";
import { sgd } from "../networks/training/optimiser.js";
import { trainToEnd } from "../networks/training/train.js";

export interface DeadUnitSettings {
  readonly data: DataSetName;
  readonly size: number;
  /** hidden layers, each of `width` units */
  readonly layers: number;
  readonly width: number;
  readonly batch: number;
  readonly epochs: number;
}

/** One training run. */
export interface DeadUnitRun {
  readonly activation: ActivationName;
  readonly rate: number;
  /** of the data, the first weights and the order of the instances */
  readonly seed: number;
  /** hidden units */
  readonly units: number;
  /** dead hidden units after each epoch, the first entry before training; shorter when training diverged */
  readonly dead: readonly number[];
  /** of the network at the end */
  readonly loss: number;
}

/** Trains by stochastic gradient descent with mini-batches, binary or multi-class cross entropy as the data ask. */
export function deadUnitRun(
  activation: ActivationName,
  rate: number,
  seed: number,
  { data: name, size, layers, width, batch, epochs }: DeadUnitSettings,
): DeadUnitRun {
  const data = dataSet(name, name === "iris" ? { seed } : { seed, size });
  const network = networkFor(data, { hidden: Array.from({ length: layers }, () => width), activation });
  const { history } = trainToEnd({ data, seed, network, optimiser: sgd({ rate }), batch, epochs });
  const dead = history.map(({ deadUnits }) => deadUnits.slice(0, layers).reduce((total, each) => total + each, 0));
  return { activation, rate, seed, units: layers * width, dead, loss: history.at(-1)?.loss as number };
}

/**
 * Units that died in training, without those that were dead from the start; negative when some came back.
 * @example
 * died({ dead: [1, 2, 5] })   // 4
 */
export function died({ dead }: Pick<DeadUnitRun, "dead">): number {
  return (dead.at(-1) as number) - (dead[0] as number);
}
