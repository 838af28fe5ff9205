// Section 3: what the slides say of each activation, beside what was measured.

import { machineEpsilon } from "../../verify/bounds/local-error.js";
import type { Vanishing } from "./activation-notes.js";
import type { ActivationFigures, Measured, PointRow } from "./activations.js";
import type { Figure } from "./figure.js";

export function activationFigures(activations: readonly ActivationFigures[]): readonly Figure[] {
  return [
    ...activations.flatMap(figuresOf),
    { says: "ReLU is cheap: its formula takes fewer operations than those of sigmoid and tanh", right: isCheapest(activations) },
  ];
}

function figuresOf({ title, notes, identities, rows, measured }: ActivationFigures): Figure[] {
  const { lowest, highest } = measured;
  const { written, above, below, closed } = notes.outputs;
  const inside = (closed === undefined ? lowest > above : lowest >= above) && (closed === "both" ? highest <= below : highest < below);
  return [
    ...identities.map(({ formula, holds }) => ({ says: `${title} is ${formula}`, right: holds })),
    ...rows.flatMap((row) => pointFigures(title, row)),
    { says: `${title}: outputs in ${written}`, right: inside },
    { says: `${title}: ${notes.zeroCentred ? "" : "not "}zero-centred`, right: isZeroCentred(measured) === notes.zeroCentred },
    { says: `${title}: the gradient vanishes ${notes.vanishes}`, right: vanishingOf(measured) === notes.vanishes },
  ];
}

function pointFigures(title: string, { x, verdict, closedFormHolds }: PointRow): Figure[] {
  if (closedFormHolds === undefined) {
    return [{ says: `${title} is not differentiable at ${x}`, right: verdict === "not-differentiable" }];
  }
  return [
    { says: `${title} at ${x}: the methods agree on the derivative`, right: verdict === "agree" },
    { says: `${title} at ${x}: the derivative is the closed form`, right: closedFormHolds },
  ];
}

export const isZeroCentred = ({ mean }: Measured): boolean => mean === 0;

/** The sides on which a derivative is below machine epsilon of the steepest. */
export function vanishingOf({ steepest, farLeft, farRight }: Measured): Vanishing | "for positive x" {
  if (steepest === 0) return "everywhere";
  const [left, right] = [farLeft, farRight].map((slope) => Math.abs(slope) < machineEpsilon * steepest);
  if (left === true && right === true) return "on both sides";
  if (left === true) return "for negative x";
  return right === true ? "for positive x" : "nowhere";
}

function isCheapest(activations: readonly ActivationFigures[]): boolean {
  const cost = (wanted: string) => activations.find(({ name }) => name === wanted)?.identities[0]?.operations ?? Number.NaN;
  return cost("relu") < cost("sigmoid") && cost("relu") < cost("tanh");
}
