// Which activation reached the loss in fewer epochs, from the training runs alone.

import { type ActivationName, activations } from "../networks/activations.js";
import { grouped } from "./grouped.js";
import { seenIn } from "./judge.js";
import { type Attempt, atBestRate, type Champion, costText, spentLess } from "./race.js";
import type { Finding } from "./report.js";
import { count, list, say } from "./words.js";

/** One training run; its cost is the number of epochs to the loss. */
export interface ConvergenceRun extends Attempt {
  readonly activation: ActivationName;
  /** hidden layers */
  readonly layers: number;
  /** before training and after each epoch, until the goal was reached */
  readonly loss: readonly number[];
}

/** One activation and depth, at its best learning rate. */
export interface ConvergenceResult {
  readonly activation: ActivationName;
  readonly layers: number;
  readonly best: Champion<ConvergenceRun>;
}

export function convergenceResults(runs: readonly ConvergenceRun[]): readonly ConvergenceResult[] {
  return [...grouped(runs, ({ layers, activation }) => `${layers} ${activation}`).values()].map((group) => {
    const { activation, layers } = group[0];
    return { activation, layers, best: atBestRate(group, ({ loss }) => loss.at(-1) as number) };
  });
}

const rivals = ["sigmoid", "tanh"] as const satisfies readonly ActivationName[];

/**
 * Held for each rival (sigmoid, tanh) and seed where ReLU took fewer epochs in the deepest networks, each activation at its best learning rate. The
 * loss is the same program for all of them, and so are the data of a seed.
 */
export function judgeConvergence(results: readonly ConvergenceResult[], goal: number): Finding {
  const layers = Math.max(...results.map((result) => result.layers));
  const of = (activation: ActivationName) =>
    results.find((result) => result.layers === layers && result.activation === activation)?.best as Champion<ConvergenceRun>;
  const races = rivals.map((rival) => ({ rival, first: spentLess(of("relu").attempts, of(rival).attempts) }));
  const won = races.map(
    ({ rival, first }) => `${first.filter((yes) => yes).length} of ${count(first.length, "seed")} against ${activations[rival].title}`,
  );
  const medians = (["relu", ...rivals] as const).map((each) => `${activations[each].title} ${costText({ cost: of(each).median })}`);
  return {
    claim: "ReLU converges faster than sigmoid and tanh in deeper networks",
    seen: seenIn(races.flatMap(({ first }) => first)),
    because: `With ${count(layers, "hidden layer")} ReLU took fewer epochs to a loss of ${say(goal)} for ${list(won)}; the medians are ${list(medians)}.`,
  };
}
