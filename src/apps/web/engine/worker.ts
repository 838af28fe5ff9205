// The worker: it answers one question after the other, and lets long ones be cancelled between their steps.

import { forbidGenerating } from "../../../core/execute/compile/generate.js";
import { handlers } from "./handlers/index.js";
import type { FromWorker, Progress, Report, ToWorker } from "./protocol.js";

/** What is used of a worker's global scope, whose type would clash with that of the page's. */
interface Scope {
  postMessage(message: FromWorker): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
}

const scope = globalThis as unknown as Scope;
const cancelled = new Set<number>();
/** A long calculation reports this often; between reports it listens for a cancellation. */
const between = 40;

forbidGenerating();

scope.onmessage = ({ data }) => {
  if (data.kind === "cancel") cancelled.add(data.id);
  else if (data.kind === "ask") void answer(data);
  // What cannot be loaded is said when it is asked.
  else handlers[data.name]().catch(() => undefined);
};

async function answer({ id, name, question }: Extract<ToWorker, { kind: "ask" }>): Promise<void> {
  try {
    const handler = (await handlers[name]()) as (question: unknown, report: Report) => unknown;
    await turn();
    if (cancelled.delete(id)) return scope.postMessage({ kind: "cancelled", id });
    const found = handler(question, (progress) => scope.postMessage({ kind: "progress", id, progress }));
    if (!isGenerator(found)) return scope.postMessage({ kind: "answer", id, answer: found });
    let last = performance.now();
    for (;;) {
      const step = await found.next();
      if (step.done === true) return scope.postMessage({ kind: "answer", id, answer: step.value });
      if (performance.now() - last < between) continue;
      scope.postMessage({ kind: "progress", id, progress: step.value });
      await turn();
      if (cancelled.delete(id)) return scope.postMessage({ kind: "cancelled", id });
      last = performance.now();
    }
  } catch (error) {
    scope.postMessage({ kind: "failed", id, message: error instanceof Error ? error.message : String(error) });
  }
}

type Steps = Generator<Progress, unknown> | AsyncGenerator<Progress, unknown>;

function isGenerator(found: unknown): found is Steps {
  return typeof found === "object" && found !== null && typeof (found as Partial<Steps>).next === "function";
}

/** Lets messages that wait come in. */
function turn(): Promise<void> {
  return new Promise((resume) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resume();
    };
    port2.postMessage(0);
  });
}
