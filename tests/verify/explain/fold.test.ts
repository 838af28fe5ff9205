// Folding copies away changes what is shown, and no number.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { networkAt } from "../../../src/course/networks/arbitrary.js";
import { networkGraph } from "../../../src/course/networks/network-graph.js";
import type { Nested } from "../../../src/index.js";
import { flatten } from "../../../src/verify/compare/components.js";
import { foldCopies } from "../../../src/verify/explain/fold.js";
import { type ArrayPassNode, arrayPasses } from "../../../src/verify/explain/passes.js";

const passesOf = networkAt({ layers: 3, width: 4, instances: 3 }).map(({ network, point, target }) => {
  const { graph, point: at, texts } = networkGraph({ network, parameters: point, input: point["x"] as Nested, target });
  return arrayPasses(graph, at, texts);
});

const copies = ["reshape", "transpose"];

describe("passes over vectors and matrices", () => {
  it("add up what arrives at each node", () => fc.assert(fc.property(passesOf, arrivalsAddUp), { numRuns: 60 }));

  it("still do when copies are folded away, and no network keeps one", () => {
    fc.assert(
      fc.property(passesOf, (found) => {
        const folded = foldCopies(found);
        arrivalsAddUp(folded);
        expect(folded.filter(({ primitive }) => copies.includes(primitive))).toEqual([]);
        const known = new Map(found.map((pass) => [pass.node, pass]));
        for (const { node, value, adjoint } of folded)
          expect({ value, adjoint }).toEqual({ value: known.get(node)?.value, adjoint: known.get(node)?.adjoint });
      }),
      { numRuns: 60 },
    );
  });

  it("keep the evaluation order: operands stand before their node", () => {
    fc.assert(
      fc.property(passesOf, (found) => {
        const seen = new Set<number>();
        for (const { node, operands } of foldCopies(found)) {
          for (const operand of operands) expect(seen.has(operand)).toBe(true);
          seen.add(node);
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** An adjoint is the sum of what all uses send, up to the rounding of that sum. */
function arrivalsAddUp(passes: readonly ArrayPassNode[]): void {
  const arrived = new Map<number, number[][]>();
  for (const { to, amount } of passes.flatMap(({ sends }) => sends)) arrived.set(to, [...(arrived.get(to) ?? []), flatten(amount)]);
  for (const { node, adjoint, active } of passes.slice(0, -1)) {
    const amounts = arrived.get(node);
    expect(amounts === undefined).toBe(!active);
    flatten(adjoint).forEach((entry, i) => {
      const each = (amounts ?? []).map((amount) => amount[i] as number);
      const size = each.reduce((total, amount) => total + Math.abs(amount), 0);
      const sum = each.reduce((total, amount) => total + amount, 0);
      expect(Math.abs(sum - entry)).toBeLessThanOrEqual(each.length * Number.EPSILON * size);
    });
  }
}
