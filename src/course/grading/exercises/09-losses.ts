// Checks of exercise 09: the four losses of the lecture, stable for large logits and exact for tiny losses.

import fc from "fast-check";
import { exercise, property } from "../exercise.js";
import { agree, mistake, u } from "../verdict.js";

const misconceptions = {
  "half-forgotten": {
    text: "The squared error is twice as large: the factor 1/2 is missing.",
    hints: [
      "What is the loss of the output 2 for the target 0?",
      "The lecture's squared error has a factor in front, so that its derivative has none.",
      "Take half of the sum of the squares.",
    ],
  },
  mean: {
    text: "The squares are averaged; the loss is half of their sum, however many entries there are.",
    hints: [
      "What happens to your loss when both lists get a further entry that fits perfectly?",
      "The squared norm adds up; it does not know how many entries there are.",
      "Do not divide by the number of entries.",
    ],
  },
  "root-taken": {
    text: "This is built from the norm itself, not from its square.",
    hints: [
      "What happens to the loss when the error doubles?",
      "The formula has a 2 above the norm.",
      "The squared norm is the plain sum of the squares: there is no root left in it.",
    ],
  },
  "wrong-sign": {
    text: "The loss has the wrong sign: this is the log-likelihood, which training would make large.",
    hints: [
      "Can a loss of this kind be negative?",
      "The logarithm of a probability is never positive.",
      "A minus stands in front of the logarithms.",
    ],
  },
  "labels-swapped": {
    text: "The two labels are swapped: the loss is small where the output is wrong.",
    hints: [
      "What should the loss be for y = 1 and a large positive logit?",
      "s(a) is the probability that y is 1.",
      "Look at which of the two logarithms is multiplied by y, and at the sign of a inside s.",
    ],
  },
  "one-class-only": {
    text: "Only the part for y = 1 is there: nothing is said about the other class.",
    hints: [
      "What does your function give for y = 0?",
      "For y = 0 the network should be punished for a large probability of 1.",
      "There is a second term, with 1 - y and the probability of the other class.",
    ],
  },
  "hard-labels": {
    text: "A target between 0 and 1 is treated as one of the two.",
    hints: [
      "What does y = 0.5 mean?",
      "The formula does not ask whether y is 1: it weighs two logarithms.",
      "Weigh the loss for the label 1 with y, and the loss for the label 0 with 1 - y.",
    ],
  },
  "logit-as-probability": {
    text: "The logit is used as if it were a probability: s is missing.",
    hints: [
      "Which values can a logit have, and which can a probability?",
      "The argument a is what comes before s.",
      "Apply s first, on paper, and simplify what comes out.",
    ],
  },
  "base-two": {
    text: "The logarithm has the base 2; the lecture's is the natural one.",
    hints: [
      "What is your loss for the logit 0?",
      "Your result is the right one divided by log 2.",
      "Of the logarithms of Math, take the natural one.",
    ],
  },
  overflow: {
    text: "Where the logit is large, an exponential overflows, or a probability is rounded to 0 or 1 and its logarithm is infinite.",
    hints: [
      "What is Math.exp(800)? And what is s(800), as a double?",
      "Simplify the logarithm of the sigmoid, or of the softmax, on paper: no probability needs to be computed at all.",
      "Arrange it so that exp sees only arguments that are negative or 0: for several logits, take the largest out of the sum.",
    ],
  },
  clipped: {
    text: "The probability is kept away from 0 by force: the loss stays finite, but it is the wrong number, and its gradient is 0.",
    hints: [
      "What should the loss be for a = -1000 and y = 1, and what do you get?",
      "A lower limit for the probability is an upper limit for the loss.",
      "For logits no limit is needed: find a form in which nothing overflows. Where a probability itself is given as 0, the loss is infinite.",
    ],
  },
  "tiny-lost": {
    text: "The loss is tiny, and its digits are lost: next to a number as large as 1 they were rounded away.",
    hints: [
      "What is 1 + 1e-20, as a double?",
      "Two places can round a tiny loss away: the logarithm of 1 plus something tiny, and a sum of large numbers that cancel.",
      "Let log1p see the tiny number by itself, and let the large numbers cancel before the tiny one is added.",
    ],
  },
  "class-from-one": {
    text: "The classes are counted from 1; they are counted from 0.",
    hints: ["Which class is y = 0?", "Lists begin with the entry 0.", "Use y as it comes: there is nothing to subtract."],
  },
  "sum-forgotten": {
    text: "Only the logit of the true class counts: what the other logits are makes no difference.",
    hints: [
      "Does your loss change when another logit grows?",
      "The formula has two parts; the second is the logarithm of a sum over all classes.",
      "Add the logarithm of the sum of the exponentials.",
    ],
  },
  "log-forgotten": {
    text: "This is the probability, without its logarithm.",
    hints: [
      "What is the loss when the probability of the true class is 1?",
      "The softmax is only half of the way.",
      "The loss is the negative logarithm of the probability of the true class.",
    ],
  },
  "shift-not-undone": {
    text: "The largest logit is taken out of the sum, but it does not come back.",
    hints: [
      "What does your function give for one single logit 5? There is only one class: the loss is 0.",
      "Taking a factor out of a sum leaves the factor in front of it.",
      "The logarithm of a product is a sum: the largest logit must be added again.",
    ],
  },
  "all-classes": {
    text: "All classes are added up, as if each of them were the true one.",
    hints: ["Which class does y pick?", "The one-hot target is 0 for all classes but one.", "Only the logarithm for the class y counts."],
  },
  "p-and-q-swapped": {
    text: "p and q are swapped: H(p, q) is not H(q, p).",
    hints: ["Which of the two is inside the logarithm?", "p is the truth; it weighs. q is the guess.", "The logarithm is that of q."],
  },
  divergence: {
    text: "This is the Kullback-Leibler divergence: the entropy of p is subtracted.",
    hints: [
      "What is H(p, p)? It is not 0 unless p is one-hot.",
      "The cross entropy has one kind of logarithm only.",
      "Leave the logarithm of p out.",
    ],
  },
  "zero-times-infinity": {
    text: "Where p and q are both 0, 0 times the logarithm of 0 became NaN.",
    hints: [
      "What is 0 * -Infinity?",
      "An outcome that never happens costs nothing, whatever q says about it.",
      "Leave out what has p = 0, before the logarithm is taken.",
    ],
  },
} as const;

type Looks = keyof typeof misconceptions;

const whole = (min: number, max: number) => fc.integer({ min, max });
const quarter = whole(-32, 32).map((k) => k / 4);
const label = fc.constantFrom(0, 1);

const s = (a: number) => 1 / (1 + Math.exp(-a));
/** As on the slide, with s(-a) for 1 - s(a). A sigmoid with three roundings has a logarithm with as many. */
const binary = (a: number, y: number) => -y * Math.log(s(a)) - (1 - y) * Math.log(s(-a));
const fewRoundings = (expected: number) => 16 * u * (1 + Math.abs(expected));
/** The slide's own 1 - s(a) keeps the rounding of a number near 1, and is as small as exp(-a). Where a is small, that is good enough. */
const asOnTheSlide = (a: number) => fewRoundings(a) + 4 * u * Math.exp(Math.abs(a));
/** Beyond it, 1 + exp(-|a|) is 1 for a double. */
const far = 40;

type Pairs = readonly (readonly [number, number])[];
const pairs = (entry: fc.Arbitrary<number>): fc.Arbitrary<Pairs> => fc.array(fc.tuple(entry, entry), { minLength: 1, maxLength: 5 });

interface Classes {
  readonly a: readonly number[];
  readonly y: number;
}

const classes = (logit: fc.Arbitrary<number>, minLength = 1): fc.Arbitrary<Classes> =>
  fc.tuple(fc.array(logit, { minLength, maxLength: 5 }), fc.nat({ max: 59 })).map(([a, pick]) => ({ a, y: pick % a.length }));

const total = (list: readonly number[]) => list.reduce((sum, x) => sum + x, 0);
const softmax = (a: readonly number[]) => a.map((logit) => Math.exp(logit) / total(a.map(Math.exp)));
const pick = (list: readonly number[], k: number) => list[k] ?? Number.NaN;

/** As on the slide, for logits that are not large; and what else students make of them. */
function classSuspects({ a, y }: Classes, shift = 0) {
  const logs = softmax(a).map(Math.log);
  const expected = 0 - pick(logs, y);
  return {
    expected,
    suspects: {
      "wrong-sign": -expected,
      "class-from-one": -pick(logs, y - 1),
      "sum-forgotten": -pick(a, y) - shift,
      "log-forgotten": Math.exp(-expected),
      "shift-not-undone": expected - Math.max(...a) - shift,
      "all-classes": -total(logs),
      "base-two": expected / Math.LN2,
    },
  };
}

/** Weights as a distribution. */
const shares = (weights: readonly number[]) => weights.map((weight) => weight / total(weights));
const entropy = (p: readonly number[], q: readonly number[]) => -total(p.map((share, k) => share * Math.log(pick(q, k))));

function afterOverflow(got: number): readonly Looks[] {
  return Number.isFinite(got) ? [] : ["overflow"];
}

export const losses = exercise({
  number: 9,
  name: "losses",
  title: "The four losses",
  files: ["losses.ts"],
  exports: {
    squaredError: "(a: number[], y: number[]) => number",
    binaryCrossEntropy: "(a: number, y: number) => number",
    crossEntropy: "(a: number[], y: number) => number",
    distributionCrossEntropy: "(p: number[], q: number[]) => number",
  },
  misconceptions,
  properties: [
    property({
      name: "squared-error",
      law: "squaredError is half of the sum of the squared differences",
      points: 1,
      hints: [
        "Work an output with two entries out by hand.",
        "Each entry contributes the square of its own difference.",
        "Add the squares up, and take half of the sum.",
      ],
      // Whole numbers: nothing is rounded.
      input: pairs(whole(-20, 20)),
      always: [[[3, 1]]],
      judge: async (student, entries) => {
        // By the binomial theorem instead of by differences.
        const sum = total(entries.map(([a, y]) => a * a - 2 * a * y + y * y));
        const n = entries.length;
        const suspects: Partial<Record<Looks, number>> = { "half-forgotten": sum, mean: sum / 2 / n, "root-taken": Math.sqrt(sum) / 2 };
        const [a, y] = [entries.map(([entry]) => entry), entries.map(([, entry]) => entry)];
        return agree({ got: await student.number("squaredError", a, y), expected: sum / 2, suspects });
      },
    }),
    property({
      name: "binary",
      law: "binaryCrossEntropy is -log s(a) for y = 1 and -log(1 - s(a)) for y = 0",
      points: 1,
      hints: [
        "What is the loss for a = 0? Both classes have the probability 1/2.",
        "For y = 1 and for y = 0 only one of the two logarithms is left.",
        "Write the loss for y = 1 first; the one for y = 0 is the same with the sign of a turned round.",
      ],
      input: fc.record({ a: quarter, y: label }),
      judge: async (student, { a, y }) =>
        agree({
          got: await student.number("binaryCrossEntropy", a, y),
          expected: binary(a, y),
          within: asOnTheSlide(a),
          suspects: {
            "labels-swapped": binary(-a, y),
            "wrong-sign": -binary(a, y),
            "one-class-only": y * binary(a, 1),
            "logit-as-probability": -y * Math.log(a) - (1 - y) * Math.log(1 - a),
            "base-two": binary(a, y) / Math.LN2,
            "log-forgotten": y === 1 ? s(a) : s(-a),
          },
        }),
    }),
    property({
      name: "binary-between",
      law: "binaryCrossEntropy weighs both logarithms where y lies between 0 and 1",
      points: 1,
      hints: [
        "What is the loss for y = 1/2? It is the mean of the losses for y = 0 and y = 1.",
        "The formula is linear in y.",
        "Weigh the loss for y = 1 with y, and the loss for y = 0 with what is left.",
      ],
      input: fc.record({ a: quarter, y: whole(1, 7).map((k) => k / 8) }),
      judge: async (student, { a, y }) => {
        const got = await student.number("binaryCrossEntropy", a, y);
        const verdict = agree({
          got,
          expected: binary(a, y),
          within: asOnTheSlide(a),
          suspects: {
            "labels-swapped": binary(-a, y),
            "wrong-sign": -binary(a, y),
            "one-class-only": y * binary(a, 1),
            "base-two": binary(a, y) / Math.LN2,
          },
        });
        const hard = [binary(a, 0), binary(a, 1), 0].some((one) => Math.abs(got - one) <= asOnTheSlide(a));
        return verdict.passed || !hard ? verdict : mistake(verdict.expected, verdict.got, "hard-labels");
      },
    }),
    property({
      name: "binary-far",
      law: "binaryCrossEntropy is |a| where a large logit is wrong, and nearly 0 where it is right",
      points: 1,
      hints: [
        "What does the picture say about a = -1000 and y = 1?",
        "Far out the loss is a straight line.",
        "Write it as a maximum and a small correction.",
      ],
      input: fc.record({ a: fc.tuple(whole(far, 10_000), fc.constantFrom(1, -1)).map(([size, sign]) => size * sign), y: label }),
      always: [1e4, -1e4].flatMap((a) => [0, 1].map((y) => ({ a, y }))),
      judge: async (student, { a, y }) => {
        const expected = a > 0 === (y === 1) ? 0 : Math.abs(a);
        const got = await student.number("binaryCrossEntropy", a, y);
        const verdict = agree({ got, expected, within: fewRoundings(expected) });
        if (verdict.passed) return verdict;
        // The smallest double has the logarithm -744.4: no limit below a probability gives more.
        const limit = got > 0 && got < Math.min(745, expected);
        const looks = limit ? (["clipped"] as const) : afterOverflow(got);
        return mistake(verdict.expected, verdict.got, ...looks, ...(got === Math.abs(a) - expected ? (["labels-swapped"] as const) : []));
      },
    }),
    property({
      name: "classes",
      law: "crossEntropy is -a_y + log sum_k exp(a_k)",
      points: 1,
      hints: [
        "What is the loss of two equal logits?",
        "It is the negative logarithm of the softmax at the true class.",
        "Sum the exponentials of all logits, take the logarithm, subtract the logit of the true class.",
      ],
      input: classes(quarter),
      always: [{ a: [1, 2, 4], y: 2 }],
      judge: async (student, one) =>
        agree({ got: await student.number("crossEntropy", [...one.a], one.y), within: fewRoundings(8), ...classSuspects(one) }),
    }),
    property({
      name: "classes-shifted",
      law: "adding the same number to all logits leaves crossEntropy as it is",
      points: 1,
      hints: [
        "What does the softmax of [1000, 1001] have to do with that of [0, 1]?",
        "Only differences of logits matter.",
        "Subtract the largest logit from all of them before exp sees them; do not forget it in the result.",
      ],
      input: fc.record({ one: classes(quarter, 2), shift: whole(-10, 10).map((k) => 1_000 * k) }),
      always: [1e4, -1e4].map((shift) => ({ one: { a: [0, 1], y: 0 }, shift })),
      judge: async (student, { one, shift }) => {
        const a = one.a.map((logit) => logit + shift);
        const got = await student.number("crossEntropy", a, one.y);
        const verdict = agree({ got, within: fewRoundings(Math.abs(shift) + 8), ...classSuspects(one, shift) });
        return verdict.passed ? verdict : mistake(verdict.expected, verdict.got, ...verdict.misconceptions, ...afterOverflow(got));
      },
    }),
    property({
      name: "classes-far",
      law: "where the logits lie far apart, crossEntropy is the distance from the true one to the largest",
      points: 1,
      hints: [
        "Which term is left of a sum of exponentials, when one is far larger than the others?",
        "The logarithm of the sum is nearly the largest logit; where several are equally large, their number counts too.",
        "Take the largest logit out of the sum; what is left inside lies between 1 and the number of classes.",
      ],
      // So far apart that all but the largest vanish beside it.
      input: classes(
        whole(-200, 200).map((k) => 50 * k),
        2,
      ),
      always: [
        { a: [-1e4, 1e4], y: 0 },
        { a: [1e4, -1e4], y: 0 },
        { a: [1e4, 1e4, -1e4], y: 2 },
      ],
      judge: async (student, { a, y }) => {
        const top = Math.max(...a);
        const expected = top - pick(a, y) + Math.log(a.filter((logit) => logit === top).length);
        const got = await student.number("crossEntropy", [...a], y);
        const verdict = agree({ got, expected, within: fewRoundings(Math.max(...a.map(Math.abs))) });
        if (verdict.passed) return verdict;
        const limit = got > 0 && got < Math.min(745, expected);
        return mistake(verdict.expected, verdict.got, ...(limit ? (["clipped"] as const) : afterOverflow(got)));
      },
    }),
    property({
      name: "tiny",
      law: "a tiny loss keeps its digits: it is exp(-a) for y = 1, and the sum of exp(a_k - a_y) over the other classes",
      points: 1,
      hints: [
        "What does your function give for a = 50 and y = 1? The loss is not 0.",
        "Compare Math.log(1 + 1e-20) with Math.log1p(1e-20).",
        "For several logits: subtract the large numbers first, and leave the 1 of the largest logit to log1p.",
      ],
      input: fc.record({ gaps: fc.array(whole(far, 700), { minLength: 1, maxLength: 3 }), base: whole(-9_000, 9_000), y: whole(0, 3) }),
      always: [
        { gaps: [50], base: 1_000, y: 1 },
        { gaps: [700], base: 0, y: 0 },
      ],
      judge: async (student, { gaps, base, y }) => {
        const [gap] = [pick(gaps, 0)];
        // -log s(a) = log(1 + t) = t - t^2/2 + ... with t = exp(-a), which is below u.
        const tail = total(gaps.map((distance) => Math.exp(-distance)));
        const at = Math.min(y, gaps.length);
        const a = gaps.map((distance) => base - distance).toSpliced(at, 0, base);
        const trials = [
          { got: await student.number("binaryCrossEntropy", y % 2 === 1 ? gap : -gap, y % 2), expected: Math.exp(-gap), near: gap },
          { got: await student.number("crossEntropy", a, at), expected: tail, near: Math.abs(base) + 700 },
        ];
        const verdicts = trials.map(({ got, expected, near }) => {
          // Who has the logarithm of the loss, or of a sum of exponentials, in between rounds the exponent: a number of this size.
          const verdict = agree({ got, expected, within: 16 * u * (1 + near) * expected });
          if (verdict.passed) return verdict;
          return mistake(
            verdict.expected,
            verdict.got,
            ...(Math.abs(got) <= fewRoundings(near) ? (["tiny-lost"] as const) : afterOverflow(got)),
          );
        });
        return verdicts.find(({ passed }) => !passed) ?? { passed: true };
      },
    }),
    property({
      name: "distributions",
      law: "distributionCrossEntropy is -sum_k p_k log q_k",
      points: 1,
      hints: [
        "What is H(p, q) when p is one-hot?",
        "Each outcome costs the negative logarithm of q, and counts as often as p says.",
        "Multiply each p_k by the logarithm of q_k, add up, turn the sign round.",
      ],
      input: pairs(whole(1, 9)),
      always: [
        [
          [1, 3],
          [1, 1],
        ],
      ],
      judge: async (student, weights) => {
        const [p, q] = [shares(weights.map(([weight]) => weight)), shares(weights.map(([, weight]) => weight))];
        const expected = entropy(p, q);
        return agree({
          got: await student.number("distributionCrossEntropy", p, q),
          expected,
          // All terms have one sign, so no digit is lost; the logarithm of a product of powers keeps the rounding of numbers near 1.
          within: fewRoundings(expected),
          suspects: {
            "p-and-q-swapped": entropy(q, p),
            "wrong-sign": -expected,
            divergence: expected - entropy(p, p),
            "log-forgotten": -total(p.map((share, k) => share * pick(q, k))),
            "base-two": expected / Math.LN2,
          },
        });
      },
    }),
    property({
      name: "distributions-with-zeros",
      law: "an outcome with p = 0 costs nothing; one with q = 0 that may happen costs infinitely much",
      points: 1,
      hints: [
        "What should an outcome cost that never happens?",
        "The term with p = 0 is 0, whatever the logarithm is.",
        "Decide by p whether a term counts at all; leave q alone.",
      ],
      input: fc
        .array(fc.constantFrom([0, 0], [0, 2], [3, 0], [1, 2]), { minLength: 1, maxLength: 4 })
        .map((weights) => [...weights, [0, 0], [2, 1]]),
      always: [
        [
          [0, 0],
          [1, 1],
        ],
        [
          [1, 0],
          [1, 1],
        ],
        [
          [0, 1],
          [1, 1],
        ],
      ],
      judge: async (student, weights) => {
        const [p, q] = [shares(weights.map((pair) => pick(pair, 0))), shares(weights.map((pair) => pick(pair, 1)))];
        const counting = p.flatMap((share, k) => (share > 0 ? [[share, pick(q, k)] as const] : []));
        const expected = entropy(
          counting.map(([share]) => share),
          counting.map(([, guess]) => guess),
        );
        const got = await student.number("distributionCrossEntropy", p, q);
        const verdict = agree({ got, expected, within: Number.isFinite(expected) ? fewRoundings(expected) : 0 });
        if (verdict.passed) return verdict;
        const looks = Number.isNaN(got)
          ? "zero-times-infinity"
          : expected === Number.POSITIVE_INFINITY && Number.isFinite(got)
            ? "clipped"
            : undefined;
        return mistake(verdict.expected, verdict.got, ...(looks === undefined ? [] : [looks]));
      },
    }),
  ],
});
