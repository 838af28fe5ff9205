// Section 1: the slides' notation, checked on a network: the shapes of W, a and h, and which weight w_ij is.

import { reverse } from "../../core/differentiators/automatic/index.js";
import type { TracedFunction, Value } from "../../core/graph/trace.js";
import { machineEpsilon } from "../../verify/bounds/local-error.js";
import { flatten } from "../../verify/compare/components.js";
import { activations, defaultAlpha } from "../networks/activations.js";
import type { Network } from "../networks/mlp.js";
import type { Figure } from "./figure.js";

export type Matrix = readonly (readonly number[])[];

/** A network without biases, with weights and an instance. */
export interface Example {
  /** the widths, as 2-3-2-1 */
  readonly name: string;
  readonly network: Network;
  readonly weights: Readonly<Record<string, Matrix>>;
  readonly x: readonly number[];
  /** in the shape of the outputs */
  readonly y: readonly number[];
}

export interface LayerFacts {
  /** l, counted from 1 */
  readonly layer: number;
  readonly activation: string;
  readonly W: Matrix;
  /** h^(l-1), a^(l) and h^(l) */
  readonly before: readonly number[];
  readonly a: readonly number[];
  readonly h: readonly number[];
  /** W is d_l x d_{l-1}, a and h have d_l entries */
  readonly shapes: boolean;
  /** a^(l) = W^(l) h^(l-1), within the rounding of the sums */
  readonly product: boolean;
  /** h^(l) = g^(l)(a^(l)), entry by entry */
  readonly activated: boolean;
  /** d a_k / d w_ij is h_j for k = i and 0 for every other k: w_ij leads from neuron j to neuron i */
  readonly connects: boolean;
}

export interface NotationFacts {
  readonly network: string;
  /** d_0, ..., d_L */
  readonly widths: readonly number[];
  readonly x: readonly number[];
  readonly layers: readonly LayerFacts[];
  readonly weights: number;
  readonly raised: RaisedWeight;
}

/** w_ij of the first layer raised by 1, and a^(1) before and after. */
export interface RaisedWeight {
  readonly i: number;
  readonly j: number;
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** h_j^(0), by which a_i must have moved */
  readonly input: number;
}

export function notationFacts(example: Example): NotationFacts {
  const { name, network, x } = example;
  const layers = network.spec.layers.map((_, i) => layerFacts(example, i));
  return {
    network: name,
    widths: [network.spec.inputs, ...network.spec.layers.map(({ units }) => units)],
    x,
    layers,
    weights: layers.reduce((total, { W }) => total + W.length * (W[0]?.length ?? 0), 0),
    raised: raisedWeight(example),
  };
}

function layerFacts(example: Example, i: number): LayerFacts {
  const { network, x, weights } = example;
  const { units, activation, alpha = defaultAlpha } = network.spec.layers[i] as Network["spec"]["layers"][number];
  const W = weights[`W${i + 1}`] as Matrix;
  const before = i === 0 ? x : hiddenOf(example, i - 1, "h");
  const a = hiddenOf(example, i, "a");
  const h = hiddenOf(example, i, "h");
  return {
    layer: i + 1,
    activation: activations[activation].title,
    W,
    before,
    a,
    h,
    shapes: [W.length, a.length, h.length].every((rows) => rows === units) && W.every((row) => row.length === before.length),
    product: W.every((row, k) => isProduct(a[k] as number, row, before)),
    activated: h.every((entry, k) => entry === activations[activation].apply(a[k] as number, alpha)),
    connects: connects(example, i, before),
  };
}

function hiddenOf({ network, x, weights }: Example, i: number, what: "a" | "h"): number[] {
  return flatten((network.forward({ x, ...weights })[i]?.[what] ?? []) as number[]);
}

/** n products and their sum are off by at most n u sum |w_j h_j|; both sides were rounded. */
function isProduct(computed: number, row: readonly number[], before: readonly number[]): boolean {
  const terms = row.map((w, j) => w * (before[j] as number));
  const size = terms.reduce((total, term) => total + Math.abs(term), 0);
  const sum = terms.reduce((total, term) => total + term, 0);
  return Math.abs(computed - sum) <= 2 * row.length * machineEpsilon * size;
}

/** The Jacobian of a^(l) by W^(l), number by number. */
function connects({ network, x, weights }: Example, i: number, before: readonly number[]): boolean {
  const name = `W${i + 1}`;
  const preActivation: TracedFunction = ({ W }) => network.forward({ x, ...weights, [name]: W as Value })[i]?.a as Value;
  const jacobian = reverse.jacobian(preActivation)({ W: weights[name] as Matrix }).jacobian["W"] as number[][][];
  return jacobian.every((byWeight, k) => byWeight.every((row, to) => row.every((slope, j) => slope === (k === to ? before[j] : 0))));
}

function raisedWeight(example: Example): RaisedWeight {
  const [i, j] = [1, 0];
  const { W1 = [] } = example.weights;
  const raised = W1.map((row, to) => row.map((w, from) => (to === i && from === j ? w + 1 : w)));
  const after = hiddenOf({ ...example, weights: { ...example.weights, W1: raised } }, 0, "a");
  return { i: i + 1, j: j + 1, before: hiddenOf(example, 0, "a"), after, input: example.x[j] as number };
}

export function notationFigures({ network, widths, layers, weights, raised }: NotationFacts): Figure[] {
  const others = raised.before.every((a, k) => k === raised.i - 1 || a === raised.after[k]);
  return [
    ...layers.flatMap(({ layer, shapes, product, activated, connects }) => [
      { says: `${network}, layer ${layer}: W is d_l x d_(l-1), a and h have d_l entries`, right: shapes },
      { says: `${network}, layer ${layer}: a = W h`, right: product },
      { says: `${network}, layer ${layer}: h = g(a)`, right: activated },
      { says: `${network}, layer ${layer}: w_ij leads from neuron j to neuron i`, right: connects },
    ]),
    { says: `${network}: the number of weights is the sum of d_l d_(l-1)`, right: weights === weightsBetween(widths) },
    { says: `${network}: raising w_${raised.i}${raised.j} moves a_${raised.i} alone`, right: others },
  ];
}

export function weightsBetween(widths: readonly number[]): number {
  return widths.slice(1).reduce((total, width, l) => total + width * (widths[l] as number), 0);
}
