// Random programs with branches and loops, alone or with a point of their domain.

import type fc from "fast-check";
import type { Random } from "fast-check";
import type { Point } from "../../core/graph/tensor.js";
import type { TracedFunction } from "../../core/graph/trace.js";
import { drawn } from "./drawn.js";
import { type FormulaGrammar, type Grammar, grammarOf } from "./grammar.js";
import { grow, pick } from "./grow.js";
import { judgeOf } from "./judge.js";
import { type PointChoice, pointFinder } from "./points.js";
import { simplerSketches } from "./simpler-sketches.js";
import { type Sketch, type Statement, sketchFunction, sketchText, type Test } from "./statements.js";
import { mapLeaves, type Tree, variablesOf } from "./tree.js";

export interface ProgramConstraints extends Omit<FormulaGrammar, "size"> {
  /** statements before the result, at most; 5 unless given */
  readonly statements?: number;
  /** operations of each expression, at most; 4 unless given */
  readonly size?: number;
}

/** A function of numbers under their names, as users write them; printed it shows its source. */
export type Program = TracedFunction & { readonly inputs: readonly string[] };

/**
 * Programs in the functions of the library: variables, branches and loops that look at the numbers with `primal`, `where` and `max`. Every
 * loop ends. `toString()` gives the source, which is what a failing property prints; shrinks to few statements.
 * @throws {RangeError} for a grammar that is none
 * @example
 * import fc from "fast-check";
 * fc.sample(program({ variables: ["x"], statements: 0, functions: ["sin"], operators: [], conditionals: false, size: 1 }), 1)[0].inputs   // ["x"]
 */
export function program(constraints: ProgramConstraints = {}): fc.Arbitrary<Program> {
  const chosen = chosenOf(constraints);
  return drawn<Sketch>({
    draw: (random) => sketch(random, chosen),
    simpler: (given) => simplerSketches(given, chosen.grammar),
  }).map(finished);
}

export interface ProgramAt {
  readonly program: Program;
  readonly at: Readonly<Record<string, number>>;
}

/** A program whose domain is not met in so many tries is left for another. */
const triesForEach = 20;
const mostPrograms = 1000;

/**
 * Programs with a point of their domain: inside it, well-conditioned or wild as `kind` says. Both shrink together.
 * @throws {RangeError} for a grammar that is none
 * @example
 * import fc from "fast-check";
 * import { compare } from "../../index.js";
 * const calm = programAt({ smooth: true, kind: "well-conditioned" });
 * fc.check(fc.property(calm, ({ program, at }) => compare(program, at).verdict === "agree"), { numRuns: 5 }).failed   // false
 */
export function programAt(options: ProgramConstraints & PointChoice = {}): fc.Arbitrary<ProgramAt> {
  const chosen = chosenOf(options);
  const finder = pointFinder(Object.fromEntries(chosen.grammar.variables.map((name) => [name, []])), options);
  return drawn<{ readonly sketch: Sketch; readonly at: Point }>({
    draw: (random) => {
      for (let i = 0; i < mostPrograms; i++) {
        const tried = sketch(random, chosen);
        const at = finder.find(random, judgeOf(sketchFunction(tried)), triesForEach);
        if (at !== undefined) return { sketch: tried, at };
      }
      throw new RangeError(
        "no program of this grammar was found that is defined somewhere: allow more functions or numbers, or state a range.",
      );
    },
    *simpler({ sketch: given, at }) {
      for (const simpler of simplerSketches(given, chosen.grammar)) {
        if (finder.fits(at, judgeOf(sketchFunction(simpler)))) yield { sketch: simpler, at };
      }
      for (const simpler of finder.simpler(at, judgeOf(sketchFunction(given)))) yield { sketch: given, at: simpler };
    },
  }).map(({ sketch: given, at }) => ({ program: finished(given), at: at as ProgramAt["at"] }));
}

interface Chosen {
  readonly grammar: Grammar;
  readonly statements: number;
}

function chosenOf({ statements = 5, size = 4, ...grammar }: ProgramConstraints): Chosen {
  if (!Number.isSafeInteger(statements) || statements < 0)
    throw new RangeError(`statements is a whole number from 0 on, not ${statements}.`);
  return { grammar: grammarOf({ ...grammar, size }), statements };
}

function finished(given: Sketch): Program {
  const properties = { inputs: { value: given.inputs }, toString: { value: () => sketchText(given) } };
  return Object.defineProperties(sketchFunction(given), properties) as Program;
}

const letters = "abcdefghijklmnopqrstuvwxyz".split("");

function sketch(random: Random, { grammar, statements: most }: Chosen): Sketch {
  const names = letters.filter((letter) => !grammar.variables.includes(letter) && letter !== "i");
  const known = [...grammar.variables];
  const statements: Statement[] = [];
  for (let left = random.nextInt(0, most); left > 0; ) {
    const locals = known.slice(grammar.variables.length);
    const isNew = locals.length === 0 || (random.nextInt(0, 1) === 0 && locals.length < names.length);
    const drawnOne = isNew
      ? set(random, grammar, known, names[locals.length] as string)
      : statement(random, grammar, { known, locals }, left);
    if (isNew) known.push(names[locals.length] as string);
    statements.push(drawnOne);
    left -= count([drawnOne]);
  }
  return { inputs: grammar.variables, statements, result: result(random, grammar, known) };
}

/** What was computed last is used. */
function result(random: Random, grammar: Grammar, known: readonly string[]): Tree {
  const tree = expression(random, grammar, known);
  const last = known.at(-1) as string;
  if (known.length === grammar.variables.length || variablesOf(tree).has(last)) return tree;
  let placed = false;
  return mapLeaves(tree, (leaf) => {
    if (placed || typeof leaf.leaf === "number") return leaf;
    placed = true;
    return { leaf: last };
  });
}

interface Scope {
  /** what may be read */
  readonly known: readonly string[];
  /** what may be assigned */
  readonly locals: readonly string[];
}

const kinds = ["set", "if", "if", "repeat", "while"] as const;

function statement(random: Random, grammar: Grammar, scope: Scope, left: number): Statement {
  const kind = left < 2 ? "set" : pick(random, kinds);
  const body = () => [set(random, grammar, scope.known, pick(random, scope.locals))];
  switch (kind) {
    case "set":
      return set(random, grammar, scope.known, pick(random, scope.locals));
    case "if":
      return { kind, test: test(random, grammar, scope), yes: body(), no: left < 3 || random.nextInt(0, 1) === 0 ? [] : body() };
    case "repeat":
      return { kind, times: random.nextInt(2, 4), body: body() };
    case "while":
      return { kind, test: test(random, grammar, scope), most: random.nextInt(2, 8), body: body() };
  }
}

function set(random: Random, grammar: Grammar, known: readonly string[], name: string): Statement {
  return { kind: "set", name, to: expression(random, grammar, known) };
}

function test(random: Random, grammar: Grammar, { known, locals }: Scope): Test {
  const left = random.nextInt(0, 2) === 0 ? expression(random, grammar, known) : { leaf: pick(random, locals) };
  return { left, compare: pick(random, [">", "<"] as const), right: random.nextInt(-2, 4) / 2 };
}

function expression(random: Random, grammar: Grammar, variables: readonly string[]) {
  return grow(
    random,
    { ...grammar, variables },
    { operations: random.nextInt(Math.min(1, grammar.size), grammar.size), depth: grammar.depth },
  );
}

function count(statements: readonly Statement[]): number {
  return statements.reduce((total, one) => {
    if (one.kind === "set") return total + 1;
    return total + 1 + (one.kind === "if" ? count(one.yes) + count(one.no) : count(one.body));
  }, 0);
}
