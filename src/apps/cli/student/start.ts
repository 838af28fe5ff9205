// trigrad exercises --start FOLDER: tasks and stubs for a student, never over what is there already.

import { cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { folderOf } from "../../../course/grading/exercise.js";
import { exercises } from "../../../course/grading/exercises/index.js";
import { writeAtomically } from "../write-atomically.js";
import { handedOut } from "./exercises-folder.js";

/** What an editor needs to check the types of the answers. */
const settings = {
  compilerOptions: {
    target: "ES2023",
    lib: ["ES2023"],
    module: "NodeNext",
    moduleResolution: "NodeNext",
    moduleDetection: "force",
    strict: true,
    noEmit: true,
    types: [],
  },
};

export interface Started {
  readonly written: readonly string[];
  /** were there before and are as they were */
  readonly kept: readonly string[];
}

/** @throws the system's error for a folder that cannot be made or written */
export function startExercises(folder: string): Started {
  if (existsSync(folder) && !statSync(folder).isDirectory()) throw new Error(`${folder}: this is a file, not a folder.`);
  mkdirSync(folder, { recursive: true });
  const all = exercises.map(folderOf);
  const [kept, written] = [all.filter((name) => existsSync(join(folder, name))), all.filter((name) => !existsSync(join(folder, name)))];
  for (const name of written) {
    // Renamed when it is whole: an interrupted start goes on where it was.
    const half = join(folder, `.${name}.tmp`);
    rmSync(half, { recursive: true, force: true });
    cpSync(join(handedOut, name), half, { recursive: true });
    renameSync(half, join(folder, name));
  }
  if (!existsSync(join(folder, "tsconfig.json")))
    writeAtomically(join(folder, "tsconfig.json"), `${JSON.stringify(settings, undefined, 2)}\n`);
  return { written, kept };
}
