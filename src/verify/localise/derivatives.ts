// Going forwards from the inputs: the first part of a function whose derivative is wrong, and what made it so.

import { activeNodes } from "../../core/differentiators/automatic/activity.js";
import { derive } from "../../core/differentiators/symbolic/index.js";
import { graphToNode } from "../../core/formula/index.js";
import type { Graph, NodeId } from "../../core/graph/graph.js";
import { neededNodes } from "../../core/graph/needed.js";
import { sizeOf } from "../../core/graph/shape.js";
import { type NestedArray, type Point, toNested } from "../../core/graph/tensor.js";
import { type Component, flatten, labelOf } from "../compare/components.js";
import type { Culprit, Found, Search } from "./parting.js";
import { ask, mixedDirection, type Probe } from "./probe.js";
import { blamed } from "./shares.js";

/** @param by  the entry of an input by which the derivatives are taken */
export function firstWrongDerivative(search: Search, by: Component): Found | undefined {
  const { method, trusted, graph } = search;
  const input = graph.inputs.find(({ name }) => name === by.input) as Graph["inputs"][number];
  const active = activeNodes(graph, [input.node]);
  const needed = neededNodes(graph);
  for (let node = input.node; node < graph.length; node++) {
    if (active[node] !== 1 || needed[node] !== 1) continue;
    const answer = ask(method, probeOf(search, node, by), trusted);
    if (answer.kind !== "wrong") continue;
    const { claimed, expected } = answer;
    return { kind: "derivative", node, claimed, expected, culprit: culpritOf(search, node, by, active) };
  }
  return undefined;
}

/** All numbers that one input moves by itself, of one node. */
function probeOf({ graph, point }: Search, node: NodeId, { input, entry }: Component): Probe {
  const tangent = new Float64Array(sizeOf(shapeOfInput(graph, input)));
  tangent[entry] = 1;
  return { graph: graph.withOutputs([node]), point, input, tangent, adjoint: mixedDirection(sizeOf(graph.shape(node))) };
}

const shapeOfInput = (graph: Graph, name: string) => graph.inputs.find((input) => input.name === name)?.shape ?? [];

/** The operands have right derivatives: the rule of the operation is wrong, or what its operands contribute is not added up. */
function culpritOf(search: Search, node: NodeId, by: Component, active: Uint8Array): Culprit {
  const { graph, method } = search;
  const operands = graph.operands(node);
  if (operands.length === 0) return { kind: "seed" };
  if (method.name === "symbolic") {
    return { kind: "rule", node, primitive: graph.primitive(node), operands: operands.length, rule: ruleName(graph, node, by) };
  }
  const adjoint = mixedDirection(sizeOf(graph.shape(node)));
  const shares = operands.flatMap((operand, position) =>
    active[operand] === 1 ? [{ user: node, position, adjoint, tangent: tangentOf(search, operand, by) }] : [],
  );
  return blamed(search, node, shares);
}

function tangentOf(search: Search, node: NodeId, by: Component): Float64Array {
  const { graph, point, input, tangent } = probeOf(search, node, by);
  const along = toNested(tangent, shapeOfInput(graph, input)) as Point[string];
  const { derivative } = search.method.prepare(graph, "jvp", { wrt: [input] })(point, { [input]: along });
  return Float64Array.from(flatten(derivative as NestedArray));
}

/** "product", "chain rule for sin": the textbook rule that symbolic applies to a node of a lowered graph. */
function ruleName(graph: Graph, node: NodeId, { input, entry }: Component): string {
  // The entries of a lowered graph are read from its inputs, whose names a formula may not know.
  const named = graph.withInputNames(graph.inputs.map((_, i) => `in${i}`));
  const position = graph.inputs.findIndex(({ name }) => name === input);
  const variable = labelOf(`in${position}`, shapeOfInput(graph, input), entry);
  return derive(graphToNode(named, node), variable).steps[0]?.rule ?? "";
}
