// Arrays of one number repeated: computed once, as a number. The bits are the same, and nothing of the size of the array is read.

import type { Attribute, NodeId } from "../../graph/graph.js";
import { sizeOf } from "../../graph/shape.js";
import { rowOf } from "../../primitives/row.js";
import type { Candidate, Rewriting, Rule } from "./rewrite.js";

/** A constant array of equal entries becomes a number repeated; a function of numbers repeated becomes its value repeated. */
export const repetitions: Rule = (candidate, rewriting) => {
  if (sizeOf(candidate.shape) === 1) return undefined;
  const number = candidate.primitive === "constant" ? numberIn(candidate.attribute, rewriting) : valueOfNumbers(candidate, rewriting);
  if (number === undefined) return undefined;
  const { shape } = candidate;
  return rewriting.add({ primitive: "broadcast", operands: [number], shape, attribute: shape });
};

function numberIn(entries: Attribute | undefined, rewriting: Rewriting): NodeId | undefined {
  if (!(entries instanceof Float64Array)) return undefined;
  const first = entries[0] as number;
  return entries.every((entry) => Object.is(entry, first)) ? rewriting.constant(first) : undefined;
}

function valueOfNumbers({ primitive, operands, attribute }: Candidate, rewriting: Rewriting): NodeId | undefined {
  if (operands.length === 0 || rowOf(primitive).kind !== "elementwise") return undefined;
  const numbers = operands.map((operand) => numberRepeatedBy(operand, rewriting));
  if (!numbers.every((number) => number !== undefined)) return undefined;
  return rewriting.add({ primitive, operands: numbers, shape: [], attribute });
}

function numberRepeatedBy(node: NodeId, rewriting: Rewriting): NodeId | undefined {
  const { primitive, operands } = rewriting.at(node);
  const [inner] = operands;
  if (primitive !== "broadcast" || inner === undefined) return undefined;
  return rewriting.at(inner).shape.length === 0 ? inner : undefined;
}
