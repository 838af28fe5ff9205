// A training state as text: everything that a run needs to go on bit for bit, with a checksum.

import { decodeDoubles, encodeDoubles } from "./base64.js";
import { checksum } from "./checksum.js";
import type { Arrays } from "./optimiser.js";
import type { EpochReport, TrainingState } from "./state.js";

const format = "trigrad training state";
const version = 1;

/** A text that is no training state, or a damaged one, or one of another version; the message says which. */
export class TrainingStateError extends Error {
  override readonly name = "TrainingStateError";
}

/**
 * The state on one line of JSON, arrays as base64 of their bytes.
 * @param settings whatever the run was made with, as JSON takes it: whoever resumes compares it
 * @example
 * import { dataSet } from "../data/data-sets.js";
 * import { trainToEnd } from "./train.js";
 * const { state } = trainToEnd({ data: dataSet("and", { seed: 1 }), seed: 1, epochs: 3 });
 * readTrainingState(trainingStateText(state, { seed: 1 })).state.epoch   // 3
 */
export function trainingStateText(state: TrainingState, settings: unknown): string {
  const body = { settings, state: encoded(state) };
  return `${JSON.stringify({ format, version, checksum: checksum(JSON.stringify(body)), ...body })}\n`;
}

/** @throws {TrainingStateError} when the text was not written by `trainingStateText` of this version, or not completely */
export function readTrainingState(text: string): { readonly state: TrainingState; readonly settings: unknown } {
  const file = parsed(text);
  if (file["format"] !== format) throw new TrainingStateError("this is no training state: trigrad train --state FILE writes one.");
  if (file["version"] !== version) {
    throw new TrainingStateError(
      `this training state was written by another version of trigrad (it has version ${String(file["version"])}, and this trigrad reads version ${version}): train anew.`,
    );
  }
  const { settings, state } = file;
  if (file["checksum"] !== checksum(JSON.stringify({ settings, state }))) {
    throw new TrainingStateError("the training state is damaged (its checksum does not fit): use a copy, or train anew.");
  }
  return { settings, state: decoded(state as EncodedState) };
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const file: unknown = JSON.parse(text);
    if (typeof file === "object" && file !== null) return file as Record<string, unknown>;
  } catch {
    if (text.startsWith(`{"format":"${format}"`)) {
      throw new TrainingStateError("the training state is damaged (it is no complete JSON): use a copy, or train anew.");
    }
  }
  return {};
}

interface EncodedState extends Pick<TrainingState, "epoch" | "step" | "order" | "random"> {
  readonly parameters: Readonly<Record<string, string>>;
  readonly optimiser: { readonly updates: number; readonly memory: Readonly<Record<string, Readonly<Record<string, string>>>> };
  readonly tally: { readonly squaredNorms: string; readonly evaluations: number; readonly operations: number };
  /** one row of doubles for each epoch */
  readonly history: readonly string[];
}

function encoded({ epoch, step, order, random, parameters, optimiser, tally, history }: TrainingState): EncodedState {
  return {
    epoch,
    step,
    order,
    random,
    parameters: mapValues(parameters, encodeDoubles),
    optimiser: { updates: optimiser.updates, memory: mapValues(optimiser.memory, (arrays) => mapValues(arrays, encodeDoubles)) },
    tally: { ...tally, squaredNorms: encodeDoubles(tally.squaredNorms) },
    history: history.map((report) => encodeDoubles(rowOf(report))),
  };
}

function decoded({ epoch, step, order, random, parameters, optimiser, tally, history }: EncodedState): TrainingState {
  return {
    epoch,
    step,
    order,
    random,
    parameters: mapValues(parameters, decodeDoubles),
    optimiser: {
      updates: optimiser.updates,
      memory: mapValues(optimiser.memory, (arrays): Arrays => mapValues(arrays, decodeDoubles)),
    },
    tally: { ...tally, squaredNorms: Array.from(decodeDoubles(tally.squaredNorms)) },
    history: history.map((row) => reportOf(Array.from(decodeDoubles(row)))),
  };
}

/** Numbers in a fixed order; an accuracy of NaN stands for none, and epoch 0 has no norms. */
function rowOf({ epoch, loss, accuracy = Number.NaN, evaluations, operations, deadUnits, gradientNorms }: EpochReport): number[] {
  return [epoch, loss, accuracy, evaluations, operations, deadUnits.length, ...deadUnits, ...gradientNorms];
}

function reportOf(row: readonly number[]): EpochReport {
  const [epoch = 0, loss = 0, accuracy = Number.NaN, evaluations = 0, operations = 0, layers = 0, ...rest] = row;
  const counted = { evaluations, operations, deadUnits: rest.slice(0, layers), gradientNorms: rest.slice(layers) };
  return { epoch, loss, ...(Number.isNaN(accuracy) ? {} : { accuracy }), ...counted };
}

function mapValues<A, B>(values: Readonly<Record<string, A>>, f: (value: A) => B): Readonly<Record<string, B>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, f(value)]));
}
