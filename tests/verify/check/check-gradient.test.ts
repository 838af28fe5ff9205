// Checks of derivatives: right ones are never accused, wrong ones are found and shown small, and what is no derivative is named.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  add,
  blackBox,
  type CheckReport,
  checkGradient,
  checkHessian,
  checkJacobian,
  checkJvp,
  checkRule,
  checkVjp,
  exp,
  matmul,
  matrix,
  mul,
  real,
  reverse,
  sigmoid,
  sin,
  square,
  stack,
  sub,
  sum,
  type Value,
  vector,
} from "../../../src/index.js";

const seed = 20261125;
type Two = { readonly x: number; readonly y: number };
const two = { x: real(), y: real() };

function expectWrong(report: CheckReport, component: string): NonNullable<CheckReport["counterexample"]> {
  expect(report.verdict, report.message).toBe("wrong");
  expect(report.counterexample?.component).toBe(component);
  expect(report.message).toContain(`seed: ${report.randomSeed}`);
  return report.counterexample as NonNullable<CheckReport["counterexample"]>;
}

describe("right gradients are never accused", () => {
  test.each<[string, Parameters<typeof checkGradient>[0], (at: never) => unknown]>([
    ["a polynomial", "x^2 * y", ({ x, y }: Two) => ({ x: 2 * x * y, y: x * x })],
    ["a logarithm, outside its domain half of the time", "log(x) * y", ({ x, y }: Two) => ({ x: y / x, y: Math.log(x) })],
    ["a power", "(x^2 + 1)^y", ({ x, y }: Two) => ({ x: y * (x * x + 1) ** (y - 1) * 2 * x, y: (x * x + 1) ** y * Math.log(x * x + 1) })],
    ["a kink", "max(x, y) + abs(x)", ({ x, y }: Two) => ({ x: (x > y ? 1 : 0) + Math.sign(x), y: y > x ? 1 : 0 })],
    ["written so that it cancels", "exp(x) - x + y", ({ x }: Two) => ({ x: x + 1e8 + (Math.exp(x) - x) - 1e8 - 1, y: 1 })],
    [
      "a sigmoid written as on the slides",
      "sigmoid(x) * y",
      ({ x, y }: Two) => {
        const s = 1 / (1 + Math.exp(-x));
        return { x: s * (1 - s) * y, y: s };
      },
    ],
    ["a constant, which x does not move", "0 * x + 2 * y", () => ({ x: 0, y: 2 })],
  ])("%s", (_, f, gradient) => {
    for (const run of [1, 2, 3]) {
      const report = checkGradient(f, gradient, { seed: run });
      expect(report.verdict, report.message).toBe("right");
      expect(report.samples).toBe(100);
    }
  });

  test("by reverse mode of a program with vectors and matrices", () => {
    const f = ({ A, x }: { A: Value; x: Value }) => sum(square(sigmoid(matmul(A, x))));
    const report = checkGradient(f, (at) => reverse.gradient(f)(at).gradient, { inputs: { A: matrix(3, 2), x: vector(2) }, seed });
    expect(report.verdict, report.message).toBe("right");
  });

  test("of a black box in double precision, and of one in float32 with a gradient in float32", () => {
    const f = ({ w }: { w: readonly number[] }) => w.reduce((total, x) => total + Math.exp(x) * x, 0);
    const gradient = ({ w }: { w: readonly number[] }) => w.map((x) => Math.exp(x) * (1 + x));
    expect(checkGradient(blackBox(f), gradient, { inputs: { w: vector(3) }, seed }).verdict).toBe("right");
    const single = ({ w }: { w: readonly number[] }) =>
      w.reduce((total, x) => Math.fround(total + Math.fround(Math.fround(Math.exp(Math.fround(x))) * Math.fround(x))), 0);
    const inSingle = ({ w }: { w: readonly number[] }) => Float32Array.from(gradient({ w }));
    const report = checkGradient(blackBox(single), inSingle, { inputs: { w: vector(3) }, seed });
    expect(report.verdict, report.message).toBe("right");
  });

  test("a function that cannot be traced is a black box by itself", () => {
    const f = ({ x, y }: Two) => x * x * Math.sin(y);
    const report = checkGradient(f, ({ x, y }: Two) => ({ x: 2 * x * Math.sin(y), y: x * x * Math.cos(y) }), {
      inputs: two,
      seed,
    });
    expect(report.verdict, report.message).toBe("right");
  });
});

describe("wrong gradients are found, and shown at a small point", () => {
  const small = (at: unknown) => JSON.stringify(at).length <= 24;

  test("the sign", () => {
    const found = expectWrong(
      checkGradient("sin(x * y) + y", ({ x, y }: Two) => ({ x: -y * Math.cos(x * y), y: x * Math.cos(x * y) + 1 }), { seed }),
      "x",
    );
    expect(small(found.at), JSON.stringify(found.at)).toBe(true);
    expect(found.looksLike).toContain("sign");
    expect(found.node).toContain("in x * y");
    expect(found.node).toContain("sign");
  });

  test("a factor 2 that was forgotten", () => {
    const found = expectWrong(
      checkGradient("x^2 + y", ({ x }: Two) => ({ x, y: 1 }), { seed }),
      "x",
    );
    expect(found.looksLike).toContain("half");
  });

  test("the inner derivative that was forgotten, by the operation", () => {
    const f = ({ x, y }: { x: Value; y: Value }) => add(sin(square(x)), y);
    const found = expectWrong(
      checkGradient(f, ({ x }: Two) => ({ x: Math.cos(x * x), y: 1 }), { inputs: two, seed }),
      "x",
    );
    expect(found.node).toContain("square");
    expect(found.node).toContain("forgotten");
  });

  test("a branch that was not added up", () => {
    const found = expectWrong(
      checkGradient("x * sin(x)", ({ x }: Two) => x * Math.cos(x), { seed }),
      "x",
    );
    expect(found.node).toContain("nothing were sent");
  });

  test("two components that were swapped", () => {
    const found = expectWrong(
      checkGradient("x^2 * y", ({ x, y }: Two) => ({ x: x * x, y: 2 * x * y }), { seed }),
      "x",
    );
    expect(found.looksLike).toMatch(/derivative by y|\./);
  });

  test.each([1e-2, 1e-4, 1e-6])("a relative mistake of %s", (size) => {
    const found = expectWrong(
      checkGradient("exp(x) * sin(y)", ({ x, y }: Two) => ({ x: Math.exp(x) * Math.sin(y) * (1 + size), y: Math.exp(x) * Math.cos(y) }), {
        seed,
      }),
      "x",
    );
    expect(found.looksLike).toContain("factor");
  });

  test("a difference quotient that is passed off as a derivative", () => {
    const h = 1e-6;
    expectWrong(
      checkGradient("exp(x)", ({ x }: Two) => (Math.exp(x + h) - Math.exp(x)) / h, { seed }),
      "x",
    );
  });

  test("what a number resembles by chance, at one point, is not said", () => {
    const { counterexample, message } = checkGradient("x^2 * y", ({ x, y }: Two) => ({ x: 2 * x * y, y: x }), { seed: 1 });
    expect(counterexample).toMatchObject({ at: { x: -1 }, claimed: -1, expected: 1 });
    expect(message).not.toContain("sign");
  });

  test("what a float32 number resembles, to its accuracy", () => {
    const f = blackBox(({ x }: { x: number }) => Math.fround(Math.exp(Math.fround(x))));
    const twice = ({ x }: { x: number }) => Math.fround(2 * Math.fround(Math.exp(x)));
    expect(checkGradient(f, twice, { inputs: { x: real({ min: 1.1, max: 1.9 }) }, seed: 1 }).counterexample?.looksLike).toContain("twice");
  });

  test.each([100, 4.001, 4.00002])("a mistake at one point alone, right all around it: %d for 4", (mistaken) => {
    const report = checkGradient("x^2", ({ x }: Two) => (x === 2 ? mistaken : 2 * x), { inputs: { x: real({ min: 2, max: 2.5 }) }, seed });
    expect(expectWrong(report, "x").at).toEqual({ x: 2 });
  });

  test("a mistake that shows only where a branch is taken", () => {
    const report = checkGradient("x > 2 ? x^3 : x", ({ x }: Two) => (x > 2 ? 3 * x : 1), { seed });
    const { at } = expectWrong(report, "x");
    expect(at["x"]).toBeGreaterThan(2);
  });

  test("0 log 0 at the edge of the domain, where the derivative is 0", () => {
    const report = checkGradient("x^y", ({ x, y }: Two) => ({ x: y * x ** (y - 1), y: x ** y * Math.log(x) }), { seed: 2 });
    expectWrong(report, "y");
    expect(report.counterexample?.at).toMatchObject({ x: 0 });
  });

  test("a number that is none", () => {
    const found = expectWrong(
      checkGradient("x * y", ({ x, y }: Two) => ({ x: y, y: x > 1 ? Number.NaN : x }), { seed }),
      "y",
    );
    expect(found.looksLike).toContain("no finite number");
  });

  test("in float32 what is larger than its rounding", () => {
    const f = blackBox(({ x }: Two) => Math.fround(Math.sin(Math.fround(x))));
    for (const size of [1e-2, 1e-4]) {
      expectWrong(
        checkGradient(f, ({ x }: Two) => Math.fround(Math.cos(x) * (1 + size)), { inputs: { x: real() }, seed }),
        "x",
      );
    }
  });
});

describe("what is no function, or no gradient, is named", () => {
  const invalid = (report: CheckReport, message: RegExp) => {
    expect(report.verdict).toBe("invalid");
    expect(report.message).toMatch(message);
  };
  const x = { inputs: { x: real() }, seed };

  test("a random function", () => {
    invalid(
      checkGradient(
        blackBox(() => Math.random()),
        () => 0,
        x,
      ),
      /gives something else when it is called again/,
    );
  });

  test("a random gradient", () => {
    invalid(
      checkGradient("x^2", () => Math.random(), { seed }),
      /the claimed derivative gives something else/,
    );
  });

  test("one that changes its arguments", () => {
    const f = blackBox(({ w }: { w: number[] }) => {
      w[0] = 2 * (w[0] as number) + 1;
      return w[0];
    });
    invalid(
      checkGradient(f, () => [2], { inputs: { w: vector(1) }, seed }),
      /changes its arguments/,
    );
  });

  test.each<[string, unknown, RegExp]>([
    ["another shape", { x: [1], y: 1 }, /\.x is a vector of 1: expected a scalar/],
    ["a missing component", { x: 1 }, /\.y is nothing: expected a scalar/],
    ["text", { x: "1", y: 1 }, /\.x is "1": expected a scalar/],
    ["nothing", undefined, /expected/],
  ])("%s", (_, claimed, message) => {
    invalid(
      checkGradient("x * y", () => claimed, { seed }),
      message,
    );
  });

  test("a promise, also inside", () => {
    const message = /gives a promise: it must give its numbers at once/;
    invalid(
      checkGradient("x^2", async (at) => 2 * (at["x"] ?? 0), { seed }),
      message,
    );
    invalid(
      checkGradient("x^2", () => ({ x: Promise.resolve(1) }), { seed }),
      message,
    );
    invalid(
      checkGradient(
        blackBox(async () => 1),
        () => 0,
        x,
      ),
      message,
    );
  });

  test("the gradient of a function with many numbers, traced or not", () => {
    const options = { inputs: { x: vector(2) }, seed };
    invalid(
      checkGradient(
        ({ x: v }: { x: Value }) => mul(v, v),
        () => [0, 0],
        options,
      ),
      /gives a vector of 2, and a gradient is of a function with one number: check its Jacobian/,
    );
    invalid(
      checkGradient(
        blackBox(({ x: v }: { x: number[] }) => v),
        () => [1, 0],
        options,
      ),
      /gives a vector of 2/,
    );
  });

  test.each<[string, () => unknown, RegExp]>([
    ["a number for a function", () => checkGradient(3 as never, () => 0), /nothing to differentiate in 3: expected a formula as text/],
    ["nothing for a function", () => checkGradient(undefined as never, () => 0), /nothing to differentiate in undefined/],
    ["nothing for a black box", () => blackBox(undefined as never), /blackBox takes a function of the inputs, not undefined/],
    ["numbers for a gradient", () => checkGradient("x^2", { x: 1 } as never), /the claimed derivative is \{"x":1\}: expected a function/],
    ["a misspelt function", () => checkGradient("sinn(x)", () => 0), /no function "sinn": did you mean sin/],
    ["an input that the formula has not", () => checkGradient("x^2", () => 0, { inputs: { y: real() } }), /has no input y: it has x\./],
    ["a formula without inputs", () => checkGradient("1 + 1", () => 0), /nothing to differentiate by/],
    [
      "a range that is no domain",
      () => checkGradient("x^2", () => 0, { inputs: { x: [0, 1] as never } }),
      /inputs\.x is \[0,1\]: expected where/,
    ],
    ["no samples", () => checkGradient("x^2", () => 0, { samples: 0 }), /samples is how many points to judge, 1 or more: not 0/],
    ["a seed that is text", () => checkGradient("x^2", () => 0, { seed: "1" as never }), /seed is an integer/],
    [
      "an unknown input to differentiate by",
      () => checkGradient("x^2", () => 0, { wrt: ["y"] }),
      /no input y to differentiate by: there are x/,
    ],
    ["nothing to differentiate by", () => checkGradient("x^2", () => 0, { wrt: [] }), /wrt names no input/],
  ])("%s: one clear message", (_, run, message) => {
    expect(run).toThrow(message);
  });

  test("an error of the claim's own comes through as it is", () => {
    const own = () => {
      throw new TypeError("mine");
    };
    expect(() => checkGradient("x^2", own, { seed })).toThrow(new TypeError("mine"));
  });

  test("a program whose inputs nobody stated", () => {
    expect(() =>
      checkGradient(
        ({ x: a }: { x: Value }) => mul(a, a),
        () => 0,
      ),
    ).toThrow(/state them/);
  });

  test("too few points in the domain: undecided, with the reasons and what to do", () => {
    const report = checkGradient("log(x - 100)", ({ x: a }: Two) => 1 / (a - 100), { seed });
    expect(report.verdict).toBe("undecided");
    expect(report.message).toMatch(/outside the domain of log.*real\(/s);
    expect(
      checkGradient("log(x - 100)", ({ x: a }: Two) => 1 / (a - 100), { inputs: { x: real({ min: 101, max: 200 }) }, seed }).verdict,
    ).toBe("right");
  });
});

describe("the other operators", () => {
  const f = ({ x, y }: { x: Value; y: Value }) => stack([mul(x, y), exp(sub(x, y))]);
  const e = ({ x, y }: Two) => Math.exp(x - y);

  test("Jacobians", () => {
    const right = (at: Two) => ({ x: [at.y, e(at)], y: [at.x, -e(at)] });
    expect(checkJacobian(f, right, { inputs: two, seed }).verdict).toBe("right");
    expectWrong(
      checkJacobian(f, (at: Two) => ({ x: [at.y, e(at)], y: [at.x, e(at)] }), { inputs: two, seed }),
      "y of output[2]",
    );
  });

  test("Hessians, of a formula and of a black box", () => {
    const right = ({ x, y }: Two) => ({ x: { x: 2 * y, y: 2 * x }, y: { x: 2 * x, y: 0 } });
    const wrong = ({ x, y }: Two) => ({ x: { x: 2 * y, y: x }, y: { x, y: 0 } });
    expect(checkHessian("x^2 * y", right, { seed, samples: 30 }).verdict).toBe("right");
    expectWrong(checkHessian("x^2 * y", wrong, { seed }), "x, y");
    const black = blackBox(({ x, y }: Two) => x * x * y);
    expect(checkHessian(black, right, { inputs: two, seed, samples: 30 }).verdict).toBe("right");
    expectWrong(checkHessian(black, wrong, { inputs: two, seed }), "x, y");
  });

  test("products from the right and from the left", () => {
    const jvp = (at: Two, t: Two) => [at.y * t.x + at.x * t.y, e(at) * (t.x - t.y)];
    expect(checkJvp(f, jvp, { inputs: two, seed }).verdict).toBe("right");
    expectWrong(
      checkJvp(f, (at: Two, t: Two) => [at.y * t.x, e(at) * (t.x - t.y)], { inputs: two, seed }),
      "the tangent of output[1]",
    );
    const vjp = (at: Two, [a, b]: [number, number]) => ({ x: at.y * a + e(at) * b, y: at.x * a - e(at) * b });
    expect(checkVjp(f, vjp, { inputs: two, outputLike: [0, 0], seed }).verdict).toBe("right");
    expectWrong(
      checkVjp(f, (at: Two, [a, b]: [number, number]) => ({ x: at.y * a + e(at) * b, y: at.x * a }), {
        inputs: two,
        outputLike: [0, 0],
        seed,
      }),
      "y",
    );
  });

  test("a row of the table, and no row", () => {
    for (const name of ["exp", "relu", "atan2", "leakyRelu", "floor"]) expect(checkRule(name, { seed }).verdict, name).toBe("right");
    expect(() => checkRule("tahn")).toThrow(/no elementwise function is named tahn: did you mean/);
  });
});

test("a counterexample of a product says along which tangent, for which adjoint", () => {
  const jvp = checkJvp("x^2 * y", ({ x, y }, t) => 2 * x * y * t.x + x * t.y, { inputs: two, seed });
  expect(jvp.message).toMatch(/^The tangent of output is wrong at x = \S+, y = \S+, along dx = \S+, dy = \S+: claimed/);
  const vjp = checkVjp("x^2 * y", ({ x, y }, a) => ({ x: 2 * x * y * a, y: x * a }), { inputs: two, seed });
  expect(vjp.message).toMatch(/^The derivative by y is wrong at x = \S+, y = \S+, for the adjoint \S+: claimed/);
});

test("a counterexample has all numbers of the derivative, the right ones too", () => {
  const { counterexample } = checkGradient("x^2 * y", ({ x, y }) => ({ x: 2 * x * y, y: x }), { inputs: two, seed });
  expect(counterexample?.entries.map(({ component }) => component)).toEqual(["x", "y"]);
  const [right, wrong] = counterexample?.entries ?? [];
  expect(right?.claimed).toBeCloseTo(right?.expected ?? Number.NaN, 12);
  expect(wrong).toMatchObject({ component: "y", claimed: counterexample?.claimed, expected: counterexample?.expected });
});

test("without a seed of its own a check takes the one that fast-check is set to", () => {
  expect(checkGradient("x^2", ({ x }: Two) => 2 * x).randomSeed).toBe(fc.readConfigureGlobal()?.seed);
});

test("the same seed gives the same report", () => {
  const run = () => checkGradient("x^2 * y", ({ x, y }: Two) => ({ x: 2 * x * y, y: x }), { seed: 7 });
  expect(run()).toEqual(run());
});
