// Arithmetic that changes no bit of its operand, for every operand: NaN, infinities and both zeros among them. x 0 is not 0, and
// x + 0 is not x, because -0 + 0 is 0.

import type { NodeId } from "../../graph/graph.js";
import { sameShape } from "../../graph/shape.js";
import type { Candidate, Rewriting, Rule } from "./rewrite.js";

export const identities: Rule = (candidate, rewriting) => {
  const rule = Object.hasOwn(rules, candidate.primitive) ? rules[candidate.primitive as keyof typeof rules] : undefined;
  const instead = rule?.(candidate, rewriting);
  // An operand may be a scalar under another shape.
  return instead !== undefined && sameShape(rewriting.at(instead).shape, candidate.shape) ? instead : undefined;
};

const first = ({ operands }: Candidate) => operands[0] as NodeId;
const second = ({ operands }: Candidate) => operands[1] as NodeId;

const rules = {
  mul: (node: Candidate, rewriting: Rewriting) => either(node, rewriting, 1) ?? doubledFactor(node, rewriting),
  div: (node: Candidate, rewriting: Rewriting) => (numberAt(rewriting, second(node)) === 1 ? first(node) : undefined),
  sub: (node: Candidate, rewriting: Rewriting) => (Object.is(numberAt(rewriting, second(node)), 0) ? first(node) : undefined),
  add: (node: Candidate, rewriting: Rewriting) => either(node, rewriting, -0),
  neg: (node: Candidate, rewriting: Rewriting) => within(node, rewriting, "neg"),
  transpose: (node: Candidate, rewriting: Rewriting) => within(node, rewriting, "transpose"),
  where: (node: Candidate, rewriting: Rewriting) => {
    const condition = numberAt(rewriting, first(node));
    if (condition === undefined) return undefined;
    return condition !== 0 ? second(node) : node.operands[2];
  },
  // x^2 is x x and x^1 is x by the definition of the row.
  pow: (node: Candidate, rewriting: Rewriting) => {
    const exponent = numberAt(rewriting, second(node));
    if (exponent === 1) return first(node);
    return exponent === 2 ? rewriting.add({ ...node, primitive: "square", operands: [first(node)] }) : undefined;
  },
  // A product that cannot underflow needs no question about zeros: 0 c is a zero, and adding 0 makes it 0.
  scale: (node: Candidate, rewriting: Rewriting) => {
    const [x, y] = [first(node), second(node)];
    const factor = numberAt(rewriting, x) ?? numberAt(rewriting, y);
    if (factor === undefined || !Number.isFinite(factor) || Math.abs(factor) < 1) return undefined;
    const zero = rewriting.add({ primitive: "broadcast", operands: [rewriting.constant(0)], shape: node.shape, attribute: node.shape });
    const product = rewriting.add({ ...node, primitive: "mul" });
    return rewriting.add({ ...node, primitive: "add", operands: [product, node.shape.length === 0 ? rewriting.constant(0) : zero] });
  },
  reshape: (node: Candidate, rewriting: Rewriting) => {
    const inner = rewriting.at(first(node));
    if (sameShape(inner.shape, node.shape)) return first(node);
    return inner.primitive === "reshape" ? rewriting.add({ ...node, operands: inner.operands }) : undefined;
  },
} as const;

/** The other operand where one of the two is this number. */
function either(node: Candidate, rewriting: Rewriting, neutral: number): NodeId | undefined {
  if (Object.is(numberAt(rewriting, second(node)), neutral)) return first(node);
  return Object.is(numberAt(rewriting, first(node)), neutral) ? second(node) : undefined;
}

/** c (2 x) is (2 c) x: doubling rounds nothing, and where it overflows so does the other. */
function doubledFactor(node: Candidate, rewriting: Rewriting): NodeId | undefined {
  const isFirst = numberAt(rewriting, first(node)) !== undefined;
  const factor = numberAt(rewriting, isFirst ? first(node) : second(node));
  const { primitive, operands } = rewriting.at(isFirst ? second(node) : first(node));
  const [two, x] = operands as [NodeId, NodeId];
  if (factor === undefined || !(Math.abs(factor) >= 1 && Math.abs(2 * factor) < Number.POSITIVE_INFINITY)) return undefined;
  if (primitive !== "mul" || numberAt(rewriting, two) !== 2 || !sameShape(rewriting.at(x).shape, node.shape)) return undefined;
  const number = rewriting.constant(2 * factor);
  if (node.shape.length === 0) return rewriting.add({ ...node, operands: [number, x] });
  const repeated = rewriting.add({ primitive: "broadcast", operands: [number], shape: node.shape, attribute: node.shape });
  return rewriting.add({ ...node, operands: [repeated, x] });
}

function within(node: Candidate, rewriting: Rewriting, primitive: string): NodeId | undefined {
  const inner = rewriting.at(first(node));
  return inner.primitive === primitive ? inner.operands[0] : undefined;
}

/** The number that every entry of a node is: of a constant, repeated or not. */
function numberAt(rewriting: Rewriting, node: NodeId): number | undefined {
  const { primitive, operands, attribute } = rewriting.at(node);
  if (primitive === "broadcast" || primitive === "reshape") return numberAt(rewriting, operands[0] as NodeId);
  return primitive === "constant" && typeof attribute === "number" ? attribute : undefined;
}
