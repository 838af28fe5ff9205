// The summary of a class: laws of counting, whatever the results are and in whatever order they come.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assemble, notJudged } from "../../../../src/course/grading/assemble.js";
import type { ClassResult } from "../../../../src/course/grading/class/result.js";
import { summarise } from "../../../../src/course/grading/class/summary.js";
import { visible } from "../../../../src/course/grading/class/visible.js";
import { differenceQuotient as exercise } from "../../../../src/course/grading/exercises/01-difference-quotient.js";
import type { PropertyReport } from "../../../../src/course/grading/report.js";

const hints = ["a", "b", "c"] as const;
const failure = fc.oneof(
  fc
    .constantFrom(...Object.keys(exercise.misconceptions))
    .map((name) => ({ calls: [], got: "0", misconception: { name, text: name }, hints })),
  fc.constantFrom("1", "2").map((got) => ({ calls: ["f(0)"], expected: "0", got, hints })),
);
const propertyReport = ({ name, law, points }: (typeof exercise.properties)[number]) =>
  fc.oneof(
    fc.constant<PropertyReport>({ name, law, verdict: "passed", points, outOf: points, trials: 50 }),
    fc.constant<PropertyReport>({ name, law, verdict: "not-written", points: 0, outOf: points, trials: 1 }),
    failure.map((one): PropertyReport => ({ name, law, verdict: "failed", points: 0, outOf: points, trials: 1, failure: one })),
  );
const report = fc
  .tuple(...exercise.properties.map(propertyReport))
  .map((properties) => assemble(exercise, { properties, output: "" }, { randomSeed: 1 }));
const broken = fc
  .constantFrom("syntax", "timeout", "missing-file")
  .map((kind) =>
    assemble(exercise, { properties: exercise.properties.map(notJudged), problem: { kind, message: kind }, output: "" }, { randomSeed: 1 }),
  );
const result = fc.oneof(
  { weight: 5, arbitrary: fc.oneof(report, broken).map((one) => ({ report: one })) },
  { weight: 1, arbitrary: fc.constant({ unreadable: "too large" }) },
);
const results = fc
  .uniqueArray(fc.tuple(fc.string({ minLength: 1, unit: "binary" }), result), { selector: ([name]) => name, maxLength: 12 })
  .map((all) => all.map(([submission, one]): ClassResult => ({ submission, digest: "", ...one })));

describe("the summary of a class", () => {
  it("does not depend on the order of the results", () => {
    fc.assert(
      fc.property(results, (all) => {
        expect(summarise(exercise, 1, all.toReversed())).toEqual(summarise(exercise, 1, all));
      }),
    );
  });

  it("counts every submission once, in the distribution and under every law", () => {
    fc.assert(
      fc.property(results, (all) => {
        const { distribution, properties, submissions, mean } = summarise(exercise, 1, all);
        expect(submissions).toHaveLength(all.length);
        expect(distribution.reduce((sum, n) => sum + n, 0)).toBe(all.length);
        for (const { passed, failed, notWritten, notJudged } of properties)
          expect(passed + failed + notWritten + notJudged).toBe(all.length);
        const total = distribution.reduce((sum, n, points) => sum + n * points, 0);
        expect(mean * all.length).toBeCloseTo(total, 9);
      }),
    );
  });

  it("puts exactly those with a misconception into its group, and what nothing could be run of into one of its own", () => {
    fc.assert(
      fc.property(results, (all) => {
        const { groups, submissions, notRun } = summarise(exercise, 1, all);
        for (const name of Object.keys(exercise.misconceptions)) {
          const members = submissions.filter(({ misconceptions }) => misconceptions.includes(name)).map(({ submission }) => submission);
          const group = groups.find(({ kind, text }) => kind === "misconception" && text === name);
          expect(group?.submissions ?? []).toEqual(members);
        }
        const ran = groups.filter(({ kind }) => kind === "not-run").flatMap(({ submissions }) => submissions);
        expect(ran).toHaveLength(notRun);
        const sizes = groups.map((group) => group.submissions.length);
        expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
        for (const { kind, submissions: members } of groups) if (kind === "same-result") expect(members.length).toBeGreaterThan(1);
      }),
    );
  });

  it("an empty class has an empty table", () => {
    expect(summarise(exercise, 1, [])).toMatchObject({ mean: 0, median: 0, submissions: [], groups: [] });
  });
});

it("different names stay different when they are made visible", () => {
  const name = fc.string({ unit: "binary" }).filter((text) => !text.includes("\\"));
  fc.assert(
    fc.property(name, name, (a, b) => {
      fc.pre(a !== b);
      expect(visible(a)).not.toBe(visible(b));
      expect(visible(a)).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }),
  );
});
