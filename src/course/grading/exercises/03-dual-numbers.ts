// Checks of exercise 03: forward mode with dual numbers.

import fc from "fast-check";
import { reverseMode } from "../../../core/differentiators/automatic/index.js";
import type { Value } from "../../../core/graph/trace.js";
import * as primitives from "../../../core/primitives/index.js";
import { boundedEvaluator } from "../../../verify/bounds/rounding.js";
import { exercise, property } from "../exercise.js";
import type { Student } from "../student.js";
import { agree, mistake, passed, same, type Verdict } from "../verdict.js";
import { type Rough, roughly } from "./03-dual-rounding.js";

const misconceptions = {
  "constant-seeded": {
    text: "A constant has a tangent other than 0, but it does not change with the variable.",
    hints: [
      "What is the derivative of 5 with respect to x?",
      "The tangent says how fast the value changes when the variable does.",
      "What stands still has no speed.",
    ],
  },
  "variable-not-seeded": {
    text: "The variable itself does not have the tangent 1.",
    hints: [
      "What is the derivative of x with respect to x?",
      "Every other tangent is computed from this first one; if it is 0, all are 0.",
      "The tangent of the variable does not depend on its value.",
    ],
  },
  "product-of-tangents": {
    text: "The tangent of a product is not the product of the tangents.",
    hints: [
      "Multiply a constant by the variable: what should the tangent be, and what is yours?",
      "A product changes because its left factor does, and because its right factor does.",
      "Write (a + a' e)(b + b' e) out and drop e^2: what stands in front of e?",
    ],
  },
  "one-term-only": {
    text: "Only one operand's tangent counts; the other operand may change as well.",
    hints: [
      "Square the variable by multiplying it with itself: what should the tangent be, and what is yours?",
      "Each operand that changes contributes to the tangent.",
      "Count the tangents in your formula: both operands' should be there.",
    ],
  },
  "quotient-sign": {
    text: "The sign in the quotient rule is wrong.",
    hints: [
      "Divide 1 by the variable: does the quotient grow or fall when the variable grows?",
      "A growing divisor makes the quotient smaller, a growing dividend makes it larger.",
      "Which of both terms of the numerator carries the minus?",
    ],
  },
  "quotient-of-tangents": {
    text: "The tangent of a quotient is not the quotient of the tangents.",
    hints: [
      "Divide the variable by a constant: what should the tangent be, and what is yours?",
      "A constant has the tangent 0. What does a division by it give?",
      "The quotient changes because the dividend does, and because the divisor does: there are two terms.",
    ],
  },
  "divisor-not-squared": {
    text: "The quotient rule divides by the square of the divisor, not by the divisor itself.",
    hints: [
      "Divide the variable by the constant 2: what should the tangent be, and what is yours?",
      "Count how often the divisor occurs above and below the fraction bar.",
      "Look at what stands below the fraction bar of the quotient rule in your book.",
    ],
  },
  "tangent-dropped": {
    text: "The tangent of the argument is missing: the chain rule multiplies by it.",
    hints: [
      "Apply the function to a constant: what should the tangent be, and what is yours?",
      "The derivative of the function says how fast it changes with its argument. How fast does the argument change?",
      "One factor is missing in the tangent.",
    ],
  },
  "taken-at-tangent": {
    text: "The derivative of the function is taken at the tangent. It belongs at the primal.",
    hints: [
      "Where on the curve are you: at the value of the argument, or at its speed?",
      "The tangent is a factor; it is never an argument of a function.",
      "Only the primal goes into the function's derivative.",
    ],
  },
  "function-kept": {
    text: "The tangent has the function itself where its derivative belongs.",
    hints: [
      "What is the slope of this function at 0 or 1? Is it the value there?",
      "Of the three functions only one is its own derivative.",
      "Look the derivative of the function up, and take it at the primal.",
    ],
  },
  "all-seeded": {
    text: "Every input has a tangent of 1, so that the result is the sum of all partial derivatives.",
    hints: [
      "What does your function give for x * y with respect to x?",
      "Forward mode differentiates by one variable in one pass.",
      "All inputs but one are constants in this pass.",
    ],
  },
  "first-input": {
    text: "The derivative is always with respect to the first input, whichever was asked for.",
    hints: [
      "Try two inputs, and ask for the derivative with respect to the second.",
      "The third argument is the number of the input that varies.",
      "Where in your program does that number decide which seed an input gets?",
    ],
  },
  "primal-returned": {
    text: "The value comes back, not its derivative.",
    hints: [
      "Each dual number has two parts: which one was asked for?",
      "At the end of the pass the last step's result holds the value and the derivative.",
      "Give the other part.",
    ],
  },
} as const;

type M = keyof typeof misconceptions;

interface Dual {
  readonly primal: number;
  readonly tangent: number;
}

type Operation = "add" | "multiply" | "divide" | "sin" | "exp" | "log";

const numbersOf: Readonly<Record<Operation, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  sin: Math.sin,
  exp: Math.exp,
  log: Math.log,
};
const takesTwo = (operation: Operation) => operation === "add" || operation === "multiply" || operation === "divide";

type Tangent = (a: Dual, b: Dual) => number;

/** Closed forms. */
const tangents: Readonly<Record<Operation, Tangent>> = {
  add: (a, b) => a.tangent + b.tangent,
  multiply: (a, b) => a.primal * b.tangent + b.primal * a.tangent,
  divide: (a, b) => a.tangent / b.primal - ((a.primal / b.primal) * b.tangent) / b.primal,
  sin: (a) => a.tangent * Math.cos(a.primal),
  exp: (a) => a.tangent * Math.exp(a.primal),
  log: (a) => a.tangent / a.primal,
};

const outer: Partial<Readonly<Record<Operation, (x: number) => number>>> = { sin: Math.cos, exp: Math.exp, log: (x) => 1 / x };

/** What each misconception makes of the operations that it touches. */
const wrongTangents: Partial<Readonly<Record<M, Partial<Readonly<Record<Operation, readonly Tangent[]>>>>>> = {
  "product-of-tangents": { multiply: [(a, b) => a.tangent * b.tangent] },
  "one-term-only": {
    add: [(a) => a.tangent, (_, b) => b.tangent],
    multiply: [(a, b) => a.primal * b.tangent, (a, b) => b.primal * a.tangent],
    divide: [(a, b) => a.tangent / b.primal, (a, b) => (-a.primal * b.tangent) / b.primal ** 2],
  },
  "quotient-sign": {
    divide: [
      (a, b) => (a.tangent * b.primal + a.primal * b.tangent) / b.primal ** 2,
      (a, b) => (a.primal * b.tangent - a.tangent * b.primal) / b.primal ** 2,
    ],
  },
  "quotient-of-tangents": { divide: [(a, b) => a.tangent / b.tangent] },
  "divisor-not-squared": { divide: [(a, b) => (a.tangent * b.primal - a.primal * b.tangent) / b.primal] },
  "tangent-dropped": Object.fromEntries(Object.entries(outer).map(([name, slope]) => [name, [(a: Dual) => slope(a.primal)]])),
  "taken-at-tangent": Object.fromEntries(
    Object.entries(outer).map(([name, slope]) => [name, [(a: Dual) => slope(a.tangent), (a: Dual) => slope(a.tangent) * a.tangent]]),
  ),
  "function-kept": {
    sin: [(a) => Math.sin(a.primal) * a.tangent, (a) => -Math.cos(a.primal) * a.tangent],
    log: [(a) => Math.log(a.primal) * a.tangent],
  },
};

const known = Object.keys(misconceptions) as M[];

// ---------------------------------------------------------------- one operation

interface Application {
  readonly operation: Operation;
  readonly a: Dual;
  readonly b: Dual;
}

const whole = (bound: number) => fc.integer({ min: -bound, max: bound });
const quarters = (bound: number) => whole(4 * bound).map((k) => k / 4);
const dual = fc.record({ primal: whole(20), tangent: whole(20) });
const nonzero = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.constantFrom(1, -1)).map(([k, sign]) => k * sign);
// All different, none 0 or 1: here no two mistakes look alike.
const pair = { a: { primal: 3, tangent: 5 }, b: { primal: 7, tangent: -2 } };
const none: Dual = { primal: 0, tangent: 0 };

async function judgeOperation(student: Student, { operation, a, b }: Application): Promise<Verdict<M>> {
  const args = takesTwo(operation) ? [a, b] : [a];
  // A report should not write -0 where 0 is as good.
  const primal = numbersOf[operation](a.primal, b.primal) + 0;
  const tangent = tangents[operation](a, b) + 0;
  const [exactly, rough] = [{ ofPrimal: 0, ofTangent: 0 }, roughly[operation]];
  const { ofPrimal, ofTangent } = rough({ ...a, ...exactly }, { ...b, ...exactly });
  // Sums and products of whole numbers are exact.
  const within = operation === "add" || operation === "multiply" ? 0 : Math.max(ofPrimal, ofTangent);
  const got = await student.call(operation, ...args.map((one) => ({ ...one })));
  const verdict = agree<M>({ got, expected: { primal, tangent }, within });
  if (verdict.passed) return passed;
  const looks = known.filter((one) =>
    wrongTangents[one]?.[operation]?.some((wrong) => same(got, { primal, tangent: wrong(a, b) }, 2 * within)),
  );
  return { ...verdict, misconceptions: looks };
}

// ---------------------------------------------------------------- a program of steps

interface Step {
  readonly operation: Operation;
  readonly operands: readonly number[];
}

interface Program {
  readonly steps: readonly Step[];
  readonly inputs: readonly number[];
  readonly wrt: number;
}

const operations = ["add", "multiply", "divide", "sin", "exp", "log"] as const;

/** Any steps, each on values that are there; one that would leave the range of harmless numbers adds instead. */
const program: fc.Arbitrary<Program> = fc
  .record({
    inputs: fc.array(quarters(3), { minLength: 1, maxLength: 3 }),
    wrt: fc.nat({ max: 2 }),
    picks: fc.array(fc.tuple(fc.constantFrom(...operations), fc.nat({ max: 1_000 }), fc.nat({ max: 1_000 })), {
      minLength: 1,
      maxLength: 6,
    }),
  })
  .map(({ inputs, wrt, picks }) => {
    const values = [...inputs];
    const steps = picks.map(([wish, i, j], k): Step => {
      // Most steps go on with the last result, so that little is computed for nothing.
      const first = k > 0 && i % 3 > 0 ? values.length - 1 : i % values.length;
      const pair = [first, j % values.length] as const;
      const [a, b] = [values[pair[0]] ?? 0, values[pair[1]] ?? 0];
      const harmless =
        wish === "divide" ? Math.abs(b) >= 0.25 : wish === "log" ? a >= 0.25 : wish === "exp" ? Math.abs(a) <= 3 : Math.abs(a * b) < 1e4;
      const operation = harmless ? wish : "add";
      values.push(numbersOf[operation](a, b));
      return { operation, operands: takesTwo(operation) ? pair : [pair[0]] };
    });
    return { steps, inputs, wrt: wrt % inputs.length };
  });

const oracle = reverseMode(boundedEvaluator);
const rows: Readonly<Record<Operation, (a: Value, b: Value) => Value>> = {
  ...primitives,
  multiply: primitives.mul,
  divide: primitives.div,
};

/** Reverse mode, which shares nothing with a forward pass of dual numbers, and a proven bound on its rounding. */
function partial({ steps, inputs, wrt }: Program): { readonly expected: number; readonly bound: number } {
  const point = Object.fromEntries(inputs.map((value, i) => [`x${i}`, value]));
  const f = (named: Readonly<Record<string, Value>>): Value => {
    const values = inputs.map((_, i) => named[`x${i}`] as Value);
    for (const { operation, operands } of steps) {
      const [a, b = a] = operands.map((k) => values[k] as Value);
      values.push(rows[operation](a as Value, b as Value));
    }
    return values.at(-1) as Value;
  };
  const { gradient, bound } = oracle.gradient(f)(point);
  return { expected: gradient[`x${wrt}`] as number, bound: (bound as Readonly<Record<string, number>>)[`x${wrt}`] ?? 0 };
}

/** How far a right pass may be off. */
function rounding({ steps, inputs, wrt }: Program): number {
  const exactly = { ofPrimal: 0, ofTangent: 0 };
  const values: Rough[] = inputs.map((primal, i) => ({ ...exactly, primal, tangent: Number(i === wrt) }));
  for (const { operation, operands } of steps) {
    const [a = { ...none, ...exactly }, b = a] = operands.map((k) => values[k]);
    values.push(roughly[operation](a, b));
  }
  return values.at(-1)?.ofTangent ?? 0;
}

/** A forward pass with wrong rules or wrong seeds. */
function wrongPass({ steps, inputs }: Program, seeds: readonly number[], rules: Readonly<Record<Operation, Tangent>>): Dual {
  const values: Dual[] = inputs.map((primal, i) => ({ primal, tangent: seeds[i] ?? 0 }));
  for (const { operation, operands } of steps) {
    const [a = none, b = none] = operands.map((k) => values[k] ?? none);
    values.push({ primal: numbersOf[operation](a.primal, b.primal), tangent: rules[operation](a, b) });
  }
  return values.at(-1) ?? none;
}

function suspectsOf(one: Program): Partial<Record<M, number>> {
  const seeds = (seed: (i: number) => number) => one.inputs.map((_, i) => seed(i));
  const right = seeds((i) => (i === one.wrt ? 1 : 0));
  const byRule = known.map((name) => {
    const wrong = Object.entries(wrongTangents[name] ?? {}).map(([operation, [first]]) => [operation, first]);
    return [name, wrongPass(one, right, { ...tangents, ...Object.fromEntries(wrong) }).tangent] as const;
  });
  return {
    ...Object.fromEntries(byRule.filter(([name]) => wrongTangents[name] !== undefined)),
    "all-seeded": wrongPass(
      one,
      seeds(() => 1),
      tangents,
    ).tangent,
    "first-input": wrongPass(
      one,
      seeds((i) => (i === 0 ? 1 : 0)),
      tangents,
    ).tangent,
    "variable-not-seeded": 0,
    "primal-returned": wrongPass(one, right, tangents).primal,
  };
}

const square: Program = { steps: [{ operation: "multiply", operands: [0, 0] }], inputs: [3], wrt: 0 };
const quotient: Program = { steps: [{ operation: "divide", operands: [1, 0] }], inputs: [2, 5, 1], wrt: 1 };
const nested: Program = {
  steps: [
    { operation: "multiply", operands: [0, 1] },
    { operation: "sin", operands: [2] },
    { operation: "exp", operands: [3] },
    { operation: "add", operands: [4, 1] },
    { operation: "log", operands: [5] },
  ],
  inputs: [0.5, 3],
  wrt: 1,
};

export const dualNumbers = exercise({
  number: 3,
  name: "dual-numbers",
  title: "Dual numbers",
  files: ["dual.ts"],
  exports: {
    constant: "(value: number) => Dual",
    variable: "(value: number) => Dual",
    add: "(a: Dual, b: Dual) => Dual",
    multiply: "(a: Dual, b: Dual) => Dual",
    divide: "(a: Dual, b: Dual) => Dual",
    sin: "(a: Dual) => Dual",
    exp: "(a: Dual) => Dual",
    log: "(a: Dual) => Dual",
    derivative: "(steps: Step[], inputs: number[], wrt: number) => number",
  },
  misconceptions,
  properties: [
    property({
      name: "seeds",
      law: "a constant has the tangent 0, the variable the tangent 1",
      points: 1,
      hints: [
        "What is the derivative of 5 with respect to x, and of x with respect to x?",
        "The tangent is a derivative; neither depends on the value.",
        "The result is a record with both parts: the value as primal, and the derivative as tangent.",
      ],
      input: fc.record({ which: fc.constantFrom("constant", "variable"), value: quarters(20) }),
      always: [
        { which: "constant", value: 5 },
        { which: "variable", value: 5 },
      ],
      runs: 20,
      judge: async (student, { which, value }) => {
        const got = await student.call(which, value);
        const wrong: M = which === "constant" ? "constant-seeded" : "variable-not-seeded";
        const expected = { primal: value, tangent: which === "constant" ? 0 : 1 };
        const verdict = agree<M>({ got, expected });
        const primal = typeof got === "object" && got !== null ? (got as { readonly primal?: number }).primal : undefined;
        return verdict.passed ? passed : mistake<M>(verdict.expected, verdict.got, ...(primal === value ? [wrong] : []));
      },
    }),
    property({
      name: "sum",
      law: "the tangent of a sum is the sum of the tangents",
      points: 1,
      hints: [
        "How fast does a + b grow when a grows by 2 and b by 3 a second?",
        "Both parts of the result are sums.",
        "Primals make the primal, tangents make the tangent.",
      ],
      input: fc.record({ operation: fc.constant("add" as const), a: dual, b: dual }),
      always: [{ operation: "add", ...pair }],
      judge: judgeOperation,
    }),
    property({
      name: "product",
      law: "the tangent of a product has a term for each factor that changes",
      points: 2,
      hints: [
        "Multiply the variable by itself at 3: the derivative of x^2 there is 6.",
        "Each factor's tangent is multiplied by the other factor's primal.",
        "Write (a + a' e)(b + b' e) out and drop e^2: what stands in front of e?",
      ],
      input: fc.record({ operation: fc.constant("multiply" as const), a: dual, b: dual }),
      always: [{ operation: "multiply", ...pair }],
      judge: judgeOperation,
    }),
    property({
      name: "quotient",
      law: "the tangent of a quotient follows the quotient rule",
      points: 2,
      hints: [
        "Divide 1 by the variable at 2: the derivative of 1/x there is -1/4.",
        "The quotient q satisfies q * b = a: what does the product rule say about its tangent?",
        "The quotient rule has a difference above the fraction bar and a square below it.",
      ],
      input: fc.record({
        operation: fc.constant("divide" as const),
        a: dual,
        b: fc.record({ primal: nonzero, tangent: whole(20) }),
      }),
      always: [{ operation: "divide", ...pair }],
      judge: judgeOperation,
    }),
    property({
      name: "functions",
      law: "the tangent of f(a) is f'(primal) times the tangent of a",
      points: 2,
      hints: [
        "Apply the function to the variable, then to twice the variable.",
        "The chain rule: the derivative of the function at the primal, times the tangent that arrives.",
        "Look up the derivatives of sin, exp and log, and mind which part of a goes where.",
      ],
      input: fc.oneof(
        fc.record({ operation: fc.constantFrom("sin" as const, "exp" as const), a: fc.record({ primal: quarters(5), tangent: whole(9) }) }),
        fc.record({
          operation: fc.constant("log" as const),
          a: fc.record({ primal: fc.integer({ min: 1, max: 40 }).map((k) => k / 4), tangent: whole(9) }),
        }),
      ),
      always: (["sin", "exp", "log"] as const).map((operation) => ({ operation, a: { primal: 2, tangent: 3 } })),
      judge: async (student, { operation, a }) => judgeOperation(student, { operation, a, b: none }),
    }),
    property({
      name: "one-pass",
      law: "derivative carries the seed of the chosen input through all steps",
      points: 2,
      hints: [
        "Work two steps out by hand, writing a pair for each value.",
        "First make a pair of every input; then each step makes one more pair from earlier ones.",
        "Operands are numbers of pairs in one growing list: the inputs first, then the results.",
      ],
      input: program,
      always: [square, quotient, nested],
      judge: async (student, one) => {
        const { expected, bound } = partial(one);
        const { steps, inputs, wrt } = one;
        const got = await student.number(
          "derivative",
          steps.map(({ operation, operands }) => ({ operation, operands: [...operands] })),
          inputs,
          wrt,
        );
        const within = bound + rounding(one);
        const verdict = agree<M>({ got, expected, within });
        return verdict.passed ? passed : agree<M>({ got, expected, within, suspects: suspectsOf(one) });
      },
    }),
  ],
});
