// Two classes in the plane that no straight line separates: circles, moons, spirals.

import type { Random } from "../random.js";
import type { DataSet, Draw } from "./data-set.js";

/** Two concentric circles with radii 1 and 1/2. */
export function circles(random: Random, draw: Draw): DataSet {
  return inPlane("circles", "two concentric circles", ["outer", "inner"], random, draw, (t, label) => {
    const radius = label === 0 ? 1 : 0.5;
    return [radius * Math.cos(2 * Math.PI * t), radius * Math.sin(2 * Math.PI * t)];
  });
}

/** Two half circles that reach into each other. */
export function moons(random: Random, draw: Draw): DataSet {
  return inPlane("moons", "two half moons", ["upper", "lower"], random, draw, (t, label) => {
    const [x, y] = [Math.cos(Math.PI * t), Math.sin(Math.PI * t)];
    return label === 0 ? [x, y] : [1 - x, 0.5 - y];
  });
}

/** How often each arm winds around the centre. */
const turns = 1.25;

/** Two arms that wind around each other, the classic of Lang and Witbrock (1988) with fewer turns. */
export function spirals(random: Random, draw: Draw): DataSet {
  return inPlane("spirals", "two intertwined spirals", ["first arm", "second arm"], random, draw, (t, label) => {
    const angle = 2 * Math.PI * turns * t + label * Math.PI;
    // The arms meet in the centre, where noise alone would decide: they begin a little outside.
    const radius = 0.1 + 0.9 * t;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

/** Instances of the two classes by turns, evenly along each curve (t from 0 to 1), then moved by the noise. */
function inPlane(
  name: string,
  title: string,
  classes: readonly [string, string],
  random: Random,
  { size, noise }: Draw,
  curve: (t: number, label: number) => readonly [number, number],
): DataSet {
  const labels = Array.from({ length: size }, (_, i) => i % 2);
  return {
    name,
    title,
    inputs: labels.map((label, i) => {
      const ofClass = Math.ceil((size - label) / 2);
      const point = curve(Math.floor(i / 2) / Math.max(1, ofClass - 1), label);
      return point.map((coordinate) => coordinate + random.normal(noise));
    }),
    targets: labels,
    task: "classification",
    features: ["x1", "x2"],
    classes,
  };
}
