// The parts of a check, each by itself: what a wrong number resembles, noise, where points lie, what a claim returns, and the message.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { checkGradient, parseFormula, record, square, type TracedFunction, type Value } from "../../../src/index.js";
import { blackBox, calledSafely, NotAFunction } from "../../../src/verify/check/black-box.js";
import { type ClaimedEntry, claimedAt } from "../../../src/verify/check/claimed.js";
import { like, real, vector } from "../../../src/verify/check/domain.js";
import { samplingOf } from "../../../src/verify/check/inputs.js";
import { judgeEntry } from "../../../src/verify/check/judge-entry.js";
import { looksLike } from "../../../src/verify/check/looks-like.js";
import { messageOf } from "../../../src/verify/check/message.js";
import { neighboursOf } from "../../../src/verify/check/neighbours.js";
import { noiseAlong } from "../../../src/verify/check/noise.js";
import { settled, subjectOf } from "../../../src/verify/check/subject.js";

const entry = (claimed: number, value: number, bound = 1e-15, label = "x"): ClaimedEntry => ({ claimed, trusted: { label, value, bound } });

describe("what a wrong number resembles", () => {
  const alone = (claimed: number, value: number) => looksLike(0, [[entry(claimed, value)]]);
  it.each([
    [Number.NaN, 2, "It is no finite number."],
    [Number.POSITIVE_INFINITY, 2, "It is no finite number."],
    [-2, 2, "The sign is wrong."],
    [4, 2, "It is twice the derivative"],
    [1, 2, "It is half the derivative"],
    [-4, 2, "It is minus twice the derivative."],
    [-1, 2, "It is minus half the derivative."],
    [2 / 3, 2, "It is a third of the derivative"],
    [6, 2, "It is three times the derivative."],
    [0, 2, "It is 0: is a term or a whole branch missing?"],
    [2.02, 2, "It is off by a factor 1 + 1.0e-2"],
    [1.98, 2, "It is off by a factor 1 - 1.0e-2"],
    [-2.02, -2, "It is off by a factor 1 + 1.0e-2"],
  ])("%d for %d", (claimed, value, text) => {
    expect(alone(claimed, value)).toContain(text);
  });

  it.each([
    [2.2, 2],
    [17, 2],
    [1, 0],
    [-2.001, 2],
  ])("%d for %d resembles nothing", (claimed, value) => {
    expect(alone(claimed, value)).toBeUndefined();
  });

  it("of float32 is looked at with the eyes of float32", () => {
    expect(alone(Math.fround(-2.2), 2.2)).toBe("The sign is wrong.");
    expect(alone(-2.2 * (1 + 1e-7), 2.2)).not.toBe("The sign is wrong.");
  });

  it("may be another component, which is named", () => {
    const all = [entry(7, 2, 1e-15, "x"), entry(7, 7, 1e-15, "y")];
    expect(looksLike(0, [all])).toBe("That is the derivative by y: are two components swapped, or is a matrix transposed?");
    expect(looksLike(0, [[entry(7, 2), entry(7, 2, 1e-15, "y")]])).toBeUndefined();
  });

  it("must resemble it nearby too, unless it is not finite", () => {
    const [sign, twice] = [[entry(-2, 2)], [entry(4, 2)]];
    expect(looksLike(0, [sign, sign, sign])).toBe("The sign is wrong.");
    expect(looksLike(0, [sign, sign, twice])).toBeUndefined();
    expect(looksLike(0, [sign, [entry(17, 2)]])).toBeUndefined();
    expect(looksLike(0, [[entry(Number.NaN, 2)], sign])).toBe("It is no finite number.");
  });
});

describe("noise along a line", () => {
  const random = () => {
    let state = 7;
    return () => {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
      return state / 2 ** 30 - 1;
    };
  };
  it("of a smooth function is its rounding", () => {
    expect(noiseAlong((t) => Math.sin(1 + t))).toBeLessThan(1e-14);
    expect(noiseAlong((t) => 2 + 3 * t - t * t + 5 * t ** 3)).toBeLessThan(1e-13);
    expect(noiseAlong(() => 3)).toBe(0);
  });

  it.each([1e-3, 1e-6, 1e-9])("of random digits is their size: %d", (size) => {
    const digit = random();
    const found = noiseAlong((t) => Math.sin(1 + t) + size * digit());
    expect(found).toBeGreaterThan(size);
    expect(found).toBeLessThan(8 * size);
  });

  it("of float32 is that of float32, and windows in which it is a staircase count not", () => {
    const found = noiseAlong((t) => Math.fround(Math.sin(Math.fround(1 + t))));
    expect(found).toBeGreaterThan(2 ** -26);
    expect(found).toBeLessThan(2 ** -20);
  });

  it("leaves out windows that leave the domain", () => {
    expect(noiseAlong((t) => Math.sqrt(1e-4 + t))).toBeLessThan(1e-9);
    expect(noiseAlong(() => Number.NaN)).toBe(0);
  });
});

describe("the verdict on one claimed number", () => {
  const none = () => [] as ClaimedEntry[];
  const around = (claimed: (value: number) => number) => () => Array.from({ length: 12 }, (_, i) => entry(claimed(1 + i / 10), 1 + i / 10));

  it("is right within a few times the bound, and within a few roundings of the number", () => {
    expect(judgeEntry(entry(1 + 3.9e-6, 1, 1e-6), none)).toEqual({ kind: "right", rounding: 0 });
    expect(judgeEntry(entry(1 + 60 * 2 ** -53, 1, 0), none)).toMatchObject({ kind: "right" });
    expect(judgeEntry(entry(1e-310, 0, 0), none)).toEqual({ kind: "right", rounding: 0 });
  });

  it("is wrong where it is no number, and where no rounding reaches", () => {
    expect(judgeEntry(entry(Number.NaN, 1), none)).toEqual({ kind: "wrong" });
    expect(judgeEntry(entry(Number.NEGATIVE_INFINITY, 1), none)).toEqual({ kind: "wrong" });
    expect(judgeEntry(entry(1.5, 1), none)).toEqual({ kind: "wrong" });
    expect(
      judgeEntry(
        entry(1 + 1e-8, 1),
        around((value) => value * (1 + 1e-8)),
      ),
    ).toEqual({ kind: "wrong" });
  });

  it("is unclear with too few neighbours", () => {
    expect(judgeEntry(entry(1 + 1e-8, 1), none)).toEqual({ kind: "unclear" });
    expect(judgeEntry(entry(1 + 1e-8, 1), () => around((value) => value * (1 + 1e-8))().slice(0, 5))).toEqual({ kind: "unclear" });
    expect(judgeEntry(entry(1 + 1e-8, 1), () => around((value) => value * (1 + 1e-8))().slice(0, 6))).toEqual({ kind: "wrong" });
  });

  it("is rounding where it goes up and down from point to point", () => {
    let sign = 1;
    const upAndDown = around((value) => {
      sign = -sign;
      return value * (1 + sign * 1e-8);
    });
    expect(judgeEntry(entry(1 + 1e-8, 1), upAndDown)).toMatchObject({ kind: "right" });
    expect(
      judgeEntry(
        entry(1 + 1e-8, 1),
        around((value) => value * (1 + 1e-10)),
      ),
    ).toMatchObject({ kind: "right" });
    expect(
      judgeEntry(
        entry(1 + 1e-8, 1),
        around((value) => value),
      ),
    ).toMatchObject({ kind: "right" });
  });

  it("allows float32 what is rounding there", () => {
    const single = (value: number) => Math.fround(value * (1 + 2e-6));
    expect(judgeEntry(entry(single(1.1), 1.1), around(single))).toMatchObject({ kind: "right" });
    expect(
      judgeEntry(
        entry(1.1 * (1 + 2e-6), 1.1),
        around((value) => value * (1 + 2e-6)),
      ),
    ).toEqual({ kind: "wrong" });
    // Short numbers are float32 numbers by chance.
    expect(judgeEntry(entry(1.001953125, 1), () => Array.from({ length: 12 }, () => entry(1.001953125, 1)))).toEqual({ kind: "wrong" });
  });
});

describe("where numbers lie", () => {
  it("a range that is empty or endless is refused", () => {
    for (const range of [{ min: 1, max: 0 }, { min: Number.NaN }, { max: Number.POSITIVE_INFINITY }, { min: Number.NEGATIVE_INFINITY }])
      expect(() => real(range)).toThrow(RangeError);
    expect(() => real({ min: 1, max: 0 })).toThrow("no number lies between 1 and 0.");
  });

  it("real numbers stay in their range, whole ones and decimals among them", () => {
    const drawn = fc.sample(real({ min: -2, max: 5 }), 400);
    for (const x of drawn) expect(x).toSatisfy((y: number) => y >= -2 && y <= 5);
    expect(drawn.filter(Number.isInteger).length).toBeGreaterThan(20);
    expect(drawn.filter((x) => Number.isInteger(x * 100)).length).toBeGreaterThan(100);
    expect(drawn.filter((x) => !Number.isInteger(x * 1e6)).length).toBeGreaterThan(20);
    expect(drawn.some((x) => Object.is(x, -0))).toBe(false);
    expect(fc.sample(real({ min: 0.3, max: 0.3 }), 3)).toEqual([0.3, 0.3, 0.3]);
    for (const x of fc.sample(real({ min: 1e12, max: 1e12 + 1 }), 20)) expect(x).toSatisfy((y: number) => y >= 1e12 && y <= 1e12 + 1);
    for (const x of fc.sample(real({ min: 1e-5, max: 2e-5 }), 20)) expect(x).toSatisfy((y: number) => y >= 1e-5 && y <= 2e-5);
  });

  it.each([
    [{ min: -3, max: 3 }, (x: number) => x < 1.5, 2],
    [{ min: -3, max: 3 }, (x: number) => x > -1.5, -2],
    [{ min: -3, max: 3 }, (x: number) => x < 0, 0],
    [{ min: 1.5, max: 3 }, (_: number) => false, 2],
    [{ min: -3, max: -1.5 }, (_: number) => false, -2],
    [{ min: 0.25, max: 0.75 }, (_: number) => false, 0.25],
    [{ min: 0.25, max: 0.75 }, (x: number) => x < 0.5, 0.5],
    [{ min: -0.75, max: -0.25 }, (_: number) => false, -0.25],
    [{ min: -3, max: 3 }, (x: number) => Number.isInteger(x) || x < 0.5, 0.5],
  ] as readonly (readonly [{ min: number; max: number }, (x: number) => boolean, number])[])(
    "shrink to what is simple in %j",
    (range, holds, least) => {
      const { counterexample } = fc.check(fc.property(real(range), holds), { numRuns: 200 });
      expect(counterexample?.[0]).toBeCloseTo(least, 1);
    },
  );

  it("take the shape of an example", () => {
    const shape = (value: unknown): number[] => (Array.isArray(value) ? [value.length, ...shape(value[0])] : []);
    expect([2, [1, 2, 3], [[1, 2]], []].map((value) => shape(fc.sample(like(value), 1)[0]))).toEqual([[], [3], [1, 2], [0]]);
  });

  it("neighbours stand at distances from a millionth to a tenth, on both sides, each number at its own pace", () => {
    const all = neighboursOf({ x: 2, w: [0, -4] });
    expect(all).toHaveLength(12);
    const moves = all.map(({ x, w }) => [((x as number) - 2) / 2, (w as number[])[0] as number, ((w as number[])[1] as number) / -4 - 1]);
    for (const [k, move] of moves.entries()) {
      const distance = 10 ** (Math.floor(k / 2) - 6);
      for (const part of move) {
        expect(Math.sign(part)).toBe(k % 2 === 0 ? 1 : -1);
        expect(Math.abs(part) / distance).toBeGreaterThan(0.59);
        expect(Math.abs(part) / distance).toBeLessThan(1.01);
      }
      expect(new Set(move.map((part) => part.toExponential(3))).size).toBe(3);
    }
  });
});

describe("what every check is told", () => {
  const f = parseFormula("x * y");
  it.each([
    [{ wrt: ["z"] }, "there is no input z to differentiate by: there are x, y."],
    [{ wrt: [] }, "wrt names no input"],
    [{ samples: 0 }, "samples is how many points to judge, 1 or more: not 0."],
    [{ samples: 1.5 }, "not 1.5."],
    [{ seed: 0.5 }, "seed is an integer, such as the one that a report names: not 0.5."],
    [{ inputs: { q: real() } }, "the formula has no input q: it has x, y."],
    [{ like: { q: 1 } }, "the formula has no input q: it has x, y."],
    [{ inputs: { x: 3 } }, "inputs.x is 3: expected where it lies"],
    [{ inputs: { x: null } }, "inputs.x is null"],
    [{ inputs: { x: {} } }, "inputs.x is {}"],
  ] as const)("%j is refused", (options, message) => {
    const call = () => samplingOf(f, options as unknown as Parameters<typeof samplingOf>[1]);
    expect(call).toThrow(RangeError);
    expect(call).toThrow(message);
  });

  it("a function must have inputs", () => {
    expect(() => samplingOf(({ x }: Readonly<Record<string, Value>>) => x as Value, {})).toThrow(
      "a function does not say what its inputs are",
    );
    expect(() => samplingOf(parseFormula("1 + 1"), {})).toThrow("there is nothing to differentiate by: the formula has no inputs.");
    expect(() => samplingOf(parseFormula("1 + 1"), { like: { x: 1 } })).toThrow("it has none");
  });

  it("what is not stated is drawn from [-3, 3], by all inputs, 100 times", () => {
    const sampling = samplingOf(f, { inputs: { y: real({ min: 7, max: 8 }) }, seed: 5 });
    expect(sampling).toMatchObject({ wrt: ["x", "y"], samples: 100, randomSeed: 5 });
    for (const { x, y } of fc.sample(sampling.points, 50)) {
      expect(Math.abs(x as number)).toBeLessThanOrEqual(3);
      expect(y as number).toSatisfy((value: number) => value >= 7 && value <= 8);
    }
    expect(samplingOf(f, { wrt: ["y"], samples: 3 })).toMatchObject({ wrt: ["y"], samples: 3 });
    expect(Object.keys(samplingOf(({ w }: Readonly<Record<string, Value>>) => w as Value, { like: { w: [1, 2] } }).domains)).toEqual(["w"]);
    expect(fc.sample(samplingOf(f, { like: { x: [1, 2] }, inputs: { x: vector(3) } }).points, 1)[0]?.x).toHaveLength(3);
  });
});

describe("the function that is checked", () => {
  it("may be text, a formula, a graph, a program or a black box", () => {
    const program: TracedFunction = ({ x }) => square(x as Value);
    const { graph } = record(program, { x: 1 });
    expect(subjectOf("x * y")).toMatchObject({ kind: "traced", names: ["x", "y"] });
    expect(subjectOf(parseFormula("x * y"))).toMatchObject({ kind: "traced", names: ["x", "y"] });
    expect(subjectOf(graph)).toMatchObject({ kind: "traced", names: ["x"] });
    expect(subjectOf(program)).toMatchObject({ kind: "traced", names: undefined });
    expect(subjectOf(blackBox(() => 1))).toMatchObject({ kind: "black box", names: undefined });
    for (const other of [3, null, {}, { kind: "white box" }])
      expect(() => subjectOf(other as unknown as string)).toThrow(/^there is nothing to differentiate in .*: expected a formula as text/);
    expect(() => blackBox(3 as unknown as () => number)).toThrow("blackBox takes a function of the inputs, not 3.");
  });

  it("that cannot be traced is a black box after all", () => {
    const plain = (({ x }: { x: number }) => x * x) as unknown as TracedFunction;
    expect(settled(subjectOf(plain), { x: 2 }).kind).toBe("black box");
    expect(settled(subjectOf("x^2"), { x: 2 }).kind).toBe("traced");
    expect(() => settled(subjectOf((() => Math.random()) as unknown as TracedFunction), { x: 2 })).toThrow(NotAFunction);
  });
});

describe("a call is safe", () => {
  const call = (f: (inputs: never) => unknown) => () =>
    calledSafely("the function", f as (inputs: Readonly<Record<string, unknown>>) => unknown, { x: [1, 2] });
  it.each([
    ["promises", async () => 1, "the function gives a promise: it must give its numbers at once."],
    [
      "changed arguments",
      ({ x }: { x: number[] }) => x.reverse()[0],
      'the function changes its arguments: from {"x":[1,2]} to {"x":[2,1]}. Copy them first.',
    ],
    ["random numbers", () => Math.random(), "the function gives something else when it is called again with the same arguments"],
  ] as readonly (readonly [string, (inputs: never) => unknown, string])[])("%s are named", (_, f, message) => {
    expect(call(f)).toThrow(NotAFunction);
    expect(call(f)).toThrow(message);
  });

  it("gives plain numbers for typed arrays", () => {
    expect(call(({ x }: { x: number[] }) => Float32Array.from(x))()).toEqual([1, 2]);
    expect(call(() => ({ a: new Float64Array(2), b: 3 }))()).toEqual({ a: [0, 0], b: 3 });
  });
});

describe("what a claim returns", () => {
  const trusted = (label: string) => ({ label, value: 0, bound: 0 });
  const parts = [
    { keys: ["x"], shape: [], entries: [trusted("x")] },
    { keys: ["w"], shape: [2], entries: [trusted("w[1]"), trusted("w[2]")] },
  ];
  const point = { x: 1, w: [1, 2] };
  const numbers = (given: unknown, of = parts) =>
    claimedAt(() => given, point, undefined, of).map(({ claimed, trusted: { label } }) => [label, claimed]);

  it("is paired with what is trusted, by name and place", () => {
    expect(numbers({ w: [5, 6], x: 4 })).toEqual([
      ["x", 4],
      ["w[1]", 5],
      ["w[2]", 6],
    ]);
  });

  it("may be bare where there is one input", () => {
    expect(numbers([5, 6], parts.slice(1))).toEqual([
      ["w[1]", 5],
      ["w[2]", 6],
    ]);
    expect(numbers({ w: [5, 6] }, parts.slice(1))).toHaveLength(2);
    expect(numbers(4, parts.slice(0, 1))).toEqual([["x", 4]]);
    expect(numbers(4, [{ keys: [], shape: [], entries: [trusted("x")] }])).toEqual([["x", 4]]);
  });

  it("of a Hessian is nested twice", () => {
    expect(numbers({ x: { w: [5, 6] } }, [{ keys: ["x", "w"], shape: [2], entries: parts[1]?.entries ?? [] }])).toHaveLength(2);
    expect(() => numbers({ x: 3 }, [{ keys: ["x", "w"], shape: [2], entries: [] }])).toThrow(
      "the claimed derivative.x.w is nothing: expected a vector of 2.",
    );
  });

  it.each([
    [undefined, "the claimed derivative is nothing: expected { x: ..., w: ... }."],
    [null, "the claimed derivative is null"],
    [3, "the claimed derivative is 3: expected"],
    [[1], "the claimed derivative is [1]"],
    [{ x: 1 }, "the claimed derivative.w is nothing: expected a vector of 2."],
    [{ x: 1, w: 3 }, "the claimed derivative.w is a scalar: expected a vector of 2."],
    [{ x: 1, w: [1, 2, 3] }, "the claimed derivative.w is a vector of 3: expected a vector of 2."],
    [{ x: [1], w: [1, 2] }, "the claimed derivative.x is a vector of 1: expected a scalar."],
    [{ x: 1, w: [[1], [1, 2]] }, "the claimed derivative.w is [[1],[1,2]]: expected a vector of 2."],
    [{ x: "1", w: [1, 2] }, 'the claimed derivative.x is "1": expected a scalar.'],
    [{ x: 1, w: [1, "2"] }, "the claimed derivative.w is"],
    [{ x: 1, w: [] }, "the claimed derivative.w is []"],
  ])("%j is refused", (given, message) => {
    expect(() => numbers(given)).toThrow(NotAFunction);
    expect(() => numbers(given)).toThrow(message);
  });

  it("is given the point and the direction", () => {
    const seen: unknown[] = [];
    claimedAt(
      (inputs, direction) => {
        seen.push([inputs, direction]);
        return { x: 1, w: [1, 2] };
      },
      point,
      { x: 7 },
      parts,
    );
    expect(seen[0]).toEqual([point, { x: 7 }]);
  });
});

describe("the message of a counterexample", () => {
  const found = {
    ...{ at: { x: 1, w: [1, 2] }, component: "w[2]", claimed: 2, expected: 1, bound: 1e-12, trusted: "both", entries: [] },
  };
  const lines = (more: object, operator: "gradient" | "jvp" | "vjp" = "gradient") =>
    messageOf({ ...found, ...more }, { operator, randomSeed: 7 }).split("\n");
  it("says what, where, by how much, who says so, and how to see it again", () => {
    expect(lines({})).toEqual([
      "The derivative by w[2] is wrong at x = 1, w = [1,2]: claimed 2, and it is 1 (off by at most 1.0e-12).",
      "Trusted: both.",
      "Repeat it with { seed: 7 }.",
    ]);
    expect(lines({ looksLike: "L", node: "N" }).slice(1, 3)).toEqual(["L", "N"]);
    expect(lines({ bound: 0 })[0]).toContain("(exactly)");
  });

  it("names the direction of products", () => {
    expect(lines({ component: "the derivative", direction: { x: 2 } }, "jvp")[0]).toMatch(
      /^The derivative is wrong at x = 1, w = \[1,2\], along dx = 2: /,
    );
    expect(lines({ direction: [1, 2] }, "vjp")[0]).toContain(", for the adjoint [1,2]: claimed");
  });

  it("shortens large arrays", () => {
    const line = lines({ at: { W: new Array(500).fill(1) } })[0] as string;
    expect(line).toContain("...");
    expect(line.length).toBeLessThan(320);
    // As text, n ones are 2 n + 1 characters.
    expect(lines({ at: { W: [...new Array(98).fill(1), 10] } })[0]).not.toContain("...");
    expect(lines({ at: { W: [...new Array(98).fill(1), 100] } })[0]).toContain("...");
  });

  it("is what a check gives", () => {
    const report = checkGradient("x^2", ({ x }: { x: number }) => ({ x: 4 * x }), { seed: 3, samples: 20 });
    expect(report.verdict).toBe("wrong");
    expect(report.message).toContain("It is twice the derivative");
    expect(report.message).toContain("Repeat it with { seed: 3 }.");
  });
});

it("a check without a seed draws one, another each time", () => {
  const before = fc.readConfigureGlobal();
  fc.configureGlobal({});
  try {
    const seeds = Array.from({ length: 5 }, () => samplingOf(parseFormula("x^2"), {}).randomSeed);
    expect(new Set(seeds).size).toBe(5);
    expect(seeds.every((seed) => Number.isSafeInteger(seed) && seed >= 0 && seed < 2 ** 31)).toBe(true);
    expect(Math.max(...seeds)).toBeGreaterThan(2 ** 20);
  } finally {
    fc.configureGlobal(before ?? {});
  }
});
