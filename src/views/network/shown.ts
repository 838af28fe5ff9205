// Which neurons of a wide layer are shown: the first few, an ellipsis, and the last two.

/** A place in a column: a neuron, counted from 0, or the ellipsis that stands for some. */
export type Slot = { readonly neuron: number } | { readonly hidden: number };

/** Wider layers are abbreviated. */
export const widestLayer = 12;
const first = 5;
const last = 2;

/**
 * @example
 * slotsOf(2)   // [{ neuron: 0 }, { neuron: 1 }]
 * slotsOf(100).length   // 8
 * slotsOf(100)[5]   // { hidden: 93 }
 */
export function slotsOf(units: number): readonly Slot[] {
  if (units <= widestLayer) return Array.from({ length: units }, (_, neuron) => ({ neuron }));
  return [
    ...Array.from({ length: first }, (_, neuron) => ({ neuron })),
    { hidden: units - first - last },
    ...Array.from({ length: last }, (_, i) => ({ neuron: units - last + i })),
  ];
}

/** A network with more layers than a reader can follow. */
export class TooManyLayers extends Error {
  override readonly name = "TooManyLayers";
  readonly layers: number;
  readonly limit: number;

  constructor(layers: number, limit: number) {
    super(
      `too large to draw neuron by neuron: the network has ${layers} layers, and at most ${limit} are drawn. Use the layer view or JSON.`,
    );
    this.layers = layers;
    this.limit = limit;
  }
}

/** @throws {TooManyLayers} */
export function requireLayers(layers: number, limit: number): void {
  if (layers > limit) throw new TooManyLayers(layers, limit);
}
