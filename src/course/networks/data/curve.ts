// A regression: one number from one number.

import type { Random } from "../random.js";
import type { DataSet, Draw } from "./data-set.js";

/** y = sin x + noise for x evenly spread from -pi to pi. */
export function noisySine(random: Random, { size, noise }: Draw): DataSet {
  const xs = Array.from({ length: size }, (_, i) => Math.PI * ((2 * i) / Math.max(1, size - 1) - 1));
  return {
    name: "curve",
    title: "a noisy sine",
    inputs: xs.map((x) => [x]),
    targets: xs.map((x) => Math.sin(x) + random.normal(noise)),
    task: "regression",
    features: ["x"],
  };
}
