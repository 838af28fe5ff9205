// The folder of a run: a journal that says what is graded and how, one file for each result, and the summary.

import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ClassResult } from "../../course/grading/class/result.js";
import { type Exercise, folderOf } from "../../course/grading/exercise.js";
import { writeAtomically } from "../cli/write-atomically.js";
import { digestOf } from "./digest.js";

/** What must stay the same, or results could not be compared. */
export interface Journal {
  readonly schema: 1;
  readonly exercise: string;
  readonly randomSeed: number;
  /** of trigrad */
  readonly version: string;
  /** a fingerprint of the laws, their points and trials */
  readonly checks: string;
}

export interface ResultsFolder {
  /** the stored result; undefined when there is none, or none of these files */
  result(submission: string, digest: string): ClassResult | undefined;
  store(result: ClassResult): void;
  write(name: string, text: string): void;
}

/** A folder that cannot be used as it is; the message says what to do. */
export class ResultsFolderError extends Error {
  override readonly name = "ResultsFolderError";
}

const journalFile = "run.json";

/** @throws {ResultsFolderError} when the folder has a journal that is none */
export function readJournal(folder: string): Journal | undefined {
  const path = join(folder, journalFile);
  if (!existsSync(path)) return undefined;
  try {
    const read = JSON.parse(readFileSync(path, "utf8")) as Partial<Journal>;
    if (read.schema === 1 && typeof read.exercise === "string" && Number.isSafeInteger(read.randomSeed)) return read as Journal;
  } catch {
    // Said below.
  }
  throw new ResultsFolderError(`${path}: this is no journal of trigrad grade-class. Give another folder with --out.`);
}

export function journalOf(exercise: Exercise, randomSeed: number, version: string): Journal {
  return { schema: 1, exercise: folderOf(exercise), randomSeed, version, checks: checksOf(exercise).slice(0, 16) };
}

/** A fingerprint of what an exercise asks and says. */
export function checksOf({ properties, limits = {}, misconceptions }: Exercise): string {
  const asked = properties.map(({ name, law, points, hints, runs, always }) => [name, law, points, hints, String(runs), always.length]);
  return digestOf([asked, limits, misconceptions]);
}

/**
 * Begins a run, or goes on with it.
 * @throws {ResultsFolderError} for results that were made otherwise
 */
export function openResults(folder: string, journal: Journal): ResultsFolder {
  const before = readJournal(folder);
  const other = (["exercise", "randomSeed", "version", "checks"] as const).find(
    (part) => before !== undefined && before[part] !== journal[part],
  );
  if (before !== undefined && other !== undefined) {
    const words = { exercise: "exercise", randomSeed: "seed", version: "trigrad's version", checks: "the checks' version" };
    throw new ResultsFolderError(
      `${folder}: holds results with ${words[other]} ${before[other]}, not ${journal[other]}: they cannot be mixed. Give another folder with --out, or repeat the first command to go on.`,
    );
  }
  mkdirSync(join(folder, "submissions"), { recursive: true });
  if (before === undefined) writeAtomically(join(folder, journalFile), `${JSON.stringify(journal, undefined, 2)}\n`);
  const fileOf = (submission: string) => join(folder, "submissions", resultFile(submission));
  return {
    result(submission, digest) {
      try {
        const found = JSON.parse(readFileSync(fileOf(submission), "utf8")) as ClassResult;
        return found.submission === submission && found.digest === digest ? found : undefined;
      } catch {
        return undefined;
      }
    },
    store: (result) => writeAtomically(fileOf(result.submission), `${JSON.stringify(result)}\n`),
    write: (name, text) => writeAtomically(join(folder, name), text),
  };
}

/**
 * A file name that any system takes, different for different submissions.
 * @example
 * resultFile("../=Ann B.").replace(/-\w+\.json$/, "")   // "Ann-B"
 */
export function resultFile(submission: string): string {
  const readable = submission
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 40);
  return `${readable}-${digestOf(submission).slice(0, 12)}.json`;
}

/**
 * One run at a time writes into a folder.
 * @returns what gives it free again
 * @throws {ResultsFolderError} naming the process that has it
 */
export function lockResults(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, ".lock");
  for (let attempt = 0; ; attempt++) {
    try {
      const file = openSync(path, "wx");
      writeFileSync(file, String(process.pid));
      closeSync(file);
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const owner = Number(existsSync(path) ? readFileSync(path, "utf8") : "");
    if (attempt > 2 || isAlive(owner))
      throw new ResultsFolderError(
        `${folder}: process ${owner} is grading into this folder. Wait for it, or remove ${path} if it is none of trigrad's.`,
      );
    // Its owner was killed.
    rmSync(path, { force: true });
  }
}

function isAlive(pid: number): boolean {
  if (!(pid > 0) || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
