// Waiting for a save. Files are looked at, not announced: announcements get lost when two saves come close together, when a folder
// is replaced, and on shared disks; a handful of small files costs nothing to look at.

import { statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Exercise, folderOf } from "../../../course/grading/exercise.js";
import { exercises } from "../../../course/grading/exercises/index.js";
import { readSubmission } from "../../submission/read.js";

const lookEvery = 150;

/** What there is to check: the texts of all files, or why they cannot be read. */
export async function stateOf(exercise: Exercise, dir: string): Promise<string> {
  try {
    return JSON.stringify((await readSubmission(join(dir, folderOf(exercise)), exercise)).files);
  } catch (error) {
    return String(error);
  }
}

/**
 * Waits until files of the exercise, or of another one where `others` is true, differ from what was checked.
 * @returns the exercise that was saved
 * @throws the reason of the signal
 */
export async function nextSave(
  exercise: Exercise,
  {
    dir,
    checked,
    others,
    signal,
  }: { readonly dir: string; readonly checked: string; readonly others: boolean; readonly signal: AbortSignal },
): Promise<Exercise> {
  const stamps = exercises.map((one) => stampOf(one, dir));
  let before = checked;
  for (;;) {
    await wait(lookEvery, undefined, { signal });
    const now = await stateOf(exercise, dir);
    // Seen twice alike: an editor may be in the middle of writing.
    if (now !== checked && now === before) return exercise;
    before = now;
    const other = others ? exercises.find((one, i) => one !== exercise && stampOf(one, dir) !== stamps[i]) : undefined;
    if (other !== undefined) return other;
  }
}

function stampOf({ files: [main = ""], ...exercise }: Exercise, dir: string): string {
  const stat = statSync(join(dir, folderOf(exercise), main), { throwIfNoEntry: false });
  return stat === undefined ? "" : `${stat.mtimeMs} ${stat.size}`;
}
