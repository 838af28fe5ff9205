// Backpropagation by hand: through layers, and through time.

import { add, crossEntropy, index, matmul, mul, relu, square, sub, sum, tanh, type Value } from "../../../../src/index.js";
import { matrix, real, vector } from "../../../../src/verify/check/domain.js";
import { apply, entrywise, type Matrix, minus, outer, softmax, transposed, type Vector } from "./algebra.js";
import { type HandWrittenFunction, handWritten } from "./hand-written.js";

const input: Vector = [0.5, -1.25];
const wanted: Vector = [1, 0];

type Layers = { W1: Matrix; W2: Matrix };

/** What can go wrong on the way back through two layers. */
interface Slips {
  readonly secondWeight?: (W2: Matrix) => Matrix;
  readonly slope?: (h: number, a: number) => number;
  readonly outer1?: (a: Vector, b: Vector) => Matrix;
  readonly error?: (error: Vector) => Vector;
}

function backpropagate({ W1, W2 }: Layers, slips: Slips = {}): Layers {
  const a = apply(W1, input);
  const h = a.map(Math.tanh);
  const error = (slips.error ?? same)(minus(apply(W2, h), wanted));
  const sent = apply((slips.secondWeight ?? transposed)(W2), error);
  const slope = slips.slope ?? ((value) => 1 - value * value);
  const delta = entrywise(
    sent,
    h.map((value, i) => slope(value, a[i] as number)),
  );
  return { W1: (slips.outer1 ?? outer)(delta, input), W2: outer(error, h) };
}

const same = (error: Vector) => error;

const perceptron = handWritten<Layers>({
  name: "backpropagation through a network with tanh",
  f: ({ W1, W2 }) => mul(0.5, sum(square(sub(matmul(W2, tanh(matmul(W1, input))), wanted)))),
  inputs: { W1: matrix(2, 2), W2: matrix(2, 2) },
  right: (layers) => backpropagate(layers),
  wrong: [
    ["transpose", "the weight on the way back", (layers) => backpropagate(layers, { secondWeight: (W2) => W2 })],
    ["transpose", "the outer product of the first layer", (layers) => backpropagate(layers, { outer1: (a, b) => outer(b, a) })],
    ["chain factor", "the derivative of tanh", (layers) => backpropagate(layers, { slope: () => 1 })],
    ["swapped operands", "tanh' at the activation", (layers) => backpropagate(layers, { slope: (h) => 1 - Math.tanh(h) ** 2 })],
    ["sign", "target minus output", (layers) => backpropagate(layers, { error: (error) => error.map((e) => -e) })],
    ["factor", "as without 1/2", (layers) => backpropagate(layers, { error: (error) => error.map((e) => 2 * e) })],
  ],
});

function classify({ W1, W2 }: Layers, slips: Slips = {}): Layers {
  const a = apply(W1, input);
  const h = a.map((value) => Math.max(0, value));
  const error = (slips.error ?? same)(minus(softmax(apply(W2, h)), wanted));
  const sent = apply((slips.secondWeight ?? transposed)(W2), error);
  const slope = slips.slope ?? ((_, value) => (value > 0 ? 1 : 0));
  return {
    W1: outer(
      entrywise(
        sent,
        h.map((value, i) => slope(value, a[i] as number)),
      ),
      input,
    ),
    W2: outer(error, h),
  };
}

const classifier = handWritten<Layers>({
  name: "backpropagation through a classifier with ReLU",
  f: ({ W1, W2 }) => crossEntropy(matmul(W2, relu(matmul(W1, input))), wanted),
  inputs: { W1: matrix(2, 2), W2: matrix(2, 2) },
  right: (layers) => classify(layers),
  wrong: [
    ["chain factor", "dead units pass everything on", (layers) => classify(layers, { slope: () => 1 })],
    ["transpose", "the weight on the way back", (layers) => classify(layers, { secondWeight: (W2) => W2 })],
    ["missing term", "the target", (layers) => classify(layers, { error: (error) => error.map((e, i) => e + (wanted[i] as number)) })],
    [
      "index",
      "the target's neighbour",
      (layers) => classify(layers, { error: (error) => error.map((e, i) => e + (wanted[i] as number) - (wanted[1 - i] as number)) }),
    ],
  ],
});

const signal: Vector = [0.5, -0.25, 0.75];

type Recurrent = { w: number; v: number };

/** @param carried  how an adjoint goes one step back in time; its share for w is added up by `gathered` */
function throughTime(
  { w, v }: Recurrent,
  carried: (delta: number) => number,
  gathered: (known: number, share: number) => number,
): Recurrent {
  const states = [0];
  for (const [t, x] of signal.entries()) states.push(Math.tanh(w * (states[t] as number) + v * x));
  let adjoint = 1;
  let [byW, byV] = [0, 0];
  for (let t = signal.length - 1; t >= 0; t--) {
    const delta = adjoint * (1 - (states[t + 1] as number) ** 2);
    byW = gathered(byW, delta * (states[t] as number));
    byV += delta * (signal[t] as number);
    adjoint = carried(delta);
  }
  return { w: byW, v: byV };
}

const sumOf = (known: number, share: number) => known + share;

const recurrent = handWritten<Recurrent>({
  name: "backpropagation through time",
  f: ({ w, v }) => signal.reduce<Value>((state, _, t) => tanh(add(mul(w, state), mul(v, index(signal, t)))), 0),
  inputs: { w: real({ min: 0.25, max: 2 }), v: real({ min: 0.25, max: 2 }) },
  right: ({ w, v }) => throughTime({ w, v }, (delta) => w * delta, sumOf),
  wrong: [
    [
      "branch",
      "only the first step in time counts",
      ({ w, v }) =>
        throughTime(
          { w, v },
          (delta) => w * delta,
          (_, share) => share,
        ),
    ],
    ["chain factor", "the weight between steps", ({ w, v }) => throughTime({ w, v }, (delta) => delta, sumOf)],
    ["missing term", "only the last step in time", ({ w, v }) => throughTime({ w, v }, () => 0, sumOf)],
  ],
});

const bilinear = handWritten<{ x: Vector; A: Matrix; y: Vector }>({
  name: "bilinear form x' A y",
  f: ({ x, A, y }) => sum(mul(x, matmul(A, y))),
  inputs: { x: vector(3), A: matrix(3, 2), y: vector(2) },
  right: ({ x, A, y }) => ({ x: apply(A, y), A: outer(x, y), y: apply(transposed(A), x) }),
  wrong: [
    ["swapped operands", "x's own value", ({ x, A, y }) => ({ x, A: outer(x, y), y: apply(transposed(A), x) })],
    [
      "sign",
      "by A",
      ({ x, A, y }) => ({
        x: apply(A, y),
        A: outer(
          x,
          y.map((entry) => -entry),
        ),
        y: apply(transposed(A), x),
      }),
    ],
    ["index", "y's neighbour", ({ x, A, y }) => ({ x: apply(A, y), A: outer(x, [...y].reverse()), y: apply(transposed(A), x) })],
  ],
});

export const networkFunctions: readonly HandWrittenFunction[] = [perceptron, classifier, recurrent, bilinear];
