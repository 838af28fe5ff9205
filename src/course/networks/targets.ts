// Targets as people write them, and as the program of the loss takes them: in the shape of the outputs.

import type { Nested } from "../../core/graph/tensor.js";
import { losses } from "./losses.js";
import type { MlpSpec } from "./mlp.js";

/** The target of one instance: a number or class (counted from 0), or a vector with one entry for each output. */
export type Target = number | readonly number[];

/** A target that does not fit the network; `place` says which instance, counted from 1, of a batch. */
export class TargetError extends Error {
  override readonly name = "TargetError";
  readonly instance: number | undefined;

  constructor(message: string, instance: number | undefined) {
    super(message);
    this.instance = instance;
  }
}

/**
 * One vector in the shape of the outputs: a class becomes one-hot, a number a vector of one.
 * @throws {TargetError} when the target does not fit the outputs or the loss
 * @example
 * encodeTarget({ inputs: 1, layers: [{ units: 3, activation: "identity" }], loss: "cross-entropy" }, 2)   // [0, 0, 1]
 */
export function encodeTarget(spec: MlpSpec, target: Target, instance?: number): readonly number[] {
  const outputs = spec.layers.at(-1)?.units as number;
  const meaning = losses[spec.loss].target;
  if (typeof target !== "number") {
    if (target.length !== outputs) {
      throw new TargetError(`the target has ${target.length} entries, and the network ${outputs} outputs.`, instance);
    }
    target.forEach((entry) => {
      requireMeaning(entry, meaning, instance);
    });
    return target;
  }
  if (meaning === "class" || meaning === "distribution") {
    if (!Number.isInteger(target) || target < 0 || target >= outputs) {
      throw new TargetError(`the target is a class from 0 to ${outputs - 1}, or ${outputs} probabilities, not ${target}.`, instance);
    }
    return Array.from({ length: outputs }, (_, k) => (k === target ? 1 : 0));
  }
  requireMeaning(target, meaning, instance);
  if (outputs !== 1) throw new TargetError(`the target has 1 entry, and the network ${outputs} outputs.`, instance);
  return [target];
}

function requireMeaning(entry: number, meaning: (typeof losses)[MlpSpec["loss"]]["target"], instance: number | undefined): void {
  if (!Number.isFinite(entry)) throw new TargetError(`the target holds ${entry}: it takes finite numbers.`, instance);
  if (meaning === "number" || (entry >= 0 && entry <= 1)) return;
  throw new TargetError(`the target holds ${entry}: this loss takes probabilities between 0 and 1.`, instance);
}

/** Targets of a batch, one row for each instance. @throws {TargetError} naming the instance */
export function encodeTargets(spec: MlpSpec, targets: readonly Target[]): readonly (readonly number[])[] {
  return targets.map((target, i) => encodeTarget(spec, target, i + 1));
}

/** y for the program of the loss: a vector for one instance, a matrix for a batch. */
export function targetOf(spec: MlpSpec, target: Target | readonly Target[], isBatch: boolean): Nested {
  return isBatch ? encodeTargets(spec, target as readonly Target[]) : encodeTarget(spec, target as Target);
}
