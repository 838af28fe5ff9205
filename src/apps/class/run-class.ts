// A whole class: every submission that has no result yet is read, graded and stored; then the summary is written.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { ClassResult } from "../../course/grading/class/result.js";
import { type ClassSummary, summarise } from "../../course/grading/class/summary.js";
import type { Exercise } from "../../course/grading/exercise.js";
import type { Files } from "../../course/grading/sandbox/sandbox.js";
import { classCsv } from "../../views/class/csv.js";
import { classPage } from "../../views/class/page.js";
import { idOf, ownFolder } from "../own-exercise/own-exercise.js";
import { digestOf } from "./digest.js";
import { GraderLost, type Graders } from "./grade-task.js";
import type { ResultsFolder } from "./results-folder.js";

export interface ClassRun {
  readonly folder: string;
  readonly exercise: Exercise;
  readonly randomSeed: number;
  readonly results: ResultsFolder;
  readonly graders: Graders;
  /** @throws what makes the submission unreadable, with a message */
  readonly read: (path: string) => Promise<Files>;
  readonly onProgress: (done: number, all: number) => void;
  /** looked at before each submission: true ends the run, and what is done is kept */
  readonly stopped: () => boolean;
}

export interface LostSubmission {
  readonly submission: string;
  readonly why: string;
}

export interface ClassRunEnd {
  /** undefined when the run was stopped, or something was not graded */
  readonly summary?: ClassSummary;
  readonly done: number;
  readonly all: number;
  /** submissions without a verdict, because the grader broke: the next run takes them up again */
  readonly lost: readonly LostSubmission[];
}

export async function runClass(run: ClassRun): Promise<ClassRunEnd> {
  const { exercise, randomSeed, results, graders, onProgress, stopped } = run;
  const names = submissionsIn(run.folder);
  const finished: ClassResult[] = [];
  const lost: LostSubmission[] = [];
  let next = 0;
  onProgress(0, names.length);
  async function lane(): Promise<void> {
    for (let name = names[next++]; name !== undefined && !stopped(); name = names[next++]) {
      try {
        finished.push(await resultOf(name, run));
      } catch (error) {
        if (!(error instanceof GraderLost)) throw error;
        lost.push({ submission: name, why: error.message });
      }
      onProgress(finished.length, names.length);
    }
  }
  await Promise.all(Array.from({ length: Math.min(graders.width, names.length) }, lane));
  const end = { done: finished.length, all: names.length, lost };
  if (finished.length < names.length) return end;
  const summary = summarise(exercise, randomSeed, finished);
  results.write("class.json", `${JSON.stringify(summary, undefined, 2)}\n`);
  results.write("class.csv", classCsv(summary));
  results.write("class.html", classPage(summary));
  return { ...end, summary };
}

async function resultOf(submission: string, { folder, exercise, randomSeed, results, graders, read }: ClassRun): Promise<ClassResult> {
  const path = join(folder, submission);
  const found = await filesOf(path, read);
  const digest = digestOf(found);
  const before = results.result(submission, digest);
  if (before !== undefined) return before;
  const command = `trigrad grade ${quoted(path)} --exercise ${quoted(ownFolder(exercise) ?? String(exercise.number))}`;
  const outcome =
    "unreadable" in found ? found : { report: await graders.grade({ exercise: idOf(exercise), files: found.files, randomSeed, command }) };
  const result: ClassResult = { submission, digest, ...outcome };
  results.store(result);
  return result;
}

async function filesOf(path: string, read: ClassRun["read"]): Promise<{ readonly files: Files } | { readonly unreadable: string }> {
  try {
    return { files: await read(path) };
  } catch (error) {
    // The same wherever the class lies.
    const message = error instanceof Error ? error.message : String(error);
    return { unreadable: message.replaceAll(`${path}: `, "").replaceAll(path, "the submission") };
  }
}

/** All entries but hidden ones and what an archive of macOS leaves behind, in an order that does not depend on the system. */
export function submissionsIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => !name.startsWith(".") && name !== "__MACOSX")
    .sort();
}

function quoted(path: string): string {
  return /^[\w./@:+-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
