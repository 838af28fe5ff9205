// The whole run: one job after the other, each in a process of its own.

import { contenders, ours } from "./contenders/index.js";
import { type Machine, machine } from "./machine.js";
import { isolated, isolatedRow } from "./measure/isolate.js";
import type { Job, JobKind, Outcomes } from "./measure/jobs.js";
import { mergedRow } from "./measure/merge.js";
import type { RowResult } from "./measure/row.js";
import { quick, usual } from "./measure/settings.js";
import type { Wishes } from "./settings.js";
import { problemMakers } from "./tasks/problems.js";

/** Everything that was measured; what was not asked for is not there. */
export interface Report extends Partial<Omit<Outcomes, "row" | "memory">> {
  readonly machine: Machine;
  readonly isQuick: boolean;
  readonly rows: readonly Outcomes["row"][];
  readonly memory: readonly NonNullable<Outcomes["memory"]>[];
  /** jobs that came to nothing, and why */
  readonly failures: readonly string[];
}

/** @param progress called with what comes next */
export async function run({ isQuick, tasks }: Wishes, progress: (next: string) => void): Promise<Report> {
  const settings = isQuick ? quick : usual;
  const failures: string[] = [];
  const ask = async <K extends JobKind>(kind: K, subject?: string): Promise<Outcomes[K] | undefined> => {
    progress(subject ?? kind);
    const job: Job<K> = { kind, settings, isQuick, ...(subject === undefined ? {} : { subject }) };
    try {
      const outcome = kind === "row" ? isolatedRow(job as Job<"row">, names) : isolated(job);
      return (await outcome) as Outcomes[K];
    } catch (error) {
      failures.push((error as Error).message);
      return undefined;
    }
  };
  const askOften = async (id: string, often: number) => {
    const measured: RowResult[] = [];
    for (let k = 0; k < often; k++) measured.push(...[await ask("row", id)].filter((row) => row !== undefined));
    return measured;
  };
  const rows: Outcomes["row"][] = [];
  for (const { id, task } of problemMakers.map((make) => make())) {
    if (!(tasks as readonly string[]).includes(task)) continue;
    const [row, ...again] = await askOften(id, isQuick || !unsettled.has(id) ? 1 : processes);
    if (row !== undefined) rows.push(mergedRow([row, ...again]));
  }
  const memory: NonNullable<Outcomes["memory"]>[] = [];
  for (const name of tasks.includes("e") ? remembering : []) {
    const measured = await ask("memory", name);
    if (measured !== undefined) memory.push(measured);
  }
  const others: Partial<Omit<Outcomes, "row" | "memory">> = {
    ...(tasks.includes("f") ? { preparation: await ask("preparation"), breakEven: await ask("breakEven") } : {}),
    ...(tasks.includes("h") ? { crosschecks: await ask("crosschecks"), training: await ask("training") } : {}),
    ...(tasks.includes("i") ? { growth: await ask("growth"), reverse: await ask("reverse") } : {}),
  } as Partial<Omit<Outcomes, "row" | "memory">>;
  return { machine: machine(), isQuick, rows, memory, ...others, failures };
}

/** Rows of one long plain loop, which is as fast as the state in which the engine's code happens to be. */
const unsettled: ReadonlySet<string> = new Set(["log-loss 10000"]);
const processes = 5;

const names = contenders.map(({ name }) => name);
/** Whose memory on the long chain is worth a process. */
const remembering = ["hand-written", ...ours.filter(({ name }) => name.includes("reverse")).map(({ name }) => name), "scalar tape"];
