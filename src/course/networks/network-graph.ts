// The graph of a network's loss, with the nodes that the lecture names: W, b, a and h of each layer.

import type { Graph, NodeId } from "../../core/graph/graph.js";
import type { Nested, Point } from "../../core/graph/tensor.js";
import { record, type Traced } from "../../core/graph/trace.js";
import { lower } from "../../core/primitives/lower.js";
import type { NodeText } from "../../verify/explain/passes.js";
import type { Network, Parameters } from "./mlp.js";
import { outputsOf, symbol } from "./notation.js";

/** A network with numbers: what a file holds. */
export interface NetworkCase {
  readonly network: Network;
  readonly parameters: Parameters;
  /** a vector, or a matrix with one row for each instance */
  readonly input: Nested;
  /** y in the shape of the outputs (see `targetOf`) */
  readonly target: Nested;
}

export interface NetworkGraph {
  /** of the loss, as a program of x, W1, ...; the target is a constant */
  readonly graph: Graph;
  readonly point: Point;
  /** for each layer, from the first; with the activation "identity" both are one node */
  readonly layers: readonly { readonly a: NodeId; readonly h: NodeId }[];
  /** the lecture's names of nodes */
  readonly texts: ReadonlyMap<NodeId, NodeText>;
}

/**
 * Records the loss; nodes are vectors, or matrices for a batch.
 * @example
 * import { mlp } from "./mlp.js";
 * const network = mlp({ inputs: 2, layers: [{ units: 1, activation: "tanh" }], loss: "squared" });
 * networkGraph({ network, parameters: { W1: [[1, 2]] }, input: [1, 1], target: [0] }).layers.length   // 1
 */
export function networkGraph({ network, parameters, input, target }: NetworkCase): NetworkGraph {
  const point: Point = { x: input, ...Object.fromEntries(network.parameters.map(({ name }) => [name, parameters[name] as Nested])) };
  const layers: { a: NodeId; h: NodeId }[] = [];
  let y = -1;
  const { graph } = record((inputs) => {
    const passed = network.forward(inputs);
    for (const { a, h } of passed) layers.push({ a: (a as Traced).node, h: (h as Traced).node });
    const trace = (inputs["x"] as Traced).trace;
    const given = trace.lift(target);
    y = given.node;
    return network.lossOf((passed.at(-1) as (typeof passed)[number]).h, given);
  }, point);
  return { graph, point, layers, texts: textsOf(graph, layers, y, Array.isArray((input as readonly unknown[])[0])) };
}

function textsOf(graph: Graph, layers: NetworkGraph["layers"], y: NodeId, isBatch: boolean): ReadonlyMap<NodeId, NodeText> {
  const texts = new Map<NodeId, NodeText>();
  for (const { name, node } of graph.inputs) {
    const [, letter = name, layer] = /^([Wb])(\d+)$/.exec(name) ?? [];
    if (layer !== undefined) texts.set(node, { label: symbol(letter, Number(layer)) });
  }
  layers.forEach(({ a, h }, i) => {
    const layer = i + 1;
    const [weights, before] = [symbol("W", layer), outputsOf(i)];
    texts.set(productOf(graph, a), { label: isBatch ? `${before} ${weights}ᵀ` : `${weights} ${before}` });
    texts.set(a, { ...texts.get(a), name: a === h ? `${symbol("a", layer)} = ${symbol("h", layer)}` : symbol("a", layer) });
    if (a !== h) texts.set(h, { name: symbol("h", layer) });
  });
  texts.set(y, { label: "y" });
  texts.set(graph.outputs[0] as NodeId, { ...texts.get(graph.outputs[0] as NodeId), name: "ℓ" });
  return texts;
}

/** The product of weights and inputs behind a pre-activation: before the bias, and before its result was reshaped. */
function productOf(graph: Graph, a: NodeId): NodeId {
  let node = a;
  while (graph.primitive(node) === "add" || graph.primitive(node) === "reshape") node = graph.operand(node, 0);
  return node;
}

/**
 * The same with one node for each scalar: neurons and weights.
 * @example
 * import { mlp } from "./mlp.js";
 * const network = mlp({ inputs: 2, layers: [{ units: 1, activation: "tanh" }], loss: "squared" });
 * const recorded = networkGraph({ network, parameters: { W1: [[1, 2]] }, input: [1, 1], target: [0] });
 * [...scalarGraph(recorded).texts.values()]   // [{ label: "x₁" }, { label: "x₂" }, { label: "w⁽¹⁾₁₁" }, { label: "w⁽¹⁾₁₂" }, { name: "a⁽¹⁾₁" }, ...]
 */
export function scalarGraph({ graph, layers }: Pick<NetworkGraph, "graph" | "layers">): Pick<NetworkGraph, "graph" | "texts"> {
  const named = layers.flatMap(({ a, h }, i) =>
    a === h
      ? [{ node: a, letters: ["a", "h"], layer: i + 1 }]
      : [
          { node: a, letters: ["a"], layer: i + 1 },
          { node: h, letters: ["h"], layer: i + 1 },
        ],
  );
  const scalars = lower(graph.withOutputs([...named.map(({ node }) => node), ...graph.outputs]));
  const texts = new Map(entryTexts(scalars));
  let position = 0;
  for (const { node, letters, layer } of named) {
    const [rows = 1, columns] = graph.shape(node);
    for (let i = 0; i < rows * (columns ?? 1); i++) {
      const at = positionOf(i, columns);
      texts.set(scalars.outputs[position++] as NodeId, { name: letters.map((letter) => symbol(letter, layer, ...at)).join(" = ") });
    }
  }
  const loss = scalars.outputs[position] as NodeId;
  texts.set(loss, { name: "ℓ" });
  return { graph: scalars.withOutputs([loss]), texts };
}

/** x_i, w_ij and b_i: the entries of the inputs, which a lowered graph reads one by one. */
function* entryTexts(scalars: Graph): Generator<[NodeId, NodeText]> {
  const inputs = new Map(scalars.inputs.map((input) => [input.node, input]));
  for (let node = 0; node < scalars.length; node++) {
    const input = scalars.primitive(node) === "index" ? inputs.get(scalars.operand(node, 0)) : undefined;
    if (input === undefined) continue;
    const [, letter = input.name, layer] = /^([Wb])(\d+)$/.exec(input.name) ?? [];
    const at = positionOf(scalars.attribute(node) as number, input.shape[1]);
    yield [node, { label: symbol(letter.toLowerCase(), layer === undefined ? undefined : Number(layer), ...at) }];
  }
}

/** Row and column, or the position in a vector, counted from 1. */
function positionOf(i: number, columns: number | undefined): readonly number[] {
  return columns === undefined ? [i + 1] : [Math.floor(i / columns) + 1, (i % columns) + 1];
}
