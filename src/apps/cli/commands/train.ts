// trigrad train [DATASET|FILE.csv]: a network learns, by one method of differentiation or by all four.

import { UnsupportedError } from "../../../core/differentiators/errors.js";
import { DataFileError } from "../../../course/networks/data/csv.js";
import { targetsFor } from "../../../course/networks/data/default-network.js";
import { networkFileText } from "../../../course/networks/network-file.js";
import type { Target } from "../../../course/networks/targets.js";
import {
  costOf,
  largestDifference,
  type RefusedRun,
  type RunReport,
  type TrainingReport,
  type TrainingResult,
  TrainingStateError,
} from "../../../course/networks/training/index.js";
import { schemaVersion } from "../../../verify/compare/record.js";
import { trainingText } from "../../../views/training.js";
import type { Outcome } from "../errors.js";
import { OptionError } from "../option-value.js";
import { requireReplaceable } from "../require-writable.js";
import { terminalOptions } from "../terminal.js";
import { TooSlow, type Watched, watchTraining } from "../training-run.js";
import { decisive, type TrainingOptions, type TrainingSettings, trainingSettings } from "../training-settings.js";
import { readState, requireFree, requireSameRun, type StoredRun, writeState } from "../training-state-file.js";
import { writeAtomically } from "../write-atomically.js";

export interface TrainOptions extends TrainingOptions {
  readonly state?: string;
  readonly resume?: string;
  readonly save?: string;
  readonly ascii?: boolean;
  readonly json?: boolean;
}

const defaultData = "xor";

/** Seconds that each method may take where all of them run. */
const budget = 300;

export async function trainCommand(argument: string | undefined, options: TrainOptions): Promise<Outcome> {
  try {
    return await train(argument, options);
  } catch (error) {
    const kind = errorKind(error);
    if (options.json !== true || kind === undefined) throw error;
    const { message } = error as Error;
    return { output: JSON.stringify({ schema: schemaVersion, verdict: "error", message, error: { kind, message } }), exitCode: 2 };
  }
}

function errorKind(error: unknown): string | undefined {
  if (error instanceof OptionError || error instanceof RangeError) return "bad-setting";
  if (error instanceof DataFileError) return "bad-value";
  if (error instanceof TrainingStateError) return "bad-state";
  return error instanceof UnsupportedError ? "unsupported" : undefined;
}

/** One run, and where it is kept. */
interface Job {
  readonly settings: TrainingSettings;
  readonly stored: StoredRun | undefined;
  readonly statePath: string | undefined;
  readonly keep: (state: Watched["state"], ended: boolean) => void;
}

async function train(argument: string | undefined, options: TrainOptions): Promise<Outcome> {
  const job = jobOf(argument, options);
  const { settings, stored } = job;
  const runs: (RunReport | RefusedRun)[] = [];
  let first: TrainingResult | undefined;
  for (const method of settings.methods) {
    const several = settings.methods.length > 1;
    const { limits, data, seed, network, optimiser, batch } = settings;
    const resume = stored === undefined ? {} : { resume: stored.state };
    try {
      const watched = await watchTraining(
        { data, seed, network, optimiser, batch, method, ...limits, ...resume },
        {
          label: several ? method.name : `training ${data.name}`,
          epochs: limits.epochs,
          keep: (state) => job.keep(state, false),
          ...(several ? { budget } : {}),
        },
      );
      if (watched.result === undefined) return interrupted(watched, job, options);
      job.keep(watched.state, true);
      runs.push(runReport(method.name, watched.result, watched.seconds, first));
      first ??= watched.result;
    } catch (error) {
      if (!several || !(error instanceof UnsupportedError || error instanceof TooSlow)) throw error;
      runs.push({ method: method.name, refused: refusal(error, method.name) });
    }
  }
  if (options.save !== undefined && first !== undefined) writeAtomically(options.save, savedNetwork(settings, first));
  return finished(settings, runs, job, options);
}

function jobOf(argument: string | undefined, options: TrainOptions): Job {
  const { state, resume, save, json: _, ascii: __, ...typed } = options;
  const stored = resume === undefined ? undefined : readState(resume);
  const asked = {
    data: argument ?? stored?.asked.data ?? defaultData,
    options: { ...stored?.asked.options, ...typed },
  };
  const settings = trainingSettings(asked.data, asked.options);
  if (stored !== undefined) requireSameRun(resume as string, stored, settings);
  const statePath = state ?? resume;
  if (settings.methods.length > 1 && statePath !== undefined) {
    throw new OptionError(
      `--${state === undefined ? "resume" : "state"} ${statePath}: only the run of one method has a state, not --method all.`,
    );
  }
  if (statePath !== undefined) requireReplaceable(statePath);
  if (save !== undefined) requireReplaceable(save);
  if (state !== undefined && state !== resume) requireFree(state);
  const kept = { asked, settings: decisive(settings) };
  return {
    settings,
    stored,
    statePath,
    keep: (now, ended) => {
      if (statePath !== undefined) writeState(statePath, now, { ...kept, ended });
    },
  };
}

function runReport(method: RunReport["method"], result: TrainingResult, seconds: number, first: TrainingResult | undefined): RunReport {
  const { ending, history, parameters } = result;
  const difference = first === undefined ? {} : { difference: largestDifference(parameters, first.parameters) };
  return { method, ending, history, parameters, ...costOf(history), seconds, ...difference };
}

function refusal(error: UnsupportedError | TooSlow, method: string): string {
  if (error instanceof UnsupportedError) return error.message;
  return `${error.message} Fewer --epochs make it possible; --method ${method} alone runs however long it takes.`;
}

/** The weights with the data that they were trained on, so that trigrad network shows the same loss. */
function savedNetwork({ network: spec, data }: TrainingSettings, { network, parameters }: TrainingResult): string {
  const givenTarget: readonly Target[] = targetsFor(spec, data);
  return networkFileText({ network, parameters, input: data.inputs, givenTarget });
}

function reportOf(
  { data, standardisation, network, optimiser, batch, limits, seed }: TrainingSettings,
  runs: TrainingReport["runs"],
): TrainingReport {
  const { inputs, targets: _, ...described } = data;
  return {
    data: { ...described, instances: inputs.length, ...(standardisation === undefined ? {} : { standardisation }) },
    network,
    optimiser: { name: optimiser.name, settings: optimiser.settings },
    batch,
    epochs: limits.epochs,
    seed,
    runs,
  };
}

function finished(
  settings: TrainingSettings,
  runs: TrainingReport["runs"],
  { statePath }: Job,
  { json, ascii, save }: TrainOptions,
): Outcome {
  const report = reportOf(settings, runs);
  const failed = runs.some((run) => "ending" in run && (run.ending.kind === "diverged" || run.ending.kind === "no-derivative"));
  const exitCode = failed ? 1 : 0;
  if (json === true) return { output: JSON.stringify({ schema: schemaVersion, ...report }), exitCode };
  const files = [
    ...(save === undefined ? [] : [`wrote ${save}: trigrad network ${save} shows its gradients.`]),
    ...(statePath === undefined ? [] : [`wrote ${statePath}: with more --epochs, --resume ${statePath} trains on.`]),
  ];
  return { output: [trainingText(report, terminalOptions(ascii)), ...files].join("\n"), exitCode };
}

function interrupted({ state, signal }: Watched, { statePath, stored }: Job, { json }: TrainOptions): Outcome {
  const where = `interrupted in epoch ${state.epoch + 1}, at loss ${state.history.at(-1)?.loss.toPrecision(6)}.`;
  const saved =
    statePath === undefined
      ? "Nothing was kept: with --state FILE a run can be resumed."
      : `Resume it with: trigrad train --resume ${statePath}`;
  const message = `${where} ${saved}`;
  const exitCode = signal === "SIGTERM" ? 143 : 130;
  if (json !== true) return { output: message, exitCode };
  const { epoch, step } = state;
  return {
    output: JSON.stringify({ schema: schemaVersion, verdict: "interrupted", message, epoch, step, resumed: stored !== undefined }),
    exitCode,
  };
}
