// trigrad watch: checks at every save, and goes on to the next exercise when one is solved.

import { type Exercise, folderOf } from "../../../course/grading/exercise.js";
import { exercises } from "../../../course/grading/exercises/index.js";
import { nextExercise, type Progress } from "../../../course/grading/progress.js";
import { exerciseList, solvedText } from "../../../views/exercises.js";
import { shortGradeText } from "../../../views/grade-report.js";
import type { Outcome } from "../errors.js";
import { exerciseNamed } from "../exercise-argument.js";
import { countOption } from "../option-value.js";
import { nextSave, stateOf } from "../student/changes.js";
import { exercisesFolder } from "../student/exercises-folder.js";
import { progressIn } from "../student/progress-file.js";
import { anySeed, runExercise } from "../student/run-exercise.js";
import { terminalOptions } from "../terminal.js";

export interface WatchCommandOptions {
  readonly dir?: string;
  readonly seed?: string;
  readonly ascii?: boolean;
}

/** @param typed the exercise to begin with; the first that is not solved unless given */
export async function watchCommand(typed: string | undefined, options: WatchCommandOptions): Promise<Outcome> {
  const seed = options.seed === undefined ? undefined : countOption("--seed", options.seed, 0);
  const dir = exercisesFolder(options.dir);
  let exercise = typed === undefined ? nextExercise(progressIn(dir), exercises) : exerciseNamed(typed);
  const stopping = interruption();
  const solvedBefore: string[] = [];
  while (exercise !== undefined) {
    const checked = await stateOf(exercise, dir);
    const result = await Promise.race([check(exercise, { dir, seed, options }), stopping.stopped]);
    if (result === undefined) break;
    const { text, solved, progress } = result;
    const next = solved ? nextExercise(progress, exercises, exercise) : exercise;
    if (solved && next !== undefined && next !== exercise) {
      solvedBefore.push(text);
      exercise = next;
      continue;
    }
    show([...solvedBefore.splice(0), text, ...(next === undefined ? [] : [waitingText(exercise, dir, options)])].join("\n\n"));
    if (next === undefined) break;
    try {
      exercise = await nextSave(exercise, { dir, checked, others: typed === undefined, signal: stopping.signal });
    } catch (error) {
      if (!stopping.signal.aborted) throw error;
      break;
    }
  }
  const progress = progressIn(dir);
  const next = nextExercise(progress, exercises);
  const output = `${solvedText(exerciseList(exercises, progress, dir))}.${next === undefined ? "" : ` trigrad watch goes on with ${folderOf(next)}.`}`;
  if (stopping.signal.aborted) process.stdout.write(`${output}\n`, () => process.exit(stopping.code()));
  stopping.forget();
  return { output: stopping.signal.aborted ? "" : output, exitCode: stopping.code() };
}

async function check(
  exercise: Exercise,
  { dir, seed, options }: { readonly dir: string; readonly seed: number | undefined; readonly options: WatchCommandOptions },
): Promise<{ readonly text: string; readonly solved: boolean; readonly progress: Progress }> {
  try {
    const { report, progress } = await runExercise(exercise, {
      dir,
      randomSeed: seed ?? anySeed(),
      command: `trigrad exercise ${exercise.number}`,
    });
    return { text: shortGradeText(report, terminalOptions(options.ascii)), solved: report.points === report.outOf, progress };
  } catch (error) {
    // A folder that is gone may come back: an editor, or git, is at work.
    return { text: error instanceof Error ? error.message : String(error), solved: false, progress: progressIn(dir) };
  }
}

function waitingText(exercise: Exercise, dir: string, { ascii }: WatchCommandOptions): string {
  const { paint } = terminalOptions(ascii);
  const file = `${dir === "." ? "" : `${dir}/`}${folderOf(exercise)}/${exercise.files[0]}`;
  return paint.dim(`Save ${file} and it is checked again. Stuck? trigrad hint ${exercise.number}. Ctrl-C ends.`);
}

/** On a terminal only what counts now; in a pipe one after the other. */
function show(text: string): void {
  process.stdout.write(process.stdout.isTTY === true ? `\u001b[2J\u001b[H${text}\n` : `${text}\n\n`);
}

interface Interruption {
  readonly signal: AbortSignal;
  readonly stopped: Promise<undefined>;
  readonly code: () => 0 | 130 | 143;
  readonly forget: () => void;
}

/** Ctrl-C ends the waiting, and a check that is under way, at once. */
function interruption(): Interruption {
  const controller = new AbortController();
  const { signal } = controller;
  const stopped = new Promise<undefined>((done) => signal.addEventListener("abort", () => done(undefined)));
  let code: 0 | 130 | 143 = 0;
  const stop = (number: 130 | 143) => () => {
    code = number;
    controller.abort();
  };
  const [onInterrupt, onTerminate] = [stop(130), stop(143)];
  process.once("SIGINT", onInterrupt).once("SIGTERM", onTerminate);
  return { signal, stopped, code: () => code, forget: () => process.off("SIGINT", onInterrupt).off("SIGTERM", onTerminate) };
}
