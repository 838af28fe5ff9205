// Back to the stub: the answer goes to a dated folder first.

import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { type Exercise, folderOf } from "../../../course/grading/exercise.js";
import { writeAtomically } from "../write-atomically.js";
import { handedOut } from "./exercises-folder.js";
import { keptIn } from "./progress-file.js";

/** Which files differ from the stubs. @throws {Error} where there is nothing that could be reset */
export function changedFiles(exercise: Exercise, dir: string): readonly string[] {
  const folder = join(dir, folderOf(exercise));
  if (existsSync(folder) && realpathSync(folder) === realpathSync(join(handedOut, folderOf(exercise))))
    throw new Error(`${folder}: these are the stubs themselves. Work in a folder of your own: trigrad exercises --start FOLDER.`);
  return exercise.files.filter((file) => {
    const path = join(folder, file);
    return !existsSync(path) || readFileSync(path, "utf8") !== stubOf(exercise, file);
  });
}

/** @returns the folder in which the answer is kept; undefined when no file was there */
export function resetFiles(exercise: Exercise, dir: string, now: Date): string | undefined {
  const name = folderOf(exercise);
  const folder = join(dir, name);
  const day = now.toISOString().slice(0, 19).replaceAll(":", "-");
  const there = existsSync(folder);
  // Two resets in one second have a backup each.
  const numbers = ["", ...[...Array(1000).keys()].map((i) => `-${i + 2}`)];
  const backup = numbers.map((n) => join(keptIn(dir), "backup", `${name}-${day}${n}`)).find((path) => !existsSync(path));
  if (backup === undefined) throw new Error(`${keptIn(dir)}/backup: there are too many backups of ${day}.`);
  if (there) {
    mkdirSync(join(keptIn(dir), "backup"), { recursive: true });
    cpSync(folder, backup, { recursive: true, filter: (path) => lstatSync(path).isDirectory() || lstatSync(path).isFile() });
  } else mkdirSync(folder, { recursive: true });
  for (const file of exercise.files) writeAtomically(join(folder, file), stubOf(exercise, file));
  return there ? backup : undefined;
}

function stubOf(exercise: Exercise, file: string): string {
  return readFileSync(join(handedOut, folderOf(exercise), file), "utf8");
}
