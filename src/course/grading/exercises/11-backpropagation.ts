// Checks of exercise 11: backpropagation by hand for one hidden layer, and by the student's own reverse mode.

import fc from "fast-check";
import { reverse } from "../../../core/differentiators/automatic/index.js";
import type { TracedFunction, Value } from "../../../core/graph/trace.js";
import { matmul, mul, sigmoid, square, sub, sum } from "../../../core/primitives/index.js";
import { exercise, property } from "../exercise.js";
import type { Plain, PlainRecord } from "../plain.js";
import type { Student } from "../student.js";
import { agree, mistake, same, u, type Verdict } from "../verdict.js";

const misconceptions = {
  "half-forgotten": {
    text: "The result is twice as large: the factor 1/2 of the loss is missing, or the 2 of the square is left over.",
    hints: [
      "What is the derivative of half a square?",
      "The 1/2 in front of the loss is there so that the derivative has no factor.",
      "The adjoint of an output is its distance from the target, without a 2.",
    ],
  },
  "wrong-sign": {
    text: "The gradient has the wrong sign.",
    hints: [
      "An output that is too large: should the derivative of the loss be positive or negative?",
      "Mind the inner derivative of y - a.",
      "The adjoint of an output is positive where the output is larger than the target.",
    ],
  },
  transposed: {
    text: "The gradient has rows and columns the wrong way round.",
    hints: [
      "Which shape has W, and which has your gradient?",
      "The derivative by w_ij belongs into row i, column j: i is where the weight leads to.",
      "Rows belong to the adjoints of the neurons behind the weights, columns to the values before them.",
    ],
  },
  "pre-activation-used": {
    text: "The gradient of W2 contains a of the hidden layer, not h.",
    hints: [
      "What is W2 multiplied by in the forward pass?",
      "A weight's derivative is the adjoint behind it times the value before it.",
      "The value before W2 has been through the sigmoid.",
    ],
  },
  "slope-forgotten": {
    text: "The inner derivative is missing: the sigmoid between h and a has a slope.",
    hints: [
      "Which operation lies between a and h?",
      "The chain rule has a factor for every operation on the way.",
      "On the way from h to a, multiply by the slope of the sigmoid.",
    ],
  },
  "slope-of-h": {
    text: "The slope of the sigmoid is taken at h; it belongs to a, so the sigmoid is applied twice.",
    hints: [
      "Where is the slope of s to be taken: at what goes into s, or at what comes out?",
      "Written with h, the slope needs no further sigmoid.",
      "s'(a) = s(a) (1 - s(a)), and s(a) has a name already.",
    ],
  },
  "slope-of-a": {
    text: "The slope of the sigmoid is written with a, where h belongs.",
    hints: [
      "What is your slope for a = 0? The sigmoid has the slope 1/4 there.",
      "In s(a) (1 - s(a)) stands the value of the sigmoid, not its argument.",
      "Put what came out of the sigmoid into the formula.",
    ],
  },
  "weights-not-turned": {
    text: "The adjoints go back through W2 as they came: rows are used where columns belong.",
    hints: [
      "Which weights leave the hidden neuron i? Are they in a row or in a column of W2?",
      "Forwards, a neuron collects along a row. Backwards?",
      "The adjoint of h_i is a sum over the outputs k of w_ki times their adjoints.",
    ],
  },
  "one-output": {
    text: "A hidden neuron receives from one output only; it is used by all of them.",
    hints: ["How many arrows leave a hidden neuron?", "At a branch the contributions add up.", "Sum over all outputs."],
  },
  "outgoing-forgotten": {
    text: "The adjoints reach the hidden neurons without the weights W2.",
    hints: [
      "What happens on the way from h to the outputs?",
      "A product sends back its adjoint times the other factor.",
      "Each contribution to a hidden neuron carries the weight of its arrow.",
    ],
  },
  "forgotten-accumulation": {
    text: "A line that is used twice keeps only one of the contributions.",
    hints: [
      "Work x * x out by hand: how often does x receive something?",
      "f depends on a line through all of its uses, and the chain rule adds them up.",
      "Look at the line of your program where an adjoint is stored: what happens to what was there?",
    ],
  },
  "subtract-like-add": {
    text: "A difference sends the same to both of its operands.",
    hints: [
      "What happens to x - y when y grows?",
      "The two partials of a difference are not the same.",
      "What goes to the second operand changes its sign.",
    ],
  },
  "factors-swapped": {
    text: "A factor receives its own value instead of that of the other factor.",
    hints: [
      "What is the derivative of x y with respect to x?",
      "A product is linear in each factor: the slope is the other one.",
      "Swap the two.",
    ],
  },
  "no-seed": {
    text: "No adjoint arrives anywhere: the backward pass starts with nothing.",
    hints: [
      "What is the derivative of the last line with respect to itself?",
      "A sum of products with 0 stays 0.",
      "The last line starts with 1.",
    ],
  },
  "every-path": {
    text: "Every path is walked on its own, and there are more paths than one can walk.",
    hints: [
      "How many paths lead through a line x + x, and through forty of them in a row?",
      "Add up first and multiply afterwards: each line needs one visit.",
      "Go through the list once, from its end to its beginning.",
    ],
  },
  "not-a-list": {
    text: "This is not a Wengert list: a line must have a known primitive, and operands that are earlier lines.",
    hints: [
      "Which line is the first to use something that is not there yet?",
      "The numbers of lines count from 0, and a line never uses itself or a later one.",
      "Let one function append a line and give its number; build everything with it.",
    ],
  },
  "weight-not-there": {
    text: "A weight does not stand where you say: the line is no input with its value, or two weights share a line.",
    hints: [
      "Print the lines that your matrices of numbers point at.",
      "Every weight has an input line of its own, also where two weights are equal.",
      "Remember the number of a line at the moment when you append it.",
    ],
  },
  "weight-unused": {
    text: "The loss is right, but it does not depend on some line where you say that a weight stands.",
    hints: [
      "Is a weight perhaps put into the list twice?",
      "The line that is used and the line that is named must be the same.",
      "Append the inputs first, and build the rest from their numbers.",
    ],
  },
} as const;

type Looks = keyof typeof misconceptions;
type Matrix = readonly (readonly number[])[];
interface Case {
  readonly W1: Matrix;
  readonly W2: Matrix;
  readonly x: readonly number[];
  readonly y: readonly number[];
}
interface Gradient {
  readonly loss: number;
  readonly W1: Matrix;
  readonly W2: Matrix;
}

const whole = (min: number, max: number) => fc.integer({ min, max });
const vector = (length: number) => fc.array(whole(-3, 3), { minLength: length, maxLength: length });
const weights = (rows: number, columns: number) =>
  fc.array(
    fc.array(
      whole(-8, 8).map((k) => k / 4),
      { minLength: columns, maxLength: columns },
    ),
    { minLength: rows, maxLength: rows },
  );

const network: fc.Arbitrary<Case> = fc
  .oneof(
    fc.tuple(whole(1, 3), whole(1, 3), whole(1, 3)),
    // Where all widths are equal, a matrix fits also the wrong way round.
    whole(2, 3).map((n) => [n, n, n] as [number, number, number]),
  )
  .chain(([d0, d1, d2]) => fc.record({ W1: weights(d1, d0), W2: weights(d2, d1), x: vector(d0), y: vector(d2) }));

const s = (a: number) => 1 / (1 + Math.exp(-a));
const total = (list: readonly number[]) => list.reduce((sum, entry) => sum + entry, 0);
const at = (list: readonly number[] | undefined, i: number) => list?.[i] ?? Number.NaN;
const dot = (left: readonly number[], right: readonly number[]) => total(left.map((entry, i) => entry * at(right, i)));
const outer = (left: readonly number[], right: readonly number[]): Matrix => left.map((entry) => right.map((other) => entry * other));
const turned = (W: Matrix): Matrix => (W[0] ?? []).map((_, j) => W.map((row) => at(row, j)));
const times = (W: Matrix, factor: number): Matrix => W.map((row) => row.map((entry) => factor * entry));

const loss: TracedFunction = ({ W1, W2, x, y }) =>
  mul(0.5, sum(square(sub(y as Value, matmul(W2 as Value, sigmoid(matmul(W1 as Value, x as Value)))))));

/** By the reverse mode of trigrad. */
function gradientOf({ W1, W2, x, y }: Case): Gradient {
  const { value, gradient } = reverse.gradient(loss)({ W1, W2, x, y });
  return { loss: value as number, W1: gradient["W1"] as Matrix, W2: gradient["W2"] as Matrix };
}

/** Every entry is a sum of at most three products of five factors, each off by a few roundings of what it is made of. */
function within({ W1, W2, x, y }: Case): number {
  const sizes = [W1.flat(), W2.flat(), x, y].map((list) => 1 + total(list.map(Math.abs)));
  return 32 * u * sizes.reduce((product, size) => product * size, 1);
}

interface Slip {
  readonly slope?: (a: number) => number;
  readonly arriving?: (W2: Matrix, delta: readonly number[], i: number) => number;
}

/** The gradient of W1 with a slip on the way back. */
function slipped(
  { W1, W2, x, y }: Case,
  { slope = (a) => s(a) * (1 - s(a)), arriving = (W, delta, i) => dot(turned(W)[i] ?? [], delta) }: Slip,
): Matrix {
  const a = W1.map((row) => dot(row, x));
  const delta = W2.map((row, k) => dot(row, a.map(s)) - at(y, k));
  return outer(
    a.map((entry, i) => slope(entry) * arriving(W2, delta, i)),
    x,
  );
}

const args = ({ W1, W2, x, y }: Case) => [W1.map((row) => [...row]), W2.map((row) => [...row]), [...x], [...y]] as const;

/** One entry of the record that a function gives; undefined where there is none. */
async function part(student: Student, one: Case, name: keyof Gradient): Promise<Plain> {
  const got = await student.call("byHand", ...args(one));
  return typeof got === "object" && got !== null && Object.hasOwn(got, name) ? (got as PlainRecord)[name] : undefined;
}

type Line = { readonly primitive: string; readonly value?: number; readonly operands?: readonly number[] };

const input = (value: number): Line => ({ primitive: "input", value });
const line = (primitive: string, ...operands: readonly number[]): Line => ({ primitive, operands });

/** Whole numbers: one factor of each product is an input, so that nothing grows beyond exact numbers. */
const wengertList: fc.Arbitrary<readonly Line[]> = fc
  .tuple(
    fc.array(whole(-3, 3), { minLength: 1, maxLength: 3 }),
    fc.array(fc.record({ primitive: fc.constantFrom("add", "subtract", "multiply"), left: whole(0, 999), right: whole(0, 999) }), {
      maxLength: 6,
    }),
  )
  .map(([inputs, picks]) => [
    ...inputs.map(input),
    ...picks.map(({ primitive, left, right }, i) =>
      line(primitive, left % (inputs.length + i), right % (primitive === "multiply" ? inputs.length : inputs.length + i)),
    ),
  ]);

function valuesOf(list: readonly Line[]): readonly number[] {
  const values: number[] = [];
  for (const { primitive, value = Number.NaN, operands = [] } of list) {
    const [x, y] = [at(values, operands[0] ?? -1), at(values, operands[1] ?? -1)];
    values.push(
      primitive === "input"
        ? value
        : primitive === "add"
          ? x + y
          : primitive === "subtract"
            ? x - y
            : primitive === "multiply"
              ? x * y
              : s(x),
    );
  }
  return values;
}

type Partials = (primitive: string, x: number, y: number) => readonly number[];
const partials: Partials = (primitive, x, y) =>
  primitive === "add" ? [1, 1] : primitive === "subtract" ? [1, -1] : primitive === "multiply" ? [y, x] : [s(x) * s(-x)];

/** The arrows of the graph: from the operand `from` to the line `to`. */
function arrows(list: readonly Line[], rule: Partials = partials) {
  const values = valuesOf(list);
  return list.flatMap(({ primitive, operands = [] }, to) => {
    const slopes = rule(primitive, at(values, operands[0] ?? -1), at(values, operands[1] ?? -1));
    return operands.map((from, k) => ({ from, to, partial: at(slopes, k) }));
  });
}

/** By definition: the sum over all paths to the last line of the product of their partials. */
function adjointsByPaths(list: readonly Line[], rule: Partials = partials): readonly number[] {
  const all = arrows(list, rule);
  const along = (i: number): number =>
    all.filter(({ from }) => from === i).reduce((sum, { to, partial }) => sum + partial * along(to), i === list.length - 1 ? 1 : 0);
  return list.map((_, i) => along(i));
}

/** A backward pass with a bad way to store contributions. */
function swept(list: readonly Line[], store: (before: number | undefined, more: number) => number): readonly number[] {
  const adjoints = new Map([[list.length - 1, 1]]);
  for (const { from, to, partial } of arrows(list).reverse())
    adjoints.set(from, store(adjoints.get(from), (adjoints.get(to) ?? 0) * partial));
  return list.map((_, i) => adjoints.get(i) ?? 0);
}

const copied = (list: readonly Line[]) =>
  list.map((one) => (one.operands === undefined ? { ...one } : { primitive: one.primitive, operands: [...one.operands] }));

async function reverseParts(student: Student, list: readonly Line[]): Promise<{ readonly values: Plain; readonly adjoints: Plain }> {
  const got = await student.call("reverseMode", copied(list));
  const { values, adjoints } = typeof got === "object" && got !== null ? (got as PlainRecord) : {};
  return { values, adjoints };
}

/** What is wrong with a list; undefined when nothing is. */
function faultOf(list: Plain): string | undefined {
  if (!Array.isArray(list) || list.length === 0) return "no list";
  for (const [i, one] of list.entries()) {
    const { primitive, value, operands } = (typeof one === "object" && one !== null ? one : {}) as PlainRecord;
    if (primitive === "input" ? typeof value !== "number" : !["add", "subtract", "multiply", "sigmoid"].includes(String(primitive)))
      return `line ${i} has the primitive ${String(primitive)}`;
    if (primitive === "input") continue;
    const earlier = Array.isArray(operands) && operands.every((operand) => Number.isInteger(operand) && operand >= 0 && operand < i);
    if (!earlier || operands.length !== (primitive === "sigmoid" ? 1 : 2))
      return `line ${i} has operands that are no earlier lines, or too few or many`;
  }
  return undefined;
}

function judgeList(got: Plain, one: Case): Verdict<Looks> {
  const { list, W1, W2 } = (typeof got === "object" && got !== null ? got : {}) as PlainRecord;
  const fault = faultOf(list);
  if (fault !== undefined) return mistake("a Wengert list", fault, "not-a-list");
  const lines = list as readonly Line[];
  const named = [W1, W2].flat(2) as readonly Plain[];
  const standing = (where: Plain) =>
    Array.isArray(where)
      ? where.map((row) => (Array.isArray(row) ? row.map((i) => (typeof i === "number" ? lines[i]?.value : undefined)) : row))
      : where;
  if (!same([standing(W1), standing(W2)], [one.W1, one.W2]) || new Set(named).size < named.length)
    return mistake("an input line for each weight", "lines with other values, or one line for two weights", "weight-not-there");
  const { loss, ...gradient } = gradientOf(one);
  const value = valuesOf(lines).at(-1);
  const suspects = { "half-forgotten": 2 * loss };
  const verdict = agree<Looks>({ got: value, expected: loss, within: within(one), suspects });
  if (!verdict.passed) return { ...verdict, expected: `the value ${verdict.expected} in the last line` };
  // Not by paths: in a list that somebody else wrote there may be more of them than one can walk.
  const adjoints = swept(lines, (before = 0, more) => before + more);
  const found = [W1, W2].map((where) => (where as Matrix).map((row) => row.map((i) => at(adjoints, i))));
  const expected = [gradient.W1, gradient.W2];
  if (same(found, expected, within(one))) return { passed: true };
  return { ...agree({ got: found, expected, within: within(one) }), passed: false, misconceptions: ["weight-unused"] } as Verdict<Looks>;
}

export const backpropagation = exercise({
  number: 11,
  name: "backpropagation",
  title: "Backpropagation, by hand and by your own reverse mode",
  files: ["backprop.ts"],
  exports: {
    byHand: "(W1: number[][], W2: number[][], x: number[], y: number[]) => Gradient",
    reverseMode: "(list: Node[]) => { values: number[]; adjoints: number[] }",
    lossList: "(W1: number[][], W2: number[][], x: number[], y: number[]) => { list: Node[]; W1: number[][]; W2: number[][] }",
  },
  misconceptions,
  properties: [
    property({
      name: "loss",
      law: "byHand gives the loss 1/2 ||y - W2 s(W1 x)||^2",
      points: 1,
      hints: [
        "Work a network with one weight in each layer out by hand.",
        "The forward pass has three steps: W1 and the sigmoid, W2, the loss.",
        "The sigmoid is applied to the hidden layer only; the loss is half of the sum of the squares.",
      ],
      input: network,
      judge: async (student, one) => {
        const { loss } = gradientOf(one);
        return agree({
          got: await part(student, one, "loss"),
          expected: loss,
          within: within(one),
          suspects: { "half-forgotten": 2 * loss, "wrong-sign": -loss },
        });
      },
    }),
    property({
      name: "output-weights",
      law: "byHand gives the derivatives of the loss with respect to W2",
      points: 2,
      hints: [
        "How does the loss change when one entry of W2 grows?",
        "One entry of W2 moves one output: by the value before the weight.",
        "Multiply the adjoint of the output where the weight leads by the h where it comes from.",
      ],
      input: network,
      judge: async (student, one) => {
        const { W2 } = gradientOf(one);
        const a = one.W1.map((row) => dot(row, one.x));
        const delta = one.W2.map((row, k) => dot(row, a.map(s)) - at(one.y, k));
        return agree({
          got: await part(student, one, "W2"),
          expected: W2,
          within: within(one),
          suspects: {
            "wrong-sign": times(W2, -1),
            "half-forgotten": times(W2, 2),
            transposed: turned(W2),
            "pre-activation-used": outer(delta, a),
          },
        });
      },
    }),
    property({
      name: "hidden-weights",
      law: "byHand gives the derivatives of the loss with respect to W1",
      points: 2,
      hints: [
        "Through which quantities does an entry of W1 reach the loss? Walk the picture back.",
        "The adjoint of h comes through W2, that of a through the slope of the sigmoid.",
        "Three factors: what arrives at h_i from all outputs, the slope at a_i, and x_j.",
      ],
      input: network,
      // Here all slips give something different.
      always: [
        {
          W1: [
            [1, -0.5],
            [0.25, 0.75],
          ],
          W2: [
            [0.5, 1],
            [-1.5, 0.25],
          ],
          x: [1, 2],
          y: [1, -1],
        },
      ],
      judge: async (student, one) => {
        const { W1 } = gradientOf(one);
        const square = one.W2.length === one.W1.length;
        return agree<Looks>({
          got: await part(student, one, "W1"),
          expected: W1,
          within: within(one),
          suspects: {
            "wrong-sign": times(W1, -1),
            "half-forgotten": times(W1, 2),
            "slope-forgotten": slipped(one, { slope: () => 1 }),
            "slope-of-h": slipped(one, { slope: (a) => s(s(a)) * (1 - s(s(a))) }),
            "slope-of-a": slipped(one, { slope: (a) => a * (1 - a) }),
            ...(square ? { "weights-not-turned": slipped(one, { arriving: (W, delta, i) => dot(W[i] ?? [], delta) }) } : {}),
            "one-output": slipped(one, { arriving: (W, delta, i) => at(W[0], i) * at(delta, 0) }),
            "outgoing-forgotten": slipped(one, { arriving: (_, delta) => total(delta) }),
            transposed: turned(W1),
          },
        });
      },
    }),
    property({
      name: "values",
      law: "reverseMode gives the value of every line of a list",
      points: 1,
      hints: [
        "Work the example of the task out by hand.",
        "Operands are numbers of lines: look their values up.",
        "Go through the list once from its beginning, and append one value for each line.",
      ],
      input: wengertList,
      always: [[input(3), input(2), line("subtract", 0, 1), line("multiply", 2, 0)]],
      judge: async (student, list) => agree({ got: (await reverseParts(student, list)).values, expected: valuesOf(list) }),
    }),
    property({
      name: "adjoints",
      law: "reverseMode gives the derivative of the last line with respect to every line; where a line is used several times, the contributions add up",
      points: 2,
      hints: [
        "Work the example of the task out by hand, from the last line to the first.",
        "Each line sends to each of its operands its own adjoint times a partial.",
        "Go through the list backwards, and add to what an operand has got already. A line that the last one does not depend on keeps 0.",
      ],
      whenCallFails: { timeout: "every-path" },
      input: fc.oneof(
        { weight: 9, arbitrary: wengertList },
        { weight: 1, arbitrary: whole(30, 40).map((n) => [input(3), ...Array.from({ length: n }, (_, i) => line("add", i, i))]) },
      ),
      always: [[input(2), input(5), input(7), line("multiply", 0, 1), line("subtract", 3, 0), line("add", 4, 4)]],
      judge: async (student, list) => {
        const { adjoints: got } = await reverseParts(student, list);
        // Too many paths to add up: x + x, and so on, doubles at each line.
        const expected = list.length > 20 ? list.map((_, i) => 2 ** (list.length - 1 - i)) : adjointsByPaths(list);
        const rules: Partial<Record<Looks, Partials>> = {
          "subtract-like-add": (primitive, x, y) => (primitive === "subtract" ? [1, 1] : partials(primitive, x, y)),
          "factors-swapped": (primitive, x, y) => (primitive === "multiply" ? [x, y] : partials(primitive, x, y)),
        };
        const suspects =
          list.length > 20 ? {} : Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, adjointsByPaths(list, rule)]));
        const verdict = agree<Looks>({
          got,
          expected,
          suspects: { "forgotten-accumulation": swept(list, (_, more) => more), "no-seed": list.map(() => 0), ...suspects },
        });
        if (
          verdict.passed ||
          !same(
            got,
            swept(list, (before, more) => before ?? more),
          )
        )
          return verdict;
        return { ...verdict, misconceptions: [...new Set([...verdict.misconceptions, "forgotten-accumulation" as const])] };
      },
    }),
    property({
      name: "sigmoid-lines",
      law: "reverseMode knows the sigmoid: its value, and its slope at the value of the operand",
      points: 1,
      hints: [
        "What is the slope of the sigmoid at 0?",
        "The slope can be written with the value of the sigmoid.",
        "The operand receives the adjoint of the line times s(a) (1 - s(a)), a being the value of the operand.",
      ],
      input: fc.record({ a: whole(-16, 16).map((k) => k / 4), factor: whole(1, 5) }),
      always: [{ a: 0.75, factor: 2 }],
      judge: async (student, { a, factor }) => {
        const list = [input(a), line("sigmoid", 0), input(factor), line("multiply", 1, 2)];
        const got = await reverseParts(student, list);
        // s' = 1 / (2 + 2 cosh a), a closed form without the sigmoid.
        const result = (value: number, slope: number) => ({
          values: [a, value, factor, factor * value],
          adjoints: [slope * factor, factor, value, 1],
        });
        return agree({
          got,
          expected: result(s(a), 1 / (2 + 2 * Math.cosh(a))),
          within: 16 * u * factor,
          suspects: {
            "slope-forgotten": result(s(a), 1),
            "slope-of-h": result(s(a), s(s(a)) * (1 - s(s(a)))),
            "slope-of-a": result(s(a), a * (1 - a)),
          },
        });
      },
    }),
    property({
      name: "loss-list",
      law: "the list of lossList computes the loss, and the weights stand in it where it says, so that their adjoints are the gradient",
      points: 1,
      hints: [
        "Write the list for one weight in each layer by hand: how many lines has it?",
        "Only numbers: a dot product is a chain of products and sums. The 1/2 is an input, too.",
        "Append all weights as inputs and keep the numbers of their lines; then x, then layer by layer.",
      ],
      input: network,
      judge: async (student, one) => judgeList(await student.call("lossList", ...args(one)), one),
    }),
  ],
});
