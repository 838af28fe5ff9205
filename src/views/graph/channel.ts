/** The gap between two layers of a terminal drawing: which upright track each source's arrows turn in. */
import type { Slot } from "./layers.js";

export interface Channel {
  /** Track of each source that turns; a source without one goes straight on. */
  readonly track: ReadonlyMap<Slot, number>;
  readonly tracks: number;
}

interface Net {
  readonly slot: Slot;
  readonly row: number;
  readonly targets: readonly number[];
  readonly top: number;
  readonly bottom: number;
}

/** Undefined when no order of tracks keeps all lines apart; then the layered form cannot be drawn. */
export function routeChannel(layer: readonly Slot[]): Channel | undefined {
  const pending = layer.map(netOf).filter((net) => net.top < net.bottom);
  // Falling lines from the lowest up, rising lines from the highest down: so neighbours do not cross.
  pending.sort((a, b) => direction(b) - direction(a) || (direction(a) > 0 ? b.row - a.row : a.row - b.row));
  const placed: { net: Net; track: number }[] = [];
  while (pending.length > 0) {
    const next = pending.findIndex((net) => !pending.some((other) => other !== net && mustPrecede(other, net)));
    if (next < 0) return undefined;
    const [net] = pending.splice(next, 1) as [Net];
    let track = 0;
    for (const other of placed) {
      const together = net.top <= other.net.bottom + 1 && other.net.top <= net.bottom + 1;
      if (together || mustPrecede(other.net, net)) track = Math.max(track, other.track + 1);
    }
    placed.push({ net, track });
  }
  const tracks = Math.max(0, ...placed.map(({ track }) => track + 1));
  return { track: new Map(placed.map(({ net, track }) => [net.slot, track])), tracks };
}

/** Both use one row: the one that starts there must leave it before the other arrives on it. */
function mustPrecede(first: Net, second: Net): boolean {
  return second.targets.includes(first.row);
}

function netOf(slot: Slot): Net {
  const row = rowOf(slot.y);
  const targets = slot.out.map((link) => rowOf(link.to.y + link.offset));
  return { slot, row, targets, top: Math.min(row, ...targets), bottom: Math.max(row, ...targets) };
}

function direction(net: Net): number {
  return Math.sign(net.bottom - net.row - (net.row - net.top));
}

/** Slots have odd heights, so their centres lie in the middle of a row of cells. */
export function rowOf(y: number): number {
  return Math.floor(y);
}
