// Small programs as data: what random programs are drawn as, run from and printed from.

import type { TracedFunction, Value } from "../../core/graph/trace.js";
import { primal } from "../../core/primitives/index.js";
import { leafText, type Tree, treeCode, treeValue } from "./tree.js";

export type Statement =
  /** `let` where the name is new, an assignment where it is not */
  | { readonly kind: "set"; readonly name: string; readonly to: Tree }
  | { readonly kind: "if"; readonly test: Test; readonly yes: readonly Statement[]; readonly no: readonly Statement[] }
  | { readonly kind: "repeat"; readonly times: number; readonly body: readonly Statement[] }
  /** as long as the test holds, and at most so many times */
  | { readonly kind: "while"; readonly test: Test; readonly most: number; readonly body: readonly Statement[] };

/** Looks at the number behind a value. */
export interface Test {
  readonly left: Tree;
  readonly compare: ">" | "<";
  readonly right: number;
}

export interface Sketch {
  readonly inputs: readonly string[];
  readonly statements: readonly Statement[];
  readonly result: Tree;
}

/** The program as a function that can be traced. */
export function sketchFunction({ inputs, statements, result }: Sketch): TracedFunction {
  return (given) => {
    const variables: Record<string, Value> = Object.fromEntries(inputs.map((name) => [name, given[name] as Value]));
    run(statements, variables);
    return treeValue(result, variables);
  };
}

function run(statements: readonly Statement[], variables: Record<string, Value>): void {
  for (const statement of statements) {
    if (statement.kind === "set") variables[statement.name] = treeValue(statement.to, variables);
    else if (statement.kind === "if") run(holds(statement.test, variables) ? statement.yes : statement.no, variables);
    else if (statement.kind === "repeat") for (let i = 0; i < statement.times; i++) run(statement.body, variables);
    else for (let i = 0; i < statement.most && holds(statement.test, variables); i++) run(statement.body, variables);
  }
}

function holds({ left, compare, right }: Test, variables: Readonly<Record<string, Value>>): boolean {
  const number = primal(treeValue(left, variables));
  return compare === ">" ? number > right : number < right;
}

/**
 * The program as JavaScript, to be read and to be run.
 * @example
 * sketchText({ inputs: ["x"], statements: [{ kind: "set", name: "a", to: { row: "sin", operands: [{ leaf: "x" }] } }], result: { leaf: "a" } })   // "({ x }) => {\n  let a = sin(x);\n  return a;\n}"
 */
export function sketchText({ inputs, statements, result }: Sketch): string {
  const known = new Set(inputs);
  return [`({ ${inputs.join(", ")} }) => {`, ...lines(statements, "  ", known), `  return ${treeCode(result)};`, "}"].join("\n");
}

function lines(statements: readonly Statement[], indent: string, known: Set<string>): string[] {
  return statements.flatMap((statement) => linesOf(statement, indent, known));
}

function linesOf(statement: Statement, indent: string, known: Set<string>): string[] {
  const block = (head: string, body: readonly Statement[]) => [`${indent}${head} {`, ...lines(body, `${indent}  `, known)];
  const end = `${indent}}`;
  switch (statement.kind) {
    case "set": {
      const isNew = !known.has(statement.name);
      known.add(statement.name);
      return [`${indent}${isNew ? "let " : ""}${statement.name} = ${treeCode(statement.to)};`];
    }
    case "if": {
      const yes = block(`if (${testText(statement.test)})`, statement.yes);
      return statement.no.length === 0 ? [...yes, end] : [...yes, ...block("} else", statement.no), end];
    }
    case "repeat":
      return [...block(`for (let i = 0; i < ${statement.times}; i++)`, statement.body), end];
    case "while":
      return [...block(`for (let i = 0; i < ${statement.most} && ${testText(statement.test)}; i++)`, statement.body), end];
  }
}

const testText = ({ left, compare, right }: Test) => `primal(${treeCode(left)}) ${compare} ${leafText(right)}`;
