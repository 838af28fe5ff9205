// Graders as processes of this machine: one for each core, each measured and ended by itself.

import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { GraderLost, type Graders, type GradeTask, type ProcessAnswer } from "./grade-task.js";

const program = fileURLToPath(new URL("./process.js", import.meta.url));
/** A process may be killed by a machine that is short of memory: that says nothing about the submission. */
const attempts = 3;

export function startProcesses(width: number): Graders {
  const idle: ChildProcess[] = [];
  const all = new Set<ChildProcess>();
  let closed = false;

  async function attempt(task: GradeTask): Promise<ProcessAnswer | undefined> {
    const child = idle.pop() ?? start();
    const answer = await new Promise<ProcessAnswer | undefined>((done) => {
      child.once("message", (message) => done(message as ProcessAnswer));
      child.once("exit", () => done(undefined));
      child.send(task, (error) => {
        if (error !== null) done(undefined);
      });
    });
    child.removeAllListeners("message").removeAllListeners("exit");
    if (answer === undefined) {
      child.kill("SIGKILL");
      all.delete(child);
    } else idle.push(child);
    return answer;
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
        const answer = await attempt(task);
        if (answer === undefined) continue;
        if ("report" in answer) return answer.report;
        throw new GraderLost(answer.broken);
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
