// Asking the engine. Each lane is a worker of its own, so that something long never makes something quick wait.

import type { FromWorker, Progress, QuestionName, Questions, ToWorker } from "./protocol.js";
import { startWorker } from "./start-worker.js";

export type Lane = "live" | "plot" | "long";

export interface Asking {
  /** aborting rejects with the signal's reason at once, and stops the calculation */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** A calculation that does not listen to its cancellation for so long is ended with its worker. */
const patience = 300;

/** What was being answered when the worker failed is asked of a new one, so many times. */
const mostRetries = 1;

interface Waiting {
  readonly message: ToWorker;
  retries: number;
  readonly onProgress: ((progress: Progress) => void) | undefined;
  readonly settle: (result: { readonly answer: unknown } | { readonly error: unknown }) => void;
}

/**
 * The engine's answer. Mistakes of the input are part of the answer; a rejection is a cancellation or a mistake of ours.
 * @param lane questions of one lane are answered one after the other
 */
export function ask<N extends QuestionName>(
  lane: Lane,
  name: N,
  question: Questions[N]["asks"],
  { signal, onProgress }: Asking = {},
): Promise<Questions[N]["gives"]> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(signal.reason);
    const cancel = laneOf(lane).send({ name, question }, onProgress, (result) => {
      signal?.removeEventListener("abort", abort);
      if ("error" in result) reject(result.error);
      else resolve(result.answer as Questions[N]["gives"]);
    });
    function abort(): void {
      cancel();
      reject(signal?.reason);
    }
    signal?.addEventListener("abort", abort, { once: true });
  });
}

/** Starts the worker of a lane, and lets it load what will answer a question of this kind. */
export function prepare(lane: Lane, name: QuestionName): void {
  laneOf(lane).prepare(name);
}

/** True for the rejection of a question that was cancelled. */
export function isCancellation(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

const lanes = new Map<Lane, WorkerLane>();
let count = 0;

function laneOf(name: Lane): WorkerLane {
  const lane = lanes.get(name) ?? new WorkerLane();
  lanes.set(name, lane);
  return lane;
}

class WorkerLane {
  #worker: Worker | undefined;
  readonly #waiting = new Map<number, Waiting>();

  /** @returns how to cancel */
  send(asked: { name: QuestionName; question: unknown }, onProgress: Waiting["onProgress"], settle: Waiting["settle"]): () => void {
    const id = ++count;
    const message: ToWorker = { kind: "ask", id, ...asked };
    this.#waiting.set(id, { message, retries: 0, onProgress, settle });
    this.#started().postMessage(message);
    return () => this.#cancel(id);
  }

  prepare(name: QuestionName): void {
    this.#started().postMessage({ kind: "prepare", name } satisfies ToWorker);
  }

  #started(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = startWorker();
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.#receive(data);
    worker.onerror = ({ message }) => {
      if (worker === this.#worker) this.#replace(message);
    };
    this.#worker = worker;
    return worker;
  }

  /** @param reason of a worker that stopped; empty for one that could not be loaded */
  #replace(reason: string | undefined): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const [id, waiting] of [...this.#waiting]) {
      if (waiting.retries++ < mostRetries) {
        this.#started().postMessage(waiting.message);
        continue;
      }
      this.#waiting.delete(id);
      const what = reason ? `stopped (${reason})` : "could not be loaded";
      waiting.settle({ error: new Error(`The part of the page that calculates ${what}. It is started anew with the next change.`) });
    }
  }

  #receive(message: FromWorker): void {
    const waiting = this.#waiting.get(message.id);
    if (waiting === undefined) return;
    if (message.kind === "progress") {
      waiting.onProgress?.(message.progress);
      return;
    }
    this.#waiting.delete(message.id);
    if (message.kind === "answer") waiting.settle({ answer: message.answer });
    if (message.kind === "failed") waiting.settle({ error: new Error(message.message) });
  }

  #cancel(id: number): void {
    if (!this.#waiting.has(id)) return;
    const worker = this.#worker;
    worker?.postMessage({ kind: "cancel", id } satisfies ToWorker);
    setTimeout(() => {
      if (!this.#waiting.has(id) || worker !== this.#worker) return;
      this.#waiting.delete(id);
      worker?.terminate();
      this.#worker = undefined;
      // What the others asked is asked again.
      if (this.#waiting.size > 0) for (const { message } of this.#waiting.values()) this.#started().postMessage(message);
    }, patience);
  }
}
