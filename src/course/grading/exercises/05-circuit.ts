// Checks of exercise 05: forward and backward values of (x + y) z by program.

import fc from "fast-check";
import { exercise, property } from "../exercise.js";
import type { Plain } from "../plain.js";
import type { Student } from "../student.js";
import { agree, mistake, type Verdict } from "../verdict.js";

const misconceptions = {
  "example-copied": {
    text: "The numbers of the slide come out, whatever the inputs are.",
    hints: [
      "What does your function give at x = 1, y = 1, z = 1?",
      "The circuit is the same for all inputs, the numbers on it are not.",
      "Compute every number from the arguments.",
    ],
  },
  "product-first": {
    text: "This is x + y z: the product was taken before the sum.",
    hints: [
      "Which of both operations stands in brackets?",
      "In the picture the sum comes first, and its result goes into the product.",
      "Compute alpha, and then go on with alpha.",
    ],
  },
  "seed-missing": {
    text: "df does not come back as it arrived.",
    hints: [
      "What arrives at f from the right?",
      "The backward pass starts with a number that it is given.",
      "df in the result is the second argument.",
    ],
  },
  "df-ignored": {
    text: "The result is as if df were 1, whatever arrives.",
    hints: [
      "When the number that arrives at f is doubled, what happens to all the others?",
      "The chain rule multiplies by what arrives from the right.",
      "At the product, df is a factor of both numbers that are sent on.",
    ],
  },
  "factors-swapped": {
    text: "At the product, dalpha and dz have changed places.",
    hints: ["alpha z: how much does it change when z changes by 1?", "Each factor receives the other factor.", "Exchange the two."],
  },
  "sum-like-product": {
    text: "At the sum, dx and dy are multiplied by an operand, as they would be at a product.",
    hints: [
      "x + y: how much does it change when x changes by 1? Does it matter how large x and y are?",
      "The local derivatives of a sum are both 1.",
      "The sum hands on what it receives.",
    ],
  },
  "local-only": {
    text: "At the sum the local derivative 1 stands alone: what arrives from the right is lost.",
    hints: [
      "When x changes by 1, alpha does so too. And what does f do then?",
      "The chain rule: the local derivative times what arrives.",
      "What the sum received is dalpha.",
    ],
  },
  "value-for-derivative": {
    text: "A value stands where its derivative belongs.",
    hints: [
      "Two numbers belong to each arrow, one above and one below. Which of them is this?",
      "A derivative tells how f changes, not how large something is.",
      "Change the input by 1, compute f again, and compare.",
    ],
  },
  "values-not-used": {
    text: "The changes are added up without the derivatives.",
    hints: [
      "When z changes by 0.01 and alpha is 300, how much does f change?",
      "Each input matters for f as much as its derivative says.",
      "Multiply each change by the derivative that belongs to it.",
    ],
  },
  "exact-change": {
    text: "This is the whole change of f, terms of second order included, instead of what the derivatives predict.",
    hints: [
      "A derivative knows only the slope where you are: what does it predict for a step?",
      "To first order the three inputs contribute independently of each other.",
      "Do not compute f again: use the three derivatives.",
    ],
  },
  "derivatives-only": {
    text: "The derivatives are added up without the changes.",
    hints: [
      "By how much does f change when nothing changes?",
      "A derivative says how much f changes for each unit by which an input does.",
      "Multiply each derivative by the change that belongs to it.",
    ],
  },
} as const;

type M = keyof typeof misconceptions;

interface Point {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

const whole = (bound: number) => fc.integer({ min: -bound, max: bound });
const point: fc.Arbitrary<Point> = fc.record({ x: whole(20), y: whole(20), z: whole(20) });
// The slide's, and one where no two numbers on the circuit are alike.
const cases: readonly Point[] = [
  { x: 2, y: 3, z: 7 },
  { x: -2, y: 5, z: -4 },
];
const seeded = fc.record({ at: point, df: fc.oneof(fc.constant(1), whole(9)) });
const seededCases = [...cases.map((at) => ({ at, df: 1 })), ...cases.map((at) => ({ at, df: 3 }))];

const value = ({ x, y, z }: Point) => (x + y) * z;
const valuesAt = (at: Point) => ({ ...at, alpha: at.x + at.y, f: value(at) });

/** f is linear in each single input, so that its difference over a step of 1 is its derivative, exactly. */
function slope(at: Point, name: keyof Point): number {
  return value({ ...at, [name]: at[name] + 1 }) - value(at);
}

function entry(record: Plain, name: string): Plain {
  return typeof record === "object" && record !== null && Object.hasOwn(record, name)
    ? (record as Readonly<Record<string, Plain>>)[name]
    : undefined;
}

/** Judges one entry of a result, so that one mistake costs one property. */
function judgeEntry(got: Plain, name: string, expected: number, suspects: Partial<Readonly<Record<M, number>>>): Verdict<M> {
  if (typeof got !== "object" || got === null || Array.isArray(got)) return mistake<M>(`a record with ${name}`, String(got));
  const number = entry(got, name);
  const verdict = agree<M>({ got: number, expected, suspects });
  return verdict.passed ? verdict : { ...verdict, expected: `${name}: ${verdict.expected}`, got: `${name}: ${verdict.got}` };
}

/** The first entry that is wrong. */
function firstWrong(verdicts: readonly Verdict<M>[]): Verdict<M> {
  return verdicts.find(({ passed }) => !passed) ?? { passed: true };
}

async function backwardOf(student: Student, at: Point, df: number): Promise<Plain> {
  return student.call("backward", valuesAt(at), df);
}

export const circuit = exercise({
  number: 5,
  name: "circuit",
  title: "A circuit, forward and backward",
  files: ["circuit.ts"],
  exports: {
    forward: "(x: number, y: number, z: number) => Values",
    backward: "(values: Values, df: number) => Adjoints",
    change: "(values: Values, by: { x: number; y: number; z: number }) => number",
  },
  misconceptions,
  properties: [
    property({
      name: "forward",
      law: "forward gives the inputs, their sum alpha and the product f",
      points: 2,
      hints: [
        "Go through the picture from left to right: what does each node compute?",
        "There are five values, the three inputs among them.",
        "Give names to the two results, alpha first, and make a record of all five.",
      ],
      input: point,
      always: cases,
      judge: async (student, { x, y, z }) => {
        const got = await student.call("forward", x, y, z);
        return firstWrong([
          judgeEntry(got, "alpha", x + y, { "example-copied": 3 }),
          judgeEntry(got, "f", value({ x, y, z }), { "product-first": x + y * z, "example-copied": -12 }),
          ...(["x", "y", "z"] as const).map((name) =>
            judgeEntry(got, name, { x, y, z }[name], { "example-copied": { x: -2, y: 5, z: -4 }[name] }),
          ),
        ]);
      },
    }),
    property({
      name: "seed",
      law: "backward starts from the df that arrives",
      points: 1,
      hints: misconceptions["seed-missing"].hints,
      input: seeded,
      always: seededCases,
      judge: async (student, { at, df }) => {
        const got = await backwardOf(student, at, df);
        return judgeEntry(got, "df", df, { "df-ignored": 1, "value-for-derivative": value(at), "seed-missing": 0 });
      },
    }),
    property({
      name: "product",
      law: "each factor receives df times the other factor",
      points: 3,
      hints: [
        "Change z by 1 and compute f again: by how much has it changed?",
        "The product has two operands, alpha and z.",
        "What alpha receives has to do with z, and the other way round; df is a factor of both.",
      ],
      input: seeded,
      always: seededCases,
      judge: async (student, { at, df }) => {
        const got = await backwardOf(student, at, df);
        const alpha = at.x + at.y;
        // alpha moves by as much as x does.
        const [dalpha, dz] = [slope(at, "x") * df, slope(at, "z") * df];
        return firstWrong([
          judgeEntry(got, "dalpha", dalpha, {
            "factors-swapped": dz,
            "df-ignored": slope(at, "x"),
            "local-only": df,
            "value-for-derivative": value(at) * df,
            "example-copied": -4,
          }),
          judgeEntry(got, "dz", dz, {
            "factors-swapped": dalpha,
            "df-ignored": slope(at, "z"),
            "local-only": df,
            "value-for-derivative": alpha * at.z * df,
            "example-copied": 3,
          }),
        ]);
      },
    }),
    property({
      name: "sum",
      law: "the operands of the sum receive what the sum received",
      points: 2,
      hints: [
        "Change x by 1 and compute f again: by how much has it changed?",
        "The sum received dalpha from the product.",
        "The local derivatives of a sum are both 1.",
      ],
      input: seeded,
      always: seededCases,
      judge: async (student, { at, df }) => {
        const got = await backwardOf(student, at, df);
        // One who has dalpha wrong, and hands it on rightly, has lost points for that already.
        const received = entry(got, "dalpha");
        const real = slope(at, "x") * df;
        if (typeof received !== "number" || !Number.isFinite(received) || (received === 0 && real !== 0))
          return mistake<M>(`dalpha: ${real}`, `dalpha: ${String(received)}`);
        return firstWrong(
          (["x", "y"] as const).map((name) => {
            const other = name === "x" ? at.y : at.x;
            const expected = entry(got, `d${name}`) === real ? real : received;
            return judgeEntry(got, `d${name}`, expected, {
              "sum-like-product": received * other,
              "local-only": 1,
              "value-for-derivative": at[name],
              "df-ignored": slope(at, name),
              "example-copied": -4,
            });
          }),
        );
      },
    }),
    property({
      name: "change",
      law: "change predicts how f changes, up to terms of second order",
      points: 2,
      hints: [
        "When only z changes by a little, how much does f change?",
        "Each input contributes its own change, times the derivative of f with respect to it.",
        "Add the three contributions. The derivatives come from your backward pass with df = 1.",
      ],
      // Eighths: all products and sums are exact.
      input: fc.record({ at: point, by: fc.record({ x: whole(8), y: whole(8), z: whole(8) }) }),
      always: cases.map((at) => ({ at, by: { x: 1, y: 3, z: -2 } })),
      judge: async (student, { at, by: eighths }) => {
        const by = { x: eighths.x / 8, y: eighths.y / 8, z: eighths.z / 8 };
        const got = await student.number("change", valuesAt(at), by);
        const moved = value({ x: at.x + by.x, y: at.y + by.y, z: at.z + by.z }) - value(at);
        // What is of second order is the product of two changes.
        const expected = moved - (by.x + by.y) * by.z;
        const [dx, dz] = [slope(at, "x"), slope(at, "z")];
        return agree<M>({
          got,
          expected,
          suspects: {
            "values-not-used": by.x + by.y + by.z,
            "exact-change": moved,
            "derivatives-only": dx + dx + dz,
            "factors-swapped": dz * (by.x + by.y) + dx * by.z,
          },
        });
      },
    }),
  ],
});
