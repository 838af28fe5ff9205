// Size: a chain of a million operations.

import { expect, test } from "vitest";
import { add, mul, record, reverse, type Value } from "../../src/index.js";

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
