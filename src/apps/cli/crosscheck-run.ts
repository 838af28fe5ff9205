// A cross-check in the terminal: a bar with running totals, a state that is kept, and an end that time or a signal may bring.

import { crosscheck, noTotals, type Suite, shrinkContradiction, type Totals } from "../../verify/crosscheck.js";
import { type ShownCounterexample, totalsLine } from "../../views/crosscheck.js";
import type { CrosscheckSettings } from "./crosscheck-settings.js";
import { progressBar } from "./progress.js";
import { listen, type Signal } from "./signals.js";

export interface WatchedCrosscheck {
  readonly totals: Totals;
  /** of work, those of earlier sittings included */
  readonly seconds: number;
  readonly ending: "count" | "time" | "contradiction" | "interrupted";
  readonly signal?: Signal;
  readonly counterexample?: ShownCounterexample;
}

export interface WatchOptions {
  readonly from?: { readonly totals: Totals; readonly seconds: number } | undefined;
  /** called at the start, then more than once a second, and at the end */
  readonly keep: (totals: Totals, seconds: number) => void;
}

/** Milliseconds between two states that are kept, between two looks at what came in, and for shrinking. */
const keepEvery = 600;
const breatheEvery = 40;
const longestShrinking = 60_000;

export async function watchCrosscheck<Case>(
  suite: Suite<Case>,
  { what, seed, count, time }: CrosscheckSettings,
  { from, keep }: WatchOptions,
): Promise<WatchedCrosscheck> {
  const bar = progressBar({ label: `cross-checking ${what}` });
  const signals = listen();
  const steps = crosscheck(suite, { randomSeed: seed, from: from?.totals ?? noTotals, count });
  const start = performance.now();
  const taken = () => (from?.seconds ?? 0) + (performance.now() - start) / 1000;
  let totals = from?.totals ?? noTotals;
  let [kept, breathed] = [Number.NEGATIVE_INFINITY, start];
  const save = () => {
    keep(totals, taken());
    kept = performance.now();
  };
  try {
    for (;;) {
      const { done, value } = steps.next();
      totals = done === true ? value.totals : value;
      if (done === true) {
        save();
        const seconds = taken();
        if (value.contradiction === undefined) return { totals, seconds, ending: "count" };
        // A signal is to end the shrinking at once: nothing is lost by it.
        signals.stop();
        bar.update(totals.done / count, "shrinking a contradiction");
        return { totals, seconds, ending: "contradiction", counterexample: shrunk(suite, seed, value.contradiction) };
      }
      const now = performance.now();
      if (now - kept >= keepEvery) save();
      if (time !== undefined && now - start >= 1000 * time && totals.done < count) {
        save();
        return { totals, seconds: taken(), ending: "time" };
      }
      if (now - breathed < breatheEvery) continue;
      bar.update(totals.done / count, totalsLine(totals, taken()));
      // Signals arrive only while nothing else runs.
      await new Promise((resolve) => setImmediate(resolve));
      breathed = performance.now();
      const signal = signals.caught();
      if (signal === undefined) continue;
      save();
      return { totals, seconds: taken(), ending: "interrupted", signal };
    }
  } finally {
    bar.done();
    signals.stop();
  }
}

function shrunk<Case>(suite: Suite<Case>, randomSeed: number, n: number): ShownCounterexample {
  const { smallest: _, contradiction: __, ...shown } = shrinkContradiction(suite, { randomSeed, n, milliseconds: longestShrinking });
  return { ...shown, n };
}
