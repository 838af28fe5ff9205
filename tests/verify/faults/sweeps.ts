// Reverse and forward mode with a flaw in the sweep itself, while every rule is right.

import { activeNodes, ruleOperands, ruleShapes } from "../../../src/core/differentiators/automatic/activity.js";
import { copyInputs } from "../../../src/core/differentiators/automatic/linearise.js";
import { type Differentiator, differentiator } from "../../../src/core/differentiators/differentiator.js";
import { graphFunction, graphMethod, type Linearise } from "../../../src/core/differentiators/graph-method.js";
import type { Graph, NodeId } from "../../../src/core/graph/graph.js";
import { type Trace, type Value, withTrace } from "../../../src/core/graph/trace.js";
import { applyRow } from "../../../src/core/primitives/apply.js";
import { pullRule, rowOf } from "../../../src/core/primitives/row.js";
import { spliceNodes } from "../../../src/core/primitives/splice.js";
import { add, broadcast, mul } from "../../../src/index.js";
import { boundedEvaluator } from "../../../src/verify/bounds/rounding.js";

/** What happens where shares come together, or on the way there. All but one entry are as they should be. */
export interface Flaw {
  /** adds a share to those that arrived before */
  readonly combine?: (known: Value, received: Value) => Value;
  /** a value that is an operand twice is counted once */
  readonly countsOperandOnce?: boolean;
  /** each share is sent on as soon as it arrives, together with all before it: what a recursion without an order of evaluation does */
  readonly sendsEarly?: boolean;
  /** the adjoint of the result, or the tangent of the input, is multiplied by this */
  readonly seed?: number;
}

/** Reverse mode with a flaw, and bounds as the right one has them. */
export function flawedReverse(flaw: Flaw): Differentiator {
  return flawed("reverse", "pull", (graph, wrt, seed) =>
    withTrace((trace) => {
      const values = spliceNodes(graph, copyInputs(graph, trace));
      const inputs = wrt.map((i) => graph.inputs[i] as Graph["inputs"][number]);
      const output = graph.outputs[0] as NodeId;
      const given: Value = seed === "one" ? 1 : trace.input("adjoint of output 1", graph.shape(output));
      const active = activeNodes(
        graph,
        inputs.map(({ node }) => node),
      ); // paths from these inputs only
      const adjoints = backward({ graph, values, active, flaw }, output, scaled(given, flaw));
      return finish(trace, [values[output] as Value, ...inputs.map(({ node, shape }) => adjoints.get(node) ?? broadcast(0, shape))]);
    }),
  );
}

/** Forward mode with a flaw. */
export function flawedForward(flaw: Flaw): Differentiator {
  return flawed("forward", "push", (graph, wrt) =>
    withTrace((trace) => {
      const values = spliceNodes(graph, copyInputs(graph, trace));
      const tangents = new Map<NodeId, Value>();
      for (const i of wrt) {
        const { name, shape, node } = graph.inputs[i] as Graph["inputs"][number];
        tangents.set(node, scaled(trace.input(`tangent of ${name}`, shape), flaw));
      }
      const active = activeNodes(graph, [...tangents.keys()]);
      for (let node = 0; node < graph.length; node++) {
        const moved =
          active[node] === 1 && graph.operandCount(node) > 0 ? tangentOf({ graph, values, active, flaw }, node, tangents) : undefined;
        if (moved !== undefined) tangents.set(node, moved);
      }
      const output = graph.outputs[0] as NodeId;
      return finish(trace, [values[output] as Value, tangents.get(output) ?? broadcast(0, graph.shape(output))]);
    }),
  );
}

function flawed(name: "reverse" | "forward", direction: "pull" | "push", linearise: Linearise): Differentiator {
  const lift = (graphAt: (inputs: readonly Float64Array[]) => Graph, inputs: readonly Float64Array[]) => graphFunction(graphAt(inputs));
  return differentiator({ name, method: graphMethod(direction, linearise, boundedEvaluator), lift, supports: () => true });
}

const scaled = (seed: Value, { seed: factor = 1 }: Flaw): Value => (factor === 1 ? seed : mul(factor, seed));

function finish(trace: Trace, outputs: readonly Value[]): Graph {
  return trace.builder.finish(outputs.map((output) => trace.lift(output).node));
}

interface Sweep {
  readonly graph: Graph;
  readonly values: readonly Value[];
  readonly active: Uint8Array;
  readonly flaw: Flaw;
}

const share = ({ flaw }: Sweep, known: Value | undefined, received: Value): Value =>
  known === undefined ? received : (flaw.combine ?? add)(known, received);

function backward(sweep: Sweep, output: NodeId, seed: Value): ReadonlyMap<NodeId, Value> {
  const adjoints = new Map([[output, seed]]);
  const send = (node: NodeId, next: (operand: NodeId) => void) => {
    const delta = adjoints.get(node);
    if (delta === undefined || sweep.active[node] !== 1) return;
    positionsOf(sweep, node).forEach((position) => {
      const operand = sweep.graph.operand(node, position);
      if (sweep.active[operand] !== 1) return;
      const received = pulled(sweep, node, position, delta);
      if (received === undefined) return;
      adjoints.set(operand, share(sweep, adjoints.get(operand), received));
      next(operand);
    });
  };
  const sendAll = (node: NodeId): void => send(node, sendAll);
  if (sweep.flaw.sendsEarly === true) sendAll(output);
  else for (let node = output; node >= 0; node--) send(node, () => undefined);
  return adjoints;
}

function positionsOf({ graph, flaw }: Sweep, node: NodeId): number[] {
  const operands = graph.operands(node);
  const positions = operands.map((_, position) => position);
  return flaw.countsOperandOnce === true ? positions.filter((k) => operands.indexOf(operands[k] as NodeId) === k) : positions;
}

function pulled({ graph, values, active }: Sweep, node: NodeId, position: number, delta: Value): Value | undefined {
  const row = rowOf(graph.primitive(node));
  return pullRule(row, position)(delta, ruleOperands(graph, node, values, active), values[node] as Value, ruleShapes(graph, node));
}

function tangentOf(sweep: Sweep, node: NodeId, tangents: ReadonlyMap<NodeId, Value>): Value | undefined {
  const { graph, values } = sweep;
  const row = rowOf(graph.primitive(node));
  let total: Value | undefined;
  for (const position of positionsOf(sweep, node)) {
    const tangent = tangents.get(graph.operand(node, position));
    if (tangent === undefined) continue;
    const operands = graph.operands(node).map((operand) => values[operand] as Value);
    let term: Value | undefined;
    if (row.kind === "elementwise") term = pulled(sweep, node, position, tangent);
    else if (row.push !== undefined) {
      term = row.push(tangent, { x: operands[0] as Value, y: operands[1] as Value, all: operands }, values[node] as Value, position);
    } else {
      const still = (k: number) => (row.linear === "jointly" ? broadcast(0, graph.shape(graph.operand(node, k))) : (operands[k] as Value));
      const moved = operands.map((_, k) => (k === position ? tangent : still(k)));
      term = applyRow(row, moved, graph.attribute(node));
    }
    if (term !== undefined) total = share(sweep, total, term);
  }
  return total;
}
