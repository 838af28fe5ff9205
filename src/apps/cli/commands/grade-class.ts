// trigrad grade-class DIR --out results/: every submission in a folder, in parallel, to the end or as far as it comes.

import { lstatSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, relative, resolve } from "node:path";
import { type Exercise, folderOf } from "../../../course/grading/exercise.js";
import { classText } from "../../../views/class/text.js";
import { startProcesses } from "../../class/processes.js";
import { startQueue } from "../../class/queue.js";
import { journalOf, lockResults, openResults, readJournal } from "../../class/results-folder.js";
import { type ClassRun, type ClassRunEnd, runClass, submissionsIn } from "../../class/run-class.js";
import { startWorker } from "../../class/worker.js";
import { ownFolder } from "../../own-exercise/own-exercise.js";
import { readSubmission } from "../../submission/read.js";
import type { Outcome } from "../errors.js";
import { exerciseOrOwn } from "../exercise-argument.js";
import { countOption, OptionError } from "../option-value.js";
import { progressBar } from "../progress.js";
import { listen, type Signal } from "../signals.js";
import { terminalOptions } from "../terminal.js";

export interface GradeClassOptions {
  readonly out?: string;
  readonly exercise?: string;
  readonly jobs?: string;
  readonly seed?: string;
  readonly ascii?: boolean;
  readonly redis?: string;
  readonly worker?: boolean;
}

/** @param folder each entry is a submission: a folder, a file or an archive */
export async function gradeClassCommand(folder: string | undefined, version: string, options: GradeClassOptions): Promise<Outcome> {
  const { out, redis } = options;
  if (options.worker === true) return workerCommand(folder, version, options);
  const jobs = jobsOf(options);
  if (folder === undefined) throw new OptionError("which class? trigrad grade-class FOLDER --out results");
  if (redis !== undefined && options.jobs !== undefined)
    throw new OptionError("--jobs: with --redis the workers say how many they take at a time.");
  if (out === undefined) throw new OptionError("where shall the results go? Say so with --out results");
  const seed = options.seed === undefined ? undefined : countOption("--seed", options.seed, 0);
  if (!lstatSync(folder).isDirectory())
    throw new Error(`${folder}: this is a file. A class is a folder with one file or folder for each submission.`);
  requireOutside(folder, out);
  const before = readJournal(out);
  const exercise = await exerciseOrOwn(options.exercise ?? before?.exercise ?? (await exerciseOfAll(folder)));
  const randomSeed = seed ?? before?.randomSeed ?? Math.floor(Math.random() * 2 ** 31);
  if (redis !== undefined && ownFolder(exercise) !== undefined)
    throw new OptionError("--redis: the checks of an exercise of your own are on this machine only. Grade without --redis.");
  const unlock = lockResults(out);
  try {
    const results = openResults(out, journalOf(exercise, randomSeed, version));
    const graders = redis === undefined ? startProcesses(jobs) : await startQueue(redis, version, tell);
    return outcomeOf(await watched({ folder, exercise, randomSeed, results, graders }), out, options);
  } finally {
    unlock();
  }
}

interface Watched extends ClassRunEnd {
  readonly signal: Signal | undefined;
}

/** With a bar, and an end that a signal may bring. */
async function watched(run: Pick<ClassRun, "folder" | "exercise" | "randomSeed" | "results" | "graders">): Promise<Watched> {
  const { exercise, graders } = run;
  const signals = listen();
  const bar = progressBar({ label: `grading ${folderOf(exercise)}` });
  // A signal ends at once: what was being graded is graded again in the next run.
  const watch = setInterval(() => signals.caught() !== undefined && graders.close(), 50);
  try {
    const end = await runClass({
      ...run,
      read: async (path) => (await readSubmission(path, exercise)).files,
      onProgress: (done, all) => bar.update(all === 0 ? 1 : done / all, `${done} of ${all}`),
      stopped: () => signals.caught() !== undefined,
    });
    return { ...end, signal: signals.caught() };
  } finally {
    clearInterval(watch);
    await graders.close();
    bar.done();
    signals.stop();
  }
}

/** trigrad grade-class --worker: grades for others until a signal comes, then finishes what it has begun. */
async function workerCommand(folder: string | undefined, version: string, options: GradeClassOptions): Promise<Outcome> {
  const { redis } = options;
  if (redis === undefined) throw new OptionError("--worker: which queue? Say so with --redis redis://HOST:6379");
  if (folder !== undefined) throw new OptionError(`--worker: a worker takes its submissions from the queue; leave out ${folder}.`);
  const jobs = jobsOf(options);
  const worker = await startWorker(redis, version, jobs);
  const signals = listen();
  tell(`worker ready, ${jobs} at a time. Ctrl-C ends it after what it is grading.`);
  while (signals.caught() === undefined) await new Promise((resolve) => setTimeout(resolve, 100));
  signals.stop();
  await worker.finish();
  return { output: "", exitCode: 0 };
}

function jobsOf({ jobs }: GradeClassOptions): number {
  return jobs === undefined ? availableParallelism() : countOption("--jobs", jobs, 1);
}

function tell(message: string): void {
  process.stderr.write(`trigrad: ${message}\n`);
}

function outcomeOf({ summary, done, all, lost, signal }: Watched, out: string, { ascii }: GradeClassOptions): Outcome {
  if (summary !== undefined) {
    const files = ["class.html", "class.csv", "class.json"].map((name) => join(out, name)).join(", ");
    return { output: `${classText(summary, terminalOptions(ascii))}\n\nWritten: ${files}`, exitCode: 0 };
  }
  const said = `${done} of ${all} submissions are graded and kept. The same command goes on from there.`;
  if (signal !== undefined) return { output: said, exitCode: signal === "SIGINT" ? 130 : 143 };
  const [first] = lost;
  const where = first === undefined ? "" : `, first at ${JSON.stringify(first.submission)}: ${first.why}`;
  throw new Error(`the grader broke at ${lost.length} of ${all} submissions${where}. ${said}`);
}

/** The results must not become submissions. */
function requireOutside(folder: string, out: string): void {
  const way = relative(resolve(folder), resolve(out));
  if (way === "" || !way.startsWith(".."))
    throw new OptionError(`--out ${out}: the results cannot lie inside ${folder}. Choose a folder beside it.`);
}

/** The exercise that the submissions are for, by their names and files. */
async function exerciseOfAll(folder: string): Promise<string> {
  const found = new Set<Exercise>();
  for (const name of submissionsIn(folder)) {
    try {
      found.add((await readSubmission(join(folder, name))).exercise);
    } catch {
      // One that cannot be read says nothing about the others.
    }
  }
  const [one, ...others] = [...found].map(folderOf).sort();
  if (one !== undefined && others.length === 0) return one;
  const why = one === undefined ? "no submission says by its names" : `there are submissions to ${[one, ...others].join(", ")}`;
  throw new OptionError(`which exercise is this class for? ${folder}: ${why}. Say so with --exercise NN.`);
}
