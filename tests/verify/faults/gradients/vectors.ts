// Functions of vectors and matrices, as losses and layers are made of.

import {
  add,
  div,
  dot as dotOf,
  log,
  logsumexp as logsumexpOf,
  matmul,
  mean,
  mul,
  neg,
  relu,
  softmax as softmaxOf,
  softplus,
  sqrt,
  square,
  sub,
  sum,
} from "../../../../src/index.js";
import { matrix, vector } from "../../../../src/verify/check/domain.js";
import {
  apply,
  dot,
  entrywise,
  logsumexp,
  type Matrix,
  minus,
  norm,
  outer,
  plus,
  rolled,
  sigmoid,
  softmax,
  times,
  total,
  transposed,
  type Vector,
} from "./algebra.js";
import { type HandWrittenFunction, handWritten } from "./hand-written.js";

const features: Vector = [0.5, -1.25, 2];

const logistic = handWritten<{ w: Vector }>({
  name: "logistic loss -log sigmoid(w . x)",
  f: ({ w }) => softplus(neg(dotOf(w, features))),
  inputs: { w: vector(3) },
  right: ({ w }) => ({ w: times(-sigmoid(-dot(w, features)), features) }),
  wrong: [
    ["sign", "up instead of down", ({ w }) => ({ w: times(sigmoid(-dot(w, features)), features) })],
    ["formula", "the probability instead of its complement", ({ w }) => ({ w: times(-sigmoid(dot(w, features)), features) })],
    ["chain factor", "the inner derivative x", ({ w }) => ({ w: features.map(() => -sigmoid(-dot(w, features))) })],
    ["index", "the neighbour's feature", ({ w }) => ({ w: times(-sigmoid(-dot(w, features)), rolled(features)) })],
  ],
});

const design: Matrix = [
  [1, 0.5, -1],
  [2, -0.25, 0.75],
  [-1.5, 1, 0.5],
];
const observed: Vector = [1, -0.5, 2];
const residual = (w: Vector) => minus(apply(design, w), observed);

const leastSquares = handWritten<{ w: Vector }>({
  name: "least squares 1/2 |X w - y|^2",
  f: ({ w }) => mul(0.5, sum(square(sub(matmul(design, w), observed)))),
  inputs: { w: vector(3) },
  right: ({ w }) => ({ w: apply(transposed(design), residual(w)) }),
  wrong: [
    ["transpose", "X instead of its transpose", ({ w }) => ({ w: apply(design, residual(w)) })],
    ["factor", "as without 1/2", ({ w }) => ({ w: times(2, apply(transposed(design), residual(w))) })],
    ["sign", "y minus X w", ({ w }) => ({ w: times(-1, apply(transposed(design), residual(w))) })],
    ["missing term", "y", ({ w }) => ({ w: apply(transposed(design), apply(design, w)) })],
  ],
});

const ridge = handWritten<{ w: Vector }>({
  name: "mean squared error with weight decay",
  f: ({ w }) => add(mean(square(sub(matmul(design, w), observed))), mul(0.05, sum(square(w)))),
  inputs: { w: vector(3) },
  right: ({ w }) => ({ w: plus(times(2 / 3, apply(transposed(design), residual(w))), times(0.1, w)) }),
  wrong: [
    ["missing term", "the weight decay", ({ w }) => ({ w: times(2 / 3, apply(transposed(design), residual(w))) })],
    ["factor", "the sum instead of the mean", ({ w }) => ({ w: plus(times(2, apply(transposed(design), residual(w))), times(0.1, w)) })],
    ["factor", "half the weight decay", ({ w }) => ({ w: plus(times(2 / 3, apply(transposed(design), residual(w))), times(0.05, w)) })],
  ],
});

const target: Vector = [0, 0, 1, 0];

const crossEntropy = handWritten<{ a: Vector }>({
  name: "softmax cross entropy",
  f: ({ a }) => sub(logsumexpOf(a), dotOf(a, target)),
  inputs: { a: vector(4) },
  right: ({ a }) => ({ a: minus(softmax(a), target) }),
  wrong: [
    ["missing term", "the target", ({ a }) => ({ a: softmax(a) })],
    ["sign", "target minus softmax", ({ a }) => ({ a: minus(target, softmax(a)) })],
    ["index", "the target one class further", ({ a }) => ({ a: minus(softmax(a), rolled(target)) })],
    [
      "chain factor",
      "times the derivative of a sigmoid",
      ({ a }) => ({
        a: entrywise(
          minus(softmax(a), target),
          softmax(a).map((s) => s * (1 - s)),
        ),
      }),
    ],
  ],
});

const quadratic: Matrix = [
  [2, -1, 0.5],
  [0.25, 1, -0.75],
  [1.5, 0, -1],
];

const quadraticForm = handWritten<{ x: Vector }>({
  name: "quadratic form of a matrix that is not symmetric",
  f: ({ x }) => dotOf(x, matmul(quadratic, x)),
  inputs: { x: vector(3) },
  right: ({ x }) => ({ x: plus(apply(quadratic, x), apply(transposed(quadratic), x)) }),
  wrong: [
    ["branch", "2 A x", ({ x }) => ({ x: times(2, apply(quadratic, x)) })],
    ["branch", "A x", ({ x }) => ({ x: apply(quadratic, x) })],
    ["transpose", "twice the transpose", ({ x }) => ({ x: times(2, apply(transposed(quadratic), x)) })],
  ],
});

const weights: Vector = [1, -2, 0.5];

const product = handWritten<{ A: Matrix; x: Vector }>({
  name: "matrix-vector product",
  f: ({ A, x }) => dotOf(weights, matmul(A, x)),
  inputs: { A: matrix(3, 3), x: vector(3) },
  right: ({ A, x }) => ({ A: outer(weights, x), x: apply(transposed(A), weights) }),
  wrong: [
    ["transpose", "A instead of its transpose", ({ A, x }) => ({ A: outer(weights, x), x: apply(A, weights) })],
    ["transpose", "the outer product transposed", ({ A, x }) => ({ A: outer(x, weights), x: apply(transposed(A), weights) })],
    ["missing term", "the weights", ({ A, x }) => ({ A: outer([1, 1, 1], x), x: apply(transposed(A), weights) })],
    ["index", "rows one further", ({ A, x }) => ({ A: outer(rolled(weights), x), x: apply(transposed(A), weights) })],
  ],
});

const positive = vector(3, { min: 0.25, max: 3 });

const normalised = handWritten<{ v: Vector }>({
  name: "component of a normalised vector",
  f: ({ v }) => div(dotOf(weights, v), sqrt(dotOf(v, v))),
  inputs: { v: positive },
  right: ({ v }) => ({ v: minus(times(1 / norm(v), weights), times(dot(weights, v) / norm(v) ** 3, v)) }),
  wrong: [
    ["branch", "the length as a constant", ({ v }) => ({ v: times(1 / norm(v), weights) })],
    [
      "index",
      "the length squared, not cubed",
      ({ v }) => ({ v: minus(times(1 / norm(v), weights), times(dot(weights, v) / norm(v) ** 2, v)) }),
    ],
    ["sign", "a sum", ({ v }) => ({ v: plus(times(1 / norm(v), weights), times(dot(weights, v) / norm(v) ** 3, v)) })],
  ],
});

const cosine = handWritten<{ u: Vector; v: Vector }>({
  name: "cosine similarity",
  f: ({ u, v }) => div(dotOf(u, v), sqrt(mul(dotOf(u, u), dotOf(v, v)))),
  inputs: { u: positive, v: vector(3, { min: -3, max: -0.25 }) },
  right: ({ u, v }) => ({ u: byFirst(u, v), v: byFirst(v, u) }),
  wrong: [
    ["swapped operands", "the two vectors", ({ u, v }) => ({ u: byFirst(v, u), v: byFirst(u, v) })],
    ["missing term", "its own direction is not taken away", ({ u, v }) => ({ u: times(1 / norm(u) / norm(v), v), v: byFirst(v, u) })],
    ["factor", "the other length", ({ u, v }) => ({ u: times(norm(v), byFirst(u, v)), v: byFirst(v, u) })],
  ],
});

function byFirst(u: Vector, v: Vector): Vector {
  const similarity = dot(u, v) / norm(u) / norm(v);
  return minus(times(1 / norm(u) / norm(v), v), times(similarity / dot(u, u), u));
}

const logSumExp = handWritten<{ x: Vector }>({
  name: "squared log-sum-exp",
  f: ({ x }) => square(logsumexpOf(x)),
  inputs: { x: vector(4) },
  right: ({ x }) => ({ x: times(2 * logsumexp(x), softmax(x)) }),
  wrong: [
    ["chain factor", "softmax alone", ({ x }) => ({ x: softmax(x) })],
    ["formula", "not normalised", ({ x }) => ({ x: times(2 * logsumexp(x), x.map(Math.exp)) })],
    [
      "formula",
      "the largest entry alone",
      ({ x }) => ({
        x: times(
          2 * logsumexp(x),
          x.map((entry) => (entry === Math.max(...x) ? 1 : 0)),
        ),
      }),
    ],
  ],
});

const standardised = handWritten<{ x: Vector }>({
  name: "layer normalisation",
  f: ({ x }) => {
    const centred = sub(x, mean(x));
    return dotOf(weights, div(centred, sqrt(add(mean(square(centred)), 0.01))));
  },
  inputs: { x: vector(3) },
  right: ({ x }) => ({ x: throughNorm(x, true, true) }),
  wrong: [
    ["branch", "the mean as a constant", ({ x }) => ({ x: throughNorm(x, false, true) })],
    ["branch", "the deviation as a constant", ({ x }) => ({ x: throughNorm(x, true, false) })],
    ["branch", "both as constants", ({ x }) => ({ x: throughNorm(x, false, false) })],
  ],
});

function throughNorm(x: Vector, throughMean: boolean, throughDeviation: boolean): Vector {
  const n = x.length;
  const centre = total(x) / n;
  const centred = x.map((entry) => entry - centre);
  const deviation = Math.sqrt(dot(centred, centred) / n + 0.01);
  const z = times(1 / deviation, centred);
  const average = throughMean ? total(weights) / n : 0;
  const along = throughDeviation ? dot(weights, z) / n : 0;
  return weights.map((weight, i) => (weight - average - along * (z[i] as number)) / deviation);
}

const keys: Matrix = [
  [1, 0.5],
  [-0.5, 2],
  [0.25, -1],
];

const attention = handWritten<{ q: Vector; v: Vector }>({
  name: "attention of one query",
  f: ({ q, v }) => dotOf(softmaxOf(div(matmul(keys, q), Math.SQRT2)), v),
  inputs: { q: vector(2), v: vector(3) },
  right: ({ q, v }) => ({ q: times(Math.SQRT1_2, apply(transposed(keys), throughSoftmax(q, v))), v: scores(q) }),
  wrong: [
    ["factor", "the scale of the scores", ({ q, v }) => ({ q: apply(transposed(keys), throughSoftmax(q, v)), v: scores(q) })],
    [
      "missing term",
      "the diagonal of the softmax alone",
      ({ q, v }) => ({
        q: times(
          Math.SQRT1_2,
          apply(
            transposed(keys),
            entrywise(
              v,
              scores(q).map((s) => s * (1 - s)),
            ),
          ),
        ),
        v: scores(q),
      }),
    ],
    [
      "swapped operands",
      "values in place of scores",
      ({ q, v }) => ({ q: times(Math.SQRT1_2, apply(transposed(keys), throughSoftmax(q, v))), v }),
    ],
  ],
});

const scores = (q: Vector): Vector => softmax(times(Math.SQRT1_2, apply(keys, q)));

function throughSoftmax(q: Vector, v: Vector): Vector {
  const s = scores(q);
  const average = dot(s, v);
  return s.map((share, i) => share * ((v[i] as number) - average));
}

const hinge = handWritten<{ w: Vector }>({
  name: "hinge loss",
  f: ({ w }) => add(relu(sub(1, dotOf(w, features))), mul(0.1, dotOf(w, w))),
  inputs: { w: vector(3) },
  right: ({ w }) => ({ w: plus(dot(w, features) < 1 ? times(-1, features) : [0, 0, 0], times(0.2, w)) }),
  wrong: [
    [
      "sign",
      "on the wrong side of the margin",
      ({ w }) => ({ w: plus(dot(w, features) > 1 ? times(-1, features) : [0, 0, 0], times(0.2, w)) }),
    ],
    ["formula", "a margin of 0", ({ w }) => ({ w: plus(dot(w, features) < 0 ? times(-1, features) : [0, 0, 0], times(0.2, w)) })],
    ["factor", "half the weight decay", ({ w }) => ({ w: plus(dot(w, features) < 1 ? times(-1, features) : [0, 0, 0], times(0.1, w)) })],
  ],
});

const entropy = handWritten<{ a: Vector }>({
  name: "entropy of a softmax",
  f: ({ a }) => neg(dotOf(softmaxOf(a), log(softmaxOf(a)))),
  inputs: { a: vector(3) },
  right: ({ a }) => {
    const p = softmax(a);
    const h = -dot(p, p.map(Math.log));
    return { a: p.map((share) => -share * (Math.log(share) + h)) };
  },
  wrong: [
    ["missing term", "as if the p were free", ({ a }) => ({ a: softmax(a).map((share) => -Math.log(share) - 1) })],
    [
      "sign",
      "of the entropy",
      ({ a }) => {
        const p = softmax(a);
        const h = -dot(p, p.map(Math.log));
        return { a: p.map((share) => -share * (Math.log(share) - h)) };
      },
    ],
    [
      "chain factor",
      "the share before the bracket",
      ({ a }) => {
        const p = softmax(a);
        const h = -dot(p, p.map(Math.log));
        return { a: p.map((share) => -(Math.log(share) + h)) };
      },
    ],
  ],
});

export const vectorFunctions: readonly HandWrittenFunction[] = [
  logistic,
  leastSquares,
  ridge,
  crossEntropy,
  quadraticForm,
  product,
  normalised,
  cosine,
  logSumExp,
  standardised,
  attention,
  hinge,
  entropy,
];
