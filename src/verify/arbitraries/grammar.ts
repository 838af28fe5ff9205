// What a random formula may be made of.

import "../../core/primitives/index.js";
import fc from "fast-check";
import { nearest } from "../../core/formula/distance.js";
import { allRows, type ElementwiseRow } from "../../core/primitives/row.js";

export const operators = ["+", "-", "*", "/", "^"] as const;
export type FormulaOperator = (typeof operators)[number];

export interface FormulaGrammar {
  /** x and y unless given; every formula has at least one of them */
  readonly variables?: readonly string[];
  /** by their names in formulas; every function of numbers unless given */
  readonly functions?: readonly string[];
  /** all of + - * / ^ unless given; "-" is the sign too */
  readonly operators?: readonly FormulaOperator[];
  /** the numbers, exponents among them; false: none. Readable ones between -5 and 5 unless given */
  readonly constants?: fc.Arbitrary<number> | false;
  /** operations inside one another, at most; 5 unless given */
  readonly depth?: number;
  /** operations altogether, at most; 12 unless given */
  readonly size?: number;
  /** true: nothing that has kinks or jumps, and no conditionals */
  readonly smooth?: boolean;
  /** whether there are conditionals, `c ? a : b`; they are there unless `smooth` */
  readonly conditionals?: boolean;
}

/** A grammar with every choice made. */
export interface Grammar {
  readonly variables: readonly string[];
  readonly functions: readonly ElementwiseRow[];
  readonly operators: readonly FormulaOperator[];
  readonly constants: fc.Arbitrary<number> | undefined;
  readonly exponents: fc.Arbitrary<number> | undefined;
  /** numbers may be replaced by simpler ones: the caller stated none of his own */
  readonly anyNumbers: boolean;
  readonly depth: number;
  readonly size: number;
  readonly conditionals: boolean;
}

/** Whole numbers, and numbers with three decimals. */
const readable = fc.oneof(
  fc.integer({ min: 1, max: 5 }),
  fc.integer({ min: -3000, max: 3000 }).map((n) => (n === 0 ? 0.5 : n / 1000)),
);

const usualExponents = fc.constantFrom(2, 2, 3, 0.5, -1, -2, 1.5);

/** @throws {RangeError} for what no formula has */
export function grammarOf(given: FormulaGrammar = {}): Grammar {
  const { variables = ["x", "y"], functions, constants, depth = 5, size = 12, smooth = false, conditionals = !smooth } = given;
  if (variables.length === 0) throw new RangeError("variables: a formula has at least one, such as x.");
  requireCount("depth", depth);
  requireCount("size", size);
  const chosen = functions?.map(functionNamed) ?? scalarFunctions();
  const unknown = given.operators?.find((operator) => !operators.includes(operator));
  if (unknown !== undefined) throw new RangeError(`operators: there is no "${unknown}": there are ${operators.join(" ")}.`);
  return {
    variables,
    functions: chosen.filter((row) => !smooth || row.kinks === undefined),
    operators: given.operators ?? operators,
    constants: constants === false ? undefined : (constants ?? readable),
    exponents: constants === false ? undefined : (constants ?? usualExponents),
    anyNumbers: constants === undefined,
    depth,
    size,
    conditionals: conditionals && !smooth,
  };
}

function requireCount(name: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${name} is a whole number from 0 on, not ${value}.`);
}

/** The rows that formulas write as functions of numbers; truth values belong into conditions. */
function scalarFunctions(): readonly ElementwiseRow[] {
  return allRows().filter(
    (row): row is ElementwiseRow =>
      row.kind === "elementwise" && row.spelling.names.length > 0 && row.spelling.infix === undefined && row.name !== "not",
  );
}

function functionNamed(name: string): ElementwiseRow {
  const known = scalarFunctions();
  const found = known.find(({ spelling }) => spelling.names.includes(name));
  if (found !== undefined) return found;
  const names = known.map(({ spelling }) => spelling.names[0] as string);
  const meant = nearest(name, names);
  throw new RangeError(
    `functions: there is no function of numbers "${name}"${meant === undefined ? "" : `: did you mean ${meant}?`} There are ${names.join(", ")}.`,
  );
}
