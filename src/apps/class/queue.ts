// Graders behind a queue: workers on any machine, which may die at any moment.

import type { GradeReport } from "../../course/grading/report.js";
import { digestOf } from "./digest.js";
import { GraderLost, type Graders, type GradeTask } from "./grade-task.js";
import { connectRedis, loadBullMq, queueName } from "./redis.js";

/** Handed out at a time: more than there are workers, so that none waits. */
const width = 200;
const lookForWorkers = 5_000;
/** A result that nobody fetched is kept for a day, in seconds. */
const kept = 86_400;

/** @param tell is told what a user who waits should know, once */
export async function startQueue(url: string, version: string, tell: (message: string) => void): Promise<Graders> {
  const { Queue, QueueEvents } = await loadBullMq();
  const redis = await connectRedis(url);
  const name = queueName(version);
  const queue = new Queue<GradeTask, GradeReport>(name, { connection: redis });
  const events = new QueueEvents(name, { connection: redis });
  // Every task waits for its own two events.
  events.setMaxListeners(0);
  queue.setMaxListeners(0);
  // Losses of the connection are waited out.
  queue.on("error", () => undefined);
  events.on("error", () => undefined);
  let closed = false;
  let told = false;
  const watch = setInterval(async () => {
    if (told || closed || (await queue.getWorkersCount().catch(() => 1)) > 0) return;
    told = true;
    tell(`no worker of trigrad ${version} listens there yet. Start some, on any machine: trigrad grade-class --worker --redis URL`);
  }, lookForWorkers);

  return {
    width,
    async grade(task) {
      if (closed) throw new GraderLost("the run was ended");
      try {
        // The same task is the same job: a run that goes on finds what the workers have done meanwhile.
        const job = await queue.add("grade", task, {
          jobId: digestOf(task),
          attempts: 3,
          removeOnComplete: { age: kept },
          removeOnFail: true,
        });
        return (await job.waitUntilFinished(events)) as GradeReport;
      } catch (error) {
        throw new GraderLost(error instanceof Error ? error.message : String(error));
      }
    },
    async close() {
      if (closed) return;
      closed = true;
      clearInterval(watch);
      await Promise.allSettled([queue.close(), events.close()]);
      redis.disconnect();
    },
  };
}
