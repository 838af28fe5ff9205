/** Third step of the layered layout: heights that keep arrows straight, by isotonic regression in each layer. */
import type { Slot } from "./layers.js";

// Each sweep follows the arrows more closely, but lets a wide graph slide further out of the horizontal.
const sweeps = 3;

/** Sets `y` of every slot, top edge at 0; neighbours of a layer keep `gap` between their edges. Returns the total height. */
export function settle(layers: readonly Slot[][], gap: number, { whole = false } = {}): number {
  for (const layer of layers)
    spread(
      layer,
      layer.map(() => 0),
      gap,
    );
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (let l = layers.length - 1; l >= 0; l--) towards(layers[l] as Slot[], "right", gap);
    // Ends rightwards, so that a chain of functions is exactly straight.
    for (const layer of layers) towards(layer, "left", gap);
  }
  let top = Number.POSITIVE_INFINITY;
  for (const layer of layers) for (const slot of layer) top = Math.min(top, slot.y - slot.height / 2);
  let bottom = 0;
  for (const layer of layers) {
    let free = Number.NEGATIVE_INFINITY;
    for (const slot of layer) {
      const edge = slot.y - slot.height / 2 - top;
      const placed = whole ? Math.max(Math.round(edge), free) : edge;
      slot.y = placed + slot.height / 2;
      free = placed + slot.height + gap;
      bottom = Math.max(bottom, placed + slot.height);
    }
  }
  return bottom;
}

function towards(layer: readonly Slot[], side: "left" | "right", gap: number): void {
  const wanted = layer.map((slot) => {
    const leftwards = slot.into.map((link) => link.from.y - link.offset);
    const rightwards = slot.out.map((link) => link.to.y + link.offset);
    const [first, second] = side === "left" ? [leftwards, rightwards] : [rightwards, leftwards];
    return mean(first) ?? mean(second) ?? slot.y;
  });
  spread(layer, wanted, gap);
}

/** The nearest places (least squares) to the wanted ones that keep order and distance: pool adjacent violators. */
function spread(layer: readonly Slot[], wanted: readonly number[], gap: number): void {
  const blocks: { sum: number; count: number }[] = [];
  const offsets: number[] = [];
  let offset = 0;
  for (const [i, slot] of layer.entries()) {
    const above = layer[i - 1];
    if (above !== undefined) offset += (above.height + slot.height) / 2 + gap;
    offsets.push(offset);
    let block = { sum: (wanted[i] as number) - offset, count: 1 };
    for (let last = blocks.at(-1); last !== undefined && last.sum / last.count >= block.sum / block.count; last = blocks.at(-1)) {
      block = { sum: block.sum + last.sum, count: block.count + last.count };
      blocks.pop();
    }
    blocks.push(block);
  }
  let i = 0;
  for (const { sum, count } of blocks) {
    for (let k = 0; k < count; k++, i++) (layer[i] as Slot).y = sum / count + (offsets[i] as number);
  }
}

function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}
