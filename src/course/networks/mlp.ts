// Feedforward networks in the notation of the slides: a^(l) = W^(l) h^(l-1), h^(l) = g^(l)(a^(l)), h^(0) = x, h^(L) = y-hat.

import { describeShape, type Shape, ShapeError } from "../../core/graph/shape.js";
import type { Nested } from "../../core/graph/tensor.js";
import type { TracedFunction, Value } from "../../core/graph/trace.js";
import { shapeOf } from "../../core/primitives/apply.js";
import { add, div, matmul, transpose } from "../../core/primitives/index.js";
import { type ActivationName, activations, defaultAlpha } from "./activations.js";
import { type LossName, losses } from "./losses.js";

export interface LayerSpec {
  /** d_l, the number of neurons */
  readonly units: number;
  readonly activation: ActivationName;
  /** of Leaky ReLU; 0.01 unless given */
  readonly alpha?: number;
  /** b^(l) in this layer; as the network says unless given */
  readonly bias?: boolean;
}

export interface MlpSpec {
  /** d_0, the number of inputs */
  readonly inputs: number;
  readonly layers: readonly LayerSpec[];
  readonly loss: LossName;
  /** b^(l) in every layer; the slides have none */
  readonly bias?: boolean;
  /** the loss of a batch: the sum over its instances as in E_D, or their mean */
  readonly reduction?: "sum" | "mean";
}

/** One trainable input of the program: W1 of shape [d_1, d_0], b1 of shape [d_1], ... */
export interface Parameter {
  readonly name: string;
  /** l, counted from 1 */
  readonly layer: number;
  readonly kind: "weights" | "bias";
  readonly shape: Shape;
}

/** Values by the names of the parameters. */
export type Parameters = Readonly<Record<string, Nested>>;

/** a^(l) and h^(l) of one layer: vectors, or matrices with one row for each instance of a batch. */
export interface LayerValues {
  readonly a: Value;
  readonly h: Value;
}

export interface Network {
  readonly spec: MlpSpec;
  /** in the order of the layers, the weights of a layer before its bias */
  readonly parameters: readonly Parameter[];
  /** The forward pass for `x` (a vector, or a matrix by instances) and the parameters; one entry for each layer. */
  forward(inputs: Readonly<Record<string, Value>>): readonly LayerValues[];
  /** y-hat = h^(L) as a program of x, W1, ... */
  readonly output: TracedFunction;
  /** l(y-hat, y) of outputs and targets in one shape */
  lossOf(outputs: Value, y: Value): Value;
  /** the loss as a program of x, y, W1, ...; y has the shape of the outputs (see `encodeTargets`) */
  readonly loss: TracedFunction;
  /** the loss for a fixed target, as a program of x, W1, ... */
  lossFor(target: Nested): TracedFunction;
}

/**
 * A network as an ordinary program: every method of differentiation and every command works on it.
 * @throws {RangeError} when a width is not a positive integer, or there is no layer
 * @example
 * const network = mlp({ inputs: 2, layers: [{ units: 3, activation: "tanh" }, { units: 1, activation: "identity" }], loss: "squared" });
 * network.parameters.map(({ name, shape }) => [name, shape])   // [["W1", [3, 2]], ["W2", [1, 3]]]
 */
export function mlp(spec: MlpSpec): Network {
  requireWidths(spec);
  const parameters = parametersOf(spec);
  const forward: Network["forward"] = (inputs) => forwardPass(spec, inputs);
  const output: TracedFunction = (inputs) => (forward(inputs).at(-1) as LayerValues).h;
  const lossOf: Network["lossOf"] = (outputs, y) => {
    const total = losses[spec.loss].apply(outputs, y);
    const [instances = 1] = shapeOf(outputs).length === 2 ? shapeOf(outputs) : [];
    return spec.reduction === "mean" && instances > 1 ? div(total, instances) : total;
  };
  const loss: TracedFunction = (inputs) => lossOf(output(inputs), inputs["y"] as Value);
  return { spec, parameters, forward, output, lossOf, loss, lossFor: (target) => (inputs) => loss({ ...inputs, y: target }) };
}

function requireWidths({ inputs, layers }: MlpSpec): void {
  if (layers.length === 0) throw new RangeError("a network has at least one layer.");
  [inputs, ...layers.map(({ units }) => units)].forEach((width, l) => {
    if (Number.isSafeInteger(width) && width > 0) return;
    throw new RangeError(`${l === 0 ? "the number of inputs" : `the width of layer ${l}`} is a positive integer, not ${width}.`);
  });
}

function parametersOf({ inputs, layers, bias: everywhere = false }: MlpSpec): Parameter[] {
  return layers.flatMap(({ units, bias = everywhere }, i): Parameter[] => {
    const layer = i + 1;
    const before = i === 0 ? inputs : (layers[i - 1]?.units as number);
    const weights: Parameter = { name: `W${layer}`, layer, kind: "weights", shape: [units, before] };
    return bias ? [weights, { name: `b${layer}`, layer, kind: "bias", shape: [units] }] : [weights];
  });
}

function forwardPass(spec: MlpSpec, inputs: Readonly<Record<string, Value>>): LayerValues[] {
  const passed: LayerValues[] = [];
  let h = inputs["x"] as Value;
  const shape = shapeOf(h);
  if (shape.length === 0 || shape.at(-1) !== spec.inputs) {
    throw new ShapeError(
      `x: the network takes a vector of ${spec.inputs}, or one row of ${spec.inputs} for each instance, not ${describeShape(shape)}.`,
    );
  }
  spec.layers.forEach(({ activation, alpha = defaultAlpha, bias = spec.bias }, i) => {
    const weights = inputs[`W${i + 1}`] as Value;
    const product = shape.length === 2 ? matmul(h, transpose(weights)) : matmul(weights, h);
    const a = bias === true ? add(product, inputs[`b${i + 1}`] as Value) : product;
    h = activations[activation].apply(a, alpha);
    passed.push({ a, h });
  });
  return passed;
}
