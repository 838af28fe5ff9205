// A function that gives something else when it is called again cannot be differentiated.

import type { Differentiable } from "../../core/differentiators/program.js";
import { Graph } from "../../core/graph/graph.js";
import type { Point } from "../../core/graph/tensor.js";
import { type Recording, record, type TracedFunction, TraceError } from "../../core/graph/trace.js";

/**
 * Traces f once more and compares.
 * @throws {TraceError} when the second trace differs: f is random, or keeps state between calls
 */
export function requireRepeatable(f: Differentiable, first: Recording, point: Point): Recording {
  if (f instanceof Graph) return first;
  const call: TracedFunction = typeof f === "function" ? f : (inputs) => f.evaluate(inputs);
  const second = record(call, point).graph;
  const different = firstDifference(first.graph, second);
  if (different === undefined) return first;
  throw new TraceError(
    `The function is not the same when it is called again (${different}): it is random or keeps state between calls. Pass what varies as an input.`,
  );
}

function firstDifference(a: Graph, b: Graph): string | undefined {
  if (a.length !== b.length) return `${a.length} operations, then ${b.length}`;
  for (let node = 0; node < a.length; node++) {
    if (a.primitive(node) !== b.primitive(node)) return `${a.primitive(node)}, then ${b.primitive(node)}`;
    if (String(a.attribute(node)) !== String(b.attribute(node))) return `${a.attribute(node)}, then ${b.attribute(node)}`;
  }
  return undefined;
}
