import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import type { PictureNode } from "../../../src/views/graph/picture.js";
import { spellAscii } from "../../../src/views/graph/spell.js";
import { drawTerminal } from "../../../src/views/graph/terminal.js";
import { plainPaint } from "../../../src/views/paint.js";
import { circuit, exercise, forwardOnly, hundred, network, picture, pictures, shared } from "./fixtures.js";

const unicode = { width: 80, unicode: true };

describe("the terminal drawing", () => {
  it("of (x + y) * z is the slide's picture", () => {
    expect(drawTerminal(circuit, unicode)).toMatchInlineSnapshot(`
      "    -2
      x ───────╮   ╭───╮
          -4   ╰──▶│   │  3
                   │ + ├───────╮
          5    ╭──▶│   │  -4   │   ╭───╮
      y ───────╯   ╰───╯       ╰──▶│   │ -12
          -4                       │ * ├──────▶
                               ╭──▶│   │  1
          -4                   │   ╰───╯
      z ───────────────────────╯
          3"
    `);
  });

  it("writes a small matrix row by row, in either form", () => {
    const product = picture("W x", [
      ["W", [], "2 x 2", "2 x 2"],
      ["x", [], "[1, 2]", "[3, 4]"],
      ["W x", [0, 1], "[5, 11]", "[1, 1]"],
    ]);
    const matrix = { value: ["1  2", "3  4"], adjoint: ["1  2", "1  2"] };
    const drawn = { ...product, nodes: product.nodes.map((node) => (node.id === 0 ? { ...node, matrix } : node)) };
    expect(drawTerminal(drawn, unicode)).toMatchInlineSnapshot(`
      "   1  2
         3  4
      W ─────────╮
         1  2    │   ╭─────╮
         1  2    ╰──▶│     │ [5, 11]
                     │ W x ├─────────▶
         [1, 2]  ╭──▶│     │ [1, 1]
      x ─────────╯   ╰─────╯
         [3, 4]"
    `);
    const long = drawn.nodes.map((node) => (node.id === 2 ? { ...node, name: "the product of both" } : node));
    expect(drawTerminal({ ...drawn, nodes: long }, { width: 40, unicode: true })).toMatchInlineSnapshot(`
      "   [5, 11]
       ◀───────── the product of both = W x
         [1, 1]
         │   1  2
         │   3  4
         ├◀───────── W
         │   1  2
         │   1  2
         │  [1, 2]
         ╰◀───────── x
            [3, 4]"
    `);
  });

  it("in ASCII keeps its form", () => {
    expect(drawTerminal(circuit, { width: 80, unicode: false })).toMatchInlineSnapshot(`
      "    -2
      x -------+   +---+
          -4   +-->|   |  3
                   | + +-------+
          5    +-->|   |  -4   |   +---+
      y -------+   +---+       +-->|   | -12
          -4                       | * +------>
                               +-->|   |  1
          -4                   |   +---+
      z -----------------------+
          3"
    `);
  });

  it("leaves unknown gradients blank", () => {
    expect(drawTerminal(forwardOnly, unicode)).toMatchInlineSnapshot(`
      "    -2
      x ───────╮   ╭───╮
               ╰──▶│   │  3
                   │ + ├───────╮
          5    ╭──▶│   │       │   ╭───╮
      y ───────╯   ╰───╯       ╰──▶│   │ -12
                                   │ * ├──────▶
                               ╭──▶│   │
          -4                   │   ╰───╯
      z ───────────────────────╯"
    `);
  });

  it("branches where a value is used more than once", () => {
    expect(drawTerminal(shared, unicode)).toMatchInlineSnapshot(`
      "             ╭───╮
               ╭──▶│   │  9
               │   │ * ├───────╮   ╭───╮
          3    ├──▶│   │  1    ╰──▶│   │  12
      x ───────┤   ╰───╯           │ + ├──────▶
          7    │               ╭──▶│   │  1
               ╰───────────────╯   ╰───╯"
    `);
  });

  it("of the exercise fits 80 columns as a tree", () => {
    expect(drawTerminal(exercise, unicode)).toMatchInlineSnapshot(`
      "   0.4741
       ◀───────── ℓ = -
            1
         │  -0.4741
         ╰◀───────── ρ = log
              -1
            │  0.6225
            ╰◀───────── ϖ = /
               -1.6065
               │     1
               ├◀───────── 1
               │
               │  1.6065
               ╰◀───────── π = +
                  0.6225
                  │     1
                  ├◀───────── 1
                  │  0.6225
                  │  0.6065
                  ╰◀───────── ξ = exp
                     0.6225
                     │   -0.5
                     ╰◀───────── ν = -
                        0.3775
                        │    0.5
                        ╰◀───────── μ = +
                           -0.3775
                           │     2
                           ├◀───────── λ = +
                           │  -0.3775
                           │  │     1
                           │  ├◀───────── γ = *
                           │  │  -0.3775
                           │  │  │     1
                           │  │  ├◀───────── α = w1
                           │  │  │  -0.3775
                           │  │  │     1
                           │  │  ╰◀───────── β = x1
                           │  │     -0.3775
                           │  │     1
                           │  ╰◀───────── ζ = *
                           │     -0.3775
                           │     │     1
                           │     ├◀───────── δ = w2
                           │     │  -0.3775
                           │     │     1
                           │     ╰◀───────── ϵ = x2
                           │        -0.3775
                           │   -1.5
                           ╰◀───────── κ = *
                              -0.3775
                              │   -1.5
                              ├◀───────── θ = w3
                              │  -0.3775
                              │     1
                              ╰◀───────── ϑ = x3
                                 0.5663"
    `);
  });

  it("shows a shared operation once and refers to it after", () => {
    const square = picture("(x+y)*(x+y) with a wide value", [
      ["x", [], "1.2345678901234567", "4"],
      ["y", [], "1", "4"],
      ["+", [0, 1], "2", "4"],
      ["*", [2, 2], "4", "1"],
    ]);
    const drawing = drawTerminal(square, { width: 50, unicode: true });
    expect(drawing.match(/\+ #1/g)).toHaveLength(2);
    expect(drawing.match(/\+ #1, above/g)).toHaveLength(1);
    expect(drawing.match(/ y$/gm)).toHaveLength(1);
  });

  it("fits every width from 40 to 200, whatever the texts", () => {
    fc.assert(
      fc.property(pictures(30), fc.integer({ min: 40, max: 200 }), fc.boolean(), (given, width, isUnicode) => {
        const drawing = drawTerminal(given, { width, unicode: isUnicode });
        for (const line of drawing.split("\n")) expect(stringWidth(line)).toBeLessThanOrEqual(width);
        if (!isUnicode) expect(drawing).toMatch(/^[\n -~]*$/);
      }),
      { numRuns: 300 },
    );
  });

  it("fits 40 columns for the lecture's exercise, a network and a chain of two thousand", () => {
    const chain = picture(
      "chain",
      Array.from({ length: 2000 }, (_, i) => (i === 0 ? (["x", [], "1", "1"] as const) : (["sin", [i - 1], "0.5", "1"] as const))),
    );
    for (const given of [exercise, hundred, network(2000), chain]) {
      for (const width of [40, 0, Number.NaN]) {
        const lines = drawTerminal(given, { width, unicode: true }).split("\n");
        expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(40);
      }
    }
  });

  it("shows an input that the output does not use", () => {
    const unused = picture("y * y", [
      ["x", [], "7", "0"],
      ["y", [], "3", "6"],
      ["*", [1, 1], "9", "1"],
    ]);
    expect(drawTerminal(unused, unicode)).toContain("x ");
    const alone: PictureNode = { id: 70, label: "alone", kind: "input", operands: [], value: "7", adjoint: "0" };
    expect(drawTerminal({ ...network(70), nodes: [...network(70).nodes, alone] }, unicode)).toContain("alone");
  });

  it("lets no control character through", () => {
    const evil = picture("evil", [
      ["\u001b[31mx\n", [], "1\u0007", "\u009b2J"],
      ["log", [0], "0", "1"],
    ]);
    expect(drawTerminal(evil, unicode)).not.toMatch(/[^\P{Cc}\n]/u);
  });

  it("paints values and gradients, and the paint takes no columns", () => {
    const paint = {
      ...plainPaint,
      value: (text: string) => `\u001b[34m${text}\u001b[39m`,
      gradient: (text: string) => `\u001b[33m${text}\u001b[39m`,
    };
    const painted = drawTerminal(circuit, { ...unicode, paint });
    expect(painted).toContain("\u001b[34m-12\u001b[39m");
    expect(painted).toContain("\u001b[33m1\u001b[39m");
    expect(stripVTControlCharacters(painted)).toBe(drawTerminal(circuit, unicode));
  });

  it("spells Greek letters and signs in ASCII", () => {
    expect(spellAscii("∂ℓ/∂α ≤ ϖ₁·θ é 漢")).toBe("dl/dalpha <= varpi1*theta e ?");
  });
});
