// Graders as processes of this machine: one for each core, each measured and ended by itself.

import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { GradeReport } from "../../course/grading/report.js";
import { GraderLost, type Graders, type GradeTask } from "./grade-task.js";

const program = fileURLToPath(new URL("./process.js", import.meta.url));
/** A process may be killed by a machine that is short of memory: that says nothing about the submission. */
const attempts = 3;

export function startProcesses(width: number): Graders {
  const idle: ChildProcess[] = [];
  const all = new Set<ChildProcess>();
  let closed = false;

  async function attempt(task: GradeTask): Promise<GradeReport | undefined> {
    const child = idle.pop() ?? start();
    const report = await new Promise<GradeReport | undefined>((done) => {
      child.once("message", (message) => done(message as GradeReport));
      child.once("exit", () => done(undefined));
      child.send(task, (error) => {
        if (error !== null) done(undefined);
      });
    });
    child.removeAllListeners("message").removeAllListeners("exit");
    if (report === undefined) {
      child.kill("SIGKILL");
      all.delete(child);
    } else idle.push(child);
    return report;
  }

  function start(): ChildProcess {
    // Nothing of the environment goes along.
    const child = fork(program, { env: {}, stdio: ["ignore", "ignore", "ignore", "ipc"] });
    // A process that cannot be talked to counts as one that is gone.
    child.on("error", () => child.kill("SIGKILL"));
    all.add(child);
    return child;
  }

  return {
    width,
    async grade(task) {
      for (let n = 0; n < attempts && !closed; n++) {
        const report = await attempt(task);
        if (report !== undefined) return report;
      }
      throw new GraderLost(closed ? "the run was ended" : `the grader's process died ${attempts} times`);
    },
    async close() {
      closed = true;
      for (const child of all) child.kill("SIGKILL");
      all.clear();
    },
  };
}
