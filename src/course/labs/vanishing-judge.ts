// How the claims on vanishing gradients and dead units came out, from the measurements alone.

import { type ActivationName, activations } from "../networks/activations.js";
import { type DeadUnitRun, died } from "./dead-units.js";
import type { GradientRow, Initialisation } from "./gradient-by-layer.js";
import { grouped } from "./grouped.js";
import { seenIn } from "./judge.js";
import type { Finding } from "./report.js";
import { median } from "./statistics.js";
import { count, list, say, span } from "./words.js";

/** The measurements of the lab. */
export interface VanishingData {
  /** one row for each activation, depth and kind of first weights */
  readonly gradients: readonly GradientRow[];
  /** one run for each activation, learning rate and seed */
  readonly training: readonly DeadUnitRun[];
}

/** "Glorot x 0.5" */
export function initialisationText({ scheme, gain }: Initialisation): string {
  const name = scheme === "he" ? "He" : "Glorot";
  return gain === 1 ? name : `${name} x ${say(gain)}`;
}

/** The rows of the deepest networks. */
export function deepest(rows: readonly GradientRow[]): readonly GradientRow[] {
  const depth = Math.max(...rows.map((row) => row.depth));
  return rows.filter((row) => row.depth === depth);
}

/** Held where nothing at all arrives at any hidden layer, in every network. */
export function judgeStep(rows: readonly GradientRow[]): Finding {
  const cases = rows.filter(({ activation }) => activation === "step");
  const blocked = cases.map(({ adjoints }) => adjoints.every((size) => size === 0));
  const largest = Math.max(...cases.flatMap(({ adjoints }) => adjoints));
  return {
    claim: "step function: gradients do not flow",
    seen: seenIn(blocked),
    because: `dl/da is 0 in every hidden layer for ${blocked.filter((held) => held).length} of ${cases.length} combinations of depth and kind of first weights${largest > 0 ? `; the largest that arrives is ${say(largest)}` : ""}.`,
  };
}

/**
 * Held for each initialisation of the deepest networks where less than `threshold` of the adjoint of the last hidden layer arrives at the first.
 * `expected` false turns the claim round: the gradient does not vanish.
 */
export function judgeVanishing(rows: readonly GradientRow[], activation: ActivationName, threshold: number, expected: boolean): Finding {
  const cases = deepest(rows).filter((row) => row.activation === activation);
  const vanishing = cases.filter(({ arrives }) => arrives < threshold);
  const { title } = activations[activation];
  const some = vanishing.length > 0 && vanishing.length < cases.length;
  const where = some ? ` (${list(vanishing.map((row) => initialisationText(row.initialisation)))})` : "";
  return {
    claim: `${title} gradients ${expected ? "" : "do not "}vanish in deep networks`,
    seen: seenIn(cases.map(({ arrives }) => arrives < threshold === expected)),
    because: `For ${vanishing.length} of ${count(cases.length, "kind")} of first weights${where} less than ${say(100 * threshold)} % of the gradient dl/da at the last of ${cases[0]?.depth} hidden layers arrived at the first; the factor per layer is ${factorText(cases)}.`,
  };
}

/** "0.1 to 0.4": the factors per layer of several rows; 0 where nothing arrives at all */
export function factorText(rows: readonly GradientRow[]): string {
  const factors = rows.flatMap(({ factor }) => (factor === undefined ? [] : [factor]));
  return factors.length === 0 ? "0" : span(factors, 2);
}

/** Held for each ReLU run (learning rate and seed) that ends with more dead units than it began with. */
export function judgeDying(runs: readonly DeadUnitRun[]): Finding {
  const relu = runs.filter(({ activation }) => activation === "relu");
  const byRate = [...grouped(relu, ({ rate }) => rate)].map(([rate, group]) => `${deadText(group)} at learning rate ${say(rate)}`);
  return {
    claim: "ReLU units die",
    seen: seenIn(relu.map((run) => died(run) > 0)),
    because: `In ${relu.filter((run) => died(run) > 0).length} of ${count(relu.length, "run")} there were more dead units after training than before; of ${relu[0]?.units} hidden units were dead, before -> after and as medians, ${list(byRate)}.`,
  };
}

/** "1 -> 11", medians over the runs */
export function deadText(runs: readonly DeadUnitRun[]): string {
  return `${say(median(runs.map(({ dead }) => dead[0] as number)))} -> ${say(median(runs.map(({ dead }) => dead.at(-1) as number)))}`;
}
