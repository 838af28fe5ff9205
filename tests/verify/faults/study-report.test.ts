// The report says no more than was counted.

import { expect, test } from "vitest";
import type { FaultOutcome, Study } from "./study.js";
import { studyMarkdown } from "./study-report.js";

const fault = (id: string, found: Partial<FaultOutcome>): FaultOutcome => ({
  id,
  place: "rules of the table",
  kind: "sign",
  size: "gross",
  trigrad: 1,
  pytorch: undefined,
  jax: undefined,
  isNamed: true,
  hasNode: false,
  ...found,
});
const none = { checks: 10_000, trigrad: 0, pytorch: 0, jax: 0 };
const example: Study = {
  options: { seed: 7, most: 200, each: 50, formulas: 1000 },
  faults: [fault("a", { pytorch: 3 }), fault("b", { trigrad: 5, isNamed: false }), fault("c", { trigrad: undefined, isNamed: false })],
  right: { rules: none, gradients: none, formulas: { ...none, jax: 1 }, kinks: { ...none, pytorch: 9_999 } },
  verdicts: { "outside-domain": 1, agree: 2 },
  sensitivity: [{ size: 1e-4, checks: 3, trigrad: 3, pytorch: 0, jax: 1 }],
};

test("counts, shares and the slowest sample; what was never found shows", () => {
  const lines = studyMarkdown(example)
    .split("\n")
    .map((line) => line.replaceAll(/ +/g, " "));
  expect(lines).toContain("| gross | 3 | 66.7 % | 33.3 % | 0 |");
  expect(lines).toContain("| rules of the table | 3 | 5 | not found | 33.3 % |");
  expect(lines).toContain("| factor 1 + 1e-4 | 3 | 100 % | 0 | 33.3 % |");
  expect(lines).toContain("The verdicts on the random formulas: agree 2, outside-domain 1.");
});

test("a share is 100 % only when all are meant, and 0 only when none is", () => {
  const text = studyMarkdown(example);
  expect(text).toContain("1 (under 0.1 %)");
  expect(text).toContain("9,999 (99.9 %)");
});
