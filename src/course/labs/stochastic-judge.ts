// What a step over all instances costs beside steps over a few, as the data set grows: from the training runs alone.

import type { CostRun } from "./cost-to-loss.js";
import { grouped } from "./grouped.js";
import { seenIn } from "./judge.js";
import { costOf } from "./race.js";
import type { Finding } from "./report.js";
import { median, powerOf } from "./statistics.js";
import { count, list, say } from "./words.js";

/** All runs with one batch size, at its one learning rate. */
export interface CostCurve {
  /** null for all instances */
  readonly batch: number | null;
  readonly rate: number;
  /** by size, smallest first */
  readonly sizes: readonly { readonly size: number; readonly runs: readonly CostRun[]; readonly median: number | null }[];
  /** p of cost = c N^p, fitted to the medians; undefined where fewer than two sizes reached the goal */
  readonly power: number | undefined;
}

export function costCurves(runs: readonly CostRun[]): readonly CostCurve[] {
  return [...grouped(runs, ({ batch }) => batch)].map(([batch, group]) => {
    const sizes = [...grouped(group, ({ size }) => size)]
      .map(([size, own]) => ({ size, runs: own, median: finite(median(own.map(costOf))) }))
      .toSorted((a, b) => a.size - b.size);
    const reached = sizes.flatMap(({ size, median: y }) => (y === null || y === 0 ? [] : { x: size, y }));
    return { batch, rate: group[0].rate, sizes, power: powerOf(reached) };
  });
}

function finite(x: number): number | null {
  return Number.isFinite(x) ? x : null;
}

export function batchText(batch: number | null): string {
  return batch === null ? "all instances" : count(batch, "instance");
}

/**
 * Held for each stochastic batch size and seed where, from the smallest to the largest data set, the cost grew less than that of steps over all
 * instances, and at the largest was lower.
 */
export function judgeStochastic(runs: readonly CostRun[]): Finding {
  const curves = costCurves(runs);
  const full = curves.find(({ batch }) => batch === null) as CostCurve;
  const stochastic = curves.filter(({ batch }) => batch !== null);
  const races = stochastic.map((curve) => {
    const seeds = curve.sizes[0]?.runs.map(({ seed }) => seed) ?? [];
    return { batch: curve.batch, held: seeds.map((seed) => affordable(costsOf(curve, seed), costsOf(full, seed))) };
  });
  const won = races.map(
    ({ batch, held }) => `${held.filter((yes) => yes).length} of ${count(held.length, "seed")} with steps over ${batchText(batch)}`,
  );
  const grew = curves.map((curve) => `${growthText(curve)} with steps over ${batchText(curve.batch)}`);
  return {
    claim: "stochastic gradients make larger data sets affordable",
    seen: seenIn(races.flatMap(({ held }) => held)),
    because: `The cost of stochastic steps grew less and ended lower than that of steps over all instances for ${list(won)}; from ${full.sizes[0]?.size} to ${full.sizes.at(-1)?.size} instances the median cost went from ${list(grew)}.`,
  };
}

/** "1500 to 24000" */
export function growthText({ sizes }: CostCurve): string {
  const text = (cost: number | null | undefined) => (cost === null || cost === undefined ? "never" : say(cost));
  return `${text(sizes[0]?.median)} to ${text(sizes.at(-1)?.median)}`;
}

interface Costs {
  readonly smallest: number;
  readonly largest: number;
}

function costsOf({ sizes }: CostCurve, seed: number): Costs {
  const at = (entry: CostCurve["sizes"][number] | undefined) => costOf(entry?.runs.find((run) => run.seed === seed) ?? { cost: null });
  return { smallest: at(sizes[0]), largest: at(sizes.at(-1)) };
}

/** A goal that was not reached costs more than any number, and growth to it is more than any growth. */
function affordable(stochastic: Costs, full: Costs): boolean {
  const growth = ({ smallest, largest }: Costs) => (largest === Number.POSITIVE_INFINITY ? largest : largest / smallest);
  return stochastic.largest < full.largest && growth(stochastic) < growth(full);
}
