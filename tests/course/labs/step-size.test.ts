import { describe, expect, test } from "vitest";
import type { LabReport } from "../../../src/course/labs/report.js";
import { stepSize } from "../../../src/course/labs/step-size.js";
import type { StepSizeData } from "../../../src/course/labs/step-size-curves.js";

const run = (settings: Record<string, string | number> = {}) => stepSize.run(settings) as LabReport<StepSizeData>;
const seen = ({ findings }: LabReport) => findings.map((finding) => finding.seen);

describe("the function of Baydin et al. (2018) at 0.2", () => {
  const { data, ...report } = run();

  test("the derivative is 9.0660864", () => {
    expect(data.exact).toMatch(/^9\.0660864/);
  });

  test("the best central difference is about 5.5e-11 near h = 1e-7, the best forward difference about 7.4e-8 near h = 1e-9", () => {
    expect([data.central.best.step, Number(data.central.best.error.toPrecision(2))]).toEqual([1e-7, 5.5e-11]);
    expect([data.forward.best.step, Number(data.forward.best.error.toPrecision(2))]).toEqual([1e-9, 7.4e-8]);
  });

  test("truncation falls with h and h^2, rounding rises with 1/h", () => {
    expect(data.forward.truncation?.exponent).toBeCloseTo(1, 2);
    expect(data.central.truncation?.exponent).toBeCloseTo(2, 2);
    expect(data.forward.rounding?.exponent).toBeCloseTo(-1, 1);
    expect(data.central.rounding?.exponent).toBeCloseTo(-1, 1);
    expect(seen({ ...report, data })).toEqual(["seen here", "seen here", "seen here", "seen here"]);
  });

  test("the coefficients are those of Taylor: |f''| h / 2 and |f'''| h^2 / 6", () => {
    // From the polynomial multiplied out, which knows no derivative rule but that of powers.
    const coefficients = expanded();
    const derivative = (order: number) => coefficients.reduce((sum, c, n) => sum + c * falling(n, order) * 0.2 ** (n - order), 0);
    expect((data.forward.truncation?.coefficient ?? 0) / Math.abs(derivative(2) / 2)).toBeCloseTo(1, 2);
    expect((data.central.truncation?.coefficient ?? 0) / Math.abs(derivative(3) / 6)).toBeCloseTo(1, 2);
  });

  test("the lines cross near the best step, and every error stays below truncation and rounding together", () => {
    for (const { balance, best, truncation, points } of [data.forward, data.central]) {
      expect(Math.abs(Math.log10((balance?.step ?? 0) / best.step))).toBeLessThan(1);
      for (const { step, error, rounding } of points.filter((point) => point.step < (truncation?.to ?? 0))) {
        expect(error).toBeLessThan(1.1 * (truncation?.coefficient ?? 0) * step ** (truncation?.exponent ?? 0) + rounding);
      }
    }
  });

  test("extrapolation keeps its own bound", () => {
    expect(data.extrapolated.error).toBeLessThanOrEqual(data.extrapolated.bound ?? 0);
  });

  test("nothing that is not a finite number stands in what is shown", () => {
    expect(JSON.stringify(report)).not.toMatch(/null|NaN|Infinity|undefined/);
  });
});

/** The coefficients of f by multiplying its factors out. */
function expanded(): number[] {
  const times = (a: readonly number[], b: readonly number[]) => {
    const product = new Array<number>(a.length + b.length - 1).fill(0);
    a.forEach((p, i) => {
      b.forEach((q, j) => {
        product[i + j] = (product[i + j] as number) + p * q;
      });
    });
    return product;
  };
  return [
    [0, 64],
    [1, -1],
    [1, -2],
    [1, -2],
    [1, -8, 8],
    [1, -8, 8],
  ].reduce(times);
}

function falling(n: number, k: number): number {
  let product = 1;
  for (let i = 0; i < k; i++) product *= n - i;
  return product;
}

describe("other functions, other outcomes", () => {
  test("a central difference of a parabola has no truncation error", () => {
    const report = run({ formula: "x^2", x: 3 });
    expect(report.data.central.truncation).toBeUndefined();
    expect(report.data.forward.truncation?.exponent).toBeCloseTo(1, 1);
    expect(seen(report)[0]).toBe("depends");
  });

  test("nothing is truncated of a straight line: the larger the step the better", () => {
    const report = run({ formula: "3x + 1", x: 0.3 });
    expect(seen(report)[0]).toBe("not seen here");
    expect(report.data.forward.best.step).toBe(1);
  });

  test("at 0 the sine is odd: both quotients are the same, truncate with h^2, and never round", () => {
    const report = run({ formula: "sin(x)", x: 0 });
    expect(report.data.forward.truncation?.exponent).toBeCloseTo(2, 3);
    expect(seen(report).slice(0, 3)).toEqual(["depends", "not seen here", "depends"]);
  });

  test("where tanh is flat, every quotient is 0 and its error neither falls nor rises", () => {
    const report = run({ formula: "tanh(x)", x: 20 });
    expect(seen(report).slice(0, 2)).toEqual(["not seen here", "not seen here"]);
  });

  test("steps that leave the domain are not there", () => {
    const { data } = run({ formula: "log(x)", x: 0.01 });
    expect(data.central.points[0]?.step).toBeLessThan(0.01);
    expect(data.forward.points[0]?.step).toBe(1);
  });

  test("one entry of a vector, with other inputs fixed", () => {
    const report = run({ formula: "sin(w . x)", w: "[3, 4]", x: "[1, 2]", wrt: "w[2]" });
    // cos(3 * 1 + 4 * 2) * 2
    expect(Number(report.data.exact)).toBeCloseTo(2 * Math.cos(11), 14);
    expect(report.settings).toMatchObject({ w: "[3,4]", x: "[1,2]", wrt: "w[2]" });
    expect(seen(report)[0]).toBe("seen here");
  });
});

describe("a bad setting is named, with what to write instead", () => {
  test.each<[Record<string, string | number>, RegExp]>([
    [{ formula: "abs(x)", x: 0 }, /^x: Here f is not differentiable in x, because of abs\(0\).*the lab kinks/],
    [{ formula: "log(x)", x: -1 }, /^x: Outside the domain: log\(-1\) needs x > 0\.$/],
    [{ formula: "exp(x)", x: 1000 }, /^x: The value is too large/],
    [{ formula: "sin(x" }, /^formula: The "\(" at position 4 is never closed/],
    [{ formula: "[x, 1]" }, /^formula: its value is one number, and this is a vector of 2/],
    [{ formula: "sin(t)" }, /^t has no value.*set t, for example t=1/],
    [{ x: "abc" }, /^x is a number such as 0.5, or a vector such as \[1, 2\], not abc/],
    [{ formula: "w . w", w: "[1, [2]]" }, /^w: .*rows/],
    [{ formula: "w . w", w: "[1, 2]" }, /^wrt: w is no number of w.*write for example w\[1\]/],
    [{ formula: "w . w", w: "[1, 2]", wrt: "w[3]" }, /^wrt: w\[3\] is no number of w, which is a vector of 2/],
    [{ wrt: "y" }, /^wrt: the formula has no variable y: it has x/],
    [{ largest: 1e-20 }, /^largest: it is a number from 1e-16 to /],
    [{ smallest: "tiny" }, /^smallest: .*not tiny/],
    [{ perDecade: 0 }, /^perDecade: it is a whole number from 1 to 20, not 0/],
    [{ steps: 3 }, /^the lab step-size has no setting steps: its settings are formula, x, wrt/],
  ])("%j", (settings, message) => {
    expect(() => run(settings)).toThrow(RangeError);
    expect(() => run(settings)).toThrow(message);
  });
});
