// Section 1: what a designer chooses, each choice changed alone.

import { reverse } from "../../core/differentiators/automatic/index.js";
import { initialise } from "../networks/initialise.js";
import { type LayerSpec, type MlpSpec, mlp } from "../networks/mlp.js";
import type { Figure } from "./figure.js";
import { oneOutput } from "./networks.js";
import { weightsBetween } from "./notation.js";

export interface DesignRow {
  readonly choice: "as drawn" | "layers" | "widths" | "activations" | "loss";
  /** widths, activations and loss in words */
  readonly widths: readonly number[];
  readonly activations: readonly string[];
  readonly loss: MlpSpec["loss"];
  readonly weights: number;
  /** on one instance, with weights drawn from the seed */
  readonly value: number;
}

export interface Design {
  readonly randomSeed: number;
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly rows: readonly DesignRow[];
}

const drawn = oneOutput.network.spec;
const [first, second, last] = drawn.layers as readonly [LayerSpec, LayerSpec, LayerSpec];

const changes: readonly [DesignRow["choice"], Partial<MlpSpec>][] = [
  ["as drawn", {}],
  ["layers", { layers: [first, last] }],
  ["widths", { layers: [{ ...first, units: 8 }, { ...second, units: 4 }, last] }],
  ["activations", { layers: [{ ...first, activation: "relu" }, { ...second, activation: "sigmoid" }, last] }],
  ["loss", { loss: "binary-cross-entropy" }],
];

/** The 2-3-2-1 network and four relatives that differ in one choice. */
export function design(randomSeed = 1): Design {
  const [x, y] = [[0.5, -1], [1]];
  const rows = changes.map(([choice, change]): DesignRow => {
    const spec = { ...drawn, ...change };
    const network = mlp(spec);
    const parameters = initialise(network, { seed: randomSeed });
    const { value } = reverse.gradient(network.lossFor(y))({ x, ...parameters });
    return {
      choice,
      widths: [spec.inputs, ...spec.layers.map(({ units }) => units)],
      activations: spec.layers.map(({ activation }) => activation),
      loss: spec.loss,
      weights: network.parameters.reduce((total, { shape: [rows = 0, columns = 0] }) => total + rows * columns, 0),
      value: value as number,
    };
  });
  return { randomSeed, x, y, rows };
}

export function designFigures({ rows }: Design): Figure[] {
  return rows.map(({ choice, widths, weights, value }) => ({
    says: `a network with another choice (${choice}: ${widths.join("-")}) runs, with the sum of d_l d_(l-1) weights`,
    right: weights === weightsBetween(widths) && Number.isFinite(value),
  }));
}
