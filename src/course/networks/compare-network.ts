// A network's loss by every method: the comparison of the program, with gradients in the shape of the network's file.

import type { Differentiator, MethodName, Structure } from "../../core/differentiators/differentiator.js";
import type { NestedArray } from "../../core/graph/tensor.js";
import { compare } from "../../verify/compare/compare.js";
import type { Comparison, MethodReport, MethodResult } from "../../verify/compare/comparison.js";
import type { Network } from "./mlp.js";
import type { NetworkFile } from "./network-file.js";

/** Arrays in the shape of the file: one matrix of weights and one bias for each layer, and the input or the batch. */
export interface InFileShape {
  readonly weights: readonly NestedArray[];
  /** null for a layer without; absent when no layer has one */
  readonly bias?: readonly (NestedArray | null)[];
  readonly input: NestedArray;
}

export type NetworkMethodReport =
  | (Omit<MethodResult, "gradient" | "bound" | "digits"> & {
      readonly gradient: InFileShape;
      readonly bound?: InFileShape;
      readonly digits?: InFileShape;
    })
  | { readonly unsupported: string };

export interface NetworkComparison extends Omit<Comparison, "at" | "methods" | "reference"> {
  readonly reference?: { readonly value: string };
  readonly methods: Readonly<Partial<Record<MethodName, NetworkMethodReport>>>;
}

export interface CompareNetworkOptions {
  readonly methods?: readonly Differentiator[];
  /** see `CompareOptions` */
  readonly budget?: number;
}

/**
 * The loss of the file's input, or batch, and its gradient by every weight, bias and input, by every method, with a verdict.
 * @example
 * import { readNetworkFile } from "./network-file.js";
 * const file = readNetworkFile('{"layers": [{"weights": [[3]], "activation": "identity"}], "loss": "squared", "input": [2], "target": 5}');
 * compareNetwork(file).methods.reverse.gradient   // { weights: [[[2]]], input: [3] }
 */
export function compareNetwork(file: NetworkFile, options: CompareNetworkOptions = {}): NetworkComparison {
  return networkComparison(file, compare(file.network.lossFor(file.target), file.point, options));
}

/** A comparison of the network's loss, in the shape of the file. */
export function networkComparison({ network, target }: NetworkFile, comparison: Comparison): NetworkComparison {
  const { at: _, methods, reference, notes, ...rest } = comparison;
  const reports = Object.entries(methods).map(([name, report]) => [name, inFileShape(network, report)] as const);
  return {
    ...rest,
    notes: [...notes, ...advice(network, target)],
    ...(reference === undefined ? {} : { reference: { value: reference.value } }),
    methods: Object.fromEntries(reports),
  };
}

function inFileShape(network: Network, report: MethodReport): NetworkMethodReport {
  if ("unsupported" in report) return report;
  const { gradient, bound, digits, ...rest } = report;
  const shaped = (structure: Structure) => arrange(network, structure);
  return {
    ...rest,
    gradient: shaped(gradient),
    ...(Object.keys(bound).length === 0 ? {} : { bound: shaped(bound) }),
    ...(digits === undefined ? {} : { digits: shaped(digits) }),
  };
}

function arrange({ spec, parameters }: Network, structure: Structure): InFileShape {
  const of = (name: string) => structure[name] as NestedArray;
  const hasBias = parameters.some(({ kind }) => kind === "bias");
  return {
    weights: spec.layers.map((_, i) => of(`W${i + 1}`)),
    ...(hasBias ? { bias: spec.layers.map((_, i) => structure[`b${i + 1}`] ?? null) } : {}),
    input: of("x"),
  };
}

/** What a designer may have overlooked; no mistake that a program can be sure of. */
function advice({ spec }: Network, target: NetworkFile["target"]): string[] {
  const last = spec.layers.at(-1)?.activation;
  const onLogits = spec.loss === "binary-cross-entropy" || spec.loss === "cross-entropy";
  const squashed = onLogits && (last === "sigmoid" || last === "tanh" || last === "step");
  const rows = (Array.isArray((target as readonly unknown[])[0]) ? target : [target]) as readonly (readonly number[])[];
  const total = (row: readonly number[]) => row.reduce((sum, p) => sum + p, 0);
  const odd = losses.has(spec.loss) ? rows.find((row) => Math.abs(total(row) - 1) > 1e-9) : undefined;
  return [
    ...(squashed ? [`the loss takes logits, and the last layer squashes them with ${last}: identity is usual there.`] : []),
    ...(odd === undefined ? [] : [`a target sums to ${Number(total(odd).toPrecision(6))}, and a distribution sums to 1.`]),
  ];
}

const losses: ReadonlySet<string> = new Set(["cross-entropy", "distribution-cross-entropy"]);
