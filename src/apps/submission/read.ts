// A submission on the disk: which exercise it is for, and the text of its files.

import { lstatSync } from "node:fs";
import { basename, dirname, posix, resolve } from "node:path";
import { type Exercise, folderOf } from "../../course/grading/exercise.js";
import { exercises } from "../../course/grading/exercises/index.js";
import type { Files } from "../../course/grading/sandbox/sandbox.js";
import { folderTree, readSource } from "./folder-tree.js";
import { limits, type SourceTree, UnreadableSubmission } from "./source-tree.js";
import { zipTree } from "./zip-tree.js";

export interface FoundSubmission {
  readonly exercise: Exercise;
  readonly files: Files;
  /** the main file from where the program runs, for annotations; of an archive, the archive */
  readonly place: string;
}

/**
 * A folder named after its exercise or holding its file, the same in a folder inside it or in a ZIP archive, or the file itself,
 * whatever its name when the exercise is given.
 * @param exercise found by the names of folder and files unless given
 * @throws {UnreadableSubmission} and the system's errors
 */
export async function readSubmission(path: string, exercise?: Exercise): Promise<FoundSubmission> {
  if (lstatSync(path).isDirectory()) return fromTree(folderTree(path), exercise, true);
  if (/\.zip$/i.test(path)) return fromTree(await zipTree(path), exercise, false);
  const source = readSource(path);
  const found = exercise ?? exerciseOf(path, basename(dirname(resolve(path))), [basename(path)]);
  return { exercise: found, files: { [found.files[0] ?? ""]: source }, place: path };
}

async function fromTree(tree: SourceTree, asked: Exercise | undefined, isFolder: boolean): Promise<FoundSubmission> {
  try {
    const { exercise, folder } = place(tree, asked);
    const names = tree.folders.get(folder) ?? [];
    if (names.length > limits.files)
      throw new UnreadableSubmission(`${tree.path}: more than ${limits.files} TypeScript files. Grade the folder of one exercise.`);
    const files: Record<string, string> = {};
    for (const name of names) files[name] = await tree.read(folder, name);
    return { exercise, files, place: isFolder ? posix.join(tree.path, folder, exercise.files[0] ?? "") : tree.path };
  } finally {
    tree.close();
  }
}

interface Place {
  readonly exercise: Exercise;
  readonly folder: string;
}

/** The outermost folder if it is one of an exercise; or else the one folder inside that is. */
function place(tree: SourceTree, asked: Exercise | undefined): Place {
  const candidates = asked === undefined ? exercises : [asked];
  const called = (folder: string) => (folder === "" ? tree.root : posix.basename(folder));
  const inside = [...tree.folders].flatMap(([folder, names]) =>
    candidates
      .filter((one) => one.files.some((file) => names.includes(file)) || called(folder) === folderOf(one))
      .map((exercise): Place => ({ exercise, folder })),
  );
  // A name is more than a file's: solutions to other exercises may lie beside it.
  const named = inside.filter(({ exercise, folder }) => called(folder) === folderOf(exercise));
  for (const found of [named.filter(({ folder }) => folder === ""), inside.filter(({ folder }) => folder === ""), named, inside]) {
    const [one, other] = found;
    if (one !== undefined && other === undefined) return one;
  }
  if (inside.length === 0) return { exercise: asked ?? exerciseOf(tree.path, tree.root, tree.folders.get("") ?? []), folder: "" };
  if (asked === undefined) throw whichExercise(tree.path);
  const places = inside.slice(0, 5).map(({ folder }) => JSON.stringify(folder));
  throw new UnreadableSubmission(
    `${tree.path}: ${folderOf(asked)} is there more than once: ${places.join(", ")}. Grade one of these folders.`,
  );
}

function exerciseOf(path: string, folder: string, names: readonly string[]): Exercise {
  const byFile = exercises.filter(({ files: [main = ""] }) => names.includes(main));
  const exercise = exercises.find((one) => folderOf(one) === folder) ?? (byFile.length === 1 ? byFile[0] : undefined);
  if (exercise === undefined) throw whichExercise(path);
  return exercise;
}

function whichExercise(path: string): UnreadableSubmission {
  const known = exercises.map((one) => `${folderOf(one)} (${one.files.join(", ")})`).join(", ");
  return new UnreadableSubmission(
    `${path}: which exercise is this? Say so with --exercise NN. The exercises and their files are ${known}.`,
  );
}
