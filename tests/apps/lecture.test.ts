// trigrad lecture, as a student runs it. What each section says is tested with the views.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { exitCodeOf } from "../../src/apps/cli/commands/lecture.js";
import { tally } from "../../src/course/lecture/figure.js";
import { sectionNumbers, sections } from "../../src/course/lecture/sections.js";
import { temporaryFolder, trigrad } from "./run.js";

const folder = temporaryFolder();
const lecture = (...args: readonly string[]) => trigrad(["lecture", ...args], { env: { NO_COLOR: "1", COLUMNS: "100" } });

it("prints contents, all sections, and how many figures were checked", async () => {
  const { code, out, err } = await lecture();
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out.startsWith("The lecture, run and checked\n")).toBe(true);
  const found = [...out.matchAll(/^Section (\d)\. (.+)$/gm)].map(([, number, title]) => [number, title]);
  expect(found).toEqual(sectionNumbers.map((number) => [number, sections[number].title]));
  expect(out).toMatch(/^6 claims were tested: seen here \d, not seen here \d, depends \d\.$/m);
  expect(out.trimEnd()).toMatch(/\n\d+ figures were checked\. Every figure is reproduced\.$/);
});

describe("one section", () => {
  it.each([["5"], ["Section 5"]])("%j", async (name) => {
    const { code, out, err } = await lecture(name);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out.startsWith("Section 5. ")).toBe(true);
    expect(out.match(/^Section/gm)).toHaveLength(1);
    expect(out.endsWith("14 figures were checked. Every figure is reproduced.\n")).toBe(true);
  });

  it("there is no ninth: the eight are listed", async () => {
    const { code, out, err } = await lecture("9");
    expect({ code, out }).toEqual({ code: 2, out: "" });
    for (const number of sectionNumbers) expect(err).toContain(`  ${number}  ${sections[number].title}\n`);
    expect(err).not.toMatch(/^\s+at /m);
  });
});

it("ends with 1 when a figure differs", () => {
  const figure = { says: "1 + 1 = 2", right: true };
  expect(exitCodeOf(tally([figure]))).toBe(0);
  expect(exitCodeOf(tally([figure, { ...figure, right: false }]))).toBe(1);
});

it("answers a section that there is not as JSON where JSON was asked for", async () => {
  const { code, out, err } = await lecture("9", "--json");
  expect({ code, err }).toEqual({ code: 2, err: "" });
  expect(JSON.parse(out)).toMatchObject({ schema: 1, verdict: "error", error: { kind: "bad-value" } });
});

it("gives the numbers of a section as JSON", async () => {
  const { code, out } = await lecture("5", "--json");
  const { schema, figures, sections: found } = JSON.parse(out);
  expect({ code, schema, figures }).toEqual({ code: 0, schema: 1, figures: { checked: 14, right: 14, wrong: [] } });
  expect(found).toMatchObject([{ number: "5", title: sections["5"].title, right: true, figures: { checked: 14 } }]);
  expect(found[0].data.nodes.at(-1)).toMatchObject({ slide: { name: "f" }, value: -12, derivatives: { reverse: 1 } });
});

describe("pictures", () => {
  it("writes the plots of section 3", async () => {
    const file = join(folder.path, "activations.svg");
    const { code, out } = await lecture("3", "--svg", file);
    expect({ code, out }).toEqual({ code: 0, out: `wrote ${file}\n` });
    const svg = readFileSync(file, "utf8");
    for (const name of ["step", "sigmoid", "tanh", "ReLU", "Leaky ReLU"]) expect(svg).toContain(`>${name}: g(x) =`);
    expect(svg).not.toContain("NaN");
  });

  it.each([
    [["--svg", "lecture.svg"], "which section"],
    [["2", "--svg", "lecture.svg"], "section 2 has no picture"],
    [["3", "--svg", join("no-such-folder", "a.svg")], "no such file or folder"],
  ])("refuses %j", async (args, message) => {
    const { code, out, err } = await lecture(...args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
  });
});
