// A function that can only be called: how it is sampled, how its noise is looked for, and what is said when it is none.

import { describe, expect, it } from "vitest";
import { checkJacobian, checkRule, mul, type Value } from "../../../src/index.js";
import { blackBox, calledSafely, NotAFunction, sampledBlackBox } from "../../../src/verify/check/black-box.js";
import { withWrongPull } from "../faults/inject.js";

interface At {
  readonly x: number;
  readonly w: readonly [number, number];
}

const point = { x: 3, w: [0, -10] };
const u = 2 ** -53;

it("an error of what is no function has a name of its own", () => {
  expect(String(new NotAFunction("text"))).toBe("NotAFunction: text");
});

describe("a black box as numerical differentiation sees it", () => {
  const product = blackBox(({ x, w }: At) => [x * (w[0] + 2), w[1]]);

  it("has the names and shapes of the point's inputs, and the shape of its value", () => {
    expect(sampledBlackBox(product, point)).toMatchObject({
      inputs: [
        { name: "x", shape: [] },
        { name: "w", shape: [2] },
      ],
      outputShapes: [[2]],
      cost: { operations: 1 },
    });
  });

  it("counts its calls", () => {
    let calls = 0;
    const counted = blackBox(({ x }: { x: number }) => {
      calls++;
      return x;
    });
    const sampled = sampledBlackBox(counted, { x: 1 });
    sampled.sample([Float64Array.of(2)]);
    expect(sampled.cost.samples).toBe(calls);
    expect(calls).toBeGreaterThan(12);
  });

  it("gives each value with a bound: its rounding, or its noise where that is more", () => {
    const { outputs } = sampledBlackBox(product, point).sample([Float64Array.of(3), Float64Array.of(0, -1e10)]);
    expect(outputs).toMatchObject([{ shape: [2], data: Float64Array.of(6, -1e10) }]);
    expect(outputs[0]?.bound?.[1]).toBe(4 * u * 1e10);
    const noisy = blackBox(({ x }: { x: number }) => x + 1e-6 * Math.sin(1e12 * x));
    const bound = sampledBlackBox(noisy, { x: 1 }).sample([Float64Array.of(1)]).outputs[0]?.bound?.[0] as number;
    expect(bound).toBeGreaterThan(1e-6);
    expect(bound).toBeLessThan(1e-5);
  });

  it("must have one shape everywhere", () => {
    const growing = blackBox(({ x }: { x: number }) => (x > 100 ? [1, 2] : 1));
    expect(() => sampledBlackBox(growing, { x: 1 }).sample([Float64Array.of(101)])).toThrow(
      "the function gives a vector of 2 here and a scalar elsewhere.",
    );
  });

  it("gives numbers and nothing else", () => {
    const text = blackBox(() => "3");
    expect(() => sampledBlackBox(text, { x: 1 })).toThrow('the function gives "3": expected a number, or nested arrays of numbers.');
    expect(() =>
      sampledBlackBox(
        blackBox(() => undefined),
        { x: 1 },
      ),
    ).toThrow("the function gives nothing: expected a number");
  });
});

it("noise is looked for along a line on which every number moves, each at its own pace, in proportion to its size", () => {
  const seen: At[] = [];
  sampledBlackBox(
    blackBox((at: At) => {
      seen.push(at);
      return at.x;
    }),
    point,
  );
  const [centre, ...moved] = seen as [At, ...At[]];
  expect(centre).toEqual(point);
  const paces = moved.map(({ x, w }) => [(x - 3) / 3, w[0], (w[1] + 10) / 10] as const);
  // The first of them is a hundredth away, downwards.
  const [first] = paces as [readonly [number, number, number]];
  for (const pace of first) {
    expect(pace / -0.01).toBeGreaterThanOrEqual(0.4999);
    expect(pace / -0.01).toBeLessThan(1);
  }
  expect(new Set(first.map((pace) => pace.toExponential(6))).size).toBe(3);
  expect(first.map((pace) => pace / -0.01)).toEqual([0.5, 0.809017, 0.516124].map((pace) => expect.closeTo(pace, 5)));
  // The others keep their ratio.
  for (const [x, w] of paces) expect(w / x).toBeCloseTo(first[1] / first[0], 6);
});

describe("what is no function says so", () => {
  const call = (f: (at: { x: number[] }) => unknown, x: number[] = [1, 2]) =>
    calledSafely("the function", f as unknown as Parameters<typeof calledSafely>[1], { x });

  it("a promise, alone or beside numbers", () => {
    for (const f of [async () => 1, () => ({ a: 1, b: Promise.resolve(2) }), () => ({ a: { b: Promise.resolve(2) } })])
      expect(() => call(f)).toThrow("the function gives a promise");
  });

  it("long arguments are cut after 80 characters", () => {
    const long = new Array(60).fill(1);
    const change = (at: { x: number[] }) => at.x.fill(2);
    expect(() => call(change, long)).toThrow(`from {"x":[${"1,".repeat(37)}... to {"x":[${"2,".repeat(37)}.... Copy them first.`);
    // {"x":[...]} with 36 ones, a comma between, and one of two digits: 80 characters, and none cut.
    const fits = [...new Array(35).fill(1), 11];
    expect(JSON.stringify({ x: fits })).toHaveLength(80);
    expect(() => call(change, fits)).toThrow(`from ${JSON.stringify({ x: fits })} to {`);
  });

  it("a value that is nothing the second time", () => {
    let calls = 0;
    expect(() => call(() => (calls++ === 0 ? 1 : undefined))).toThrow("1, then nothing. Fix its random seed");
  });
});

describe("a row of the table by itself", () => {
  it("names the operand whose rule is wrong", () => {
    const wrong = (name: string, operand: number) =>
      withWrongPull(
        name,
        operand,
        (right) =>
          (...rule) =>
            mul(2, right(...rule) as Value),
        () => checkRule(name, { seed: 1 }),
      ).counterexample;
    expect(wrong("hypot", 0)).toMatchObject({ component: "x" });
    expect(wrong("hypot", 1)).toMatchObject({ component: "y" });
    expect(Object.keys(wrong("hypot", 1)?.at ?? {})).toEqual(["x", "y"]);
  });

  it("that works on whole arrays is none of these", () => {
    expect(() => checkRule("sum")).toThrow(RangeError);
    expect(() => checkRule("softmax")).toThrow("no elementwise function is named softmax");
    expect(() => checkRule("tanhh")).toThrow("no elementwise function is named tanhh: did you mean tanh?");
  });
});

it("a claim that is no function is named", () => {
  expect(() => checkJacobian("x^2", 3 as unknown as () => number)).toThrow("the claimed derivative is 3: expected a function");
  expect(checkJacobian("x^2", ({ x }: { x: number }) => 2 * x, { samples: 3 })).toMatchObject({ verdict: "right", samples: 3 });
});
