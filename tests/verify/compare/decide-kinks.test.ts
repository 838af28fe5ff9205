// The verdict on a kink or an infinite slope: both sides of every component decide.

import { describe, expect, it } from "vitest";
import type { SideOfDerivative } from "../../../src/verify/compare/at-point.js";
import { decideOn, numbersCalled, reference, says, site, slope } from "./evidence.js";

const abs = site("abs", [0], "abs'(0) = 0");
const sqrt = site("sqrt", [0]);
const up: SideOfDerivative = { kind: "infinite", sign: 1 };
const down: SideOfDerivative = { kind: "infinite", sign: -1 };
const outside: SideOfDerivative = { kind: "outside" };
const undecided: SideOfDerivative = { kind: "undecided" };
const jump: SideOfDerivative = { kind: "jump" };
const infinite = Number.POSITIVE_INFINITY;
/** Two steps of a double beyond 4: 1.8e-15. */
const near4 = 4 + 2 ** -49;

describe("two sides that differ", () => {
  it("are told with the operation, the convention, and what each method with rules answers", () => {
    const reports = { numerical: says({ x: 7 }), forward: says({ x: 0 }), reverse: says({ x: 0 }) };
    expect(decideOn({ sites: { kinks: [abs] }, reports, reference: reference(0, { x: 0 }, { x: [slope(-1), slope(1)] }) })).toEqual({
      verdict: "not-differentiable",
      message:
        "Here f is not differentiable in x, because of abs(0): from the left -1, from the right 1. By convention abs'(0) = 0; forward says 0, reverse says 0.",
      notes: [],
      oneSided: [{ input: "x", left: "-1", right: "1" }],
    });
  });

  it.each([
    [up, up, "not differentiable", "+infinity", "+infinity"],
    [up, down, "not differentiable", "+infinity", "-infinity"],
    [slope(2), up, "not differentiable", "2", "+infinity"],
    [outside, slope(2), "not differentiable", "nothing (outside the domain)", "2"],
    [slope(2), outside, "not differentiable", "2", "nothing (outside the domain)"],
    [outside, up, "not differentiable", "nothing (outside the domain)", "+infinity"],
    [down, outside, "not differentiable", "-infinity", "nothing (outside the domain)"],
    [undecided, slope(1), "not differentiable", "no pattern", "1"],
    [undecided, undecided, "not differentiable", "no pattern", "no pattern"],
    [jump, slope(1), "discontinuous", "a jump", "1"],
    [slope(1), jump, "discontinuous", "1", "a jump"],
    [jump, undecided, "discontinuous", "a jump", "no pattern"],
    [slope(1e-16), slope(1), "not differentiable", "0", "1"],
    [slope(1e-15), slope(1), "not differentiable", "1e-15", "1"],
    [slope(-2e-15), slope(1), "not differentiable", "-2e-15", "1"],
  ] as const)("%o and %o: f is %s", (left, right, what, before, after) => {
    expect(decideOn({ sites: { singular: [sqrt] }, reference: reference(0, { x: 0 }, { x: [left, right] }) })).toEqual({
      verdict: "not-differentiable",
      message: `Here f is ${what} in x, because of sqrt(0): from the left ${before}, from the right ${after}.`,
      notes: [],
      oneSided: [{ input: "x", left: before, right: after }],
    });
  });

  it.each([
    [outside, outside],
    [outside, jump],
    [jump, outside],
    [outside, undecided],
    [undecided, outside],
  ])("%o and %o: no side has a slope, and one is outside: the boundary of the domain", (left, right) => {
    const found = decideOn({ sites: { singular: [sqrt], kinks: [abs] }, reference: reference(0, { x: 0 }, { x: [left, right] }) });
    expect(found).toMatchObject({ verdict: "outside-domain", notes: [], oneSided: [{ input: "x" }] });
    expect(found.message).toMatch(
      /^On the boundary of the domain: sqrt\(0\) has no derivative by x \(from the left .*, from the right .*\)\.$/,
    );
  });

  it("count by component: what is smooth by one input is not told", () => {
    const found = decideOn({
      sites: { kinks: [abs] },
      components: numbersCalled("x", "y"),
      reports: { reverse: says({ x: 3, y: 0 }) },
      reference: reference(0, { x: 3, y: 0 }, { y: [slope(-1), slope(1)] }),
    });
    expect(found.oneSided).toEqual([{ input: "y", left: "-1", right: "1" }]);
    expect(found.message).toMatch(/not differentiable in y.*reverse says 0\.$/);
  });

  it("differ by more than the step of the one-sided quotients can make them", () => {
    const verdictOf = (left: number, right: number) =>
      decideOn({
        sites: { kinks: [abs] },
        reports: { reverse: says({ x: left }, 1) },
        reference: reference(0, { x: 0 }, { x: [slope(left), slope(right)] }),
      }).verdict;
    expect(verdictOf(1000, 1000 + 9e-10)).toBe("agree");
    expect(verdictOf(1000 + 9e-10, 1000)).toBe("agree");
    expect(verdictOf(1000, 1000 + 2e-9)).toBe("not-differentiable");
    expect(verdictOf(0, 1e-15)).toBe("agree");
    expect(verdictOf(0, 3e-15)).toBe("not-differentiable");
  });
});

it("without a reference nobody looks at both sides", () => {
  expect(decideOn({ sites: { kinks: [abs] }, reports: { reverse: says({ x: 0 }) } })).toEqual({
    verdict: "inconclusive",
    reason: "kink-without-reference",
    message: expect.stringMatching(/^abs\(0\) stands on a kink or an infinite slope, .*too large for the 64-digit reference/),
    notes: [],
  });
});

describe("sides that meet", () => {
  const on = (reports: object, gradient: Readonly<Record<string, number>> = { x: 4 }, sites: object = { singular: [sqrt] }) =>
    decideOn({ sites, reports, components: numbersCalled(...Object.keys(gradient)), reference: reference(0, gradient) });

  it("are a derivative, which all methods have to give", () => {
    const agree = {
      verdict: "agree",
      message: "All methods agree, and with the exact derivative. f is differentiable here, although sqrt(0) alone is not.",
      notes: [],
    };
    expect(on({ forward: says({ x: 4 }), reverse: says({ x: 4 }) })).toEqual(agree);
    expect(on({ reverse: says({ x: 5 }, 1) })).toEqual(agree);
    expect(on({ reverse: says({ x: near4 }) })).toEqual(agree);
    expect(on({ reverse: says({ x: 4 }, infinite) })).toEqual(agree);
    expect(on({ reverse: says({ x: 0 }) }, { x: 1e-16 })).toEqual(agree);
    expect(on({ reverse: says({ x: 1e-15 }) }, { x: 1e-15 })).toEqual(agree);
    expect(on({ reverse: says({ x: 4 }) }, { x: 4 }, { kinks: [abs], singular: [sqrt] })).toEqual(agree);
    expect(on({ reverse: says({ x: 4 }) }, { x: 4 }, { kinks: [abs] }).message).toMatch(/although abs\(0\) alone is not/);
  });

  it("numerical differentiation may find no bound and be excused, and no other method", () => {
    expect(on({ numerical: says({ x: 9 }, infinite) }).verdict).toBe("agree");
    expect(on({ numerical: says({ x: 9 }, Number.NaN) }).verdict).toBe("agree");
    expect(on({ numerical: says({ x: 9 }, 1) }).verdict).toBe("not-differentiable");
    expect(on({ reverse: says({ x: 9 }, infinite) }).verdict).toBe("not-differentiable");
  });

  it("which every convention misses: the kinks cancel out, and what each method says is told", () => {
    const both = on(
      { numerical: says({ x: 4, y: 1 }), forward: says({ x: 0, y: 0 }), reverse: says({ x: Number.NaN, y: 0 }) },
      { x: 4, y: 1 },
    );
    expect(both).toEqual({
      verdict: "not-differentiable",
      message: expect.stringMatching(/a kink here, at sqrt\(0\), .*kinks cancel out, .*\(forward says 0 for x, and it is 4\)\.$/),
      notes: ["forward says 0 for y, and it is 1", "reverse finds nothing for x, and it is 4", "reverse says 0 for y, and it is 1"],
      oneSided: [
        { input: "x", left: "4", right: "4" },
        { input: "y", left: "1", right: "1" },
      ],
    });
    expect(on({ reverse: says({ x: 1 }) }, { x: 0 }).verdict).toBe("not-differentiable");
    expect(on({ reverse: says({ x: 4 + 2 ** -47 }) }).verdict).toBe("not-differentiable");
  });
});

describe("one method that misses a slope beside another that has it", () => {
  const on = (reports: object, sites: object = { singular: [sqrt] }, gradient: Readonly<Record<string, number>> = { x: 4 }) =>
    decideOn({ sites, reports, components: numbersCalled(...Object.keys(gradient)), reference: reference(0, gradient) });

  it("has a wrong rule, for conventions mislead all alike", () => {
    expect(on({ forward: says({ x: 0 }, 0.5), reverse: says({ x: near4 }) })).toEqual({
      verdict: "disagree",
      message:
        "forward and reverse cannot both be right about x: 0 (off by at most 5.0e-1) and 4 (off by at most 0.0e+0). f is differentiable here, although sqrt(0) alone is not.",
      notes: [],
    });
  });

  it("which may show in a later component", () => {
    const reports = { forward: says({ x: 4, y: 1, z: 2 }), reverse: says({ x: 4, y: 1, z: 3 }) };
    expect(on(reports, { singular: [sqrt] }, { x: 4, y: 0, z: 3 }).message).toMatch(/^forward and reverse cannot both be right about z: 2/);
  });

  it("but not on an equality, where a method may be asked along one input alone", () => {
    const reports = { forward: says({ x: 0 }), reverse: says({ x: 4 }) };
    for (const primitive of ["eq", "ne"]) {
      const kinks = [abs, site(primitive, [1, 1], "it holds")];
      expect(on(reports, { singular: [sqrt], kinks }).verdict).toBe("not-differentiable");
    }
    expect(on(reports, { singular: [sqrt], kinks: [abs] }).verdict).toBe("disagree");
  });

  it("numerical differentiation follows no convention, and a method without a bound proves nothing", () => {
    expect(on({ numerical: says({ x: 4 }), reverse: says({ x: 0 }) }).verdict).toBe("not-differentiable");
    expect(on({ numerical: says({ x: 0 }), reverse: says({ x: 4 }) }).verdict).toBe("not-differentiable");
    expect(on({ forward: says({ x: 4 }, infinite), reverse: says({ x: 0 }) }).verdict).toBe("not-differentiable");
    expect(on({ forward: says({ x: 4 }), reverse: says({ x: 0 }, Number.NaN) }).verdict).toBe("not-differentiable");
    expect(on({ forward: says({ x: 4 }), reverse: says({ x: Number.NaN }) }).verdict).toBe("not-differentiable");
  });
});

describe("conventions that differ on a kink", () => {
  const on = (reports: object, sites: object = { kinks: [abs] }, components = numbersCalled("x")) =>
    decideOn({ sites, reports, components, reference: reference(0, { x: 0, y: 0 }, { x: [slope(-9), slope(9)] }) });

  it("are a disagreement, with a reference or without", () => {
    const reports = { forward: says({ x: 0 }), reverse: says({ x: 1 }, 0.25) };
    const broken = {
      verdict: "disagree",
      message: expect.stringMatching(
        /^forward and reverse follow different conventions for x on a kink: 0 \(off by at most 0\.0e\+0\) and 1 \(off by at most 2\.5e-1\)\.$/,
      ),
      notes: [],
    };
    expect(on(reports)).toEqual(broken);
    expect(decideOn({ sites: { kinks: [abs] }, reports })).toEqual(broken);
  });

  it("in any component", () => {
    const reports = { forward: says({ x: 0, y: 0 }), reverse: says({ x: 0, y: 1 }) };
    expect(on(reports, { kinks: [abs] }, numbersCalled("x", "y")).message).toMatch(/different conventions for y/);
  });

  it("differ by more than bounds and the last digit allow", () => {
    expect(on({ forward: says({ x: 0 }), reverse: says({ x: 1 }, 1) }).verdict).toBe("not-differentiable");
    expect(on({ forward: says({ x: 4 }), reverse: says({ x: 4 }) }).verdict).toBe("not-differentiable");
    expect(on({ forward: says({ x: 4 }), reverse: says({ x: near4 }) }).verdict).toBe("not-differentiable");
    expect(on({ forward: says({ x: 4 }), reverse: says({ x: 4 + 2 ** -46 }) }).verdict).toBe("disagree");
  });

  it("are none of numerical differentiation", () => {
    expect(on({ numerical: says({ x: 1 }), reverse: says({ x: 0 }) }).verdict).toBe("not-differentiable");
  });

  it("nor of an infinite slope or an equality", () => {
    const reports = { forward: says({ x: 0 }), reverse: says({ x: 1 }) };
    expect(on(reports, { kinks: [abs], singular: [sqrt] }).verdict).toBe("not-differentiable");
    expect(on(reports, { kinks: [abs, site("eq", [1, 1])] }).verdict).toBe("not-differentiable");
    expect(on(reports, { kinks: [site("ne", [1, 1]), abs] }).verdict).toBe("not-differentiable");
    expect(on(reports, { kinks: [site("lt", [1, 1]), abs] }).verdict).toBe("disagree");
  });
});
