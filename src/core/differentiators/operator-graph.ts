// An operator as a graph of its own, so that a derivative can be drawn, or stand inside another function and be differentiated again.

import type { Graph } from "../graph/graph.js";
import { type Shape, sizeOf } from "../graph/shape.js";
import { type Nested, toNested } from "../graph/tensor.js";
import { type Value, withTrace } from "../graph/trace.js";
import { add, broadcast, mul, reshape, stack, sum, transpose } from "../primitives/index.js";
import { splice } from "../primitives/splice.js";
import type { Linearise } from "./graph-method.js";
import type { Operator } from "./operators.js";

interface GraphDifferentiation {
  readonly direction: "push" | "pull";
  readonly linearise: Linearise;
}

/**
 * Inputs: those of f, then the direction (tangents for jvp and hvp, the adjoint for vjp). Outputs: the value, then one part for each
 * input in `wrt`, or for each pair of them for the Hessian.
 */
export function operatorGraph(method: GraphDifferentiation, graph: Graph, operator: Operator, wrt: readonly number[]): Graph {
  switch (operator) {
    case "value":
      return graph;
    case "derivative":
    case "gradient":
    case "jacobian":
      return jacobianGraph(method, graph, wrt);
    case "jvp":
      return method.direction === "push" ? method.linearise(graph, wrt) : jvpGraph(method, graph, wrt);
    case "vjp":
      return method.direction === "pull" ? method.linearise(graph, wrt) : vjpGraph(method, graph, wrt);
    case "hessian":
      return secondOrder(method, graph, wrt, (gradient) => jacobianGraph(method, gradient, wrt));
    case "hvp":
      return secondOrder(method, graph, wrt, (gradient) => operatorGraph(method, gradient, "jvp", wrt));
  }
}

/** An operator on each part of the gradient, their outputs one after another. */
function secondOrder(method: GraphDifferentiation, graph: Graph, wrt: readonly number[], each: (gradient: Graph) => Graph): Graph {
  const first = jacobianGraph(method, graph, wrt);
  const parts = first.outputs.slice(1).map((output) => each(first.withOutputs([output])));
  return merged(graph, parts);
}

/** The value of f, then the parts of each graph, over inputs that all of them share. */
function merged(f: Graph, graphs: readonly Graph[]): Graph {
  return withTrace((trace) => {
    const inputs = (graphs[0] ?? f).inputs.map(({ name, shape }): Value => trace.input(name, shape));
    const value = splice(f, inputs.slice(0, f.inputs.length));
    const parts = graphs.flatMap((graph) => splice(graph, inputs).slice(1));
    return trace.builder.finish([...value, ...parts].map((output) => trace.lift(output).node));
  });
}

function jacobianGraph({ direction, linearise }: GraphDifferentiation, graph: Graph, wrt: readonly number[]): Graph {
  const linear = linearise(graph, wrt);
  const output = graph.shape(graph.outputs[0] as number);
  const shapes = wrt.map((i) => graph.inputs[i]?.shape as Shape);
  return withTrace((trace) => {
    const inputs = graph.inputs.map(({ name, shape }): Value => trace.input(name, shape));
    const value = splice(graph, inputs)[0] as Value;
    const linearAt = (seeds: readonly Value[]) => splice(linear, [...inputs, ...seeds]).slice(1);
    // Each row holds its entries by all inputs.
    const rows = direction === "pull" ? units(output).map((unit) => linearAt([unit])) : [];
    const parts = shapes.map((shape, part) => {
      if (direction === "pull") {
        const entries = rows.map((row) => reshape(row[part] as Value, [sizeOf(shape)]));
        return reshape(stack(entries), [...output, ...shape]);
      }
      const columns = units(shape).map((unit) => {
        const seeds = shapes.map((other, k) => (k === part ? unit : broadcast(0, other)));
        return reshape(linearAt(seeds)[0] as Value, [sizeOf(output)]);
      });
      return reshape(transpose(stack(columns)), [...output, ...shape]);
    });
    return trace.builder.finish([value, ...parts].map((part) => trace.lift(part).node));
  });
}

function units(shape: Shape): Value[] {
  return Array.from({ length: sizeOf(shape) }, (_, i) => {
    const data = new Float64Array(sizeOf(shape));
    data[i] = 1;
    return toNested(data, shape) as Nested;
  });
}

/** J t by a method that gives rows: each row meets the tangent. */
function jvpGraph(method: GraphDifferentiation, graph: Graph, wrt: readonly number[]): Graph {
  const linear = method.linearise(graph, wrt);
  const output = graph.shape(graph.outputs[0] as number);
  return withTrace((trace) => {
    const inputs = graph.inputs.map(({ name, shape }): Value => trace.input(name, shape));
    const tangents = wrt.map((i) => trace.input(`tangent of ${graph.inputs[i]?.name}`, graph.inputs[i]?.shape as Shape));
    const rows = units(output).map((unit) => meet(splice(linear, [...inputs, unit]).slice(1), tangents));
    const moved = output.length === 0 ? (rows[0] as Value) : reshape(stack(rows), output);
    return trace.builder.finish([...splice(graph, inputs), moved].map((part) => trace.lift(part).node));
  });
}

/** s J by a method that gives columns: the adjoint meets each column. */
function vjpGraph(method: GraphDifferentiation, graph: Graph, wrt: readonly number[]): Graph {
  const linear = method.linearise(graph, wrt);
  const output = graph.shape(graph.outputs[0] as number);
  const shapes = wrt.map((i) => graph.inputs[i]?.shape as Shape);
  return withTrace((trace) => {
    const inputs = graph.inputs.map(({ name, shape }): Value => trace.input(name, shape));
    const adjoint = trace.input("adjoint of output 1", output);
    const parts = shapes.map((shape, part) => {
      const entries = units(shape).map((unit) => {
        const seeds = shapes.map((other, k) => (k === part ? unit : broadcast(0, other)));
        return meet(splice(linear, [...inputs, ...seeds]).slice(1), [adjoint]);
      });
      return shape.length === 0 ? (entries[0] as Value) : reshape(stack(entries), shape);
    });
    return trace.builder.finish([...splice(graph, inputs), ...parts].map((part) => trace.lift(part).node));
  });
}

function meet(left: readonly Value[], right: readonly Value[]): Value {
  return left.map((part, k) => sum(mul(part, right[k] as Value))).reduce((total, term) => add(total, term));
}
