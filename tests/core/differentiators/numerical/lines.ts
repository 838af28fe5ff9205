// Lines for difference quotients: a function of one coordinate, what its values may be off by, and where it was asked.

import { type Line, lineThrough, type Sample } from "../../../../src/core/differentiators/numerical/line.js";
import type { InputValues } from "../../../../src/core/execute/evaluator.js";
import { interpreter, record, type Value } from "../../../../src/index.js";

export interface Asked {
  readonly line: Line;
  /** coordinates in the order in which they were asked, the centre first */
  readonly at: number[];
}

const graph = record(({ x }) => x as Value, { x: 0 }).graph;
/** Of a graph with nothing in it that could break: all samples lie on one piece. */
const followed = { graph, values: interpreter(graph)([Float64Array.of(0)]) };

/** The values of f at a coordinate are the entries of its output; `noise` is the bound of each. Without it f is a black box. */
export function lineOf(f: (x: number) => number | readonly number[], at: number, noise?: (x: number) => number): Asked {
  const asked: number[] = [];
  const sample = ([x]: InputValues): Sample => {
    const coordinate = x?.[0] as number;
    asked.push(coordinate);
    const data = Float64Array.from([f(coordinate)].flat());
    const bound = noise && { bound: data.map(() => noise(coordinate)) };
    return { outputs: [{ shape: data.length === 1 ? [] : [data.length], data, ...bound }], ...(noise && { followed }) };
  };
  return { line: lineThrough({ sample }, [Float64Array.of(at)], 0, 0), at: asked };
}
