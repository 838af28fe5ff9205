// Grading behind the second line of defence: a thread that is ended when the sandbox's own limits do not reach.

import { Worker } from "node:worker_threads";
import type { Exercise } from "../../course/grading/exercise.js";
import type { GradeOptions } from "../../course/grading/grade.js";
import type { GradeReport, PropertyReport } from "../../course/grading/report.js";
import type { Files } from "../../course/grading/sandbox/sandbox.js";
import { idOf } from "../own-exercise/own-exercise.js";
import type { WorkerTask } from "./worker.js";

type Message = { readonly property: PropertyReport } | { readonly report: GradeReport };

/** Some built-in functions do not ask whether they should stop, such as joining a list of a billion holes. */
const patience = 30_000;

export async function gradeInWorker(
  exercise: Exercise,
  files: Files,
  options: Omit<GradeOptions, "onProperty">,
  milliseconds: number = patience,
): Promise<GradeReport> {
  const judged: PropertyReport[] = [];
  const task: WorkerTask = { exercise: idOf(exercise), files, options };
  // Nothing of the environment, and no more memory than grading needs.
  const worker = new Worker(new URL("./worker.js", import.meta.url), {
    workerData: task,
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: 256 },
    stdout: true,
    stderr: true,
  });
  const report = await new Promise<GradeReport | undefined>((done, failed) => {
    const timer = setTimeout(() => done(undefined), milliseconds);
    worker.on("message", (message: Message) => {
      if ("property" in message) judged.push(message.property);
      else done(message.report);
    });
    worker.on("error", (error: NodeJS.ErrnoException) => (error.code === "ERR_WORKER_OUT_OF_MEMORY" ? done(undefined) : failed(error)));
    worker.on("exit", () => {
      clearTimeout(timer);
      done(undefined);
    });
  });
  await worker.terminate();
  return report ?? endedReport(exercise, judged, options);
}

/** The property that was being judged has failed; those after it had no chance. */
function endedReport(exercise: Exercise, judged: readonly PropertyReport[], options: Omit<GradeOptions, "onProperty">): GradeReport {
  const { randomSeed, runs = 50, command = "trigrad grade" } = options;
  const rest = exercise.properties.slice(judged.length).map(({ name, law, points, hints }, i): PropertyReport => {
    const shared = { name, law, points: 0, outOf: points, trials: 0 };
    if (i > 0) return { ...shared, verdict: "not-judged" };
    return {
      ...shared,
      verdict: "failed",
      failure: { calls: [], got: "the program had to be ended from outside: it used up all time or memory", hints },
    };
  });
  const properties = [...judged, ...rest];
  const sum = (pick: (report: PropertyReport) => number) => properties.reduce((total, one) => total + pick(one), 0);
  return {
    schema: 1,
    exercise: { number: exercise.number, name: exercise.name, title: exercise.title },
    points: sum(({ points }) => points),
    outOf: sum(({ outOf }) => outOf),
    properties,
    output: "",
    randomSeed,
    runs,
    replay: `${command} --seed ${randomSeed}`,
  };
}
