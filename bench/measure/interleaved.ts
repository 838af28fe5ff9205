// Timing: all contenders take turns, so that whatever slows the machine down for a while slows all of them.

import type { Settings } from "./settings.js";

/** Seconds of one call: the median over the turns, and between which half of the turns lies. */
export interface Timing {
  readonly seconds: number;
  readonly quartiles: readonly [number, number];
  readonly turns: number;
}

interface Runner {
  readonly call: () => void;
  /** calls of one turn */
  readonly batch: number;
  readonly turns: number;
  /** seconds of a call, one for each turn */
  readonly times: number[];
}

/**
 * A turn counts with its time by the clock or by the processor, whichever is less: on a busy machine others run in between, and that is
 * not the contender's; what its helper threads do beside it, is no time that its user waits for.
 * @param clock  in milliseconds
 * @param processor  milliseconds that the process has computed
 * @param between  called before each turn: one contender's garbage is not to be cleared in the time of the next
 * @param told  called with the position of a contender before it is warmed up
 */
export function interleaved(
  calls: readonly (() => void)[],
  settings: Settings,
  { clock = () => performance.now(), processor = computed, between = () => {}, told = () => {} }: Partial<Hooks> = {},
): readonly Timing[] {
  const runners = calls.map((call, i) => {
    told(i);
    return warmedUp(call, settings, clock);
  });
  for (let round = 0; round < settings.rounds; round++) {
    for (const { call, batch, turns, times } of runners) {
      if (round >= turns) continue;
      between();
      const begun = processor();
      const start = clock();
      for (let k = 0; k < batch; k++) call();
      const waited = clock() - start;
      times.push(Math.min(waited, processor() - begun) / batch / 1000);
    }
  }
  return runners.map(({ times }) => timingOf(times));
}

export interface Hooks {
  readonly clock: () => number;
  readonly processor: () => number;
  readonly between: () => void;
  readonly told: (contender: number) => void;
}

/** Milliseconds that the process has computed. */
export function computed(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function warmedUp(call: () => void, { rounds, turn, warmUp, budget }: Settings, clock: () => number): Runner {
  const start = clock();
  let calls = 0;
  // Doubled, so that looking at the clock costs nothing beside a call of some nanoseconds.
  for (let some = 1; calls === 0 || clock() - start < warmUp; some = Math.min(2 * some, 4096)) {
    for (let k = 0; k < some; k++) call();
    calls += some;
    if (clock() - start > budget) break;
  }
  const batch = batchFor(call, turn, (clock() - start) / calls, clock);
  const once = timed(call, batch, clock);
  return { call, batch, turns: Math.max(1, Math.min(rounds, Math.floor(budget / (once * batch)))), times: [] };
}

/** Calls that fill a turn; measured when warm, because the first calls were slow. */
function batchFor(call: () => void, turn: number, estimate: number, clock: () => number): number {
  const some = Math.max(1, Math.ceil(turn / Math.max(estimate, 1e-6) / 4));
  const once = estimate > turn ? estimate : timed(call, some, clock);
  return Math.max(1, Math.ceil(turn / Math.max(once, 1e-6)));
}

function timed(call: () => void, calls: number, clock: () => number): number {
  const start = clock();
  for (let k = 0; k < calls; k++) call();
  return (clock() - start) / calls;
}

/**
 * Median and quartiles.
 * @example
 * timingOf([3, 1, 2])   // { seconds: 2, quartiles: [1.5, 2.5], turns: 3 }
 */
export function timingOf(times: readonly number[]): Timing {
  const sorted = times.toSorted((a, b) => a - b);
  return { seconds: quantile(sorted, 0.5), quartiles: [quantile(sorted, 0.25), quantile(sorted, 0.75)], turns: times.length };
}

/** Between two neighbours on a straight line. */
function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(at)] as number, sorted[Math.ceil(at)] as number];
  return low + (high - low) * (at - Math.floor(at));
}
