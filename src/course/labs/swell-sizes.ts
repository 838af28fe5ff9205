// How large a derivative is: written out as a tree, with its common parts shared, and as reverse mode makes it.

import { reverse } from "../../core/differentiators/automatic/index.js";
import { UnsupportedError } from "../../core/differentiators/errors.js";
import { derivativeSize, derive, treeSize } from "../../core/differentiators/symbolic/index.js";
import { operations } from "../../core/execute/operations.js";
import { FormulaError, graphToNode, nodeToProgram } from "../../core/formula/index.js";
import type { Graph } from "../../core/graph/graph.js";
import { ShapeError } from "../../core/graph/shape.js";
import { record, type TracedFunction, type Value } from "../../core/graph/trace.js";
import { share } from "../../core/primitives/share.js";
import { readFormula } from "./one-variable.js";

/** l_1 = x, l_(n+1) = map(l_n): f is l_n. */
export interface SwellRow {
  readonly n: number;
  /** nodes of f and of its raw derivative, each written out as one tree */
  readonly tree: number;
  readonly derivativeTree: number;
  /** scalar operations of f, everything that occurs twice computed once */
  readonly operations: number;
  /** the same for the derivative that the symbolic rules write */
  readonly symbolic: number;
  /** and for the derivative that reverse mode computes */
  readonly reverse: number;
  /** tree sizes as Baydin et al. and others count them, for their map alone */
  readonly published?: PublishedSizes;
}

export interface SwellFamily {
  readonly map: string;
  readonly rows: readonly SwellRow[];
}

/**
 * Nothing is written out for this: a tree of 10^30 nodes is counted through what it shares.
 * @throws {RangeError} for a map that is no formula of x, or without symbolic rule
 * @example
 * swellFamily("x^2", 2).rows   // [{ n: 1, tree: 1, derivativeTree: 1, ... }, { n: 2, tree: 3, derivativeTree: 3, ... }]
 */
export function swellFamily(map: string, iterates: number): SwellFamily {
  const formula = readFormula(map, "maps");
  const others = formula.names.filter((name) => name !== "x");
  if (others.length > 0 || formula.names.length === 0) {
    throw new RangeError(`maps: each is a formula of x alone, and ${map} has ${others[0] ?? "no variable"}.`);
  }
  const isLogistic = map.replaceAll(/[\s*]/g, "") === "4x(1-x)";
  const rows = Array.from({ length: iterates }, (_, i): SwellRow => {
    const f = iterate((x) => formula.evaluate({ x }), i);
    return { ...named(map, () => sizesOf(f, i + 1)), ...(isLogistic ? { published: publishedSizes(i + 1) } : {}) };
  });
  return { map, rows };
}

const iterate =
  (map: (x: Value) => Value, times: number): TracedFunction =>
  ({ x }) => {
    let l = x as Value;
    for (let i = 0; i < times; i++) l = map(l);
    return l;
  };

function sizesOf(f: TracedFunction, n: number): SwellRow {
  const { graph } = record(f, { x: 1 });
  const tree = graphToNode(graph);
  const derivative = derive(tree, "x", Number.POSITIVE_INFINITY).result;
  const backward = (reverse.graph as NonNullable<typeof reverse.graph>)(graph, "derivative");
  return {
    n,
    tree: treeSize(tree),
    derivativeTree: derivativeSize(tree, "x"),
    operations: shared(graph),
    symbolic: shared(record(nodeToProgram(derivative), { x: 1 }).graph),
    // The derivative alone, without the value of f that comes with it: the formula of a derivative does not give it either.
    reverse: shared(backward.withOutputs(backward.outputs.slice(1))),
  };
}

const shared = (graph: Graph) => operations(share(graph));

export interface PublishedSizes {
  readonly tree: number;
  readonly derivativeTree: number;
}

/**
 * Nodes of the logistic map as counted in the literature on expression swell: written 4 * (l) * (1 - (l)), with raw derivative
 * 4 * (l') * (1 - (l)) + 4 * (l) * (0 - (l')), every bracket a node and no zero or one left out.
 * @example
 * [4, 6, 8].map(publishedSizes)   // [{ tree: 64, derivativeTree: 231 }, { tree: 280, derivativeTree: 1503 }, { tree: 1144, derivativeTree: 8319 }]
 */
export function publishedSizes(n: number): PublishedSizes {
  let tree = 1;
  let derivativeTree = 1;
  for (let i = 1; i < n; i++) {
    // Two copies of l' and two of l, with 17 nodes around them; two copies of l with 8.
    derivativeTree = 2 * derivativeTree + 2 * tree + 17;
    tree = 2 * tree + 8;
  }
  return { tree, derivativeTree };
}

function named<T>(map: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof FormulaError || error instanceof ShapeError || error instanceof UnsupportedError) {
      throw new RangeError(`maps: ${map}: ${error.message}`);
    }
    throw error;
  }
}
