// Formulas that lose everything in floating point, and the function of the library that says the same safely.

import type { Graph, NodeId } from "../../core/graph/graph.js";

/**
 * What to write instead of an expression of the graph that overflows or cancels; undefined when nothing is known.
 * @example
 * stableForm(record(({ x }) => log(add(1, exp(x))), { x: 800 }).graph)   // "softplus(u) for log(1 + exp(u))"
 */
export function stableForm(graph: Graph): string | undefined {
  for (let node = graph.length - 1; node >= 0; node--) {
    const found = forms.find(({ matches }) => matches(graph, node));
    if (found !== undefined) return `${found.write} for ${found.instead}`;
  }
  return undefined;
}

interface StableForm {
  readonly instead: string;
  readonly write: string;
  readonly matches: (graph: Graph, node: NodeId) => boolean;
}

const is = (graph: Graph, node: NodeId | undefined, primitive: string) => node !== undefined && graph.primitive(node) === primitive;

/** The number 1, also where it is repeated for the entries of a vector. */
function isOne(graph: Graph, node: NodeId | undefined): boolean {
  if (is(graph, node, "broadcast")) return isOne(graph, graph.operand(node as NodeId, 0));
  return is(graph, node, "constant") && graph.attribute(node as NodeId) === 1;
}

/** The other operand of a sum (or of 1 - u) with 1. */
function besideOne(graph: Graph, node: NodeId | undefined, primitive: "add" | "sub"): NodeId | undefined {
  if (!is(graph, node, primitive)) return undefined;
  const [x, y] = graph.operands(node as NodeId);
  if (isOne(graph, x)) return y;
  return primitive === "add" && isOne(graph, y) ? x : undefined;
}

/** The operand of a logarithm. */
const logged = (graph: Graph, node: NodeId) => (is(graph, node, "log") ? graph.operand(node, 0) : undefined);

const forms: readonly StableForm[] = [
  {
    instead: "log(1 + exp(u))",
    write: "softplus(u)",
    matches: (graph, node) => is(graph, besideOne(graph, logged(graph, node), "add"), "exp"),
  },
  {
    instead: "-log(1 - sigmoid(u))",
    write: "softplus(u)",
    matches: (graph, node) => is(graph, besideOne(graph, logged(graph, node), "sub"), "sigmoid"),
  },
  { instead: "log(sigmoid(u))", write: "-softplus(-u)", matches: (graph, node) => is(graph, logged(graph, node), "sigmoid") },
  {
    instead: "log(1/(1 + exp(-u)))",
    write: "-softplus(-u)",
    matches: (graph, node) => {
      const inner = logged(graph, node);
      if (!is(graph, inner, "div")) return false;
      const [over, under] = graph.operands(inner as NodeId);
      return isOne(graph, over) && is(graph, besideOne(graph, under, "add"), "exp");
    },
  },
  {
    instead: "log(exp(u) + exp(v) + ...)",
    write: "logsumexp([u, v, ...])",
    matches: (graph, node) => {
      const inner = logged(graph, node);
      return is(graph, inner, "add") && graph.operands(inner as NodeId).some((operand) => is(graph, operand, "exp"));
    },
  },
  {
    instead: "sqrt(u^2 + v^2)",
    write: "hypot(u, v)",
    matches: (graph, node) => is(graph, node, "sqrt") && is(graph, graph.operand(node, 0), "add"),
  },
];
