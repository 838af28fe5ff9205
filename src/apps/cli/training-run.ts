// One training run in the terminal: a bar, a state that is kept while it runs, and an end that a signal may bring.

import { type TrainingResult, type TrainingState, type TrainOptions, trainSteps } from "../../course/networks/training/index.js";
import { progressBar } from "./progress.js";
import { listen, type Signal } from "./signals.js";

export interface Watched {
  /** absent when the run was interrupted */
  readonly result: TrainingResult | undefined;
  /** the last one */
  readonly state: TrainingState;
  readonly seconds: number;
  /** set when a signal ended the run */
  readonly signal: Signal | undefined;
}

export interface Watch {
  readonly label: string;
  readonly epochs: number;
  /** called at the start, then more than once a second, and at the end */
  readonly keep: (state: TrainingState) => void;
  /** a run that would take longer than these seconds, as its first steps tell, is given up */
  readonly budget?: number;
}

/** A run that was given up after a few steps because it would take too long. */
export class TooSlow extends Error {
  override readonly name = "TooSlow";
  /** as its first steps tell */
  readonly seconds: number;

  constructor(seconds: number) {
    super(`about ${durationText(seconds)} would be needed.`);
    this.seconds = seconds;
  }
}

/** Milliseconds between two states that are kept, and between two looks at what came in. */
const keepEvery = 600;
const breatheEvery = 40;

/** @throws {TooSlow}, and as `trainSteps` */
export async function watchTraining(options: TrainOptions & { readonly batch: number }, watch: Watch): Promise<Watched> {
  const { label, epochs, keep, budget } = watch;
  const bar = progressBar({ label });
  const signals = listen();
  const steps = trainSteps(options);
  const perEpoch = Math.ceil(options.data.inputs.length / options.batch);
  const start = performance.now();
  let [kept, breathed] = [Number.NEGATIVE_INFINITY, start];
  let state: TrainingState | undefined;
  const watched = (result?: TrainingResult) => ({ result, seconds: (performance.now() - start) / 1000, signal: signals.caught() });
  try {
    for (;;) {
      const { done, value } = steps.next();
      state = done === true ? value.state : value;
      const now = performance.now();
      if (done === true || now - kept >= keepEvery) {
        keep(state);
        kept = performance.now();
      }
      if (done === true) return { ...watched(value), state };
      if (budget !== undefined) requireSpeed(state, { start, now, perEpoch, epochs, budget });
      if (now - breathed < breatheEvery) continue;
      bar.update((state.epoch + state.step / perEpoch) / Math.max(1, epochs), liveText(state));
      // Signals arrive only while nothing else runs.
      await new Promise((resolve) => setImmediate(resolve));
      breathed = performance.now();
      if (signals.caught() === undefined) continue;
      keep(state);
      return { ...watched(), state };
    }
  } finally {
    bar.done();
    signals.stop();
  }
}

function liveText({ history, epoch }: TrainingState): string {
  const last = history.at(-1);
  const accuracy = last?.accuracy === undefined ? "" : `, accuracy ${(100 * last.accuracy).toFixed(1)} %`;
  return `epoch ${epoch}: loss ${last?.loss.toPrecision(4)}${accuracy}`;
}

interface Speed {
  readonly start: number;
  readonly now: number;
  readonly perEpoch: number;
  readonly epochs: number;
  readonly budget: number;
}

/** Judged once the run has taken a hundredth of its budget, and not before its third step: the first one prepares. */
function requireSpeed({ epoch, step }: TrainingState, { start, now, perEpoch, epochs, budget }: Speed): void {
  const [taken, seconds] = [epoch * perEpoch + step, (now - start) / 1000];
  if (taken < 3 || seconds < budget / 100) return;
  const whole = (seconds / taken) * perEpoch * epochs;
  if (whole > budget) throw new TooSlow(whole);
}

function durationText(seconds: number): string {
  return seconds < 120
    ? `${Math.round(seconds)} seconds`
    : seconds < 7200
      ? `${Math.round(seconds / 60)} minutes`
      : `${Math.round(seconds / 3600)} hours`;
}
