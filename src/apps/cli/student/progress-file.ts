// Progress on the disk: whole whenever a program is killed, and shared by several that run at once.

import { existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { lock } from "proper-lockfile";
import { noProgress, type Progress, readProgress } from "../../../course/grading/progress.js";
import { writeAtomically } from "../write-atomically.js";

/** The folder for what trigrad keeps beside the exercises. */
export const keptIn = (exercises: string): string => join(exercises, ".trigrad");

const fileIn = (exercises: string) => join(keptIn(exercises), "progress.json");

/** The student hears of it, once. */
export type Say = (text: string) => void;

/** Progress as it stands; a file that cannot be read is put aside by the next change. */
export function progressIn(exercises: string): Progress {
  const file = fileIn(exercises);
  return existsSync(file) ? (readProgress(readFileSync(file, "utf8")) ?? noProgress) : noProgress;
}

/**
 * Reads, changes and writes under a lock, so that no change of another program is lost.
 * Exercises in a folder that cannot be written are checked all the same; then the student is told that nothing is kept.
 */
export async function changeProgress(exercises: string, change: (before: Progress) => Progress, say: Say): Promise<Progress> {
  const file = fileIn(exercises);
  let release: (() => Promise<void>) | undefined;
  try {
    mkdirSync(keptIn(exercises), { recursive: true });
    release = await lock(file, {
      realpath: false,
      // A program that died leaves its lock behind: it counts for two seconds more.
      stale: 2_000,
      retries: { retries: 60, factor: 1.2, minTimeout: 10, maxTimeout: 200, randomize: true },
      onCompromised: () => undefined,
    });
    putAsideIfSpoilt(file, say);
    const before = progressIn(exercises);
    const after = change(before);
    if (after !== before) writeAtomically(file, `${JSON.stringify(after, undefined, 2)}\n`);
    return after;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const why = code === "ELOCKED" ? "another program holds its lock" : `the folder cannot be written (${code})`;
    say(`${file}: your progress was not kept, because ${why}.`);
    return change(progressIn(exercises));
  } finally {
    await release?.().catch(() => undefined);
  }
}

function putAsideIfSpoilt(file: string, say: Say): void {
  if (!existsSync(file) || readProgress(readFileSync(file, "utf8")) !== undefined) return;
  const aside =
    [...Array(1000).keys()].map((i) => file.replace(/json$/, `spoilt-${i + 1}.json`)).find((name) => !existsSync(name)) ?? `${file}.spoilt`;
  renameSync(file, aside);
  say(`${file}: this is no progress that can be read. It is kept as ${aside}, and progress begins anew.`);
}
