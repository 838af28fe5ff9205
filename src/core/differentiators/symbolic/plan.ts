// Which rule applies where: the derivation before anything is built. The derivative and its size are both read off this plan.

import { isSymbolNode, type MathNode } from "mathjs/number";
import { type Algebra, add, fill, number, template } from "./build.js";
import { type Conditions, conditions } from "./condition.js";
import { NoRule } from "./errors.js";
import { accessorName, children, literal, postorder, unwrap } from "./nodes.js";
import { functionRules, type Given, operatorRules, type Rule, termRules, truthValues } from "./rules.js";
import { type View, view } from "./view.js";

/** A name such as x, or an element such as w[1] or W[1,2]. */
export type Variable = string;

interface Term {
  readonly template: string;
  readonly slots: Readonly<Record<string, MathNode>>;
}

/** The rule at one node: the derivative is the sum of its terms. */
export interface Choice {
  readonly rule: string;
  readonly terms: readonly Term[];
}

export interface Plan {
  readonly root: MathNode;
  /** the nodes that depend on the variable and whose derivative is needed, each after those it needs */
  readonly order: readonly MathNode[];
  choice(node: MathNode): Choice;
  depends(node: MathNode): boolean;
}

export const isVariable = (choice: Choice): boolean => choice.rule === "variable";

export function plan(root: MathNode, variable: Variable): Plan {
  const name = variable.replaceAll(/\s/g, "");
  const views = new Map<MathNode, View>();
  const choices = new Map<MathNode, Choice>();
  const active = new Map<MathNode, boolean>();
  const viewOf = (node: MathNode): View => remember(views, node, view);
  const depends = (raw: MathNode): boolean => {
    const node = unwrap(raw);
    const unknown = (n: MathNode) => active.has(n);
    for (const n of postorder(node, (n) => viewOf(n).operands.map(unwrap), unknown)) {
      const { name: kind, operands } = viewOf(n);
      active.set(n, kind === "symbol" ? matches(n, name) : operands.some((part) => active.get(unwrap(part))));
    }
    return active.get(node) as boolean;
  };
  const known: Known = { depends, ...conditions(viewOf, depends) };
  const choice = (node: MathNode): Choice => remember(choices, node, (n) => choose(n, viewOf(n), known));
  const needed = (node: MathNode): MathNode[] => derivativesIn(choice(node)).filter(depends);
  const start = unwrap(root);
  return { root: start, order: depends(start) ? postorder(start, needed) : [], choice, depends };
}

/** Carries the plan out: the derivative of every node of the plan, in the given algebra. */
export function carryOut<T>(steps: Plan, algebra: Algebra<T>): (node: MathNode) => T {
  const done = new Map<MathNode, T>();
  const derivative = (node: MathNode): T => done.get(unwrap(node)) ?? algebra.zero;
  for (const node of steps.order) done.set(node, apply(steps.choice(node), derivative, algebra));
  return derivative;
}

/** One application of a rule, given the derivatives of the operands. */
export function apply<T>(choice: Choice, derivative: (node: MathNode) => T, algebra: Algebra<T>): T {
  if (isVariable(choice)) return algebra.one;
  return choice.terms.reduce((sum, { template: text, slots }) => {
    const slot = (symbol: string): T | undefined => {
      const operand = slots[symbol];
      if (operand !== undefined) return algebra.lift(operand);
      const of = slots[symbol.slice(1)];
      return symbol.startsWith("d") && of !== undefined ? derivative(of) : undefined;
    };
    return add(sum, fill(template(text), slot, algebra), algebra);
  }, algebra.zero);
}

/** The operands whose derivatives a rule asks for, in the order in which it writes them. */
export function derivativesIn(choice: Choice): MathNode[] {
  return choice.terms.flatMap(({ template: text, slots }) => {
    const names = symbolsOf(text).filter((symbol) => symbol.length === 2 && symbol.startsWith("d"));
    return names.map((symbol) => unwrap(slots[symbol.slice(1)] as MathNode));
  });
}

interface Known extends Conditions {
  depends(node: MathNode): boolean;
}

function choose(node: MathNode, { name, operands: given }: View, known: Known): Choice {
  const operands = name === "conditional" ? given.with(0, known.around(given[0] as MathNode)) : given;
  if (!known.depends(node)) return { rule: "constant", terms: [] };
  if (name === "symbol") return { rule: "variable", terms: [] };
  if (truthValues.has(name)) return { rule: "truth value", terms: [] };
  const term = row(functionRules, name);
  if (term !== undefined && arity(term) === operands.length) return single(`chain rule for ${name}`, term, operands);
  const each = row(termRules, name);
  if (each !== undefined) {
    return { rule: `chain rule for ${name}`, terms: operands.map((u) => ({ template: each, slots: { u, f: node } })) };
  }
  const rule = row(operatorRules, name)?.find((one) => holds(one.given, given, known));
  if (rule === undefined || arity(rule.template) > operands.length) throw new NoRule(name, arityMessage(name, term, operands));
  return single(rule.name, rule.template, operands);
}

function single(rule: string, text: string, [u, v, w]: readonly MathNode[]): Choice {
  if (text === "0") return { rule: rule.replace("chain rule for", "steps of"), terms: [] };
  const exponent = v === undefined ? undefined : literal(v);
  const slots = { ...(u && { u }), ...(v && { v }), ...(w && { w }), ...(exponent !== undefined && { n: number(exponent - 1) }) };
  return { rule, terms: [{ template: text, slots }] };
}

function holds(given: Rule["given"], [u, v]: readonly MathNode[], { depends, isThin }: Known): boolean {
  const one = (operand: MathNode | undefined, what: Given | undefined) => {
    if (what === undefined) return true;
    if (operand === undefined) return false;
    const node = unwrap(operand);
    const value = literal(node);
    if (typeof what === "number") return value === what;
    switch (what) {
      case "constant":
        return !depends(node);
      case "short":
        // v - 1 is exact, so that a literal may take its place.
        return value !== undefined && Number.isSafeInteger(value * 1024);
      case "nonzero":
        return (value !== undefined && value !== 0) || (isSymbolNode(node) && node.name === "pi");
      case "e":
        return isSymbolNode(node) && node.name === "e" && !depends(node);
      default:
        return isThin(node) && view(node).name === (what === "equality" ? "equal" : "unequal");
    }
  };
  return one(u, given?.u) && one(v, given?.v);
}

function matches(node: MathNode, variable: string): boolean {
  const accessor = accessorName(node);
  if (accessor === undefined) {
    const whole = isSymbolNode(node) ? node.name : "";
    if (variable.startsWith(`${whole}[`)) throw new NoRule(whole, wholeMessage(whole));
    return whole === variable;
  }
  if (accessor.base === variable) throw new NoRule(variable, wholeMessage(variable));
  if (accessor.full !== undefined) return accessor.full === variable;
  throw new NoRule(accessor.base, `the index of ${accessor.base} is not a plain number: write ${accessor.base}[1] or the like.`);
}

const wholeMessage = (name: string): string =>
  `"${name}" is an array: symbolic works element by element. Write ${name}[1], ${name}[2], ..., or use forward or reverse.`;

function arityMessage(name: string, term: string | undefined, operands: readonly MathNode[]): string | undefined {
  if (term === undefined) return undefined;
  return `no derivative rule for "${name}" of ${operands.length} operands: expected ${arity(term)}. Check the formula.`;
}

const row = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined => (Object.hasOwn(table, name) ? table[name] : undefined);

function arity(text: string): number {
  if (text === "0") return 1;
  return 1 + Math.max(...symbolsOf(text).map((symbol) => "uvw".indexOf(symbol.at(-1) as string)));
}

const symbols = new Map<string, readonly string[]>();
const symbolsOf = (text: string): readonly string[] =>
  remember(symbols, text, (t) => postorder(template(t), children).flatMap((node) => (isSymbolNode(node) ? [node.name] : [])));

function remember<K, V>(known: Map<K, V>, key: K, compute: (key: K) => V): V {
  let value = known.get(key);
  if (value === undefined) {
    value = compute(key);
    known.set(key, value);
  }
  return value;
}
