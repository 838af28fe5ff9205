// A custom gradient of TensorFlow.js, which computes in float32: a black box, with its noise measured. Nothing is to be loosened.

import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-core/dist/register_all_gradients.js";
import { blackBox, vector } from "trigrad";
import "trigrad/vitest";
import { beforeAll, describe, expect, test } from "vitest";

beforeAll(async () => {
  tf.enableProdMode();
  await tf.setBackend("cpu");
});

type Op = (x: tf.Tensor) => tf.Tensor;
type Rule = (dy: tf.Tensor, x: tf.Tensor) => tf.Tensor;

/** log(1 + exp(x)) with a derivative rule of its own, as one would write it to spare a pass over exp(x). */
function softplusWith(rule: Rule): Op {
  return tf.customGrad((x, save) => {
    (save as tf.GradSaveFunc)([x as tf.Tensor]);
    return {
      value: tf.log(tf.add(1, tf.exp(x as tf.Tensor))),
      gradFunc: (dy: tf.Tensor, [saved]: tf.Tensor[]) => rule(dy, saved as tf.Tensor),
    };
  }) as Op;
}

/** The op inside a loss, so that what arrives from above is not 1 everywhere. */
const lossOf = (op: Op) => (x: tf.Tensor) => tf.sum(tf.square(op(x))) as tf.Scalar;

type At = { x: number[] };
const value = (op: Op) => blackBox(({ x }: At) => tf.tidy(() => lossOf(op)(tf.tensor1d(x)).dataSync()[0]));
const gradient = (op: Op) => (at: At) => tf.tidy(() => tf.grad(lossOf(op))(tf.tensor1d(at.x)).dataSync());

const inputs = { x: vector(4) };

describe("log(1 + exp(x)) with a custom gradient", () => {
  const right = softplusWith((dy, x) => tf.mul(dy, tf.sigmoid(x)));
  const withoutUpstream = softplusWith((_, x) => tf.sigmoid(x));
  const inaccurate = softplusWith((dy, x) => tf.mul(dy, tf.mul(1.001, tf.sigmoid(x))));

  test("is right, to float32 accuracy", () => {
    expect(value(right)).toHaveGradient(gradient(right), { inputs });
  });

  test("is wrong when it drops what arrives from above", () => {
    expect(() => expect(value(withoutUpstream)).toHaveGradient(gradient(withoutUpstream), { inputs })).toThrow(
      /^The derivative by x\[\d\] is wrong at x = \[.*\]: claimed .*, and it is .*\nTrusted: numerical differentiation with the noise/s,
    );
  });

  test("is wrong when it is off by a thousandth", () => {
    expect(() => expect(value(inaccurate)).toHaveGradient(gradient(inaccurate), { inputs })).toThrow("It is off by a factor 1 + 1.0e-3");
  });

  test("a rule by itself: the adjoint of the result is drawn, that of x is checked", () => {
    const elementwise = (op: Op) => blackBox(({ x }: At) => tf.tidy(() => op(tf.tensor1d(x)).dataSync()));
    const vjp = (op: Op) => (at: At, adjoint: number[]) => tf.tidy(() => tf.grad(op)(tf.tensor1d(at.x), tf.tensor1d(adjoint)).dataSync());
    const options = { inputs, outputLike: [0, 0, 0, 0] };
    expect(elementwise(right)).toHaveVjp(vjp(right), options);
    expect(elementwise(withoutUpstream)).not.toHaveVjp(vjp(withoutUpstream), options);
  });
});
