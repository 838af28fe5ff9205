// What a network is trained on and how, from what an address says.

import { drawnNetworks } from "../../../../course/lecture/networks.js";
import type { ActivationName } from "../../../../course/networks/activations.js";
import type { DataSet } from "../../../../course/networks/data/data-set.js";
import { type DataSetName, dataSet, dataSetNames } from "../../../../course/networks/data/data-sets.js";
import { defaultChoices, networkFor, type TrainableLoss } from "../../../../course/networks/data/default-network.js";
import { losses } from "../../../../course/networks/losses.js";
import type { MlpSpec, Parameters } from "../../../../course/networks/mlp.js";
import { trainingDefaults } from "../../../../course/networks/training/index.js";

/** Undefined entries are as usual for the data. */
export interface NetworkSetup {
  /** a data set, or one of the networks that the lecture draws, with its one instance */
  readonly set: string;
  /** as a person types it: 16, 16 */
  readonly hidden: string;
  readonly activation?: ActivationName;
  readonly loss?: TrainableLoss;
  readonly rate?: number;
  readonly batch?: number;
  readonly bias: boolean;
  readonly seed: number;
}

export interface ResolvedSetup {
  readonly data: DataSet;
  readonly spec: MlpSpec;
  readonly rate: number;
  readonly batch: number;
  readonly seed: number;
  /** of a drawn network; else they are drawn from the seed */
  readonly parameters?: Parameters;
}

export const mostLayers = 8;
export const mostUnits = 32;

/** The setup with everything filled in, or a sentence that says what cannot be. */
export function resolveSetup(setup: NetworkSetup): ResolvedSetup | { readonly refused: string } {
  const drawn = drawnNetworks.find(({ name }) => name === setup.set);
  if (drawn !== undefined) {
    const { network, parameters, input, target, title } = drawn;
    const classes = target.length > 1 ? { classes: target.map((_, k) => `class ${k + 1}`) } : {};
    const data: DataSet = {
      name: drawn.name,
      title,
      inputs: [input],
      targets: [target],
      task: target.length > 1 ? "classification" : "regression",
      features: ["x1", "x2"],
      ...classes,
    };
    return { data, spec: network.spec, rate: setup.rate ?? 0.1, batch: 1, seed: setup.seed, parameters };
  }
  if (!isDataSet(setup.set)) return { refused: `There is no data set ${setup.set}.` };
  const data = dataSet(setup.set, { seed: setup.seed });
  const hidden = setup.hidden.trim() === "" ? defaultChoices(data).hidden : readWidths(setup.hidden);
  if ("refused" in hidden) return hidden;
  if (data.task === "regression" && setup.loss !== undefined && setup.loss !== "squared")
    return { refused: `${losses[setup.loss].title} takes classes, and ${data.name} has numbers: choose squared error.` };
  if ((data.classes?.length ?? 0) > 2 && setup.loss === "binary-cross-entropy")
    return { refused: `binary cross entropy takes two classes, and ${data.name} has more: choose cross entropy of logits.` };
  const { activation = defaultChoices(data).activation, loss } = setup;
  const usual = trainingDefaults(data);
  return {
    data,
    spec: networkFor(data, {
      hidden,
      bias: setup.bias,
      ...(activation === undefined ? {} : { activation }),
      ...(loss === undefined ? {} : { loss }),
    }),
    rate: setup.rate ?? usual.rate,
    batch: setup.batch ?? Math.min(usual.batch, data.inputs.length),
    seed: setup.seed,
  };
}

function isDataSet(name: string): name is DataSetName {
  return dataSetNames.some((known) => known === name);
}

function readWidths(text: string): readonly number[] | { readonly refused: string } {
  if (text.trim() === "none") return [];
  const widths = text.split(",").map((part) => (/^\s*\d{1,4}\s*$/.test(part) ? Number(part) : Number.NaN));
  if (widths.length <= mostLayers && widths.every((width) => width >= 1 && width <= mostUnits)) return widths;
  return {
    refused: `hidden=${text.slice(0, 60)}: expected the widths of at most ${mostLayers} hidden layers, each from 1 to ${mostUnits}, such as 16, 16; or none.`,
  };
}
