// Wrong rules for the duration of one call: a row or a textbook rule is changed, something is run, and the right one is put back.

import { functionRules, operatorRules, type Rule, termRules } from "../../../src/core/differentiators/symbolic/rules.js";
import { type ArrayRow, type PullRule, pullRule, rowOf } from "../../../src/core/primitives/row.js";

/** Runs `body` while operand `operand` of a row has a wrong rule, made from the right one. */
export function withWrongPull<T>(name: string, operand: number, wrong: (right: PullRule) => PullRule, body: () => T): T {
  const row = rowOf(name);
  const right = row.pull;
  const changed = (position: number): PullRule => {
    const rule = pullRule({ ...row, pull: right }, position);
    return position === operand || typeof right === "function" ? wrong(rule) : rule;
  };
  return withChange(row, { pull: typeof right === "function" ? changed : right.map((_, position) => changed(position)) }, body);
}

/** The same for the tangent rule of an array row that has one. */
export function withWrongPush<T>(name: string, push: NonNullable<ArrayRow["push"]>, body: () => T): T {
  const row = rowOf(name);
  if (row.kind !== "array" || row.push === undefined) throw new Error(`${name} has no tangent rule of its own.`);
  return withChange(row, { push }, body);
}

/** Runs `body` while a template of the symbolic method is another one. */
export function withWrongTemplate<T>({ table, name, index = 0 }: TemplatePlace, template: string, body: () => T): T {
  if (table === "operators") {
    const rules = operatorRules[name] as Rule[];
    const right = rules[index] as Rule;
    return withChange<T, Record<string, Rule>>(rules as unknown as Record<string, Rule>, { [index]: { ...right, template } }, body);
  }
  return withChange<T, Record<string, string>>(table === "functions" ? functionRules : termRules, { [name]: template }, body);
}

/** The template that stands there. */
export function templateAt({ table, name, index = 0 }: TemplatePlace): string {
  const found = { functions: functionRules[name], terms: termRules[name], operators: operatorRules[name]?.[index]?.template }[table];
  if (found === undefined) throw new Error(`there is no template ${name} in ${table}.`);
  return found;
}

export interface TemplatePlace {
  readonly table: "functions" | "operators" | "terms";
  readonly name: string;
  /** which rule of an operator */
  readonly index?: number;
}

function withChange<T, O extends object>(object: O, change: Partial<O>, body: () => T): T {
  const before = Object.fromEntries(Object.keys(change).map((key) => [key, object[key as keyof O]]));
  Object.assign(object, change);
  try {
    return body();
  } finally {
    Object.assign(object, before);
  }
}
