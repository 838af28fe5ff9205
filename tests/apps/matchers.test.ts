// The matchers as a user's suite sees them: what passes, what a failure says, what `not` means, and how misuse is answered.

import { readFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { matchers } from "../../src/apps/matchers/index.js";
import { scale } from "../../src/core/primitives/arithmetic.js";
import { unary } from "../../src/core/primitives/define.js";
import { add, blackBox, exp, matmul, matrix, mul, real, sigmoid, sin, square, stack, sum, type Value, vector } from "../../src/index.js";
import "../../src/vitest.js";

const seed = 20261125;
type Two = { readonly x: number; readonly y: number };
const two = { x: real(), y: real() };

/** The message, without colours, of an assertion that must fail. */
function failure(assertion: () => void): string {
  try {
    assertion();
  } catch (error) {
    return stripVTControlCharacters(error instanceof Error ? error.message : String(error));
  }
  throw new Error("the assertion passed");
}

const expectParts = (message: string, parts: readonly (string | RegExp)[]) => {
  for (const part of parts) expect(message).toMatch(part);
};

describe("toHaveGradient", () => {
  const right = ({ x, y }: Two) => ({ x: y * Math.cos(x * y), y: x * Math.cos(x * y) + 1 });
  const wrong = ({ x, y }: Two) => ({ x: -y * Math.cos(x * y), y: x * Math.cos(x * y) + 1 });

  test("passes for a right gradient of a formula, a program, a function", () => {
    expect("sin(x * y) + y").toHaveGradient(right, { seed });
    expect(({ x, y }: { x: Value; y: Value }) => add(sin(mul(x, y)), y)).toHaveGradient(right, { inputs: two, seed });
    expect(({ x, y }: Two) => Math.sin(x * y) + y).toHaveGradient(right, { inputs: two, seed });
  });

  test("`not` passes for a wrong one", () => {
    expect("sin(x * y) + y").not.toHaveGradient(wrong, { seed });
  });

  test("fails with component, numbers, what it looks like, operation, trust, seed, and the claim in a table of the methods", () => {
    expectParts(
      failure(() => expect("sin(x * y) + y").toHaveGradient(wrong, { seed })),
      [
        /^The derivative by x is wrong at x = \S+, y = \S+: claimed \S+, and it is \S+ \((exactly|off by at most)/,
        "The sign is wrong.",
        "The claim parts from the truth at * in x * y",
        "Trusted: reverse mode with a proven bound",
        `Repeat it with { seed: ${seed} }.`,
        /sin\(x \* y\) \+ y.*at {2}x = \S+, y = /,
        /method.*d\/dx.*d\/dy.*digits/,
        /claimed .* 0\.0 /,
        /numerical[\s\S]*symbolic[\s\S]*forward[\s\S]*reverse/,
        /The methods among themselves: All four methods agree/,
      ],
    );
  });

  test("a program is shown as the formula that it is", () => {
    const f = ({ x, y }: { x: Value; y: Value }) => add(sin(mul(x, y)), y);
    expect(failure(() => expect(f).toHaveGradient(wrong, { inputs: two, seed }))).toContain("sin(x * y) + y");
  });

  test("for a black box the claim stands beside what is estimated, the wrong numbers alone", () => {
    const f = ({ w }: { w: number[] }) => w.reduce((total, x) => total + x ** 3, 0);
    const message = failure(() =>
      expect(f).toHaveGradient(({ w }) => w.map((x, i) => (i === 1 ? 2 : 3) * x * x), { inputs: { w: vector(3) }, seed }),
    );
    expectParts(message, [
      /^The derivative by w\[2\] is wrong/,
      "1 of 3 numbers off by more than the bound",
      /component.*claimed.*it is.*off by/,
      /w\[2\] /,
    ]);
    expect(message).not.toMatch(/w\[1\]|symbolic/);
  });

  test("a derivative of many numbers gives a table of ten lines, whatever is wrong", () => {
    const f = ({ A, x }: { A: Value; x: Value }) => sum(square(sigmoid(matmul(A, x))));
    const claim = ({ A, x }: { A: number[][]; x: number[] }) => ({ A: A.map((row) => row.map(() => 7)), x: x.map(() => 7) });
    const message = failure(() => expect(f).toHaveGradient(claim, { inputs: { A: matrix(4, 3), x: vector(3) }, seed }));
    expectParts(message, ["15 of 15 numbers off by more than the bound; the first 10 of them", /A\[1,1\]/]);
    expect(message.match(/\b[Ax]\[[\d,]+\] {2,}/g)).toHaveLength(10);
  });

  test("a right gradient fails behind `not`, with the seed", () => {
    expectParts(
      failure(() => expect("sin(x * y) + y").not.toHaveGradient(right, { seed })),
      [/^expected a wrong gradient, and this one stands\. Right at all 100 points/, `{ seed: ${seed} }`],
    );
  });

  test("what cannot be decided, or is no gradient, fails with `not` as without", () => {
    for (const expectation of [expect("log(x - 100)"), expect("log(x - 100)").not]) {
      expectParts(
        failure(() => expectation.toHaveGradient(() => 0, { seed })),
        [/^Only 0 of 100 points could be judged: \d+ times outside the domain of log/, "State where the inputs lie"],
      );
    }
    for (const expectation of [expect("x * y"), expect("x * y").not]) {
      expect(failure(() => expectation.toHaveGradient(() => ({ x: 1 }), { seed }))).toBe(
        "the claimed derivative.y is nothing: expected a scalar.",
      );
      expect(failure(() => expectation.toHaveGradient(() => "y", { seed }))).toBe(
        'the claimed derivative is "y": expected { x: ..., y: ... }.',
      );
    }
  });
});

test("the failure that the guide prints is the one that its example gives", () => {
  const guide = readFileSync(new URL("../../docs/verification.md", import.meta.url), "utf8");
  const printed = /```text\n(The derivative by y is wrong[\s\S]*?)\n\.\.\.\n```/.exec(guide)?.[1];
  const mine = ({ x, y }: Two) => ({ x: 2 * x * y, y: x });
  expect(failure(() => expect("x^2 * y").toHaveGradient(mine, { seed: 1 })).startsWith(printed ?? "no such block")).toBe(true);
});

describe("the other derivatives", () => {
  const f = ({ x, y }: { x: Value; y: Value }) => stack([mul(x, y), exp(x)]);
  const options = { inputs: two, seed };

  test("toHaveJacobian", () => {
    expect(f).toHaveJacobian(({ x, y }) => ({ x: [y, Math.exp(x)], y: [x, 0] }), options);
    const wrong = ({ x, y }: Two) => ({ x: [y, Math.exp(x)], y: [x, 1] });
    expect(f).not.toHaveJacobian(wrong, options);
    expectParts(
      failure(() => expect(f).toHaveJacobian(wrong, options)),
      ["The derivative by y of output[2] is wrong", "1 of 4 numbers off", /y of output\[2\] .* 1 .* 0 /],
    );
  });

  test("toHaveHessian, of a vector too", () => {
    expect("x^2 * y").toHaveHessian(({ x, y }: Two) => ({ x: { x: 2 * y, y: 2 * x }, y: { x: 2 * x, y: 0 } }), { seed, samples: 20 });
    expectParts(
      failure(() => expect("x^2 * y").toHaveHessian(({ x, y }: Two) => ({ x: { x: 2 * y, y: x }, y: { x, y: 0 } }), { seed })),
      [/The derivative by (x, y|y, x) is wrong/, "It is half the derivative", "2 of 4 numbers off"],
    );
    const norm = ({ w }: { w: Value }) => sum(square(w));
    const inputs = { w: vector(2) };
    expect(norm).toHaveHessian(
      () => ({
        w: {
          w: [
            [2, 0],
            [0, 2],
          ],
        },
      }),
      { inputs, seed, samples: 20 },
    );
    expect(
      failure(() =>
        expect(norm).toHaveHessian(
          () => ({
            w: {
              w: [
                [2, 0],
                [0, 1],
              ],
            },
          }),
          { inputs, seed },
        ),
      ),
    ).toMatch(/by w\[2\], w\[2\] is wrong[\s\S]*1 of 4 numbers off/);
  });

  test("toHaveJvp", () => {
    expect("x^2 * y").toHaveJvp(({ x, y }: Two, t: Two) => 2 * x * y * t.x + x * x * t.y, { seed });
    expectParts(
      failure(() => expect("x^2 * y").toHaveJvp(({ x, y }: Two, t: Two) => 2 * x * y * t.x, { seed })),
      [/The tangent of output is wrong at .*along dx = \S+, dy = /],
    );
  });

  test("toHaveVjp", () => {
    expect("x^2 * y").toHaveVjp(({ x, y }: Two, a) => ({ x: 2 * x * y * a, y: x * x * a }), { seed });
    expectParts(
      failure(() => expect("x^2 * y").toHaveVjp(({ x, y }: Two, a) => ({ x: 2 * x * y * a, y: x * x }), { seed })),
      [/The derivative by y is wrong at .*for the adjoint /, "numbers off"],
    );
  });
});

/** A row whose rule is wrong by a factor, as somebody might write it. */
const softsign = unary({
  name: "softsign of a test",
  value: (x) => x / (1 + Math.abs(x)),
  pull: [(delta, { x }) => scale(delta, exp(mul(-2, x)))],
  ulps: 4,
  gates: ["by-half"],
  spelling: { names: ["softsignOfATest"], tex: "#1" },
});

describe("toAgreeAcrossMethods", () => {
  test("passes at random points, at a given one, and for programs", () => {
    expect("log(x) * y").toAgreeAcrossMethods({ seed });
    expect("log(x) * y").toAgreeAcrossMethods({ at: { x: 2, y: 1 } });
    expect(({ w }: { w: Value }) => sum(square(w))).toAgreeAcrossMethods({ inputs: { w: vector(3) }, seed });
    expect(({ w }: { w: Value }) => sum(square(w))).toAgreeAcrossMethods({ at: { w: [1, 2, 3] } });
  });

  test("a wrong derivative rule is found, at a small point, with the table", () => {
    const f = ({ x, y }: { x: Value; y: Value }) => mul(softsign(x), y);
    expect(f).not.toAgreeAcrossMethods({ inputs: two, seed });
    expectParts(
      failure(() => expect(f).toAgreeAcrossMethods({ inputs: two, seed })),
      [/^expected all methods to agree\n/, /x = \S+, y = \S+\n/, /method.*d\/dx.*d\/dy/, "DISAGREE", `Repeat it with { seed: ${seed} }`],
    );
    const at = { x: 1, y: 2 };
    expect(f).not.toAgreeAcrossMethods({ at });
    expectParts(
      failure(() => expect(f).toAgreeAcrossMethods({ at })),
      [/^expected all methods to agree at x = 1, y = 2\n/, "DISAGREE"],
    );
  });

  test("`not` fails where methods agree", () => {
    expect(failure(() => expect("x^2").not.toAgreeAcrossMethods({ seed }))).toBe(
      `expected methods to disagree somewhere. All methods agree at all 25 points.\nRepeat it with { seed: ${seed} }.`,
    );
    expectParts(
      failure(() => expect("x^2").not.toAgreeAcrossMethods({ at: { x: 1 } })),
      [/^expected methods to disagree at x = 1\n/, "AGREE"],
    );
  });

  test("what cannot be compared fails with `not` as without", () => {
    for (const expectation of [expect("abs(x)"), expect("abs(x)").not]) {
      expectParts(
        failure(() => expectation.toAgreeAcrossMethods({ at: { x: 0 } })),
        [/^could not compare the methods at x = 0\n/, "NOT DIFFERENTIABLE HERE"],
      );
    }
    for (const expectation of [expect("log(x - 100)"), expect("log(x - 100)").not]) {
      expect(failure(() => expectation.toAgreeAcrossMethods({ seed }))).toMatch(
        /^Only 0 of 25 points could be judged: \d+ times outside the domain/,
      );
    }
  });

  test("a long table is left out, the verdict stays", () => {
    const point = { w: Array.from({ length: 30 }, (_, i) => i + 1) };
    const message = failure(() => expect(({ w }: { w: Value }) => sum(square(w))).not.toAgreeAcrossMethods({ at: point }));
    expect(message).toContain("AGREE: ");
    expect(message).not.toContain("reverse ");
  });

  test("a black box, which has one method alone", () => {
    expect(failure(() => expect(blackBox(({ x }) => x) as never).toAgreeAcrossMethods({ inputs: { x: real() } }))).toMatch(
      /^a black box can be differentiated numerically only.*toHaveGradient/,
    );
    expect(failure(() => expect(({ x }: { x: number }) => x * x).toAgreeAcrossMethods({ inputs: { x: real() } }))).toMatch(
      /^JavaScript's operators cannot be traced: write/,
    );
  });
});

describe("toBeDifferentiableAt", () => {
  test("passes beside a kink, `not` on it and outside the domain", () => {
    expect("abs(x)").toBeDifferentiableAt({ x: 1e-3 });
    expect("abs(x)").not.toBeDifferentiableAt({ x: 0 });
    expect("sqrt(x)").not.toBeDifferentiableAt({ x: 0 });
    expect("log(x)").not.toBeDifferentiableAt({ x: -1 });
    expect("x * abs(x)").toBeDifferentiableAt({ x: 0 });
  });

  test("by some inputs only", () => {
    expect("abs(x) * y").toBeDifferentiableAt({ x: 0, y: 2 }, { wrt: ["y"] });
    expect("abs(x) * y").not.toBeDifferentiableAt({ x: 0, y: 2 });
  });

  test("fails with the one-sided derivatives, the convention and the table", () => {
    expectParts(
      failure(() => expect("abs(x)").toBeDifferentiableAt({ x: 0 })),
      [
        /^expected a function that is differentiable at x = 0\n/,
        /NOT DIFFERENTIABLE HERE[\s\S]*from the left -1,\s*from the\s*right 1/,
        "By convention abs'(0) = 0",
        /method.*d\/dx/,
      ],
    );
    expect(failure(() => expect("log(x)").toBeDifferentiableAt({ x: -1 }))).toContain("OUTSIDE THE DOMAIN");
    expectParts(
      failure(() => expect("abs(x)").not.toBeDifferentiableAt({ x: 2 })),
      [/^expected a function that is not differentiable at x = 2\n/, "AGREE"],
    );
  });

  test("where it cannot be told, it fails with `not` as without", () => {
    for (const expectation of [expect("log(1 + exp(x))"), expect("log(1 + exp(x))").not]) {
      expectParts(
        failure(() => expectation.toBeDifferentiableAt({ x: 800 })),
        [/^could not decide whether the function is differentiable at x = 800\n/, "softplus"],
      );
    }
  });
});

describe("misuse is answered by one clear message", () => {
  const program = ({ x }: { x: Value }) => mul(x, x);
  test.each<[string, () => void, RegExp]>([
    [
      "inputs that nobody stated",
      () => expect(program).toHaveGradient(() => 0),
      /^a function does not say what its inputs are: state them/,
    ],
    ["the same when methods are compared", () => expect(program).toAgreeAcrossMethods(), /^a function does not say what its inputs are/],
    [
      "a misspelt formula, with its place",
      () => expect("1 + sinn(x)").toHaveGradient(() => 0),
      /did you mean sin\?\n {2}1 \+ sinn\(x\)\n {6}\^$/,
    ],
    ["the same at a point", () => expect("1 + sinn(x)").toBeDifferentiableAt({ x: 1 }), /did you mean sin\?\n/],
    ["nothing to differentiate", () => expect(undefined).toHaveGradient(() => 0), /^there is nothing to differentiate in undefined/],
    ["numbers in place of a gradient", () => expect("x^2").toHaveGradient({ x: 1 } as never), /expected a function of the inputs/],
    ["a point without an input", () => expect("x * y").toBeDifferentiableAt({ x: 1 }), /needs values for x, y, and y has none/],
    [
      "a function with many values",
      () => expect(program).toBeDifferentiableAt({ x: [1, 2] }),
      /needs a scalar value, and this is a vector of 2/,
    ],
    [
      "a vector's gradient",
      () => expect(program).toHaveGradient(() => 0, { like: { x: [1, 2] } }),
      /gives a vector of 2.*check its Jacobian/,
    ],
  ])("%s", (_, misuse, message) => {
    expect(failure(misuse)).toMatch(message);
  });

  test("an error of the user's own function comes through as it is", () => {
    const own = new TypeError("mine");
    const thrower = () => {
      throw own;
    };
    expect(() => expect("x^2").toHaveGradient(thrower, { seed })).toThrow(own);
  });
});

describe("a framework with jest's interface", () => {
  const wrong = (inputs: Readonly<Record<string, number>>) => inputs["x"];

  test("that has no colours gets plain text", () => {
    const { pass, message } = matchers.toHaveGradient.call({}, "x^2", wrong as never, { seed });
    expect(pass).toBe(false);
    expect(message()).toContain("It is half the derivative");
    expect(message()).not.toContain("\u001B");
  });

  test("that has colours gets them where it says so", () => {
    const utils = { BOLD_WEIGHT: (text: string) => `<b>${text}</b>` };
    expect(matchers.toHaveGradient.call({ utils }, "x^2", wrong as never, { seed }).message()).toContain("<b>method</b>");
  });
});
