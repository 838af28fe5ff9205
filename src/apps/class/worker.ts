// A worker: takes tasks from the queue as long as it lives. One that dies loses nothing: its tasks are taken up again.

import type { GradeReport } from "../../course/grading/report.js";
import type { GradeTask } from "./grade-task.js";
import { startProcesses } from "./processes.js";
import { connectRedis, loadBullMq, queueName } from "./redis.js";

/** Milliseconds after which a worker that does not say it lives counts as dead, and between two looks for such. */
const lockDuration = 15_000;
const stalledInterval = 5_000;
/** Dead workers in a row before a task counts as what kills them. */
const maxStalledCount = 5;

export interface QueueWorker {
  /** takes no more tasks, and ends when those at work are done */
  finish(): Promise<void>;
}

export async function startWorker(url: string, version: string, jobs: number): Promise<QueueWorker> {
  const { Worker } = await loadBullMq();
  const redis = await connectRedis(url);
  const graders = startProcesses(jobs);
  const worker = new Worker<GradeTask, GradeReport>(queueName(version), ({ data }) => graders.grade(data), {
    connection: redis,
    concurrency: jobs,
    lockDuration,
    stalledInterval,
    maxStalledCount,
  });
  // Losses of the connection are waited out; a task that another worker took over has its result there.
  worker.on("error", () => undefined);
  await worker.waitUntilReady();
  return {
    async finish() {
      await worker.close();
      await graders.close();
      redis.disconnect();
    },
  };
}
