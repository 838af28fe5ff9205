// The lecture as text, at the widths of terminals, and what it says when a figure differs.

import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import type { ClaimsData, TestedClaim } from "../../../src/course/lecture/claims-section.js";
import { tally } from "../../../src/course/lecture/figure.js";
import { type SectionNumber, sectionNamed, sectionNumbers, sections, UnknownSection } from "../../../src/course/lecture/sections.js";
import { sectionSvg } from "../../../src/views/lecture/pictures.js";
import { contentsText, sectionText, tallyText } from "../../../src/views/lecture/sections.js";
import { besides, mark, table } from "../../../src/views/lecture/table.js";
import { plainPaint } from "../../../src/views/paint.js";

const at = (width: number, unicode = true) => ({ width, unicode, paint: plainPaint });
const widest = (text: string) => Math.max(...text.split("\n").map((line) => stringWidth(line)));

/** Section 8 runs labs: it stands below, on results of our own. */
const quick: readonly SectionNumber[] = sectionNumbers.filter((number) => number !== "8");
const computed = new Map(quick.map((number) => [number, compute(number)]));

function compute<N extends SectionNumber>(number: N) {
  const { data, figures } = sections[number].compute();
  return { figures, svg: sectionSvg(number, data), text: (width: number, unicode = true) => sectionText(number, data, at(width, unicode)) };
}
const of = (number: SectionNumber) => computed.get(number) as ReturnType<typeof compute>;

describe.each(quick)("section %s", (number) => {
  it("has its title first and no NaN in it", () => {
    const text = of(number).text(100);
    expect(text.startsWith(`Section ${number}. ${sections[number].title}\n`)).toBe(true);
    expect(text).not.toMatch(/NaN|\[object|null/);
  });

  it.each([40, 60, 80, 120])("keeps to %i columns", (width) => {
    const text = of(number).text(width);
    expect(widest(text), text).toBeLessThanOrEqual(width);
  });

  it("fits its tables into 80 columns, frames and all", () => {
    // A table that does not fit becomes a list, whose entries are indented by two.
    expect(of(number).text(80)).not.toMatch(/^ {2}[a-z_'() ]+: /m);
  });

  it("needs no Unicode", () => {
    expect([...of(number).text(80, false)].filter((letter) => (letter.codePointAt(0) as number) > 126)).toEqual([]);
  });

  it("is right in every figure, and counts them", () => {
    expect(of(number).figures.length).toBeGreaterThan(5);
    expect(of(number).figures.filter(({ right }) => !right)).toEqual([]);
  });
});

it("every figure of a section says something of its own", () => {
  for (const number of quick) {
    const says = of(number).figures.map((figure) => figure.says);
    expect(says.filter((one, i) => says.indexOf(one) < i)).toEqual([]);
  }
});

it("shows the slides' figures to four decimals", () => {
  for (const figure of ["0.6065", "1.6065", "0.6225", "-0.474", "-1.6065", "0.6224", "-0.3775", "0.5663"]) {
    expect(of("6").text(100)).toMatch(new RegExp(`│ ${figure.replace(".", "\\.")} +│`));
  }
});

it("contents fit one screen", () => {
  const text = contentsText(at(80));
  expect(text.split("\n").length).toBeLessThanOrEqual(24);
  for (const number of sectionNumbers) expect(text).toContain(`${number} ${sections[number].title}`);
});

describe("the closing line", () => {
  const right = { says: "1 + 1 = 2", right: true };

  it("counts what is right", () => {
    expect(tallyText(tally([right, right]), at(80))).toBe("2 figures were checked. Every figure is reproduced.");
  });

  it("names what differs", () => {
    const text = tallyText(tally([right, { says: "1 + 1 = 3", right: false }]), at(80));
    expect(text).toBe("2 figures were checked, 1 are right. These differ:\n- 1 + 1 = 3");
  });
});

describe("the name of a section", () => {
  it.each(["3", " 3 ", "section 3", "Section 3", "SECTION 3"])("%j is section 3", (text) => expect(sectionNamed(text)).toBe("3"));

  it.each(["9", "0", "", "three", "3.0", "__proto__", "constructor"])("there is no section %j, and all are listed", (text) => {
    expect(() => sectionNamed(text)).toThrow(UnknownSection);
    for (const number of sectionNumbers) expect(() => sectionNamed(text)).toThrow(`  ${number}  ${sections[number].title}`);
  });
});

describe("tables", () => {
  const columns = {
    head: ["node", "value"],
    rows: [
      ["alpha", "3"],
      ["f", "-12"],
    ],
  };

  it("become a list where their frame is too wide", () => {
    expect(table(columns, at(12))).toBe("alpha\n  value: 3\nf\n  value: -12");
  });

  it("stand side by side where they fit, else one below another with their keys, without empty rows", () => {
    const keys = { head: ["node"], rows: [["alpha"], ["f"]] };
    const groups = [
      { head: ["value"], rows: [["3"], ["-12"]] },
      { head: ["local"], rows: [[""], ["z, alpha"]] },
    ];
    expect(besides(keys, groups, at(80)).split("\n")).toHaveLength(6);
    const split = besides(keys, groups, at(25));
    expect(split.match(/node/g)).toHaveLength(2);
    expect(split.match(/alpha {2}?│|│ alpha/g)?.length).toBe(1);
  });

  it("mark what is wrong in words where there is no Unicode", () => {
    expect([mark(true, at(80)), mark(false, at(80)), mark(true, at(80, false)), mark(false, at(80, false))]).toEqual([
      "✓",
      "✗",
      "ok",
      "WRONG",
    ]);
  });
});

describe("section 8", () => {
  const parts = (seen: readonly TestedClaim["seen"][]) =>
    seen.map((one, i) => ({ claim: `part ${i + 1} of the claim`, seen: one, because: `It was so in ${i} of 7 runs.` }));
  const claim = (name: string, seen: TestedClaim["seen"], of: readonly TestedClaim["seen"][]): TestedClaim => ({
    claim: name,
    seen,
    because: "",
    parts: parts(of),
    lab: "vanishing",
    quick: { depths: "2, 10", epochs: 1 },
    settings: {},
    randomSeed: 7,
  });
  const data: ClaimsData = {
    claims: [
      claim("step function: gradients do not flow", "seen here", ["seen here"]),
      claim("ReLU converges faster", "not seen here", ["not seen here"]),
      claim("sigmoid and tanh vanish in deep networks, ReLU does not; ReLU units die", "depends", ["seen here", "depends"]),
    ],
  };

  it("says how each claim came out, why, and how to see it again", () => {
    const text = sectionText("8", data, at(80));
    expect(text).toContain("1 step function: gradients do not flow\n  seen here: It was so in 0 of 7 runs.\n");
    expect(text).toContain("3 sigmoid and tanh vanish in deep networks, ReLU does not; ReLU units die\n  depends, as a whole:\n");
    expect(text).toContain("  - depends: part 2 of the claim. It was so in 1 of 7 runs.\n");
    expect(text).toContain("  trigrad lab vanishing --set 'depths=2, 10' --set epochs=1 --seed 7\n");
    expect(text.endsWith("3 claims were tested: seen here 1, not seen here 1, depends 1.")).toBe(true);
  });

  it.each([40, 60, 80, 120])("keeps to %i columns", (width) => {
    expect(widest(sectionText("8", data, at(width)))).toBeLessThanOrEqual(width);
  });

  it("has no figure to be right or wrong, so that nothing is counted", () => {
    expect(tallyText(tally([]), at(80))).toBe("");
  });
});

it("section 3 is drawn, section 4 is not", () => {
  expect(of("3").svg).toContain("<svg");
  expect(of("4").svg).toBeUndefined();
});
