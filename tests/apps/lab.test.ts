// trigrad lab: with a lab of this test's own, and as a reader runs it.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { type LabOptions, labCommand } from "../../src/apps/cli/commands/lab.js";
import { progressBar } from "../../src/apps/cli/progress.js";
import { parseFormula } from "../../src/core/formula/index.js";
import { labs } from "../../src/course/labs/index.js";
import type { Lab, LabReport } from "../../src/course/labs/report.js";
import { trigrad as program, temporaryFolder } from "./run.js";

const { path: folder } = temporaryFolder();

/** Says back what it was given. */
const echo: Lab = {
  name: "echo",
  title: "An echo",
  question: "What was given?",
  predict: "Guess.",
  options: {
    size: { default: 3, meaning: "how many points, from 1 to 9" },
    formula: { default: "x", meaning: "any formula" },
    randomSeed: { default: 1, meaning: "the random seed" },
  },
  run(settings, progress): LabReport {
    const size = Number(settings["size"] ?? 3);
    if (!(size >= 1 && size <= 9)) throw new RangeError(`size: it is a number from 1 to 9, not ${settings["size"]}.`);
    parseFormula(String(settings["formula"] ?? "x"));
    progress?.(0.5);
    const points = Array.from({ length: size }, (_, x) => ({ x, y: x }));
    return {
      name: "echo",
      title: "An echo",
      question: "What was given?",
      predict: "Guess.",
      settings: { ...settings },
      randomSeed: Number(settings["randomSeed"] ?? 1),
      data: { given: settings, typed: new Float64Array([1, Number.NaN]), never: Number.POSITIVE_INFINITY },
      plots: [
        {
          name: "echo",
          title: "Points",
          x: { label: "x", scale: "linear" },
          y: { label: "y", scale: "linear" },
          series: [{ name: "f", points }],
        },
      ],
      tables: [],
      findings: [],
      seen: "An echo.",
    };
  },
};
const silent: Lab = { ...echo, name: "silent", title: "Silence", options: {} };

const run = (name: string | undefined, options: LabOptions = {}) => labCommand(name, options, [echo, silent]);
const dataOf = ({ output }: { output: string }) => JSON.parse(output).data.given;
const given = (options: LabOptions) => dataOf(run("echo", { ...options, json: true }));
const message = (name: string | undefined, options: LabOptions = {}): string => {
  try {
    run(name, options);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("nothing was refused");
};

describe("the settings of a lab", () => {
  it("are numbers where they read as numbers and the lab expects no text", () => {
    expect(given({ set: ["size=4", "formula=2", "other=-1e-3", "list=1,2"] })).toEqual({
      size: 4,
      formula: "2",
      other: -1e-3,
      list: "1,2",
    });
    expect(given({ set: ["formula=x == 1"] })).toEqual({ formula: "x == 1" });
  });

  it("may stand before the name", () => {
    expect(dataOf(run(undefined, { set: ["size=4", "echo"], json: true }))).toEqual({ size: 4 });
  });

  it("hold the seed", () => {
    expect(given({ seed: "12" })).toEqual({ randomSeed: 12 });
    expect(message("echo", { seed: "x" })).toContain("--seed x: a seed is a whole number.");
    expect(message("silent", { seed: "1" })).toContain("nothing in the lab silent is random");
    expect(message("echo", { seed: "1", set: ["randomSeed=2"] })).toContain("randomSeed is set twice");
  });

  it("are all named when one is wrong", () => {
    for (const set of ["size=10", "size=many", "size=", "size", "=4"]) {
      const text = message("echo", { set: [set] });
      expect(text).toMatch(/^ {2}size=3 +how many points, from 1 to 9$/m);
      expect(text).toMatch(/^ {2}formula=x +any formula$/m);
    }
    expect(message("echo", { set: ["size=10"] })).toMatch(/^size: it is a number from 1 to 9, not 10\.\n/);
    expect(message("echo", { set: ["size"] })).toContain("such as --set size=3");
    expect(message("echo", { set: ["size=1", "size=2"] })).toContain("size is set twice");
  });

  it("show where a formula is wrong", () => {
    expect(message("echo", { set: ["formula=x + * 2"] })).toMatch(/\n {2}x \+ \* 2\n {6}\^/);
  });
});

describe("trigrad lab", () => {
  it("lists the labs", () => {
    for (const { output, exitCode } of [run(undefined), run(undefined, { list: true }), run("echo", { list: true })]) {
      expect(exitCode).toBe(0);
      expect(output).toBe("echo    An echo\n        What was given?\nsilent  Silence\n        What was given?");
    }
    expect(JSON.parse(run(undefined, { json: true }).output)).toMatchObject({ schema: 1, labs: [{ name: "echo" }, { name: "silent" }] });
  });

  it("names the nearest lab for one that does not exist, and all there are", () => {
    expect(message("ehco")).toMatch(/^there is no lab "ehco"\. Did you mean echo\?\n\nThe labs are:\necho {4}An echo/);
    expect(message("sil")).toContain("Did you mean silent?");
    expect(message("zebra")).toMatch(/^there is no lab "zebra"\.\n/);
    expect(message("")).toMatch(/^there is no lab ""\.\n/);
  });

  it("asks first: no run, no answer", () => {
    const never: Lab = { ...echo, run: () => expect.unreachable("it ran") };
    const { output } = labCommand("echo", { predict: true }, [never]);
    expect(output).toBe("An echo\nQuestion: What was given?\nPredict first: Guess.\n\nThen look: trigrad lab echo");
    expect(JSON.parse(labCommand("echo", { predict: true, json: true }, [never]).output)).toMatchObject({ schema: 1, predict: "Guess." });
  });

  it("gives the report as one line of JSON, numbers that are not finite as null", () => {
    const { output } = run("echo", { json: true });
    expect(output).not.toContain("\n");
    expect(JSON.parse(output)).toMatchObject({ schema: 1, name: "echo", data: { typed: [1, null], never: null } });
  });

  it("gives errors as JSON too", () => {
    const wrong = run("echo", { json: true, set: ["size=10"] });
    expect(wrong.exitCode).toBe(2);
    expect(JSON.parse(wrong.output)).toEqual({
      schema: 1,
      name: "echo",
      verdict: "error",
      message: "size: it is a number from 1 to 9, not 10.",
      error: { kind: "bad-setting", message: "size: it is a number from 1 to 9, not 10." },
    });
    expect(JSON.parse(run("q", { json: true }).output)).toMatchObject({ name: "q", error: { kind: "unknown-lab" } });
  });

  it("writes the picture and says so, and refuses a place where it cannot before it runs", () => {
    const svg = join(folder, "echo.svg");
    expect(run("echo", { svg }).output).toContain(`\n\nwrote ${svg}`);
    expect(readFileSync(svg, "utf8")).toMatch(/^<svg [\s\S]*<\/svg>$/);
    const never: Lab = { ...echo, run: () => expect.unreachable("it ran") };
    expect(() => labCommand("echo", { svg: join(folder, "nowhere", "a.svg") }, [never])).toThrow(/ENOENT/);
    expect(() => labCommand("echo", { svg: folder }, [never])).toThrow("this is a folder");
    expect(() => labCommand("echo", { svg, set: ["size"] }, [never])).toThrow("write a name and a value");
  });

  it("draws without Unicode when asked", () => {
    expect(run("echo", { ascii: true }).output).toMatch(/^[\n -~]*$/);
  });
});

describe("a progress bar", () => {
  const barOn = (columns: number, isTTY = true) => {
    const written: string[] = [];
    return { written, bar: progressBar({ label: "training", stream: { isTTY, columns, write: (text) => written.push(text) } }) };
  };

  it("is silent where nobody watches", () => {
    const { written, bar } = barOn(80, false);
    bar.update(0.5, "loss 1");
    bar.done();
    expect(written).toEqual([]);
  });

  it("never wraps, whatever its text and width, and leaves nothing behind", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.double(),
        fc.string({ unit: "grapheme", maxLength: 100 }),
        (columns, fraction, text) => {
          const { written, bar } = barOn(columns);
          bar.update(fraction, text);
          bar.done();
          expect(written).toHaveLength(2);
          const [drawn = "", cleared] = written;
          expect(drawn.startsWith("\r\u001b[K")).toBe(true);
          expect(drawn.slice(4)).not.toMatch(/\p{Cc}/u);
          expect(stringWidth(drawn.slice(4))).toBeLessThan(Math.max(2, columns));
          expect(cleared).toBe("\r\u001b[K");
        },
      ),
    );
  });

  it("shows how far it is, and the live text behind", () => {
    const { written, bar } = barOn(80);
    bar.update(0.25, "loss 0.5");
    expect(written[0]).toMatch(/training [█#]{8}[░.]{22} {2}25 % {2}loss 0\.5$/);
  });

  it("is not redrawn faster than anyone reads", () => {
    const { written, bar } = barOn(80);
    for (let i = 0; i < 1000; i++) bar.update(i / 1000);
    expect(written.length).toBeLessThan(20);
  });
});

describe("as a process", () => {
  const trigrad = (...args: string[]) => program(["lab", ...args], { env: { NO_COLOR: "1", COLUMNS: "72" } });

  it("lists all labs, each with its question", async () => {
    const { code, out, err } = await trigrad("--list");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(labs.length).toBeGreaterThan(0);
    for (const { name } of labs) expect(out).toMatch(new RegExp(`^${name} `, "m"));
  });

  it("runs a real lab: text within the width, a picture, JSON", async () => {
    const svg = join(folder, "step-size.svg");
    const { code, out, err } = await trigrad("step-size", "--set", "formula=sin(x)", "x=1", "--svg", svg);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    for (const line of out.split("\n").slice(0, -3)) expect(stringWidth(line)).toBeLessThanOrEqual(72);
    expect(out).toContain("trigrad lab step-size --set 'formula=sin(x)' --set x=1");
    expect(readFileSync(svg, "utf8")).toContain("trigrad-plot");
    const json = await trigrad("step-size", "--json");
    expect(JSON.parse(json.out)).toMatchObject({ schema: 1, name: "step-size" });
  });

  it("refuses what it cannot do with exit code 2 and one clear message", async () => {
    writeFileSync(join(folder, "file"), "");
    for (const args of [["vanishin"], ["step-size", "--set", "smallest=-1"], ["step-size", "--svg", join(folder, "file", "a.svg")]]) {
      const { code, out, err } = await trigrad(...args);
      expect({ code, out }).toEqual({ code: 2, out: "" });
      expect(err).toMatch(/^trigrad: \S/);
      expect(err).not.toMatch(/^\s+at |node:internal|\bE[A-Z]{4,}:/m);
    }
  });
});
