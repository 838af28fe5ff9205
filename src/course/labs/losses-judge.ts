// How the claim on cross entropy came out, from the curves and from the training runs.

import { grouped } from "./grouped.js";
import { seenIn } from "./judge.js";
import { type LossCurve, type OutputName, outputNames } from "./loss-over-logit.js";
import { atBestRate, type Champion, spentLess } from "./race.js";
import type { Finding } from "./report.js";
import type { SaturatedRun } from "./saturated-training.js";
import { count, list, say } from "./words.js";

export interface LossesData {
  readonly curves: readonly LossCurve[];
  /** one for each output, size of the first weights, loss, learning rate and seed */
  readonly runs: readonly SaturatedRun[];
}

/** The two losses of one race, each at its best learning rate, on the same outputs and first weights. */
export interface LossRace {
  readonly output: OutputName;
  readonly gain: number;
  readonly squared: Champion<SaturatedRun>;
  readonly crossEntropy: Champion<SaturatedRun>;
  /** for each seed: cross entropy took fewer epochs */
  readonly crossEntropyFirst: readonly boolean[];
}

export function lossRaces(runs: readonly SaturatedRun[]): readonly LossRace[] {
  return [...grouped(runs, ({ output, gain }) => `${output} ${gain}`).values()].map((group) => {
    const champion = (loss: SaturatedRun["loss"]) =>
      atBestRate(
        group.filter((run) => run.loss === loss),
        ({ accuracy }) => -Math.max(...accuracy),
      );
    const [squared, crossEntropy] = [champion("squared"), champion("cross-entropy")];
    const { output, gain } = group[0];
    return { output, gain, squared, crossEntropy, crossEntropyFirst: spentLess(crossEntropy.attempts, squared.attempts) };
  });
}

/** A slope that is below this part of the steepest one has faded. */
const faded = 0.1;

/** Held for an output where, at the most wrong logit, the slope of the squared error has faded and that of cross entropy has not. */
export function judgeFading(curves: readonly LossCurve[]): Finding {
  const cases = outputNames.map((output) => {
    const of = (loss: LossCurve["loss"]) => curves.find((curve) => curve.output === output && curve.loss === loss) as LossCurve;
    return { output, squared: of("squared"), crossEntropy: of("cross-entropy") };
  });
  const slope = ({ remains }: LossCurve) => `${say(100 * remains, 2)} %`;
  return {
    claim: "the gradient of the squared error fades on a saturated sigmoid or softmax output, that of cross entropy does not",
    seen: seenIn(cases.map(({ squared, crossEntropy }) => squared.remains < faded && crossEntropy.remains >= faded)),
    because: `At a logit of ${say(curves[0]?.points[0]?.logit ?? 0)} there is left, of the steepest slope dl/da: ${cases
      .map(
        ({ output, squared, crossEntropy }) =>
          `${slope(squared)} of squared error's and ${slope(crossEntropy)} of cross entropy's with ${output}`,
      )
      .join("; ")}.`,
  };
}

/** Held for each output, size of first weights and seed where cross entropy took fewer epochs to the goal, each loss at its best learning rate. */
export function judgeTraining(races: readonly LossRace[], goal: number): Finding {
  const cases = races.flatMap(({ crossEntropyFirst }) => crossEntropyFirst);
  const held = (some: readonly boolean[]) => some.filter((each) => each).length;
  const each = races.map(({ output, gain, crossEntropyFirst }) => {
    return `${held(crossEntropyFirst)} of ${crossEntropyFirst.length} (${output}, first weights x ${say(gain)})`;
  });
  return {
    claim: "cross entropy is a better loss than squared error for sigmoid and softmax outputs",
    seen: seenIn(cases),
    because: `With each loss at its best learning rate, cross entropy took fewer epochs to name ${say(100 * goal)} % of the instances in ${held(cases)} of ${count(cases.length, "race")}: ${list(each)}.`,
  };
}
