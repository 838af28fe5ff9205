// The state of a training run on the disk: complete whenever the program is killed, and refused where it does not fit.

import { readFileSync, statSync } from "node:fs";
import { readTrainingState, type TrainingState, TrainingStateError, trainingStateText } from "../../course/networks/training/index.js";
import { OptionError } from "./option-value.js";
import { decisive, type TrainingOptions, type TrainingSettings } from "./training-settings.js";
import { writeAtomically } from "./write-atomically.js";

/** How a run was asked for, so that it can go on without all options being typed again. */
export interface Asked {
  readonly data: string;
  readonly options: TrainingOptions;
}

interface Kept {
  readonly asked: Asked;
  readonly settings: Readonly<Record<string, unknown>>;
  /** whether the run had come to an end of its own */
  readonly ended: boolean;
}

export interface StoredRun {
  readonly state: TrainingState;
  readonly asked: Asked;
  readonly settings: Kept["settings"];
  readonly ended: boolean;
}

export function writeState(path: string, state: TrainingState, { asked, settings, ended }: Kept): void {
  writeAtomically(path, trainingStateText(state, { asked, settings, ended } satisfies Kept));
}

/** @throws {TrainingStateError} naming the file when it is damaged, of another version, or no state at all */
export function readState(path: string): StoredRun {
  const text = readFileSync(path, "utf8");
  try {
    const { state, settings } = readTrainingState(text);
    return { state, ...(settings as Kept) };
  } catch (error) {
    throw error instanceof TrainingStateError ? new TrainingStateError(`${path}: ${error.message}`) : error;
  }
}

/** For each setting: how it is called, and the options that change it. */
const settingNames: Readonly<Record<string, readonly [name: string, options: string]>> = {
  seed: ["another seed", "--seed"],
  data: ["other data", "a data set, --size, --noise, --target, --task and --standardise"],
  network: ["another network", "--layers, --activation, --alpha, --no-bias and --loss"],
  optimiser: ["another optimiser", "--optimiser and --rate"],
  batch: ["another batch size", "--batch"],
  method: ["another method", "--method"],
};

/** @throws {TrainingStateError} naming the first setting that differs */
export function requireSameRun(path: string, stored: StoredRun, settings: TrainingSettings): void {
  for (const [setting, value] of Object.entries(decisive(settings))) {
    const [before, now] = [stored.settings[setting], value].map((one) => JSON.stringify(one));
    if (before === now) continue;
    const [name, options] = settingNames[setting] ?? [setting, setting];
    throw new TrainingStateError(
      `${path}: this is a run with ${name}: ${before}, and asked for is ${now}. Resume without ${options}, or train anew with another --state.`,
    );
  }
}

/** A run that can still go on, or a file that is something else, is not written over. @throws {OptionError} */
export function requireFree(path: string): void {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return;
  let stored: StoredRun;
  try {
    stored = readState(path);
  } catch (error) {
    if (!(error instanceof TrainingStateError)) throw error;
    throw new OptionError(`--state ${path}: there is such a file, and it is no state that trigrad reads. Name another one, or remove it.`);
  }
  if (stored.ended) return;
  throw new OptionError(
    `--state ${path}: this file holds a run that was interrupted in epoch ${stored.state.epoch + 1}. --resume ${path} goes on with it; to train anew, remove the file.`,
  );
}
