// How the claim on deeper networks came out, from the training runs alone.

import { type ActivationName, activations } from "../networks/activations.js";
import type { Shape } from "./equal-weights.js";
import { grouped } from "./grouped.js";
import { seenIn } from "./judge.js";
import { type Attempt, atBestRate, type Champion } from "./race.js";
import type { Finding } from "./report.js";
import type { Sawtooth } from "./sawtooth.js";
import { count, list, say } from "./words.js";

export interface DepthData {
  readonly sawtooth: Sawtooth;
  /** one for each activation, depth, learning rate and seed */
  readonly runs: readonly DepthRun[];
}

/** One training run; its cost is the number of epochs until the network fitted. */
export interface DepthRun extends Attempt {
  readonly activation: ActivationName;
  readonly shape: Shape;
  /** before training and after each epoch, until the goal was reached */
  readonly accuracy: readonly number[];
  readonly loss: readonly number[];
}

/** One activation and depth, at its best learning rate. */
export interface DepthResult {
  readonly activation: ActivationName;
  readonly shape: Shape;
  readonly best: Champion<DepthRun>;
  /** for each seed, in their order */
  readonly fitted: readonly boolean[];
}

export function depthResults(runs: readonly DepthRun[]): readonly DepthResult[] {
  return [...grouped(runs, ({ activation, shape }) => `${activation} ${shape.depth}`).values()].map((group) => {
    const best = atBestRate(group, ({ accuracy }) => -Math.max(...accuracy));
    const { activation, shape } = group[0];
    return { activation, shape, best, fitted: best.attempts.map(({ cost }) => cost !== null) };
  });
}

/** Held where the deep network makes no mistake and every shallow one must. */
export function judgeSawtooth({ folds, weights, deepMistakes, shallowUnits, shallowWeights, shallowMistakes, points }: Sawtooth): Finding {
  return {
    claim: "there are weights with which a deeper network fits what no shallow one with as many weights does",
    seen: seenIn([deepMistakes === 0 && shallowMistakes > 0]),
    because: `A sawtooth of ${points.length} points: ${count(folds, "hidden layer")} of 2 ReLU units with ${weights} weights set by hand ${deepMistakes === 0 ? "meet all of them" : `miss ${deepMistakes}`}; one layer of ${shallowUnits} with ${shallowWeights} weights has at most ${shallowUnits + 1} straight pieces and so puts at least ${shallowMistakes} on the wrong side of 1/2.`,
  };
}

/** Held for each activation and seed where some deeper network fitted and the shallowest did not, each depth at its best learning rate. */
export function judgeDepth(results: readonly DepthResult[], goal: number): Finding {
  const groups = [...grouped(results, ({ activation }) => activation).values()];
  const cases = groups.flatMap((group) => {
    const [shallow, ...deeper] = group.toSorted((a, b) => a.shape.depth - b.shape.depth) as [DepthResult, ...DepthResult[]];
    return shallow.fitted.map((fitted, seed) => !fitted && deeper.some((each) => each.fitted[seed] === true));
  });
  const numbers = groups.map((group) => {
    const each = group.map(({ shape, fitted }) => `${count(shape.depth, "hidden layer")} ${fitted.filter((yes) => yes).length}`);
    return `${activations[group[0].activation].title}: ${list(each)}`;
  });
  const seeds = groups[0]?.[0].fitted.length ?? 0;
  return {
    claim: "deeper networks with the same number of weights can fit what shallow ones do not",
    seen: seenIn(cases),
    because: `A deeper network named ${say(100 * goal)} % of the instances and the shallowest did not in ${cases.filter((held) => held).length} of ${count(cases.length, "case")}; fitted for these of ${count(seeds, "seed")}, each at its best learning rate: ${numbers.join("; ")}.`,
  };
}
