// Checks of exercise 13: stochastic gradient descent with the right sign, until XOR is learnt.

import fc from "fast-check";
import { reverse } from "../../../core/differentiators/automatic/index.js";
import type { TracedFunction, Value } from "../../../core/graph/trace.js";
import { add, dot as dotOf, matmul, mul, neg, softplus, sub, tanh } from "../../../core/primitives/index.js";
import { exercise, property } from "../exercise.js";
import type { Plain, PlainRecord } from "../plain.js";
import type { Student } from "../student.js";
import { agree, mistake, passed, same, u, type Verdict } from "../verdict.js";

const misconceptions = {
  uphill: {
    text: "The step goes uphill: the gradient is added. It points to where the loss grows.",
    hints: [
      "With f(w) = w², at w = 3, the derivative is 6: where should w go?",
      "The slide's middle expression has this sign; its result does not.",
      "Descent takes the gradient away from the weights.",
    ],
  },
  "eta-forgotten": {
    text: "The whole gradient is subtracted: the learning rate does not matter.",
    hints: [
      "What should happen for eta = 0?",
      "The gradient says in which direction; how far to go says somebody else.",
      "Scale the gradient before you subtract it.",
    ],
  },
  "step-only": {
    text: "This is the step itself, not the weights after it.",
    hints: [
      "What should come out when the gradient is 0?",
      "The new weights are the old ones and a small change.",
      "Begin with the old weight, and subtract.",
    ],
  },
  "wrong-sign": {
    text: "The gradient has the wrong sign.",
    hints: [
      "Suppose y is 0 and the probability of class 1 is large: which sign should the adjoint of the logit have?",
      "The adjoint of the logit is a difference of two numbers between 0 and 1.",
      "It is positive where the probability is larger than y.",
    ],
  },
  "loss-of-probability": {
    text: "The slope of the output's sigmoid is a factor too many: with the cross entropy it cancels.",
    hints: [
      "Derive the derivative of -log s(a) on paper, and simplify.",
      "This factor would make learning slow where the output is badly wrong; the cross entropy was made to avoid that.",
      "The adjoint of the logit is the probability minus y, and nothing else.",
    ],
  },
  "slope-forgotten": {
    text: "The slope of tanh is missing on the way back to the hidden layer.",
    hints: [
      "Which operation lies between the pre-activation and h?",
      "The chain rule has a factor for every operation on the way.",
      "Multiply by the slope of tanh, which can be written with h.",
    ],
  },
  "slope-of-sigmoid": {
    text: "The hidden slope is that of the sigmoid; this hidden layer has tanh.",
    hints: ["What is the slope of tanh at 0?", "Each activation has its own derivative.", "For tanh: 1 minus the square of the value."],
  },
  "outgoing-forgotten": {
    text: "The adjoint reaches the hidden neurons without their outgoing weight.",
    hints: [
      "Through which weight does a hidden neuron act on the logit?",
      "A product sends back its adjoint times the other factor.",
      "Multiply by the entry of W2 that belongs to the neuron.",
    ],
  },
  "bias-stands-still": {
    text: "The weights of the constant 1 get the derivative 0, or none: biases are learnt, too.",
    hints: [
      "Which value stands in front of the last weight of each row?",
      "The derivative by a weight is the adjoint behind it times the value before it; here that value is 1.",
      "Treat [x, 1] and [h, 1] as ordinary lists, also on the way back.",
    ],
  },
  "whole-batch": {
    text: "All gradients are taken at the old weights: that is gradient descent on the whole data, not a step after every instance.",
    hints: [
      "Which weights should the second instance meet?",
      "Stochastic means here: look at one instance, and move at once.",
      "Compute the gradient inside the loop, at the network that the last step gave.",
    ],
  },
  "updated-too-early": {
    text: "W2 is moved first, and the gradient of W1 is computed with the new W2.",
    hints: [
      "At which point are the derivatives of one step to be taken?",
      "All weights move at the same time.",
      "Compute the whole gradient before you change anything.",
    ],
  },
  "one-instance": {
    text: "Only one of the instances has an effect.",
    hints: [
      "How many steps has an epoch over four instances?",
      "Each step starts from the network that the one before gave.",
      "Look what your loop starts from each time, and where the function returns.",
    ],
  },
  "not-learnt": {
    text: "The network gives some instance the wrong class, or is not sure enough.",
    hints: [
      "Print the loss every fifty epochs: does it fall, rise or stand still?",
      "If it stands still: do all neurons start alike, or at 0? If it is still falling: more epochs. If it jumps: a smaller eta.",
      "Four to eight neurons with different weights of the size 1 or 2, eta near 0.5 and some hundred epochs are enough.",
    ],
  },
  "table-of-xor": {
    text: "The network does not depend on the data: it knows XOR, and only XOR.",
    hints: [
      "What does your function do with its argument?",
      "Other classes for the same points must give another network.",
      "Train on the data that you are given.",
    ],
  },
} as const;

type Looks = keyof typeof misconceptions;
interface Network {
  readonly W1: readonly (readonly number[])[];
  readonly W2: readonly number[];
}
interface Instance {
  readonly x: readonly number[];
  readonly y: number;
}

const whole = (min: number, max: number) => fc.integer({ min, max });
const quarter = whole(-4, 4).map((k) => k / 4);
const list = <T>(entry: fc.Arbitrary<T>, length: number) => fc.array(entry, { minLength: length, maxLength: length });
const network: fc.Arbitrary<Network> = whole(1, 2).chain((hidden) =>
  fc.record({ W1: list(list(quarter, 3), hidden), W2: list(quarter, hidden + 1) }),
);
const instance: fc.Arbitrary<Instance> = fc.record({ x: list(whole(-1, 1), 2), y: whole(0, 1) });

const s = (a: number) => 1 / (1 + Math.exp(-a));
const at = (numbers: readonly number[], i: number) => numbers[i] ?? Number.NaN;
const dot = (left: readonly number[], right: readonly number[]) => left.reduce((sum, entry, i) => sum + entry * at(right, i), 0);
const hiddenOf = ({ W1 }: Network, x: readonly number[]) => W1.map((row) => Math.tanh(dot(row, [...x, 1])));
const logitOf = (net: Network, x: readonly number[]) => dot(net.W2, [...hiddenOf(net, x), 1]);

/** The bias of the output apart: -y log s(a) - (1 - y) log(1 - s(a)), written with softplus. */
const loss: TracedFunction = ({ W, v, b, inputs, y }) => {
  const a = add(dotOf(v as Value, tanh(matmul(W as Value, inputs as Value))), b as Value);
  return add(mul(y as Value, softplus(neg(a))), mul(sub(1, y as Value), softplus(a)));
};

/** By the reverse mode of trigrad. */
function gradientOf({ W1, W2 }: Network, { x, y }: Instance): Network {
  const point = { W: W1, v: W2.slice(0, -1), b: W2.at(-1) ?? 0, inputs: [...x, 1], y };
  const { gradient } = reverse.gradient(loss)(point);
  return { W1: gradient["W"] as Network["W1"], W2: [...(gradient["v"] as number[]), gradient["b"] as number] };
}

interface Slip {
  readonly slope?: (h: number) => number;
  readonly outgoing?: (w: number) => number;
  readonly output?: (probability: number, y: number) => number;
  readonly bias?: number;
}

/** By formulas, with a slip. */
function slipped(net: Network, { x, y }: Instance, slip: Slip): Network {
  const { slope = (h) => 1 - h * h, outgoing = (w) => w, output = (probability, target) => probability - target, bias = 1 } = slip;
  const h = hiddenOf(net, x);
  const delta = output(s(logitOf(net, x)), y);
  const hidden = h.map((entry, i) => slope(entry) * outgoing(at(net.W2, i)) * delta);
  return { W1: hidden.map((adjoint) => [...x, bias].map((entry) => adjoint * entry)), W2: [...h, bias].map((entry) => delta * entry) };
}

const slips: Partial<Record<Looks, Slip>> = {
  "wrong-sign": { output: (probability, y) => y - probability },
  "loss-of-probability": { output: (probability, y) => (probability - y) * probability * (1 - probability) },
  "slope-forgotten": { slope: () => 1 },
  "slope-of-sigmoid": { slope: (h) => h * (1 - h) },
  "outgoing-forgotten": { outgoing: () => 1 },
  "bias-stands-still": { bias: 0 },
};

const moved = (net: Network, gradient: Network, eta: number): Network => ({
  W1: net.W1.map((row, i) => row.map((w, j) => w - eta * at(gradient.W1[i] ?? [], j))),
  W2: net.W2.map((w, i) => w - eta * at(gradient.W2, i)),
});

const summed = (gradients: readonly Network[]): Network => gradients.reduce((sum, gradient) => moved(sum, gradient, -1));

function wrongEpochs(net: Network, data: readonly Instance[], eta: number): Partial<Record<Looks, Network>> {
  const steps = (step: (before: Network, one: Instance) => Network) => data.reduce(step, net);
  const batch = summed(data.map((one) => slipped(net, one, {})));
  const last = data.at(-1) as Instance;
  return {
    uphill: steps((before, one) => moved(before, slipped(before, one, {}), -eta)),
    "whole-batch": moved(net, batch, eta),
    "updated-too-early": steps((before, one) => {
      const { W2 } = moved(before, slipped(before, one, {}), eta);
      const delta = s(logitOf(before, one.x)) - one.y;
      const { W1 } = moved(before, slipped({ W1: before.W1, W2 }, one, { output: () => delta }), eta);
      return { W1, W2 };
    }),
    "one-instance": moved(net, slipped(net, last, {}), eta),
  };
}

const plain = ({ W1, W2 }: Network) => ({ W1: W1.map((row) => [...row]), W2: [...W2] });
const plainData = (data: readonly Instance[]) => data.map(({ x, y }) => ({ x: [...x], y }));

const exclusiveOr = [0, 1, 1, 0];
const corners = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
] as const;

function isNetwork(got: Plain): got is PlainRecord & Network {
  const { W1, W2 } = (typeof got === "object" && got !== null ? got : {}) as PlainRecord;
  const numbers = (entries: Plain) => Array.isArray(entries) && entries.every((entry) => typeof entry === "number");
  return (
    Array.isArray(W1) &&
    W1.every((row) => numbers(row) && row.length === 3) &&
    numbers(W2) &&
    (W2 as readonly number[]).length === W1.length + 1
  );
}

async function judgeLearning(student: Student, data: readonly Instance[], isOther: boolean): Promise<Verdict<Looks>> {
  const got = await student.call("learn", plainData(data));
  if (!isNetwork(got)) return mistake("{ W1, W2 } with three columns in W1 and one entry more in W2 than W1 has rows", "something else");
  const probabilities = data.map(({ x, y }) => s((y === 1 ? 1 : -1) * logitOf(got, x)));
  // Also a NaN is not at least 0.9.
  const weak = data.findIndex((_, i) => !(at(probabilities, i) >= 0.9));
  const { x, y } = data[weak] ?? { x: [], y: 0 };
  if (weak < 0) return passed;
  const high = data.filter((one) => logitOf(got, one.x) > 0).map((one) => one.x.map((entry) => Math.max(0, entry)));
  const isXor = same(high.map(String).sort(), ["0,1", "1,0"]);
  return mistake(
    `a probability of at least 0.9 for the class ${y} at [${x.join(", ")}]`,
    String(probabilities[weak]),
    isOther && isXor ? "table-of-xor" : "not-learnt",
  );
}

const points = fc.record({
  low: fc.constantFrom(0, -1),
  order: fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4, maxLength: 4 }),
});

const labelled = (
  labels: readonly number[],
  { low, order }: { readonly low: number; readonly order: readonly number[] },
): readonly Instance[] =>
  order.map((corner) => ({ x: (corners[corner] ?? []).map((entry) => (entry === 0 ? low : 1)), y: at(labels, corner) }));

export const learningXor = exercise({
  number: 13,
  name: "learning-xor",
  title: "Stochastic gradient descent, until XOR is learnt",
  files: ["train.ts"],
  exports: {
    sgdStep: "(w: number[], gradient: number[], eta: number) => number[]",
    instanceGradient: "(network: Network, instance: Instance) => Network",
    epoch: "(network: Network, data: Instance[], eta: number) => Network",
    learn: "(data: Instance[]) => Network",
  },
  misconceptions,
  // Somebody may like more neurons or more epochs: eight and ten thousand take two thirds of this.
  limits: { work: 3_000, milliseconds: 3_500 },
  properties: [
    property({
      name: "step",
      law: "sgdStep takes eta times the gradient away from the weights",
      points: 2,
      hints: [
        "Which way is downhill, when the derivative is positive?",
        "Every weight has its own entry of the gradient.",
        "New weight: the old one minus a product of two numbers.",
      ],
      // Powers of two: nothing is rounded.
      input: fc.record({
        pairs: fc.array(fc.tuple(whole(-20, 20), whole(-20, 20)), { maxLength: 4 }),
        eta: whole(-5, 1).map((k) => 2 ** k),
      }),
      judge: async (student, { pairs, eta }) => {
        const after = (step: (w: number, slope: number) => number) => pairs.map(([w, slope]) => step(w, slope));
        return agree({
          got: await student.numbers(
            "sgdStep",
            pairs.map(([w]) => w),
            pairs.map(([, slope]) => slope),
            eta,
          ),
          expected: after((w, slope) => (w / eta - slope) * eta),
          suspects: {
            uphill: after((w, slope) => w + eta * slope),
            "eta-forgotten": after((w, slope) => w - slope),
            "step-only": after((_, slope) => -eta * slope),
          },
        });
      },
    }),
    property({
      name: "gradient",
      law: "instanceGradient is the gradient of the binary cross entropy of one instance",
      points: 2,
      hints: [
        "Draw the graph of a network with one hidden neuron, and walk it back.",
        "The adjoint of the logit first; then W2, then the hidden neurons, then W1.",
        "Each derivative is the adjoint behind the weight times the value before it.",
      ],
      input: fc.record({ net: network, one: instance }),
      // Here all slips give something different.
      always: [
        {
          net: {
            W1: [
              [0.5, -1, 0.25],
              [1, 0.75, -0.5],
            ],
            W2: [0.75, -0.5, 0.25],
          },
          one: { x: [1, -1], y: 1 },
        },
      ],
      judge: async (student, { net, one }) => {
        const wrong = (Object.entries(slips) as [Looks, Slip][]).map(([name, slip]) => [name, plain(slipped(net, one, slip))] as const);
        return agree<Looks>({
          got: await student.call("instanceGradient", plain(net), { x: [...one.x], y: one.y }),
          expected: plain(gradientOf(net, one)),
          // A handful of operations on numbers of at most 3.
          within: 64 * u,
          suspects: Object.fromEntries(wrong),
        });
      },
    }),
    property({
      name: "epoch",
      law: "epoch makes one step of gradient descent after every instance, in the order of the data",
      points: 3,
      hints: [
        "What should an epoch over a single instance do? And over none?",
        "The second step starts where the first one ended, and so does its gradient.",
        "For each instance: the gradient at the current weights, then all weights move at once.",
      ],
      input: fc.record({ net: network, data: fc.array(instance, { maxLength: 4 }), eta: whole(-4, -2).map((k) => 2 ** k) }),
      always: [
        {
          net: {
            W1: [
              [0.5, -1, 0.25],
              [1, 0.75, -0.5],
            ],
            W2: [0.75, -0.5, 0.25],
          },
          data: [
            { x: [1, -1], y: 1 },
            { x: [1, 1], y: 0 },
            { x: [-1, 1], y: 0 },
          ],
          eta: 0.25,
        },
      ],
      judge: async (student, { net, data, eta }) => {
        const wrong =
          data.length === 0
            ? {}
            : Object.fromEntries(Object.entries(wrongEpochs(net, data, eta)).map(([name, after]) => [name, plain(after)]));
        return agree<Looks>({
          got: await student.call("epoch", plain(net), plainData(data), eta),
          expected: plain(data.reduce((before, one) => moved(before, gradientOf(before, one), eta), net)),
          // The Hessian is below 8 here, so that a step with eta up to 1/4 triples earlier rounding at most: by 3^4 in four steps.
          within: 81 * 64 * u,
          suspects: wrong,
        });
      },
    }),
    property({
      name: "xor",
      law: "learn gives a network that knows XOR",
      points: 2,
      hints: misconceptions["not-learnt"].hints,
      input: points,
      runs: 2,
      judge: (student, where) => judgeLearning(student, labelled(exclusiveOr, where), false),
    }),
    property({
      name: "other-classes",
      law: "learn gives a network that knows the classes of its data, whatever they are",
      points: 1,
      hints: misconceptions["not-learnt"].hints,
      input: fc.record({ mask: whole(1, 14), where: points }),
      always: [{ mask: 0b1001, where: { low: 0, order: [0, 1, 2, 3] } }],
      runs: 1,
      judge: (student, { mask, where }) =>
        judgeLearning(
          student,
          labelled(
            [0, 1, 2, 3].map((bit) => (mask >> bit) & 1),
            where,
          ),
          true,
        ),
    }),
  ],
});
