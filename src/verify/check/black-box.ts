// A function that can only be called: TypeScript on numbers and arrays, or another library behind it.

import type { Sampled } from "../../core/differentiators/numerical/method.js";
import type { Estimate, InputValues } from "../../core/execute/evaluator.js";
import { describeShape, type Shape, sameShape, sizeOf } from "../../core/graph/shape.js";
import { type Nested, type NestedArray, type Point, type Tensor, toNested, toTensor } from "../../core/graph/tensor.js";
import { noiseAlong } from "./noise.js";

/** Takes numbers and nested arrays under their names, gives a number or nested arrays. */
export type BlackBoxFunction = (inputs: Readonly<Record<string, NestedArray>>) => unknown;

/** A function that must not be traced. */
export interface BlackBox {
  readonly kind: "black box";
  readonly call: BlackBoxFunction;
}

/**
 * Marks a function of plain numbers and arrays, such as one that calls another library. It is differentiated numerically only, with its
 * noise measured, so float32 is no problem.
 * @example
 * blackBox(({ x }) => Math.fround(x * x)).kind   // "black box"
 */
export function blackBox<P = Readonly<Record<string, number>>>(call: (inputs: P) => unknown): BlackBox {
  if (typeof call !== "function") throw new NotAFunction(`blackBox takes a function of the inputs, not ${JSON.stringify(call)}.`);
  return { kind: "black box", call: call as BlackBoxFunction };
}

/** The function or the claim is not what it should be; the message says which, and what to do. */
export class NotAFunction extends Error {
  override readonly name = "NotAFunction";
}

/**
 * Calls f, or a claim, with a copy of the point, twice: it must neither change its arguments nor give something else the second time.
 * @throws {NotAFunction}
 */
export function calledSafely(what: string, call: (inputs: Readonly<Record<string, NestedArray>>) => unknown, point: Point): unknown {
  const given = copyOf(point);
  const before = JSON.stringify(given);
  const first = call(given);
  if (holdsPromise(first)) {
    throw new NotAFunction(
      `${what} gives a promise: it must give its numbers at once. Leave async out (in TensorFlow.js, dataSync() for data()).`,
    );
  }
  if (JSON.stringify(given) !== before) {
    throw new NotAFunction(`${what} changes its arguments: from ${short(before)} to ${short(JSON.stringify(given))}. Copy them first.`);
  }
  const second = call(copyOf(point));
  const [a, b] = [JSON.stringify(plain(first)), JSON.stringify(plain(second))];
  if (a !== b) {
    throw new NotAFunction(
      `${what} gives something else when it is called again with the same arguments: ${short(a)}, then ${short(b)}. Fix its random seed, or pass what varies as an input.`,
    );
  }
  return plain(first);
}

function holdsPromise(value: unknown): boolean {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return false;
  return (
    typeof (value as Partial<Promise<unknown>>).then === "function" || (!Array.isArray(value) && Object.values(value).some(holdsPromise))
  );
}

const short = (text: string | undefined) => (text === undefined ? "nothing" : text.length > 80 ? `${text.slice(0, 80)}...` : text);

export function copyOf(point: Point): Record<string, NestedArray> {
  return Object.fromEntries(Object.entries(point).map(([name, value]) => [name, nestedOf(value)]));
}

function nestedOf(value: Nested): NestedArray {
  const { shape, data } = toTensor(value);
  return toNested(data, shape);
}

/** Typed arrays as arrays; -0 and numbers that are not finite survive as text does not. */
export function plain(value: unknown): unknown {
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return Array.from(value as unknown as ArrayLike<number>);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plain(part)]));
  return value;
}

/** @throws {NotAFunction} for anything but a number or nested arrays of numbers */
export function resultOf(what: string, value: unknown): Tensor {
  try {
    return toTensor(value as Nested, what);
  } catch {
    throw new NotAFunction(
      `${what} gives ${value === undefined ? "nothing" : JSON.stringify(value)?.slice(0, 60)}: expected a number, or nested arrays of numbers.`,
    );
  }
}

/** A black box as numerical differentiation sees it, with its noise measured at the point for each entry of its value. */
export function sampledBlackBox({ call }: BlackBox, point: Point): Sampled {
  const names = Object.keys(point);
  const tensors = names.map((name) => toTensor(point[name] as Nested, name));
  const cost = { operations: 1, samples: 0 };
  const valueAt = (inputs: InputValues): Tensor => {
    cost.samples++;
    const at = Object.fromEntries(names.map((name, i) => [name, toNested(inputs[i] as Float64Array, (tensors[i] as Tensor).shape)]));
    return resultOf("the function", plain(call(at)));
  };
  const centre = valueAt(tensors.map(({ data }) => data));
  const noise = noiseAt(valueAt, tensors, centre);
  return {
    inputs: names.map((name, i) => ({ name, shape: (tensors[i] as Tensor).shape })),
    outputShapes: [centre.shape],
    cost,
    sample(inputs) {
      const { shape, data } = valueAt(inputs);
      if (!sameShape(shape, centre.shape)) {
        throw new NotAFunction(`the function gives ${describeShape(shape)} here and ${describeShape(centre.shape)} elsewhere.`);
      }
      const bound = data.map((entry, i) => Math.max(4 * machineEpsilon * Math.abs(entry), noise[i] as number));
      return { outputs: [{ shape, data, bound } satisfies Estimate] };
    },
  };
}

const machineEpsilon = 2 ** -53;

/** Along a line on which every input moves, each at its own pace. */
function noiseAt(valueAt: (inputs: InputValues) => Tensor, tensors: readonly Tensor[], centre: Tensor): Float64Array {
  const known = new Map<number, Float64Array>();
  const moved = (distance: number) => {
    const data =
      known.get(distance) ??
      valueAt(tensors.map(({ data: at }, i) => at.map((x, j) => x + distance * pace(i, j) * Math.max(1, Math.abs(x))))).data;
    known.set(distance, data);
    return data;
  };
  return new Float64Array(sizeOf(centre.shape as Shape)).map((_, entry) => noiseAlong((distance) => moved(distance)[entry] ?? Number.NaN));
}

/** Irrational steps, so that no two numbers move alike. */
const pace = (i: number, j: number) => 0.5 + ((i * 0.618_033_988_749_895 + j * Math.SQRT2) % 1) / 2;
