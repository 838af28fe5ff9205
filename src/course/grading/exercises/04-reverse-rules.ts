// Checks of exercise 04: the four rules of reverse mode, and a backward pass with them.

import fc from "fast-check";
import { exercise, property } from "../exercise.js";
import { type Callback, numberFunction } from "../plain.js";
import { agree, mistake, u } from "../verdict.js";

const misconceptions = {
  "operands-swapped": {
    text: "Each operand is multiplied by itself. It should be multiplied by the other one.",
    hints: [
      "z = 3 * y: how much does z grow when y grows by 1?",
      "The derivative of x * y with respect to x is what stands next to x.",
      "Exchange the two.",
    ],
  },
  "delta-missing": {
    text: "The rule sends the local derivative only: what arrived from the right is lost.",
    hints: [
      "What does the rule send when delta is 0? And what should it?",
      "The chain rule: how z changes with x, times how the result changes with z.",
      "One factor is missing in what you send.",
    ],
  },
  "local-derivative-missing": {
    text: "delta is handed on as it came, which is right for a sum only.",
    hints: [
      "When x grows by 1, does z grow by 1 here too?",
      "A node multiplies what arrives by its own derivative.",
      "How much does z change when this operand changes a little? That factor is missing.",
    ],
  },
  "delta-shared": {
    text: "The delta of a sum is divided between its operands, but each of them receives all of it.",
    hints: [
      "z = x + y: how much does z grow when x alone grows by 1?",
      "A derivative is no amount of something that would have to be shared out.",
      "The local derivative of a sum with respect to either operand is 1.",
    ],
  },
  "operand-in-sum": {
    text: "The sum multiplies delta by an operand, as a product would.",
    hints: [
      "z = x + y: how much does z grow when x grows by 1? Does it matter what x and y are?",
      "The local derivatives of a sum are constants.",
      "The rule for a sum needs neither x nor y.",
    ],
  },
  "slope-at-delta": {
    text: "The derivative of f is taken at the wrong place.",
    hints: [
      "Where on the curve of f were you in the forward pass?",
      "The slope belongs to the point where f was evaluated; delta is a factor outside.",
      "Only x goes into slope.",
    ],
  },
  overwritten: {
    text: "Of the contributions at a branch only one is kept.",
    hints: [
      "z = x * x: what do the two branches send back at x = 3, and what is the derivative of x^2 there?",
      "The result depends on x through every branch.",
      "Every contribution counts.",
    ],
  },
  averaged: {
    text: "The contributions at a branch are averaged.",
    hints: [
      "z = x + x: what is its derivative, and what do the two branches send back?",
      "Two branches change the result twice.",
      "Do not divide.",
    ],
  },
  multiplied: {
    text: "The contributions at a branch are multiplied.",
    hints: [
      "z = x + x: what is its derivative, and what do the two branches send back?",
      "Along one way factors are multiplied. Different ways are something else.",
      "Contributions of different ways add up.",
    ],
  },
  "branch-forgotten": {
    text: "x is used in two places, but one of the two ways is missing in its gradient.",
    hints: [
      "Draw the graph: how many arrows leave x?",
      "x reaches the result directly, as a factor, and through the sum.",
      "Collect what the product and what the sum send to x, and use the branch rule.",
    ],
  },
  "sine-kept": {
    text: "The slope of the sine is not used where the backward pass goes through it.",
    hints: [
      "What is the derivative of sin?",
      "In the forward pass the node computes sin(s); in the backward pass it needs its slope at s.",
      "Hand the derivative of sin to your function rule, and s.",
    ],
  },
} as const;

type M = keyof typeof misconceptions;

const whole = (bound: number) => fc.integer({ min: -bound, max: bound });
const nonzero = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.constantFrom(1, -1)).map(([k, sign]) => k * sign);
const numbers = fc.record({ delta: whole(20), x: whole(20), y: whole(20) });
// All different, none 0 or 1: here no two mistakes look alike.
const plain = { delta: 3, x: 5, y: -7 };

const cubicSlope = fc.record({ a: whole(5), b: whole(5), c: whole(5) });

function slopeFunction({ a, b, c }: { a: number; b: number; c: number }): Callback {
  return numberFunction(`slope(t) = ${a} + ${b}t + ${c}t^2`, (t) => a + t * (b + t * c));
}

interface Point {
  readonly x: number;
  readonly y: number;
}

// Quarters: x + y is exact.
const point: fc.Arbitrary<Point> = fc.record({ x: whole(12).map((k) => k / 4), y: whole(12).map((k) => k / 4) });

/** One part of the gradient, from the closed form of the derivative along one axis. */
function judgeGradient(got: unknown, name: "x" | "y", { x, y }: Point) {
  const [sine, cosine] = [Math.sin(x + y), Math.cos(x + y)];
  const value = typeof got === "object" && got !== null ? (got as Readonly<Record<string, unknown>>)[name] : undefined;
  if (typeof value !== "number") return mistake("a record { x: ..., y: ... } of two numbers", `no number as ${name}`);
  const suspects: Partial<Record<M, number>> =
    name === "y"
      ? {
          "sine-kept": x * sine,
          "delta-missing": cosine,
          "local-derivative-missing": x,
          "operands-swapped": sine * cosine,
          "delta-shared": (x * cosine) / 2,
          "slope-at-delta": x * Math.cos(x),
        }
      : {
          "branch-forgotten": sine,
          overwritten: x * cosine,
          averaged: (sine + x * cosine) / 2,
          multiplied: sine * x * cosine,
          "sine-kept": sine + x * sine,
          "delta-missing": sine + cosine,
          "local-derivative-missing": sine + x,
          "operands-swapped": x + sine * cosine,
          "delta-shared": sine + (x * cosine) / 2,
          "slope-at-delta": sine + x * Math.cos(x),
        };
  const expected = name === "y" ? x * cosine : sine + x * cosine;
  // Sine, cosine, a product and a sum, a few roundings each; a cosine may be a sine of another argument, or come from addition theorems.
  return agree<M>({ got: value, expected, within: 16 * u * (1 + Math.abs(x) * (1 + Math.abs(x + y))), suspects });
}

export const reverseRules = exercise({
  number: 4,
  name: "reverse-rules",
  title: "The four reverse rules",
  files: ["rules.ts"],
  exports: {
    addRule: "(delta: number, x: number, y: number) => [number, number]",
    multiplyRule: "(delta: number, x: number, y: number) => [number, number]",
    functionRule: "(delta: number, x: number, slope: (t: number) => number) => number",
    branchRule: "(deltas: number[]) => number",
    gradient: "(x: number, y: number) => { x: number; y: number }",
  },
  misconceptions,
  properties: [
    property({
      name: "add",
      law: "each operand of a sum receives what the sum received",
      points: 1,
      hints: [
        "z = x + y: how much does z grow when x alone grows by 1?",
        "Both operands are in the same position.",
        "The local derivatives are both 1: what is left of the product?",
      ],
      input: numbers,
      always: [plain],
      judge: async (student, { delta, x, y }) =>
        agree<M>({
          got: await student.numbers("addRule", delta, x, y),
          expected: [delta, delta],
          suspects: {
            "delta-missing": [1, 1],
            "delta-shared": [delta / 2, delta / 2],
            "operand-in-sum": [y * delta, x * delta],
            "operands-swapped": [x * delta, y * delta],
          },
        }),
    }),
    property({
      name: "multiply",
      law: "each factor receives what the product received, times the other factor",
      points: 2,
      hints: [
        "z = 3 * y: how much does z grow when y grows by 1?",
        "What x receives depends on y, and the other way round.",
        "Local derivative times delta, for each of the two.",
      ],
      input: numbers,
      always: [plain],
      judge: async (student, { delta, x, y }) =>
        agree<M>({
          got: await student.numbers("multiplyRule", delta, x, y),
          expected: [y * delta, x * delta],
          suspects: {
            "operands-swapped": [x * delta, y * delta],
            "delta-missing": [y, x],
            "local-derivative-missing": [delta, delta],
          },
        }),
    }),
    property({
      name: "function",
      law: "the argument of f receives what f(x) received, times the slope of f at x",
      points: 2,
      hints: [
        "How much does f(x) grow when x grows by a little?",
        "slope is a function: it has to be called with the place where you are on the curve.",
        "Local derivative times delta.",
      ],
      input: fc.record({ delta: whole(20), x: whole(20), slope: cubicSlope }),
      always: [{ delta: 3, x: 5, slope: { a: -7, b: 2, c: 4 } }],
      judge: async (student, { delta, x, slope }) => {
        const f = slopeFunction(slope);
        const at = (t: number) => f.run(t) as number;
        return agree<M>({
          got: await student.number("functionRule", delta, x, f),
          expected: at(x) * delta,
          suspects: { "delta-missing": at(x), "local-derivative-missing": delta, "slope-at-delta": at(x * delta) },
        });
      },
    }),
    property({
      name: "function-at-delta",
      law: "the slope is asked for at x, and nowhere else",
      points: 1,
      hints: misconceptions["slope-at-delta"].hints,
      // Where 0 arrives, 0 is sent whatever the slope is, so that nobody need ask.
      input: fc.record({ delta: nonzero, x: whole(20), slope: cubicSlope }),
      runs: 20,
      judge: async (student, { delta, x, slope }) => {
        const asked: number[] = [];
        const f = slopeFunction(slope);
        const heard = numberFunction(f.text, (t) => {
          asked.push(t);
          return f.run(t) as number;
        });
        await student.number("functionRule", delta, x, heard);
        if (asked.length === 0) return mistake<M>(`a call of slope at ${x}`, "no call of slope", "local-derivative-missing");
        const elsewhere = asked.find((t) => t !== x);
        return elsewhere === undefined ? { passed: true } : mistake<M>(`slope(${x})`, `slope(${elsewhere})`, "slope-at-delta");
      },
    }),
    property({
      name: "branch",
      law: "where a value goes to several places, all that comes back adds up",
      points: 1,
      hints: [
        "z = x + x: what is its derivative, and what do the two branches send back?",
        "There may be any number of branches, even none.",
        "A value that nobody uses does not change the result: what is its derivative?",
      ],
      input: fc.array(whole(20), { maxLength: 5 }),
      always: [[2, 5], [7], [], [3, 1, 9]],
      judge: async (student, deltas) => {
        const got = await student.number("branchRule", deltas);
        const sum = deltas.reduce((total, delta) => total + delta, 0);
        const product = deltas.reduce((total, delta) => total * delta, 1);
        // The first, the last, or the largest one; which of them does not matter for the advice.
        const kept = [deltas[0], deltas.at(-1), Math.max(...deltas)].find((one) => one === got);
        return agree<M>({
          got,
          expected: sum,
          suspects: { averaged: sum / deltas.length, multiplied: product, ...(kept === undefined ? {} : { overwritten: kept }) },
        });
      },
    }),
    property({
      name: "gradient-y",
      law: "y, which is used once, receives what came through the product, the sine and the sum",
      points: 1,
      hints: [
        "Draw the graph, and write what each node receives at x = 2, y = 1.",
        "Backward from z: first the product, then the sine, then the sum.",
        "What one rule sends is the delta of the next.",
      ],
      input: point,
      always: [{ x: 3, y: -1 }],
      judge: async (student, one) => judgeGradient(await student.call("gradient", one.x, one.y), "y", one),
    }),
    property({
      name: "gradient-x",
      law: "x, which is used twice, receives what came both ways",
      points: 2,
      hints: [
        "Draw the graph: how many arrows leave x?",
        "One contribution comes from the product directly, the other one from the sum.",
        "Use the branch rule on what the product sends to x and on what the sum sends to x.",
      ],
      input: point,
      always: [{ x: 3, y: -1 }],
      judge: async (student, one) => judgeGradient(await student.call("gradient", one.x, one.y), "x", one),
    }),
  ],
});
