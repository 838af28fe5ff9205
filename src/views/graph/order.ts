/** Second step of the layered layout: the order within each layer, by barycentres (Sugiyama, Tagawa and Toda, 1981). */
import type { Link, Slot } from "./layers.js";

/** Sweeps until crossings stop to fall; the walk's order is kept when it is already the best. */
export function reorder(layers: readonly Slot[][], sweeps = 24): Slot[][] {
  let best = layers.map((layer) => [...layer]);
  let fewest = crossings(best);
  let current = best;
  for (let sweep = 0; sweep < sweeps && fewest > 0; sweep++) {
    current = sweep % 2 === 0 ? sweepLeft(current) : sweepRight(current);
    const found = crossings(current);
    if (found < fewest) [best, fewest] = [current, found];
  }
  return best;
}

function sweepLeft(layers: readonly Slot[][]): Slot[][] {
  const next = layers.map((layer) => [...layer]);
  for (let l = next.length - 2; l >= 0; l--) {
    const place = placesOf(next[l + 1] as Slot[]);
    next[l] = sorted(next[l] as Slot[], (slot) => slot.out.map((link) => arrival(link, place)));
  }
  return next;
}

function sweepRight(layers: readonly Slot[][]): Slot[][] {
  const next = layers.map((layer) => [...layer]);
  for (let l = 1; l < next.length; l++) {
    const place = placesOf(next[l - 1] as Slot[]);
    next[l] = sorted(next[l] as Slot[], (slot) => slot.into.map((link) => place.get(link.from) ?? 0));
  }
  return next;
}

function sorted(layer: readonly Slot[], neighbours: (slot: Slot) => readonly number[]): Slot[] {
  const keyed = layer.map((slot, index) => {
    const places = neighbours(slot);
    return { slot, key: places.length === 0 ? index : places.reduce((sum, place) => sum + place, 0) / places.length };
  });
  return keyed.sort((a, b) => a.key - b.key).map(({ slot }) => slot);
}

/** Arrows that cross, summed over all gaps between layers. */
export function crossings(layers: readonly Slot[][]): number {
  let total = 0;
  for (let l = 0; l + 1 < layers.length; l++) {
    const place = placesOf(layers[l + 1] as Slot[]);
    const arrivals = (layers[l] as Slot[]).map((slot) => slot.out.map((link) => arrival(link, place)));
    total += inversions(arrivals);
  }
  return total;
}

/** Pairs (earlier group, later group) whose arrivals are the wrong way round; one group is one source. */
function inversions(groups: readonly (readonly number[])[]): number {
  const distinct = [...new Set(groups.flat())].sort((a, b) => a - b);
  const index = new Map(distinct.map((value, i) => [value, i + 1]));
  // A Fenwick tree counts the arrivals seen so far below a place in logarithmic time.
  const tree = new Array<number>(distinct.length + 1).fill(0);
  let seen = 0;
  let total = 0;
  for (const group of groups) {
    for (const value of group) {
      let notBelow = seen;
      for (let i = index.get(value) ?? 0; i > 0; i -= i & -i) notBelow -= tree[i] as number;
      total += notBelow;
    }
    for (const value of group) {
      for (let i = index.get(value) ?? 0; i < tree.length; i += i & -i) tree[i] = (tree[i] as number) + 1;
      seen++;
    }
  }
  return total;
}

function arrival(link: Link, place: ReadonlyMap<Slot, number>): number {
  const operands = link.to.node.operands.length;
  return (place.get(link.to) ?? 0) + (link.operand === undefined ? 0.5 : (link.operand + 0.5) / operands);
}

function placesOf(layer: readonly Slot[]): Map<Slot, number> {
  return new Map(layer.map((slot, index) => [slot, index]));
}
