// The operation at which a wrong gradient parts from the truth, in the sentence that names it.

import { describe, expect, test } from "vitest";
import {
  dot,
  exp,
  index,
  matmul,
  mul,
  type Point,
  reshape,
  sin,
  square,
  stack,
  sum,
  type TracedFunction,
  type Value,
} from "../../../src/index.js";
import { blackBox } from "../../../src/verify/check/black-box.js";
import type { Claim } from "../../../src/verify/check/claimed.js";
import { culpritOf } from "../../../src/verify/check/culprit.js";
import { subjectOf } from "../../../src/verify/check/subject.js";

interface Two {
  readonly x: number;
  readonly y: number;
}

const two: Point = { x: 0.7, y: 1.3 };
const { cos, exp: e } = Math;

function culprit<P>(f: Parameters<typeof subjectOf>[0], claim: (at: P) => unknown, point: Point = two, wrt = Object.keys(point)) {
  return culpritOf(subjectOf(f), { claim: claim as unknown as Claim, operator: "gradient", wrt }, point);
}

const parts = "The claim parts from the truth at";

describe("the step that explains every number of a claim", () => {
  const f = "exp(x) * y + sin(x)";
  test.each<[string, (at: Two) => unknown, string]>([
    [
      "the sign turned",
      ({ x, y }) => ({ x: e(x) * y - cos(x), y: e(x) }),
      "+ in exp(x) * y + sin(x), on the way to its second operand: as if the sign were turned (or at another step on the same way).",
    ],
    [
      "a chain factor forgotten",
      ({ x, y }) => ({ x: e(x) * y + 1, y: e(x) }),
      "sin in sin(x): as if its local derivative were 1, a chain factor that was forgotten.",
    ],
    [
      "a branch not added up",
      ({ x, y }) => ({ x: e(x) * y, y: e(x) }),
      "+ in exp(x) * y + sin(x), on the way to its second operand: as if nothing were sent (or at another step on the same way).",
    ],
    [
      "a branch added up twice",
      ({ x, y }) => ({ x: e(x) * y + 2 * cos(x), y: e(x) }),
      "+ in exp(x) * y + sin(x), on the way to its second operand: as if it were sent twice (or at another step on the same way).",
    ],
    [
      "any other factor",
      ({ x, y }) => ({ x: 1.5 * e(x) * y + cos(x), y: 1.5 * e(x) }),
      "+ in exp(x) * y + sin(x), on the way to its first operand: as if what is sent were multiplied by 1.5.",
    ],
    [
      "a factor close to 1",
      ({ x, y }) => ({ x: (1 + 3e-6) * e(x) * y + cos(x), y: (1 + 3e-6) * e(x) }),
      "+ in exp(x) * y + sin(x), on the way to its first operand: as if what is sent were multiplied by 1.000003.",
    ],
  ])("%s", (_, claim, sentence) => {
    expect(culprit(f, claim)).toBe(`${parts} ${sentence}`);
  });

  test("of many steps on one way the nearest to the result, and how many there are", () => {
    const claim = ({ x }: Two) => ({ x: 3 * cos(e(x) ** 2) * 2 * e(x) ** 2 });
    expect(culprit("sin(exp(x)^2)", claim, { x: 0.7 })).toBe(
      `${parts} sin in sin(exp(x)^2): as if what is sent were multiplied by 3 (or at one of 2 other steps on the same way).`,
    );
  });

  test("a chain factor that was forgotten rather than a factor, which explains one point as well", () => {
    const claim = ({ x }: Two) => ({ x: cos(x ** 3) });
    expect(culprit("sin(x^3)", claim, { x: 0.7 })).toContain("in x^3, on the way to its first operand: as if its local derivative were 1");
  });

  test("a chain factor that was forgotten rather than a number that happens to be as large", () => {
    expect(culprit("sin(2 * x)", ({ x }: Two) => ({ x: cos(2 * x) }), { x: 0.7 })).toBe(
      `${parts} * in 2 * x, on the way to its second operand: as if its local derivative were 1, a chain factor that was forgotten.`,
    );
  });

  test("a local derivative of -1 that was forgotten is a sign", () => {
    const claim = ({ x, y }: Two) => ({ x: cos(x - y), y: cos(x - y) });
    expect(culprit("sin(x - y)", claim)).toBe(`${parts} - in x - y, on the way to its second operand: as if the sign were turned.`);
  });

  test("a factor that was forgotten on the way to a number, where an array was expected", () => {
    const scaled: TracedFunction = ({ x, w }) => sum(mul(x as Value, w as Value));
    const claim = (each: number) => (at: { x: number; w: number[] }) => ({ x: each, w: at.w.map(() => at.x) });
    const at = { x: 0.7, w: [2, 5] };
    expect(culprit(scaled, claim(2), at)).toContain("* in x * w, on the way to its first operand: as if its local derivative were 1");
    expect(culprit(scaled, claim(1), at)).toBeUndefined();
  });

  test("in arrays, with the third operand named, and operations whose formula is too long for a line", () => {
    const scaled: TracedFunction = ({ x, w }) => sum(mul(exp(w as Value), x as Value));
    const claim = ({ x, w }: { x: number; w: number[] }) => ({ x: w.reduce((total, a) => total + e(a), 0), w: w.map(() => x) });
    expect(culprit(scaled, claim, { x: 0.7, w: [0.2, 0.5] })).toContain("exp in exp(w): as if its local derivative were 1");
    const third: TracedFunction = ({ x, y, z }) => sum(stack([x as Value, y as Value, sin(z as Value)]));
    const twice = ({ z }: { z: number }) => ({ x: 1, y: 1, z: 2 * cos(z) });
    expect(culprit(third, twice, { x: 1, y: 2, z: 3 })).toContain("on the way to its third operand: as if it were sent twice");
    const fourth: TracedFunction = ({ x }) => sum(stack([x as Value, x as Value, x as Value, sin(x as Value)]));
    expect(culprit(fourth, ({ x }: Two) => 3 + 2 * cos(x), { x: 3 })).toContain("on the way to its 4th operand");
    const long = `sin(${new Array(20).fill("x").join(" + ")})`;
    expect(culprit(long, ({ x }: Two) => -20 * cos(20 * x), { x: 0.7 })).toMatch(/^The claim parts from the truth at operation \d+, sin: /);
  });

  test("of array operations the contribution alone is looked at", () => {
    const f: TracedFunction = ({ w }) => dot(exp(w as Value), w as Value);
    const claim = ({ w }: { w: number[] }) => ({ w: w.map((a) => e(a) - e(a) * a) });
    expect(culprit(f, claim, { w: [0.2, 0.5] })).toBe(
      `${parts} dot in dot(exp(w), w), on the way to its first operand: as if the sign were turned (or at another step on the same way).`,
    );
  });

  test("among the inputs that are asked for only", () => {
    expect(culprit("exp(x) * exp(y)", ({ x, y }: Two) => ({ x: 3 * e(x + y) }), two, ["x"])).toContain("multiplied by 3");
    expect(culprit("exp(x) * exp(y)", ({ x, y }: Two) => ({ x: e(x + y), y: e(x) }), two, ["x", "y"])).toContain("exp in exp(y)");
  });
});

describe("what is beside the wrong number", () => {
  test("may be rounded, as large as it is", () => {
    const claim = ({ x, y }: Two) => ({ x: -cos(x), y: 2e6 * y * (1 + 1e-13) });
    expect(culprit("sin(x) + 1000000 * y^2", claim)).toContain("as if the sign were turned");
  });

  test("may be exactly 0", () => {
    expect(culprit("sin(x) + 0 * y", ({ x }: Two) => ({ x: -cos(x), y: 0 }))).toContain("as if the sign were turned");
  });
});

describe("the sentence", () => {
  test("does not call another factor a sign where the step is a minus", () => {
    expect(culprit("-(x^2)", ({ x }: Two) => -6 * x, { x: 0.7 })).toContain("multiplied by 3 ");
  });

  test("has the formula up to 60 characters, and the number of the operation beyond", () => {
    const named = (length: number) => {
      const name = "x".repeat(length - "sin()".length);
      return culprit(`sin(${name})`, (at: Record<string, number>) => ({ [name]: 3 * cos(at[name] as number) }), { [name]: 0.7 });
    };
    expect(named(60)).toContain(` at sin in sin(${"x".repeat(55)}): as if`);
    expect(named(61)).toMatch(/ at operation \d+, sin: as if/);
  });

  test("has the number of the operation, too, where no formula can say it", () => {
    const f: TracedFunction = ({ A }) => square(index(reshape(A as Value, [4]), 2));
    const claim = ({ A }: { A: number[][] }) => ({
      A: [
        [0, 0],
        [6 * (A[1]?.[0] as number), 0],
      ],
    });
    const A = [
      [1, 2],
      [3, 4],
    ];
    expect(culprit(f, claim, { A })).toMatch(/ at operation \d+, square: as if what is sent were multiplied by 3 /);
  });
});

describe("no operation is named", () => {
  test("where no single step explains the claim", () => {
    expect(culprit("log(x) * log(y)", ({ x, y }: Two) => ({ x: Math.log(y), y: Math.log(x) }))).toBeUndefined();
  });

  test("where it explains one point, and others not", () => {
    expect(culprit("exp(x) * y + sin(x)", ({ x, y }: Two) => ({ x: e(x) * y + cos(x) * (1 + x), y: e(x) }))).toBeUndefined();
  });

  test("of a black box, of other operators, outside the domain, and where the points nearby are on no common piece", () => {
    const claim: Claim = () => ({ x: 1, y: 1 });
    const check = { claim, operator: "gradient", wrt: ["x", "y"] } as const;
    const box = blackBox(({ x, y }: Two) => x * y);
    expect(culpritOf(subjectOf(box), check, two)).toBeUndefined();
    expect(culpritOf(subjectOf("x * y"), { ...check, operator: "jacobian" }, two)).toBeUndefined();
    expect(culprit("sqrt(x * y)", claim, { x: -1, y: 1 })).toBeUndefined();
    // At x = 1 inside, a tenth further down outside.
    expect(culprit("sqrt(x - 0.95)", () => ({ x: 7 }), { x: 1 })).toBeUndefined();
  });

  test("of a Hessian, whose numbers are no contributions of a backward pass", () => {
    const claim: Claim = ({ x }) => ({ x: { x: 2 * e(x as number) } });
    expect(culpritOf(subjectOf("exp(x)"), { claim, operator: "hessian", wrt: ["x"] }, { x: 0.7 })).toBeUndefined();
  });

  test("for a local derivative of an array operation that was forgotten: it is a matrix, and 1 is none", () => {
    const f: TracedFunction = ({ A, v, c }) => sum(mul(c as Value, matmul(A as Value, v as Value)));
    const point = {
      A: [
        [1, 2],
        [3, 5],
      ],
      v: [0.2, 0.5],
      c: [1, 4],
    };
    expect(culprit(f, ({ c }: { c: number[] }) => ({ v: c }), point, ["v"])).toBeUndefined();
  });

  test("for a number that was spread over an array: the derivative is a sum, and one of its terms is no forgotten factor", () => {
    const f: TracedFunction = ({ s, v }) => sum(mul(s as Value, v as Value));
    expect(culprit(f, ({ v }: { v: number[] }) => ({ s: v[0] }), { s: 0.7, v: [2, 3] }, ["s"])).toBeUndefined();
  });

  test("in a program beyond 300 operations", () => {
    const chain =
      (length: number): TracedFunction =>
      ({ x }) => {
        let value: Value = x as Value;
        for (let k = 1; k < length; k++) value = sin(value);
        return value;
      };
    const wrong = () => ({ x: 17 });
    const double = (length: number) => (at: Two) => {
      let [value, slope] = [at.x, 1];
      for (let k = 1; k < length; k++) [value, slope] = [Math.sin(value), slope * cos(value)];
      return { x: 2 * slope };
    };
    expect(culprit(chain(301), double(301), { x: 0.7 })).toBeUndefined();
    expect(culprit(chain(300), double(300), { x: 0.7 })).toContain("(or at one of 298 other steps on the same way)");
    expect(culprit(chain(20), wrong, { x: 0.7 })).toBeUndefined();
  });
});
