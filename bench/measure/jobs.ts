// What is measured in a process of its own, and what comes back.

import { contenders } from "../contenders/index.js";
import { networks, problemMakers } from "../tasks/problems.js";
import { type BreakEven, measureBreakEven } from "./break-even.js";
import { type Growth, measureGrowth, type ReverseRow, reverseCost } from "./complexity.js";
import { type Memory, measureMemory } from "./memory.js";
import { measurePreparation, type Preparation } from "./preparation.js";
import { measureRow, type RowResult } from "./row.js";
import type { Settings } from "./settings.js";
import { type Crosschecks, measureCrosschecks, measureTraining, type TrainingRow } from "./throughput.js";

/** The results of each kind of job. */
export interface Outcomes {
  readonly row: RowResult;
  readonly memory: Memory | undefined;
  readonly preparation: readonly Preparation[];
  readonly breakEven: readonly BreakEven[];
  readonly growth: readonly Growth[];
  readonly reverse: readonly ReverseRow[];
  readonly crosschecks: Crosschecks;
  readonly training: readonly TrainingRow[];
}

export type JobKind = keyof Outcomes;

export interface Job<K extends JobKind = JobKind> {
  readonly kind: K;
  readonly settings: Settings;
  readonly isQuick: boolean;
  /** of row: its id; of memory: the contender */
  readonly subject?: string;
  /** contenders that have ended a process before */
  readonly without?: readonly string[];
}

/** @param tell  says what is being done, before anything that may take long or fail */
export async function runJob<K extends JobKind>(job: Job<K>, tell: (about: string) => void): Promise<Outcomes[K]> {
  const run: { readonly [Kind in JobKind]: () => Promise<Outcomes[Kind]> } = {
    row: () => row(job, tell),
    memory: async () => {
      const contender = contenders.find(({ name }) => name === job.subject);
      return contender === undefined ? undefined : measureMemory(contender, 1_000_000);
    },
    preparation: async () => measurePreparation(job.isQuick ? 100_000 : 1_000_000, job.isQuick ? 1 : 5),
    breakEven: async () => measureBreakEven(job.isQuick ? 1 : 9, job.isQuick ? 0.05 : 0.3),
    growth: async () => measureGrowth(job.settings, job.isQuick, tell),
    reverse: async () =>
      problemMakers.flatMap((make) => {
        const problem = make();
        return problem.direction === undefined ? [reverseCost(problem, job.settings)] : [];
      }),
    crosschecks: async () => measureCrosschecks([5, 10, 20, 40, 80], job.isQuick ? 500 : 3000),
    training: async () => measureTraining(Object.values(networks), job.isQuick ? 200 : 1000),
  };
  return run[job.kind]();
}

async function row({ subject, settings, without = [] }: Job, tell: (about: string) => void): Promise<RowResult> {
  const problem = problemMakers.map((make) => make()).find(({ id }) => id === subject);
  if (problem === undefined) throw new RangeError(`there is no row ${subject}.`);
  return measureRow(
    problem,
    contenders.filter(({ name }) => !without.includes(name)),
    settings,
    tell,
  );
}
