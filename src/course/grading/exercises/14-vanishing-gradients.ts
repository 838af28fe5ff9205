// Checks of exercise 14: the layer at which the gradient stops, and its repair.

import fc from "fast-check";
import { reverse } from "../../../core/differentiators/automatic/index.js";
import type { TracedFunction, Value } from "../../../core/graph/trace.js";
import { add, matmul, mul, relu, sigmoid, square, sub, sum, tanh } from "../../../core/primitives/index.js";
import { exercise, property } from "../exercise.js";
import type { Plain, PlainRecord } from "../plain.js";
import { agree, mistake, passed, same, u } from "../verdict.js";

const misconceptions = {
  "norm-of-weights": {
    text: "These are the norms of the weights, not of their gradients.",
    hints: [
      "Does your result change when y does?",
      "Large weights may have a small gradient; that is what this exercise is about.",
      "First the backward pass, then the norm of what it gives for each matrix.",
    ],
  },
  "root-forgotten": {
    text: "These are the sums of the squares; the norm is the root of that.",
    hints: [
      "What happens to a norm when everything doubles?",
      "The norm of a single number is its absolute value.",
      "Take the square root at the end.",
    ],
  },
  "slope-forgotten": {
    text: "The slope of the activation is missing on the way back.",
    hints: [
      "Which operation lies between a and h?",
      "Without the slope nothing could ever vanish.",
      "The adjoint of a is the adjoint of h times the slope of g at a.",
    ],
  },
  "own-output": {
    text: "The gradient of a matrix is built with h of its own layer; what W is multiplied by is h of the layer before.",
    hints: [
      "What does W of layer l get as its input?",
      "A weight's derivative is the adjoint behind it times the value before it.",
      "For the first matrix, the value before it is x.",
    ],
  },
  "weights-not-turned": {
    text: "The adjoints go back through W along its rows; backwards, a neuron collects along a column.",
    hints: [
      "Which weights leave neuron j: a row or a column of the next matrix?",
      "Forwards rows, backwards columns.",
      "The adjoint of h_j is a sum over i of w_ij times the adjoint of a_i.",
    ],
  },
  "output-first": {
    text: "The list begins at the output: it is the wrong way round.",
    hints: [
      "Which layer should the first entry of the list belong to?",
      "The backward pass meets the last layer first; the list does not.",
      "Turn the list round at the end, or put each new entry in front.",
    ],
  },
  "nothing-arrives": {
    text: "Where nothing arrives, 0 is divided by 0.",
    hints: [
      "What arrives below a layer of dead ReLUs?",
      "The task says what the share is there.",
      "Ask whether the divisor is 0 before you divide.",
    ],
  },
  "kink-at-zero": {
    text: "The ReLU has the slope 1 at 0 here; the task's convention is 0.",
    hints: ["What happens at a = 0 exactly?", "The derivative does not exist there, so a convention must be kept.", "Compare strictly."],
  },
  "victim-blamed": {
    text: "This is the layer with the smallest gradient. It starves, but the gradient was lost nearer to the output.",
    hints: [
      "In which direction does the gradient travel, and which layer meets it first?",
      "Look for the place where it gets small, not for the place where it is small.",
      "Compare what arrives at a layer with what it lets through: the smallest share is the culprit's.",
    ],
  },
  "counted-from-zero": {
    text: "The layers are counted from 0; the lecture counts them from 1.",
    hints: [
      "Which number has the layer that gets x?",
      "Layer 0 is the input; it has no weights.",
      "The position in a list is one less than the number of the layer.",
    ],
  },
  "first-of-several": {
    text: "Of several layers with the same share this is the one nearest to the input. Those below a dead layer get nothing because of it.",
    hints: [
      "If a layer lets nothing through, what are the shares below it?",
      "The gradient comes from the output: who stopped it first?",
      "Search from the end of the list.",
    ],
  },
  "wrong-layer": {
    text: "Another layer than the stopped one is changed, or all of them are.",
    hints: [
      "Which layers were all right before?",
      "A layer that starves needs no repair itself.",
      "Change the matrix of the stopped layer, and hand the others on as they are.",
    ],
  },
  "no-single-factor": {
    text: "The weights of the stopped layer are not all multiplied by one positive number.",
    hints: [
      "What does the neuron compute when only some of its weights shrink?",
      "The directions that the layer has learnt should stay as they are.",
      "One factor for the whole matrix.",
    ],
  },
  "activation-changed": {
    text: "The activation of a layer is changed; asked for are other weights.",
    hints: ["Which part of a layer may the repair touch?", "Another activation would help, too, but it makes another model.", "Keep g."],
  },
  "weights-scaled-to-one": {
    text: "The largest weight is 1; what saturates is the pre-activation.",
    hints: ["On what does the slope of g depend?", "Many small weights make a large sum.", "Divide by the largest |a| of the layer."],
  },
} as const;

type Looks = keyof typeof misconceptions;
type Activation = "identity" | "relu" | "sigmoid" | "tanh";
type Matrix = readonly (readonly number[])[];
interface Layer {
  readonly W: Matrix;
  readonly g: Activation;
}
interface Case {
  readonly layers: readonly Layer[];
  readonly x: readonly number[];
  readonly y: readonly number[];
}

const whole = (min: number, max: number) => fc.integer({ min, max });
const total = (list: readonly number[]) => list.reduce((sum, entry) => sum + entry, 0);
const at = (list: readonly number[] | undefined, i: number) => list?.[i] ?? Number.NaN;
const norm = (list: readonly number[]) => Math.hypot(...list);
const dot = (left: readonly number[], right: readonly number[]) => total(left.map((entry, i) => entry * at(right, i)));
const column = (W: Matrix, j: number) => W.map((row) => at(row, j));

const traced: { readonly [A in Activation]: (a: Value) => Value } = { identity: (a) => a, relu, sigmoid, tanh };

/** What the backward pass sees at a layer. */
interface Seen {
  readonly W: Matrix;
  readonly before: readonly number[];
  readonly a: readonly number[];
  readonly h: readonly number[];
  /** adjoints of h and of a */
  readonly arriving: readonly number[];
  readonly adjoint: readonly number[];
}

/** The derivatives by numbers 0 that are added to a and to h of every layer are their adjoints: by the reverse mode of trigrad. */
function adjointsOf({ layers, x, y }: Case): readonly { readonly h: readonly number[]; readonly a: readonly number[] }[] {
  const f: TracedFunction = (inputs) => {
    let h: Value = inputs["x"] as Value;
    for (const [l, { g }] of layers.entries())
      h = add(traced[g](add(matmul(inputs[`W${l}`] as Value, h), inputs[`a${l}`] as Value)), inputs[`h${l}`] as Value);
    return mul(0.5, sum(square(sub(inputs["y"] as Value, h))));
  };
  const zeros = layers.flatMap(({ W }, l) => [`a${l}`, `h${l}`].map((name) => [name, W.map(() => 0)] as const));
  const weights = layers.map(({ W }, l) => [`W${l}`, W] as const);
  const { gradient } = reverse.gradient(f)({ x, y, ...Object.fromEntries(zeros), ...Object.fromEntries(weights) });
  return layers.map((_, l) => ({ h: gradient[`h${l}`] as number[], a: gradient[`a${l}`] as number[] }));
}

const values: { readonly [A in Activation]: (a: number) => number } = {
  identity: (a) => a,
  relu: (a) => (a + Math.abs(a)) / 2,
  sigmoid: (a) => (1 + Math.tanh(a / 2)) / 2,
  tanh: Math.tanh,
};

function forwardPass({ layers, x }: Pick<Case, "layers" | "x">) {
  let before = x;
  return layers.map(({ W, g }) => {
    const a = W.map((row) => dot(row, before));
    const seen = { W, before, a, h: a.map(values[g]) };
    before = seen.h;
    return seen;
  });
}

function look(one: Case): readonly Seen[] {
  const adjoints = adjointsOf(one);
  return forwardPass(one).map((seen, l) => ({ ...seen, arriving: adjoints[l]?.h ?? [], adjoint: adjoints[l]?.a ?? [] }));
}

const slopes: { readonly [A in Activation]: (a: number) => number } = {
  identity: () => 1,
  relu: (a) => Number(a > 0),
  sigmoid: (a) => 1 / (2 + 2 * Math.cosh(a)),
  tanh: (a) => Math.cosh(a) ** -2,
};

/** A backward pass with a slip; undefined where that does not fit. */
function slipped(
  one: Case,
  { slope = (g, a) => slopes[g](a), turned = false }: { readonly slope?: (g: Activation, a: number) => number; readonly turned?: boolean },
) {
  const seen = forwardPass(one);
  let arriving = (seen.at(-1)?.h ?? []).map((entry, k) => entry - at(one.y, k));
  const results: Seen[] = [];
  for (const [l, { W, g }] of [...one.layers.entries()].reverse()) {
    const { before = [], a = [], h = [] } = seen[l] ?? {};
    const adjoint = a.map((entry, i) => slope(g, entry) * at(arriving, i));
    results.unshift({ W, before, a, h, arriving, adjoint });
    arriving = before.map((_, j) => dot(turned ? (W[j] ?? []) : column(W, j), adjoint));
  }
  return results;
}

const normsOf = (all: readonly Seen[]) => all.map(({ adjoint, before }) => norm(adjoint) * norm(before));
const sharesOf = (all: readonly Seen[]) => all.map(({ arriving, adjoint }) => (norm(arriving) === 0 ? 0 : norm(adjoint) / norm(arriving)));
const lowest = (list: readonly number[]) => list.lastIndexOf(Math.min(...list)) + 1;

/** No intermediate number is larger than this, and each is made by a few operations from such numbers. */
function size({ layers, x, y }: Case): number {
  const forwards = layers.reduce((product, { W }) => product * (1 + total(W.flat().map(Math.abs))), 1 + total(x.map(Math.abs)));
  return forwards * (forwards + total(y.map(Math.abs)));
}

const args = ({ layers, x, y }: Case) => [layers.map(({ W, g }) => ({ W: W.map((row) => [...row]), g })), [...x], [...y]] as const;

const list = <T>(entry: fc.Arbitrary<T>, length: number) => fc.array(entry, { minLength: length, maxLength: length });

function network(
  g: fc.Arbitrary<Activation>,
  weight: fc.Arbitrary<number>,
  depth: { readonly min: number; readonly max: number },
): fc.Arbitrary<Case> {
  return fc.array(whole(1, 3), { minLength: depth.min + 1, maxLength: depth.max + 1 }).chain((widths) =>
    fc.record({
      layers: fc.tuple(...widths.slice(1).map((rows, l) => fc.record({ W: list(list(weight, widths[l] ?? 1), rows), g }))),
      x: list(whole(-2, 2), widths[0] ?? 1),
      // Far from every output: something arrives at the last layer.
      y: list(fc.constantFrom(-9, 9), widths.at(-1) ?? 1),
    }),
  );
}

const straight = network(fc.constantFrom("identity", "relu"), whole(-2, 2), { min: 1, max: 4 });
const curved = network(
  fc.constantFrom("sigmoid", "tanh"),
  whole(-6, 6).map((k) => k / 4),
  { min: 1, max: 4 },
);

/**
 * On the way back no sum is small because its terms cancel: what arrives at each layer is the same for all right programs, up to a factor
 * near 1. Where it is rounding alone, one program sees something arrive and another nothing.
 */
function nothingCancels(one: Case): boolean {
  const all = slipped(one, {});
  return all.slice(0, -1).every(({ arriving }, l) => {
    const { W = [], adjoint = [] } = all[l + 1] ?? {};
    const terms = arriving.map((_, j) => total(column(W, j).map((w, i) => Math.abs(w * at(adjoint, i)))));
    return norm(arriving) >= norm(terms) / 16;
  });
}

/** The largest |a| of a saturated layer: the slope is small there, and h (1 - h) and 1 - h^2 still give its first digits. */
const saturation = { least: 6, most: 12 };

/** One layer has weights so large that it is saturated; by far the smallest share is its own. */
const saturated: fc.Arbitrary<Case> = fc
  .tuple(network(fc.constantFrom("sigmoid", "tanh"), fc.constantFrom(-1.5, -1, -0.5, 0.5, 1, 1.5), { min: 2, max: 5 }), fc.nat({ max: 59 }))
  .map(([one, pick]) => {
    const x = one.x.map((entry) => entry || 1);
    const chosen = pick % one.layers.length;
    const largest = Math.max(...(forwardPass({ layers: one.layers, x })[chosen]?.a ?? []).map(Math.abs));
    // A power of two. Where the sums cancel, no factor saturates the layer, and the case is left out below.
    const factor = 2 ** Math.ceil(Math.log2(saturation.least / Math.max(largest, 1 / 8)));
    return {
      ...one,
      x,
      layers: one.layers.map(({ W, g }, l) => ({ W: l === chosen ? W.map((row) => row.map((w) => w * factor)) : W, g })),
    };
  })
  .filter((one) => {
    const [least = 0, next = 1] = sharesOf(slipped(one, {})).toSorted((a, b) => a - b);
    const largest = Math.max(...forwardPass(one).flatMap(({ a }) => a.map(Math.abs)));
    return largest <= saturation.most && least < 1 / 50 && next > 4 * least && nothingCancels(one);
  });

/** Here all mistakes give something different. */
const example: Case = {
  layers: [
    {
      W: [
        [0.5, 1],
        [-1, 0.5],
      ],
      g: "sigmoid",
    },
    {
      W: [
        [1, -0.5],
        [0.5, 1],
      ],
      g: "tanh",
    },
    {
      W: [
        [24, -16],
        [4, 10],
      ],
      g: "tanh",
    },
    {
      W: [
        [0.5, 1],
        [-1, 0.25],
      ],
      g: "sigmoid",
    },
  ],
  x: [1 / 64, 1 / 128],
  y: [9, -9],
};

/** Below a layer of dead ReLUs nothing arrives. */
const dead: Case = {
  layers: [
    {
      W: [
        [1, 1],
        [1, 2],
      ],
      g: "identity",
    },
    {
      W: [
        [1, 2],
        [2, 1],
      ],
      g: "identity",
    },
    {
      W: [
        [-1, 0],
        [0, -1],
      ],
      g: "relu",
    },
    {
      W: [
        [1, 1],
        [1, 1],
      ],
      g: "identity",
    },
  ],
  x: [1, 1],
  y: [9, -9],
};
/** The pre-activations are 0, 2 and -2. */
const atKink: Case = {
  layers: [
    {
      W: [
        [1, -1],
        [1, 1],
        [-1, -1],
      ],
      g: "relu",
    },
  ],
  x: [1, 1],
  y: [9, 9, 9],
};

/**
 * How far the largest |a| of a layer may be off in two right programs, one of which divides by it: the rounding of the layers before comes
 * along. A sum of three products may cancel, and is compared with what it is made of.
 */
function roundingOfLargest({ layers, x }: Pick<Case, "layers" | "x">, number: number): number {
  const seen = forwardPass({ layers, x });
  let before = x.map(() => 0);
  for (const [l, { W, g }] of layers.slice(0, number).entries()) {
    const inputs = seen[l]?.before ?? [];
    const ofA = W.map((row) => total(row.map((w, j) => Math.abs(w) * (at(before, j) + 8 * u * Math.abs(at(inputs, j))))));
    if (l === number - 1) return 2 * Math.max(...ofA);
    // No activation is steeper than 1, the sigmoid than 1/4; each may be written in several ways, with numbers up to 1 that are rounded.
    before = ofA.map((error) => (g === "sigmoid" ? error / 4 : error) + 8 * u);
  }
  return 0;
}

type Repaired = readonly { readonly W: Matrix; readonly g: Plain }[];

function isRepaired(got: Plain, { layers }: Case): got is Repaired & Plain {
  const shape = (W: Plain, like: Matrix) =>
    Array.isArray(W) &&
    W.length === like.length &&
    W.every((row, i) => Array.isArray(row) && row.length === like[i]?.length && row.every((w) => typeof w === "number"));
  return (
    Array.isArray(got) &&
    got.length === layers.length &&
    got.every((layer, l) => typeof layer === "object" && layer !== null && shape((layer as PlainRecord)["W"], layers[l]?.W ?? []))
  );
}

export const vanishingGradients = exercise({
  number: 14,
  name: "vanishing-gradients",
  title: "Vanishing gradients",
  files: ["vanishing.ts"],
  exports: {
    gradientNorms: "(layers: Layer[], x: number[], y: number[]) => number[]",
    shares: "(layers: Layer[], x: number[], y: number[]) => number[]",
    stoppedLayer: "(layers: Layer[], x: number[], y: number[]) => number",
    repair: "(layers: Layer[], x: number[], y: number[]) => Layer[]",
  },
  misconceptions,
  properties: [
    ...(
      [
        {
          name: "norms",
          law: "gradientNorms gives the norm of the gradient of every weight matrix, for identity and ReLU",
          points: 2,
          input: straight,
          always: [dead, atKink],
        },
        { name: "norms-of-curves", law: "gradientNorms does so for sigmoid and tanh, too", points: 1, input: curved, always: [example] },
      ] as const
    ).map(({ name, law, points, input, always }) =>
      property({
        name,
        law,
        points,
        hints: [
          "Work a network with two layers of one neuron each out by hand.",
          "Keep a and h of every layer on the way forward; walk the layers in reverse order.",
          "In each layer: the adjoint of a from that of h; the gradient of W from it and the h before; then the adjoint of that h.",
        ],
        input,
        always,
        judge: async (student, one) => {
          const all = look(one);
          const square = one.layers.every(({ W }) => W.length === W[0]?.length);
          const expected = normsOf(all);
          return agree<Looks>({
            got: await student.numbers("gradientNorms", ...args(one)),
            expected,
            within: 64 * u * size(one),
            suspects: {
              "norm-of-weights": one.layers.map(({ W }) => norm(W.flat())),
              "root-forgotten": expected.map((entry) => entry ** 2),
              "slope-forgotten": normsOf(slipped(one, { slope: () => 1 })),
              "kink-at-zero": normsOf(slipped(one, { slope: (g, a) => (g === "relu" ? Number(a >= 0) : slopes[g](a)) })),
              "own-output": all.map(({ adjoint, h }) => norm(adjoint) * norm(h)),
              "output-first": expected.toReversed(),
              ...(square ? { "weights-not-turned": normsOf(slipped(one, { turned: true })) } : {}),
            },
          });
        },
      }),
    ),
    property({
      name: "shares",
      law: "shares gives for every layer how much of what arrives at h gets through g, and 0 where nothing arrives",
      points: 2,
      hints: [
        "What is the share of a layer with the identity? And of a sigmoid at a = 0?",
        "Two norms for each layer: of the adjoint before the slope of g, and of the one behind it.",
        "Divide the norm of the adjoint of a by that of h; where that is 0, so is the share.",
      ],
      input: fc.oneof(straight, curved.filter(nothingCancels)),
      always: [example, dead],
      judge: async (student, one) => {
        const all = look(one);
        const expected = sharesOf(all);
        const least = Math.min(...all.map(({ arriving }) => norm(arriving)).filter((arrives) => arrives > 0));
        return agree<Looks>({
          got: await student.numbers("shares", ...args(one)),
          expected,
          within: (64 * u * size(one)) / least,
          suspects: {
            "nothing-arrives": all.map(({ arriving }, l) => (norm(arriving) === 0 ? Number.NaN : at(expected, l))),
            "slope-forgotten": expected.map(Math.sign),
            "output-first": expected.toReversed(),
            "root-forgotten": expected.map((share) => share ** 2),
          },
        });
      },
    }),
    property({
      name: "stopped-layer",
      law: "stoppedLayer is the layer with the smallest share, nearest to the output where there are several",
      points: 2,
      hints: [
        "Print the shares of the network in the report.",
        "The smallest share, not the smallest gradient.",
        "Find the last place where the smallest share stands, and count from 1.",
      ],
      input: saturated,
      always: [example, dead],
      judge: async (student, one) => {
        const all = look(one);
        const expected = lowest(sharesOf(all));
        const norms = normsOf(all);
        const first = sharesOf(all).indexOf(Math.min(...sharesOf(all))) + 1;
        return agree<Looks>({
          got: await student.number("stoppedLayer", ...args(one)),
          expected,
          suspects: {
            "counted-from-zero": expected - 1,
            ...(first === expected ? { "victim-blamed": norms.indexOf(Math.min(...norms)) + 1 } : { "first-of-several": first }),
          },
        });
      },
    }),
    property({
      name: "repair-one-layer",
      law: "repair multiplies the weights of the stopped layer by one positive number and changes nothing else",
      points: 1,
      hints: [
        "Compare your result with the network that came in, layer by layer.",
        "Copy all layers, but one.",
        "Each weight of the stopped layer is multiplied by the same number; g stays.",
      ],
      input: saturated,
      always: [example],
      judge: async (student, one) => {
        const got = await student.call("repair", ...args(one));
        if (!isRepaired(got, one)) return mistake("as many layers as before, with matrices of the same shapes", "something else");
        const stopped = lowest(sharesOf(look(one)));
        const changed = got.flatMap(({ W }, l) => (same(W, one.layers[l]?.W) ? [] : [l + 1]));
        if (got.some(({ g }, l) => g !== one.layers[l]?.g))
          return mistake("the same activations", "other activations", "activation-changed");
        if (changed.join() !== String(stopped))
          return mistake(
            `a change of layer ${stopped} only`,
            changed.length === 0 ? "no change" : `a change of ${changed.join(", ")}`,
            "wrong-layer",
          );
        const ratios = (got[stopped - 1]?.W.flat() ?? []).map((w, i) => w / at(one.layers[stopped - 1]?.W.flat(), i));
        const [factor = Number.NaN] = ratios;
        // Each product and each ratio is rounded, and who scales again, until the largest |a| is 1, rounds again.
        if (factor > 0 && ratios.every((ratio) => Math.abs(ratio - factor) <= 32 * u * factor)) return passed;
        return mistake(
          "one positive factor for all weights",
          `factors such as ${Math.min(...ratios)} and ${Math.max(...ratios)}`,
          "no-single-factor",
        );
      },
    }),
    property({
      name: "repair-size",
      law: "after repair the largest |a| of the stopped layer is 1, so that it lets through at least the slope of g at 1",
      points: 2,
      hints: [
        "What is the largest |a| of the stopped layer before, and what should it be?",
        "a is proportional to W.",
        "Divide W by the largest |a| of the layer.",
      ],
      input: saturated,
      always: [example],
      judge: async (student, one) => {
        const got = await student.call("repair", ...args(one));
        if (!isRepaired(got, one)) return mistake("as many layers as before, with matrices of the same shapes", "something else");
        const stopped = lowest(sharesOf(look(one)));
        const layers = one.layers.map(({ g }, l) => ({ W: got[l]?.W ?? [], g }));
        const a = forwardPass({ layers, x: one.x })[stopped - 1]?.a ?? [];
        const largest = Math.max(...a.map(Math.abs));
        if (Math.abs(largest - 1) <= roundingOfLargest({ layers, x: one.x }, stopped)) return passed;
        const weights = Math.max(...(layers[stopped - 1]?.W.flat() ?? []).map(Math.abs));
        const looks: readonly Looks[] = same(layers[stopped - 1]?.W, one.layers[stopped - 1]?.W)
          ? ["wrong-layer"]
          : Math.abs(weights - 1) <= 8 * u
            ? ["weights-scaled-to-one"]
            : [];
        return mistake(`a largest |a| of 1 in layer ${stopped}`, String(largest), ...looks);
      },
    }),
  ],
});
