// The softmax family, by rows: logsumexp, softmax, and the cross entropy of logits with the derivative that does not cancel.

import { type Shape, ShapeError, sameShape, sizeOf } from "../graph/shape.js";
import type { Tensor } from "../graph/tensor.js";
import { Traced, type Value } from "../graph/trace.js";
import { shapeOf } from "./apply.js";
import { add, mul, neg, scale, sub } from "./arithmetic.js";
import { reshape, sum, sumTo } from "./arrays.js";
import { arrays } from "./define.js";
import { exp, logaddexp, sigmoid, softplus } from "./exponential.js";
import { exponentials, logError, rowCrossEntropy, rowSlopes, withoutEach } from "./softmax-row.js";

const lastOf = (shape: Shape) => shape[shape.length - 1] as number;

/** A value for each row of x, seen as a column, so that it meets the entries of its row. */
function asColumn(value: Value, x: Shape): Value {
  return x.length === 2 ? reshape(value, [x[0] as number, 1]) : value;
}

/** The sum of each row of a matrix; of a vector, of all its entries. */
function rowSums(x: Value): Value {
  const shape = shapeOf(x);
  return shape.length === 2 ? reshape(sumTo(x, [shape[0] as number, 1]), [shape[0] as number]) : sum(x);
}

function rowAt(x: Tensor | undefined, row: number): Float64Array {
  const { shape, data } = x as Tensor;
  return data.subarray(row * lastOf(shape), (row + 1) * lastOf(shape));
}

const sumOf = (entries: Float64Array) => entries.reduce((total, entry) => total + entry, 0);

/** In which a weight 0 wins over an error that is not finite. */
function innerProduct(weights: Float64Array, errors: Float64Array): number {
  return weights.reduce((total, weight, i) => (weight === 0 || errors[i] === 0 ? total : total + weight * (errors[i] as number)), 0);
}

function* rowsOf(x: Tensor): Generator<Float64Array> {
  const width = lastOf(x.shape);
  for (let start = 0; start < x.data.length; start += width) yield x.data.subarray(start, start + width);
}

const logsumexpRow = arrays({
  name: "logsumexp",
  linear: false,
  rule: "function",
  shape: ([x = []]) => {
    if (x.length === 0) throw new ShapeError("logsumexp takes a vector, or a matrix by rows.");
    return x.slice(0, -1);
  },
  value: ([x], out) => {
    let row = 0;
    for (const entries of rowsOf(x as Tensor)) {
      const { largest, rest } = exponentials(entries);
      out[row++] = largest + Math.log1p(rest);
    }
  },
  rounding: ([x], out, result) => {
    let row = 0;
    for (const entries of rowsOf(x as Tensor)) {
      out[row] = logError(exponentials(entries)) + Math.abs(result[row] as number);
      row++;
    }
  },
  sensitivity: ([x], [error], out) => {
    let row = 0;
    const errors = rowsOf(error as Tensor);
    for (const entries of rowsOf(x as Tensor)) out[row++] = innerProduct(exponentials(entries).shares, errors.next().value as Float64Array);
  },
  pull: [(delta, { x }, z) => scale(softmaxFrom(x, z), asColumn(delta, shapeOf(x)))],
  push: (tangent, { x }, z) => rowSums(scale(softmaxFrom(x, z), tangent)),
  operations: ([x]) => 3 * sizeOf(x as Shape),
  lower: ([x = []], { operands: [shape = []] }) => scalarRows(x, lastOf(shape)).map((row) => row.reduce((a, b) => logaddexp(a, b))),
  spelling: { names: ["logsumexp"], tex: "\\operatorname{logsumexp} #1" },
});

/** log of the sum of e^x over a vector, or over each row of a matrix; finite for every x. */
export function logsumexp(x: Value): Value {
  return logsumexpRow([x]);
}

/** The derivative of logsumexp: e^(x - z), which is the softmax of x. */
function softmaxFrom(x: Value, z: Value): Value {
  return exp(sub(x, asColumn(z, shapeOf(x))));
}

/**
 * softmax(x)_k = e^x_k / sum_j e^x_j of a vector, or of each row of a matrix.
 * @example
 * softmax([0, 0])   // [0.5, 0.5]
 */
export function softmax(x: Value): Value {
  return softmaxFrom(x, logsumexp(x));
}

function scalarRows(entries: readonly Value[], width: number): readonly (readonly Value[])[] {
  return Array.from({ length: entries.length / width }, (_, row) => entries.slice(row * width, (row + 1) * width));
}

function twoAlike(name: string, a: Shape, p: Shape): void {
  if (a.length === 0 || !sameShape(a, p)) {
    throw new ShapeError(`${name} takes logits and probabilities of one shape: two vectors, or two matrices by rows.`);
  }
}

const crossEntropyRow = arrays({
  name: "crossEntropy",
  linear: false,
  rule: "function",
  shape: ([a = [], p = []]) => {
    twoAlike("crossEntropy", a, p);
    return a.slice(0, -1);
  },
  value: ([a, p], out) => {
    const width = lastOf(a?.shape as Shape);
    for (let row = 0; row < out.length; row++) {
      out[row] = rowCrossEntropy(a?.data as Float64Array, p?.data as Float64Array, row * width, (row + 1) * width);
    }
  },
  rounding: ([a, p], out) =>
    eachRow(a, p, (logits, target, row) => {
      const powers = exponentials(logits);
      const tail = Math.log1p(powers.rest);
      out[row] = target.reduce((total, weight, k) => {
        if (weight === 0) return total;
        const distance = powers.largest - (logits[k] as number);
        return total + Math.abs(weight) * (distance + logError(powers) + (target.length + 2) * (distance + tail));
      }, 0);
    }),
  sensitivity: ([a, p], [fromLogits, fromTarget], out) =>
    eachRow(a, p, (logits, target, row) => {
      const { largest, rest } = exponentials(logits);
      const surprises = logits.map((logit) => largest - logit + Math.log1p(rest));
      const [logitErrors, targetErrors] = [rowAt(fromLogits, row), rowAt(fromTarget, row)];
      out[row] = innerProduct(slopes(logits, target).map(Math.abs), logitErrors) + innerProduct(surprises, targetErrors);
    }),
  pull: [
    (delta, { x: a, y: p }) => scale(crossEntropySlope(a, p), asColumn(delta, shapeOf(a))),
    (delta, { x: a }) => scale(surprise(a), asColumn(delta, shapeOf(a))),
  ],
  push: (tangent, { x: a, y: p }, _, position) => rowSums(scale(position === 0 ? crossEntropySlope(a, p) : surprise(a), tangent)),
  operations: ([a]) => 5 * sizeOf(a as Shape),
  lower: ([a = [], p = []], { operands: [shape = []] }) => {
    const targets = scalarRows(p, lastOf(shape));
    return scalarRows(a, lastOf(shape)).map((logits, row) => {
      const target = targets[row] as readonly Value[];
      const terms = othersOf(logits).flatMap((others, k) =>
        isZero(target[k] as Value) ? [] : [mul(target[k] as Value, softplus(sub(others, logits[k] as Value)))],
      );
      return terms.length === 0 ? sub(logits[0] as Value, logits[0] as Value) : terms.reduce((total, term) => add(total, term));
    });
  },
  spelling: { names: ["crossEntropy"], tex: "H(#2, \\operatorname{softmax} #1)" },
});

/**
 * Cross entropy of logits a and probabilities p: -sum_k p_k log softmax(a)_k, for each row of a matrix.
 * For one-hot p this is -a_y + log sum_k e^a_k. Exact to a few ulps even where one logit dominates: nothing is subtracted from its like.
 * @throws {ShapeError} when the two differ in shape
 * @example
 * crossEntropy([0, 0], [1, 0])   // 0.693147180559945...
 */
export function crossEntropy(a: Value, p: Value): Value {
  return crossEntropyRow([a, p]);
}

/** -log softmax(a): how surprising each class would be. */
function surprise(a: Value): Value {
  return sub(asColumn(logsumexp(a), shapeOf(a)), a);
}

/** log sum_{j != k} e^a_j for each k. A lone logit has no others: its softmax is 1 whatever it is. */
function othersOf(logits: readonly Value[]): readonly Value[] {
  return logits.length < 2 ? [] : withoutEach(logits, logaddexp);
}

function isZero(value: Value): boolean {
  if (!(value instanceof Traced)) return value === 0;
  const { builder } = value.trace;
  return builder.primitive(value.node) === "constant" && builder.attribute(value.node) === 0;
}

function eachRow(
  a: Tensor | undefined,
  p: Tensor | undefined,
  visit: (logits: Float64Array, target: Float64Array, row: number) => void,
): void {
  const targets = rowsOf(p as Tensor);
  let row = 0;
  for (const logits of rowsOf(a as Tensor)) visit(logits, targets.next().value as Float64Array, row++);
}

/**
 * d crossEntropy / da_k = s_k sum_j p_j - p_k with s = softmax(a), written as s_k sum_{j != k} p_j - p_k sum_{j != k} s_j:
 * for one-hot p nothing cancels, also where s_y is all but 1.
 */
const slopeRow = arrays({
  name: "crossEntropySlope",
  linear: false,
  rule: "function",
  shape: ([a = [], p = []]) => {
    twoAlike("crossEntropySlope", a, p);
    return a;
  },
  value: ([a, p], out) => {
    const width = lastOf(a?.shape as Shape);
    for (let start = 0; start < out.length; start += width) {
      rowSlopes(a?.data as Float64Array, p?.data as Float64Array, start, start + width, out);
    }
  },
  rounding: ([a, p], out) =>
    eachRow(a, p, (logits, target, row) => {
      const powers = exponentials(logits);
      const errors = powers.shares.map(
        (share, k) => share * (powers.largest - (logits[k] as number) + 6 + powers.error / (1 + powers.rest)) || 0,
      );
      const magnitudes = target.map(Math.abs);
      const width = logits.length;
      const [otherShares, otherErrors, otherTargets] = [powers.shares, errors, magnitudes].map(withoutEachNumber);
      for (let k = 0; k < width; k++) {
        const [share, weight] = [powers.shares[k] as number, magnitudes[k] as number];
        const fromShare = (otherTargets?.[k] as number) * ((errors[k] as number) + (width + 2) * share);
        const fromOthers = weight * ((otherErrors?.[k] as number) + (width + 2) * (otherShares?.[k] as number));
        out[row * width + k] = fromShare + fromOthers;
      }
    }),
  sensitivity: ([a, p], [fromLogits, fromTarget], out) =>
    eachRow(a, p, (logits, target, row) => {
      const { shares } = exponentials(logits);
      const [logitErrors, targetErrors] = [rowAt(fromLogits, row), rowAt(fromTarget, row)];
      const [mass, all] = [sumOf(target.map(Math.abs)), sumOf(targetErrors)];
      const mean = innerProduct(shares, logitErrors);
      shares.forEach((share, k) => {
        const throughLogits = mass * share * ((logitErrors[k] as number) + mean);
        out[row * shares.length + k] = throughLogits + share * all + (targetErrors[k] as number);
      });
    }),
  pull: [(delta, { x: a, y: p }) => throughSoftmax(delta, a, p), (delta, { x: a }) => againstTarget(delta, mul(delta, softmax(a)), a)],
  push: (tangent, { x: a, y: p }, _, position) =>
    position === 0 ? throughSoftmax(tangent, a, p) : sub(scale(softmax(a), asColumn(rowSums(tangent), shapeOf(a))), tangent),
  operations: ([a]) => 8 * sizeOf(a as Shape),
  lower: ([a = [], p = []], { operands: [shape = []] }) => {
    const targets = scalarRows(p, lastOf(shape));
    return scalarRows(a, lastOf(shape)).flatMap((logits, row) => {
      const target = targets[row] as readonly Value[];
      if (logits.length < 2) return [sub(logits[0] as Value, logits[0] as Value)];
      const otherTargets = withoutEach(target, add);
      return othersOf(logits).map((others, k) => {
        const logit = logits[k] as Value;
        return sub(mul(sigmoid(sub(logit, others)), otherTargets[k] as Value), mul(target[k] as Value, sigmoid(sub(others, logit))));
      });
    });
  },
  spelling: { names: [], tex: "\\nabla H(#2, \\operatorname{softmax} #1)" },
});

function slopes(logits: Float64Array, target: Float64Array): Float64Array {
  const out = new Float64Array(logits.length);
  rowSlopes(logits, target, 0, logits.length, out);
  return out;
}

function crossEntropySlope(a: Value, p: Value): Value {
  return slopeRow([a, p]);
}

const withoutEachNumber = (entries: Float64Array) =>
  entries.length < 2 ? new Float64Array(entries.length) : Float64Array.from(withoutEach(Array.from(entries), (x, y) => x + y));

/** The Jacobian of the slope by a is symmetric, sum_j p_j (diag(s) - s s^T): it serves adjoints and tangents alike. */
function throughSoftmax(direction: Value, a: Value, p: Value): Value {
  const shape = shapeOf(a);
  const s = softmax(a);
  const centred = sub(direction, asColumn(rowSums(mul(direction, s)), shape));
  return scale(mul(s, asColumn(rowSums(p), shape)), centred);
}

function againstTarget(delta: Value, weighted: Value, a: Value): Value {
  return add(neg(delta), asColumn(rowSums(weighted), shapeOf(a)));
}
