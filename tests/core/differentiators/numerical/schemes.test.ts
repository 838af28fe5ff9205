// Difference quotients and their bounds, worked out by hand on functions whose values are exact.

import { describe, expect, it } from "vitest";
import type { Line, Sample } from "../../../../src/core/differentiators/numerical/line.js";
import { differentiateAlong, type Scheme } from "../../../../src/core/differentiators/numerical/schemes.js";
import { lineOf } from "./lines.js";

/** machine epsilon */
const u = 2 ** -53;
const exact = () => 0;

function slopeOf(scheme: Scheme, ...[f, at, noise]: Parameters<typeof lineOf>) {
  const asked = lineOf(f, at, noise);
  const [{ data, bound, shape } = { data: [], bound: [], shape: undefined }] = differentiateAlong(asked.line, scheme);
  return { slope: data[0] as number, bound: bound?.[0] as number, data, bounds: bound, shape, at: asked.at };
}

const forward = (step: number): Scheme => ({ kind: "forward", step });
const central = (step: number): Scheme => ({ kind: "central", step });
const automatic: Scheme = { kind: "automatic" };

describe("a forward difference", () => {
  it("asks at h and at half of it", () => {
    expect(slopeOf(forward(0.5), (x) => x, 1, exact).at).toEqual([1, 1.5, 1.25]);
    expect(slopeOf(forward(-0.5), (x) => x, 1, exact).at).toEqual([1, 0.5, 0.75]);
  });

  it("of x^2 at 3 with h = 1/2 is 6.5, and 1.5 times twice the change to h/2 is counted for truncation", () => {
    const { slope, bound } = slopeOf(forward(0.5), (x) => x * x, 3, exact);
    expect(slope).toBe(6.5);
    expect(bound).toBe(3 * u * 6.5 + 1.5 * 2 * 0.25);
  });

  it("takes the noise of both values over the width, whichever way the step goes, and three roundings", () => {
    const noise = (x: number) => (x === 1 ? 0.125 : 0.25);
    for (const step of [0.5, -0.5]) {
      const { slope, bound } = slopeOf(forward(step), (x) => x, 1, noise);
      expect(slope).toBe(1);
      expect(bound).toBe(0.375 / 0.5 + 3 * u);
    }
  });

  it("takes four roundings of each value for the noise of a black box", () => {
    // |f| is 1.5 and 1 at the ends, then 1.25 and 1.
    expect(slopeOf(forward(0.5), (x) => -x, 1)).toMatchObject({ slope: -1, bound: (4 * u * 2.5) / 0.5 + 3 * u });
  });

  it("divides by the step that was really made", () => {
    // 1 + 1.25 * 2^-52 is 1 + 2^-52, and so is 1 + 0.625 * 2^-52.
    expect(slopeOf(forward(1.25 * 2 ** -52), (x) => x, 1, exact)).toMatchObject({ slope: 1, bound: 3 * u });
  });
});

describe("a central difference", () => {
  it("asks to the left and to the right, at h and at half of it", () => {
    expect(slopeOf(central(0.5), (x) => x, 1, exact).at).toEqual([1, 0.5, 1.5, 0.75, 1.25]);
  });

  it("of x^3 at 2 with h = 1/2 is 12.25; truncation falls by four with half the step", () => {
    const { slope, bound } = slopeOf(central(0.5), (x) => x ** 3, 2, exact);
    expect(slope).toBe(12.25);
    expect(bound).toBe(3 * u * 12.25 + 1.5 * (4 / 3) * (12.25 - 12.0625));
  });

  it("takes the noise of both ends over 2h", () => {
    expect(
      slopeOf(
        central(0.5),
        (x) => x,
        1,
        (x) => (x > 1 ? 0.25 : 0.5),
      ),
    ).toMatchObject({ slope: 1, bound: 0.75 + 3 * u });
    expect(slopeOf(central(0.5), (x) => x, 1)).toMatchObject({ slope: 1, bound: 4 * u * 2 + 3 * u });
  });

  it("counts how far the middle of the rounded ends lies from the point, twice the bend times that", () => {
    // 1 - 3u and 1 + 4u: the middle lies u/2 to the right. f is 8 + t^2 with t = (x - 1) / u, so the bend is (9 + 16) / 9.
    const f = (x: number) => 8 + ((x - 1) / u) ** 2;
    const { slope, bound, at } = slopeOf(central(3 * u), f, 1, exact);
    expect(at.slice(1, 3)).toEqual([1 - 3 * u, 1 + 4 * u]);
    expect(slope).toBe(1 / u);
    // Half the step gives 0: the truncation is twice the quotient.
    expect(bound * u).toBeCloseTo(2 + 25 / 9, 12);
  });

  it("counts it also where the step swallows the point", () => {
    // x +- 1/4 rounds to +-1/4 around 0, not around x; the slope 2x of x^2 is missed, and the bound says so.
    const x = 2 ** -60;
    expect(slopeOf(central(0.25), (t) => t * t, x, exact)).toMatchObject({ slope: 0, bound: 4 * x });
    expect(slopeOf(central(0.25), (t) => t * t, -x, exact)).toMatchObject({ slope: 0, bound: 4 * x });
  });

  it("knows the middle exactly, also where both ends round", () => {
    // x = u/2 (1 + 2^-40): 1 + x is 1 and x - 1 is u - 1, so the middle is u/2.
    const x = (u / 2) * (1 + 2 ** -40);
    const { slope, bound, at } = slopeOf(central(1), (t) => (t === x ? 1 : 0), x, exact);
    expect(at.slice(0, 3)).toEqual([x, u - 1, 1]);
    expect([slope, bound]).toEqual([0, 2 * (u * 2 ** -41) * 2]);
  });

  it("has no bound where the middle is off and the bend is unknown", () => {
    const f = (x: number) => (x === 1 ? Number.NaN : x);
    expect(slopeOf(central(3 * u), f, 1, exact).bound).toBe(Number.POSITIVE_INFINITY);
    expect(slopeOf(central(0.5), f, 1, exact).bound).toBe(3 * u);
  });

  it("works entry by entry", () => {
    const { data, bounds, shape } = slopeOf(
      central(0.5),
      (x) => [x, 3 * x, x ** 3],
      2,
      (x) => (x > 2 ? 0.5 : 0),
    );
    expect(shape).toEqual([3]);
    expect([...data]).toEqual([1, 3, 12.25]);
    expect([...(bounds as Float64Array)]).toEqual([0.5 + 3 * u, 0.5 + 9 * u, 0.5 + 36.75 * u + 2 * 0.1875]);
  });
});

describe("the first step of the extrapolation", () => {
  it.each([
    [0, 0.25],
    [0.5, 0.25],
    [-1, 0.25],
    [2, 0.5],
    [-8, 2],
    [100, 32],
    [2 ** 20, 2 ** 18],
  ])("at %d is %d, a power of 2 near a quarter of max(1, |x|), and is halved", (at, h) => {
    const { at: asked } = slopeOf(automatic, () => 1, at, exact);
    expect(asked.slice(0, 5)).toEqual([at, at - h, at + h, at - h / 2, at + h / 2]);
  });
});

describe("the extrapolation ends", () => {
  it("after four levels without gain", () => {
    // The second level gives the slope 0 without any error, and no later one can be better.
    const { slope, bound, at } = slopeOf(automatic, () => 7, 1, exact);
    expect([slope, bound]).toEqual([0, 0]);
    expect(at).toHaveLength(1 + 2 * 6);
  });

  it("four levels after the last gain, even if some before brought none", () => {
    // Noise of the quotient: 8 at five levels, 1 at two, then 8 again. The errors (4 n + n before) / 3 gain at levels 2, 6 and 7.
    const noiseAt = [8, 8, 8, 8, 8, 1, 1];
    const noise = (x: number) => (noiseAt[Math.round(Math.log2(0.25 / Math.abs(x)))] ?? 8) * Math.abs(x);
    const { bound, at } = slopeOf(
      automatic,
      () => 0,
      0,
      (x) => (x === 0 ? 0 : noise(x)),
    );
    expect(bound).toBeCloseTo(5 / 3, 12);
    expect(at).toHaveLength(1 + 2 * 11);
  });

  it("at 60 levels where nothing is ever finite", () => {
    const { slope, bound, at } = slopeOf(automatic, () => Number.NaN, 0, exact);
    expect([slope, bound]).toEqual([Number.NaN, Number.POSITIVE_INFINITY]);
    expect(at).toHaveLength(1 + 2 * 60);
  });

  it("never for levels that stand alone: they were no attempt", () => {
    // Every second level is left out, so none has one before it.
    const f = (x: number) => (Math.log2(Math.abs(x)) % 2 === 0 ? x : Number.NaN);
    const { slope, at } = slopeOf(automatic, f, 0, exact);
    expect(slope).toBeNaN();
    expect(at).toHaveLength(1 + 2 * 60);
  });

  it("where the step no longer moves the point", () => {
    // 1 + 2^-53 is 1: steps 2^-2 to 2^-52 make 51 levels.
    expect(slopeOf(automatic, () => Number.NaN, 1, exact).at).toHaveLength(1 + 2 * 51);
  });
});

/** f, but nothing finite nearer to 0 than the step of the last level that is wanted. */
const untilLevel = (levels: number, f: (x: number) => number) => (x: number) =>
  Math.abs(x) < 0.25 / 2 ** (levels - 1) ? Number.NaN : f(x);

describe("the tableau at 0, from h = 1/4", () => {
  it("has no entry worth reporting at its first level", () => {
    expect(
      slopeOf(
        automatic,
        untilLevel(1, (x) => x ** 3),
        0,
        exact,
      ),
    ).toMatchObject({ slope: Number.NaN, bound: Number.POSITIVE_INFINITY });
  });

  it("frees x^3 of its truncation at the second level, and reports the change from the worse of its two neighbours", () => {
    // Quotients h^2: 1/16 and 1/64; (4/64 - 1/16) / 3 = 0.
    const { slope, bound } = slopeOf(
      automatic,
      untilLevel(2, (x) => x ** 3),
      0,
      exact,
    );
    expect(slope).toBeCloseTo(0, 16);
    expect(bound).toBeCloseTo(1 / 16, 15);
  });

  it("adds the noise of both quotients with the weights of the extrapolation", () => {
    // 0.01 at both ends: 0.04 at h = 1/4 and 0.08 at h = 1/8; (4 * 0.08 + 0.04) / 3 = 0.12.
    const { bound } = slopeOf(
      automatic,
      untilLevel(2, (x) => x ** 3),
      0,
      () => 0.01,
    );
    expect(bound).toBeCloseTo(1 / 16 + 0.12, 12);
  });

  it("frees x^3 + x^5 of both terms at the third level", () => {
    // Quotients h^2 + h^4; the first column is -4 h^4 for half the step h, -1/1024 and -1/16384; the second 0.
    const f = (x: number) => x ** 3 + x ** 5;
    const two = slopeOf(automatic, untilLevel(2, f), 0, exact);
    expect(two.slope).toBeCloseTo(-1 / 1024, 15);
    expect(two.bound).toBeCloseTo(1 / 16 + 1 / 256 + 1 / 1024, 15);
    const three = slopeOf(automatic, untilLevel(3, f), 0, exact);
    expect(three.slope).toBeCloseTo(0, 16);
    expect(three.bound).toBeCloseTo(1 / 1024, 15);
  });

  it("goes to four columns: of x^3 + x^5 + x^7 nothing is left, of x^9 there is", () => {
    // h^6 is 64 h^6 in the third column, and 0 in the fourth; h^8 is 1344 h^8 and -4096 h^8. The level before the last has h = 1/32.
    const [h, before] = [1 / 64, 1 / 32];
    const three = slopeOf(
      automatic,
      untilLevel(5, (x) => x ** 3 + x ** 5 + x ** 7),
      0,
      exact,
    );
    expect(Math.abs(three.slope)).toBeLessThan(1e-18);
    expect(three.bound / (64 * before ** 6)).toBeCloseTo(1, 9);
    const four = slopeOf(
      automatic,
      untilLevel(5, (x) => x ** 3 + x ** 5 + x ** 7 + x ** 9),
      0,
      exact,
    );
    expect(four.slope / (-4096 * h ** 8)).toBeCloseTo(1, 6);
    expect(four.bound / (64 * before ** 6 + 1344 * before ** 8 + 4096 * h ** 8)).toBeCloseTo(1, 9);
  });

  it("begins anew after a level that is left out", () => {
    // 1/4 is left alone, 1/8 is missing; 1/16 and 1/32 make the first pair: the change is that of 1/256 to 0.
    const f = (x: number) => (Math.abs(x) === 0.125 ? Number.NaN : x ** 3);
    const { slope, bound } = slopeOf(automatic, untilLevel(4, f), 0, exact);
    expect(slope).toBeCloseTo(0, 16);
    expect(bound).toBeCloseTo(1 / 256, 15);
  });

  it("leaves a level out when one entry alone is not finite", () => {
    const f = (x: number) => [x ** 3, Math.abs(x) === 0.125 ? Number.POSITIVE_INFINITY : x ** 3];
    const { bounds } = slopeOf(automatic, (x) => f(x).map((entry) => untilLevel(4, () => entry)(x)), 0, exact);
    for (const bound of bounds as Float64Array) expect(bound).toBeCloseTo(1 / 256, 15);
  });

  it("chooses for each entry a level of its own", () => {
    // The first is best at once; the second needs finer steps.
    const { data, bounds, shape } = slopeOf(automatic, (x) => [2 * x, Math.sin(x)], 0, exact);
    expect(shape).toEqual([2]);
    expect(data[0]).toBe(2);
    // Quotients of 2 are off by 6u: (4 * 6u + 6u) / 3, and 3 roundings of 2 for the extrapolation.
    expect(bounds?.[0]).toBe(16 * u);
    expect(Math.abs((data[1] as number) - 1)).toBeLessThanOrEqual(bounds?.[1] as number);
    expect(bounds?.[1]).toBeLessThan(1e-12);
  });
});

describe("a function of several outputs", () => {
  const [steady, broken] = [lineOf((x) => x ** 3, 0, exact), lineOf((x) => (Math.abs(x) === 0.125 ? Number.NaN : x ** 3), 0, exact)];
  const both = (from: (line: Line) => Sample): Sample => {
    const [one, two] = [from(steady.line), from(broken.line)];
    return { outputs: [...one.outputs, ...two.outputs], followed: one.followed as NonNullable<Sample["followed"]> };
  };

  it("leaves out a level that is finite in one of them only", () => {
    const line = { at: 0, centre: both(({ centre }) => centre), sample: (x: number) => both((one) => one.sample(x)) };
    const untilFourth = (x: number) => line.sample(Math.abs(x) < 1 / 32 ? Number.NaN : x);
    const found = differentiateAlong({ ...line, sample: untilFourth }, automatic);
    expect(found).toHaveLength(2);
    for (const { bound } of found) expect(bound?.[0]).toBeCloseTo(1 / 256, 15);
  });
});

describe("a black box", () => {
  it("is asked again before its slope is believed: |x| has none at 0", () => {
    expect(slopeOf(automatic, Math.abs, 0)).toMatchObject({ slope: Number.NaN, bound: Number.POSITIVE_INFINITY });
  });

  it("is left as it is where it is smooth, and where its branches are known", () => {
    const { slope, bound } = slopeOf(automatic, (x) => x * x, 3);
    expect(Math.abs(slope - 6)).toBeLessThanOrEqual(bound);
    expect(bound).toBeLessThan(1e-12);
    expect(slopeOf(automatic, Math.abs, 0, exact)).toMatchObject({ slope: 0, bound: 0 });
  });
});

describe("neighbours that are alike by accident", () => {
  it("are outvoted by the other levels: the bound grows to cover them", () => {
    // Up to |x| = 1/16 a line of slope 1, beyond it one of slope 5: both pairs of quotients agree among themselves.
    const f = (x: number) => x * (Math.abs(x) > 1 / 16 ? 5 : 1);
    const { slope, bound } = slopeOf(automatic, f, 0, (x) => (Math.abs(x) > 1 / 16 ? 0 : 1e-3));
    expect(slope).toBe(5);
    expect(bound).toBeGreaterThan(4);
  });
});
