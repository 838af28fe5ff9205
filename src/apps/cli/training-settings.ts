// Everything that decides the weights of a training run, from what was typed.

import { forward, reverse } from "../../core/differentiators/automatic/index.js";
import type { Differentiator } from "../../core/differentiators/differentiator.js";
import { numerical } from "../../core/differentiators/numerical/index.js";
import { symbolic } from "../../core/differentiators/symbolic-method.js";
import { nearest } from "../../core/formula/distance.js";
import { sizeOf } from "../../core/graph/shape.js";
import { activationNamed, activationNames } from "../../course/networks/activations.js";
import { defaultChoices, networkFor, trainableLosses } from "../../course/networks/data/default-network.js";
import type { DataSet } from "../../course/networks/data/index.js";
import { type MlpSpec, mlp } from "../../course/networks/mlp.js";
import {
  dataChecksum,
  type Limits,
  type Optimiser,
  optimiserNamed,
  optimiserNames,
  trainingDefaults,
} from "../../course/networks/training/index.js";
import { choiceOption, countOption, numberOption, OptionError } from "./option-value.js";
import { type DataOptions, type TrainingData, trainingData } from "./training-data.js";

/** As typed; what is left out is chosen for the data. */
export interface TrainingOptions extends DataOptions {
  readonly layers?: string;
  readonly activation?: string;
  readonly alpha?: string;
  readonly bias?: boolean;
  readonly loss?: string;
  readonly optimiser?: string;
  readonly rate?: string;
  readonly batch?: string;
  readonly epochs?: string;
  readonly seed?: string;
  readonly method?: string;
  readonly stopLoss?: string;
  readonly patience?: string;
}

export interface TrainingSettings extends TrainingData {
  readonly network: MlpSpec;
  readonly optimiser: Optimiser;
  readonly batch: number;
  readonly seed: number;
  readonly methods: readonly Differentiator[];
  readonly limits: Limits;
}

/** In this order all four run; the others are compared with the first. */
const methods: readonly Differentiator[] = [reverse, forward, symbolic, numerical];

/** Where all four methods run, the slower ones need not run to the end for their weights to be compared. */
const shareOfEpochs = 0.1;

const positive = { accepts: "a number larger than 0, such as 0.1", fits: (x: number) => x > 0 };
const anyNumber = { accepts: "a number, such as 0.01", fits: () => true };

/**
 * @param argument a data set's name or the path of a CSV file
 * @throws {OptionError} naming the option; DataFileError for a file that is no data set; RangeError for a loss that does not fit it
 */
export function trainingSettings(argument: string, options: TrainingOptions): TrainingSettings {
  const seed =
    options.seed === undefined ? 1 : numberOption("--seed", options.seed, { accepts: "a whole number", fits: Number.isSafeInteger });
  const given = trainingData(argument, options, seed);
  const { data } = given;
  const optimiserName = options.optimiser === undefined ? undefined : choiceOption("--optimiser", options.optimiser, optimiserNames);
  const usual = trainingDefaults(data, optimiserName);
  const rate = options.rate === undefined ? usual.rate : numberOption("--rate", options.rate, positive);
  const batch =
    options.batch === undefined ? usual.batch : options.batch === "all" ? data.inputs.length : countOption("--batch", options.batch, 1);
  const chosen = methodsFor(options.method);
  const epochs = chosen.length === 1 ? usual.epochs : Math.ceil(usual.epochs * shareOfEpochs);
  return {
    ...given,
    network: networkOf(data, options),
    optimiser: optimiserNamed(usual.optimiser, { rate }),
    batch: Math.min(batch, data.inputs.length),
    seed,
    methods: chosen,
    limits: {
      epochs: options.epochs === undefined ? epochs : countOption("--epochs", options.epochs, 0),
      ...(options.stopLoss === undefined ? {} : { stopLoss: numberOption("--stop-loss", options.stopLoss, anyNumber) }),
      ...(options.patience === undefined ? {} : { patience: countOption("--patience", options.patience, 1) }),
    },
  };
}

/** What a state must have been made with for its run to go on to the same bits; limits may differ. */
export function decisive({ data, network, optimiser, batch, seed, methods: chosen }: TrainingSettings): Readonly<Record<string, unknown>> {
  return {
    // First, because drawn data differ with it.
    seed,
    data: { name: data.name, instances: data.inputs.length, checksum: dataChecksum(data) },
    network,
    optimiser: { name: optimiser.name, ...optimiser.settings },
    batch,
    method: chosen.map(({ name }) => name).join(","),
  };
}

function methodsFor(typed = "reverse"): readonly Differentiator[] {
  if (typed.toLowerCase() === "all") return methods;
  const names = methods.map(({ name }) => name);
  const name = choiceOption("--method", typed, [...names, "all"]);
  return methods.filter((method) => method.name === name);
}

/** More weights than a laptop trains in an evening. */
const mostWeights = 1_000_000;

function networkOf(data: DataSet, { layers, activation, alpha, loss, bias }: TrainingOptions): MlpSpec {
  const usual = defaultChoices(data);
  const choices = {
    ...usual,
    ...(activation === undefined ? {} : { activation: activationOption(activation) }),
    ...(alpha === undefined ? {} : { alpha: numberOption("--alpha", alpha, anyNumber) }),
    ...(loss === undefined ? {} : { loss: choiceOption("--loss", loss, trainableLosses) }),
    ...(bias === undefined ? {} : { bias }),
  };
  const hidden = layers === undefined ? usual.hidden : hiddenLayers(layers, networkFor(data, { ...choices, hidden: [] }));
  const network = networkFor(data, { ...choices, hidden });
  const weights = mlp(network).parameters.reduce((total, { shape }) => total + sizeOf(shape), 0);
  if (weights > mostWeights)
    throw new OptionError(`--layers ${layers}: that makes ${weights} weights, and at most ${mostWeights} are trained.`);
  return network;
}

/** 2-8-1 names all widths, 8,8 the hidden ones. */
function hiddenLayers(typed: string, { inputs, layers }: MlpSpec): readonly number[] {
  const outputs = layers.at(-1)?.units as number;
  const widths = typed.split(/[-,]/).map(Number);
  const wellFormed = /^\d+(-\d+)*$|^\d+(,\d+)*$/.test(typed) && widths.every((width) => Number.isSafeInteger(width) && width > 0);
  if (!wellFormed)
    throw new OptionError(`--layers ${typed}: write all widths, such as ${inputs}-8-${outputs}, or the hidden ones, such as 8,8.`);
  if (!typed.includes("-")) return widths;
  if (widths[0] !== inputs || widths.at(-1) !== outputs) {
    throw new OptionError(
      `--layers ${typed}: these data have ${inputs} ${inputs === 1 ? "feature" : "features"}, and the loss takes ${outputs} ${outputs === 1 ? "output" : "outputs"}: write ${inputs}-...-${outputs}.`,
    );
  }
  return widths.slice(1, -1);
}

function activationOption(typed: string) {
  const name = activationNamed(typed);
  if (name !== undefined) return name;
  const meant = nearest(typed, activationNames);
  throw new OptionError(
    `--activation ${typed}: there is no such activation${meant === undefined ? "." : `: did you mean ${meant}?`} Choose from ${activationNames.join(", ")}.`,
  );
}
