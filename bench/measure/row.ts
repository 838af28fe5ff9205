// One row of the table: every contender is asked for the problem, its answer is checked, and only then it is timed.

import { mistake } from "../contenders/check.js";
import { type Contender, type Ready, Unable } from "../contenders/contender.js";
import { type Expected, expectedOf } from "../tasks/expected.js";
import type { Problem } from "../tasks/problem.js";
import { interleaved, type Timing } from "./interleaved.js";
import type { Settings } from "./settings.js";

/** How a contender fared. */
export type Result =
  | { readonly contender: string; readonly outcome: "measured"; readonly timing: Timing; readonly preparing: number }
  | { readonly contender: string; readonly outcome: "unable" | "wrong" | "crashed" | "gave up"; readonly reason: string };

export interface RowResult {
  readonly task: string;
  readonly id: string;
  readonly title: string;
  readonly results: readonly Result[];
}

/** @param tell  called with the name of each contender before it starts on something that may take long, or fail */
export async function measureRow(
  problem: Problem,
  contenders: readonly Contender[],
  settings: Settings,
  tell: (contender: string) => void,
): Promise<RowResult> {
  const expected = expectedOf(problem);
  const results = new Map<string, Result>();
  const runners: { readonly name: string; readonly ready: Ready; readonly preparing: number }[] = [];
  for (const contender of contenders) {
    tell(contender.name);
    const first = await attempt(contender, problem, expected);
    if ("outcome" in first) results.set(contender.name, first);
    else runners.push({ name: contender.name, ...first });
  }
  const timings = interleaved(
    runners.map(
      ({ ready }) =>
        () =>
          ready.call(),
    ),
    settings,
    { between: collectGarbage, told: (i) => tell(runners[i]?.name ?? "") },
  );
  for (const [i, { name, preparing }] of runners.entries()) {
    results.set(name, { contender: name, outcome: "measured", timing: timings[i] as Timing, preparing });
  }
  const { task, id, title } = problem;
  return { task, id, title, results: contenders.map(({ name }) => results.get(name) as Result) };
}

async function attempt(contender: Contender, problem: Problem, expected: Expected): Promise<Result | { ready: Ready; preparing: number }> {
  const { name } = contender;
  try {
    const start = performance.now();
    const ready = await contender.prepare(problem);
    if (ready instanceof Unable) return { contender: name, outcome: "unable", reason: ready.reason };
    const preparing = (performance.now() - start) / 1000;
    // Twice: what is written into an array that the call before has used must be right as well.
    ready.call();
    ready.call();
    const wrong = mistake(problem, expected, ready.answer(), contender.precision);
    if (wrong !== undefined) return { contender: name, outcome: "wrong", reason: wrong };
    return { ready, preparing };
  } catch (error) {
    return { contender: name, outcome: "crashed", reason: messageOf(error) };
  }
}

/** Without the paths of this machine. */
export function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replaceAll(/\S*\/(node_modules|\.bench)\//g, "");
}

/** The young objects only: what a contender keeps is no garbage, and a full collection would take longer than its turn. */
function collectGarbage(): void {
  globalThis.gc?.({ type: "minor" });
}
