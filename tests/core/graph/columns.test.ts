// Nodes in pages: what is read is what was added, however long the list, and a copy goes its own way.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Attribute, type Graph, GraphBuilder } from "../../../src/core/graph/graph.js";
import { Pages } from "../../../src/core/graph/pages.js";

describe("numbers in pages", () => {
  test("come back as they went in, and copies grow apart: around the ends of pages", () => {
    const page = 2 ** 16;
    const lengths = fc.oneof(fc.nat(50), ...[1, 2].map((pages) => fc.integer({ min: pages * page - 2, max: pages * page + 2 })));
    fc.assert(
      fc.property(lengths, fc.nat(40), fc.nat(40), (length, mine, yours) => {
        const first = filled(new Pages(), length, (i) => 7 * i);
        const second = first.copy();
        const third = first.copy();
        filled(first, mine, (i) => -1 - i);
        filled(second, yours, (i) => 1000 + i);
        const all = (pages: Pages) => Array.from({ length: pages.length }, (_, i) => pages.at(i));
        const common = Array.from({ length }, (_, i) => 7 * i);
        const added = (count: number, number: (i: number) => number) => Array.from({ length: count }, (_, i) => number(i));
        expect(all(third)).toEqual(common);
        expect(all(first)).toEqual([...common, ...added(mine, (i) => -1 - i)]);
        expect(all(second)).toEqual([...common, ...added(yours, (i) => 1000 + i)]);
      }),
      { numRuns: 20 },
    );
  });
});

function filled(pages: Pages, count: number, number: (i: number) => number): Pages {
  for (let i = 0; i < count; i++) pages.push(number(i));
  return pages;
}

interface Node {
  readonly primitive: string;
  readonly operands: number[];
  readonly shape: number[];
  readonly attribute: Attribute | undefined;
}

const nodes = fc.array(
  fc.record<Node>({
    primitive: fc.constantFrom("add", "neg", "stack", "constructor"),
    operands: fc.array(fc.nat(1000), { maxLength: 6 }),
    shape: fc.constantFrom([], [2], [1, 2], [12]),
    attribute: fc.option(fc.integer(), { nil: undefined }),
  }),
);

describe("nodes in columns", () => {
  test("have the primitive, the operands, the shape and the attribute that they were added with; what adopts them has them too", () => {
    fc.assert(
      fc.property(nodes, nodes, nodes, (first, mine, yours) => {
        const whole = added(new GraphBuilder(), first).finish([]);
        const [left, right] = [new GraphBuilder(), new GraphBuilder()];
        left.adopt(whole);
        right.adopt(whole);
        expect(nodesOf(added(left, mine).finish([]))).toEqual([...first, ...mine]);
        expect(nodesOf(added(right, yours).finish([]))).toEqual([...first, ...yours]);
        expect(nodesOf(whole)).toEqual(first);
      }),
    );
  });
});

function added(builder: GraphBuilder, some: readonly Node[]): GraphBuilder {
  for (const { primitive, operands, shape, attribute } of some) builder.add(primitive, operands, shape, attribute);
  return builder;
}

function nodesOf(graph: Graph): Node[] {
  return Array.from({ length: graph.length }, (_, node) => {
    const operands = graph.operands(node);
    expect(graph.operandCount(node)).toBe(operands.length);
    expect(operands.map((_, k) => graph.operand(node, k))).toEqual(operands);
    return { primitive: graph.primitive(node), operands, shape: [...graph.shape(node)], attribute: graph.attribute(node) };
  });
}
