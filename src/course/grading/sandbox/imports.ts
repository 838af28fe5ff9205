// Which file an import means: a submission's own files, and nothing else.

import { oneLine } from "../show.js";
import { SubmissionError } from "../submission-error.js";
import type { Files } from "./sandbox.js";

/**
 * The file that `from` means by `"./dual.js"`; undefined when the submission has none.
 * @example
 * importedFile("main.ts", "./dual.js", ["main.ts", "dual.ts"])   // "dual.ts"
 */
export function importedFile(from: string, specifier: string, files: readonly string[]): string | undefined {
  if (!/^\.\.?\//.test(specifier)) return undefined;
  const path = from.split("/").slice(0, -1);
  for (const step of specifier.split("/")) {
    if (step === "..") {
      if (path.pop() === undefined) return undefined;
    } else if (step !== ".") path.push(step);
  }
  const name = path.join("/");
  // As TypeScript reads them: ./dual, ./dual.ts and ./dual.js are all the file dual.ts.
  return [name, `${name}.ts`, name.replace(/\.js$/, ".ts")].find((candidate) => files.includes(candidate));
}

/** The error for an import of anything else, with the line where it stands. */
export function refusedImport(from: string, specifier: string, files: Files): SubmissionError {
  const found = (files[from] ?? "").split("\n").findIndex((text) => text.includes(`"${specifier}"`) || text.includes(`'${specifier}'`));
  const line = found < 0 ? undefined : found + 1;
  const others = Object.keys(files).filter((file) => file !== from);
  const own =
    others.length === 0
      ? "and there is no other file here"
      : `such as ${others
          .slice(0, 5)
          .map((file) => `"./${oneLine(file)}"`)
          .join(", ")}`;
  return new SubmissionError(
    "import",
    `${oneLine(from)}${line === undefined ? "" : `, line ${line}`}: "${oneLine(specifier)}" cannot be imported. An exercise imports its own files only, ${own}.`,
    { file: from, line },
  );
}
