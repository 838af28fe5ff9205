// A course's own exercise: a folder with a manifest that names its check.

import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Exercise } from "../../course/grading/exercise.js";
import { exercises } from "../../course/grading/exercises/index.js";
import { runCheck } from "./check-module.js";
import { OwnExerciseError } from "./own-exercise-error.js";

export const manifestName = "exercise.json";

/** How the thread that grades finds an exercise again: by its number, or by its folder. */
export type ExerciseId = number | string;

const folders = new WeakMap<Exercise, string>();

export function idOf(exercise: Exercise): ExerciseId {
  return folders.get(exercise) ?? exercise.number;
}

/** The folder of a course's own exercise; undefined for those of trigrad. */
export function ownFolder(exercise: Exercise): string | undefined {
  return folders.get(exercise);
}

/** @throws {OwnExerciseError} for a folder that is no exercise any more */
export async function exerciseOf(id: ExerciseId): Promise<Exercise> {
  if (typeof id === "string") return ownExercise(id);
  const found = exercises.find(({ number }) => number === id);
  if (found === undefined) throw new Error(`there is no exercise ${id}`);
  return found;
}

export function isOwnExercise(folder: string): boolean {
  return existsSync(join(folder, manifestName));
}

/**
 * Reads the manifest, runs the check and looks whether it is one. The check is the teacher's code and runs with all rights.
 * @throws {OwnExerciseError} naming the file and what it lacks
 */
export async function ownExercise(folder: string): Promise<Exercise> {
  const root = resolve(folder);
  const file = join(root, checkIn(root));
  if (!existsSync(file)) throw new OwnExerciseError(`${join(root, manifestName)}: "check" names ${file}, and there is no such file.`);
  const { exercise } = await runCheck(file);
  const problem = problemOf(exercise);
  if (problem !== undefined) throw new OwnExerciseError(`${file}: ${problem}.`);
  folders.set(exercise as Exercise, root);
  return exercise as Exercise;
}

function checkIn(root: string): string {
  const file = join(root, manifestName);
  if (!existsSync(file)) throw new OwnExerciseError(`${root}: there is no ${manifestName}, so this is no exercise.`);
  let manifest: unknown;
  try {
    manifest = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new OwnExerciseError(`${file}: this is no JSON (${error instanceof Error ? error.message : String(error)}).`);
  }
  const { schema, check } = (typeof manifest === "object" && manifest !== null ? manifest : {}) as Readonly<Record<string, unknown>>;
  if (schema !== 1) throw new OwnExerciseError(`${file}: expected "schema": 1, the version of this manifest.`);
  // In a folder of its own, so that it is neither handed out with the stub nor taken for a file of the answer.
  if (typeof check !== "string" || !/^[\w-]+(\/[\w-]+)*\/[\w-]+\.(ts|js|mjs|cjs)$/.test(check))
    throw new OwnExerciseError(`${file}: expected "check", a file in a folder inside this one, such as "check/softplus.ts".`);
  return check;
}

/** What the compiler would say, for checks in JavaScript and for those that nobody compiled. */
function problemOf(value: unknown): string | undefined {
  if (!isRecord(value)) return 'expected an export named "exercise": export const exercise = exercise({ ... })';
  const { number, name, title, files, exports, misconceptions, properties } = value;
  if (!Number.isSafeInteger(number) || Number(number) < 1) return "the exercise's number is a whole number from 1 on";
  if (typeof name !== "string" || !/^[a-z\d]+(-[a-z\d]+)*$/.test(name))
    return 'the exercise\'s name is in small letters, such as "soft-plus"';
  if (typeof title !== "string" || title === "") return "the exercise has no title";
  if (!Array.isArray(files) || files.length === 0 || !files.every((file) => typeof file === "string" && /^[\w.-]+\.ts$/.test(file)))
    return 'files are the names of TypeScript files, the main one first, such as ["softplus.ts"]';
  if (!isRecord(exports)) return "exports has the functions of the main file with their signatures";
  if (!isRecord(misconceptions)) return "misconceptions are missing: {} is enough";
  if (!Array.isArray(properties) || properties.length === 0) return "the exercise has no properties";
  const names = properties.map((one) => (isRecord(one) ? one["name"] : undefined));
  if (new Set(names).size < names.length) return "two properties have the same name";
  const wrong = properties.findIndex((one) => !isProperty(one));
  return wrong < 0 ? undefined : `property ${wrong + 1} is not made by property({ name, law, points, hints, input, judge })`;
}

function isProperty(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { name, law, points, hints, trials } = value;
  return (
    [name, law].every((text) => typeof text === "string") &&
    Number(points) > 0 &&
    Array.isArray(hints) &&
    hints.length === 3 &&
    isRecord(trials)
  );
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null;
