// Section 1: the drawn networks in both views: layers, whose nodes are vectors, and neurons, with values and gradients.

import { foldCopies } from "../../verify/explain/fold.js";
import { type ArrayPassNode, arrayPasses } from "../../verify/explain/passes.js";
import { networkGraph } from "../networks/network-graph.js";
import { type NetworkValues, networkValues } from "../networks/network-values.js";
import type { Figure } from "./figure.js";
import { drawnNetworks } from "./networks.js";

export interface Drawing {
  readonly network: string;
  readonly title: string;
  /** the graph of the loss with a node for each vector and matrix */
  readonly layers: readonly ArrayPassNode[];
  readonly neurons: NetworkValues;
}

/** In the order of the slides: 2-3-2-2, 2-3-2-1. */
export function drawings(): readonly Drawing[] {
  return drawnNetworks.map((drawn) => {
    const { graph, point, texts } = networkGraph(drawn);
    return { network: drawn.name, title: drawn.title, layers: foldCopies(arrayPasses(graph, point, texts)), neurons: networkValues(drawn) };
  });
}

/** A node that stands for a vector is one circle of the slide for each of its entries. */
export function drawingFigures({ network, layers, neurons }: Drawing): Figure[] {
  const matrices = layers.filter(({ kind, label }) => kind === "input" && label.startsWith("W")).length;
  const loss = layers.at(-1)?.value;
  const circles = [neurons.x.value, ...neurons.layers.map(({ h }) => h.value)].map(({ length }) => length);
  return [
    { says: `${network}: in the neuron view the layers have ${circles.join(", ")} circles`, right: circles.join("-") === network },
    { says: `${network}: both views give the same loss`, right: loss === neurons.loss },
    { says: `${network}: the layer view has one node for each W^(l)`, right: matrices === neurons.layers.length },
  ];
}
