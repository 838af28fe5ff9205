// Random expression trees over every elementwise row, as functions of x, y and z.

import fc from "fast-check";
import type { TracedFunction, Value } from "../../../src/core/graph/trace.js";
import { applyRow } from "../../../src/core/primitives/apply.js";
import "../../../src/core/primitives/index.js";
import { allRows, type ElementwiseRow } from "../../../src/core/primitives/row.js";

export type Tree = { readonly leaf: "x" | "y" | "z" | number } | { readonly row: ElementwiseRow; readonly operands: readonly Tree[] };

// `scale` is written as a product, and has no name of its own.
const rows = allRows().filter((row): row is ElementwiseRow => row.kind === "elementwise" && row.name !== "scale");

const leaf: fc.Arbitrary<Tree> = fc.record({
  leaf: fc.oneof(
    fc.constantFrom("x" as const, "y" as const, "z" as const),
    fc.constantFrom(0, -0, 1, -1, 2, 0.1, -1.5, Math.PI, Math.E, 1e21, 5e-324),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  ),
});

export const trees: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    leaf,
    fc
      .constantFrom(...rows)
      .chain((row) => fc.tuple(...Array.from({ length: row.arity }, () => tie("tree"))).map((operands): Tree => ({ row, operands }))),
  ),
})).tree;

export function functionOf(tree: Tree): TracedFunction {
  const value = (part: Tree, inputs: Readonly<Record<string, Value>>): Value =>
    "leaf" in part
      ? typeof part.leaf === "number"
        ? part.leaf
        : (inputs[part.leaf] as Value)
      : applyRow(
          part.row,
          lifted(
            part.operands.map((operand) => value(operand, inputs)),
            inputs,
          ),
        );
  return (inputs) => value(tree, inputs);
}

/** Arithmetic on numbers is kept in the graph, as in a formula. */
function lifted(operands: readonly Value[], { x }: Readonly<Record<string, Value>>): readonly Value[] {
  if (operands.some((operand) => typeof operand !== "number") || x === undefined || typeof x !== "object" || !("trace" in x))
    return operands;
  return operands.map((operand) => x.trace.lift(operand));
}
