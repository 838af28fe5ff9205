// The program and all that it needs, as files of an archive: it runs where Node is, without a network.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Exercise } from "../../course/grading/exercise.js";
import { manifestName, ownFolder } from "../own-exercise/own-exercise.js";
import { placedPackages } from "./packages.js";

export interface ArchiveFile {
  /** with slashes, from the root of the archive */
  readonly name: string;
  readonly from: string;
}

const packageRoot = fileURLToPath(new URL("../../..", import.meta.url)).replace(/[\\/]$/, "");

/** Of the program itself what it runs; of other packages all but what only compilers and readers look at, and licences always. */
export function graderFiles(): readonly ArchiveFile[] {
  return placedPackages(packageRoot).flatMap(({ at, from }) => {
    const names = at === "" ? ["package.json", "LICENSE", ...filesIn(join(from, "dist")).map((name) => `dist/${name}`)] : filesIn(from);
    return names
      .filter(needed)
      .map((name) => ({ name: ["grader", at, name].filter((part) => part !== "").join("/"), from: join(from, name) }));
  });
}

/** The manifest and the check of a course's own exercise: neither its stub nor its solution. */
export function ownExerciseFiles(exercise: Exercise | undefined): readonly ArchiveFile[] {
  const folder = exercise === undefined ? undefined : ownFolder(exercise);
  if (folder === undefined) return [];
  const { check } = JSON.parse(readFileSync(join(folder, manifestName), "utf8")) as { readonly check: string };
  const [checks = ""] = check.split("/");
  const names = [manifestName, ...filesIn(join(folder, checks)).map((name) => `${checks}/${name}`)];
  return names.map((name) => ({ name: `exercise/${name}`, from: join(folder, name) }));
}

/** The path of the program inside the archive. */
export const programInside = "grader/dist/apps/cli/main.js";

function needed(name: string): boolean {
  if (/\.(map|d\.[cm]?ts|flow|tsbuildinfo)$/i.test(name)) return false;
  return !/\.md$/i.test(name) || /(^|\/)(licen[cs]e|notice|copying)[^/]*$/i.test(name);
}

/** Files of a folder and of those in it; the packages in a package's own node_modules have places of their own. */
function filesIn(folder: string, inside = ""): string[] {
  return readdirSync(join(folder, inside), { withFileTypes: true }).flatMap((entry) => {
    const name = inside === "" ? entry.name : `${inside}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : filesIn(folder, name);
    return entry.isFile() ? [name] : [];
  });
}
