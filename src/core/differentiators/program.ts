// The functions that can be differentiated, and the graph that each has at a point.

import { Graph } from "../graph/graph.js";
import type { Shape } from "../graph/shape.js";
import { type Point, toTensor } from "../graph/tensor.js";
import { type Recording, record, Traced, type TracedFunction, type Value, withTrace } from "../graph/trace.js";
import { shapeKey } from "./point.js";

/** A parsed formula, or anything else that computes a value from named inputs. */
export interface Evaluates {
  evaluate(inputs: Readonly<Record<string, Value>>): Value;
}

/** What every method takes. */
export type Differentiable = Graph | TracedFunction | Evaluates;

/** The graph of f at a point. A function is traced once for each set of shapes, or at every point when it looks at its numbers. */
export function recorder(f: Differentiable): (point: Point) => Recording {
  if (f instanceof Graph) return () => ({ graph: f, captured: [], lookedAtPoint: false });
  const call: TracedFunction = typeof f === "function" ? f : (inputs) => f.evaluate(inputs);
  const known = new Map<string, Recording>();
  return (point) => {
    const key = shapeKey(point);
    const before = known.get(key);
    if (before !== undefined) return before;
    const recording = record(call, point);
    // Captured values belong to a trace that is still open: the next call may close over others.
    if (!recording.lookedAtPoint && recording.captured.length === 0) known.set(key, recording);
    return recording;
  };
}

/** The graph of f where some inputs are themselves traced: it stands inside another function. */
export function recordInside(f: Differentiable, inputs: Readonly<Record<string, Value>>): Pick<Recording, "graph" | "captured"> {
  if (f instanceof Graph) return { graph: f, captured: [] };
  const call: TracedFunction = typeof f === "function" ? f : (values) => f.evaluate(values);
  return withTrace((trace) => {
    const own = Object.entries(inputs).map(([name, value]) => [name, trace.input(name, shapeOfValue(value))] as const);
    for (const [name, stand] of own) {
      const outer = inputs[name] as Value;
      if (outer instanceof Traced) trace.origins.set(stand.node, outer);
      else trace.point.set(stand.node, toTensor(outer, name));
    }
    const result = trace.lift(call(Object.freeze(Object.fromEntries(own))));
    return { graph: trace.builder.finish([result.node]), captured: [...trace.captured.keys()] };
  });
}

function shapeOfValue(value: Value): Shape {
  return value instanceof Traced ? value.shape : toTensor(value).shape;
}
