// One property: random trials, the smallest that fails, and the misconception that explains most of the failures.

import fc from "fast-check";
import type { Exercise, Hints, Property } from "./exercise.js";
import { callProblem, isUnwritten } from "./problems.js";
import type { Failure, PropertyReport } from "./report.js";
import type { Submission } from "./sandbox/sandbox.js";
import { CallFailed, studentOf } from "./student.js";
import type { Mistake } from "./verdict.js";

interface Setting {
  readonly randomSeed: number;
  readonly runs: number;
  /** false when no further trial shall begin */
  readonly inTime: () => boolean;
}

/** A failing trial: what was called, and what was wrong. */
interface Failing {
  readonly calls: readonly string[];
  readonly expected?: string;
  readonly got: string;
  readonly misconceptions: readonly string[];
}

/** Enough for inputs of exercises; a failure that will not get smaller must not cost more. */
const shrinkTrials = 300;
const shownCalls = 3;

export async function judgeProperty(
  { misconceptions }: Pick<Exercise, "misconceptions">,
  property: Property,
  submission: Submission,
  { randomSeed, runs: asked, inTime }: Setting,
): Promise<PropertyReport> {
  const { name, law, points: outOf, hints } = property;
  const runs = Math.min(asked, property.runs) + property.always.length;
  const failures: Failing[] = [];
  let trials = 0;
  let unwritten = false;
  let stopped = false;
  let late = false;
  let fault: unknown;

  async function failing(trial: (typeof property.always)[number]): Promise<Failing | undefined> {
    const calls: string[] = [];
    const student = studentOf(submission, (call) => calls.push(call));
    const lastCalls = () => calls.slice(-shownCalls);
    try {
      const verdict = await trial(student);
      return verdict.passed ? undefined : { calls: lastCalls(), ...partsOf(verdict) };
    } catch (error) {
      if (!(error instanceof CallFailed)) {
        // The check's own mistake: fast-check would keep it to itself, and the law would seem to hold.
        fault ??= error;
        throw error;
      }
      const { outcome } = error;
      // A loop that never ends would do so for every smaller input too, each time until the limit.
      stopped ||= outcome.kind === "timeout" || outcome.kind === "memory" || outcome.kind === "missing";
      unwritten ||= isUnwritten(outcome);
      const meant = outcome.kind === "wrong-type" ? undefined : property.whenCallFails[outcome.kind];
      return { calls: lastCalls(), ...callProblem(outcome), misconceptions: meant === undefined ? [] : [meant] };
    }
  }

  const law_ = fc.asyncProperty(property.trials, async (trial) => {
    // What is not tried counts as passed: it ends both the runs and the shrinking.
    if (stopped || unwritten || trials > runs + shrinkTrials) return true;
    if (!inTime()) {
      late = true;
      return true;
    }
    trials++;
    const found = await failing(trial);
    if (found !== undefined) failures.push(found);
    return found === undefined;
  });
  await fc.check(law_, { seed: randomSeed, numRuns: runs, examples: property.always.map((trial) => [trial]) });

  if (fault !== undefined) throw fault;
  const shared = { name, law, outOf, trials };
  if (unwritten) return { ...shared, verdict: "not-written", points: 0 };
  if (failures.length > 0) return { ...shared, verdict: "failed", points: 0, failure: explained(failures, misconceptions, hints) };
  if (late) return { ...shared, verdict: "not-judged", points: 0 };
  return { ...shared, verdict: "passed", points: outOf };
}

function partsOf({ expected, got, misconceptions }: Mistake): Omit<Failing, "calls"> {
  return { expected, got, misconceptions };
}

/** On small inputs many mistakes look alike, so all failing trials vote; the smallest one that shows the elected is reported. */
function explained(failures: readonly Failing[], known: Exercise["misconceptions"], hints: Hints): Failure {
  const votes = new Map<string, number>();
  for (const { misconceptions } of failures) for (const name of misconceptions) votes.set(name, (votes.get(name) ?? 0) + 1);
  // First come, first served in a tie: the first failing trial is the most general one.
  const elected = [...votes].reduce<string | undefined>(
    (best, [name, n]) => (best === undefined || n > (votes.get(best) ?? 0) ? name : best),
    undefined,
  );
  const smallest = failures.findLast(({ misconceptions }) => elected === undefined || misconceptions.includes(elected)) ?? failures.at(-1);
  if (smallest === undefined) throw new Error("there is nothing to explain");
  const { calls, expected, got } = smallest;
  const shown = { calls, ...(expected === undefined ? {} : { expected }), got };
  if (elected === undefined) return { ...shown, hints };
  const meant = known[elected];
  if (meant === undefined) throw new Error(`the exercise has no misconception "${elected}": add it, or correct the name`);
  return { ...shown, misconception: { name: elected, text: meant.text }, hints: meant.hints };
}
