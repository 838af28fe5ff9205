// A submission on the disk: which exercise it is for, and the text of its files.

import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { type Exercise, folderOf } from "../../course/grading/exercise.js";
import { exercises } from "../../course/grading/exercises/index.js";
import type { Files } from "../../course/grading/sandbox/sandbox.js";

/** Larger files are no answer to an exercise. */
const largestFile = 200_000;
const mostFiles = 50;

export interface FoundSubmission {
  readonly exercise: Exercise;
  readonly files: Files;
}

/**
 * The exercise by number, such as `7` or `07`, or by name.
 * @throws {Error} naming those that there are
 */
export function exerciseNamed(typed: string): Exercise {
  const found = exercises.find((one) => (/^\d+$/.test(typed) ? one.number === Number(typed) : [one.name, folderOf(one)].includes(typed)));
  if (found !== undefined) return found;
  throw new Error(`there is no exercise "${typed}". The exercises are ${exercises.map(folderOf).join(", ")}.`);
}

/** A folder named after its exercise or holding its file, or the file itself, whatever its name when the exercise is given. */
export function findSubmission(path: string, typedExercise: string | undefined): FoundSubmission {
  const isFolder = lstatSync(path).isDirectory();
  const found = isFolder ? filesIn(path) : { [basename(path)]: readSource(path) };
  const exercise = typedExercise === undefined ? exerciseOf(path, isFolder, found) : exerciseNamed(typedExercise);
  const [main = ""] = exercise.files;
  return { exercise, files: isFolder ? found : { [main]: Object.values(found)[0] ?? "" } };
}

function exerciseOf(path: string, isFolder: boolean, files: Files): Exercise {
  const folder = basename(isFolder ? resolve(path) : dirname(resolve(path)));
  const byFile = exercises.filter(({ files: [main = ""] }) => Object.hasOwn(files, main));
  const exercise = exercises.find((one) => folderOf(one) === folder) ?? (byFile.length === 1 ? byFile[0] : undefined);
  if (exercise !== undefined) return exercise;
  const known = exercises.map((one) => `${folderOf(one)} (${one.files.join(", ")})`).join(", ");
  throw new Error(`${path}: which exercise is this? Say so with --exercise NN. The exercises and their files are ${known}.`);
}

/** TypeScript files of the folder itself; links are not followed. */
function filesIn(folder: string): Files {
  const names = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => entry.isFile() && /\.ts$/.test(entry.name) && !/\.d\.ts$/.test(entry.name),
  );
  if (names.length > mostFiles) throw new Error(`${folder}: more than ${mostFiles} TypeScript files. Grade the folder of one exercise.`);
  return Object.fromEntries(names.map(({ name }) => [name, readSource(join(folder, name))]));
}

function readSource(file: string): string {
  const { size } = lstatSync(file);
  if (!lstatSync(file).isFile()) throw new Error(`${file}: this is no ordinary file.`);
  if (size > largestFile) throw new Error(`${file}: ${size} bytes are too large for an answer; at most ${largestFile} are read.`);
  return readFileSync(file, "utf8").replace(/^\uFEFF/, "");
}
