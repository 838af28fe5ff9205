// The other end of `isolated`: one job, and out.

import type { Message } from "./isolate.js";
import { type Job, runJob } from "./jobs.js";
import { messageOf } from "./row.js";

export function serve(): void {
  const send = (message: Message) => process.send?.(message);
  process.once("message", async (job: Job) => {
    try {
      send({ done: await runJob(job, (about) => send({ about })) });
    } catch (error) {
      send({ failed: messageOf(error) });
    }
  });
}
