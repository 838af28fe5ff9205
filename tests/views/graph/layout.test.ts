import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layoutWithDagre } from "../../../src/views/graph/dagre-layout.js";
import { intoLayers } from "../../../src/views/graph/layers.js";
import { layoutGraph, layoutInLayers } from "../../../src/views/graph/layout.js";
import { crossings, reorder } from "../../../src/views/graph/order.js";
import { type GraphPicture, InvalidPicture, TooLargeToDraw } from "../../../src/views/graph/picture.js";
import type { Layout, LayoutStyle } from "../../../src/views/graph/placed.js";
import { circuit, exercise, hundred, network, picture, pictures, shared } from "./fixtures.js";

const style: LayoutStyle = {
  bodyWidth: (node) => 20 + node.label.length,
  bodyHeight: (node) => 20 + 10 * node.operands.length,
  height: (node) => 24 + 10 * node.operands.length,
  laneWidth: (node) => 20 + node.value.length,
  passageHeight: 4,
  portGap: () => 8,
  layerGap: 30,
  slotGap: 6,
};

interface Box {
  readonly id: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const tolerance = 1e-6;

/** A node's body and lane together; the height is that of the lane, which contains the texts. */
function boxes(layout: Layout): Box[] {
  const lanes = new Map(layout.lanes.map((lane) => [lane.node.id, lane]));
  return layout.nodes.map(({ node, x, y, width, height }) => {
    const lane = lanes.get(node.id);
    if (lane === undefined) throw new Error("a node without a lane");
    const half = Math.max(height, lane.height) / 2;
    return { id: node.id, left: x - width / 2, right: lane.x2, top: y - half, bottom: y + half };
  });
}

function overlaps(a: Box, b: Box): boolean {
  const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return across > tolerance && down > tolerance;
}

/** Segments are level inside columns, so a sloping one may share no x with any box. */
function arrowThroughBox(layout: Layout): string | undefined {
  const all = boxes(layout);
  for (const { from, to, points } of layout.arrows) {
    for (let i = 1; i < points.length; i++) {
      const [p, q] = [points[i - 1], points[i]];
      if (p === undefined || q === undefined) continue;
      const segment = { id: -1, left: p.x, right: q.x, top: Math.min(p.y, q.y) - tolerance, bottom: Math.max(p.y, q.y) + tolerance };
      const hit = all.find((box) => overlaps(box, { ...segment, top: segment.top - 1, bottom: segment.bottom + 1 }));
      // An arrow may run on level with its own lane, where dagre's column is wider than the lane.
      if (hit !== undefined && hit.id !== from && hit.id !== to) return `${from} -> ${to} through ${hit.id}`;
    }
  }
  return undefined;
}

function checkLaws(given: GraphPicture, layout: Layout): void {
  const all = boxes(layout);
  for (const [i, box] of all.entries()) expect(all.slice(i + 1).find((other) => overlaps(box, other))).toBeUndefined();
  const wanted = given.nodes.flatMap((node) => node.operands.map((from, operand) => `${from} ${node.id} ${operand}`));
  expect(layout.arrows.map(({ from, to, operand }) => `${from} ${to} ${operand}`).sort()).toEqual(wanted.sort());
  expect(arrowThroughBox(layout)).toBeUndefined();
  for (const { node } of layout.nodes) {
    const ends = layout.arrows.filter((arrow) => arrow.to === node.id).sort((a, b) => a.operand - b.operand);
    const heights = ends.map((arrow) => arrow.points.at(-1)?.y ?? 0);
    expect(heights, "operands arrive in order").toEqual([...heights].sort((a, b) => a - b));
    expect(new Set(heights).size, "each at a place of its own").toBe(ends.length);
  }
  for (const { points } of layout.arrows) {
    for (let i = 1; i < points.length; i++) expect(points[i]?.x).toBeGreaterThanOrEqual((points[i - 1]?.x ?? 0) - tolerance);
  }
  for (const { left, right, top, bottom } of all) {
    expect(Math.min(left, top)).toBeGreaterThanOrEqual(-tolerance);
    expect(right).toBeLessThanOrEqual(layout.width + tolerance);
    expect(bottom).toBeLessThanOrEqual(layout.height + tolerance);
  }
}

describe("the layout", () => {
  it("keeps nodes, lanes and arrows apart, and draws each arrow once, on random graphs", () => {
    fc.assert(
      fc.property(pictures(60), (given) => checkLaws(given, layoutInLayers(given, style))),
      { numRuns: 200 },
    );
  });

  it("keeps the same laws with dagre", () => {
    fc.assert(
      fc.property(pictures(40), (given) => checkLaws(given, layoutWithDagre(given, style))),
      { numRuns: 60 },
    );
    checkLaws(hundred, layoutGraph(hundred, style));
  });

  it("draws the lecture's formulas without crossings", () => {
    for (const given of [circuit, exercise]) expect(crossings(reorder(intoLayers(given, style)))).toBe(0);
  });

  it("takes the crossings out of a walk that has some", () => {
    const crossed = picture("x + y, y + x, x", [
      ["x", [], "1", "1"],
      ["y", [], "1", "1"],
      ["f", [1], "1", "1"],
      ["g", [0], "1", "1"],
      ["+", [3, 2], "1", "1"],
    ]);
    expect(crossings(reorder(intoLayers(crossed, style).map((layer) => layer.reverse())))).toBe(0);
  });

  it("x*x draws two arrows, and both start where the lane ends", () => {
    const { arrows, lanes } = layoutGraph(shared, style);
    const two = arrows.filter((arrow) => arrow.from === 0 && arrow.to === 1);
    expect(two.map((arrow) => arrow.operand)).toEqual([0, 1]);
    const start = { x: lanes.find((lane) => lane.node.id === 0)?.x2, y: lanes.find((lane) => lane.node.id === 0)?.y };
    expect(two.map((arrow) => arrow.points[0])).toEqual([start, start]);
  });

  it("keeps a chain of functions straight", () => {
    const chain = picture("chain", [
      ["x", [], "1", "1"],
      ["sin", [0], "1", "1"],
      ["exp", [1], "1", "1"],
      ["log", [2], "1", "1"],
    ]);
    expect(new Set(layoutGraph(chain, style).nodes.map(({ y }) => y)).size).toBe(1);
  });

  it("draws a deep graph with a value used at every depth in seconds", () => {
    const rows = Array.from({ length: 2000 }, (_, i) =>
      i === 0 ? (["x", [], "1", "1"] as const) : (["*", [i - 1, 0], "1", "1"] as const),
    );
    expect(layoutGraph(picture("deep", rows), style).arrows).toHaveLength(2 * 1999);
  }, 20_000);

  it("refuses what is too large, and says what to do", () => {
    expect(() => layoutGraph(network(2001), style)).toThrow(TooLargeToDraw);
    expect(() => layoutGraph(network(2001), style)).toThrow("2001 nodes, and at most 2000 are drawn. Draw a part");
    const sum = picture("sum", [
      ["x", [], "1", "1"],
      ["sum", new Array(6001).fill(0), "1", "1"],
    ]);
    expect(() => layoutGraph(sum, style)).toThrow("6001 arrows");
  });

  it("refuses a picture that is not in evaluation order", () => {
    expect(() => layoutGraph({ ...circuit, nodes: [...circuit.nodes].reverse() }, style)).toThrow(InvalidPicture);
    expect(() => layoutGraph({ ...circuit, output: 99 }, style)).toThrow(InvalidPicture);
    expect(() => layoutGraph({ ...circuit, nodes: [...circuit.nodes, ...circuit.nodes] }, style)).toThrow(InvalidPicture);
  });
});
