// Truth tables: AND, which one neuron learns, and XOR, which it cannot.

import type { Random } from "../random.js";
import type { DataSet, Draw } from "./data-set.js";

const corners = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
] as const;

/** x1 and x2: a straight line separates the two classes. */
export function andTable(random: Random, draw: Draw): DataSet {
  return table("and", "AND of two bits", ([x1, x2]) => x1 * x2, random, draw);
}

/** x1 or x2, not both: no straight line separates the two classes (Minsky and Papert, 1969). */
export function xorTable(random: Random, draw: Draw): DataSet {
  return table("xor", "XOR of two bits", ([x1, x2]) => (x1 + x2) % 2, random, draw);
}

type Corner = (typeof corners)[number];

/** The four corners over and over, each time with new noise. */
function table(name: string, title: string, truth: (corner: Corner) => number, random: Random, { size, noise }: Draw): DataSet {
  const drawn = Array.from({ length: size }, (_, i) => corners[i % corners.length] as Corner);
  return {
    name,
    title,
    inputs: drawn.map((corner) => corner.map((bit) => (noise === 0 ? bit : bit + random.normal(noise)))),
    targets: drawn.map(truth),
    task: "classification",
    features: ["x1", "x2"],
    classes: ["false", "true"],
  };
}
