// Size: a chain of a million operations.

import { expect, test } from "vitest";
import { add, mul, primal, record, reverse, type Value } from "../../src/index.js";

test("a chain of 1,000,000 traced operations differentiates in reverse, below 1 GB", () => {
  const chain = ({ x }: { x: Value }) => {
    let y = x;
    for (let i = 0; i < 500_000; i++) y = add(mul(y, 0.999999), 1e-6);
    return y;
  };
  const { graph } = record(chain as Parameters<typeof record>[0], { x: 2 });
  expect(graph.length).toBeGreaterThan(1_000_000);
  const { derivative } = reverse.derivative(graph)({ x: 2 });
  expect(derivative).toBeCloseTo(0.999999 ** 500_000, 9);
  expect(process.memoryUsage().rss).toBeLessThan(1e9);
}, 60_000);

test("a loop that looks at its numbers is stopped when it has recorded three million operations", () => {
  const looking = ({ x }: { x: Value }) => {
    let y = x;
    // It looks once, when it is too late: looking every time gives the same, but takes minutes.
    for (let i = 0; i < 3_000_000; i++) y = add(y, x);
    return primal(y) > 0 ? y : x;
  };
  const refusal = expect.objectContaining({
    name: "TraceError",
    message: expect.stringMatching(/more than 3000000 operations: does its loop end at this point/),
  });
  expect(() => record(looking as Parameters<typeof record>[0], { x: 1 })).toThrow(refusal);
}, 120_000);
