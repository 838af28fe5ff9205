// Checks of exercise 02: rewrite rules for sum, product and chain on a small formula tree.

import fc from "fast-check";
import { exercise, property } from "../exercise.js";
import type { Student } from "../student.js";
import { mistake, passed, same, u, type Verdict } from "../verdict.js";
import {
  call,
  type Formula,
  formulaText,
  number,
  type Point,
  product,
  readFormula,
  slopeAt,
  slopeRounding,
  sum,
  valueAt,
  variable,
} from "./02-formula-tree.js";

const misconceptions = {
  "constant-kept": {
    text: "The derivative of a number is taken to be the number itself, but a constant does not change.",
    hints: [
      "How much does the number 5 change when x does?",
      "Draw the graph of a constant function: what is its slope?",
      "Only the variable that you differentiate by changes; the derivative of everything that does not contain it is the same small number.",
    ],
  },
  "every-variable": {
    text: "Every variable counts as the one that you differentiate by.",
    hints: [
      "What is the derivative of y with respect to x?",
      "The second argument of derivative says which variable changes; the others stand still.",
      "Compare the name of the variable with the one that was asked for.",
    ],
  },
  "name-fixed": {
    text: "The variable called x counts as the one to differentiate by, whatever was asked for.",
    hints: [
      "What is the derivative of t with respect to t? And that of x?",
      "The second argument of derivative says which variable changes; its name may be any.",
      "Compare the name in the node with the name that was asked for.",
    ],
  },
  "product-of-derivatives": {
    text: "The derivative of a product is not the product of the derivatives.",
    hints: [
      "Try x * x, which is x^2: what should come out, and what does?",
      "A product changes because its left factor does, and because its right factor does: two contributions.",
      "In each contribution one factor is differentiated and the other one stays as it was.",
    ],
  },
  "one-factor-only": {
    text: "Only one factor of a product is differentiated; the contribution of the other one is missing.",
    hints: [
      "Try x * x: what should come out, and what does?",
      "The product rule has two terms.",
      "Add a second term in which the factors have changed their roles.",
    ],
  },
  "minus-in-product": {
    text: "The two terms of the product rule are subtracted. The minus belongs to the quotient rule.",
    hints: [
      "Try x * x: what should come out, and what does?",
      "Both factors of x * x grow with x. Can their contributions cancel?",
      "Both terms of the product rule have the same sign.",
    ],
  },
  "missing-inner-derivative": {
    text: "The inner derivative is missing: the chain rule multiplies by the derivative of the argument.",
    hints: [
      "Try sin(2 * x): it swings twice as fast as sin(x), so its slope should be different.",
      "How fast does the argument change when x does?",
      "The derivative of the function, taken at the argument, is one factor. What is the other one?",
    ],
  },
  "inner-inside": {
    text: "The derivative of the argument is put into the function. It belongs next to it, as a factor.",
    hints: [
      "Try sin(2 * x) at x = 0: what slope does the curve have there, and what does your formula give?",
      "Inside the function the argument stays as it is.",
      "The chain rule makes a product: which two factors does it have?",
    ],
  },
  "cosine-sign": {
    text: "The derivative of the cosine has the wrong sign.",
    hints: [
      "Look at the graph of cos just to the right of 0: does it rise or fall?",
      "One of sin and cos changes its sign when it is differentiated.",
      "A factor of -1 is missing in one rule.",
    ],
  },
  "power-rule-for-exp": {
    text: "exp is differentiated like a power. In e^u the exponent changes, not the base.",
    hints: [
      "What is special about the function e^x among all functions?",
      "The power rule is for u^n with a fixed n. Here the base is fixed.",
      "exp is its own derivative; the chain rule adds a factor.",
    ],
  },
  unchanged: {
    text: "The formula comes back as long as it was.",
    hints: [
      "Try 0 + x: which word of it can go?",
      "Five shapes can be shortened: a sum with 0, a product with 0, a product with 1, and either of two numbers.",
      "Simplify the operands, then ask which of the shapes the node has now.",
    ],
  },
  "top-down": {
    text: "A node is looked at before its operands have been simplified: what becomes 0 or 1 in there comes too late.",
    hints: [
      "Try 0 * x + y: which zero is there only after the product has been simplified?",
      "A node's own rule can be used only when its operands are as short as they get.",
      "In which order do you simplify: the node first, or its operands first?",
    ],
  },
  "one-side-only": {
    text: "0 and 1 are noticed on one side only: 0 + u and u + 0 should both become u.",
    hints: [
      "Write down all the shapes that should disappear. Are there two of each?",
      "Sums and products do not care about the order of their operands.",
      "For each test of one operand there should be one of the other operand.",
    ],
  },
  "numbers-left": {
    text: "Sums or products of two numbers are left as they are.",
    hints: [
      "What can be made of 2 * 3 without knowing any variable?",
      "When both operands are numbers, there is nothing to wait for.",
      "Look at the kinds of both operands first, and compute.",
    ],
  },
  "neutral-confused": {
    text: "0 and 1 are mixed up: 0 may be left out of a sum, 1 out of a product, and a factor 0 makes everything 0.",
    hints: [
      "What are 0 + 5, 0 * 5, 1 + 5 and 1 * 5?",
      "Two of those four are 5.",
      "Check for each rule of yours, with a number in the place of u, that both sides have the same value.",
    ],
  },
} as const;

type M = keyof typeof misconceptions;

// ---------------------------------------------------------------- the rules, and what students make of them

interface Rules {
  readonly constant?: (value: number) => Formula;
  readonly variable?: (name: string) => Formula;
  readonly product?: (parts: { u: Formula; du: Formula; v: Formula; dv: Formula }) => Formula;
  readonly chain?: (f: "sin" | "cos" | "exp", u: Formula, du: Formula) => Formula;
}

const negative = (formula: Formula) => product(number(-1), formula);
const outer = (f: "sin" | "cos" | "exp", u: Formula) =>
  f === "sin" ? call("cos", u) : f === "cos" ? negative(call("sin", u)) : call("exp", u);

const wrongRules: Partial<Readonly<Record<M, Rules | readonly Rules[]>>> = {
  "constant-kept": { constant: number },
  "name-fixed": { variable: (name) => number(name === "x" ? 1 : 0) },
  "every-variable": { variable: () => number(1) },
  "product-of-derivatives": { product: ({ du, dv }) => product(du, dv) },
  "one-factor-only": [{ product: ({ du, v }) => product(du, v) }, { product: ({ u, dv }) => product(u, dv) }],
  "minus-in-product": { product: ({ u, du, v, dv }) => sum(product(du, v), negative(product(u, dv))) },
  "missing-inner-derivative": { chain: outer },
  "inner-inside": { chain: (f, _, du) => outer(f, du) },
  "cosine-sign": { chain: (f, u, du) => product(f === "cos" ? call("sin", u) : outer(f, u), du) },
  "power-rule-for-exp": {
    chain: (f, u, du) => product(f === "exp" ? product(u, call("exp", sum(u, number(-1)))) : outer(f, u), du),
  },
};

/** The derivative as somebody writes it who has one of the rules wrong. */
function rewritten(formula: Formula, name: string, wrong: Rules): Formula {
  switch (formula.kind) {
    case "number":
      return wrong.constant?.(formula.value) ?? number(0);
    case "variable":
      return wrong.variable?.(formula.name) ?? number(formula.name === name ? 1 : 0);
    case "sum":
      return sum(rewritten(formula.left, name, wrong), rewritten(formula.right, name, wrong));
    case "product": {
      const { left: u, right: v } = formula;
      const [du, dv] = [rewritten(u, name, wrong), rewritten(v, name, wrong)];
      return wrong.product?.({ u, du, v, dv }) ?? sum(product(du, v), product(u, dv));
    }
    default: {
      const { kind, argument } = formula;
      const du = rewritten(argument, name, wrong);
      return wrong.chain?.(kind, argument, du) ?? product(outer(kind, argument), du);
    }
  }
}

// ---------------------------------------------------------------- inputs

interface Question {
  readonly formula: Formula;
  /** differentiate by this one */
  readonly name: string;
  readonly point: Point;
}

/** The first name is the one to differentiate by. */
const names = fc.constantFrom(["x", "y"], ["y", "x"], ["t", "x"], ["w1", "b"]);
const coordinate = fc.integer({ min: -4, max: 4 }).map((k) => k / 2);

function leaf([name = "", other = ""]: readonly string[]): fc.Arbitrary<Formula> {
  return fc.oneof(
    { arbitrary: fc.constant(variable(name)), weight: 3 },
    { arbitrary: fc.constant(variable(other)), weight: 1 },
    { arbitrary: fc.integer({ min: -3, max: 3 }).map(number), weight: 2 },
  );
}

type Kind = "sum" | "product" | "sin" | "cos" | "exp";

/** A formula of at most this depth whose inner nodes are of these kinds. */
function inner(letters: readonly string[], kinds: readonly Kind[], depth: number): fc.Arbitrary<Formula> {
  if (depth === 0 || kinds.length === 0) return leaf(letters);
  return fc.oneof({ withCrossShrink: true }, leaf(letters), ...kinds.map((kind) => node(letters, kind, kinds, depth)));
}

function node(letters: readonly string[], kind: Kind, kinds: readonly Kind[], depth: number): fc.Arbitrary<Formula> {
  if (kind === "sum" || kind === "product") {
    const operand = inner(letters, kinds, depth - 1);
    return fc.record({ kind: fc.constant(kind), left: operand, right: operand });
  }
  // exp of exp soon leaves the range of doubles.
  const within = kind === "exp" ? kinds.filter((one) => one !== "exp") : kinds;
  return fc.record({ kind: fc.constant(kind), argument: inner(letters, within, kind === "exp" ? Math.min(depth - 1, 1) : depth - 1) });
}

function questions(formulas: (letters: readonly string[]) => fc.Arbitrary<Formula>): fc.Arbitrary<Question> {
  return names.chain(([name = "", other = ""]) =>
    fc
      .tuple(formulas([name, other]), coordinate, coordinate)
      .map(([formula, a, b]) => ({ formula, name, point: { [name]: a, [other]: b } })),
  );
}

const at = (formula: Formula, name = "x", point: Point = { x: 1.5, y: -2 }): Question => ({ formula, name, point });
const [x, y] = [variable("x"), variable("y")];

// ---------------------------------------------------------------- judging

/** Values of size 1e10 at most, right to 40 digits, become doubles. */
const within = (expected: number) => 2 * u * Math.abs(expected) + 1e-30;
const placeText = (point: Point) =>
  Object.entries(point)
    .map(([name, value]) => `${name} = ${value}`)
    .join(", ");

const withValue = (formula: Formula, value: number) =>
  formula.kind === "number" ? `the formula ${formulaText(formula)}` : `${formulaText(formula)}, which is ${value} there`;

async function judgeDerivative(student: Student, { formula, name, point }: Question): Promise<Verdict<M>> {
  const plain = await student.call("derivative", formula, name);
  const expected = slopeAt(formula, name, point);
  const wanted = `a formula that is ${expected} at ${placeText(point)}, the slope of ${formulaText(formula)} along ${name}`;
  const read = readFormula(plain, Object.keys(point));
  if (typeof read === "string") return mistake(wanted, read);
  const got = valueAt(read, point);
  if (same(got, expected, within(expected) + slopeRounding(formula, name, point))) return passed;
  const looks = (Object.keys(wrongRules) as M[]).filter((one) =>
    [wrongRules[one] ?? []].flat().some((rules) => same(got, valueAt(rewritten(formula, name, rules), point), within)),
  );
  return mistake(wanted, withValue(read, got), ...looks);
}

/** Forty digits cost time, so there are fewer trials; each of them asks at a point that few wrong formulas get right. */
function derivativeProperty(input: fc.Arbitrary<Question>, always: readonly Question[]) {
  return { input, always, runs: 20, judge: judgeDerivative };
}

interface Way {
  readonly operandsFirst?: boolean;
  readonly sides?: readonly ("left" | "right")[];
  readonly fold?: boolean;
}

/** Simplified in a right or a wrong way. */
function simplified(formula: Formula, way: Way): Formula {
  const { operandsFirst = true, sides = ["left", "right"], fold = true } = way;
  const inside = (one: Formula): Formula => {
    if (one.kind === "number" || one.kind === "variable") return one;
    if ("argument" in one) return call(one.kind, simplified(one.argument, way));
    return { kind: one.kind, left: simplified(one.left, way), right: simplified(one.right, way) };
  };
  const here = (one: Formula): Formula => {
    if (one.kind !== "sum" && one.kind !== "product") return one;
    const { kind, left, right } = one;
    if (fold && left.kind === "number" && right.kind === "number")
      return number(kind === "sum" ? left.value + right.value : left.value * right.value);
    for (const side of sides) {
      const other = side === "left" ? right : left;
      if (isNumber(one[side], 0)) return kind === "sum" ? other : number(0);
      if (kind === "product" && isNumber(one[side], 1)) return other;
    }
    return one;
  };
  if (operandsFirst) return here(inside(formula));
  const shorter = here(formula);
  return shorter === formula ? inside(formula) : simplified(shorter, way);
}

const isNumber = (formula: Formula, value: number) => formula.kind === "number" && formula.value === value;

const wrongWays: Partial<Readonly<Record<M, readonly Way[]>>> = {
  "top-down": [{ operandsFirst: false }],
  "one-side-only": [{ sides: ["left"] }, { sides: ["right"] }],
  "numbers-left": [{ fold: false }],
  unchanged: [{ sides: [], fold: false }],
};

/** The first node that should not be there any more. */
function leftover(formula: Formula): Formula | undefined {
  if (formula.kind === "number" || formula.kind === "variable") return undefined;
  if ("argument" in formula) return leftover(formula.argument);
  const { kind, left, right } = formula;
  const both = [left, right];
  const short = both.some((one) => isNumber(one, 0) || (kind === "product" && isNumber(one, 1)));
  if (short || both.every((one) => one.kind === "number")) return formula;
  return leftover(left) ?? leftover(right);
}

/** Numbers 0 and 1 are what simplifying is about. */
const wordy: fc.Arbitrary<Question> = questions((letters) => {
  const part = fc.oneof({ withCrossShrink: true }, leaf(letters), fc.constantFrom(0, 1).map(number));
  const grown = (operand: fc.Arbitrary<Formula>): fc.Arbitrary<Formula> =>
    fc.oneof(
      { withCrossShrink: true },
      part,
      fc.record({ kind: fc.constantFrom("sum" as const, "product" as const), left: operand, right: operand }),
      fc.record({ kind: fc.constantFrom("sin" as const, "cos" as const), argument: operand }),
    );
  return grown(grown(grown(part)));
});

const wordyCases = [number(0), number(1)].flatMap((n) =>
  [sum, product].flatMap((make) => [at(make(n, x)), at(make(x, n)), at(make(n, number(2))), at(make(number(3), n))]),
);
const deepCases = [
  // First, because every wrong way of simplifying leaves something else of it.
  at(sum(product(number(0), x), product(sum(y, number(0)), sum(number(2), number(3))))),
  at(sum(product(number(0), x), y)),
  at(sum(y, product(x, number(0)))),
  at(product(sum(number(0), number(1)), x)),
  at(product(call("sin", sum(x, number(0))), product(y, number(1)))),
  at(call("exp", product(number(2), number(3)))),
];

export const rewriteRules = exercise({
  number: 2,
  name: "rewrite-rules",
  title: "Rewrite rules",
  files: ["rewrite.ts"],
  exports: {
    derivative: "(formula: Formula, variable: string) => Formula",
    simplify: "(formula: Formula) => Formula",
  },
  misconceptions,
  properties: [
    property({
      name: "leaves",
      law: "a number has the derivative 0, the variable itself 1, any other variable 0",
      points: 1,
      hints: [
        "How much does a leaf of the tree change when the variable does?",
        "There are three cases: a number, the variable itself, another variable.",
        "The result is a formula too: a node of the kind number.",
      ],
      ...derivativeProperty(questions(leaf), [at(x), at(y), at(number(7)), at(number(1)), at(x, "y")]),
    }),
    property({
      name: "sums",
      law: "the derivative of a sum is the sum of the derivatives",
      points: 1,
      hints: [
        "How fast does u + v grow when u grows by 2 and v by 3 a second?",
        "Both operands contribute, each with its own derivative.",
        "Differentiate left and right, and build a new sum of the results.",
      ],
      ...derivativeProperty(
        questions((letters) => node(letters, "sum", ["sum"], 3)),
        [at(sum(x, y)), at(sum(y, x)), at(sum(x, x))],
      ),
    }),
    property({
      name: "products",
      law: "the derivative of a product has two terms, one for each factor that changes",
      points: 2,
      hints: [
        "Try x * x, which is x^2, and x * y.",
        "A rectangle with the sides u and v grows along both sides.",
        "In each of the two terms one factor is differentiated and the other one is left as it is.",
      ],
      ...derivativeProperty(
        questions((letters) => node(letters, "product", ["sum", "product"], 3)),
        [at(product(x, x)), at(product(x, y)), at(product(y, x))],
      ),
    }),
    property({
      name: "chain",
      law: "the derivative of f(u) is the derivative of f, taken at u, times the derivative of u",
      points: 2,
      hints: [
        "Try sin(x), then sin(2 * x).",
        "Two things matter: how fast f changes with its argument, and how fast the argument changes.",
        "Make the derivative of f with the same argument, and then a product with the derivative of the argument.",
      ],
      ...derivativeProperty(
        questions((letters) =>
          fc
            .constantFrom("sin" as const, "cos" as const, "exp" as const)
            .chain((f) => fc.record({ kind: fc.constant(f), argument: inner(letters, ["sum", "product"], 2) })),
        ),
        (["sin", "cos", "exp"] as const).flatMap((f) => [at(call(f, x)), at(call(f, product(number(2), x)))]),
      ),
    }),
    property({
      name: "together",
      law: "the rules work inside each other, as deep as the formula goes",
      points: 2,
      hints: [
        "Work sin(x) * x out by hand, one rule at a time.",
        "A rule does not care what its operands are: their derivatives come from the same function.",
        "Call derivative itself for every operand, and never look at more than one node.",
      ],
      ...derivativeProperty(
        questions((letters) =>
          fc
            .constantFrom("product" as const, "sin" as const, "cos" as const)
            .chain((kind) => node(letters, kind, ["sum", "product", "sin", "cos", "exp"], 3)),
        ),
        [
          at(product(call("sin", x), call("exp", product(number(2), x)))),
          at(call("cos", call("sin", x))),
          at(call("sin", product(x, call("cos", y)))),
        ],
      ),
    }),
    property({
      name: "same-value",
      law: "simplify changes no value",
      points: 1,
      hints: misconceptions["neutral-confused"].hints,
      input: wordy,
      always: [...deepCases, ...wordyCases],
      judge: async (student, { formula, point }) => {
        const read = readFormula(await student.call("simplify", formula), Object.keys(point));
        const expected = valueAt(formula, point);
        const wanted = `a formula that is ${expected} at ${placeText(point)}, as ${formulaText(formula)} is`;
        if (typeof read === "string") return mistake(wanted, read);
        const got = valueAt(read, point);
        return same(got, expected, within) ? passed : mistake(wanted, withValue(read, got), "neutral-confused");
      },
    }),
    property({
      name: "nothing-left",
      law: "after simplify no summand is 0, no factor is 0 or 1, and no sum or product is of two numbers",
      points: 1,
      hints: [
        "Write down all the shapes that should disappear: what is each of them replaced by?",
        "The operands come first: what they become decides what can be done with their node.",
        "Functions have an argument that can be simplified too.",
      ],
      input: wordy,
      always: [...deepCases, ...wordyCases],
      judge: async (student, { formula, point }) => {
        const read = readFormula(await student.call("simplify", formula), Object.keys(point));
        const short = simplified(formula, {});
        if (typeof read === "string") return mistake(formulaText(short), read);
        const rest = leftover(read);
        if (rest === undefined) return passed;
        const text = formulaText(read);
        const looks = (Object.keys(wrongWays) as M[]).filter((one) =>
          wrongWays[one]?.some((way) => formulaText(simplified(formula, way)) === text),
        );
        return mistake(`such as ${formulaText(short)}`, `${text}, with ${formulaText(rest)} in it`, ...looks);
      },
    }),
  ],
});
