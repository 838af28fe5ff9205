// Where the circles and edges of the slides' drawing go: columns by layer, inputs at the left, the loss at the right.

import type { Both, NetworkValues } from "../../course/networks/network-values.js";
import { requireLayers, type Slot, slotsOf } from "./shown.js";

export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface PlacedNeuron extends Place {
  /** 0 for inputs */
  readonly layer: number;
  /** counted from 1 */
  readonly neuron: number;
  readonly h: Both<number>;
  readonly a?: Both<number>;
  readonly b?: Both<number>;
}

/** Stands for neurons that are not drawn. */
export interface PlacedEllipsis extends Place {
  readonly layer: number;
  readonly hidden: number;
}

export interface PlacedEdge {
  /** of the neuron that it leads to; i and j as in w_ij, counted from 1 */
  readonly layer: number;
  readonly i: number;
  readonly j: number;
  readonly weight: Both<number>;
  readonly from: Place;
  readonly to: Place;
  /** where its numbers stand; absent where there are too many edges for numbers */
  readonly label?: Place;
}

export interface NeuronLayout {
  readonly width: number;
  /** y of the topmost and of the lowest text of a neuron */
  readonly top: number;
  readonly bottom: number;
  /** x of the inputs, of each layer, and of the loss */
  readonly columns: readonly number[];
  readonly neurons: readonly PlacedNeuron[];
  readonly ellipses: readonly PlacedEllipsis[];
  readonly edges: readonly PlacedEdge[];
  readonly loss: Place;
}

export interface NeuronStyle {
  readonly radius: number;
  /** heights of the texts above and below a circle */
  readonly above: number;
  readonly below: number;
  /** of the two numbers on an edge */
  readonly labelWidth: number;
  readonly labelHeight: number;
  /** free space left of the inputs */
  readonly left: number;
  /** from the last layer to the loss, and from there to the right edge */
  readonly toLoss: number;
  readonly right: number;
}

/** Up to this many edges carry their numbers, while each neuron of the narrower side of a gap has at most so many. */
export const mostLabelledEdges = 40;
const mostLabelsSideBySide = 4;
const mostLayers = 20;
const widestGap = 480;

/** y = 0 is the middle. @throws {TooManyLayers} */
export function layoutNeurons(values: NetworkValues, style: NeuronStyle): NeuronLayout {
  const { spec, layers } = values;
  requireLayers(layers.length, mostLayers);
  const widths = [spec.inputs, ...spec.layers.map(({ units }) => units)];
  const edgeCount = widths.slice(1).reduce((total, units, i) => total + units * (widths[i] as number), 0);
  const slots = widths.map(slotsOf);
  const sideBySide = Math.max(...slots.slice(1).map((targets, l) => fewer(slots[l] ?? [], targets)));
  const labelled = edgeCount <= mostLabelledEdges && sideBySide <= mostLabelsSideBySide;
  const pitch = pitchOf(labelled ? sideBySide : undefined, style);
  const columns = columnsOf(slots, pitch, style, labelled);
  const tallest = Math.max(...slots.map(({ length }) => length));
  const placeOf = (layer: number, position: number): Place => ({
    x: columns[layer] as number,
    y: (position - ((slots[layer] as readonly Slot[]).length - 1) / 2) * pitch,
  });
  const placed = slots.map((column, layer) => column.map((slot, position) => ({ slot, layer, place: placeOf(layer, position) })));
  const all = placed.flat();
  const half = ((tallest - 1) / 2) * pitch;
  return {
    width: (columns.at(-1) as number) + style.right,
    top: -half - style.radius - style.above,
    bottom: half + style.radius + style.below,
    columns,
    neurons: all.flatMap(({ slot, layer, place }) => ("neuron" in slot ? [{ ...place, ...numbersOf(values, layer, slot.neuron) }] : [])),
    ellipses: all.flatMap(({ slot, layer, place }) => ("hidden" in slot ? [{ ...place, layer, hidden: slot.hidden }] : [])),
    edges: placed.slice(1).flatMap((targets, l) => edgesBetween(placed[l] ?? [], targets, values, style, labelled)),
    loss: { x: columns.at(-1) as number, y: 0 },
  };
}

function numbersOf({ x, layers }: NetworkValues, layer: number, i: number): Omit<PlacedNeuron, "x" | "y"> {
  const numbers = layers[layer - 1];
  if (numbers === undefined) return { layer, neuron: i + 1, h: entry(x, i) };
  const bias = numbers.bias === undefined ? {} : { b: entry(numbers.bias, i) };
  return { layer, neuron: i + 1, h: entry(numbers.h, i), a: entry(numbers.a, i), ...bias };
}

function entry({ value, adjoint }: Both<readonly number[]>, i: number): Both<number> {
  return { value: value[i] as number, adjoint: adjoint[i] as number };
}

/** From one neuron of a column to the next: room for its texts, and for the labels of the edges in between. */
function pitchOf(labels: number | undefined, { radius, above, below, labelHeight }: NeuronStyle): number {
  const own = 2 * radius + above + below + 14;
  return labels === undefined ? own : Math.max(own, (labels + 1) * (labelHeight + 6));
}

function fewer(sources: readonly unknown[], targets: readonly unknown[]): number {
  return Math.min(sources.length, targets.length);
}

function columnsOf(slots: readonly (readonly Slot[])[], pitch: number, style: NeuronStyle, labelled: boolean): number[] {
  const columns = [style.left];
  slots.slice(1).forEach((targets, l) => {
    const sources = slots[l] ?? [];
    // How far the steepest edge rises: it should be level enough to miss the labels of its neighbours.
    const rise = ((sources.length + targets.length - 2) / 2) * pitch;
    const free = pitch / (fewer(sources, targets) + 1) - style.labelHeight / 2 - 2;
    const needed = labelled ? Math.max(220, ((style.labelWidth / 2) * rise) / Math.max(1, free)) : Math.max(170, rise / 2);
    columns.push((columns[l] as number) + 2 * style.radius + Math.min(widestGap, needed));
  });
  return [...columns, (columns.at(-1) as number) + style.toLoss];
}

interface PlacedSlot {
  readonly slot: Slot;
  readonly layer: number;
  readonly place: Place;
}

function edgesBetween(
  sources: readonly PlacedSlot[],
  targets: readonly PlacedSlot[],
  { layers }: NetworkValues,
  { radius }: NeuronStyle,
  labelled: boolean,
): PlacedEdge[] {
  const part = labelPart(sources.length, targets.length);
  return targets.flatMap(({ slot: target, layer, place: end }) =>
    sources.flatMap(({ slot: source, place: start }): PlacedEdge[] => {
      if (!("neuron" in target) || !("neuron" in source)) return [];
      const weights = layers[layer - 1]?.weights as Both<readonly (readonly number[])[]>;
      const [row, column] = [target.neuron, source.neuron];
      const weight = { value: weights.value[row]?.[column] as number, adjoint: weights.adjoint[row]?.[column] as number };
      const [from, to] = [
        { x: start.x + radius, y: start.y },
        { x: end.x - radius, y: end.y },
      ];
      const label = { x: from.x + part * (to.x - from.x), y: from.y + part * (to.y - from.y) };
      return [{ layer, i: row + 1, j: column + 1, weight, from, to, ...(labelled ? { label } : {}) }];
    }),
  );
}

/**
 * Where on each edge its label stands, as a part of its length. With n targets at 1 / (n + 1), or with m sources at m / (m + 1), the
 * edges between two evenly spaced columns pass a vertical line at even distances, so that no label covers another.
 */
function labelPart(sources: number, targets: number): number {
  return targets <= sources ? 1 / (targets + 1) : sources / (sources + 1);
}
