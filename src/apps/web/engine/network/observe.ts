// What there is to see of a network at its present weights, over the whole data set.

import { reverse } from "../../../../core/differentiators/automatic/index.js";
import { adaptive } from "../../../../core/execute/compiled.js";
import { type Value, withTrace } from "../../../../core/graph/trace.js";
import type { DataSet } from "../../../../course/networks/data/data-set.js";
import { targetsFor } from "../../../../course/networks/data/default-network.js";
import { losses } from "../../../../course/networks/losses.js";
import type { Network } from "../../../../course/networks/mlp.js";
import { encodeTargets } from "../../../../course/networks/targets.js";
import { batchGradients } from "../../../../course/networks/training/gradients.js";
import type { Arrays } from "../../../../course/networks/training/optimiser.js";
import { type Survey, surveyor } from "../../../../course/networks/training/survey.js";

/** What the network says over a rectangle of its two inputs: 1 is surely the second class, 0 surely the first. */
export interface InputMap {
  readonly size: number;
  /** row by row from the upper left corner */
  readonly says: Float32Array;
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

export interface Observed extends Survey {
  /** for each layer the norm of the gradient of the loss over the whole data set by its weights and biases */
  readonly gradientNorms: readonly number[];
  /** of a network with two inputs */
  readonly map?: InputMap;
  /** of a network with one input: its outputs along it */
  readonly curve?: readonly { readonly x: number; readonly y: number }[];
}

const mapSize = 48;
const curvePoints = 121;

/** Prepared once for a network, called with its weights. */
export function observer(network: Network, data: DataSet): (parameters: Arrays) => Observed {
  const { inputs } = data;
  const targets = encodeTargets(network.spec, targetsFor(network.spec, data));
  const whole = { inputs: Float64Array.from(inputs.flat()), targets: Float64Array.from(targets.flat()) };
  const survey = surveyor(network, data, whole, adaptive);
  const gradients = batchGradients(network, reverse);
  const over = network.spec.inputs === 2 ? mapped(network, inputs) : network.spec.inputs === 1 ? curved(network, inputs) : () => ({});
  return (parameters) => {
    const { gradient } = gradients(inputs, targets, parameters);
    const gradientNorms = network.spec.layers.map((_, l) =>
      Math.hypot(
        ...network.parameters.filter(({ layer }) => layer === l + 1).map(({ name }) => Math.hypot(...(gradient[name] as Float64Array))),
      ),
    );
    return { ...survey(parameters), gradientNorms, ...over(parameters) };
  };
}

function mapped(network: Network, inputs: DataSet["inputs"]): (parameters: Arrays) => Pick<Observed, "map"> {
  const [x, y] = [0, 1].map((k) => rangeOf(inputs.map((row) => row[k] as number))) as [InputMap["x"], InputMap["y"]];
  const points = Array.from({ length: mapSize ** 2 }, (_, i) => {
    const [column, row] = [i % mapSize, Math.floor(i / mapSize)];
    return [x[0] + ((column + 0.5) / mapSize) * (x[1] - x[0]), y[1] - ((row + 0.5) / mapSize) * (y[1] - y[0])];
  });
  const outputs = outputsOver(network, points);
  const width = network.spec.layers.at(-1)?.units as number;
  const meaning = losses[network.spec.loss].target;
  const saying = (of: Float64Array, i: number) => {
    if (width > 1) {
      const [first, second] = [of[i * width] as number, of[i * width + 1] as number];
      return meaning === "class" ? logistic(second - first) : 0.5 + second - first;
    }
    return meaning === "logit" ? logistic(of[i] as number) : (of[i] as number);
  };
  return (parameters) => {
    const found = outputs(parameters);
    const says = Float32Array.from({ length: points.length }, (_, i) => Math.min(1, Math.max(0, saying(found, i))));
    return { map: { size: mapSize, says, x, y } };
  };
}

function curved(network: Network, inputs: DataSet["inputs"]): (parameters: Arrays) => Pick<Observed, "curve"> {
  const [from, to] = rangeOf(inputs.map(([x = 0]) => x));
  const xs = Array.from({ length: curvePoints }, (_, i) => from + (i / (curvePoints - 1)) * (to - from));
  const outputs = outputsOver(
    network,
    xs.map((x) => [x]),
  );
  return (parameters) => {
    const found = outputs(parameters);
    return { curve: xs.map((x, i) => ({ x, y: found[i] as number })) };
  };
}

/** The outputs at many inputs at once, row by row. */
function outputsOver(network: Network, points: readonly (readonly number[])[]): (parameters: Arrays) => Float64Array {
  const graph = withTrace((trace) => {
    const named: Record<string, Value> = { x: trace.input("x", [points.length, network.spec.inputs]) };
    for (const { name, shape } of network.parameters) named[name] = trace.input(name, shape);
    return trace.builder.finish([trace.lift(network.output(named) as Value).node]);
  });
  const evaluate = adaptive(graph);
  const inputs = Float64Array.from(points.flat());
  return (parameters) =>
    evaluate([inputs, ...network.parameters.map(({ name }) => parameters[name] as Float64Array)]).outputs[0]?.data as Float64Array;
}

const logistic = (a: number) => 1 / (1 + Math.exp(-a));

/** All values, with a margin. */
function rangeOf(values: readonly number[]): readonly [number, number] {
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  const margin = least === greatest ? 1.5 : 0.15 * (greatest - least);
  return [least - margin, greatest + margin];
}
