// trigrad grade-class DIR --out results/: every submission in a folder, in parallel, to the end or as far as it comes.

import { lstatSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, relative, resolve } from "node:path";
import { type Exercise, folderOf } from "../../../course/grading/exercise.js";
import { classText } from "../../../views/class/text.js";
import { startProcesses } from "../../class/processes.js";
import { journalOf, lockResults, openResults, readJournal } from "../../class/results-folder.js";
import { type ClassRunEnd, runClass, submissionsIn } from "../../class/run-class.js";
import type { Outcome } from "../errors.js";
import { countOption, OptionError } from "../option-value.js";
import { progressBar } from "../progress.js";
import { listen, type Signal } from "../signals.js";
import { exerciseNamed, findSubmission } from "../submission.js";
import { terminalOptions } from "../terminal.js";

export interface GradeClassOptions {
  readonly out?: string;
  readonly exercise?: string;
  readonly jobs?: string;
  readonly seed?: string;
  readonly ascii?: boolean;
}

/** @param folder each entry is a submission: a folder, a file or an archive */
export async function gradeClassCommand(folder: string, version: string, options: GradeClassOptions): Promise<Outcome> {
  const { out } = options;
  if (out === undefined) throw new OptionError("where shall the results go? Say so with --out results");
  const jobs = options.jobs === undefined ? availableParallelism() : countOption("--jobs", options.jobs, 1);
  const seed = options.seed === undefined ? undefined : countOption("--seed", options.seed, 0);
  if (!lstatSync(folder).isDirectory())
    throw new Error(`${folder}: this is a file. A class is a folder with one file or folder for each submission.`);
  requireOutside(folder, out);
  const before = readJournal(out);
  const exercise =
    options.exercise !== undefined ? exerciseNamed(options.exercise) : exerciseNamed(before?.exercise ?? exerciseOfAll(folder));
  const randomSeed = seed ?? before?.randomSeed ?? Math.floor(Math.random() * 2 ** 31);
  const unlock = lockResults(out);
  const signals = listen();
  const bar = progressBar({ label: `grading ${folderOf(exercise)}` });
  const graders = startProcesses(jobs);
  // A signal ends at once: what was being graded is graded again in the next run.
  const watch = setInterval(() => signals.caught() !== undefined && graders.close(), 50);
  try {
    const end = await runClass({
      folder,
      exercise,
      randomSeed,
      results: openResults(out, journalOf(exercise, randomSeed, version)),
      graders,
      read: (path) => findSubmission(path, folderOf(exercise)).files,
      onProgress: (done, all) => bar.update(all === 0 ? 1 : done / all, `${done} of ${all}`),
      stopped: () => signals.caught() !== undefined,
    });
    return outcomeOf(end, { out, ascii: options.ascii, signal: signals.caught() });
  } finally {
    clearInterval(watch);
    await graders.close();
    bar.done();
    signals.stop();
    unlock();
  }
}

function outcomeOf(
  { summary, done, all, lost }: ClassRunEnd,
  { out, ascii, signal }: { readonly out: string; readonly ascii: boolean | undefined; readonly signal: Signal | undefined },
): Outcome {
  if (summary !== undefined) {
    const files = ["class.html", "class.csv", "class.json"].map((name) => join(out, name)).join(", ");
    return { output: `${classText(summary, terminalOptions(ascii))}\n\nWritten: ${files}`, exitCode: 0 };
  }
  const said = `${done} of ${all} submissions are graded and kept. The same command goes on from there.`;
  if (signal !== undefined) return { output: said, exitCode: signal === "SIGINT" ? 130 : 143 };
  throw new Error(
    `the grader broke at ${lost.length} of ${all} submissions, such as ${lost
      .slice(0, 3)
      .map((name) => JSON.stringify(name))
      .join(", ")}. ${said}`,
  );
}

/** The results must not become submissions. */
function requireOutside(folder: string, out: string): void {
  const way = relative(resolve(folder), resolve(out));
  if (way === "" || !way.startsWith(".."))
    throw new OptionError(`--out ${out}: the results cannot lie inside ${folder}. Choose a folder beside it.`);
}

/** The exercise that the submissions are for, by their names and files. */
function exerciseOfAll(folder: string): string {
  const found = new Set<Exercise>();
  for (const name of submissionsIn(folder)) {
    try {
      found.add(findSubmission(join(folder, name), undefined).exercise);
    } catch {
      // One that cannot be read says nothing about the others.
    }
  }
  const [one, ...others] = [...found].map(folderOf).sort();
  if (one !== undefined && others.length === 0) return one;
  const why = one === undefined ? "no submission says by its names" : `there are submissions to ${[one, ...others].join(", ")}`;
  throw new OptionError(`which exercise is this class for? ${folder}: ${why}. Say so with --exercise NN.`);
}
