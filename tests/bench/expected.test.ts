import { expect, test } from "vitest";
import { mistake } from "../../bench/contenders/check.js";
import { expectedOf } from "../../bench/tasks/expected.js";
import type { Problem } from "../../bench/tasks/problem.js";
import { chain, logLoss, network, networks, product, rosenbrock } from "../../bench/tasks/problems.js";
import { pointOf, programOf } from "../../bench/tasks/program.js";
import { record } from "../../src/core/graph/trace.js";
import { referenceGradient } from "../../src/verify/reference/index.js";

const problems: readonly Problem[] = [product(), logLoss(3), rosenbrock(10, "vectors"), network(networks.smallest), chain(30)];

test.each(problems)("the answer of $title is that of 64 digits, within its bound", (problem) => {
  const program = programOf(problem);
  const { graph } = record(program.f, pointOf(program));
  const { value, gradient } = referenceGradient(graph, pointOf(program));
  const expected = expectedOf(problem);
  // A double next to the reference is itself off by half a unit in its last place.
  const isWithin = (got: number, right: number, bound: number) => Math.abs(got - right) <= bound + 2 ** -52 * Math.abs(right);
  expect(isWithin(expected.value, Number(value), expected.valueBound)).toBe(true);
  problem.parameters.forEach(({ name }, k) => {
    gradient[name]?.forEach((right, i) => {
      expect(isWithin(expected.parts[k]?.[i] as number, Number(right), expected.bounds[k]?.[i] as number), `${name}, entry ${i}`).toBe(
        true,
      );
    });
    expect(gradient[name]).toHaveLength(expected.parts[k]?.length ?? 0);
  });
});

test("a chain of a million steps has come to rest: v = x v + y, with the derivatives of y / (1 - x)", () => {
  const problem = chain(1_000_000);
  const [x = 0, y = 0] = problem.parameters.map(({ data }) => data[0] as number);
  const { value, valueBound, parts, bounds } = expectedOf(problem);
  const answers = [y / (1 - x), y / (1 - x) ** 2, 1 / (1 - x)];
  [value, parts[0]?.[0], parts[1]?.[0]].forEach((got, i) => {
    const right = answers[i] as number;
    const bound = [valueBound, bounds[0]?.[0], bounds[1]?.[0]][i] as number;
    // 1 - x is exact, and each formula rounds at most three times.
    expect(Math.abs((got as number) - right)).toBeLessThanOrEqual(bound + 4 * 2 ** -53 * right);
    expect(bound).toBeLessThan(1e-9 * right);
  });
});

test("both forms of a function have one answer", () => {
  const vectors = rosenbrock(10, "vectors");
  const { value, parts } = expectedOf(rosenbrock(10, "scalars"));
  expect(mistake(vectors, expectedOf(vectors), { value, parts }, "float64")).toBeUndefined();
});

test.each(problems)("an error of 1e-9 in one entry of $title is noticed in float64, of 1e-3 in float32", (problem) => {
  const expected = expectedOf(problem);
  const last = expected.parts.length - 1;
  const off = (by: number) =>
    expected.parts.map((part, k) => (k === last ? part.map((entry, i) => (i === 0 ? entry * (1 + by) : entry)) : part));
  for (const [precision, by] of [
    ["float64", 1e-9],
    ["float32", 1e-3],
  ] as const) {
    expect(mistake(problem, expected, { value: expected.value, parts: expected.parts }, precision)).toBeUndefined();
    expect(mistake(problem, expected, { value: expected.value, parts: off(by) }, precision)).toMatch(/^d\/d/);
    expect(mistake(problem, expected, { value: expected.value * (1 + by), parts: expected.parts }, precision)).toMatch(/^value/);
    expect(mistake(problem, expected, { value: Number.NaN, parts: expected.parts }, precision)).toMatch(/^value NaN/);
  }
});
