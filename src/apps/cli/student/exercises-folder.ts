// Where a student's exercises are, and where those of the package are.

import { existsSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { folderOf } from "../../../course/grading/exercise.js";
import { exercises } from "../../../course/grading/exercises/index.js";

/** Tasks and stubs as they are handed out. */
export const handedOut: string = fileURLToPath(new URL("../../../../exercises", import.meta.url));

/**
 * The folder that was named, or `exercises` here, or the folder itself, or the one above an exercise's own.
 * @throws {Error} saying how to get the exercises
 */
export function exercisesFolder(typed: string | undefined): string {
  if (typed !== undefined) {
    if (!statSync(typed).isDirectory()) throw new Error(`${typed}: this is no folder.`);
    return typed;
  }
  const inOne = exercises.some((one) => folderOf(one) === basename(resolve(".")));
  const found = ["exercises", ".", ...(inOne ? [".."] : [])].find((dir) => exercises.some((one) => existsSync(join(dir, folderOf(one)))));
  if (found !== undefined) return found;
  throw new Error(
    "there are no exercises here. Get them with trigrad exercises --start exercises, or say with --dir FOLDER where they are.",
  );
}
