// Checks of exercise 12: a gradient check of the student's own, with an error estimate that is honest and useful.

import fc from "fast-check";
import { exercise, property } from "../exercise.js";
import { Callback, numberFunction, type Plain, type PlainRecord } from "../plain.js";
import type { Student } from "../student.js";
import { mistake, passed, u, type Verdict } from "../verdict.js";

const misconceptions = {
  "truncation-forgotten": {
    text: "The error is too small where f bends: the chord's own error, truncation, is not covered.",
    hints: [
      "How would you see, without knowing f', that a step is too wide for f?",
      "Compute the difference for two steps. If they differ, at least one of them is wrong.",
      "The distance between the two slopes belongs into the error.",
    ],
  },
  "rounding-forgotten": {
    text: "The error is too small where f is large: the rounding of its values is not covered.",
    hints: [
      "How far apart are neighbouring doubles near 10^9? What if f rises by less than that?",
      "Two slopes may agree by chance, and both be wrong.",
      "Add what the rounding of two values of f does to their difference, divided by the distance of the points. It grows with |f|.",
    ],
  },
  "one-sided": {
    text: "All points lie on one side of t: that is no central difference.",
    hints: [
      "Where is t in your chord?",
      "The error of a one-sided difference falls only with h, and its best step is far less exact.",
      "Take the two points at the same distance from t, on either side.",
    ],
  },
  "error-too-large": {
    text: "The error is honest, but so large that wrong gradients would pass.",
    hints: [
      "Which of your two parts is the large one, for the sine at 1?",
      "If truncation is large, the step is too wide; if rounding is large, it is too narrow.",
      "Near the cube root of u both parts are about equal: that is the bottom of the V. Is each part divided by what it should be?",
    ],
  },
  "step-too-small": {
    text: "The step is so small that rounding dominates: the error is honest, but far from the best.",
    hints: [
      "Draw the error over the step, both axes logarithmic: on which branch of the V are you?",
      "The step of the forward difference, 1e-8, is too small for the central one.",
      "Balance u/h and h^2.",
    ],
  },
  "not-put-back": {
    text: "An entry of x that was moved for one partial is still moved when the next one is computed.",
    hints: [
      "Print the points at which you call f.",
      "For the partial with respect to one entry all others stay where they are.",
      "Move the entry in a copy of x, or put it back afterwards.",
    ],
  },
  "fixed-tolerance": {
    text: "Whether an entry agrees depends on the scale of f: a tolerance is fixed somewhere.",
    hints: [
      "What happens when f and its gradient are both multiplied by a billionth?",
      "The only measure you need is the error that you estimated: it scales with f.",
      "Compare the distance to the error and to nothing else: no constant, no 1 in a denominator.",
    ],
  },
  "everything-agrees": {
    text: "A wrong entry passes.",
    hints: [
      "What would your check say to a gradient with the wrong sign?",
      "The distance between claim and estimate must be compared with the error, without its sign.",
      "Agreement means a distance of at most the error, on either side.",
    ],
  },
  "everything-disagrees": {
    text: "A right entry is called wrong.",
    hints: [
      "Print the claim, the estimate and its error for the entry in the report.",
      "Two exact numbers agree too: the ends of the interval belong to it.",
      "Compare the distance with the error of this very entry.",
    ],
  },
  "nan-unnoticed": {
    text: "Where there is NaN or infinity, the verdict is made of comparisons that are always false.",
    hints: [
      "What is NaN > 1? And NaN <= 1?",
      "An if with NaN always takes its other branch: ask for finite numbers first.",
      "When the estimate or its error is not finite, nothing can be said; when only the claim is NaN, it is wrong.",
    ],
  },
} as const;

type Looks = keyof typeof misconceptions;

const whole = (min: number, max: number) => fc.integer({ min, max });
const total = (list: readonly number[]) => list.reduce((sum, entry) => sum + entry, 0);
const quarters = whole(-8, 8).map((k) => k / 4);

interface Wave {
  readonly amplitude: number;
  readonly frequency: number;
  readonly phase: number;
  readonly t: number;
}

/**
 * f(t) = lift + A sin(w t + p). The lift is so large that its own rounding, u |f|, outweighs that of the rest, so that what the
 * task supposes about f, 2 u |f|, is true.
 */
function lifted({ amplitude, frequency, phase }: Wave, lift: number, points: number[] = []): Callback {
  return numberFunction(`f(t) = ${lift} + ${amplitude} sin(${frequency} t + ${phase})`, (t) => {
    points.push(t);
    return lift + amplitude * Math.sin(frequency * t + phase);
  });
}

const slope = ({ amplitude, frequency, phase, t }: Wave) => amplitude * frequency * Math.cos(frequency * t + phase);

const wave = (frequency: fc.Arbitrary<number>): fc.Arbitrary<Wave> =>
  fc.record({ amplitude: whole(1, 5), frequency, phase: whole(-3, 3), t: quarters });

async function estimate(student: Student, f: Callback, t: number): Promise<{ readonly value: number; readonly error: number }> {
  const got = await student.call("estimateDerivative", f, t);
  const { value, error } = typeof got === "object" && got !== null ? (got as PlainRecord) : {};
  const number = (one: Plain) => (typeof one === "number" ? one : Number.NaN);
  return { value: number(value), error: number(error) };
}

async function judgeHonesty(student: Student, one: Wave, lift: number, looks: Looks): Promise<Verdict<Looks>> {
  const { value, error } = await estimate(student, lifted(one, lift), one.t);
  if (Math.abs(value - slope(one)) <= error) return passed;
  const far = Math.abs(value - slope(one));
  return mistake(
    `an interval that holds ${slope(one)}`,
    `${value} ± ${error}`,
    ...(error >= 0 && far < Math.abs(slope(one)) + 1 ? [looks] : []),
  );
}

/**
 * The error that the task's own recipe gives at the step where it is least, for derivatives of known size: the slopes over h and 2h lie
 * h^2 M3/8 apart at most, and two values, each off by 2 u M0, are divided by h.
 */
function bestError(m0: number, m3: number): number {
  const h = Math.cbrt((16 * u * m0) / m3);
  return (h * h * m3) / 8 + (4 * u * m0) / h;
}

/** c + sum q_ij x_i x_j + sum a_i sin x_i with a large c, for the same reason as above, and a gradient in closed form. */
interface Subject {
  readonly q: readonly (readonly number[])[];
  readonly a: readonly number[];
  readonly x: readonly number[];
}

const subject: fc.Arbitrary<Subject> = whole(1, 3).chain((n) => {
  const list = <T>(entry: fc.Arbitrary<T>) => fc.array(entry, { minLength: n, maxLength: n });
  return fc.record({ q: list(list(whole(-3, 3))), a: list(whole(-3, 3)), x: list(quarters) });
});

/** No function has more than 9 products, each of at most 12, and 3 sines. */
const ground = 4_096;

function subjectFunction({ q, a, x }: Subject, scale: number, points: (readonly number[])[] = []): Callback {
  const text = `f(x) = ${scale === 1 ? "" : `${scale} (`}${ground} + sum q_ij x_i x_j + sum a_i sin x_i${scale === 1 ? "" : ")"}, q = ${JSON.stringify(q)}, a = ${JSON.stringify(a)}`;
  return new Callback(text, (at) => {
    if (!Array.isArray(at) || at.length !== x.length) throw new TypeError(`f takes a list of ${x.length} numbers`);
    const list = at as readonly number[];
    points.push(list);
    const products = q.flatMap((row, i) => row.map((factor, j) => factor * (list[i] ?? 0) * (list[j] ?? 0)));
    return scale * (ground + total(products) + total(a.map((factor, i) => factor * Math.sin(list[i] ?? 0))));
  });
}

const gradientOf = ({ q, a, x }: Subject) =>
  x.map((entry, i) => total(x.map((other, j) => ((q[i]?.[j] ?? 0) + (q[j]?.[i] ?? 0)) * other)) + (a[i] ?? 0) * Math.cos(entry));

interface Claim {
  readonly subject: Subject;
  /** which entry is wrong, and by how much */
  readonly wrong: number;
  readonly by: number;
}

const claim: fc.Arbitrary<Claim> = fc.record({
  subject,
  wrong: fc.nat({ max: 59 }),
  // A thousandth is far beyond what an honest check of such functions must allow.
  by: fc.tuple(whole(-10, 2), fc.constantFrom(1, -1)).map(([k, sign]) => sign * 2 ** k),
});

function claimed({ subject: one, wrong, by }: Claim, scale: number) {
  const at = wrong % one.x.length;
  const gradient = gradientOf(one).map((entry, i) => scale * (i === at ? entry + by : entry));
  return { gradient, expected: one.x.map((_, i) => (i === at ? "disagrees" : "agrees")) };
}

const moved = (points: readonly (readonly number[])[], x: readonly number[]) =>
  points.some((point) => point.filter((entry, i) => entry !== x[i]).length > 1);

const edges = {
  root: {
    text: "f(x) = 16 + sqrt(x_1) + x_2",
    f: ([a = 0, b = 0]) => 16 + Math.sqrt(a) + b,
    x: [0, 1],
    gradient: [1, 1],
    expected: ["inconclusive", "agrees"],
  },
  logarithm: {
    text: "f(x) = 16 + log(x_1) - x_2",
    f: ([a = 0, b = 0]) => 16 + Math.log(a) - b,
    x: [0, 1],
    gradient: [0, 1],
    expected: ["inconclusive", "inconclusive"],
  },
  infinite: { text: "f(x) = infinity", f: () => Number.POSITIVE_INFINITY, x: [1], gradient: [0], expected: ["inconclusive"] },
  "claimed NaN": { text: "f(x) = 16 + x_1", f: ([a = 0]) => 16 + a, x: [1], gradient: [Number.NaN], expected: ["disagrees"] },
} as const satisfies Record<
  string,
  { text: string; f: (x: readonly number[]) => number; x: readonly number[]; gradient: readonly number[]; expected: readonly string[] }
>;

export const gradientCheck = exercise({
  number: 12,
  name: "gradient-check",
  title: "Your own gradient check",
  files: ["check.ts"],
  exports: {
    estimateDerivative: "(f: (t: number) => number, t: number) => Estimate",
    checkGradient: "(f: (x: number[]) => number, x: number[], gradient: number[]) => Verdict[]",
  },
  misconceptions,
  properties: [
    property({
      name: "honest-where-f-bends",
      law: "the true derivative lies within value ± error, also where f changes over short lengths",
      points: 2,
      hints: [
        "Print value, error and the true derivative for f(t) = sin(50 t).",
        "The value is the slope over one step; how far is that from the slope over another step?",
        "Take the slopes for h and h/2: their distance is more than the error of the second.",
      ],
      input: wave(whole(32, 96)),
      judge: (student, one) => judgeHonesty(student, one, 1_024 * one.amplitude, "truncation-forgotten"),
    }),
    property({
      name: "honest-where-f-is-large",
      law: "the true derivative lies within value ± error, also where f is large and hardly changes",
      points: 2,
      hints: [
        "Print value, error and the true derivative for f(t) = 1e9 + sin(t).",
        "The two values of f are rounded before you see them.",
        "Two roundings of the size 2 u |f|, divided by the distance of the points, belong into the error.",
      ],
      input: fc.record({ one: wave(fc.constantFrom(0.5, 1, 2)), k: whole(20, 36) }),
      judge: (student, { one, k }) => judgeHonesty(student, one, 2 ** k, "rounding-forgotten"),
    }),
    property({
      name: "useful",
      law: "for a well-behaved function the error is at most a hundred times what it is with the best step",
      points: 1,
      hints: [
        "How large is your error for the sine at 1? The best step allows some 1e-11.",
        "Which part is too large: truncation or rounding?",
        "Choose h near the cube root of u, and divide the rounding by the distance of the points once.",
      ],
      input: wave(fc.constantFrom(0.5, 1, 2)),
      judge: async (student, one) => {
        const points: number[] = [];
        const { amplitude, frequency, t } = one;
        const { value, error } = await estimate(student, lifted(one, 4 * amplitude, points), t);
        const allowed = 100 * bestError(5 * amplitude, amplitude * frequency ** 3);
        if (error <= allowed && Math.abs(value - slope(one)) <= allowed) return passed;
        const narrowest = Math.min(...points.filter((point) => point !== t).map((point) => Math.abs(point - t)));
        const looks: Looks =
          points.every((point) => point >= t) || points.every((point) => point <= t)
            ? "one-sided"
            : narrowest < 1e-7
              ? "step-too-small"
              : "error-too-large";
        return mistake(`${slope(one)} with an error of at most ${allowed.toExponential(0)}`, `${value} ± ${error}`, looks);
      },
    }),
    property({
      name: "right-gradients",
      law: "checkGradient finds that every entry of a right gradient agrees",
      points: 2,
      hints: [
        "Try a function of one entry first, then one in which two entries are multiplied.",
        "Each partial moves one entry of x and leaves the others where they are.",
        "Make a function of one number t, which puts t into a copy of x, and estimate its derivative.",
      ],
      input: subject,
      // Nothing moves, so there is no error: 0 agrees with 0.
      always: [{ q: [[0]], a: [0], x: [0] }],
      judge: async (student, one) => {
        const points: (readonly number[])[] = [];
        const still = one.q.flat().every((factor) => factor === 0) && one.a.every((factor) => factor === 0);
        const f = still ? new Callback("f(x) = 0", () => 0) : subjectFunction(one, 1, points);
        const got = await student.texts("checkGradient", f, [...one.x], gradientOf(one));
        const expected = one.x.map(() => "agrees").join(", ");
        if (got.join(", ") === expected) return passed;
        return mistake(expected, got.join(", "), moved(points, one.x) ? "not-put-back" : "everything-disagrees");
      },
    }),
    property({
      name: "wrong-entries",
      law: "checkGradient finds the wrong entry of a gradient, and no other",
      points: 1,
      hints: [
        "What does your check say to the gradient [0, 0, 0]?",
        "Look at one entry at a time: claim, estimate, error.",
        "Disagreement means that the distance between claim and estimate is larger than the error.",
      ],
      input: claim,
      judge: async (student, one) => {
        const points: (readonly number[])[] = [];
        const { gradient, expected } = claimed(one, 1);
        const got = await student.texts("checkGradient", subjectFunction(one.subject, 1, points), [...one.subject.x], gradient);
        if (got.join() === expected.join()) return passed;
        const looks = moved(points, one.subject.x)
          ? "not-put-back"
          : got.every((word) => word === "agrees")
            ? "everything-agrees"
            : "everything-disagrees";
        return mistake(expected.join(", "), got.join(", "), looks);
      },
    }),
    property({
      name: "any-scale",
      law: "the verdicts do not change when f and its gradient are multiplied by a power of two",
      points: 1,
      hints: misconceptions["fixed-tolerance"].hints,
      input: fc.record({ one: claim, k: fc.tuple(whole(20, 60), fc.constantFrom(1, -1)).map(([size, sign]) => sign * size) }),
      judge: async (student, { one, k }) => {
        const { gradient, expected } = claimed(one, 2 ** k);
        const got = await student.texts("checkGradient", subjectFunction(one.subject, 2 ** k), [...one.subject.x], gradient);
        if (got.join() === expected.join()) return passed;
        const unscaled = await student.texts(
          "checkGradient",
          subjectFunction(one.subject, 1),
          [...one.subject.x],
          claimed(one, 1).gradient,
        );
        return mistake(expected.join(", "), got.join(", "), ...(unscaled.join() === expected.join() ? (["fixed-tolerance"] as const) : []));
      },
    }),
    property({
      name: "undefined-places",
      law: "where f is not defined on both sides the check is inconclusive; a claimed NaN disagrees",
      points: 1,
      hints: [
        "What is your estimate for the square root at 0?",
        "The root of a negative number is NaN, and NaN spreads.",
        "Ask first whether the estimate and its error are finite; only then compare.",
      ],
      input: fc.constantFrom(...(Object.keys(edges) as (keyof typeof edges)[])),
      runs: 4,
      always: Object.keys(edges) as (keyof typeof edges)[],
      judge: async (student, name) => {
        const { text, f, x, gradient, expected } = edges[name];
        const got = await student.texts("checkGradient", new Callback(text, (at) => f(at as readonly number[])), [...x], [...gradient]);
        return got.join() === expected.join() ? passed : mistake(expected.join(", "), got.join(", "), "nan-unnoticed");
      },
    }),
  ],
});
