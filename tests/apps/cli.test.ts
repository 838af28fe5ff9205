// The terminal program as a reader runs it: a process of its own, judged by what it prints and how it ends.

import { execFile, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { expectRefused, json, jsonLines, program, temporaryFolder, trigrad } from "./run.js";

const folder = temporaryFolder();
const widest = (text: string) => Math.max(...text.split("\n").map((line) => stringWidth(line)));

const methods = ["numerical", "symbolic", "forward", "reverse"];
const circuit = ["(x + y) * z", "--at", "x=-2,y=5,z=-4"];
const exercise = ["-log(sigmoid(w . x))", "--at", "w=[1,1,-1.5],x=[1,1,1]"];
const spelledOut = ["-log(1 / (exp(-(w1*x1 + w2*x2 + w3*x3)) + 1))", "--at", "w1=1,x1=1,w2=1,x2=1,w3=-1.5,x3=1"];
const escapeCode = String.fromCharCode(27);

describe("compare", () => {
  it.each([circuit, exercise, spelledOut])("agrees on the lecture's %s", async (...args) => {
    const { code, out, err } = await trigrad(["compare", ...args]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^AGREE: All four methods agree/m);
    for (const method of methods) expect(out).toContain(method);
    expect(out).toContain("operations");
    expect(out).toContain("evaluations");
  });

  it("gives the circuit as one line of JSON", async () => {
    const run = await trigrad(["compare", ...circuit, "--json"]);
    expect(run.out.trim().split("\n")).toHaveLength(1);
    const record = json(run);
    expect(record).toMatchObject({
      schema: 1,
      formula: "(x + y) * z",
      at: { x: -2, y: 5, z: -4 },
      value: -12,
      verdict: "agree",
      reference: { value: "-12", gradient: { x: "-4", y: "-4", z: "3" } },
    });
    for (const method of methods) expect(record.methods[method].gradient).toEqual({ x: -4, y: -4, z: 3 });
  });

  it("gives the exercise with 40 digits, bounds that hold, and what was spent", async () => {
    const record = json(await trigrad(["compare", ...exercise, "--json"]));
    // log(1 + e^-0.5) and 1/(1 + e^0.5), from tables of more digits.
    expect(record.reference.value).toMatch(/^0\.47407698418010668087/);
    expect(record.reference.value.replace("0.", "")).toHaveLength(40);
    expect(record.reference.gradient.w[0]).toMatch(/^-0\.37754066879814543536/);
    expect(Object.keys(record.methods)).toEqual(methods);
    for (const method of methods) {
      const { gradient, bound, boundKind, digits, operations, evaluations } = record.methods[method];
      expect(boundKind).toBe(method === "numerical" ? "estimate" : "proven");
      expect(operations).toBeGreaterThan(0);
      expect(evaluations).toBeGreaterThan(0);
      for (const name of ["w", "x"]) {
        for (let i = 0; i < 3; i++) {
          const exact = Number(record.reference.gradient[name][i]);
          expect(Math.abs(gradient[name][i] - exact)).toBeLessThanOrEqual(bound[name][i] + Number.EPSILON * Math.abs(exact));
          expect(digits[name][i]).toBeGreaterThan(9);
        }
      }
    }
    expect(record.methods.reverse.evaluations).toBe(1);
  });

  it("takes values without names in the order of the names", async () => {
    const { code, out } = await trigrad(["compare", "(x + y) * z", "--at", "-2,5,-4", "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(out).at).toEqual({ x: -2, y: 5, z: -4 });
  });

  it.each(["compare", "graph"])("%s takes a formula that begins with a minus", async (command) => {
    const { code, out, err } = await trigrad([command, "-log(x)", "--at", "x=2", "--json"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(JSON.parse(out).formula).toBe("-log(x)");
  });

  it("differentiates by some names only", async () => {
    const record = json(await trigrad(["compare", ...circuit, "--wrt", "x, z", "--json"]));
    for (const method of methods) expect(Object.keys(record.methods[method].gradient).sort()).toEqual(["x", "z"]);
    const unknown = await trigrad(["compare", ...circuit, "--wrt", "q"]);
    expectRefused(unknown);
    expect(unknown.err).toContain("q");
  });

  it("takes vectors and matrices", async () => {
    const record = json(await trigrad(["compare", "v . u", "--at", "v=[1,2,3]", "--at", "u=[4,5,-6.5]", "--json"]));
    expect(record.value).toBe(-5.5);
    expect(record.methods.reverse.gradient).toEqual({ v: [4, 5, -6.5], u: [1, 2, 3] });
  });

  it("says where there is no derivative or no value, as an answer and not an error", async () => {
    const kink = json(await trigrad(["compare", "|x|", "--at", "x=0", "--json"]));
    expect(kink).toMatchObject({ verdict: "not-differentiable", oneSided: [{ input: "x" }] });
    expect([Number(kink.oneSided[0].left), Number(kink.oneSided[0].right)]).toEqual([-1, 1]);
    const outside = await trigrad(["compare", "log(x)", "--at", "x=-1"]);
    expect(outside.code).toBe(0);
    expect(outside.out).toMatch(/^OUTSIDE THE DOMAIN/m);
  });
});

describe("mistakes", () => {
  it.each([
    ["sin(x", "x=1", 3],
    ["x + * 2", "x=1", 4],
    ["2 * foo(x)", "x=1", 4],
    ["x + y", "x=1", 4],
  ])("shows a caret under the place in %s", async (formula, at, position) => {
    for (const command of ["compare", "graph"]) {
      const run = await trigrad([command, formula, "--at", at]);
      expectRefused(run);
      expect(run.out).toBe("");
      const lines = run.err.trimEnd().split("\n");
      expect(lines.at(-2)).toBe(`  ${formula}`);
      expect(lines.at(-1)).toBe(`  ${" ".repeat(position)}^`);
    }
  });

  it.each([
    ["sin(x", "x=1", { kind: "syntax", position: 3 }],
    ["2 * foo(x)", "x=1", { kind: "unknown-name", position: 4 }],
    ["x + y", "x=1", { kind: "missing-value", position: 4 }],
    ["x", "x=[1,2]", { kind: "not-scalar" }],
    ["x", "x=one", { kind: "bad-value" }],
  ])("gives %s at %s as a JSON record", async (formula, at, error) => {
    for (const command of ["compare", "graph"]) {
      const run = await trigrad([command, formula, "--at", at, "--json"]);
      expect({ code: run.code, err: run.err }).toEqual({ code: 2, err: "" });
      expect(json(run)).toMatchObject({ schema: 1, formula, verdict: "error", error });
    }
  });

  it.each([
    [["comapre", "x"], "compare"],
    [["compare", "x", "--att", "x=1"], "--at"],
    [["lecture", "6", "--jsno"], "--json"],
  ])("suggests for %s", async (args, meant) => {
    const run = await trigrad(args);
    expectRefused(run);
    expect(run.err).toContain(`Did you mean ${meant}?`);
  });

  it.each([[["compare"]], [["compare", "x", "y"]], [["compare", ""]], [["compare", "x", "--at"]], [["steps", "x"]], [["check"]]])(
    "refuses %s",
    async (args) => expectRefused(await trigrad(args)),
  );

  it.each(["x=0x10", "x=1,x=2", "1,2", "x=[]", "x=[1,[2]]", "x=1e999", "=1", "x=[1"])("refuses --at %s", async (at) =>
    expectRefused(await trigrad(["compare", "x", "--at", at])),
  );
});

describe("the terminal", () => {
  it.each([
    ["a pipe", {}, false],
    ["NO_COLOR", { NO_COLOR: "1" }, false],
    ["NO_COLOR before FORCE_COLOR", { NO_COLOR: "1", FORCE_COLOR: "1" }, false],
    ["FORCE_COLOR", { FORCE_COLOR: "1" }, true],
    ["FORCE_COLOR=0", { FORCE_COLOR: "0" }, false],
  ])("%s decides about colours", async (_, env, coloured) => {
    for (const args of [
      ["compare", ...circuit],
      ["graph", ...circuit],
      ["steps", "x^2", "--wrt", "x"],
      ["lecture", "5"],
    ]) {
      expect((await trigrad(args, { env })).out.includes(escapeCode), args.join(" ")).toBe(coloured);
    }
  });

  const long = ["sin(aVeryLongNameIndeed*anotherVeryLongName)+exp(aVeryLongNameIndeed)", "--at", "1.2345678901234567,0.1234567890123456"];
  it.each([40, 60, 80])("keeps to %i columns", async (columns) => {
    const env = { COLUMNS: String(columns) };
    for (const command of ["compare", "graph"]) {
      for (const args of [circuit, exercise, spelledOut, long, ["|x|", "--at", "0"]]) {
        const { code, out } = await trigrad([command, ...args], { env });
        expect(code).toBe(0);
        expect(widest(out), `${command} ${args.join(" ")}\n${out}`).toBeLessThanOrEqual(columns);
      }
    }
  });

  it("--ascii draws without Unicode", async () => {
    for (const formula of [circuit, exercise, ["α * x", "--at", "α=2,x=1"], ["|x|", "--at", "x=0"]]) {
      for (const more of [[], ["--step"]]) {
        expect((await trigrad(["graph", ...formula, "--ascii", ...more])).out).toMatch(/^[\n -~]+$/);
      }
    }
  });

  it("ends without a word when the reader closes the pipe", async () => {
    const many = `${JSON.stringify({ formula: "x^2", at: { x: 3 } })}\n`.repeat(2000);
    const [code, err] = await new Promise<[number | null, string]>((done) => {
      const child = spawn(process.execPath, [program, "check", folder.write("pipe.jsonl", many), "--json"]);
      let said = "";
      child.stderr.on("data", (part) => {
        said += part;
      });
      child.stdout.once("data", () => child.stdout.destroy());
      child.on("close", (status) => done([status, said]));
    });
    expect({ code, err }).toEqual({ code: 0, err: "" });
  });

  it("starts at once: help loads no formulas, methods or plots", async () => {
    const { stderr } = await new Promise<{ stderr: string }>((done) =>
      execFile(process.execPath, [program, "--help"], { env: { ...process.env, NODE_DEBUG: "esm" } }, (_, _stdout, stderr) =>
        done({ stderr }),
      ),
    );
    expect(stderr).toContain("commander");
    for (const heavy of ["mathjs", "decimal", "d3-", "dagre", "fast-check"]) expect(stderr).not.toContain(heavy);
  });

  it("helps", async () => {
    for (const args of [[], ["--help"], ["compare", "--help"], ["--version"]]) {
      const { code, out, err } = await trigrad(args);
      expect({ code, err }).toEqual({ code: 0, err: "" });
      expect(out).not.toBe("");
    }
  });
});

describe("graph", () => {
  it("draws values and gradients", async () => {
    const { code, out } = await trigrad(["graph", ...circuit]);
    expect(code).toBe(0);
    for (const shown of ["x", "y", "z", "+", "*", "-12", "-2", "5", "3"]) expect(out).toContain(shown);
  });

  it("writes an SVG", async () => {
    const path = join(folder.path, "graph.svg");
    expect(await trigrad(["graph", "x < 2 ? x & 1 : x", "--at", "x=1", "--svg", path])).toMatchObject({ code: 2 });
    expect(await trigrad(["graph", ...exercise, "--svg", path])).toMatchObject({ code: 0, err: "", out: `wrote ${path}\n` });
    expectWellFormed(readFileSync(path, "utf8"));
    await trigrad(["graph", "x < 2 ? x^2 : x", "--at", "x=1", "--svg", path]);
    expectWellFormed(readFileSync(path, "utf8"));
  });

  it("says clearly when the SVG cannot be written", async () => {
    for (const path of [join(folder.path, "none", "a.svg"), folder.path]) {
      const run = await trigrad(["graph", ...circuit, "--svg", path]);
      expectRefused(run);
      expect(run.err).toContain(path);
    }
  });

  it("prints DOT and Mermaid", async () => {
    const dot = await trigrad(["graph", ...circuit, "--dot"]);
    expect(dot.out).toMatch(/^digraph [\s\S]*n0 -> n3 \[label="-2\\n-4"\][\s\S]*\}\s*$/);
    const mermaid = await trigrad(["graph", ...circuit, "--mermaid"]);
    expect(mermaid.out).toMatch(/^flowchart LR\n/);
    expect(mermaid.out).toContain("n0 -->");
  });

  it("names the rule of each step", async () => {
    const { code, out } = await trigrad(["graph", ...circuit, "--step"]);
    expect(code).toBe(0);
    expect(out.indexOf("forward pass")).toBeLessThan(out.indexOf("backward pass"));
    for (const line of [/multiply: .* -4 to v1$/m, /multiply: .* 3 to z$/m, /add: .* to x$/m, /add: .* to y$/m]) expect(out).toMatch(line);
  });

  it("gives nodes as JSON", async () => {
    const { schema, formula, nodes } = json(await trigrad(["graph", ...circuit, "--json"]));
    expect({ schema, formula }).toEqual({ schema: 1, formula: "(x + y) * z" });
    expect(nodes.at(-1)).toMatchObject({ value: -12, adjoint: 1, operands: [3, 2] });
  });
});

/** Every element is closed in order, and text has no bare & or <. */
function expectWellFormed(svg: string): void {
  const open: string[] = [];
  const rest = svg.replace(/^<\?xml[^>]*\?>/, "").replace(/<!--[\s\S]*?-->/g, "");
  const left = rest.replace(/<(\/?)([\w:-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g, (_, closing, name, _attributes, empty) => {
    if (closing === "/") expect(open.pop()).toBe(name);
    else if (empty === "") open.push(name);
    return "";
  });
  expect(svg).toMatch(/<svg[^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  expect(open).toEqual([]);
  expect(left).not.toMatch(/[<>]/);
  expect(svg).not.toMatch(/&(?!(amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i);
}

describe("steps", () => {
  it("names one rule a line, and the result", async () => {
    const { code, out } = await trigrad(["steps", "-log(1/(1 + exp(-w*x)))", "--wrt", "w"]);
    expect(code).toBe(0);
    for (const shown of [/^chain rule for log: /m, /^chain rule for exp: /m, /^variable: /m, /^d\/dw = /m]) expect(out).toMatch(shown);
  });

  it("prints TeX with balanced braces", async () => {
    const { code, out } = await trigrad(["steps", "-log(1/(1 + exp(-w*x)))", "--wrt", "w", "--tex"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^\\frac\{\\partial\}\{\\partial w\}/);
    expect(out.split("{")).toHaveLength(out.split("}").length);
  });

  it("says that an unknown variable does not appear", async () => {
    const { code, out } = await trigrad(["steps", "x^2", "--wrt", "q"]);
    expect(code).toBe(0);
    expect(out).toContain("d/dq = 0");
    expect(out).toContain("q does not appear in the formula");
  });

  it("refuses what is no variable", async () => expectRefused(await trigrad(["steps", "x^2", "--wrt", "x+1"])));

  it("gives JSON", async () => {
    const record = json(await trigrad(["steps", "-x^2", "--wrt", "x", "--json"]));
    expect(record).toMatchObject({ schema: 1, formula: "-x^2", wrt: "x", notes: [] });
    expect(record.steps.length).toBeGreaterThan(1);
    expect(json(await trigrad(["steps", "sin(", "--wrt", "x", "--json"]))).toMatchObject({ verdict: "error", error: { kind: "syntax" } });
  });
});

describe("lecture", () => {
  it("reproduces every figure", async () => {
    const runs = await Promise.all(["5", "6"].map((section) => trigrad(["lecture", section])));
    expect(runs.map(({ code, err }) => ({ code, err }))).toEqual([
      { code: 0, err: "" },
      { code: 0, err: "" },
    ]);
    const out = runs.map((run) => run.out).join("\n");
    const numbers = [
      "-12",
      "0.5",
      "-0.5",
      "0.6065",
      "1.6065",
      "0.6225",
      "-0.474",
      "0.474",
      "-1.6065",
      "0.6224",
      "0.3775",
      "-0.3775",
      "0.5663",
    ];
    for (const number of numbers) expect(out).toMatch(new RegExp(`[ │]${number.replace(".", "\\.")}[ │]`));
    expect(out.trimEnd().endsWith("Every figure is reproduced.")).toBe(true);
  });

  it("shows the erratum with both signs", async () => {
    const { out } = await trigrad(["lecture", "6"]);
    expect(out).toContain("w1 + eta dl/dw1 = w1 + 0.3775 eta");
    expect(out).toContain("w1 - eta dl/dw1 = w1 + 0.3775 eta");
    expect(out).not.toContain("Section 5");
  });

  it("gives JSON", async () => {
    const { schema, sections } = json(await trigrad(["lecture", "6", "--json"]));
    expect(schema).toBe(1);
    expect(sections.map(({ number, right }: { number: string; right: boolean }) => [number, right])).toEqual([["6", true]]);
  });

  it("has no section 9", async () => {
    const run = await trigrad(["lecture", "9"]);
    expectRefused(run);
    for (const section of [1, 2, 3, 4, 5, 6, 7, 8]) expect(run.err).toMatch(new RegExp(`^  ${section}  `, "m"));
  });
});

describe("check", () => {
  const right = { id: "a", formula: "x^2", at: { x: 3 }, gradient: { x: 6 }, value: 9 };
  const wrong = { id: "b", formula: "x^2", at: { x: 3 }, gradient: { x: 7 } };
  const lines = (...cases: unknown[]) => cases.map((one) => (typeof one === "string" ? one : JSON.stringify(one))).join("\n");

  it("tells right from wrong claims", async () => {
    const run = await trigrad(["check", folder.write("claims.jsonl", lines(right, wrong)), "--json"]);
    expect(run.code).toBe(1);
    expect(jsonLines(run)).toMatchObject([
      { id: "a", verdict: "agree", claim: { verdict: "right" } },
      { id: "b", verdict: "agree", claim: { verdict: "wrong", worst: "x" } },
    ]);
    const good = await trigrad(["check", "-"], { input: lines(right) });
    expect(good.code).toBe(0);
    expect(good.out).toMatch(/^a +agree; claim right/);
  });

  it.each([
    "not json",
    "[1",
    '{"at": {}}',
    "17",
    "null",
    '{"formula": "sin(", "at": {}}',
    '{"formula": "x", "at": {"x": "a"}}',
    '{"formula": "x",',
    '{"formula":',
  ])("goes on after %s", async (bad) => {
    for (const [order, place] of [
      [[right, bad, wrong], 1],
      [[bad, right, wrong], 0],
    ] as const) {
      const run = await trigrad(["check", "-", "--json"], { input: lines(...order) });
      expect(run.code).toBe(2);
      const records = jsonLines(run);
      expect(records).toHaveLength(3);
      expect(records[place]).toMatchObject({ schema: 1, verdict: "error" });
      expect(records.filter(({ verdict }) => verdict === "agree")).toHaveLength(2);
    }
  });

  it.each([
    ["an array", JSON.stringify([right, wrong])],
    ["a pretty-printed array", JSON.stringify([right, wrong], null, 2)],
    ["an array after empty lines", `\n\n${JSON.stringify([right, wrong], null, 2)}\n`],
    ["an array with one case a line", `[${JSON.stringify(right)},\n${JSON.stringify(wrong)}]`],
    ["BOM and CRLF", `\uFEFF${JSON.stringify(right)}\r\n\r\n${JSON.stringify(wrong)}\r\n`],
    ["a pretty-printed array with BOM and CRLF", `\uFEFF${JSON.stringify([right, wrong], null, 2).replaceAll("\n", "\r\n")}`],
  ])("reads %s", async (_, input) => {
    const run = await trigrad(["check", "-", "--json"], { input });
    expect(run.code).toBe(1);
    expect(jsonLines(run).map(({ id, claim }) => [id, claim.verdict])).toEqual([
      ["a", "right"],
      ["b", "wrong"],
    ]);
  });

  it.each([JSON.stringify(right, null, 2), '{"formula": "x^2",\n"at": {"x": 3}, "gradient": {"x": 6}}'])(
    "reads one object over several lines",
    async (input) => {
      const run = await trigrad(["check", "-", "--json"], { input });
      expect(jsonLines(run)).toMatchObject([{ formula: "x^2", claim: { verdict: "right" } }]);
      expect(run.code).toBe(0);
    },
  );

  it.each(["", "\n \r\n", "[]"])("says that %j holds no case", async (text) => {
    const run = await trigrad(["check", folder.write("empty.json", text)]);
    expectRefused(run);
    expect(run.err).toContain("holds no case");
  });

  it("says clearly when there is no file", async () => {
    for (const path of [join(folder.path, "missing.jsonl"), folder.path]) {
      const run = await trigrad(["check", path]);
      expectRefused(run);
      expect(run.err.split("\n").filter((line) => line !== "")).toHaveLength(1);
    }
    expect((await trigrad(["check", join(folder.path, "missing.jsonl")])).err).toContain("missing.jsonl");
  });

  it("checks 2,000 cases in little memory", async () => {
    const input = Array.from({ length: 2000 }, (_, i) =>
      JSON.stringify({ id: i, formula: "x^2 + y", at: { x: i / 7, y: 1 }, gradient: { x: (2 * i) / 7, y: 1 } }),
    ).join("\n");
    const run = await trigrad(["check", "-", "--json"], { input, node: ["--max-old-space-size=200"] });
    expect({ code: run.code, err: run.err }).toEqual({ code: 0, err: "" });
    const records = jsonLines(run);
    expect(records.map(({ id }) => id)).toEqual(Array.from({ length: 2000 }, (_, i) => i));
    expect(records.every(({ claim }) => claim.verdict === "right")).toBe(true);
  }, 120_000);
});
