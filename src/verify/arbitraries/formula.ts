// Random formulas as text, alone or with a point of their domain.

import type fc from "fast-check";
import { parseFormula } from "../../core/formula/index.js";
import type { Point } from "../../core/graph/tensor.js";
import { drawn } from "./drawn.js";
import { type FormulaGrammar, grammarOf } from "./grammar.js";
import { growFormula } from "./grow.js";
import { judgeOf } from "./judge.js";
import { type PointChoice, pointFinder } from "./points.js";
import { simplerTrees } from "./smaller.js";
import { type Tree, treeText, variablesOf } from "./tree.js";

/**
 * Formulas of a grammar, as text with only the brackets that it needs. Nothing is said about their domains: for a point that each is
 * defined at, see {@link formulaAt}. Shrinks to parts of the formula and to simpler numbers.
 * @throws {RangeError} for a grammar that is none
 * @example
 * import fc from "fast-check";
 * import { forward, parseFormula } from "../../index.js";
 * const polynomials = formula({ variables: ["x"], functions: [], operators: ["+", "-", "*"], constants: fc.integer({ min: 1, max: 9 }) });
 * fc.check(fc.property(polynomials, (f) => Number.isFinite(forward.derivative(parseFormula(f))({ x: 2 }).derivative))).failed   // false
 */
export function formula(grammar: FormulaGrammar = {}): fc.Arbitrary<string> {
  const chosen = grammarOf(grammar);
  return drawn<Tree>({
    draw: (random) => growFormula(random, chosen),
    *simpler(tree) {
      for (const simpler of simplerTrees(tree, chosen)) if (variablesOf(simpler).size > 0) yield simpler;
    },
  }).map(treeText);
}

export interface FormulaAt {
  readonly formula: string;
  /** a number for each variable of the formula */
  readonly at: Readonly<Record<string, number>>;
}

/** Tries for each formula: one whose domain is not met in so many is left for another. */
const triesForEach = 40;

/** A grammar may have no formula that is defined anywhere, such as log(-1 - x^2) for all it can say. */
const mostFormulas = 1000;

/**
 * Formulas with a point of their domain: inside it, well-conditioned or wild as `kind` says (see {@link pointOf}). Formula and point shrink
 * together, and every step stays in the domain.
 * @throws {RangeError} for a grammar that is none
 * @example
 * import fc from "fast-check";
 * import { compareCase } from "../../index.js";
 * fc.check(fc.property(formulaAt({ smooth: true, kind: "well-conditioned" }), (given) => compareCase(given).verdict === "agree"), { numRuns: 10 }).failed   // false
 */
export function formulaAt(options: FormulaGrammar & PointChoice = {}): fc.Arbitrary<FormulaAt> {
  const grammar = grammarOf(options);
  const finderFor = (tree: Tree) => {
    const names = grammar.variables.filter((name) => variablesOf(tree).has(name));
    return pointFinder(Object.fromEntries(names.map((name) => [name, []])), options);
  };
  const judgeFor = (tree: Tree) => judgeOf(parseFormula(treeText(tree)));
  return drawn<{ readonly tree: Tree; readonly at: Point }>({
    draw: (random) => {
      for (let i = 0; i < mostFormulas; i++) {
        const tree = growFormula(random, grammar);
        const at = finderFor(tree).find(random, judgeFor(tree), triesForEach);
        if (at !== undefined) return { tree, at };
      }
      throw new RangeError(
        `no formula of this grammar was found that is defined somewhere: allow more functions or numbers, or state a range.`,
      );
    },
    *simpler({ tree, at }) {
      for (const simpler of simplerTrees(tree, grammar)) {
        const names = variablesOf(simpler);
        if (names.size === 0) continue;
        const known = Object.fromEntries(grammar.variables.filter((name) => names.has(name)).map((name) => [name, at[name] ?? 1]));
        if (finderFor(simpler).fits(known, judgeFor(simpler))) yield { tree: simpler, at: known };
      }
      const judge = judgeFor(tree);
      for (const simpler of finderFor(tree).simpler(at, judge)) yield { tree, at: simpler };
    },
  }).map(({ tree, at }) => ({ formula: treeText(tree), at: at as FormulaAt["at"] }));
}
