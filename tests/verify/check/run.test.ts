// What a check reports: points judged and passed over, rounding seen, and the verdict in words.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkGradient, real } from "../../../src/index.js";
import { tooFew } from "../../../src/verify/check/run.js";

interface Two {
  readonly x: number;
  readonly y: number;
}

const right = ({ x, y }: Two) => ({ x: 2 * x * y, y: x * x });
const f = "x^2 * y";
const range = { min: 1, max: 2 };
const inputs = { x: real(range), y: real(range) };

/** Goes up and down by about 1e-10 from point to point. */
const jitter = (x: number) => 1e-10 * Math.sin(1e9 * x);

describe("a right gradient", () => {
  test("was right at all points", () => {
    expect(checkGradient(f, right, { inputs, samples: 7, seed: 3 })).toEqual({
      verdict: "right",
      message: "Right at all 7 points.",
      samples: 7,
      skipped: {},
      roundingSeen: 0,
      randomSeed: 3,
    });
  });

  test("says how many digits it loses to its own rounding, in whichever component", () => {
    for (const claim of [
      ({ x, y }: Two) => ({ x: 2 * x * y * (1 + jitter(x)), y: x * x }),
      ({ x, y }: Two) => ({ x: 2 * x * y, y: x * x * (1 + jitter(x)) }),
    ]) {
      const report = checkGradient(f, claim, { inputs, seed: 3 });
      expect(report.verdict).toBe("right");
      expect(report.roundingSeen).toBeGreaterThan(1e-11);
      expect(report.roundingSeen).toBeLessThan(1e-9);
      expect(report.message).toBe(
        `Right at all 100 points; it loses digits to its own rounding, at worst ${report.roundingSeen.toExponential(1)} of the derivative.`,
      );
    }
  });
});

describe("points that cannot be judged", () => {
  test("are counted by reason, and replaced by others", () => {
    const claim = ({ x }: Two) => ({ x: 0.5 / Math.sqrt(x) });
    const report = checkGradient("sqrt(x)", claim, { inputs: { x: real() }, samples: 50, seed: 2 });
    expect(report).toMatchObject({ verdict: "right", samples: 50 });
    const outside = report.skipped["outside the domain of sqrt"] as number;
    expect(outside).toBeGreaterThan(20);
    expect(outside).toBeLessThan(100);
  });

  test("leave a check undecided where they are too many", () => {
    const report = checkGradient("sqrt(x)", ({ x }: Two) => 0.5 / Math.sqrt(x), {
      inputs: { x: real({ min: -2, max: -1 }) },
      samples: 2,
      seed: 2,
    });
    expect(report).toMatchObject({ verdict: "undecided", samples: 0, roundingSeen: 0 });
    const times = report.skipped["outside the domain of sqrt"] as number;
    expect(times).toBeGreaterThan(30);
    expect(report.message).toBe(
      `Only 0 of 2 points could be judged: ${times} times outside the domain of sqrt. State where the inputs lie: { inputs: { x: real({ min: 1, max: 2 }) } }.`,
    );
  });

  test("are told with every reason, or that there was none", () => {
    const reasons = new Map([
      ["a", 2],
      ["b", 1],
    ]);
    expect(tooFew(1, 5, reasons)).toContain("Only 1 of 5 points could be judged: 2 times a, 1 times b. State");
    expect(tooFew(0, 5, new Map())).toContain("could be judged: no point was drawn. State");
  });

  test("are those, too, with too few neighbours to tell a mistake from rounding", () => {
    // Only a sliver of the domain around 1 is known: its neighbours further off are outside.
    const sliver = "sqrt(1e-9 - abs(x - 1)) + x^2";
    const claim = ({ x }: Two) => 2 * x - (Math.sign(x - 1) * 0.5) / Math.sqrt(1e-9 - Math.abs(x - 1));
    const off = (at: Two) => claim(at) * (1 + 1e-7);
    const report = checkGradient(sliver, off, { inputs: { x: real({ min: 1 + 1e-10, max: 1 + 9e-10 }) }, samples: 1, seed: 5 });
    expect(report.verdict).toBe("undecided");
    expect(Object.keys(report.skipped)).toEqual(["too few points nearby could be judged to tell a mistake from rounding"]);
  });
});

describe("a wrong gradient", () => {
  test("is shown with every number of the derivative at the smallest point, and what it resembles", () => {
    const report = checkGradient(f, ({ x, y }: Two) => ({ x: 2 * x * y, y: -x * x }), { inputs, seed: 3 });
    expect(report).toMatchObject({
      verdict: "wrong",
      randomSeed: 3,
      samples: 1,
      counterexample: {
        ...{ at: { x: 1, y: 1 }, component: "y", claimed: -1, expected: 1, looksLike: "The sign is wrong." },
        entries: [
          { component: "x", claimed: 2, expected: 2 },
          { component: "y", claimed: -1, expected: 1 },
        ],
      },
    });
    expect(report.counterexample).not.toHaveProperty("direction");
    expect(report.counterexample?.node).toContain("as if the sign were turned");
  });

  test("that resembles nothing and has no step that explains it is shown without either", () => {
    const off = ({ x, y }: Two) => ({ x: 2 * x * y + 0.7 * y, y: x * x + Math.sin(9 * x) * y });
    const { counterexample } = checkGradient(f, off, { inputs, seed: 3 });
    expect(Object.keys(counterexample ?? {})).toEqual(["component", "claimed", "expected", "bound", "at", "trusted", "entries"]);
  });

  test("of the first kind that is met: invalid, where the claim is none", () => {
    const random = () => ({ x: Math.random(), y: 0 });
    const report = checkGradient(f, random, { inputs, seed: 3 });
    expect(report.verdict).toBe("invalid");
    expect(report.message).toContain("the claimed derivative gives something else when it is called again");
    expect(report).not.toHaveProperty("counterexample");
  });

  test("at points where the claim is right by chance is still found at others", () => {
    const late = ({ x, y }: Two) => ({ x: 2 * x * y, y: x > 1.5 ? x : x * x });
    const report = checkGradient(f, late, { inputs, seed: 3 });
    expect(report.counterexample?.at["x"]).toBeGreaterThan(1.5);
    expect(report.samples).toBeGreaterThan(0);
  });
});

describe("a few points", () => {
  const claim = ({ x }: { x: number }) => 2 * x * (1 + jitter(x));
  const check = (samples: number) => checkGradient("x^2", claim, { inputs: { x: real(range) }, samples, seed: 3 });

  test("tell the worst rounding of all, not the last", () => {
    const seen = [1, 2, 3, 4].map((samples) => check(samples).roundingSeen);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.at(-1)).toBeGreaterThan(0);
    expect(check(4).message).toBe(
      `Right at all 4 points; it loses digits to its own rounding, at worst ${(seen.at(-1) as number).toExponential(1)} of the derivative.`,
    );
  });

  test("or none at all, where fast-check may not run: undecided", () => {
    const before = fc.readConfigureGlobal();
    fc.configureGlobal({ ...before, interruptAfterTimeLimit: 0 });
    try {
      expect(check(4)).toMatchObject({ verdict: "undecided", samples: 0, message: expect.stringContaining("Only 0 of 4 points") });
    } finally {
      fc.configureGlobal(before ?? {});
    }
  });

  test("that are all outside leave a check undecided", () => {
    const report = checkGradient("sqrt(x)", () => 1, { inputs: { x: real({ min: -2, max: -1 }) }, samples: 1, seed: 2 });
    expect(report).toMatchObject({ verdict: "undecided", samples: 0 });
    expect(report.message).toMatch(/^Only 0 of 1 points could be judged: \d+ times outside the domain of sqrt\./);
  });

  test("that are too few of those asked for leave it undecided too, whatever was right at them", () => {
    const rare = fc.constantFrom(...new Array<number>(60).fill(-1), 4);
    const report = checkGradient("sqrt(x)", ({ x }: { x: number }) => 0.5 / Math.sqrt(x), { inputs: { x: rare }, samples: 4, seed: 2 });
    expect(report.verdict).toBe("undecided");
    expect(report.samples).toBeGreaterThan(0);
    expect(report.message).toContain(`Only ${report.samples} of 4 points could be judged`);
  });
});
