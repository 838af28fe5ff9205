// Grading behind the second line of defence: a thread that is ended when the sandbox's own limits do not reach.

import { Worker } from "node:worker_threads";
import { assemble, notJudged } from "../../course/grading/assemble.js";
import type { Exercise, Property } from "../../course/grading/exercise.js";
import { type GradeOptions, problemOf } from "../../course/grading/grade.js";
import type { GradeReport, PropertyReport } from "../../course/grading/report.js";
import type { Files } from "../../course/grading/sandbox/sandbox.js";
import { idOf } from "../own-exercise/own-exercise.js";
import { processorTime } from "./processor-time.js";
import type { GraderMessage, GraderTask } from "./worker.js";

export interface Patience {
  /** milliseconds of processor time for one property; the sandbox itself stops it after 8,500 at most, where it can */
  readonly processor: number;
  /** milliseconds of the clock, for a thread that does nothing and does not answer either */
  readonly clock: number;
}

/** Some built-in functions do not ask whether they should stop, such as searching a list of a billion holes. */
const patience: Patience = { processor: 9_000, clock: 600_000 };
const looks = 100;

export interface Grader {
  /** One submission at a time. Its report is the same whether or not the thread had to be ended on the way. */
  grade(exercise: Exercise, files: Files, options: GradeOptions): Promise<GradeReport>;
  close(): Promise<void>;
}

/** How a thread's work on some properties came to an end. */
interface Sitting {
  readonly judged: readonly PropertyReport[];
  /** undefined when the thread was ended */
  readonly report?: GradeReport;
  /** whether the files had run to their end for the property that was being judged */
  readonly loaded: boolean;
}

/** A grader with a thread of its own, which serves many submissions; one a process, because it measures the process's time. */
export function startGrader(limits: Patience = patience): Grader {
  let thread: Worker | undefined;

  async function end(): Promise<void> {
    const ended = thread;
    thread = undefined;
    await ended?.terminate();
  }

  async function sitting(task: GraderTask): Promise<Sitting> {
    thread ??= newThread();
    const worker = thread;
    const judged: PropertyReport[] = [];
    let loaded = false;
    let [used, since] = [processorTime(), performance.now()];
    const report = await new Promise<GradeReport | undefined>((done, failed) => {
      const watch = setInterval(() => {
        if (processorTime() - used > limits.processor || performance.now() - since > limits.clock) finish();
      }, looks);
      const finish = (report?: GradeReport) => {
        clearInterval(watch);
        worker.off("message", heard).off("error", broke).off("exit", left);
        done(report);
      };
      const left = () => finish();
      const heard = (message: GraderMessage) => {
        if (message.kind === "report") return finish(message.report);
        loaded = message.kind === "loaded";
        if (message.kind === "loaded") return;
        judged.push(message.property);
        [used, since] = [processorTime(), performance.now()];
      };
      const broke = (error: NodeJS.ErrnoException) => {
        // Out of memory is the submission's doing; anything else is a fault of the grader's own.
        if (error.code !== "ERR_WORKER_OUT_OF_MEMORY") failed(error);
        finish();
      };
      worker.on("message", heard).on("error", broke).on("exit", left);
      worker.postMessage(task);
    }).catch(async (error: unknown) => {
      await end();
      throw error;
    });
    if (report === undefined) await end();
    return { judged, loaded, ...(report === undefined ? {} : { report }) };
  }

  return {
    close: end,
    async grade(exercise, files, { onLoad: _, onProperty: __, ...options }) {
      const properties: PropertyReport[] = [];
      for (;;) {
        const rest = exercise.properties.slice(properties.length);
        const only = rest.map(({ name }) => name);
        const { judged, report, loaded } = await sitting({ exercise: idOf(exercise), files, options: { ...options, only } });
        properties.push(...judged);
        if (report !== undefined) return assemble(exercise, { ...report, properties }, options);
        const [ended, ...after] = rest.slice(judged.length);
        if (ended === undefined) return assemble(exercise, { properties, output: "" }, options);
        if (!loaded) {
          properties.push(...[ended, ...after].map(notJudged));
          return assemble(exercise, { properties, problem: problemOf({ kind: "timeout" }), output: "" }, options);
        }
        // It costs this property alone: those after it are judged in a new thread.
        properties.push(endedReport(ended));
      }
    },
  };
}

/** Nothing of the environment, and no more memory than grading needs. */
function newThread(): Worker {
  return new Worker(new URL("./worker.js", import.meta.url), {
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: 256 },
    stdout: true,
    stderr: true,
  });
}

function endedReport({ name, law, points, hints }: Property): PropertyReport {
  const got = "the program had to be ended from outside: it used up all time or memory";
  return { name, law, verdict: "failed", points: 0, outOf: points, trials: 1, failure: { calls: [], got, hints } };
}
