/** First step of the layered layout: each node gets a layer, and each long arrow a slot in every layer that it passes. */
import { checkedNodes, type GraphPicture, type PictureNode } from "./picture.js";

/** A place in a layer: a node, or the passage of a node's arrows on their way to a later layer. */
export interface Slot {
  readonly node: PictureNode;
  readonly passage: boolean;
  readonly layer: number;
  readonly height: number;
  readonly into: Link[];
  readonly out: Link[];
  /** Centre, set by `settle`. */
  y: number;
}

/** A connection from one layer to the next. */
export interface Link {
  readonly from: Slot;
  readonly to: Slot;
  /** Which operand of `to` this is; undefined where a passage goes on. */
  readonly operand: number | undefined;
  /** How far below the centre of `to` it arrives. */
  readonly offset: number;
}

/** Heights, in whatever unit the drawing uses. */
export interface VerticalStyle {
  readonly height: (node: PictureNode) => number;
  readonly passageHeight: number;
  /** Distance between the arrowheads of two neighbouring operands. */
  readonly portGap: (node: PictureNode) => number;
}

/** Slots by layer; the order within a layer is that of a depth-first walk, which draws a tree without crossings. */
export function intoLayers(picture: GraphPicture, style: VerticalStyle): Slot[][] {
  const byId = checkedNodes(picture);
  const layerOf = assignLayers(picture);
  const lastUse = new Map<number, number>();
  for (const node of picture.nodes) {
    for (const operand of node.operands) {
      lastUse.set(operand, Math.max(lastUse.get(operand) ?? 0, at(layerOf, node.id)));
    }
  }
  const layers: Slot[][] = [];
  const chains = new Map<number, Slot[]>();
  for (const id of depthFirst(picture, byId)) {
    const node = at(byId, id);
    const first = at(layerOf, id);
    const last = Math.max(first, (lastUse.get(id) ?? 0) - 1);
    // One chain a node, not one an arrow: arrows of a shared value travel together and branch late.
    const chain: Slot[] = [];
    for (let layer = first; layer <= last; layer++) {
      const passage = layer > first;
      const height = passage ? style.passageHeight : style.height(node);
      const slot: Slot = { node, passage, layer, height, into: [], out: [], y: 0 };
      const before = chain.at(-1);
      if (before !== undefined) connect({ from: before, to: slot, operand: undefined, offset: 0 });
      chain.push(slot);
      while (layers.length <= layer) layers.push([]);
      layers[layer]?.push(slot);
    }
    chains.set(id, chain);
  }
  for (const node of picture.nodes) {
    const to = at(chains, node.id)[0] as Slot;
    for (const [operand, id] of node.operands.entries()) {
      const from = at(chains, id)[to.layer - 1 - at(layerOf, id)] as Slot;
      const offset = (operand - (node.operands.length - 1) / 2) * style.portGap(node);
      connect({ from, to, operand, offset });
    }
  }
  return layers;
}

function connect(link: Link): void {
  link.from.out.push(link);
  link.to.into.push(link);
}

/** Inputs stand at the left as on the slides, unless the picture wants otherwise; a constant stands just before its first use. */
function assignLayers(picture: GraphPicture): Map<number, number> {
  const layers = new Map<number, number>();
  const isFree = new Set<number>();
  for (const node of picture.nodes) {
    let layer = 0;
    for (const operand of node.operands) layer = Math.max(layer, at(layers, operand) + 1);
    layers.set(node.id, layer);
    const goes = node.kind === "constant" || (node.kind === "input" && picture.inputsWhereUsed === true);
    if (goes && node.operands.length === 0) isFree.add(node.id);
  }
  for (const node of picture.nodes) {
    for (const operand of node.operands) {
      // Evaluation order meets the uses by no particular layer, so take the first use and then only move left.
      const wanted = at(layers, node.id) - 1;
      if (isFree.delete(operand)) layers.set(operand, wanted);
      else if (at(layers, operand) > wanted) layers.set(operand, wanted);
    }
  }
  return layers;
}

/** Operands in order before their node, from the output; nodes that the output does not use come last. */
function depthFirst(picture: GraphPicture, byId: ReadonlyMap<number, PictureNode>): Set<number> {
  const seen = new Set<number>();
  const roots = [...picture.nodes.map((node) => node.id), picture.output];
  const pending: { id: number; entered: boolean }[] = [];
  for (let root = roots.pop(); root !== undefined; root = roots.pop()) {
    pending.push({ id: root, entered: false });
    for (let step = pending.pop(); step !== undefined; step = pending.pop()) {
      if (seen.has(step.id)) continue;
      if (step.entered) {
        seen.add(step.id);
        continue;
      }
      pending.push({ id: step.id, entered: true });
      const { operands } = at(byId, step.id);
      for (let i = operands.length - 1; i >= 0; i--) pending.push({ id: operands[i] as number, entered: false });
    }
  }
  return seen;
}

function at<V>(map: ReadonlyMap<number, V>, id: number): V {
  return map.get(id) as V;
}
