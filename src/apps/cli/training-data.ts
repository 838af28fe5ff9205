// The data set that an argument names: a built-in one, or a CSV file.

import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { nearest } from "../../core/formula/distance.js";
import { DataFileError, parseCsv } from "../../course/networks/data/csv.js";
import { type DataSet, dataSet, dataSetNames } from "../../course/networks/data/index.js";
import { type Standardisation, standardise } from "../../course/networks/data/standardise.js";
import { choiceOption, countOption, numberOption, OptionError } from "./option-value.js";

/** What may be typed about the data. */
export interface DataOptions {
  readonly size?: string;
  readonly noise?: string;
  readonly target?: string;
  readonly task?: string;
  readonly standardise?: boolean;
}

export interface TrainingData {
  readonly data: DataSet;
  readonly standardisation?: Standardisation;
}

/** A hundred thousand lines of fifty columns have about as much. */
const mostBytes = 50_000_000;

/** @throws {OptionError} for an unknown name or an option that does not apply; {@link DataFileError} for a file that is no data set */
export function trainingData(argument: string, options: DataOptions, seed: number): TrainingData {
  const name = dataSetNames.find((known) => known === argument.toLowerCase());
  return name === undefined ? fromFile(argument, options) : builtIn(name, options, seed);
}

function builtIn(name: (typeof dataSetNames)[number], options: DataOptions, seed: number): TrainingData {
  for (const option of ["target", "task"] as const) {
    if (options[option] !== undefined) throw new OptionError(`--${option} ${options[option]}: only a CSV file has columns to choose from.`);
  }
  const { size, noise } = options;
  const data = dataSet(name, {
    seed,
    ...(size === undefined ? {} : { size: countOption("--size", size, 2) }),
    ...(noise === undefined
      ? {}
      : { noise: numberOption("--noise", noise, { accepts: "a standard deviation, 0 or more", fits: (x) => x >= 0 }) }),
  });
  return options.standardise === true ? standardise(data) : { data };
}

function fromFile(path: string, { size, noise, target, task, standardise: scaled = false }: DataOptions): TrainingData {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw unknown(path);
  if (size !== undefined) throw new OptionError(`--size ${size}: the size of a file is what it is.`);
  if (noise !== undefined) throw new OptionError(`--noise ${noise}: noise is added to built-in data only.`);
  if (found.size > mostBytes) {
    throw new DataFileError(`${path}: it has ${Math.round(found.size / 1e6)} MB, and at most ${mostBytes / 1e6} MB are read.`);
  }
  const text = readFileSync(path, "utf8");
  try {
    return parseCsv(text, {
      name: basename(path),
      standardise: scaled,
      ...(target === undefined ? {} : { target }),
      ...(task === undefined ? {} : { task: choiceOption("--task", task, ["classification", "regression"]) }),
    });
  } catch (error) {
    throw error instanceof DataFileError ? error.inFile(path) : error;
  }
}

function unknown(argument: string): Error {
  const meant = nearest(argument, dataSetNames);
  const names = `The data sets are ${dataSetNames.join(", ")}; a CSV file is named by its path.`;
  if (/[./\\]/.test(argument)) return new OptionError(`${argument}: there is no such file. ${names}`);
  return new OptionError(`there is no data set "${argument}"${meant === undefined ? "." : `: did you mean ${meant}?`} ${names}`);
}
