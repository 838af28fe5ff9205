// Checks of exercise 10: the forward pass of a network in the lecture's notation.

import fc from "fast-check";
import { exercise, property } from "../exercise.js";
import type { Plain } from "../plain.js";
import { agree, mistake, passed, u } from "../verdict.js";

const misconceptions = {
  transposed: {
    text: "The matrix is used the wrong way round: w_ij is taken for the weight from neuron i to neuron j.",
    hints: [
      "In the picture: which entry of W leads from the first input to the third hidden neuron?",
      "The first index is the row: it belongs to the neuron where the weight arrives.",
      "a_i is the sum over j of w_ij h_j: walk along a row of W.",
    ],
  },
  "weights-only": {
    text: "The weights are added up, but h is not in the sum.",
    hints: [
      "What should a be when h is 0?",
      "Each weight is multiplied by what comes along its arrow.",
      "Multiply the weight w_ij by h_j before you add.",
    ],
  },
  "size-unnoticed": {
    text: "W and h do not fit, and there is a result all the same, made of missing entries.",
    hints: [
      "What is the third entry of a list with two?",
      "Every row of W must have as many entries as h, not only the first one.",
      "Compare the two lengths before you add up, and throw an error when they differ.",
    ],
  },
  "size-unnamed": {
    text: "There is an error, but its message does not say which sizes do not fit.",
    hints: [
      "What would you want to read, if the mistake were in a network with twenty layers?",
      "The message should let a reader see what was given.",
      "Put both lengths into the message: that of the row and that of h.",
    ],
  },
  "activation-forgotten": {
    text: "h is the pre-activation: g is not applied.",
    hints: [
      "How do a and h of a layer differ?",
      "Each layer does two things; you do the first.",
      "Apply the layer's g to every entry of a.",
    ],
  },
  "step-at-zero": {
    text: "The step function gives 1 at 0; the lecture's gives 0 there.",
    hints: ["What does the definition say for a = 0?", "1 if a > 0: is 0 larger than 0?", "Compare strictly."],
  },
  "sigmoid-sign": {
    text: "The sigmoid falls instead of rising: a sign is missing in its exponent.",
    hints: [
      "Towards which number should the sigmoid go for large a?",
      "The exponential in the denominator must vanish for large a.",
      "There is a minus in front of a.",
    ],
  },
  "tanh-scale": {
    text: "This is the sigmoid stretched to (-1, 1), which is tanh(a/2).",
    hints: [
      "What is the slope of tanh at 0?",
      "The lecture writes tanh with the sigmoid of another argument than a.",
      "The argument of the sigmoid must be doubled; or ask Math for tanh.",
    ],
  },
  overflow: {
    text: "For large entries exponentials overflow, and infinity divided by infinity is NaN.",
    hints: [
      "What is Math.exp(800)?",
      "The quotient of two exponentials is harmless on paper only.",
      "Math knows tanh; the sigmoid needs one exponential, in its denominator.",
    ],
  },
  "relu-sign": {
    text: "The ReLU lets negative numbers through, or turns them round.",
    hints: [
      "What is relu(-3)?",
      "The larger one of two numbers: which?",
      "Neither the absolute value nor the smaller of the two: what is below 0 becomes 0.",
    ],
  },
  "a-passed-on": {
    text: "The next layer gets the pre-activation a instead of h.",
    hints: [
      "What does the formula for a of layer l multiply W with?",
      "Between two layers stands an activation, or the whole network would be one matrix.",
      "Hand h, not a, to the next layer.",
    ],
  },
  "input-again": {
    text: "Every layer gets the input x, not the output of the layer before.",
    hints: [
      "Which arrows enter the second layer in the picture?",
      "x is only h of the layer 0.",
      "Keep h of the last layer that you computed, and multiply the next W by that.",
    ],
  },
  "one-activation": {
    text: "One and the same activation is used for all layers.",
    hints: [
      "How many activations does the designer of a network choose?",
      "g has the layer's number as a superscript.",
      "Look the activation up anew in each layer.",
    ],
  },
  "last-layer-linear": {
    text: "The activation of the last layer is left out.",
    hints: [
      "Is the last layer different from the others?",
      "A linear output layer would say so itself: its activation would be the identity.",
      "Treat all layers alike.",
    ],
  },
  "input-listed": {
    text: "The list has an entry too many: the input is not a layer.",
    hints: [
      "How many layers does a network with one weight matrix have?",
      "The layers are counted from 1; h of the layer 0 is x and has no pre-activation.",
      "Begin the list with the first weight matrix.",
    ],
  },
  "half-forgotten": {
    text: "The objective is twice as large: the factor 1/2 is missing.",
    hints: [
      "What is the loss of the output 2 for the target 0?",
      "The lecture's squared error has a factor in front.",
      "Take half of the sum of the squares.",
    ],
  },
  mean: {
    text: "The losses are averaged over the instances; the lecture's objective is their sum.",
    hints: [
      "What happens to the objective when the data is given twice?",
      "The formula has a sum over n, and nothing in front of it.",
      "Do not divide by the number of instances.",
    ],
  },
  "one-instance": {
    text: "Only one of the instances counts.",
    hints: [
      "What happens to your result when a further instance is added?",
      "The objective is a sum over the whole data.",
      "Look where the sum begins, and where the function returns.",
    ],
  },
  "neurons-counted": {
    text: "These are the neurons. Asked for are the weights, one for each arrow.",
    hints: [
      "How many arrows lead from 2 neurons to 3?",
      "Every neuron of a layer is joined to every neuron of the next.",
      "Multiply the widths of neighbouring layers, then add up.",
    ],
  },
  "biases-counted": {
    text: "A bias for each neuron is counted too; the lecture's networks have none.",
    hints: ["How many entries has W?", "Count arrows, nothing else.", "No neuron brings a parameter of its own."],
  },
  "widths-multiplied": {
    text: "All widths are multiplied: that is the number of paths through the network, not of arrows.",
    hints: [
      "How many arrows do a second and a third layer add?",
      "Each matrix has its own number of entries.",
      "Add up over the matrices; multiply within one only.",
    ],
  },
} as const;

type Looks = keyof typeof misconceptions;
type Matrix = readonly (readonly number[])[];
type Activation = "identity" | "step" | "sigmoid" | "tanh" | "relu";
interface Layer {
  readonly W: Matrix;
  readonly g: Activation;
}
type Values = readonly { readonly a: readonly number[]; readonly h: readonly number[] }[];

const whole = (min: number, max: number) => fc.integer({ min, max });
const total = (list: readonly number[]) => list.reduce((sum, x) => sum + x, 0);
const at = (list: readonly number[], i: number) => list[i] ?? Number.NaN;

/** Column by column instead of row by row; undefined where the sizes do not fit. */
function times(W: Matrix, h: readonly number[]): readonly number[] | undefined {
  if (W.some((row) => row.length !== h.length)) return undefined;
  return h.reduce<readonly number[]>(
    (sum, factor, j) => sum.map((entry, i) => entry + factor * at(W[i] ?? [], j)),
    W.map(() => 0),
  );
}

const turned = (W: Matrix): Matrix => (W[0] ?? []).map((_, j) => W.map((row) => at(row, j)));

/** The sigmoid as an exponential over 1 plus itself on the left, where that one is small. */
const functions: { readonly [A in Activation]: (a: number) => number } = {
  identity: (a) => a,
  step: (a) => Number(a > 0),
  sigmoid: (a) => (a > 0 ? 1 / (1 + Math.exp(-a)) : Math.exp(a) / (1 + Math.exp(a))),
  tanh: Math.tanh,
  relu: (a) => (a + Math.abs(a)) / 2,
};

interface Habit {
  readonly weights?: (W: Matrix) => Matrix;
  readonly next?: (layer: {
    readonly a: readonly number[];
    readonly h: readonly number[];
    readonly x: readonly number[];
  }) => readonly number[];
  readonly activation?: (layers: readonly Layer[], l: number) => Activation;
}

/** The forward pass, right or with a bad habit; undefined where that does not fit. */
function pass(layers: readonly Layer[], x: readonly number[], habit: Habit = {}): Values | undefined {
  const { weights = (W) => W, next = ({ h }) => h, activation = (all, l) => all[l]?.g ?? "identity" } = habit;
  const values: { a: readonly number[]; h: readonly number[] }[] = [];
  let before = x;
  for (const [l, { W }] of layers.entries()) {
    const a = times(weights(W), before);
    if (a === undefined) return undefined;
    const h = a.map(functions[activation(layers, l)]);
    values.push({ a, h });
    before = next({ a, h, x });
  }
  return values;
}

const habits: Partial<Record<Looks, Habit>> = {
  transposed: { weights: turned },
  "activation-forgotten": { activation: () => "identity" },
  "a-passed-on": { next: ({ a }) => a },
  "input-again": { next: ({ x }) => x },
  "one-activation": { activation: ([first]) => first?.g ?? "identity" },
  "last-layer-linear": { activation: (all, l) => (l === all.length - 1 ? "identity" : (all[l]?.g ?? "identity")) },
};

const entries = (length: number) => fc.array(whole(-4, 4), { minLength: length, maxLength: length });
const matrix = (rows: number, columns: number): fc.Arbitrary<Matrix> => fc.array(entries(columns), { minLength: rows, maxLength: rows });

/** Whole numbers, and activations that keep them whole: nothing is rounded. */
const network = fc
  .oneof(
    fc.array(whole(1, 3), { minLength: 2, maxLength: 5 }),
    // Equal widths, where a wrong matrix or a wrong input fits too.
    fc.tuple(whole(2, 3), whole(2, 4)).map(([width, n]) => Array.from({ length: n }, () => width)),
  )
  .chain((widths) =>
    fc.record({
      x: entries(widths[0] ?? 1),
      layers: fc.tuple(
        ...widths
          .slice(1)
          .map((rows, l) => fc.record({ W: matrix(rows, widths[l] ?? 1), g: fc.constantFrom<Activation[]>("relu", "identity", "step") })),
      ),
    }),
  );

/** As arguments of a call: plain values of their own. */
const plain = (layers: readonly Layer[]) => layers.map(({ W, g }) => ({ W: W.map((row) => [...row]), g }));

const fitting = whole(1, 3).chain((columns) => fc.record({ W: whole(1, 3).chain((rows) => matrix(rows, columns)), h: entries(columns) }));

const outputs = (layers: readonly Layer[], x: readonly number[]) => pass(layers, x)?.at(-1)?.h ?? [];

export const forwardPass = exercise({
  number: 10,
  name: "forward-pass",
  title: "The forward pass of a network",
  files: ["network.ts"],
  exports: {
    preActivation: "(W: number[][], h: number[]) => number[]",
    forward: "(layers: Layer[], x: number[]) => LayerValues[]",
    objective: "(layers: Layer[], data: Instance[]) => number",
    weightCount: "(widths: number[]) => number",
  },
  misconceptions,
  properties: [
    property({
      name: "pre-activation",
      law: "preActivation is W h: a_i is the sum over j of w_ij h_j",
      points: 2,
      hints: [
        "Work a matrix with two rows and three columns out by hand: how long is the result?",
        "Each row of W gives one entry of a.",
        "Multiply the entries of a row by those of h, one by one, and add them up.",
      ],
      input: fitting,
      always: [
        {
          W: [
            [1, 2],
            [3, 4],
          ],
          h: [1, 0],
        },
      ],
      judge: async (student, { W, h }) => {
        const suspects: Partial<Record<Looks, Plain>> = { "weights-only": W.map(total) };
        const wrong = times(turned(W), h);
        const got = await student.numbers(
          "preActivation",
          W.map((row) => [...row]),
          [...h],
        );
        return agree({ got, expected: times(W, h), suspects: wrong === undefined ? suspects : { transposed: wrong, ...suspects } });
      },
    }),
    property({
      name: "sizes",
      law: "preActivation throws an error that names both sizes, when a row of W has not as many entries as h",
      points: 1,
      hints: [
        "What should W h be, when W has two columns and h has three entries?",
        "Look at every row, and at both directions: too long and too short.",
        "Compare lengths, throw an Error, and write both lengths into its message.",
      ],
      input: fc.record({ good: fitting, by: whole(-1, 2), row: fc.nat({ max: 2 }) }),
      always: [1, -1].map((by) => ({
        good: {
          W: [
            [1, 2],
            [3, 4],
          ],
          h: [1, 0],
        },
        by,
        row: 1,
      })),
      judge: async (student, { good: { W, h }, by, row }) => {
        // A program that refuses everything refuses this for the wrong reason.
        await student.numbers(
          "preActivation",
          W.map((one) => [...one]),
          [...h],
        );
        const length = h.length + (by === 0 ? 3 : by);
        const spoilt = W.map((one, i) => (i === row % W.length ? Array.from({ length }, () => 1) : [...one]));
        const outcome = await student.outcome("preActivation", spoilt, [...h]);
        if (outcome.kind !== "threw")
          return mistake("an error", outcome.kind === "value" ? "a result" : "no error of its own", "size-unnoticed");
        // Also as in 2x3.
        const named = [length, h.length].every((size) => new RegExp(`(?<!\\d)${size}(?!\\d)`).test(outcome.what));
        return named ? passed : mistake(`a message with ${length} and ${h.length}`, outcome.what, "size-unnamed");
      },
    }),
    property({
      name: "activations",
      law: "in a layer, h is g of a, entry by entry",
      points: 2,
      hints: [
        "Which of the five activations does the report name?",
        "Compare with the definitions of the task, at 0 and on both sides of it.",
        "Each of them is one short expression of one number; write them down one by one.",
      ],
      input: fc.record({
        g: fc.constantFrom<Activation[]>("relu", "step", "sigmoid", "tanh", "identity"),
        x: fc.array(
          whole(-24, 24).map((k) => k / 4),
          { minLength: 1, maxLength: 3 },
        ),
      }),
      always: [
        ...(["identity", "step", "sigmoid", "tanh", "relu"] as const).map((g) => ({ g, x: [-3, 0, 1.5] })),
        { g: "tanh" as const, x: [800, -800] },
        { g: "sigmoid" as const, x: [800, -800] },
      ],
      judge: async (student, { g, x }) => {
        const W = x.map((_, i) => x.map((_, j) => Number(i === j)));
        const rounded = g === "sigmoid" || g === "tanh";
        const values = (f: (a: number) => number) => [{ a: x, h: x.map(f) }];
        const got = await student.call("forward", [{ W, g }], [...x]);
        const slips: { readonly [A in Activation]: Partial<Record<Looks, Plain>> } = {
          identity: {},
          step: { "step-at-zero": values((a) => Number(a >= 0)) },
          sigmoid: { "sigmoid-sign": values((a) => functions.sigmoid(-a)) },
          tanh: { "tanh-scale": values((a) => Math.tanh(a / 2)), overflow: values((a) => (Math.abs(a) > 700 ? Number.NaN : Math.tanh(a))) },
          relu: { "relu-sign": values(Math.abs) },
        };
        const suspects = {
          ...slips[g],
          "input-listed": [{ a: x, h: x }, ...values(functions[g])],
          ...(g === "identity" ? {} : { "activation-forgotten": values((a) => a) }),
        };
        // A dozen roundings of numbers up to 2, as in 1 - 2 / (1 + exp(2a)).
        return agree({ got, expected: values(functions[g]), within: rounded ? 32 * u : 0, suspects });
      },
    }),
    property({
      name: "layers",
      law: "forward gives a and h of every layer, each computed from h of the layer before",
      points: 2,
      hints: [
        "Work the example of the task out by hand, layer by layer.",
        "Keep h of the last layer; at the start it is x.",
        "For each layer: a from its W and h, then the new h from its g and a, then the pair into the list.",
      ],
      input: network,
      // Here all habits give something different.
      always: [
        {
          x: [2, 1],
          layers: [
            {
              W: [
                [1, 2],
                [-1, 1],
              ],
              g: "step",
            },
            {
              W: [
                [2, -1],
                [-3, 1],
              ],
              g: "relu",
            },
            {
              W: [
                [1, 2],
                [2, -4],
              ],
              g: "step",
            },
          ],
        },
      ],
      judge: async (student, { layers, x }) => {
        const wrong = (Object.entries(habits) as [Looks, Habit][]).flatMap(([name, habit]) => {
          const values = pass(layers, x, habit);
          return values === undefined ? [] : [[name, values as Plain] as const];
        });
        const expected = pass(layers, x) ?? [];
        const suspects = { "input-listed": [{ a: x, h: x }, ...expected], ...Object.fromEntries(wrong) };
        return agree<Looks>({ got: await student.call("forward", plain(layers), [...x]), expected, suspects });
      },
    }),
    property({
      name: "objective",
      law: "objective is the sum of 1/2 ||y - h||^2 over all instances, h of the last layer",
      points: 2,
      hints: [
        "What is the objective of one single instance?",
        "Each instance has its own forward pass, and its own squared error.",
        "Add up over the instances, and over the outputs of each; take half.",
      ],
      input: network.chain(({ layers, x }) =>
        fc.record({
          layers: fc.constant(layers),
          data: fc.array(fc.record({ x: entries(x.length), y: entries(layers.at(-1)?.W.length ?? 1) }), { maxLength: 4 }),
        }),
      ),
      judge: async (student, { layers, data }) => {
        // By the binomial theorem instead of by differences.
        const losses = data.map(({ x, y }) => total(outputs(layers, x).map((h, k) => (h * h - 2 * h * at(y, k) + at(y, k) ** 2) / 2)));
        const sum = total(losses);
        return agree({
          got: await student.number(
            "objective",
            plain(layers),
            data.map(({ x, y }) => ({ x: [...x], y: [...y] })),
          ),
          expected: sum,
          suspects: {
            "half-forgotten": 2 * sum,
            mean: sum / data.length,
            ...(data.length < 2 ? {} : { "one-instance": losses.at(-1) ?? 0 }),
          },
        });
      },
    }),
    property({
      name: "weight-count",
      law: "weightCount is the sum of d_l d_(l-1) over all layers",
      points: 1,
      hints: [
        "Count the arrows of the picture.",
        "How many entries has the matrix of one layer?",
        "Multiply each width by the one before, and add up. A network without layers has no weights.",
      ],
      input: fc.array(whole(1, 9), { minLength: 1, maxLength: 5 }),
      always: [[2, 3, 2, 1], [4]],
      judge: async (student, widths) => {
        const sizes = widths.slice(1).map((width, l) => [width, widths[l] ?? 0] as const);
        const biased = total(sizes.map(([rows, columns]) => rows * (columns + 1)));
        return agree({
          got: await student.number("weightCount", widths),
          expected: biased - total(widths.slice(1)),
          suspects: {
            "biases-counted": biased,
            "neurons-counted": total(widths),
            "widths-multiplied": widths.reduce((product, width) => product * width, 1),
          },
        });
      },
    }),
  ],
});
