// Formula trees of exercise 02: reading a student's, writing them as text, and their values from the 64-digit reference.

import { reverseMode } from "../../../core/differentiators/automatic/index.js";
import { record, type Value } from "../../../core/graph/trace.js";
import { add, cos, exp, mul, sin } from "../../../core/primitives/index.js";
import { boundedEvaluator } from "../../../verify/bounds/rounding.js";
import { referenceGradient, referenceValue } from "../../../verify/reference/index.js";
import type { Plain } from "../plain.js";

export type Formula =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "sum" | "product"; readonly left: Formula; readonly right: Formula }
  | { readonly kind: "sin" | "cos" | "exp"; readonly argument: Formula };

/** Values of the variables by name. */
export type Point = Readonly<Record<string, number>>;

export const number = (value: number): Formula => ({ kind: "number", value });
export const variable = (name: string): Formula => ({ kind: "variable", name });
export const sum = (left: Formula, right: Formula): Formula => ({ kind: "sum", left, right });
export const product = (left: Formula, right: Formula): Formula => ({ kind: "product", left, right });
export const call = (kind: "sin" | "cos" | "exp", argument: Formula): Formula => ({ kind, argument });

/** Far more than the derivative of any formula of the exercise has. */
const largest = 2_000;

/** A student's result as a formula, or what is wrong with it in words. */
export function readFormula(plain: Plain, names: readonly string[]): Formula | string {
  let nodes = 0;
  const read = (part: Plain): Formula => {
    nodes++;
    if (nodes > largest) throw new NoFormula(`a formula of more than ${largest.toLocaleString("en")} nodes`);
    if (typeof part !== "object" || part === null || Array.isArray(part))
      throw new NoFormula(
        part === undefined ? "undefined (is there a return for every kind?)" : `${JSON.stringify(part)}, which is no formula`,
      );
    const { kind, value, name, left, right, argument } = part as Readonly<Record<string, Plain>>;
    if (kind === "number" && typeof value === "number" && Number.isFinite(value)) return number(value);
    if (kind === "variable" && typeof name === "string" && names.includes(name)) return variable(name);
    if (kind === "sum" || kind === "product") return { kind, left: read(left), right: read(right) };
    if (kind === "sin" || kind === "cos" || kind === "exp") return call(kind, read(argument));
    if (kind === "number") throw new NoFormula("a number without a finite value");
    if (kind === "variable") throw new NoFormula(`a variable that the formula does not have: ${String(name).slice(0, 40)}`);
    throw new NoFormula(`a node of the kind ${JSON.stringify(kind)?.slice(0, 40)}`);
  };
  try {
    return read(plain);
  } catch (error) {
    if (error instanceof NoFormula) return error.message;
    throw error;
  }
}

class NoFormula extends Error {}

/**
 * @example
 * formulaText(product(variable("x"), sum(variable("y"), number(2))))   // "x * (y + 2)"
 */
export function formulaText(formula: Formula): string {
  switch (formula.kind) {
    case "number":
      return String(formula.value);
    case "variable":
      return formula.name;
    case "sum":
      return `${formulaText(formula.left)} + ${formulaText(formula.right)}`;
    case "product":
      return [formula.left, formula.right]
        .map((factor) => (factor.kind === "sum" ? `(${formulaText(factor)})` : formulaText(factor)))
        .join(" * ");
    default:
      return `${formula.kind}(${formulaText(formula.argument)})`;
  }
}

/** The value to 64 digits, as the nearest double. */
export function valueAt(formula: Formula, point: Point): number {
  return Number(referenceValue(graphOf(formula, point), point).outputs[0]);
}

/** The derivative from values of the formula alone, right to 40 digits, as the nearest double. */
export function slopeAt(formula: Formula, name: string, point: Point): number {
  return Number(referenceGradient(graphOf(formula, point), point, [name]).gradient[name]?.[0]);
}

const rounded = reverseMode(boundedEvaluator);

/**
 * How far a formula of the derivative may be off whose numbers were calculated: cos(2) as a number is rounded, and so is what is made of it.
 * The same operations on doubles, each a few times.
 */
export function slopeRounding(formula: Formula, name: string, point: Point): number {
  const numbers: Record<string, number> = {};
  // As variables, because what is made of numbers alone counts as exact.
  const named = (one: Formula): Formula => {
    if (one.kind === "variable") return one;
    if ("argument" in one) return call(one.kind, named(one.argument));
    if (one.kind !== "number") return { kind: one.kind, left: named(one.left), right: named(one.right) };
    const like = `number ${Object.keys(numbers).length}`;
    numbers[like] = one.value;
    return variable(like);
  };
  const whole = named(formula);
  const { bound } = rounded.gradient((inputs) => programOf(whole, inputs))({ ...point, ...numbers });
  return 4 * ((bound as Point)[name] ?? 0);
}

function graphOf(formula: Formula, point: Point) {
  return record((inputs) => programOf(formula, inputs), point).graph;
}

function programOf(formula: Formula, inputs: Readonly<Record<string, Value>>): Value {
  switch (formula.kind) {
    case "number":
      return formula.value;
    case "variable":
      return inputs[formula.name] as Value;
    case "sum":
      return add(programOf(formula.left, inputs), programOf(formula.right, inputs));
    case "product":
      return mul(programOf(formula.left, inputs), programOf(formula.right, inputs));
    default:
      return functions[formula.kind](programOf(formula.argument, inputs));
  }
}

const functions = { sin, cos, exp } as const;
