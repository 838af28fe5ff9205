// Checks of exercise 06: the lecture's exercise -log sigmoid(w . x), forward, backward, and one step of gradient descent.

import fc from "fast-check";
import { exercise, property } from "../exercise.js";
import type { Plain } from "../plain.js";
import type { Student } from "../student.js";
import { agree, same, u, type Verdict } from "../verdict.js";

const misconceptions = {
  "sign-of-exponent": {
    text: "The exponential gets mu where it should get nu, which is -mu.",
    hints: [
      "Is sigmoid(10) near 0 or near 1? And what does your program say?",
      "Compare the signs of mu and nu in the table.",
      "xi is computed from the node right before it.",
    ],
  },
  "minus-lost": {
    text: "A node that changes the sign, l = -rho or nu = -mu, does not do so in the backward pass.",
    hints: [
      "When rho grows by 1, does l grow or fall?",
      "The local derivative of such a node is a constant, but not 1.",
      "Multiply what arrives by -1.",
    ],
  },
  "log-derivative": {
    text: "At rho = log(varpi) the slope of the logarithm is not used.",
    hints: [
      "What is the derivative of log?",
      "The slope of the logarithm is large where its argument is small.",
      "The slope is taken at varpi, not at the result.",
    ],
  },
  "reciprocal-sign": {
    text: "At varpi = 1/pi the sign is wrong: a reciprocal falls when its argument grows.",
    hints: [
      "When pi grows, does 1/pi grow or fall?",
      "1/pi is a power with a negative exponent: what does the power rule say?",
      "The local derivative is negative.",
    ],
  },
  "reciprocal-not-squared": {
    text: "At varpi = 1/pi the derivative has the wrong power of pi.",
    hints: [
      "What is the derivative of 1/x? Try it with numbers: 1/2 and 1/2.01.",
      "1/pi is a power with the exponent -1: what does the power rule make of the exponent?",
      "The square is missing.",
    ],
  },
  "exp-derivative": {
    text: "At xi = e^nu the slope of the exponential is missing, or taken from the power rule.",
    hints: [
      "What is special about the derivative of e^x?",
      "How much does e^nu grow when nu grows by 0.001?",
      "The forward pass has computed this slope already.",
    ],
  },
  "local-only": {
    text: "Here the local derivative stands alone: what the node after it received is lost.",
    hints: [
      "The table lists local derivatives, and derivatives of l. How are they connected?",
      "The chain rule multiplies along the way from l back to the node.",
      "Multiply by what the next node received.",
    ],
  },
  "value-for-derivative": {
    text: "The value of the node stands where the derivative of l belongs.",
    hints: [
      "Each node has two numbers: which of them is this?",
      "The backward pass starts with 1 at l.",
      "Use the values only to compute local derivatives.",
    ],
  },
  "sum-shared": {
    text: "What arrives at a sum is divided between its operands; each of them should receive all of it.",
    hints: ["When gamma grows by 1, how much does lambda grow?", "The local derivatives of a sum are both 1.", "Do not divide."],
  },
  "factors-swapped": {
    text: "At a product each factor is multiplied by itself, instead of by the other one.",
    hints: [
      "What is the derivative of w1 x1 with respect to w1?",
      "The table has beta, alpha as the local derivatives of gamma, in this order.",
      "What w1 receives contains x1.",
    ],
  },
  ascent: {
    text: "The step goes up the slope: the loss grows.",
    hints: [
      "Compute l before and after your step. Which is larger?",
      "The gradient points to where l grows.",
      "Descent goes the other way: look at the sign. One expression on the slide has it wrong.",
    ],
  },
  "eta-ignored": {
    text: "The step size eta does not matter.",
    hints: [
      "What should the new weights be when eta is 0?",
      "eta says how far to go along the gradient.",
      "Each weight changes by a product of two numbers.",
    ],
  },
  "gradient-of-x": {
    text: "The weights change by the derivatives with respect to x.",
    hints: [
      "Which three nodes are the weights?",
      "alpha, delta and theta belong to w, beta, epsilon and vartheta to x.",
      "Take the derivatives that belong to w.",
    ],
  },
} as const;

type M = keyof typeof misconceptions;

const names = "alpha beta gamma delta epsilon zeta theta vartheta kappa lambda mu nu xi pi varpi rho l".split(" ");
type Numbers = Readonly<Record<string, number>>;
type Triple = readonly [number, number, number];

interface Example {
  readonly w: Triple;
  readonly x: Triple;
}

// Quarters: the products and sums are exact.
const quarter = fc.integer({ min: -8, max: 8 }).map((k) => k / 4);
const triple = fc.tuple(quarter, quarter, quarter);
const logit = ({ w, x }: Example) => w[0] * x[0] + w[1] * x[1] + w[2] * x[2];
// Where mu is 0, many mistakes look alike.
const example: fc.Arbitrary<Example> = fc.record({ w: triple, x: triple }).filter((one) => logit(one) !== 0);
const cases: readonly Example[] = [
  // No two nodes alike, and mu on either side of 0.
  { w: [0.5, -1.25, 2], x: [1.5, 0.75, 1.25] },
  { w: [-2, 0.25, 1.75], x: [1.25, -1, 0.5] },
  { w: [1, 1, -1.5], x: [1, 1, 1] },
];

function valuesAt({ w, x }: Example): Numbers {
  const [alpha, delta, theta] = w;
  const [beta, epsilon, vartheta] = x;
  const products = { gamma: alpha * beta, zeta: delta * epsilon, kappa: theta * vartheta };
  const lambda = products.gamma + products.zeta;
  const mu = lambda + products.kappa;
  const xi = Math.exp(-mu);
  // log1p: another way to the same number than the node by node one.
  const l = Math.log1p(xi);
  const chain = { lambda, mu, nu: -mu, xi, pi: 1 + xi, varpi: 1 / (1 + xi), rho: -l, l };
  return { alpha, beta, delta, epsilon, theta, vartheta, ...products, ...chain };
}

/** In closed form: dl/dmu = sigmoid(mu) - 1 = -1/(1 + e^mu), and what follows from it. */
function adjointsAt({ w, x }: Example): Numbers {
  const v = valuesAt({ w, x });
  const mu = -1 / (1 + Math.exp(v["mu"] ?? 0));
  const sigmoid = v["varpi"] ?? 0;
  return {
    ...{ l: 1, rho: -1, varpi: -(v["pi"] ?? 0), pi: sigmoid, xi: sigmoid, nu: -mu, mu, lambda: mu, kappa: mu, gamma: mu, zeta: mu },
    ...{ alpha: mu * x[0], delta: mu * x[1], theta: mu * x[2], beta: mu * w[0], epsilon: mu * w[1], vartheta: mu * w[2] },
  };
}

/** A dozen roundings of numbers that are of the size of 1 or of the result. */
const within = (expected: number) => 32 * u * (1 + Math.abs(expected));

/** A node of the backward pass: who sends to it, its local derivative, and what people take for that. */
interface Link {
  readonly from: string;
  readonly local: (v: Numbers) => number;
  readonly wrong?: Partial<Readonly<Record<M, (v: Numbers) => readonly number[]>>>;
}

const at = (v: Numbers, name: string) => v[name] ?? Number.NaN;
const minus: Link["wrong"] = { "minus-lost": () => [1] };
const sum = (from: string): Link => ({ from, local: () => 1, wrong: { "sum-shared": () => [0.5] } });
const factor = (from: string, other: string, self: string): Link => ({
  from,
  local: (v) => at(v, other),
  wrong: { "factors-swapped": (v) => [at(v, self)] },
});

const links: Readonly<Record<string, Link>> = {
  rho: { from: "l", local: () => -1, wrong: minus },
  varpi: {
    from: "rho",
    local: (v) => 1 / at(v, "varpi"),
    wrong: { "log-derivative": (v) => [1, at(v, "varpi"), at(v, "rho"), 1 / at(v, "rho")] },
  },
  pi: {
    from: "varpi",
    local: (v) => -(at(v, "pi") ** -2),
    wrong: {
      "reciprocal-sign": (v) => [at(v, "pi") ** -2],
      "reciprocal-not-squared": (v) => [-1 / at(v, "pi"), 1 / at(v, "pi"), -(at(v, "varpi") ** -2)],
    },
  },
  xi: { from: "pi", local: () => 1 },
  nu: {
    from: "xi",
    local: (v) => at(v, "xi"),
    wrong: { "exp-derivative": (v) => [1, at(v, "nu"), at(v, "nu") * Math.exp(at(v, "nu") - 1)] },
  },
  mu: { from: "nu", local: () => -1, wrong: minus },
  lambda: sum("mu"),
  kappa: sum("mu"),
  gamma: sum("lambda"),
  zeta: sum("lambda"),
  alpha: factor("gamma", "beta", "alpha"),
  beta: factor("gamma", "alpha", "beta"),
  delta: factor("zeta", "epsilon", "delta"),
  epsilon: factor("zeta", "delta", "epsilon"),
  theta: factor("kappa", "vartheta", "theta"),
  vartheta: factor("kappa", "theta", "vartheta"),
};

function entry(record: Plain, name: string): Plain {
  return typeof record === "object" && record !== null && Object.hasOwn(record, name)
    ? (record as Readonly<Record<string, Plain>>)[name]
    : undefined;
}

type Suspects = Partial<Readonly<Record<M, number>>>;

/** The first node whose number is wrong. */
function firstWrong(got: Plain, nodes: readonly string[], right: (name: string) => { expected: number; suspects: Suspects }): Verdict<M> {
  for (const name of nodes) {
    const verdict = agree<M>({ got: entry(got, name), within, ...right(name) });
    if (!verdict.passed) return { ...verdict, expected: `${name}: ${verdict.expected}`, got: `${name}: ${verdict.got}` };
  }
  return { passed: true };
}

/**
 * The nodes in the order of the backward pass. What a node sends on is judged by what it received: who has lost points for a wrong
 * number already, and goes on rightly, loses no more.
 */
function judgeBackward(got: Plain, nodes: readonly string[], one: Example): Verdict<M> {
  const [values, adjoints] = [valuesAt(one), adjointsAt(one)];
  return firstWrong(got, nodes, (name) => {
    const link = links[name];
    const absolute = at(adjoints, name);
    if (link === undefined) return { expected: absolute, suspects: { "value-for-derivative": at(values, name), "minus-lost": -absolute } };
    const received = entry(got, link.from);
    const given = typeof received === "number" && Number.isFinite(received) && received !== 0 ? received : at(adjoints, link.from);
    const relative = given * link.local(values);
    const mine = entry(got, name);
    const wrong = Object.entries(link.wrong ?? {}).flatMap(([what, locals]) => {
      const hit = locals(values).find((local) => same(mine, local * given, within));
      return hit === undefined ? [] : [[what, hit * given] as const];
    });
    return {
      expected: same(mine, absolute, within) ? absolute : relative,
      suspects: { ...Object.fromEntries(wrong), "local-only": link.local(values), "value-for-derivative": at(values, name) },
    };
  });
}

function backwardProperty(nodes: readonly string[]) {
  return {
    input: example,
    always: cases,
    judge: async (student: Student, one: Example) => judgeBackward(await student.call("backward", { ...valuesAt(one) }), nodes, one),
  };
}

export const fourteenNodes = exercise({
  number: 6,
  name: "fourteen-nodes",
  title: "The lecture's exercise, all fourteen nodes",
  files: ["nodes.ts"],
  exports: {
    forward: "(w: Triple, x: Triple) => Nodes",
    backward: "(values: Nodes) => Nodes",
    update: "(w: Triple, x: Triple, eta: number) => Triple",
  },
  misconceptions,
  properties: [
    property({
      name: "forward-products",
      law: "forward gives the weights, the inputs, their products, and the sums of these",
      points: 1,
      hints: [
        "Compare your record with the table, row by row.",
        "The first three rows of nodes belong to w1 and x1, the next to w2 and x2, and so on.",
        "Give every row of the table a constant of its own name, and put all of them into the result.",
      ],
      input: example,
      always: cases,
      judge: async (student, { w, x }) => {
        const got = await student.call("forward", w, x);
        const values = valuesAt({ w, x });
        return firstWrong(got, names.slice(0, names.indexOf("nu")), (name) => ({ expected: at(values, name), suspects: {} }));
      },
    }),
    property({
      name: "forward-loss",
      law: "forward goes on to -log sigmoid, one node at a time",
      points: 2,
      hints: [
        "Compare your record with the table, row by row.",
        "Each of these nodes is computed from the node right before it.",
        "Give every row of the table a constant of its own name, and put all of them into the result.",
      ],
      input: example,
      always: cases,
      judge: async (student, { w, x }) => {
        const got = await student.call("forward", w, x);
        const [values, turned] = [valuesAt({ w, x }), valuesAt({ w: [-w[0], -w[1], -w[2]], x })];
        return firstWrong(got, names.slice(names.indexOf("nu")), (name) => ({
          expected: at(values, name),
          suspects: { "sign-of-exponent": at(turned, name) },
        }));
      },
    }),
    property({
      name: "backward-logarithm",
      law: "backward starts with 1 at l, and goes through the logarithm and the reciprocal",
      points: 2,
      hints: [
        "What is the derivative of l with respect to l?",
        "Each node: what the node after it received, times the local derivative at the values of the forward pass.",
        "Write the local derivatives of -rho, log(varpi) and 1/pi next to the table first.",
      ],
      ...backwardProperty(["l", "rho", "varpi", "pi"]),
    }),
    property({
      name: "backward-exponential",
      law: "backward goes on through the sum with 1, the exponential and the minus",
      points: 1,
      hints: [
        "When xi grows by 0.001, how much does pi grow?",
        "Each node: what the node after it received, times the local derivative.",
        "Write the local derivatives of xi + 1, e^nu and -mu next to the table first.",
      ],
      ...backwardProperty(["xi", "nu", "mu"]),
    }),
    property({
      name: "backward-sums",
      law: "the operands of the sums receive what the sums received",
      points: 1,
      hints: [
        "When gamma grows by 1, how much does lambda grow, and how much does mu?",
        "The local derivatives of a sum are both 1.",
        "lambda and kappa receive from mu, gamma and zeta from lambda.",
      ],
      ...backwardProperty(["lambda", "kappa", "gamma", "zeta"]),
    }),
    property({
      name: "backward-products",
      law: "the factors of the products receive the other factor, times what the product received",
      points: 2,
      hints: [
        "What is the derivative of w1 x1 with respect to w1?",
        "gamma is the product of alpha and beta: each of them receives something with the other in it.",
        "Do the same for all three products, and give all six numbers.",
      ],
      ...backwardProperty(["alpha", "beta", "delta", "epsilon", "theta", "vartheta"]),
    }),
    property({
      name: "update",
      law: "update moves the weights against the gradient, eta times as far",
      points: 1,
      hints: [
        "Compute l before and after your step. Which is larger?",
        "Run both passes, and take what w1, w2 and w3 received.",
        "Each weight changes by eta times its derivative, so that l falls.",
      ],
      input: fc.record({ one: example, eta: fc.integer({ min: 0, max: 8 }).map((k) => k / 8) }),
      always: cases.map((one) => ({ one, eta: 0.5 })),
      judge: async (student, { one: { w, x }, eta }) => {
        const step = 1 / (1 + Math.exp(valuesAt({ w, x })["mu"] ?? 0));
        const moved = (by: (i: number) => number) => w.map((weight, i) => weight + by(i) * step);
        return agree<M>({
          got: await student.numbers("update", w, x, eta),
          expected: moved((i) => eta * (x[i] ?? 0)),
          within,
          suspects: {
            ascent: moved((i) => -eta * (x[i] ?? 0)),
            "eta-ignored": moved((i) => x[i] ?? 0),
            "gradient-of-x": moved((i) => eta * (w[i] ?? 0)),
          },
        });
      },
    }),
  ],
});
