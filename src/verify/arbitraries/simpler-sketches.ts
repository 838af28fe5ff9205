// What is simpler than a program, simplest first: the steps of shrinking.

import type { Grammar } from "./grammar.js";
import { simplerNumbers, simplerTrees } from "./smaller.js";
import type { Sketch, Statement, Test } from "./statements.js";
import { mapLeaves, type Tree } from "./tree.js";

/** Every name that is read stays defined. */
export function* simplerSketches(sketch: Sketch, grammar: Grammar): Generator<Sketch> {
  const { statements, result } = sketch;
  const locals = statements.flatMap((one) => (one.kind === "set" ? [one.name] : []));
  const reading: Grammar = { ...grammar, variables: [...grammar.variables, ...new Set(locals)] };
  for (const fewer of fewerStatements(statements)) {
    const candidate = { ...sketch, statements: fewer };
    if (isDefined(candidate)) yield candidate;
  }
  yield* inlined(sketch);
  // What is simpler than a variable was assigned before it.
  for (const simpler of simplerTrees(result, reading)) yield { ...sketch, result: simpler };
  for (const simpler of simplerStatements(statements, reading)) yield { ...sketch, statements: simpler };
}

/** One statement left out, or a branch or loop replaced by what stands in it. */
function* fewerStatements(statements: readonly Statement[]): Generator<readonly Statement[]> {
  const replaced = (i: number, by: readonly Statement[]) => [...statements.slice(0, i), ...by, ...statements.slice(i + 1)];
  for (let i = statements.length - 1; i >= 0; i--) yield replaced(i, []);
  for (const [i, one] of statements.entries()) for (const body of bodies(one)) yield replaced(i, body);
}

function bodies(one: Statement): readonly (readonly Statement[])[] {
  if (one.kind === "set") return [];
  return one.kind === "if" ? [one.yes, one.no] : [one.body];
}

/** A variable that is assigned once, at the top, gives way to its expression. */
function* inlined({ inputs, statements, result }: Sketch): Generator<Sketch> {
  for (const [i, one] of statements.entries()) {
    if (one.kind !== "set" || assignments(statements, one.name) !== 1) continue;
    // Its operands must not change between the assignment and the use.
    const changes = new Set(statements.slice(i + 1).flatMap(assigned));
    if (namesIn(one.to).some((name) => changes.has(name))) continue;
    const replace = (tree: Tree) => mapLeaves(tree, (leaf) => (leaf.leaf === one.name ? one.to : leaf));
    const rest = [...statements.slice(0, i), ...statements.slice(i + 1)].map((other) => mapTrees(other, replace));
    yield { inputs, statements: rest, result: replace(result) };
  }
}

function* simplerStatements(statements: readonly Statement[], grammar: Grammar): Generator<readonly Statement[]> {
  for (const [i, one] of statements.entries()) {
    for (const simpler of simplerStatement(one, grammar)) yield statements.with(i, simpler);
  }
}

function* simplerStatement(one: Statement, grammar: Grammar): Generator<Statement> {
  switch (one.kind) {
    case "set":
      for (const to of simplerTrees(one.to, grammar)) yield { ...one, to };
      return;
    case "if":
      if (one.no.length > 0) yield { ...one, no: [] };
      for (const test of simplerTests(one.test, grammar)) yield { ...one, test };
      for (const yes of simplerStatements(one.yes, grammar)) yield { ...one, yes };
      for (const no of simplerStatements(one.no, grammar)) yield { ...one, no };
      return;
    case "repeat":
      for (let times = 1; times < one.times; times++) yield { ...one, times };
      for (const body of simplerStatements(one.body, grammar)) yield { ...one, body };
      return;
    case "while":
      yield { kind: "if", test: one.test, yes: one.body, no: [] };
      for (let most = 1; most < one.most; most++) yield { ...one, most };
      for (const test of simplerTests(one.test, grammar)) yield { ...one, test };
      for (const body of simplerStatements(one.body, grammar)) yield { ...one, body };
  }
}

function* simplerTests(test: Test, grammar: Grammar): Generator<Test> {
  for (const left of simplerTrees(test.left, grammar)) yield { ...test, left };
  for (const right of simplerNumbers(test.right)) yield { ...test, right };
}

function isDefined({ inputs, statements, result }: Sketch): boolean {
  const known = new Set(inputs);
  const readable = (tree: Tree) => namesIn(tree).every((name) => known.has(name));
  // A branch or loop assigns to names that are known before it.
  const fits = (one: Statement): boolean => {
    if (one.kind === "set") return readable(one.to) && known.has(one.name);
    return (one.kind === "repeat" || readable(one.test.left)) && bodies(one).flat().every(fits);
  };
  for (const one of statements) {
    if (one.kind === "set") {
      if (!readable(one.to)) return false;
      known.add(one.name);
    } else if (!fits(one)) return false;
  }
  return readable(result);
}

function assignments(statements: readonly Statement[], name: string): number {
  return statements.flatMap(assigned).filter((other) => other === name).length;
}

function assigned(one: Statement): readonly string[] {
  return one.kind === "set" ? [one.name] : bodies(one).flat().flatMap(assigned);
}

function namesIn(tree: Tree): readonly string[] {
  if ("leaf" in tree) return typeof tree.leaf === "string" ? [tree.leaf] : [];
  return tree.operands.flatMap(namesIn);
}

function mapTrees(one: Statement, f: (tree: Tree) => Tree): Statement {
  const all = (body: readonly Statement[]) => body.map((other) => mapTrees(other, f));
  switch (one.kind) {
    case "set":
      return { ...one, to: f(one.to) };
    case "if":
      return { ...one, test: { ...one.test, left: f(one.test.left) }, yes: all(one.yes), no: all(one.no) };
    case "repeat":
      return { ...one, body: all(one.body) };
    case "while":
      return { ...one, test: { ...one.test, left: f(one.test.left) }, body: all(one.body) };
  }
}
