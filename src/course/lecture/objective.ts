// Section 1: the objective E_D is the sum of the losses of the instances.

import { inputValues } from "../../core/differentiators/point.js";
import { recorder } from "../../core/differentiators/program.js";
import type { Nested } from "../../core/graph/tensor.js";
import { boundedEvaluator } from "../../verify/bounds/rounding.js";
import { flatten } from "../../verify/compare/components.js";
import { losses } from "../networks/losses.js";
import { mlp } from "../networks/mlp.js";
import type { Figure } from "./figure.js";
import type { Example } from "./notation.js";

export interface Instance {
  readonly x: readonly number[];
  /** in the shape of the outputs */
  readonly y: readonly number[];
}

export interface InstanceLoss extends Instance {
  readonly output: readonly number[];
  /** l_n */
  readonly loss: number;
}

export interface Objective {
  readonly network: string;
  readonly lossTitle: string;
  readonly instances: readonly InstanceLoss[];
  /** l_1 + l_2 + ... */
  readonly sum: number;
  /** the loss of all instances in one program, a matrix with one row for each */
  readonly batch: number;
  /** the same program with the mean over the instances instead */
  readonly mean: number;
  /** how far rounding can have moved sum and batch apart */
  readonly bound: number;
}

/** l_n of each instance, their sum, and the loss of the batch. */
export function objective(example: Example, data: readonly Instance[]): Objective {
  const { name, network, weights } = example;
  const single = data.map(({ x, y }) => lossAt(example, x, y));
  const batch = lossAt(
    example,
    data.map(({ x }) => x),
    data.map(({ y }) => y),
  ); // one row for each instance
  const averaged = { ...example, network: mlp({ ...network.spec, reduction: "mean" }) };
  const instances = data.map(({ x, y }, n) => ({
    x,
    y,
    output: flatten(network.output({ x, ...weights }) as number[]),
    loss: single[n]?.value as number,
  }));
  return {
    network: name,
    lossTitle: losses[network.spec.loss].title,
    instances,
    sum: single.reduce((total, { value }) => total + value, 0),
    batch: batch.value,
    mean: lossAt(
      averaged,
      data.map(({ x }) => x),
      data.map(({ y }) => y),
    ).value,
    bound: single.reduce((total, { bound }) => total + bound, batch.bound),
  };
}

function lossAt({ network, weights }: Example, x: Nested, y: Nested): { readonly value: number; readonly bound: number } {
  const point = { x, ...weights };
  const { graph } = recorder(network.lossFor(y))(point);
  const { data, bound } = boundedEvaluator(graph)(inputValues(graph, point)).outputs[0] ?? {};
  return { value: data?.[0] ?? Number.NaN, bound: bound?.[0] ?? Number.NaN };
}

export function objectiveFigures({ network, instances, sum, batch, mean, bound }: Objective): Figure[] {
  return [
    { says: `${network}: the loss of a batch is the sum of the losses of its instances`, right: Math.abs(sum - batch) <= bound },
    { says: `${network}: as an option, the mean`, right: Math.abs(mean - batch / instances.length) <= bound },
  ];
}
