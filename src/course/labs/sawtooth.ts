// A function that a deep narrow network folds exactly, and that no shallow one with as few weights follows: what depth can do in principle.

import { interpreter } from "../../core/execute/interpreter.js";
import { record } from "../../core/graph/trace.js";
import { type MlpSpec, mlp, type Parameters } from "../networks/mlp.js";
import { shapeNear, weightsOf } from "./equal-weights.js";

export interface Sawtooth {
  /** hidden layers of the deep network, each of 2 units */
  readonly folds: number;
  /** weights and biases of the deep network */
  readonly weights: number;
  /** the deep network's outputs at 0, 1/2^folds, ..., 1, where the teeth have their feet and tips */
  readonly points: readonly { readonly x: number; readonly y: number }[];
  /** points at which the deep network is not exactly 0 and 1 by turns */
  readonly deepMistakes: number;
  /** units of the one hidden layer with nearly as many weights */
  readonly shallowUnits: number;
  readonly shallowWeights: number;
  /** points that it puts on the wrong side of 1/2 at least, whatever its weights */
  readonly shallowMistakes: number;
}

/**
 * The tent map t(x) = 2 relu(x) - 4 relu(x - 1/2), applied once for each hidden layer: every layer folds the line once more, and the teeth
 * double. One hidden layer of m ReLU units gives m + 1 straight pieces, each of which crosses 1/2 at most once; the teeth cross it 2^folds times, and
 * every two crossings too few leave a point on the wrong side.
 * @see Telgarsky, "Benefits of depth in neural networks" (2016)
 * @example
 * const { deepMistakes, weights, shallowUnits, shallowMistakes } = sawtooth(5);
 * [weights, deepMistakes, shallowUnits, shallowMistakes]   // [31, 0, 10, 11]
 */
export function sawtooth(folds: number): Sawtooth {
  const teeth = 2 ** folds;
  const xs = Array.from({ length: teeth + 1 }, (_, i) => i / teeth);
  const { spec, parameters } = foldingNetwork(folds);
  const { output } = mlp(spec);
  const { graph } = record(output, { x: xs.map((x) => [x]), ...parameters });
  const named: Parameters = { x: xs.map((x) => [x]), ...parameters };
  const values = graph.inputs.map(({ name }) => Float64Array.from((named[name] as number[][]).flat()));
  const ys = Array.from(interpreter(graph)(values).outputs[0]?.data as Float64Array);
  const weights = weightsOf({ inputs: 1, outputs: 1, depth: folds, width: 2 });
  const shallow = shapeNear(weights, { inputs: 1, outputs: 1, depth: 1 });
  return {
    folds,
    weights,
    points: xs.map((x, i) => ({ x, y: ys[i] as number })),
    deepMistakes: ys.filter((y, i) => y !== i % 2).length,
    shallowUnits: shallow.width,
    shallowWeights: shallow.weights,
    shallowMistakes: Math.max(0, Math.ceil((teeth - (shallow.width + 1)) / 2)),
  };
}

/** Layer l computes relu(z) and relu(z - 1/2) of the tent map's value z so far. */
function foldingNetwork(folds: number): { readonly spec: MlpSpec; readonly parameters: Parameters } {
  const tent = [2, -4];
  const hidden = Array.from({ length: folds }, (_, i) => [
    [`W${i + 1}`, i === 0 ? [[1], [1]] : [tent, tent]] as const,
    [`b${i + 1}`, [0, -0.5]] as const,
  ]);
  return {
    spec: {
      inputs: 1,
      layers: [...hidden.map(() => ({ units: 2, activation: "relu" as const })), { units: 1, activation: "identity" }],
      loss: "squared",
      bias: true,
    },
    parameters: Object.fromEntries([...hidden.flat(), [`W${folds + 1}`, [tent]], [`b${folds + 1}`, [0]]]),
  };
}
