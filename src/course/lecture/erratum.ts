// The slide's update has a wrong sign in the middle; its result is right.

import { reverse } from "../../core/differentiators/automatic/index.js";
import { parseFormula } from "../../core/formula/index.js";
import type { Computed, Figure } from "./figure.js";
import { exercise, slideTolerance } from "./figures.js";
import { exerciseNodes, type NodesData } from "./reproduce.js";

export interface Erratum {
  readonly slide: string;
  readonly corrected: string;
  readonly derivative: number;
  readonly eta: number;
  readonly lossBefore: number;
  /** after w1 - eta dl/dw1 */
  readonly lossDescending: number;
  /** after w1 + eta dl/dw1, as the middle of the slide's line says */
  readonly lossAscending: number;
}

/** One step of gradient descent, with the right and with the slide's sign. */
export function erratum(eta = 0.1): Erratum {
  const formula = parseFormula(exercise.formula);
  const gradient = reverse.gradient(formula, { wrt: ["w1"] });
  const { value, gradient: slopes } = gradient(exercise.at);
  const derivative = slopes["w1"] as number;
  const lossAt = (w1: number) => gradient({ ...exercise.at, w1 }).value as number;
  return {
    slide: "w1 <- w1 + eta dl/dw1 = w1 + 0.3775 eta",
    corrected: "w1 <- w1 - eta dl/dw1 = w1 + 0.3775 eta",
    derivative,
    eta,
    lossBefore: value as number,
    lossDescending: lossAt(exercise.at.w1 - eta * derivative),
    lossAscending: lossAt(exercise.at.w1 + eta * derivative),
  };
}

export interface ExerciseData extends NodesData {
  readonly erratum: Erratum;
}

/** Section 6: every node, and the erratum. */
export function exerciseSection(): Computed<ExerciseData> {
  const { data, figures } = exerciseNodes();
  const mistake = erratum();
  return { data: { ...data, erratum: mistake }, figures: [...figures, ...erratumFigures(mistake)] };
}

function erratumFigures({ derivative, lossBefore, lossDescending, lossAscending }: Erratum): Figure[] {
  return [
    { says: "w1 - eta dl/dw1 is w1 + 0.3775 eta", right: Math.abs(-derivative - 0.3775) <= slideTolerance },
    { says: "w1 - eta dl/dw1 lowers the loss", right: lossDescending < lossBefore },
    { says: "w1 + eta dl/dw1, the middle of the slide's line, raises the loss", right: lossAscending > lossBefore },
  ];
}
