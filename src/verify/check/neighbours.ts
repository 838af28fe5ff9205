// Points around a point, at distances from a millionth to a tenth: near enough for a mistake to stay, far enough for rounding to change.

import { type Nested, type NestedArray, type Point, toNested, toTensor } from "../../core/graph/tensor.js";

const distances = [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1];

/** Every number moves at its own pace, to both sides. */
export function neighboursOf(point: Point): readonly Point[] {
  return distances.flatMap((distance, i) => [moved(point, distance, i), moved(point, -distance, i + distances.length)]);
}

function moved(point: Point, distance: number, turn: number): Point {
  let position = 0;
  return Object.fromEntries(
    Object.entries(point).map(([name, value]): [string, Nested] => {
      const { shape, data } = toTensor(value);
      const shifted = data.map((x) => x + distance * (x === 0 ? 1 : x) * pace(position++, turn));
      return [name, toNested(shifted, shape) as NestedArray as Nested];
    }),
  );
}

/** Irrational steps, so that no two numbers move alike and none stands still. */
const pace = (position: number, turn: number) => 0.6 + 0.4 * ((position * Math.SQRT2 + turn * 0.618_033_988_75) % 1);
