// A check as it was written, in TypeScript or JavaScript, wherever its folder lies: it needs no package beside it.

import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, resolve } from "node:path";
import { compileFunction } from "node:vm";
import { commonJs } from "../../course/grading/strip-types.js";
import { SubmissionError } from "../../course/grading/submission-error.js";
import { OwnExerciseError } from "./own-exercise-error.js";

type Exports = Readonly<Record<string, unknown>>;

/** Built, or as sources in the tests. */
const ending = import.meta.url.endsWith(".ts") ? ".ts" : ".js";

/**
 * Runs the file and those that it imports. `trigrad` and its doors are the running ones, so that the check speaks of the same classes
 * as the grader; other packages are looked for from the file on, as Node does.
 * @throws {OwnExerciseError} with the place of a mistake
 */
export async function runCheck(file: string, known: Map<string, Exports> = new Map()): Promise<Exports> {
  const before = known.get(file);
  if (before !== undefined) return before;
  const exports: Record<string, unknown> = {};
  // Set before it runs, so that files which import each other come to an end.
  known.set(file, exports);
  const code = compiled(file);
  const imported = new Map<string, unknown>();
  for (const [, name = ""] of code.matchAll(/\brequire\(['"]([^'"]+)['"]\)/g)) imported.set(name, await importedBy(file, name, known));
  try {
    const run = compileFunction(code, ["require", "exports"], { filename: file });
    run((name: string) => imported.get(name), exports);
  } catch (error) {
    throw new OwnExerciseError(`${file}: ${error instanceof Error ? `${error.message}${lineIn(file, error)}` : String(error)}.`);
  }
  return exports;
}

function compiled(file: string): string {
  try {
    return commonJs(file, readFileSync(file, "utf8"));
  } catch (error) {
    if (error instanceof SubmissionError) throw new OwnExerciseError(error.message);
    throw error;
  }
}

async function importedBy(file: string, name: string, known: Map<string, Exports>): Promise<unknown> {
  const door = /^trigrad(?:\/(\w[\w-]*))?$/.exec(name);
  try {
    if (door !== null) return await import(new URL(`../../${door[1] ?? "index"}${ending}`, import.meta.url).href);
    if (!name.startsWith(".")) return createRequire(file)(name);
  } catch (error) {
    throw new OwnExerciseError(`${file}: "${name}" cannot be imported (${firstLine(error)}).`);
  }
  const path = resolve(dirname(file), name);
  const found = [path, `${path}.ts`, path.replace(/\.js$/, ".ts")].find((one) => /\.[cm]?[jt]s$/.test(one) && existsSync(one));
  if (found === undefined) throw new OwnExerciseError(`${file}: "${name}" cannot be imported, there is no such file.`);
  return runCheck(found, known);
}

function lineIn(file: string, error: Error): string {
  const [, line] = (error.stack ?? "").split(`${file}:`);
  return line === undefined ? "" : ` (line ${Number.parseInt(line, 10)})`;
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}
