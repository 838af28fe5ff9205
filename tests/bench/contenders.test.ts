import { describe, expect, test } from "vitest";
import { mistake } from "../../bench/contenders/check.js";
import { type Contender, type Ready, Unable } from "../../bench/contenders/contender.js";
import { contenders, ours, rivals, yardsticks } from "../../bench/contenders/index.js";
import { measureRow } from "../../bench/measure/row.js";
import { quick } from "../../bench/measure/settings.js";
import { expectedOf } from "../../bench/tasks/expected.js";
import type { Problem } from "../../bench/tasks/problem.js";
import { chain, hessianProduct, logLoss, network, networks, product, rosenbrock } from "../../bench/tasks/problems.js";

const tiny = { widths: [2, 2, 1], activation: "tanh", loss: "squared", batch: 1 } as const;
const odd = { widths: [5, 7, 6, 3], activation: "relu", loss: "cross-entropy", batch: 6 } as const;

const small: readonly Problem[] = [product(), logLoss(3), rosenbrock(5, "vectors"), rosenbrock(5, "scalars"), network(tiny), chain(20)];
const larger: readonly Problem[] = [
  logLoss(101),
  rosenbrock(50, "vectors"),
  rosenbrock(50, "scalars"),
  network(networks.smallest),
  network(networks.small),
  network(odd),
  chain(1001),
];
const second: readonly Problem[] = [
  hessianProduct(rosenbrock(7, "vectors")),
  hessianProduct(network(tiny)),
  hessianProduct(network(networks.small)),
  hessianProduct(network(odd)),
];

async function verdict(contender: Contender, problem: Problem): Promise<string> {
  const ready = await contender.prepare(problem);
  if (ready instanceof Unable) return ready.reason;
  ready.call();
  ready.call();
  return mistake(problem, expectedOf(problem), ready.answer(), contender.precision) ?? "right";
}

describe.each(contenders.filter(({ name }) => name !== "hand-written, f64x2"))("$name", (contender) => {
  test.each(small)("knows value and gradient of $title", async (problem) => {
    expect(await verdict(contender, problem)).toBe("right");
  });
});

/** Those that are soon done. */
const quickOnes = [...yardsticks, ...ours, ...rivals].filter(({ name }) => !/mathjs|symbolic|numerical|forward/.test(name));

describe.each(quickOnes)("$name", (contender) => {
  test.each(larger)("is right about $title, or says why it does not run", async (problem) => {
    expect(await verdict(contender, problem)).toMatch(/^(right|formula too large|no matrix product|\d+ passes)$/);
  });
});

describe.each([...yardsticks, ...ours].filter(({ name }) => name !== "trigrad numerical"))("$name", (contender) => {
  test.each(second)("is right about: $title, or says why it does not run", async (problem) => {
    expect(await verdict(contender, problem)).toMatch(/^(right|formula too large|no matrix product)$/);
  });
});

const answering = (name: string, change: (answer: ReturnType<Ready["answer"]>) => ReturnType<Ready["answer"]>): Contender => ({
  name,
  precision: "float64",
  prepare: async (problem) => {
    const { value, parts } = expectedOf(problem);
    return { call() {}, answer: () => change({ value, parts }) };
  },
});

test("a contender that is wrong, fails or cannot is reported as such, and the others are measured", async () => {
  const nudged = answering("nudged", ({ value, parts }) => ({
    value,
    parts: parts.map((part) => part.map((entry) => entry * (1 + 1e-12))),
  }));
  const short = answering("short", ({ value }) => ({ value, parts: [] }));
  const failing: Contender = {
    name: "failing",
    precision: "float64",
    prepare: async () => {
      throw new Error("no luck");
    },
  };
  const unwilling: Contender = { name: "unwilling", precision: "float64", prepare: async () => new Unable("too large") };
  const fine = answering("fine", (answer) => answer);
  const told: string[] = [];
  const { results } = await measureRow(rosenbrock(5, "vectors"), [nudged, short, failing, unwilling, fine], quick, (about) =>
    told.push(about),
  );
  expect(results.map(({ contender, outcome }) => [contender, outcome])).toEqual([
    ["nudged", "wrong"],
    ["short", "wrong"],
    ["failing", "crashed"],
    ["unwilling", "unable"],
    ["fine", "measured"],
  ]);
  expect(results[2]).toMatchObject({ reason: "no luck" });
  expect(told).toEqual(["nudged", "short", "failing", "unwilling", "fine", "fine"]);
});

test("the numbers of all problems are exact in float32", () => {
  for (const { parameters } of [...small, ...larger]) {
    for (const { data } of parameters) expect(data).toEqual(data.map(Math.fround));
  }
});
