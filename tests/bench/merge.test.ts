import { expect, test } from "vitest";
import { mergedRow } from "../../bench/measure/merge.js";
import type { Result, RowResult } from "../../bench/measure/row.js";

const took = (contender: string, seconds: number): Result => ({
  contender,
  outcome: "measured",
  timing: { seconds, quartiles: [seconds, seconds], turns: 9 },
  preparing: 0.002,
});
const row = (...results: readonly Result[]): RowResult => ({ task: "b", id: "one", title: "one", results });

test("of several processes the middle one counts, for each contender on its own", () => {
  const merged = mergedRow([row(took("a", 3), took("b", 1)), row(took("a", 1), took("b", 5)), row(took("a", 2), took("b", 2))]);
  expect(merged.results.map((result) => (result.outcome === "measured" ? result.timing : undefined))).toEqual([
    { seconds: 2, quartiles: [1.5, 2.5], turns: 27 },
    { seconds: 2, quartiles: [1.5, 3.5], turns: 27 },
  ]);
});

test("what crashed in one process has crashed", () => {
  const crashed: Result = { contender: "a", outcome: "crashed", reason: "out of memory" };
  expect(mergedRow([row(took("a", 3)), row(crashed)]).results).toEqual([crashed]);
});
