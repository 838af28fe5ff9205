// In place of start-worker.ts where the page is one file: a worker whose program stands in the page.

import InlineWorker from "./worker.js?worker&inline";

export function startWorker(): Worker {
  return new InlineWorker({ name: "trigrad" });
}
