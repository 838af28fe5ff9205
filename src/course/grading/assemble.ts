// A report from its parts: what a thread judged, or several threads one after the other.

import type { Exercise, Property } from "./exercise.js";
import type { GradeReport, PropertyReport } from "./report.js";

export interface ReportParts {
  readonly properties: readonly PropertyReport[];
  readonly problem?: GradeReport["problem"];
  readonly output: string;
}

export interface Replay {
  readonly randomSeed: number;
  readonly runs?: number;
  readonly command?: string;
}

/** Points are added up; the command that replays the report gets its seed. */
export function assemble(
  { number, name, title }: Pick<Exercise, "number" | "name" | "title">,
  { properties, problem, output }: ReportParts,
  { randomSeed, runs = defaultRuns, command = "trigrad grade" }: Replay,
): GradeReport {
  return {
    schema: 1,
    exercise: { number, name, title },
    points: properties.reduce((sum, { points }) => sum + points, 0),
    outOf: properties.reduce((sum, { outOf }) => sum + outOf, 0),
    ...(problem === undefined ? {} : { problem }),
    properties,
    output,
    randomSeed,
    runs,
    replay: `${command} --seed ${randomSeed}`,
  };
}

/** Trials of a property unless told otherwise. */
export const defaultRuns = 50;

export function notJudged({ name, law, points }: Pick<Property, "name" | "law" | "points">): PropertyReport {
  return { name, law, verdict: "not-judged", points: 0, outOf: points, trials: 0 };
}
