// Checks of exercise 01: forward and central difference, and a step that is neither too large nor too small.

import fc from "fast-check";
import { exercise, property } from "../exercise.js";
import { type Callback, numberFunction } from "../plain.js";
import { agree, mistake, passed, u } from "../verdict.js";

const misconceptions = {
  "forward-called-central": {
    text: "This is the forward difference: it looks to one side of x only.",
    hints: [
      "Which two points does the slide draw for the central difference?",
      "One of the two points must lie to the left of x.",
      "Look half as far back as the two points are apart: they lie at the same distance from x, on either side.",
    ],
  },
  "central-called-forward": {
    text: "This is the central difference: it looks to both sides of x.",
    hints: [
      "Which two points does the slide draw for the forward difference?",
      "One of the two points is x itself.",
      "Start at x, go one step forward, and ask how much f has risen over that one step.",
    ],
  },
  backward: {
    text: "This is the backward difference: it looks at x - h instead of x + h.",
    hints: [
      "In which direction does the step go?",
      "Forward means to larger arguments.",
      "Check the sign in front of h inside the call of f.",
    ],
  },
  "wrong-sign": {
    text: "The result has the wrong sign: the two values of f are subtracted the wrong way round.",
    hints: [
      "Try f(t) = t: where f rises, the derivative must be positive.",
      "Rise over run: which value is the later one?",
      "Subtract the value at the left point from the value at the right point, not the other way round.",
    ],
  },
  "not-divided": {
    text: "The difference of the two values is not divided by the distance of the two points.",
    hints: [
      "What does your function give for f(t) = t? And what should it give?",
      "A slope is rise over run; here is only the rise.",
      "How far are the two points apart? That number is missing.",
    ],
  },
  "half-distance": {
    text: "The result is twice the slope: the two points of the central difference are further apart than what you divide by.",
    hints: [
      "What does your function give for f(t) = t?",
      "How far is it from x - h to x + h?",
      "The run is the distance of the two points, which is more than one h.",
    ],
  },
  "double-distance": {
    text: "The result is half the slope: you divide by more than the distance of the two points.",
    hints: [
      "What does your function give for f(t) = t?",
      "How far is it from x to x + h?",
      "The two points of the forward difference are one h apart.",
    ],
  },
  "too-many-calls": {
    text: "f is called more often than needed; in practice f is what costs time.",
    hints: [
      "How many values of f does a difference quotient need?",
      "Keep a value that you need twice in a constant.",
      "Two points, two calls: neither a third point nor the same point twice.",
    ],
  },
  "step-too-large": {
    text: "The step is so large that the curve bends away from its chord: truncation error.",
    hints: [
      "Draw the error over the step size, both axes logarithmic: on which branch of the V are you?",
      "The truncation error of the central difference falls with the square of the step: a smaller step helps a lot here.",
      "Balance both errors, u/h and h^2: what does that make of h? u is 2^-53, about 1e-16.",
    ],
  },
  "step-too-small": {
    text: "The step is so small that the two values of f agree in almost all their digits, and their difference is rounding.",
    hints: [
      "Draw the error over the step size, both axes logarithmic: on which branch of the V are you?",
      "The rounding error grows like u/h when h gets smaller. A step near 1e-8 suits the forward difference, not the central one.",
      "Balance both errors, u/h and h^2: what does that make of h? u is 2^-53, about 1e-16.",
    ],
  },
  "step-ignores-x": {
    text: "The step is the same for every x, but the doubles near a large x lie far apart: x + h is hardly another number than x.",
    hints: [
      "Print (1e6 + h) - 1e6 for your h. Is it h?",
      "Near x, neighbouring doubles are about u |x| apart: a good step must grow with |x|.",
      "Let the step be a fraction of |x| where |x| is large, and think again about x = 0.",
    ],
  },
  "step-vanishes": {
    text: "The step becomes 0, or nearly so, when x does: there is nothing to divide by.",
    hints: [
      "What is your step at x = 0?",
      "A step in proportion to |x| is right for large x only.",
      "Near 0 the step needs a lower limit of its own.",
    ],
  },
} as const;

interface Cubic {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

const whole = (bound: number) => fc.integer({ min: -bound, max: bound });
const cubic = fc.record({ a: whole(9), b: whole(9), c: whole(9), d: whole(9) });
// Powers of two: x + h and the differences are exact, so that what is left is the rounding of f. At 1/8 who
// divides by nothing, by half or by twice the distance gives something else each.
const step = fc.integer({ min: 3, max: 8 }).map((k) => 2 ** -k);
const difference = fc.record({ cubic, x: whole(20), h: step });

function cubicFunction({ a, b, c, d }: Cubic): Callback {
  return numberFunction(`f(t) = ${a} + ${b}t + ${c}t^2 + ${d}t^3`, (t) => a + t * (b + t * (c + t * d)));
}

/** The exact quotient of f over the run from x + from to x + to, by the binomial theorem instead of by differencing. */
function quotient({ b, c, d }: Cubic, x: number, from: number, to: number): number {
  return b + c * (2 * x + from + to) + d * (3 * x * x + 3 * x * (from + to) + from * from + from * to + to * to);
}

/** Rounding of two values of f, each a few operations, divided by the distance of their points. */
function rounding({ a, b, c, d }: Cubic, x: number, h: number): number {
  const t = Math.abs(x) + h;
  return (32 * u * (Math.abs(a) + t * (Math.abs(b) + t * (Math.abs(c) + t * Math.abs(d))))) / h;
}

/** A sin(w t + p): every derivative has a closed form and a bound. */
const wave = fc.record({
  amplitude: fc.integer({ min: 1, max: 5 }),
  frequency: fc.integer({ min: 1, max: 4 }).map((k) => k / 2),
  phase: fc.integer({ min: -3, max: 3 }),
});

function waveFunction({ amplitude, frequency, phase }: { amplitude: number; frequency: number; phase: number }): Callback {
  return numberFunction(`f(t) = ${amplitude} sin(${frequency} t + ${phase})`, (t) => amplitude * Math.sin(frequency * t + phase));
}

/** Proven error of the central difference: truncation h^2 M3/6 and rounding of two values of size M0, u M0/h. */
const errorBound = (h: number, { m0, m3 }: { m0: number; m3: number }) => (h * h * m3) / 6 + (u * m0) / h;
/** Where that is smallest: its derivative is 0. */
const bestStep = ({ m0, m3 }: { m0: number; m3: number }) => Math.cbrt((3 * u * m0) / m3);

function judgeStep(
  h: number,
  sizes: { m0: number; m3: number },
  wrong: { small: keyof typeof misconceptions; large: keyof typeof misconceptions },
) {
  const best = bestStep(sizes);
  // A factor of ten or so on either side of the best step is good advice; a hundredfold error is not.
  if (h > 0 && errorBound(h, sizes) <= 100 * errorBound(best, sizes)) return passed;
  const expected = `a step of the order of ${best.toExponential(0)}, give or take a factor of ten`;
  return mistake(expected, String(h), !(h > 0) || h < best ? wrong.small : wrong.large);
}

export const differenceQuotient = exercise({
  number: 1,
  name: "difference-quotient",
  title: "Difference quotients",
  files: ["difference.ts"],
  exports: {
    forwardDifference: "(f: (t: number) => number, x: number, h: number) => number",
    centralDifference: "(f: (t: number) => number, x: number, h: number) => number",
    stepSize: "(x: number) => number",
  },
  misconceptions,
  properties: [
    property({
      name: "forward-difference",
      law: "forwardDifference is the slope of the chord from x to x + h",
      points: 2,
      hints: [
        "Draw the chord: which two points does it join?",
        "Rise over run: the rise is a difference of two values of f, the run a distance.",
        "The points are x and x + h. Write rise and run as two constants first, then divide.",
      ],
      input: difference,
      judge: async (student, { cubic, x, h }) =>
        agree({
          got: await student.number("forwardDifference", cubicFunction(cubic), x, h),
          expected: quotient(cubic, x, 0, h),
          within: rounding(cubic, x, h),
          suspects: {
            "central-called-forward": quotient(cubic, x, -h, h),
            backward: quotient(cubic, x, -h, 0),
            "wrong-sign": -quotient(cubic, x, 0, h),
            "not-divided": quotient(cubic, x, 0, h) * h,
            "double-distance": quotient(cubic, x, 0, h) / 2,
          },
        }),
    }),
    property({
      name: "central-difference",
      law: "centralDifference is the slope of the chord from x - h to x + h",
      points: 2,
      hints: [
        "Draw the chord: which two points does it join, and where is x?",
        "x lies in the middle of the chord.",
        "The points are x - h and x + h. Write rise and run as two constants first, then divide.",
      ],
      input: difference,
      judge: async (student, { cubic, x, h }) =>
        agree({
          got: await student.number("centralDifference", cubicFunction(cubic), x, h),
          expected: quotient(cubic, x, -h, h),
          within: rounding(cubic, x, h),
          suspects: {
            "forward-called-central": quotient(cubic, x, 0, h),
            backward: quotient(cubic, x, -h, 0),
            "wrong-sign": -quotient(cubic, x, -h, h),
            "not-divided": quotient(cubic, x, -h, h) * 2 * h,
            "half-distance": quotient(cubic, x, -h, h) * 2,
          },
        }),
    }),
    property({
      name: "central-error",
      law: "for a smooth function, centralDifference is off by at most h^2/6 times the largest third derivative",
      points: 2,
      hints: [
        "Halve h: by which factor does your error fall?",
        "The error of a one-sided difference falls like h, that of the central one like h^2.",
        "Compare your points with those of the picture: are both at the same distance from x?",
      ],
      input: fc.record({ wave, x: whole(20).map((k) => k / 4), h: fc.integer({ min: 2, max: 10 }).map((k) => 2 ** -k) }),
      judge: async (student, { wave, x, h }) => {
        const { amplitude, frequency, phase } = wave;
        const slopeAt = (t: number) => amplitude * frequency * Math.cos(frequency * t + phase);
        const rounds = (16 * u * amplitude * (1 + frequency * Math.abs(x) + Math.abs(phase))) / h;
        const third = amplitude * frequency ** 3;
        return agree({
          got: await student.number("centralDifference", waveFunction(wave), x, h),
          expected: slopeAt(x),
          within: (h * h * third) / 6 + rounds,
          suspects: {
            // The chord from x to x + h has the slope of the curve near x + h/2.
            "forward-called-central": slopeAt(x + h / 2),
            backward: slopeAt(x - h / 2),
            "wrong-sign": -slopeAt(x),
            "not-divided": slopeAt(x) * 2 * h,
            "half-distance": slopeAt(x) * 2,
          },
        });
      },
    }),
    property({
      name: "two-calls",
      law: "each difference calls f twice",
      points: 1,
      hints: misconceptions["too-many-calls"].hints,
      input: fc.record({ which: fc.constantFrom("forwardDifference", "centralDifference"), wave, x: whole(9), h: step }),
      judge: async (student, { which, wave, x, h }) => {
        let calls = 0;
        const f = waveFunction(wave);
        const counted = numberFunction(f.text, (t) => {
          calls++;
          return f.run(t) as number;
        });
        await student.number(which, counted, x, h);
        if (calls === 2) return passed;
        return mistake("2 calls of f", `${calls} calls of f`, ...(calls > 2 ? (["too-many-calls"] as const) : []));
      },
    }),
    property({
      name: "step-near-one",
      law: "stepSize(x) gives the central difference almost all the digits it can have, for functions that change over lengths of 1",
      points: 2,
      hints: [
        "Plot the error of your central difference over h: where is the bottom of the V?",
        "Two errors add up: truncation, which falls with h, and rounding, which grows as h falls.",
        "Set the two errors equal, up to constants: u/h = h^2. Solve for h.",
      ],
      input: whole(16).map((k) => k / 8),
      always: [0, 1],
      judge: async (student, x) => {
        const h = await student.number("stepSize", x);
        return judgeStep(h, { m0: 1, m3: 1 }, { small: h === 0 ? "step-vanishes" : "step-too-small", large: "step-too-large" });
      },
    }),
    property({
      name: "step-far-out",
      law: "stepSize(x) does so far from 0 too, for functions that change over lengths of |x|",
      points: 1,
      hints: [
        "What is the distance of neighbouring doubles near 1e6?",
        "A step that is good near 1 drowns in the rounding of x + h when x is large.",
        "Scale the step that is right near 1 with the size of x.",
      ],
      input: fc.tuple(fc.integer({ min: 10, max: 40 }), fc.constantFrom(1, -1)).map(([k, sign]) => sign * 2 ** k),
      // f(t) = sin(t/|x|): its third derivative is at most 1/|x|^3.
      judge: async (student, x) =>
        judgeStep(
          await student.number("stepSize", x),
          { m0: 1, m3: Math.abs(x) ** -3 },
          { small: "step-ignores-x", large: "step-too-large" },
        ),
    }),
  ],
});
