// Checks of exercise 08: activations and their derivatives, for large arguments too.

import fc from "fast-check";
import { record, type Value } from "../../../core/graph/trace.js";
import * as primitives from "../../../core/primitives/index.js";
import { referenceGradient, referenceValue } from "../../../verify/reference/index.js";
import { exercise, property } from "../exercise.js";
import type { Student } from "../student.js";
import { agree, u, type Verdict } from "../verdict.js";

const misconceptions = {
  "boundary-case": {
    text: "At x = 0 another value was agreed upon.",
    hints: [
      "What does the task say about x = 0?",
      "Does 0 belong to the left or to the right side here?",
      "Compare with >, not with >=, or the other way round.",
    ],
  },
  "infinite-slope": {
    text: "The jump of the step function was given a slope. Its derivative is 0 on both sides, and by convention at the jump too.",
    hints: [
      "How much does step(x) change when x = 3 grows by 0.001? And when x = -3 does?",
      "No derivative exists at the jump, so that the task chooses one.",
      "The function is constant on the left and on the right.",
    ],
  },
  "value-for-derivative": {
    text: "This is the function itself, not its derivative.",
    hints: [
      "How steep is the graph at this point?",
      "The derivative of a straight line is a constant.",
      "Left and right of 0 the function is a straight line each: what are their slopes?",
    ],
  },
  "no-case": {
    text: "Both sides of 0 have the same slope here, but the function bends at 0.",
    hints: [
      "Draw the function: how steep is it on the left, how steep on the right?",
      "The derivative has two cases.",
      "Ask first on which side of 0 x lies.",
    ],
  },
  "leak-forgotten": {
    text: "This is ReLU: the small slope on the left is missing.",
    hints: [
      "What is leaky about Leaky ReLU?",
      "Look at negative x: the function is not constant there.",
      "alpha is the slope on the left.",
    ],
  },
  "alpha-fixed": {
    text: "alpha is taken to be 0.01, whatever was given.",
    hints: ["Try alpha = 0.5.", "alpha is the second argument.", "Use the argument instead of a number of your own."],
  },
  "sides-swapped": {
    text: "The two sides have been exchanged: min instead of max, or the wrong case.",
    hints: [
      "What should come out at x = 2? And what does?",
      "For positive x the larger one of alpha x and x is x.",
      "Look at the comparison, or at max and min.",
    ],
  },
  "sign-of-exponent": {
    text: "The sign of the exponent is wrong: the function falls instead of rising.",
    hints: [
      "Is your function near 0 or near 1 for large x?",
      "For large x the exponential in the definition should vanish.",
      "Compare the exponent with the definition.",
    ],
  },
  "sigmoid-for-tanh": {
    text: "tanh lies between -1 and 1, and is 0 at 0. Yours lies between 0 and 1.",
    hints: [
      "What should tanh(0) be? And what is yours?",
      "The lecture writes tanh with the help of the sigmoid: stretched and shifted.",
      "Twice as high, twice as steep in x, and moved down.",
    ],
  },
  "scale-of-tanh": {
    text: "tanh is a sigmoid of 2x, not of x; your result is that of another x, or lacks a factor.",
    hints: [
      "Compare the slopes of both functions at 0: 1/4 and 1.",
      "Start from the definition of tanh, and divide above and below by e^x.",
      "With the sigmoid of 2x, the chain rule has an inner derivative, and there is a factor in front.",
    ],
  },
  "argument-is-output": {
    text: "The derivative is written in terms of the function's value, but it was given x.",
    hints: [
      "What does your function give at x = 0? And what is the slope of the curve there?",
      "In s (1 - s), what is s?",
      "Compute the function's value first.",
    ],
  },
  "square-missing": {
    text: "The derivative of tanh lacks a square.",
    hints: [
      "The derivative of an odd function is even: is yours the same at x and -x?",
      "Differentiate the quotient in the definition with the quotient rule.",
      "tanh occurs with a power in its own derivative.",
    ],
  },
  "rule-of-the-other": {
    text: "The derivative of tanh is built like that of the sigmoid, or the other way round.",
    hints: [
      "What is the slope of each curve at 0?",
      "The sigmoid runs from 0 to 1, tanh from -1 to 1: where do they become flat?",
      "One of them is s (1 - s), the other one contains a square.",
    ],
  },
  overflow: {
    text: "For large x an intermediate result overflows, and what is left is NaN, or a 0 that is no 0.",
    hints: [
      "Print Math.exp(710), and then Infinity / Infinity.",
      "Which of e^x and e^-x is harmless depends on the sign of x. And 1 / Infinity is harmless, too.",
      "Divide above and below by the large exponential.",
    ],
  },
  cancellation: {
    text: "Two numbers that are almost equal are subtracted, and hardly a digit of the derivative is left.",
    hints: [
      "Print 1 - sigmoid(30) and Math.exp(-30). They should be almost the same.",
      "How far is sigmoid(x) away from 1? There is another way to write this distance than as a difference.",
      "The curve is symmetric: 1 - sigmoid(x) is the sigmoid of another argument. tanh can be traced back to the sigmoid.",
    ],
  },
} as const;

type M = keyof typeof misconceptions;
type Suspects = Partial<Readonly<Record<M, number>>>;

/** A value or a derivative at x. */
interface Question {
  readonly of: "value" | "derivative";
  readonly x: number;
}

const quarters = (bound: number) => fc.integer({ min: -4 * bound, max: 4 * bound }).map((k) => k / 4);
const either = fc.constantFrom("value" as const, "derivative" as const);
const bent: fc.Arbitrary<Question & { readonly alpha: number }> = fc.record({
  of: either,
  x: fc.oneof(quarters(10), fc.constantFrom(-1e4, 1e4)),
  alpha: fc.integer({ min: 1, max: 14 }).map((k) => k / 16),
});
const bentCases = (["value", "derivative"] as const).flatMap((of) => [2, -4, 0].map((x) => ({ of, x, alpha: 0.25 })));

async function judgeBent(
  student: Student,
  name: string,
  { of, args, expected, suspects }: { of: Question["of"]; args: readonly number[]; expected: number; suspects: Suspects },
): Promise<Verdict<M>> {
  return agree<M>({ got: await student.number(of === "value" ? name : `${name}Derivative`, ...args), expected, suspects });
}

// ---------------------------------------------------------------- sigmoid and tanh

type Smooth = "sigmoid" | "tanh";

const programs: Readonly<Record<Smooth, (x: Value) => Value>> = { sigmoid: primitives.sigmoid, tanh: primitives.tanh };
const s = (x: number) => 1 / (1 + Math.exp(-x));

/** To 64 digits, from values of the function alone. */
function exact(name: Smooth, of: Question["of"], x: number): number {
  const { graph } = record(({ x: variable }) => programs[name](variable as Value), { x });
  return Number(of === "value" ? referenceValue(graph, { x }).outputs[0] : referenceGradient(graph, { x }).gradient["x"]?.[0]);
}

/** sigmoid' = 1 / (e^x + 2 + e^-x) and tanh' = 4 / (e^2x + 2 + e^-2x), to 64 digits: far out differences of values show nothing. */
function exactSlope(name: Smooth, x: number): number {
  const { add, div, exp, mul } = primitives;
  const [scale, inner] = name === "sigmoid" ? [1, 1] : [4, 2];
  const slope = (t: Value) => div(scale, add(add(exp(mul(inner, t)), 2), exp(mul(-inner, t))));
  return Number(referenceValue(record(({ x: variable }) => slope(variable as Value), { x }).graph, { x }).outputs[0]);
}

const wrongValues: Readonly<Record<Smooth, (x: number) => Suspects>> = {
  sigmoid: (x) => ({ "sign-of-exponent": s(-x), "rule-of-the-other": Math.tanh(x) }),
  tanh: (x) => ({
    "sign-of-exponent": -Math.tanh(x),
    "sigmoid-for-tanh": s(2 * x),
    "scale-of-tanh": Math.tanh(x / 2),
    "rule-of-the-other": s(x),
  }),
};

const wrongSlopes: Readonly<Record<Smooth, (x: number) => Suspects>> = {
  sigmoid: (x) => ({
    "argument-is-output": x * (1 - x),
    "value-for-derivative": s(x),
    "rule-of-the-other": 1 - s(x) ** 2,
    "sign-of-exponent": -s(x) * s(-x),
    "square-missing": 1 - s(x),
  }),
  tanh: (x) => {
    const t = Math.tanh(x);
    return {
      "argument-is-output": 1 - x * x,
      "value-for-derivative": t,
      "rule-of-the-other": t * (1 - t),
      "sign-of-exponent": t * t - 1,
      "square-missing": 1 - t,
      // 2 s'(2x) s(-2x): one factor 2 too few; or the inner derivative forgotten altogether.
      "scale-of-tanh": 2 * s(2 * x) * s(-2 * x),
    };
  },
};

/** A dozen roundings of numbers up to 1. */
const rounding = 32 * u;

function smoothProperty(name: Smooth, of: Question["of"]) {
  return {
    input: quarters(4),
    always: [1, -2, 0],
    runs: 20,
    judge: async (student: Student, x: number) =>
      agree<M>({
        got: await student.number(of === "value" ? name : `${name}Derivative`, x),
        expected: exact(name, of, x),
        within: rounding,
        suspects: (of === "value" ? wrongValues : wrongSlopes)[name](x),
      }),
  };
}

const smooth = fc.constantFrom("sigmoid" as const, "tanh" as const);
const signed = (size: fc.Arbitrary<number>) => fc.tuple(size, fc.constantFrom(1, -1)).map(([k, sign]) => k * sign);

/** What a derivative by a formula with a difference gives. */
const cancelled: Readonly<Record<Smooth, (x: number) => number>> = {
  sigmoid: (x) => s(x) * (1 - s(x)),
  tanh: (x) => 1 - Math.tanh(x) ** 2,
};

export const activations = exercise({
  number: 8,
  name: "activations",
  title: "Activations and their derivatives",
  files: ["activations.ts"],
  exports: {
    step: "(x: number) => number",
    stepDerivative: "(x: number) => number",
    sigmoid: "(x: number) => number",
    sigmoidDerivative: "(x: number) => number",
    tanh: "(x: number) => number",
    tanhDerivative: "(x: number) => number",
    relu: "(x: number) => number",
    reluDerivative: "(x: number) => number",
    leakyRelu: "(x: number, alpha: number) => number",
    leakyReluDerivative: "(x: number, alpha: number) => number",
  },
  misconceptions,
  properties: [
    property({
      name: "step",
      law: "step jumps from 0 to 1 behind x = 0, and its derivative is 0",
      points: 1,
      hints: [
        "What are the values left of 0, right of 0, and at 0?",
        "Left and right of the jump nothing changes.",
        "One comparison for the value; the derivative needs none.",
      ],
      input: bent,
      always: bentCases,
      judge: (student, { of, x }) =>
        judgeBent(student, "step", {
          of,
          args: [x],
          expected: of === "value" && x > 0 ? 1 : 0,
          suspects:
            of === "value"
              ? { ...(x === 0 ? { "boundary-case": 1 } : {}), "sides-swapped": x > 0 ? 0 : 1 }
              : { "infinite-slope": x === 0 ? Number.POSITIVE_INFINITY : 1, "value-for-derivative": x > 0 ? 1 : 0 },
        }),
    }),
    property({
      name: "relu",
      law: "relu is max(0, x), and its derivative 0 up to x = 0 and 1 behind it",
      points: 1,
      hints: [
        "Draw the function: which two straight lines is it made of?",
        "The derivative has two cases; the task says to which of them 0 belongs.",
        "The slopes are 0 on the left and 1 on the right.",
      ],
      input: bent,
      always: bentCases,
      judge: (student, { of, x }) =>
        judgeBent(student, "relu", {
          of,
          args: [x],
          expected: x > 0 ? (of === "value" ? x : 1) : 0,
          suspects:
            of === "value"
              ? { "sides-swapped": Math.min(0, x), "no-case": x }
              : {
                  ...(x === 0 ? { "boundary-case": 1 } : {}),
                  "no-case": 1,
                  "value-for-derivative": Math.max(0, x),
                  "sides-swapped": x > 0 ? 0 : 1,
                },
        }),
    }),
    property({
      name: "leaky-relu",
      law: "leakyRelu is max(alpha x, x), and its derivative alpha up to x = 0 and 1 behind it",
      points: 1,
      hints: [
        "Draw the function for alpha = 0.5: which two straight lines is it made of?",
        "The derivative has two cases; the task says to which of them 0 belongs.",
        "The slopes are alpha on the left and 1 on the right.",
      ],
      input: bent,
      always: bentCases,
      judge: (student, { of, x, alpha }) =>
        judgeBent(student, "leakyRelu", {
          of,
          args: [x, alpha],
          expected: x > 0 ? (of === "value" ? x : 1) : of === "value" ? alpha * x : alpha,
          suspects:
            of === "value"
              ? {
                  "leak-forgotten": Math.max(0, x),
                  "alpha-fixed": Math.max(0.01 * x, x),
                  "sides-swapped": Math.min(alpha * x, x),
                  "no-case": alpha * x,
                }
              : {
                  ...(x === 0 ? { "boundary-case": 1 } : {}),
                  "leak-forgotten": x > 0 ? 1 : 0,
                  "alpha-fixed": x > 0 ? 1 : 0.01,
                  "sides-swapped": x > 0 ? alpha : 1,
                  "value-for-derivative": Math.max(alpha * x, x),
                },
        }),
    }),
    property({
      name: "sigmoid",
      law: "sigmoid is 1 / (1 + e^-x)",
      points: 1,
      hints: [
        "What should come out at 0, for large x, and for large negative x?",
        "There is one exponential in the definition, with a minus in front of x.",
        "Mind the brackets: the sum is all below the fraction bar.",
      ],
      ...smoothProperty("sigmoid", "value"),
    }),
    property({
      name: "sigmoid-derivative",
      law: "sigmoidDerivative is the slope of the sigmoid",
      points: 1,
      hints: [
        "At 0 the slope is 1/4, and it is the same at x and -x.",
        "Use the chain rule on 1 / (1 + e^-x), or look at the slide for the form with the sigmoid itself.",
        "It is a product of two values of the sigmoid: its own, and its distance from 1.",
      ],
      ...smoothProperty("sigmoid", "derivative"),
    }),
    property({
      name: "tanh",
      law: "tanh is (e^x - e^-x) / (e^x + e^-x)",
      points: 1,
      hints: [
        "What should come out at 0, for large x, and for large negative x?",
        "tanh is a sigmoid that was stretched and shifted.",
        "Mind the brackets, and the factor in front of x.",
      ],
      ...smoothProperty("tanh", "value"),
    }),
    property({
      name: "tanh-derivative",
      law: "tanhDerivative is the slope of tanh",
      points: 1,
      hints: [
        "At 0 the slope is 1, and it is the same at x and -x.",
        "Use the quotient rule on the definition, or the chain rule on the form with the sigmoid.",
        "From the sigmoid's slope at 2x, two factors of 2 lead to it.",
      ],
      ...smoothProperty("tanh", "derivative"),
    }),
    property({
      name: "large-arguments",
      law: "for large x nothing overflows: sigmoid and tanh reach their limits, and their derivatives 0",
      points: 1,
      hints: misconceptions.overflow.hints,
      input: fc.record({ name: smooth, of: either, x: signed(fc.oneof(fc.integer({ min: 40, max: 10_000 }), fc.constant(1e300))) }),
      always: (["value", "derivative"] as const).flatMap((of) =>
        (["sigmoid", "tanh"] as const).flatMap((name) => [800, -800, 10_000, -10_000, 1e300, -1e300].map((x) => ({ name, of, x }))),
      ),
      judge: async (student, { name, of, x }) => {
        const lower = name === "tanh" ? -1 : 0;
        return agree<M>({
          got: await student.number(of === "value" ? name : `${name}Derivative`, x),
          expected: of === "derivative" ? 0 : x > 0 ? 1 : lower,
          within: rounding,
          suspects: { overflow: Number.NaN },
        });
      },
    }),
    property({
      name: "small-derivatives",
      law: "where the derivatives of sigmoid and tanh are tiny, they still have almost all their digits",
      points: 2,
      hints: misconceptions.cancellation.hints,
      input: fc.record({ name: smooth, x: signed(fc.integer({ min: 40, max: 700 }).map((k) => k / 2)) }),
      // First, because a difference leaves a few wrong digits here, and nothing at all further out.
      always: [25, 18, -18, 350, -350].flatMap((x) =>
        (["sigmoid", "tanh"] as const).map((name) => ({ name, x: name === "tanh" && Math.abs(x) < 30 ? x / 2 : x })),
      ),
      runs: 20,
      judge: async (student, { name, x }) => {
        const expected = exactSlope(name, x);
        const difference = cancelled[name](x);
        return agree<M>({
          got: await student.number(`${name}Derivative`, x),
          expected,
          // Who goes by way of the exponent, rounds the exponent.
          within: 16 * u * (4 + Math.abs(x)) * expected,
          suspects: { ...(difference === 0 && Math.abs(x) > 170 ? { overflow: 0 } : {}), cancellation: difference },
        });
      },
    }),
  ],
});
