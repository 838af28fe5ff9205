import { describe, expect, it } from "vitest";
import { drawDot } from "../../../src/views/graph/dot.js";
import { drawMermaid } from "../../../src/views/graph/mermaid.js";
import { circuit, forwardOnly, picture, shared } from "./fixtures.js";

const hostile = picture('say "hi"\\\n</title>', [
  ['a"b\\N', [], "[1, 2]\n", "<b>&lt;"],
  ["|x|", [0], "end", undefined],
]);

describe("DOT", () => {
  it("of (x + y) * z carries value and gradient on each arrow", () => {
    expect(drawDot(circuit)).toMatchInlineSnapshot(`
      "digraph "(x + y) * z" {
        rankdir=LR;
        node [shape=circle, fontname="monospace"];
        edge [fontname="monospace"];
        n0 [label="x", shape=plaintext];
        n1 [label="y", shape=plaintext];
        n2 [label="+"];
        n3 [label="z", shape=plaintext];
        n4 [label="*"];
        n0 -> n2 [label="-2\\n-4"];
        n1 -> n2 [label="5\\n-4"];
        n2 -> n4 [label="3\\n-4"];
        n3 -> n4 [label="-4\\n3"];
        out [shape=point, label=""];
        n4 -> out [label="-12\\n1"];
      }
      "
    `);
  });

  it("escapes quotes, backslashes, newlines and entities", () => {
    expect(drawDot(hostile)).toMatchInlineSnapshot(`
      "digraph "say \\"hi\\"\\\\\\n</title>" {
        rankdir=LR;
        node [shape=circle, fontname="monospace"];
        edge [fontname="monospace"];
        n0 [label="a\\"b\\\\N", shape=plaintext];
        n1 [label="|x|"];
        n0 -> n1 [label="[1, 2]\\n\\n<b>&amp;lt;"];
        out [shape=point, label=""];
        n1 -> out [label="end\\n"];
      }
      "
    `);
  });

  it("draws x*x as two arrows", () => {
    expect(drawDot(shared).match(/n0 -> n1 /g)).toHaveLength(2);
  });
});

describe("Mermaid", () => {
  it("of (x + y) * z carries value and gradient on each arrow", () => {
    expect(drawMermaid(circuit)).toMatchInlineSnapshot(`
      "flowchart LR
        n0["x"]
        n1["y"]
        n2(("#43;"))
        n3["z"]
        n4(("#42;"))
        n0 -->|"#45;2<br>#45;4"| n2
        n1 -->|"5<br>#45;4"| n2
        n2 -->|"3<br>#45;4"| n4
        n3 -->|"#45;4<br>3"| n4
        out[" "]
        n4 -->|"#45;12<br>1"| out
        style out fill:none,stroke:none
      "
    `);
  });

  it("escapes whatever is not a letter, digit or harmless sign", () => {
    expect(drawMermaid(hostile)).toMatchInlineSnapshot(`
      "flowchart LR
        n0["a#34;b#92;N"]
        n1(("#124;x#124;"))
        n0 -->|"#91;1, 2#93; <br>#60;b#62;#38;lt#59;"| n1
        out[" "]
        n1 -->|"end<br>"| out
        style out fill:none,stroke:none
      "
    `);
  });

  it("leaves unknown gradients blank and draws x*x as two arrows", () => {
    expect(drawMermaid(forwardOnly)).toContain('|"5<br>"|');
    expect(drawMermaid(shared).match(/n0 -->.* n1$/gm)).toHaveLength(2);
  });
});
