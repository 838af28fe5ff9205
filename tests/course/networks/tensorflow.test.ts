// TensorFlow.js, which shares no code with us, on random networks: it computes in float32, and so agrees to float32 accuracy.

import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-core/dist/register_all_gradients.js";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { rowOf } from "../../../src/core/primitives/row.js";
import { type ActivationName, activationNames } from "../../../src/course/networks/activations.js";
import { type NetworkAt, networkAt } from "../../../src/course/networks/arbitrary.js";
import type { LossName } from "../../../src/course/networks/losses.js";
import {
  boundedEvaluator,
  type Graph,
  interpreter,
  logsumexp,
  mul,
  type NestedArray,
  record,
  reverse,
  reverseMode,
  sub,
  sum,
  type TracedFunction,
} from "../../../src/index.js";
import { runningErrors } from "../../../src/verify/bounds/running.js";
import { flatten } from "../../../src/verify/compare/components.js";

beforeAll(async () => {
  // Without its advice to install a native backend.
  tf.enableProdMode();
  await tf.setBackend("cpu");
});

/** How many units of double rounding go into one of float32. */
const coarser = 2 ** (53 - 24);
/** TensorFlow.js writes some functions in other ways, and adds in another order: its own rounding is at most a few of ours. */
const otherForms = 8;

const activate: Readonly<Record<ActivationName, (a: tf.Tensor, alpha: number) => tf.Tensor>> = {
  step: (a) => tf.step(a, 0),
  sigmoid: (a) => tf.sigmoid(a),
  tanh: (a) => tf.tanh(a),
  relu: (a) => tf.relu(a),
  leakyRelu: (a, alpha) => tf.leakyRelu(a, alpha),
  identity: (a) => a,
  softplus: (a) => tf.softplus(a),
};

/** One row for each instance; the sum over all. */
const lossOf: Readonly<Record<LossName, (output: tf.Tensor, y: tf.Tensor) => tf.Tensor>> = {
  squared: (h, y) => tf.mul(0.5, tf.sum(tf.square(tf.sub(y, h)))),
  "binary-cross-entropy": (h, y) => tf.sum(tf.add(tf.mul(y, tf.softplus(tf.neg(h))), tf.mul(tf.sub(1, y), tf.softplus(h)))),
  "cross-entropy": (h, y) => tf.neg(tf.sum(tf.mul(y, tf.logSoftmax(h as tf.Tensor2D)))),
  "distribution-cross-entropy": (h, y) => tf.neg(tf.sum(tf.mul(y, tf.log(h)))),
};

function tensorflowGradient({ network: { spec, parameters }, point, target }: NetworkAt): Record<string, number[]> {
  const names = ["x", ...parameters.map(({ name }) => name)];
  const rows = (value: unknown) => (Array.isArray((value as unknown[])[0]) ? value : [value]) as number[][];
  const isBatch = Array.isArray((point["x"] as unknown[])[0]);
  const tensors = names.map((name) => (name.startsWith("b") ? tf.tensor1d(point[name] as number[]) : tf.tensor2d(rows(point[name]))));
  const y = tf.tensor2d(rows(target));
  const f = (...inputs: tf.Tensor[]): tf.Scalar => {
    const named = Object.fromEntries(names.map((name, i) => [name, inputs[i] as tf.Tensor]));
    let h = named["x"] as tf.Tensor;
    spec.layers.forEach(({ activation, alpha = 0.01 }, i) => {
      const product = tf.matMul(h, named[`W${i + 1}`] as tf.Tensor, false, true);
      const bias = named[`b${i + 1}`];
      h = activate[activation](bias === undefined ? product : tf.add(product, bias), alpha);
    });
    const total = lossOf[spec.loss](h, y);
    return (spec.reduction === "mean" && isBatch ? tf.div(total, y.shape[0]) : total) as tf.Scalar;
  };
  const gradients = tf.grads(f)(tensors);
  return Object.fromEntries(names.map((name, i) => [name, Array.from((gradients[i] as tf.Tensor).dataSync())]));
}

/** The same numbers in both precisions. */
function inFloat32<T>(value: T): T {
  return (Array.isArray(value) ? value.map(inFloat32) : Math.fround(value as number)) as T;
}

/** Its cross entropy subtracts, sum(p) logsumexp(a) - p . a, and so rounds as this formula does, not as ours, which subtracts nothing. */
function asTheyRound({ network, target }: NetworkAt): TracedFunction {
  if (network.spec.loss !== "cross-entropy") return network.lossFor(target);
  const mass = (row: readonly number[]) => row.reduce((total, share) => total + share, 0);
  const masses = Array.isArray((target as number[][])[0]) ? (target as number[][]).map(mass) : mass(target as number[]);
  return (inputs) => {
    const logits = network.output(inputs);
    return sub(sum(mul(logsumexp(logits), masses)), sum(mul(target, logits)));
  };
}

/** No argument of a kink is so near to it that float32 could be on the other side. */
function isClearInFloat32(graph: Graph, inputs: readonly Float64Array[]): boolean {
  const evaluation = interpreter(graph.withOutputs(Array.from({ length: graph.length }, (_, node) => node)))(inputs);
  const errors = runningErrors(graph)(inputs, evaluation);
  for (let node = 0; node < graph.length; node++) {
    if (graph.operandCount(node) === 0) continue;
    const row = rowOf(graph.primitive(node));
    if (row.kind !== "elementwise" || row.kinks === undefined) continue;
    const operands = graph.operands(node);
    for (let i = 0; i < evaluation.node(node).length; i++) {
      const [x = 0, y = 0] = operands.map((operand) => evaluation.node(operand)[i] as number);
      const error = operands.reduce((total, operand) => total + (errors[operand]?.[i] ?? 0), 0);
      if (row.kinks.some(({ distance }) => Math.abs(distance(x, y)) <= coarser * otherForms * error)) return false;
    }
  }
  return true;
}

test("on 200 random networks TensorFlow.js computes the same gradients to float32 accuracy", () => {
  let compared = 0;
  fc.assert(
    fc.property(
      networkAt({ layers: 6, width: 32, instances: 4, activations: activationNames.filter((name) => name !== "step") }),
      (drawn) => {
        const at = { ...drawn, point: Object.fromEntries(Object.entries(drawn.point).map(([name, value]) => [name, inFloat32(value)])) };
        const { graph } = record(at.network.lossFor(at.target), at.point);
        fc.pre(
          isClearInFloat32(
            graph,
            graph.inputs.map(({ name }) => Float64Array.from(flatten(at.point[name] as NestedArray))),
          ),
        );
        const ours = reverse.gradient(at.network.lossFor(at.target))(at.point).gradient;
        const bounds = reverseMode(boundedEvaluator).gradient(asTheyRound(at))(at.point).bound as typeof ours;
        const theirs = tf.tidy(() => tensorflowGradient(at));
        for (const [name, part] of Object.entries(ours)) {
          const allowed = flatten(bounds[name] as NestedArray).map((bound) => coarser * otherForms * bound + 2 ** -100);
          flatten(part).forEach((entry, i) => {
            expect(Math.abs((theirs[name]?.[i] as number) - entry), `d/d${name}, entry ${i}: ${entry}`).toBeLessThanOrEqual(
              allowed[i] as number,
            );
          });
        }
        compared++;
      },
    ),
    { numRuns: 200, maxSkipsPerRun: 10 },
  );
  expect(compared).toBeGreaterThanOrEqual(200);
}, 600_000);
