// Gradients written by hand: the right ones are never accused, and every mistake in them is found and shown where it is.

import { describe, expect, test } from "vitest";
import { handWrittenFunctions } from "./catalogue.js";
import { detectGradient, type GradientDetection } from "./detect-gradient.js";

const most = 200;
const seed = Number(process.env["TRIGRAD_SEED"]);
const found: GradientDetection[] = [];

describe.each(handWrittenFunctions.map((each) => [each.name, each] as const))("%s", (_, each) => {
  test("the right gradient", () => {
    const { report } = detectGradient(each, each.right, { most: 100, seed });
    expect(report.verdict, report.message).toBe("right");
  });

  const mistakes = each.mistakes.filter(({ size }) => size === "gross" || size === 1e-6);

  test.each(mistakes.map((mistake) => [`${mistake.kind}: ${mistake.what}`, mistake] as const))("%s", (_title, { gradient }) => {
    const detection = detectGradient(each, gradient, { most, seed });
    found.push(detection);
    expect(detection.samples, detection.message).toBeLessThanOrEqual(most);
  });
});

test("the component that is shown is wrong in at least 95 % of the cases", () => {
  expect(found.filter(({ isNamed }) => !isNamed).length).toBeLessThanOrEqual(0.05 * found.length);
});
