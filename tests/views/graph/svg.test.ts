import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawSvg } from "../../../src/views/graph/svg.js";
import { tags } from "../well-formed.js";
import { circuit, exercise, forwardOnly, hundred, picture, pictures, shared } from "./fixtures.js";

const allowed = new Set(["svg", "title", "desc", "style", "rect", "g", "path", "text", "tspan"]);

describe("the SVG", () => {
  it("has the slide's figures, values before gradients", () => {
    const texts = [...drawSvg(circuit).matchAll(/class="trigrad-(value|gradient)"[^>]*>([^<]*)</g)].map(
      ([, kind, text]) => `${kind} ${text}`,
    );
    const wanted = circuit.nodes.flatMap((node) => [`value ${node.value}`, `gradient ${node.adjoint}`]);
    expect(texts.sort()).toEqual(wanted.sort());
  });

  it("puts the value above its lane and the gradient below", () => {
    const lanes = [
      ...drawSvg(exercise).matchAll(
        /<path class="trigrad-arrow" d="M[\d.-]+ ([\d.-]+)H[^>]*>.*?"trigrad-value" x="[\d.-]+" y="([\d.-]+)".*?"trigrad-gradient" x="[\d.-]+" y="([\d.-]+)"/g,
      ),
    ];
    expect(lanes.length).toBeGreaterThan(10);
    for (const [, lane, value, gradient] of lanes) {
      expect(Number(value)).toBeLessThan(Number(lane));
      expect(Number(gradient)).toBeGreaterThan(Number(lane));
    }
  });

  it("draws no gradient before the backward pass", () => {
    expect(drawSvg(forwardOnly)).not.toContain('class="trigrad-gradient"');
  });

  it("draws each arrow once", () => {
    expect(drawSvg(shared).match(/data-from="0" data-to="1"/g)).toHaveLength(2);
    const arrows = hundred.nodes.reduce((sum, node) => sum + node.operands.length, 0);
    expect(drawSvg(hundred).match(/data-from=/g)).toHaveLength(arrows);
  });

  it("has a title, a description in words and a role", () => {
    const svg = drawSvg(circuit);
    expect(svg).toContain('role="img"');
    expect(svg).toContain("<title>(x + y) * z</title>");
    expect(svg).toContain("node 2 is + of x, y, value 3, gradient -4.");
  });

  it("marks the nodes that a step is about", () => {
    expect(drawSvg(circuit, { highlight: [4] })).toContain('trigrad-highlight" data-node="4"');
  });

  it("is well-formed and free of injected markup for any text", () => {
    const evil = picture('</title><script>alert(1)</script>"', [['"><script>', [], "&amp;'\u0000", "]]>\ud800"]]);
    expect(drawSvg(evil)).not.toContain("<script");
    expect(drawSvg(evil)).not.toContain("\u0000");
    fc.assert(
      fc.property(pictures(12), fc.string({ unit: "binary" }), (given, title) => {
        for (const tag of tags(drawSvg({ ...given, title }))) expect(allowed).toContain(tag);
      }),
      { numRuns: 100 },
    );
    tags(drawSvg(evil));
  });
});
