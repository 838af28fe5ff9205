// A training report as text fits the terminal, whatever its width.

import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { dataSet, networkFor } from "../../src/course/networks/data/index.js";
import { costOf, sgd, type TrainingReport, trainToEnd } from "../../src/course/networks/training/index.js";
import { plainPaint } from "../../src/views/paint.js";
import { trainingText } from "../../src/views/training.js";

function reportOf(name: "iris" | "curve" | "xor", options: { readonly rate: number; readonly activation?: "step" }): TrainingReport {
  const data = dataSet(name, { seed: 1 });
  const { rate, ...choices } = options;
  const network = networkFor(data, { hidden: [3], ...choices });
  const optimiser = sgd({ rate });
  const { history, parameters, ending } = trainToEnd({ data, network, optimiser, seed: 1, batch: 50, epochs: 4 });
  const { inputs, targets: _, ...described } = data;
  const run = { method: "reverse", ending, history, parameters, ...costOf(history), seconds: 0.5 } as const;
  return {
    data: { ...described, instances: inputs.length },
    network,
    optimiser,
    batch: 50,
    epochs: 4,
    seed: 1,
    runs: [run, { ...run, method: "numerical", difference: 1.5e-13 }, { method: "symbolic", refused: "too large." }],
  };
}

const reports = [reportOf("iris", { rate: 0.01 }), reportOf("curve", { rate: 1e80 }), reportOf("xor", { rate: 0.5, activation: "step" })];

describe("a training report", () => {
  it("is never wider than the terminal, and plain where there is no Unicode", () => {
    fc.assert(
      fc.property(fc.constantFrom(...reports), fc.integer({ min: 40, max: 200 }), fc.boolean(), (report, width, unicode) => {
        const text = trainingText(report, { width, unicode, paint: plainPaint });
        for (const line of text.split("\n")) expect(stringWidth(line)).toBeLessThanOrEqual(width);
        if (!unicode) expect(text).toMatch(/^[\n\x20-\x7e]*$/);
        expect(text).not.toMatch(/undefined|NaN|\[object/);
      }),
      { numRuns: 60 },
    );
  });

  const [, diverged, still] = reports.map((report) => trainingText(report, { width: 200, unicode: true, paint: plainPaint }));

  it("says what each method came to, the same words once", () => {
    expect(still).toContain("reverse, numerical: 4 epochs are done.");
    expect(still).toContain("symbolic: too large.");
    expect(still).toContain("1.5e-13");
  });

  it("points at a layer that no gradient reached", () => {
    expect(still).toContain("no gradient reached layer 1");
  });

  it("says that training diverged", () => {
    expect(diverged).toContain("training diverged. Try a smaller learning rate");
  });
});
